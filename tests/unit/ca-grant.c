/* Somebody's request weighed, as openssl and certtool make them. */
#include "config.h"

#include "src/ca/certificate-maker.h"
#include "src/ca/grant.h"

#include <stdlib.h>

#include "src/base/error.h"
#include "tests/unit/ca-made.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define EC "-newkey ec -pkeyopt ec_paramgen_curve:P-256"

/* A request with SUBJECT ("/CN=x") and the lines of an extensions section. */
static PkiObject *request (const char *key, const char *subject, const char *extensions)
{
	tool_do ("printf '%%b' '[req]\\ndistinguished_name=dn\\nattributes=at\\n[dn]\\n[at]\\n"
		 "[v3]\\n%s\\n' >r.cnf",
		extensions);
	tool_do ("openssl req -new -nodes %s -subj '%s' -keyout r.key -out r.csr -config r.cnf %s "
		 "2>/dev/null",
		key, subject, *extensions ? "-reqexts v3" : "");
	return made_read ("r.csr");
}

static const PkiGrantRow *find_row (const GPtrArray *rows, const char *field, const char *asked)
{
	for (guint i = 0; i < rows->len; i++) {
		const PkiGrantRow *row = g_ptr_array_index (rows, i);
		if (g_str_equal (row->field, field) &&
			(!asked || g_strcmp0 (row->asked, asked) == 0))
			return row;
	}
	ck_abort_msg ("no row for %s %s", field, asked);
	return NULL;
}

static void assert_row (const GPtrArray *rows, const char *field, PkiGrantKind kind,
	const char *asked, const char *granted)
{
	const PkiGrantRow *row = find_row (rows, field, asked);
	ck_assert_msg (
		row->kind == kind, "%s: %s (%s)", field, pki_grant_kind_text (row->kind), row->why);
	ck_assert_msg (g_strcmp0 (row->granted, granted) == 0, "%s: %s", field, row->granted);
	ck_assert (!row->why == (kind == PKI_GRANT_KEPT));
}

START_TEST (what_is_asked_is_granted_where_it_may_be)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) rows = NULL;
	g_auto (Made) root = made_root ("root-ca", "Root");
	g_autoptr (PkiOrder) order = made_order ("tls-server", "www", NULL);
	g_autoptr (PkiObject) csr = request (EC, "/C=DE/O=Acme/CN=www",
		"basicConstraints=critical,CA:TRUE\\nkeyUsage=digitalSignature,keyCertSign\\n"
		"extendedKeyUsage=serverAuth,clientAuth\\ntlsfeature=status_request\\n"
		"subjectAltName=DNS:www.example.org,DNS:WWW.example.com,IP:10.0.0.1,"
		"email:a@example.org,RID:1.2.3.4\\nsubjectKeyIdentifier=hash");
	g_autoptr (PkiTerms) terms = pki_grant_weigh (
		csr, order, root.certificate, NULL, pki_time_now (), &rows, &error);
	assert_no_error (error);
	assert_row (rows, "Subject", PKI_GRANT_KEPT, "CN=www,O=Acme,C=DE", "CN=www,O=Acme,C=DE");
	assert_row (rows, "Key", PKI_GRANT_KEPT, "ECDSA P-256", "ECDSA P-256");
	assert_row (rows, "Alternative name", PKI_GRANT_KEPT, "DNS:www.example.org",
		"DNS:www.example.org");
	assert_row (rows, "Alternative name", PKI_GRANT_CHANGED, "DNS:WWW.example.com",
		"DNS:www.example.com");
	assert_row (rows, "Alternative name", PKI_GRANT_KEPT, "IP:10.0.0.1", "IP:10.0.0.1");
	assert_row (rows, "Alternative name", PKI_GRANT_DROPPED, "EMAIL:a@example.org", NULL);
	assert_row (rows, "Alternative name", PKI_GRANT_DROPPED, "RID:1.2.3.4", NULL);
	assert_row (rows, "Basic constraints", PKI_GRANT_CHANGED, "CA", "no CA");
	assert_row (rows, "Key usage", PKI_GRANT_CHANGED, "digitalSignature, keyCertSign",
		"digitalSignature");
	assert_row (rows, "Purposes", PKI_GRANT_CHANGED, "clientAuth, serverAuth", "serverAuth");
	ck_assert_int_eq (find_row (rows, "Validity", NULL)->kind, PKI_GRANT_ADDED);
	ck_assert_int_eq (find_row (rows, "Key identifier", NULL)->kind, PKI_GRANT_CHANGED);
	guint dropped = 0;
	for (guint i = 0; i < rows->len; i++)
		dropped += ((PkiGrantRow *)rows->pdata[i])->kind == PKI_GRANT_DROPPED;
	ck_assert_uint_eq (dropped, 3); /* mail, RID, TLS feature */
	PkiPublicKey key;
	ck_assert (pki_object_public_key (csr, &key));
	g_autoptr (GBytes) der =
		pki_certificate_make (terms, key.spki, root.certificate, root.key, &error);
	assert_no_error (error);
	PkiSlice made = tool_slice (der);
	tool_write ("leaf.der", made.data, made.size);
	made_write (&root, "root");
	tool_do ("openssl x509 -inform DER -in leaf.der -out leaf.crt");
	tool_do ("openssl verify -x509_strict -CAfile root.crt leaf.crt");
	tool_do ("test \"$(openssl x509 -in leaf.crt -noout -pubkey)\" = \"$(openssl req -in r.csr "
		 "-noout -pubkey)\"");
	tool_do ("openssl x509 -in leaf.crt -noout -text >leaf.txt; ! grep -q 'TLS "
		 "Feature\\|CA:TRUE\\|"
		 "a@example' leaf.txt");
}
END_TEST

