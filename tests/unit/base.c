#include "config.h"

#include "src/base/byte-sort.h"
#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/hex.h"
#include "src/base/secret.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <time.h>

static void assert_printable (const char *bytes, gssize size, const char *expected)
{
	g_autofree char *text = pki_text_printable (bytes, size);
	ck_assert_str_eq (text, expected);
}

START_TEST (hostile_text_becomes_visible)
{
	assert_printable ("plain", -1, "plain");
	assert_printable ("a\x1b[31mred", -1, "a\\x1b[31mred");
	assert_printable ("two\nlines\r\t", -1, "two\\nlines\\r\\t");
	assert_printable ("nul\0inside", 10, "nul\\x00inside");
	assert_printable ("\xe2\x80\xae"
			  "evil",
		-1, "\\u202eevil");
	assert_printable ("zero\xe2\x80\x8bwidth", -1, "zero\\u200bwidth");
	assert_printable ("\xc2\x9b"
			  "31m",
		-1, "\\u009b31m");
	assert_printable ("bad\xff\xfe", -1, "bad\\xff\\xfe");
	assert_printable ("\xf3\xa0\x81\x81", -1, "\\U000e0041");
	assert_printable ("e\xcc\x81", -1, "e\xcc\x81");
	assert_printable ("\xcc\x81x", -1, "\\u0301x");
	/* No more marks on a letter than a screen keeps for it. */
	assert_printable ("a\u0323\u0302\u0301\u0331\u0301\u0302b", -1,
		"a\u0323\u0302\u0301\u0331\\u0301\\u0302b");
	assert_printable ("证书", -1, "证书");
}
END_TEST

START_TEST (width_and_clipping_count_columns)
{
	ck_assert_int_eq (pki_text_width ("证书a"), 5);
	g_autofree char *clipped = pki_text_clip ("证书证书", 6);
	ck_assert_str_eq (clipped, "证书…");
	g_autofree char *odd = pki_text_clip ("证书证书", 4);
	ck_assert_str_eq (odd, "证…");
	g_autofree char *whole = pki_text_clip ("ab", 4);
	ck_assert_str_eq (whole, "ab");
}
END_TEST

START_TEST (utf8_for_json_keeps_nul_and_shows_bad_bytes)
{
	GString *text = pki_text_to_utf8 ("a\0b\xff"
					  "c",
		5);
	ck_assert_uint_eq (text->len, 8);
	ck_assert_mem_eq (text->str, "a\0b\\xffc", 8);
	g_string_free (text, TRUE);
}
END_TEST

START_TEST (times_are_read_as_people_write_them)
{
	static const struct {
		const char *text;
		gint64 time;
	} good[] = {
		{ "2027-11-20", 1826668800 },
		{ "2027-11-20T12:00:00Z", 1826712000 },
		{ "2027-11-20T12:00:00+08:00", 1826683200 },
		{ "2027-11-20t12:00:00.5z", 1826712000 },
	};
	static const char *const bad[] = { "", "tomorrow", "2027-13-01", "2027-02-30", "2027-11-2",
		"2027-11-20T25:00:00Z", "2027-11-20 12:00", "20271120", "365" };
	for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
		gint64 time;
		g_autoptr (GError) error = NULL;
		ck_assert_msg (pki_time_parse (good[i].text, &time, &error), "%s", good[i].text);
		ck_assert_int_eq (time, good[i].time);
	}
	for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
		gint64 time;
		g_autoptr (GError) error = NULL;
		ck_assert_msg (!pki_time_parse (bad[i], &time, &error), "%s", bad[i]);
		ck_assert (g_error_matches (error, PKI_ERROR, PKI_ERROR_INVALID_INPUT));
	}
}
END_TEST

START_TEST (civil_time_agrees_with_the_c_library)
{
	for (gint64 time = -62167219200; time < 253402300800; time += 86399 * 1013) {
		time_t moment = (time_t)time;
		struct tm civil;
		gmtime_r (&moment, &civil);
		ck_assert_int_eq (pki_time_from_civil (civil.tm_year + 1900, civil.tm_mon + 1,
					  civil.tm_mday, civil.tm_hour, civil.tm_min, civil.tm_sec),
			time);
		char expected[64];
		snprintf (expected, sizeof expected, "%04d-%02d-%02dT%02d:%02d:%02dZ",
			civil.tm_year + 1900, civil.tm_mon + 1, civil.tm_mday, civil.tm_hour,
			civil.tm_min, civil.tm_sec);
		g_autofree char *text = pki_time_format (time);
		ck_assert_str_eq (text, expected);
	}
	ck_assert_int_eq (pki_time_from_civil (2023, 2, 29, 0, 0, 0), PKI_TIME_NONE);
	ck_assert_int_eq (pki_time_from_civil (2024, 13, 1, 0, 0, 0), PKI_TIME_NONE);
}
END_TEST

START_TEST (no_time_has_no_words)
{
	g_autofree char *words = pki_time_left_words (1700000000, PKI_TIME_NONE);
	g_autofree char *short_words = pki_time_left_short (1700000000, PKI_TIME_NONE);
	ck_assert_str_eq (words, "");
	ck_assert_str_eq (short_words, "");
}
END_TEST

