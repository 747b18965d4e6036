#include "config.h"

#include "tests/unit/describe-made.h"

#include <string.h>

#include "src/base/hex.h"
#include "src/x509/field-private.h"

/* What stands in describe.cnf under [everything], and what it means to people. */
static const struct {
	const char *path[4];
	const char *value;
} meanings[] = {
	{ { "Basic constraints" }, "may sign certificates, 1 level of CAs below" },
	{ { "Key usage" }, "signs, signs certificates, signs CRLs" },
	{ { "Key usage", "digitalSignature" }, "signs" },
	{ { "Purposes" }, "TLS server, TLS client, Smart card logon, 1.2.3.4" },
	{ { "Alternative names of the issuer", "Email" }, "ca@example.com" },
	{ { "Alternative names of the issuer", "URI" }, "http://ca.example/" },
	{ { "Name constraints", "Permitted", "DNS" }, "example.com" },
	{ { "Name constraints", "Permitted", "IP" }, "10.0.0.0/8" },
	{ { "Name constraints", "Permitted", "Email" }, "example.com" },
	{ { "Name constraints", "Permitted", "URI" }, ".example.com" },
	{ { "Name constraints", "Permitted", "Directory name" }, "CN=Directory Name,C=DE" },
	{ { "Name constraints", "Excluded", "DNS" }, "bad.example.com" },
	{ { "Name constraints", "Excluded", "IP" }, "10.9.0.0/255.255.0.255" },
	{ { "Policies", "Policy" }, "Domain validated (CA/Browser Forum)" },
	{ { "Policy mappings" }, "1.2.3.1 counts as 1.2.3.2" },
	{ { "Policy constraints" }, "a policy is required from here on, policies may not be mapped "
				    "after 3 more certificates" },
	{ { "Any policy is not accepted" },
		"\"any policy\" does not count after 2 more certificates" },
	{ { "Where to ask about the issuer", "OCSP responder" }, "http://ocsp.example/" },
	{ { "Where to ask about the issuer", "Certificate of the issuer" },
		"http://ca.example/ca.crt" },
	{ { "Where to ask about the subject", "Certificates issued" }, "http://ca.example/issued" },
	{ { "CRL distribution points", "Point", "URI" }, "http://ca.example/full.crl" },
	{ { "CRL distribution points", "Point", "Only for the reasons" },
		"key compromised, CA compromised" },
	{ { "CRL distribution points", "Point", "CRL signed by" },
		"Directory name CN=Directory Name,C=DE" },
	{ { "CRL distribution points", "Relative to the issuer" }, "CN=relative point" },
	{ { "Delta CRL distribution points", "URI" }, "http://ca.example/delta.crl" },
	{ { "TLS features" },
		"must staple an OCSP answer, must staple OCSP answers for the chain" },
	{ { "OCSP signer is not checked for revocation" },
		"clients need not ask whether it is revoked" },
	{ { "Use of the private key" },
		"the private key signs from 2026-01-01T00:00:00Z to 2027-01-01T00:00:00Z" },
	{ { "Attributes of the subject", "Citizenship" }, "DE" },
	{ { "Netscape certificate type" }, "TLS client, TLS server, CA for code signing" },
	{ { "Comment" }, "made by a test" },
	{ { "Netscape base URL" }, "http://ca.example/" },
	{ { "Template name (Microsoft)" }, "WebServer" },
	{ { "Template (Microsoft)" }, "1.3.6.1.4.1.311.21.8.1.2, version 100.4" },
	{ { "CA version (Microsoft)" }, "V3.2: certificate 3, key 2 of the CA" },
	{ { "Application policies (Microsoft)" }, "TLS server" },
	{ { "Security identifier (Microsoft)" }, "S-1-5-21-1-2-3-500" },
	{ { "Qualified certificate statements", "EU qualified certificate" }, "yes" },
	{ { "Qualified certificate statements", "Type of qualified certificate" }, "Web site" },
	{ { "Qualified certificate statements", "Retention period" }, "7 years after the end" },
	{ { "Qualified certificate statements", "Limit of transactions" }, "5000 EUR" },
	{ { "Logotype" }, "http://ca.example/logo.svg" },
	{ { "1.2.3.4.5" }, "some words" },
	{ { "1.2.3.4.6" }, "04 02 ab cd" },
	{ { "1.2.3.4.7" }, "30 03 02 01 07" },
};