START_TEST (the_order_wins)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) rows = NULL;
	g_autoptr (PkiOrder) order = made_order ("tls-server", "www", "DNS:b", "DNS:c", NULL);
	order->subject = g_strdup ("CN=mine");
	g_autoptr (PkiObject) csr = request (EC, "/CN=theirs", "subjectAltName=DNS:a,DNS:b");
	g_autoptr (PkiTerms) terms =
		pki_grant_weigh (csr, order, NULL, NULL, pki_time_now (), &rows, &error);
	assert_no_error (error);
	assert_row (rows, "Subject", PKI_GRANT_CHANGED, "CN=theirs", "CN=mine");
	assert_row (rows, "Alternative name", PKI_GRANT_DROPPED, "DNS:a", NULL);
	assert_row (rows, "Alternative name", PKI_GRANT_KEPT, "DNS:b", "DNS:b");
	const PkiGrantRow *added = find_row (rows, "Alternative name", NULL);
	for (guint i = 0; i < rows->len; i++)
		if (g_strcmp0 (((PkiGrantRow *)rows->pdata[i])->granted, "DNS:c") == 0)
			added = rows->pdata[i];
	ck_assert_int_eq (added->kind, PKI_GRANT_ADDED);
	ck_assert_uint_eq (terms->alternative_names->len, 2);
}
END_TEST

START_TEST (an_edge_gets_the_subject_that_cloudcore_wants)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) rows = NULL, same = NULL;
	g_auto (Made) ca = made_root ("kubeedge-ca", "kubeedge");
	g_autoptr (PkiOrder) order = made_order ("kubeedge-edge", "edge1", NULL);
	order->subject_defaults = g_strdup ("C=DE");
	g_autoptr (PkiObject) right = request (EC, "/O=system:nodes/CN=system:node:edge1", "");
	g_autoptr (PkiTerms) kept = pki_grant_weigh (
		right, order, ca.certificate, NULL, pki_time_now (), &same, &error);
	assert_no_error (error);
	ck_assert_int_eq (find_row (same, "Subject", NULL)->kind, PKI_GRANT_KEPT);
	g_autoptr (PkiObject) wrong = request (EC, "/O=KubeEdge/CN=kubeedge.io", "");
	g_autoptr (PkiTerms) terms = pki_grant_weigh (
		wrong, order, ca.certificate, NULL, pki_time_now (), &rows, &error);
	assert_no_error (error);
	assert_row (rows, "Subject", PKI_GRANT_CHANGED, "CN=kubeedge.io,O=KubeEdge",
		"CN=system:node:edge1,O=system:nodes");
}
END_TEST

