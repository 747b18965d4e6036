#include "config.h"

#include "src/store/filter-private.h"

#include "src/base/error.h"
#include "src/base/time.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

#define NOW 1800000000
#define DAY (24 * 60 * 60)

static GBytes *make_record (PkiRecord head, const char *const texts[PKI_TEXT_N])
{
	PkiSlice slices[PKI_TEXT_N] = { { NULL, 0 } };
	for (int i = 0; i < PKI_TEXT_N; i++)
		if (texts[i])
			slices[i] = pki_slice (texts[i], strlen (texts[i]));
	return pki_record_pack (&head, slices);
}

static GBytes *etcd (void)
{
	static const char *const texts[PKI_TEXT_N] = {
		[PKI_TEXT_NAME] = "etcd1",
		[PKI_TEXT_SUBJECT] = "CN=etcd1,O=Acme Corp",
		[PKI_TEXT_ISSUER] = "CN=etcd-ca,O=Acme Corp",
		[PKI_TEXT_SAN] = "DNS:etcd1.internal\nIP:10.0.0.11",
		[PKI_TEXT_SERIAL] = "5f1c09aa",
		[PKI_TEXT_KEY] = "rsa2048",
		[PKI_TEXT_PATH] = "etcd-ca/certs/etcd1.crt",
	};
	PkiRecord head = { .not_before = NOW - 350 * DAY,
		.not_after = NOW + 12 * DAY + 5,
		.bits = 2048,
		.type = PKI_OBJECT_CERTIFICATE };
	memset (head.digest, 0xab, sizeof head.digest);
	return make_record (head, texts);
}

static gboolean matches (GBytes *bytes, const char *text, gboolean revoked)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiFilter) filter = pki_filter_new (text, &error);
	assert_no_error (error);
	g_autoptr (GString) fold = g_string_new (NULL);
	PkiRecord record;
	gsize size;
	const void *data = g_bytes_get_data (bytes, &size);
	ck_assert (pki_record_unpack (data, size, &record));
	return pki_filter_match (filter, &record, revoked, NOW, fold);
}

#define assert_match(record, text)    ck_assert_msg (matches (record, text, FALSE), "%s", text)
#define assert_no_match(record, text) ck_assert_msg (!matches (record, text, FALSE), "%s", text)

START_TEST (words_are_anded_and_negated)
{
	g_autoptr (GBytes) record = etcd ();
	assert_match (record, "");
	assert_match (record, "   ");
	assert_match (record, "etcd1 acme");
	assert_no_match (record, "etcd1 nowhere");
	assert_no_match (record, "-etcd1");
	assert_match (record, "-nowhere etcd1");
	assert_match (record, "certs/etcd1.crt");
	assert_match (record, "\"acme corp\"");
	assert_no_match (record, "\"corp acme\"");
	/* No word reaches from one text into the next. */
	assert_no_match (record, "corpcn");
	assert_no_match (record, "\"Corp CN\"");
}
END_TEST

START_TEST (upper_case_asks_for_case)
{
	g_autoptr (GBytes) record = etcd ();
	assert_match (record, "acme");
	assert_match (record, "Acme");
	assert_no_match (record, "ACME");
	assert_no_match (record, "subject:Etcd1");
	assert_match (record, "subject:etcd1");
}
END_TEST

START_TEST (case_folds_beyond_ascii)
{
	static const char *const texts[PKI_TEXT_N] = {
		[PKI_TEXT_NAME] = "ÄRGER Straße 证书",
		[PKI_TEXT_PATH] = "x/\xff\xfe.pem",
	};
	g_autoptr (GBytes) record =
		make_record ((PkiRecord){ .type = PKI_OBJECT_CERTIFICATE }, texts);
	assert_match (record, "ärger");
	assert_match (record, "strasse");
	assert_match (record, "Straße");
	assert_match (record, "证书");
	assert_no_match (record, "Ärger");
	assert_match (record, "path:\\xff\\xfe.pem");
}
END_TEST

START_TEST (fields_look_at_their_text_alone)
{
	g_autoptr (GBytes) record = etcd ();
	assert_match (record, "issuer:etcd-ca");
	assert_no_match (record, "subject:etcd-ca");
	assert_match (record, "san:10.0.");
	assert_no_match (record, "name:10.0.");
	assert_match (record, "name:etcd1");
	assert_match (record, "subject:\"acme corp\"");
	assert_match (record, "path:etcd-ca/");
}
END_TEST

START_TEST (serials_and_fingerprints_in_any_spelling)
{
	g_autoptr (GBytes) record = etcd ();
	assert_match (record, "serial:5f1c");
	assert_match (record, "serial:5F:1C:09");
	assert_match (record, "5f:1c:09:aa");
	assert_match (record, "5F1C09AA");
	assert_match (record, "fingerprint:ab");
	assert_match (record, "fingerprint:AB:AB");
	assert_no_match (record, "fingerprint:ba");
	assert_match (record, "ababab");
	assert_no_match (record, "bababa");
	assert_no_match (record, "serial:zz");
}
END_TEST