static const struct {
	const char *kind, *name;
} names[] = {
	{ "DNS", "etcd1.internal" },
	{ "DNS", "*.example" },
	{ "IP", "10.0.0.11" },
	{ "IP", "2001:db8::1" },
	{ "Email", "somebody@example.com" },
	{ "URI", "spiffe://example/etcd" },
	{ "Registered ID", "1.2.3.4" },
	{ "Directory name", "CN=Directory Name,C=DE" },
	{ "Principal name (Microsoft)", "user@corp.example" },
	{ "Kerberos principal", "HTTP/web.corp.example@CORP.EXAMPLE" },
	{ "Mail address, UTF-8", "δοκιμή@example.com" },
	{ "Other name 1.2.3.4.8", "plain words" },
	{ "Other name 1.2.3.4.9", "30 0c 30 0a 06 08 2b 06 01 05 05 07 03 01" },
};

START_TEST (every_extension_shows_its_meaning)
{
	g_autoptr (PkiObject) object = made_certificate ("everything", "rsa:2048");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	const PkiField *extensions = made_field (top, "Extensions", NULL);
	for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++) {
		const char *const *path = meanings[i].path;
		const PkiField *field = made_field (extensions, path[0], path[1], path[2], NULL);
		ck_assert_str_eq (field->value, meanings[i].value);
	}
	const PkiField *notice = made_field (extensions, "Policies", NULL);
	notice = g_ptr_array_index (notice->children, 1);
	ck_assert_str_eq (notice->value, "1.3.6.1.4.1.99999.1");
	ck_assert_str_eq (
		made_field (notice, "Practice statement", NULL)->value, "http://ca.example/cps");
	ck_assert_str_eq (made_field (notice, "User notice", NULL)->value, "Read this first");
	ck_assert_str_eq (made_field (notice, "User notice", "Organization", NULL)->value, "Acme");
}
END_TEST

START_TEST (names_of_every_kind_are_told)
{
	g_autoptr (PkiObject) object = made_certificate ("everything", "rsa:2048");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	const PkiField *section = made_field (top, "Names", NULL);
	ck_assert_str_eq (
		section->value, "DNS etcd1.internal, *.example; IP 10.0.0.11 and 10 more");
	ck_assert_uint_eq (section->children->len, G_N_ELEMENTS (names));
	for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
		const PkiField *name = g_ptr_array_index (section->children, i);
		ck_assert_str_eq (name->label, names[i].kind);
		ck_assert_str_eq (name->value, names[i].name);
	}
}
END_TEST

/* Every critical mark, OID and order of extensions, against openssl asn1parse. */
START_TEST (criticality_and_oids_are_those_in_the_bytes)
{
	g_autoptr (PkiObject) object = made_certificate ("everything", "rsa:2048");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	const PkiField *extensions = made_field (top, "Extensions", NULL);
	g_autofree char *count =
		made_run ("openssl x509 -inform DER -in everything.der -noout -text | grep -c '^ "
			  "\\{12\\}[^ ]*[^ ].*: *\\(critical\\)\\?$'");
	ck_assert_uint_eq (extensions->children->len, (guint)atoi (count));
	g_autofree char *critical = made_run (
		"openssl x509 -inform DER -in everything.der -noout -text | grep -c ': critical$'");
	guint marked = 0;
	for (guint i = 0; i < extensions->children->len; i++) {
		const PkiField *field = g_ptr_array_index (extensions->children, i);
		marked += field->critical ? 1 : 0;
		ck_assert_ptr_nonnull (field->oid);
		ck_assert_uint_gt (field->raw.size, 0);
	}
	ck_assert_uint_eq (marked, (guint)atoi (critical));
	ck_assert_str_eq (made_field (extensions, "Basic constraints", NULL)->oid, "2.5.29.19");
}
END_TEST