START_TEST (bad_requests_are_refused)
{
	static const struct {
		const char *key, *change, *word;
	} cases[] = {
		{ "-newkey rsa:1024", "true", "weak" },
		{ "-newkey ec -pkeyopt ec_paramgen_curve:secp256k1", "true", "kinds" },
		{ "-newkey dsa:p.pem", "true", "weak" },
		/* One bit of the name. */
		{ EC,
			"openssl req -in r.csr -outform DER | perl -pe 's/theirs/thelrs/' | "
			"openssl req "
			"-inform DER -out r.csr",
			"not signed by its own key" },
		{ "-newkey rsa:2048",
			"openssl req -in r.csr -outform DER | perl -0pe 's/theirs/thelrs/' | "
			"openssl req "
			"-inform DER -out r.csr",
			"not signed by its own key" },
	};
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiOrder) order = made_order ("tls-client", "x", NULL);
	tool_do ("test -e p.pem || openssl dsaparam -out p.pem 2048 2>/dev/null");
	g_autoptr (PkiObject) made = request (cases[_i].key, "/CN=theirs", "");
	tool_do ("{ %s; } 2>/dev/null", cases[_i].change);
	g_autoptr (PkiObject) csr = made_read ("r.csr");
	g_autoptr (PkiTerms) terms =
		pki_grant_weigh (csr, order, NULL, NULL, pki_time_now (), NULL, &error);
	ck_assert_ptr_null (terms);
	assert_error (error, PKI_ERROR_INVALID_INPUT);
	ck_assert_msg (strstr (error->message, cases[_i].word) != NULL, "%s", error->message);
}
END_TEST

/* A request for an RSA key with this exponent, its modulus CHANGEd, signed as with a private
 * exponent of 1: which is right for a public one of 1. */
static PkiObject *request_with_exponent (int exponent, int change)
{
	tool_do ("test -e m.key || openssl genrsa -out m.key 2048 2>/dev/null");
	tool_do ("python3 - <<'END'\n"
		 "import hashlib,subprocess\n"
		 "def tlv(t,c):\n"
		 "    l=len(c)\n"
		 "    return bytes([t])+(bytes([l]) if l<128 else bytes([0x82,l>>8,l&255]))+c\n"
		 "integer=lambda n: tlv(2,n.to_bytes(n.bit_length()//8+1,'big'))\n"
		 "alg=lambda h: tlv(0x30,tlv(6,bytes.fromhex('2a864886f70d0101'+h))+b'\\5\\0')\n"
		 "n=int(subprocess.run('openssl rsa -in m.key -noout -modulus',shell=True,"
		 "capture_output=True,text=True).stdout.split('=')[1],16)+%d\n"
		 "spki=tlv(0x30,alg('01')+tlv(3,b'\\0'+tlv(0x30,integer(n)+integer(%d))))\n"
		 "name=tlv(0x30,tlv(0x31,tlv(0x30,tlv(6,b'\\x55\\4\\3')+tlv(12,b'x'))))\n"
		 "info=tlv(0x30,integer(0)+name+spki+tlv(0xa0,b''))\n"
		 "hash=bytes.fromhex('3031300d060960864801650304020105000420')+"
		 "hashlib.sha256(info).digest()\n"
		 "padded=b'\\0\\1'+b'\\xff'*(256-len(hash)-3)+b'\\0'+hash\n"
		 "open('e.csr','wb').write(tlv(0x30,info+alg('0b')+tlv(3,b'\\0'+padded)))\n"
		 "END",
		change, exponent);
	return made_read ("e.csr");
}

START_TEST (keys_without_a_secret_get_nothing)
{
	static const struct {
		int exponent, change;
	} cases[] = { { 1, 0 }, { 0, 0 }, { 65536, 0 }, { 65537, 1 } };
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiOrder) order = made_order ("tls-client", "x", NULL);
	g_autoptr (PkiObject) csr = request_with_exponent (cases[_i].exponent, cases[_i].change);
	if (cases[_i].exponent == 1)
		tool_do ("openssl asn1parse -inform DER -in e.csr >/dev/null");
	g_autoptr (PkiTerms) terms =
		pki_grant_weigh (csr, order, NULL, NULL, pki_time_now (), NULL, &error);
	ck_assert_ptr_null (terms);
	assert_error (error, PKI_ERROR_INVALID_INPUT);
	ck_assert_msg (strstr (error->message, "protects nothing") != NULL, "%s", error->message);
}
END_TEST