START_TEST (long_times_are_told_in_years)
{
	static const struct {
		int days;
		const char *left, *words, *over;
	} times[] = {
		{ 730, "730 d", "730 days left", "expired 730 days ago" },
		{ 731, "2 y", "2 years left", "expired 2 years ago" },
		{ 9 * 366, "9 y", "9 years left", "expired 9 years ago" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
		gint64 time = 1700000000 + times[i].days * G_GINT64_CONSTANT (86400);
		g_autofree char *left = pki_time_left_short (1700000000, time);
		g_autofree char *words = pki_time_left_words (1700000000, time);
		g_autofree char *over = pki_time_left_words (time, 1700000000);
		ck_assert_str_eq (left, times[i].left);
		ck_assert_str_eq (words, times[i].words);
		ck_assert_str_eq (over, times[i].over);
	}
}
END_TEST

START_TEST (hex_reads_what_people_paste)
{
	g_autoptr (GBytes) bytes = pki_hex_decode ("5F:1c 09");
	g_autofree char *text = pki_hex_encode (
		pki_slice (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
	ck_assert_str_eq (text, "5f1c09");
	ck_assert_ptr_null (pki_hex_decode ("5f1"));
	ck_assert_ptr_null (pki_hex_decode ("zz"));
}
END_TEST

START_TEST (secret_has_a_nul_behind_it)
{
	g_autoptr (PkiSecret) secret = pki_secret_new ("word", 4);
	ck_assert_str_eq (pki_secret_text (secret), "word");
	ck_assert_uint_eq (pki_secret_bytes (secret).size, 4);
}
END_TEST

START_TEST (a_stream_is_read_to_its_end_or_refused)
{
	int ends[2];
	g_autoptr (GError) error = NULL;
	ck_assert_int_eq (pipe (ends), 0);
	ck_assert_int_eq (write (ends[1], "secret", 6), 6);
	close (ends[1]);
	g_autoptr (GBytes) all = pki_file_read_stream (ends[0], 6, &error);
	assert_no_error (error);
	ck_assert_uint_eq (g_bytes_get_size (all), 6);
	ck_assert_mem_eq (g_bytes_get_data (all, NULL), "secret", 6);
	close (ends[0]);
	int zeros = open ("/dev/zero", O_RDONLY | O_CLOEXEC);
	ck_assert_ptr_null (pki_file_read_stream (zeros, 100000, &error));
	assert_error (error, PKI_ERROR_LIMIT);
	close (zeros);
}
END_TEST

static int compare_bytes (gconstpointer a, gconstpointer b)
{
	const PkiSortable *one = a;
	const PkiSortable *two = b;
	int order = memcmp (one->data, two->data, MIN (one->size, two->size));
	if (order == 0)
		order = (one->size > two->size) - (one->size < two->size);
	return order ? order : (one->index > two->index) - (one->index < two->index);
}

/* Texts that share long starts, hold zeros, end within them, and repeat. */
static GArray *similar_texts (GRand *random, const guint8 *pool, guint count, guint longest)
{
	GArray *items = g_array_new (FALSE, TRUE, sizeof (PkiSortable));
	for (guint i = 0; i < count; i++) {
		PkiSortable item = { .data = pool + 16 * g_rand_int_range (random, 0, 4),
			.size = (guint32)g_rand_int_range (random, 0, (int)longest),
			.index = i };
		g_array_append_val (items, item);
	}
	return items;
}

START_TEST (bytes_are_sorted_as_by_comparing)
{
	g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)_i);
	guint8 pool[6000] = { 0 };
	for (guint i = 0; i < sizeof pool; i++)
		pool[i] = g_rand_int_range (random, 0, 300) ? 0 : (guint8)g_rand_int (random);
	guint longest = _i % 2 ? sizeof pool - 64 : 40;
	guint count = _i == 0 ? 0 : (guint)g_rand_int_range (random, 1, 3000);
	g_autoptr (GArray) items = similar_texts (random, pool, count, longest);
	g_autoptr (GArray) expected = g_array_copy (items);
	g_array_sort (expected, compare_bytes);
	pki_byte_sort ((PkiSortable *)(void *)items->data, items->len);
	for (guint i = 0; i < items->len; i++)
		ck_assert_uint_eq (g_array_index (items, PkiSortable, i).index,
			g_array_index (expected, PkiSortable, i).index);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("base");
	TCase *tests = tcase_create ("base");
	tcase_add_test (tests, hostile_text_becomes_visible);
	tcase_add_test (tests, width_and_clipping_count_columns);
	tcase_add_test (tests, utf8_for_json_keeps_nul_and_shows_bad_bytes);
	tcase_add_test (tests, times_are_read_as_people_write_them);
	tcase_add_test (tests, civil_time_agrees_with_the_c_library);
	tcase_add_test (tests, no_time_has_no_words);
	tcase_add_test (tests, long_times_are_told_in_years);
	tcase_add_test (tests, hex_reads_what_people_paste);
	tcase_add_test (tests, secret_has_a_nul_behind_it);
	tcase_add_test (tests, a_stream_is_read_to_its_end_or_refused);
	tcase_add_loop_test (tests, bytes_are_sorted_as_by_comparing, 0, 12);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