/* VALUE of openssl, without what stands before "=", colons and case. */
static char *plain_hex (char *output)
{
	char *start = strchr (output, '=');
	GString *out = g_string_new (NULL);
	for (char *p = start ? start + 1 : output; *p; p++)
		if (*p != ':' && *p != ' ')
			g_string_append_c (out, g_ascii_tolower (*p));
	g_free (output);
	return g_string_free (out, FALSE);
}

static void assert_hex (const PkiField *field, const char *script)
{
	g_autofree char *truth = plain_hex (made_run (script));
	g_autofree char *shown = plain_hex (g_strdup (field->value));
	ck_assert (field->hex);
	ck_assert_str_eq (shown, truth);
}

START_TEST (the_fields_are_what_openssl_says)
{
	g_autoptr (PkiObject) object = made_certificate ("everything", "rsa:2048");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
#define X509 "openssl x509 -inform DER -in everything.der -noout "
	assert_hex (made_field (top, "Serial number", NULL), X509 "-serial");
	assert_hex (made_field (top, "SHA-256 fingerprint", NULL), X509 "-fingerprint -sha256");
	assert_hex (
		made_field (top, "SHA-256 fingerprint", "SHA-1", NULL), X509 "-fingerprint -sha1");
	assert_hex (made_field (top, "Key", "Modulus", NULL), X509 "-modulus");
	assert_hex (made_field (top, "Extensions", "Key identifier", NULL),
		X509 "-ext subjectKeyIdentifier | tail -1");
#define SPKI X509 "-pubkey | openssl pkey -pubin -outform DER | openssl sha256 -binary "
	assert_hex (made_field (top, "Key", "Key SHA-256", NULL),
		SPKI "| od -An -v -tx1 | tr -d '\\n'");
	g_autofree char *pin = made_run (SPKI "| base64");
	ck_assert_str_eq (made_field (top, "Key", "pin-sha256", NULL)->value, pin);
	g_autofree char *end =
		made_run ("date -u -d \"$(" X509 "-enddate | cut -d= -f2)\" +%FT%TZ");
	ck_assert_str_eq (made_field (top, "Validity", "Not after", NULL)->value, end);
	ck_assert_str_eq (made_field (top, "Validity", "Lifetime", NULL)->value, "900 days");
	ck_assert_str_eq (
		made_field (top, "Subject", NULL)->value, "CN=all.example,O=Müller & Söhne,C=DE");
	ck_assert_str_eq (made_field (top, "Signature", NULL)->value, "RSA, SHA-256");
}
END_TEST

/* openssl reads unique identifiers, but only certtool makes them. */
START_TEST (unique_identifiers_are_told)
{
	g_autofree char *made = made_run (
		"printf 'cn = one\\nsubject_unique_id = 00153224\\nissuer_unique_id = 00fe\\n' >t; "
		"certtool --generate-privkey --key-type ed25519 --outfile t.key 2>/dev/null; "
		"certtool --generate-self-signed --load-privkey t.key --template t --outder "
		"--outfile unique.der 2>/dev/null");
	g_autofree char *truth = made_run ("openssl x509 -inform DER -in unique.der -noout -text | "
					   "sed -n 's/.* Unique ID: *//p' | tr ':\\n' '  '");
	g_autoptr (PkiObject) object = made_object (PKI_OBJECT_CERTIFICATE, "unique.der");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	g_autofree char *told = g_strdup_printf ("%s %s",
		made_field (top, "Issuer", "Unique identifier", NULL)->value,
		made_field (top, "Subject", "Unique identifier", NULL)->value);
	g_strchomp (truth);
	ck_assert_str_eq (told, truth);
}
END_TEST