START_TEST (types_states_keys_and_days)
{
	g_autoptr (GBytes) record = etcd ();
	assert_match (record, "type:certificate");
	assert_match (record, "type:leaf");
	assert_no_match (record, "type:ca");
	assert_no_match (record, "type:crl");
	assert_no_match (record, "-type:leaf");
	assert_no_match (record, "-type:certificate");
	assert_match (record, "-type:ca");
	assert_match (record, "status:expiring");
	assert_match (record, "expiring");
	assert_no_match (record, "-expiring");
	assert_no_match (record, "\"expiring\"");
	assert_no_match (record, "status:valid");
	ck_assert (matches (record, "status:revoked", TRUE));
	ck_assert (!matches (record, "status:expiring", TRUE));
	assert_match (record, "key:rsa");
	assert_match (record, "key:rsa<3072");
	assert_match (record, "key:RSA-2048");
	assert_no_match (record, "key:rsa<2048");
	assert_match (record, "key:rsa<=2048");
	assert_no_match (record, "key:ecdsa");
	assert_match (record, "days<30");
	assert_match (record, "days:<30");
	assert_match (record, "days<30d");
	assert_match (record, "days=12");
	assert_match (record, "days>=12");
	assert_no_match (record, "days>12");
	assert_match (record, "days>=0 key:rsa<3072 -type:ca");
}
END_TEST

/* "Less than a third of its life or 30 days left, whichever is less". */
START_TEST (soon_is_less_than_a_third_of_the_life)
{
	static const struct {
		gint64 life, left;
		PkiStatus status;
	} times[] = {
		{ 365 * DAY, 30 * DAY, PKI_STATUS_VALID },
		{ 365 * DAY, 30 * DAY - 1, PKI_STATUS_EXPIRING },
		{ 30 * DAY, 10 * DAY, PKI_STATUS_VALID },
		{ 30 * DAY, 10 * DAY - 1, PKI_STATUS_EXPIRING },
		{ 30 * DAY - 1, 10 * DAY - 1, PKI_STATUS_EXPIRING },
		{ 30 * DAY + 1, 10 * DAY, PKI_STATUS_EXPIRING },
		{ 30 * DAY, 0, PKI_STATUS_EXPIRING },
		{ 30 * DAY, -1, PKI_STATUS_EXPIRED },
		{ 30 * DAY, 30 * DAY, PKI_STATUS_VALID },
		{ 30 * DAY, 30 * DAY + 1, PKI_STATUS_NOT_YET_VALID },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
		ck_assert_int_eq (
			pki_status_at (-times[i].life, 0, -times[i].left), times[i].status);
	/* An end that can't be read makes nothing valid. */
	ck_assert_int_eq (pki_status_at (0, PKI_TIME_NONE, DAY), PKI_STATUS_NONE);
	ck_assert_int_eq (pki_status_at (2 * DAY, PKI_TIME_NONE, DAY), PKI_STATUS_NOT_YET_VALID);
	ck_assert_int_eq (pki_status_at (PKI_TIME_NONE, 0, DAY), PKI_STATUS_EXPIRED);
}
END_TEST

START_TEST (what_has_no_end_has_no_days)
{
	static const char *const texts[PKI_TEXT_N] = { NULL };
	g_autoptr (GBytes) record = make_record ((PkiRecord){ .type = PKI_OBJECT_REQUEST,
							 .not_before = PKI_TIME_NONE,
							 .not_after = PKI_TIME_NONE },
		texts);
	assert_no_match (record, "days<100000");
	assert_no_match (record, "status:valid");
	assert_match (record, "type:request");
	assert_no_match (record, "key:rsa");
}
END_TEST

static void assert_refused (const char *text, const char *part)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiFilter) filter = pki_filter_new (text, &error);
	ck_assert_ptr_null (filter);
	assert_error (error, PKI_ERROR_INVALID_INPUT);
	ck_assert_msg (strstr (error->message, part) != NULL, "%s", error->message);
}

START_TEST (mistakes_are_told)
{
	assert_refused ("owner:me", "subject");
	assert_refused ("http://x", "http");
	assert_refused ("type:dog", "certificate");
	assert_refused ("status:fine", "expiring");
	assert_refused ("days<soon", "days<30");
	assert_refused ("days:", "days<30");
	assert_refused ("key:rsa<", "key:rsa<3072");
	assert_refused ("key:rsa<99999999999999999999", "key:rsa<3072");
}
END_TEST

START_TEST (words_that_only_look_like_fields)
{
	g_autoptr (GBytes) record = etcd ();
	assert_no_match (record, "fe80::1");
	assert_no_match (record, "\"http://x\"");
	assert_no_match (record, "::1");
	assert_match (record, "\"DNS:etcd1.internal\"");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("filter");
	TCase *tests = tcase_create ("filter");
	tcase_add_test (tests, words_are_anded_and_negated);
	tcase_add_test (tests, upper_case_asks_for_case);
	tcase_add_test (tests, case_folds_beyond_ascii);
	tcase_add_test (tests, fields_look_at_their_text_alone);
	tcase_add_test (tests, serials_and_fingerprints_in_any_spelling);
	tcase_add_test (tests, types_states_keys_and_days);
	tcase_add_test (tests, soon_is_less_than_a_third_of_the_life);
	tcase_add_test (tests, what_has_no_end_has_no_days);
	tcase_add_test (tests, mistakes_are_told);
	tcase_add_test (tests, words_that_only_look_like_fields);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
