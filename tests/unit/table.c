#include "config.h"

#include "src/store/csv.h"

#include <string.h>

#include "src/base/error.h"
#include "src/store/range.h"
#include "tests/unit/unit.h"

static GPtrArray *read_table (const char *text, GError **error)
{
	g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
	return pki_csv_read (bytes, error);
}

static const char *field (GPtrArray *rows, guint row, guint column)
{
	ck_assert_uint_lt (row, rows->len);
	const PkiCsvRow *found = g_ptr_array_index (rows, row);
	ck_assert_uint_lt (column, found->fields->len);
	return g_ptr_array_index (found->fields, column);
}

START_TEST (tables_as_programs_and_people_write_them)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) rows = read_table ("\xef\xbb\xbfprofile,name\r\n"
						 "\r\n"
						 " a , \"b, \"\"c\"\"\" ,\n"
						 "\"two\nlines\",x\n"
						 "last,\"\"",
		&error);
	assert_no_error (error);
	ck_assert_uint_eq (rows->len, 4);
	ck_assert_str_eq (field (rows, 0, 0), "profile");
	ck_assert_str_eq (field (rows, 0, 1), "name");
	ck_assert_str_eq (field (rows, 1, 0), "a");
	ck_assert_str_eq (field (rows, 1, 1), "b, \"c\"");
	ck_assert_str_eq (field (rows, 1, 2), "");
	ck_assert_str_eq (field (rows, 2, 0), "two\nlines");
	ck_assert_str_eq (field (rows, 3, 1), "");
	ck_assert_uint_eq (((PkiCsvRow *)g_ptr_array_index (rows, 1))->line, 3);
	ck_assert_uint_eq (((PkiCsvRow *)g_ptr_array_index (rows, 3))->line, 6);
}
END_TEST

START_TEST (mistakes_in_tables_name_their_line)
{
	const struct {
		const char *text, *line;
	} bad[] = {
		{ "a,b\nc,\"d\n", "line 2:" },
		{ "a,b\nc,\"d\" e\n", "line 2:" },
		{ "a\nb\n\xff\n", "line 3:" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
		g_autoptr (GError) error = NULL;
		ck_assert_ptr_null (read_table (bad[i].text, &error));
		assert_error (error, PKI_ERROR_PARSE);
		ck_assert_msg (
			g_str_has_prefix (error->message, bad[i].line), "%s", error->message);
	}
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) none = read_table ("", &error);
	assert_no_error (error);
	ck_assert_uint_eq (none->len, 0);
}
END_TEST

static void assert_range (const char *text, guint expected, const char *first, const char *last)
{
	g_autoptr (GError) error = NULL;
	guint count;
	ck_assert (pki_range_count (text, &count, &error));
	assert_no_error (error);
	ck_assert_uint_eq (count, expected);
	g_autofree char *begin = pki_range_text (text, 0);
	g_autofree char *end = pki_range_text (text, count ? count - 1 : 0);
	ck_assert_str_eq (begin, first);
	ck_assert_str_eq (end, last);
}

START_TEST (ranges_count_with_their_zeros)
{
	assert_range ("node[01-03]", 3, "node01", "node03");
	assert_range ("10.0.0.[11-13]", 3, "10.0.0.11", "10.0.0.13");
	assert_range ("n[8-12] n[8-12].internal", 5, "n8 n8.internal", "n12 n12.internal");
	assert_range ("a[1-2]-[5-6]", 2, "a1-5", "a2-6");
	assert_range ("a[7-7]", 1, "a7", "a7");
	assert_range ("plain", 0, "plain", "plain");
	assert_range (
		"https://[2001:db8::1]/", 0, "https://[2001:db8::1]/", "https://[2001:db8::1]/");
	assert_range ("[a-b]", 0, "[a-b]", "[a-b]");
	guint count;
	ck_assert (!pki_range_count ("a[3-1]", &count, NULL));
	ck_assert (!pki_range_count ("a[1-3] b[1-2]", &count, NULL));
	ck_assert (!pki_range_count ("a[0-999999999]", &count, NULL));
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("table");
	TCase *tests = tcase_create ("table");
	tcase_add_test (tests, tables_as_programs_and_people_write_them);
	tcase_add_test (tests, mistakes_in_tables_name_their_line);
	tcase_add_test (tests, ranges_count_with_their_zeros);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