/* An end in the thirteenth month: openssl tells no more than that it is bad. */
START_TEST (times_that_can_not_be_read_show_what_stands_there)
{
	g_autoptr (PkiObject) good = made_certificate ("good", "ed25519");
	g_autofree char *output = made_run (
		"spoil () { end=$(openssl asn1parse -inform DER -in $1 | "
		"sed -n 's/.*UTCTIME *://p' | sed -n 2p); "
		"LC_ALL=C sed \"s/$end/261301000000Z/\" $1 >bad-$1; }; "
		"openssl x509 -inform DER -in good.der -out good.pem; : >none; echo 2a >crlnumber; "
		"printf '[ca]\\ndefault_ca = d\\n[d]\\ndatabase = none\\ndefault_md = default\\n' "
		">crl.cnf; openssl ca -gencrl -crldays 9 -config crl.cnf -cert good.pem -keyfile "
		"good.key -out good.crl; openssl crl -in good.crl -outform DER -out list.der; "
		"spoil good.der; spoil list.der; "
		"openssl x509 -inform DER -in bad-good.der -noout -enddate | grep -q Bad; "
		"openssl crl -inform DER -in bad-list.der -noout -nextupdate | grep -q Bad");
	g_autoptr (PkiObject) certificate = made_object (PKI_OBJECT_CERTIFICATE, "bad-good.der");
	g_autoptr (PkiField) top = pki_object_describe (certificate, MADE_NOW, 0);
	ck_assert_str_eq (made_field (top, "Validity", "Not after", NULL)->value,
		"unreadable: 261301000000Z");
	g_autoptr (PkiObject) list = made_object (PKI_OBJECT_CRL, "bad-list.der");
	g_autoptr (PkiField) lines = pki_object_describe (list, MADE_NOW, 0);
	ck_assert_str_eq (made_field (lines, "Validity", NULL)->value, "unreadable");
	ck_assert_str_eq (made_field (lines, "Validity", "Next update", NULL)->value,
		"unreadable: 261301000000Z");
	g_autofree char *text = made_text (list);
	ck_assert_ptr_null (strstr (text, "no next update"));
}
END_TEST

START_TEST (pem_is_what_openssl_writes)
{
	g_autoptr (PkiObject) object = made_certificate ("good", "ed25519");
	g_autofree char *pem = pki_object_to_pem (object);
	g_autofree char *truth = made_run ("openssl x509 -inform DER -in good.der");
	g_strchomp (pem);
	ck_assert_str_eq (pem, truth);
}
END_TEST

START_TEST (a_request_tells_what_it_asks_for)
{
	g_autofree char *output =
		made_run ("openssl req -new -config $cnf -section req_asked -newkey ed448 -nodes "
			  "-keyout asked.key -out asked.der -outform DER -utf8");
	g_autoptr (PkiObject) object = made_object (PKI_OBJECT_REQUEST, "asked.der");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	ck_assert_str_eq (made_field (top, "Names", "DNS", NULL)->value, "asked.example");
	ck_assert_str_eq (made_field (top, "Use", NULL)->value, "client of TLS");
	ck_assert_str_eq (made_field (top, "Key", NULL)->value, "Ed448");
	ck_assert_str_eq (
		made_field (top, "Attributes", "Challenge password", NULL)->value, "open sesame");
	ck_assert_str_eq (
		made_field (top, "Attributes", "Unstructured name", NULL)->value, "a machine");
	ck_assert_str_eq (
		made_field (top, "Requested extensions", "Purposes", NULL)->value, "TLS client");
	ck_assert_str_eq (
		made_field (top, "Signature", NULL)->value, "Ed448, made with the key it names");
	g_autofree char *use = pki_object_use_words (object);
	ck_assert_str_eq (use, "request: client");
}
END_TEST