/* What is refused in a subject that somebody types is not taken from a request either. */
START_TEST (odd_subjects_are_not_taken)
{
	static const char *const subjects[] = { "/CN=a\xc2\x9b"
						"b",
		"/CN=a\x7f", NULL };
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) rows = NULL;
	g_autoptr (PkiOrder) order = made_order ("tls-client", "x", NULL);
	g_autofree char *long_value = g_strnfill (129, 'a');
	g_autofree char *long_subject = g_strconcat ("/CN=a/street=", long_value, NULL);
	tool_do ("printf '[req]\ndistinguished_name=dn\nprompt=no\n[dn]\n' >s.cnf");
	tool_do ("openssl req -new -nodes " EC
		 " -utf8 -subj '%s' -keyout s.key -out s.csr -config s.cnf 2>/dev/null",
		subjects[_i] ? subjects[_i] : long_subject);
	g_autoptr (PkiObject) csr = made_read ("s.csr");
	g_autoptr (PkiTerms) terms =
		pki_grant_weigh (csr, order, NULL, NULL, pki_time_now (), &rows, &error);
	assert_no_error (error);
	const PkiGrantRow *row = find_row (rows, "Subject", NULL);
	ck_assert_int_eq (row->kind, PKI_GRANT_CHANGED);
	ck_assert_str_eq (row->granted, "CN=x");
}
END_TEST

START_TEST (secrets_and_attributes_are_dropped)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) rows = NULL;
	g_autoptr (PkiOrder) order = made_order ("tls-client", "x", NULL);
	tool_do (
		"printf 'cn = x\\nchallenge_password = sesame-open\\n' >t; certtool "
		"--generate-privkey --key-type ecdsa --outfile t.key 2>/dev/null; certtool "
		"--generate-request --load-privkey t.key --template t --outfile t.csr 2>/dev/null");
	g_autoptr (PkiObject) csr = made_read ("t.csr");
	g_autoptr (PkiTerms) terms =
		pki_grant_weigh (csr, order, NULL, NULL, pki_time_now (), &rows, &error);
	assert_no_error (error);
	const PkiGrantRow *password = find_row (rows, "Challenge password", NULL);
	ck_assert_int_eq (password->kind, PKI_GRANT_DROPPED);
	/* The request is kept as it is signed, so the secret stays in it. */
	ck_assert_ptr_nonnull (strstr (password->why, "git"));
	for (guint i = 0; i < rows->len; i++) {
		const PkiGrantRow *row = rows->pdata[i];
		ck_assert (!row->asked || !strstr (row->asked, "sesame"));
	}
}
END_TEST

START_TEST (constraints_of_the_issuer_drop_names)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) rows = NULL;
	g_auto (Made) root = made_root ("root-ca", "Root");
	g_autoptr (PkiOrder) ca_order = made_order ("intermediate-ca", "CA", NULL);
	g_ptr_array_add (ca_order->permitted, g_strdup ("DNS:example.org"));
	g_auto (Made) ca = made_issue (ca_order, &root, NULL);
	g_autoptr (PkiOrder) order = made_order ("tls-server", "x", NULL);
	g_autoptr (PkiObject) csr =
		request (EC, "/CN=x", "subjectAltName=DNS:a.example.org,DNS:a.example.com");
	g_autoptr (PkiTerms) terms =
		pki_grant_weigh (csr, order, ca.certificate, NULL, pki_time_now (), &rows, &error);
	assert_no_error (error);
	assert_row (rows, "Alternative name", PKI_GRANT_DROPPED, "DNS:a.example.com", NULL);
	ck_assert_uint_eq (terms->alternative_names->len, 1);
}
END_TEST

START_TEST (a_ca_may_ask_for_less_below_it)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiOrder) order = made_order ("root-ca", "x", NULL);
	g_autoptr (PkiObject) csr =
		request (EC, "/CN=x", "basicConstraints=critical,CA:TRUE,pathlen:2");
	g_autoptr (PkiTerms) terms =
		pki_grant_weigh (csr, order, NULL, NULL, pki_time_now (), NULL, &error);
	assert_no_error (error);
	ck_assert_int_eq (terms->path_length, 2);
	g_autoptr (PkiOrder) lower = made_order ("intermediate-ca", "x", NULL);
	g_autoptr (PkiTerms) less =
		pki_grant_weigh (csr, lower, NULL, NULL, pki_time_now (), NULL, &error);
	assert_no_error (error);
	ck_assert_int_eq (less->path_length, 0);
}
END_TEST

