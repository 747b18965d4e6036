#include "config.h"

#include "src/base/hex.h"
#include "src/base/time.h"
#include "src/x509/object.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

/* Makes list.crl with openssl from the lines of its database in index. */
static PkiObject *make_crl (void)
{
	tool_do ("test -f ca.key || openssl genpkey -algorithm ED25519 -out ca.key\n"
		 "openssl req -x509 -new -key ca.key -subj /CN=ca -out ca.crt\n"
		 "printf '[ca]\\ndefault_ca=d\\n[d]\\ndatabase=index\\ndefault_md=null\\n"
		 "crlnumber=number\\ndefault_crl_days=9\\ncrl_extensions=x\\n"
		 "[x]\\nauthorityKeyIdentifier=keyid\\n' >crl.cnf\n"
		 "echo 1234 >number\n"
		 "openssl ca -config crl.cnf -gencrl -keyfile ca.key -cert ca.crt -out list.pem\n"
		 "openssl crl -in list.pem -outform DER -out list.crl");
	g_autoptr (GBytes) der = tool_read ("list.crl");
	return pki_object_new (PKI_OBJECT_CRL, der, tool_slice (der));
}

START_TEST (entries_and_reasons)
{
	static const struct {
		const char *written;
		const char *reason;
		const char *invalid;
	} revocations[] = {
		{ "260101000000Z", "unspecified", "" },
		{ "260102030405Z,keyCompromise", "keyCompromise", "" },
		{ "260103000000Z,CACompromise", "cACompromise", "" },
		{ "260104000000Z,affiliationChanged", "affiliationChanged", "" },
		{ "260105000000Z,superseded", "superseded", "" },
		{ "260106000000Z,cessationOfOperation", "cessationOfOperation", "" },
		{ "260107000000Z,certificateHold", "certificateHold", "" },
		{ "260108000000Z,removeFromCRL", "removeFromCRL", "" },
		{ "260109000000Z,keyTime,20251231235959Z", "keyCompromise",
			"2025-12-31T23:59:59Z" },
	};
	g_autoptr (GString) index = g_string_new (NULL);
	for (gsize i = 0; i < G_N_ELEMENTS (revocations); i++)
		g_string_append_printf (index, "R\t270101000000Z\t%s\t%04zX\tunknown\t/CN=x\n",
			revocations[i].written, i + 0x10f8);
	tool_write ("index", index->str, index->len);
	g_autoptr (PkiObject) object = make_crl ();
	ck_assert_ptr_nonnull (object);
	ck_assert_uint_eq (object->sins, 0);
	ck_assert_int_eq (object->crl.version, 2);
	ck_assert_uint_eq (object->crl.entries, G_N_ELEMENTS (revocations));
	g_autofree char *number = pki_crl_number (&object->crl);
	ck_assert_str_eq (number, "1234");
	g_autofree char *name = pki_object_name (object);
	ck_assert_str_eq (name, "ca");
	ck_assert_int_eq (object->crl.next_update - object->crl.this_update, 9 * 86400);

	PkiSlice rest = object->crl.revoked;
	PkiCrlEntry entry;
	for (gsize i = 0; i < G_N_ELEMENTS (revocations); i++) {
		ck_assert (pki_crl_next (&rest, &entry));
		ck_assert_uint_eq (entry.serial.data[entry.serial.size - 1], (i + 0x10f8) & 0xff);
		ck_assert_str_eq (pki_crl_reason_name (entry.reason), revocations[i].reason);
		g_autofree char *invalid = pki_time_format (entry.invalid_since);
		ck_assert_str_eq (invalid, revocations[i].invalid);
		g_autofree char *date = pki_time_format_date (entry.revoked_at);
		g_autofree char *expected = g_strdup_printf ("2026-01-%02zu", i + 1);
		ck_assert_str_eq (date, expected);
	}
	ck_assert (!pki_crl_next (&rest, &entry));
}
END_TEST

START_TEST (a_list_may_be_empty)
{
	tool_write ("index", "", 0);
	g_autoptr (PkiObject) object = make_crl ();
	ck_assert_ptr_nonnull (object);
	ck_assert_uint_eq (object->crl.entries, 0);
	PkiSlice rest = object->crl.revoked;
	PkiCrlEntry entry;
	ck_assert (!pki_crl_next (&rest, &entry));
}
END_TEST

START_TEST (many_entries)
{
	const guint count = 100000;
	g_autoptr (GString) index = g_string_new (NULL);
	for (guint i = 0; i < count; i++)
		g_string_append_printf (index,
			"R\t270101000000Z\t260102030405Z,keyCompromise\t%08X\tunknown\t/CN=x\n",
			i + 0x10000000);
	tool_write ("index", index->str, index->len);
	g_autoptr (PkiObject) object = make_crl ();
	ck_assert_uint_eq (object->crl.entries, count);
	PkiSlice rest = object->crl.revoked;
	PkiCrlEntry entry;
	guint compromised = 0;
	while (pki_crl_next (&rest, &entry))
		compromised += entry.reason == 1;
	ck_assert_uint_eq (compromised, count);
}
END_TEST

START_TEST (reasons_have_names)
{
	ck_assert_str_eq (pki_crl_reason_name (-1), "unspecified");
	ck_assert_str_eq (pki_crl_reason_name (9), "privilegeWithdrawn");
	ck_assert_str_eq (pki_crl_reason_name (10), "aACompromise");
	ck_assert_str_eq (pki_crl_reason_name (7), "7");
	ck_assert_str_eq (pki_crl_reason_name (77), "77");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("crl");
	TCase *tests = tcase_create ("crl");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, entries_and_reasons);
	tcase_add_test (tests, a_list_may_be_empty);
	tcase_add_test (tests, many_entries);
	tcase_add_test (tests, reasons_have_names);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