START_TEST (a_crl_tells_what_it_revokes)
{
	g_autofree char *output = made_run (
		"openssl req -x509 -config $cnf -extensions everything -newkey ed25519 -nodes "
		"-keyout crl.key -out crl.pem -days 900; echo 2a >crlnumber; "
		"{ printf "
		"'R\\t300101000000Z\\t260102030405Z,keyCompromise\\t7f01\\tunknown\\t/CN=a\\n';"
		"  printf "
		"'R\\t300101000000Z\\t260102030406Z,CAkeyTime,20251231235959Z\\t7f02\\tunknown\\t/"
		"CN=b\\n';"
		"  printf 'R\\t300101000000Z\\t260102030407Z\\t7f03\\tunknown\\t/CN=c\\n'; } "
		">index.txt; "
		"openssl ca -gencrl -config $cnf -cert crl.pem -keyfile crl.key -out crl.txt; "
		"openssl crl -in crl.txt -outform DER -out crl.der");
	g_autoptr (PkiObject) object = made_object (PKI_OBJECT_CRL, "crl.der");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 2);
	const PkiField *revoked = made_field (top, "Revoked", NULL);
	ck_assert_str_eq (revoked->value, "3 certificates");
	ck_assert_str_eq (
		made_field (revoked, "7f01", NULL)->value, "2026-01-02T03:04:05Z, key compromised");
	ck_assert_str_eq (
		made_field (revoked, "7f02", NULL)->value, "2026-01-02T03:04:06Z, CA compromised");
	ck_assert_str_eq (made_field (revoked, "7f02", "Not to be trusted since", NULL)->value,
		"2025-12-31T23:59:59Z");
	ck_assert_str_eq (made_field (revoked, "More", NULL)->value, "1 more entry");
	ck_assert_uint_eq (revoked->children->len, 3);
	const PkiField *scope = made_field (top, "Extensions", "Scope of the CRL", NULL);
	ck_assert_str_eq (scope->value, "only certificates of users, only some reasons, also "
					"certificates of other issuers");
	ck_assert_str_eq (made_field (scope, "URI", NULL)->value, "http://ca.example/full.crl");
	ck_assert_str_eq (
		made_field (top, "Extensions", "Delta CRL, based on number", NULL)->value, "5");
	ck_assert_str_eq (made_field (top, "Extensions", "CRL number", NULL)->value, "42");
	g_autofree char *use = pki_object_use_words (object);
	ck_assert_str_eq (use, "CRL, 3 entries");
}
END_TEST

static const struct {
	const char *section, *key, *words;
} uses[] = {
	{ "everything", "ed25519", "root CA" },
	{ "good", "ed25519", "server" },
	{ "both", "ed25519", "server + client" },
	{ "many", "ed25519", "server + email + code signing + 2 more" },
	{ "plain", "ed25519", "any use" },
};

START_TEST (use_is_told_in_few_words)
{
	g_autoptr (PkiObject) object = made_certificate (uses[_i].section, uses[_i].key);
	g_autofree char *words = pki_object_use_words (object);
	ck_assert_str_eq (words, uses[_i].words);
}
END_TEST

START_TEST (use_of_those_that_others_signed)
{
	g_autofree char *output = made_run (
		"openssl req -x509 -config $cnf -extensions everything -newkey ed25519 -nodes "
		"-keyout "
		"root.key -out root.pem -days 900; "
		"openssl req -new -config $cnf -newkey ed25519 -nodes -keyout sub.key -out sub.pem "
		"-subj /CN=sub; "
		"s='openssl x509 -req -in sub.pem -CA root.pem -CAkey root.key -outform DER'; "
		"if openssl req -help 2>&1 | grep -q x509v1; then " /* openssl 3.3 and later */
		"openssl req -x509 -x509v1 -config /dev/null -in sub.pem -CA root.pem -CAkey "
		"root.key -outform DER "
		"-out v1.der; else $s -out v1.der; fi; "
		"$s -extfile $cnf -extensions ca0 -out ca0.der; "
		"$s -extfile $cnf -extensions ca2 -out ca2.der");
	static const char *const made[][2] = { { "v1.der", "any use (v1)" },
		{ "ca0.der", "CA, no sub-CAs" }, { "ca2.der", "CA, 2 levels below" } };
	for (gsize i = 0; i < G_N_ELEMENTS (made); i++) {
		g_autoptr (PkiObject) object = made_object (PKI_OBJECT_CERTIFICATE, made[i][0]);
		g_autofree char *words = pki_object_use_words (object);
		ck_assert_str_eq (words, made[i][1]);
	}
}
END_TEST