/* Names as hostile as a request can have them. */
START_TEST (hostile_names_are_shown_harmless_and_not_taken)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) rows = NULL;
	g_autoptr (PkiOrder) order = made_order ("tls-server", "x", NULL);
	tool_do ("openssl genpkey -algorithm ED25519 -out h.key 2>/dev/null");
	tool_do ("python3 - <<'END'\n"
		 "import subprocess\n"
		 "def tlv(t,c):\n"
		 "    l=len(c)\n"
		 "    return bytes([t])+(bytes([l]) if l<128 else bytes([0x81,l] if l<256 else "
		 "[0x82,l>>8,l&255]))+c\n"
		 "oid=lambda h: tlv(6,bytes.fromhex(h))\n"
		 "names=[b'good.example.org',b'a\\0b.example.org',b'\\x1b[31mred',b'"
		 "\\xe2\\x80\\xae.org',b'',"
		 "b'a..b']\n"
		 "san=tlv(0x30,b''.join(tlv(0x82,n) for n in "
		 "names)+tlv(0x87,b'\\1\\2\\3')+tlv(0xa4,tlv(0x30,b'')))\n"
		 "ext=tlv(0x30,tlv(0x30,oid('551d11')+tlv(4,san)))\n"
		 "attr=tlv(0xa0,tlv(0x30,oid('2a864886f70d01090e')+tlv(0x31,ext)))\n"
		 "spki=subprocess.run('openssl pkey -in h.key -pubout -outform DER',shell=True,"
		 "capture_output=True).stdout\n"
		 "name=tlv(0x30,tlv(0x31,tlv(0x30,oid('550403')+tlv(0x0c,b'a\\x1b[2J\\n'))))\n"
		 "info=tlv(0x30,b'\\2\\1\\0'+name+spki+attr)\n"
		 "open('info','wb').write(info)\n"
		 "sig=subprocess.run('openssl pkeyutl -sign -rawin -inkey h.key -in "
		 "info',shell=True,"
		 "capture_output=True).stdout\n"
		 "open('h.csr','wb').write(tlv(0x30,info+bytes.fromhex('300506032b6570')+tlv(3,b'"
		 "\\0'+sig)))\n"
		 "END");
	g_autoptr (PkiObject) csr = made_read ("h.csr");
	g_autoptr (PkiTerms) terms =
		pki_grant_weigh (csr, order, NULL, NULL, pki_time_now (), &rows, &error);
	assert_no_error (error);
	ck_assert_uint_eq (terms->alternative_names->len, 1);
	guint dropped = 0;
	for (guint i = 0; i < rows->len; i++) {
		const PkiGrantRow *row = rows->pdata[i];
		const char *texts[] = { row->asked, row->granted, row->why };
		dropped += row->kind == PKI_GRANT_DROPPED;
		for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
			for (const char *at = texts[j]; at && *at; at = g_utf8_next_char (at))
				ck_assert (g_unichar_isprint (g_utf8_get_char (at)));
	}
	ck_assert_uint_eq (dropped, 7);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("ca-grant");
	TCase *tests = tcase_create ("ca-grant");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, what_is_asked_is_granted_where_it_may_be);
	tcase_add_test (tests, the_order_wins);
	tcase_add_test (tests, an_edge_gets_the_subject_that_cloudcore_wants);
	tcase_add_loop_test (tests, bad_requests_are_refused, 0, 5);
	tcase_add_loop_test (tests, keys_without_a_secret_get_nothing, 0, 4);
	tcase_add_loop_test (tests, odd_subjects_are_not_taken, 0, 3);
	tcase_add_test (tests, secrets_and_attributes_are_dropped);
	tcase_add_test (tests, constraints_of_the_issuer_drop_names);
	tcase_add_test (tests, a_ca_may_ask_for_less_below_it);
	tcase_add_test (tests, hostile_names_are_shown_harmless_and_not_taken);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