static const struct {
	const char *newkey, *words;
} keys[] = {
	{ "-algorithm rsa -pkeyopt rsa_keygen_bits:1024", "RSA 1024" },
	{ "-algorithm ec -pkeyopt ec_paramgen_curve:P-256", "P-256" },
	{ "-algorithm ec -pkeyopt ec_paramgen_curve:brainpoolP384r1", "brainpoolP384r1" },
	{ "-algorithm ed25519", "Ed25519" },
	{ "-algorithm x448", "X448" },
};

START_TEST (keys_are_named_by_kind_and_size)
{
	g_autofree char *script = g_strdup_printf (
		"openssl genpkey %s | openssl pkey -pubout -outform DER -out key.der",
		keys[_i].newkey);
	g_autofree char *output = made_run (script);
	g_autoptr (PkiObject) object = made_object (PKI_OBJECT_PRIVATE_KEY, "key.der");
	g_autofree char *words = pki_object_use_words (object);
	ck_assert_str_eq (words, keys[_i].words);
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	g_autofree char *shown =
		plain_hex (g_strdup (made_field (top, "Key", "Key SHA-256", NULL)->value));
	g_autofree char *truth = made_run ("openssl sha256 -r key.der | cut -d' ' -f1");
	ck_assert_str_eq (shown, truth);
}
END_TEST

START_TEST (text_has_aligned_columns)
{
	g_autoptr (PkiField) top = pki_field_new ("顶", NULL);
	PkiField *section = pki_field_add (top, "主题", "a\nb\x1b[2J");
	pki_field_add (top, "Key", "Ed25519")->critical = TRUE;
	guint8 octets[18] = { 0xff };
	pki_field_add_hex (section, "Hex", pki_slice (octets, sizeof octets));
	pki_field_remark (section, "odd");
	g_autofree char *text = pki_field_to_text (top);
	ck_assert_str_eq (text, "顶\n"
				"  主题  a\\nb\\x1b[2J\n"
				"    Hex  ff 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n"
				"         00 00\n"
				"    ! odd\n"
				"  Key   critical: Ed25519\n");
}
END_TEST

int main (void)
{
	TCase *tests;
	Suite *suite = made_suite ("describe", &tests);
	tcase_add_test (tests, every_extension_shows_its_meaning);
	tcase_add_test (tests, names_of_every_kind_are_told);
	tcase_add_test (tests, criticality_and_oids_are_those_in_the_bytes);
	tcase_add_test (tests, the_fields_are_what_openssl_says);
	tcase_add_test (tests, unique_identifiers_are_told);
	tcase_add_test (tests, times_that_can_not_be_read_show_what_stands_there);
	tcase_add_test (tests, pem_is_what_openssl_writes);
	tcase_add_test (tests, a_request_tells_what_it_asks_for);
	tcase_add_test (tests, a_crl_tells_what_it_revokes);
	tcase_add_loop_test (tests, use_is_told_in_few_words, 0, G_N_ELEMENTS (uses));
	tcase_add_test (tests, use_of_those_that_others_signed);
	tcase_add_loop_test (tests, keys_are_named_by_kind_and_size, 0, G_N_ELEMENTS (keys));
	tcase_add_test (tests, text_has_aligned_columns);
	return unit_run (suite);
}
