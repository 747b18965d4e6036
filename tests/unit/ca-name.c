/* Subjects, alternative names and name constraints: what people type against what RFCs, openssl and
 * the resolver's rules say. */
#include "config.h"

#include "src/ca/name-constraint.h"
#include "src/ca/subject.h"

#include <stdlib.h>

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/x509/name.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

static char *subject_hex (const char *text)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GBytes) der = pki_subject_parse (text, &error);
	assert_no_error (error);
	return pki_hex_encode (tool_slice (der));
}

/* RFC 4514 §4 and §2.4, the encodings by RFC 5280 §4.1.2.4. */
START_TEST (subjects_are_encoded)
{
	static const struct {
		const char *text;
		const char *hex;
	} cases[] = {
		{ "CN=Lu\\C4\\8Di\\C4\\87", "30123110300e06035504030c074c75c48d69c487" },
		{ "1.3.6.1.4.1.1466.0=#04024869", "30123110300e06082b060104018b3a0004024869" },
		{ "CN=a", "300c310a300806035504030c0161" },
		{ "2.5.4.3=a", "300c310a300806035504030c0161" },
		{ "OID.2.5.4.3 = a ", "300c310a300806035504030c0161" },
		{ "CN=#0c0161", "300c310a300806035504030c0161" },
		{ "C=de", "300d310b3009060355040613024445" },
		{ "CN=\\ a\\ ", "300e310c300a06035504030c03206120" },
		{ "CN=\" a,\"", "300e310c300a06035504030c0320612c" },
		{ "CN=u\xcc\x88", "300d310b300906035504030c02c3bc" }, /* NFC */
	};
	g_autofree char *hex = subject_hex (cases[_i].text);
	ck_assert_str_eq (hex, cases[_i].hex);
}
END_TEST

START_TEST (openssl_reads_subjects_as_they_were_meant)
{
	static const struct {
		const char *text;
		const char *rfc2253;
	} cases[] = {
		{ "CN=James \\\"Jim\\\" Smith\\, III,DC=example,DC=net",
			"CN=James \\\"Jim\\\" Smith\\, III,DC=example,DC=net" },
		{ "UID=jsmith,DC=example,DC=net", "UID=jsmith,DC=example,DC=net" },
		{ "CN=etcd1, O=Acme\\, Inc., OU=\"a; b\", C=DE",
			"CN=etcd1,O=Acme\\, Inc.,OU=a\\; b,C=DE" },
		{ "emailAddress=pki@example.org, CN=x", "emailAddress=pki@example.org,CN=x" },
		{ "E=pki@example.org, CN=x", "emailAddress=pki@example.org,CN=x" },
		{ "CN=system:node:edge1, O=system:nodes", "CN=system:node:edge1,O=system:nodes" },
		{ "CN=张伟, O=例子公司", "CN=张伟,O=例子公司" },
		{ "serialNumber=12-34, CN=x", "serialNumber=12-34,CN=x" },
		{ "1.3.6.1.4.1.99999.1=text, CN=x", "1.3.6.1.4.1.99999.1=#0C0474657874,CN=x" },
	};
	g_autoptr (GError) error = NULL;
	g_autoptr (GBytes) der = pki_subject_parse (cases[_i].text, &error);
	assert_no_error (error);
	PkiSlice name = tool_slice (der);
	tool_write ("subject.der", name.data, name.size);
	/* A request around the name, made by openssl, to have it printed. */
	g_autofree char *shown = tool_text (
		"test -e k.key || openssl genpkey -algorithm ED25519 -out k.key; "
		"openssl req -new -key k.key -subj /CN=place -outform DER -out place.der; "
		"python3 - <<'END'\n"
		"import subprocess\n"
		"n=open('subject.der','rb').read(); p=open('place.der','rb').read()\n"
		"place=bytes.fromhex('3010310e300c06035504030c05706c616365')\n"
		"i=p.index(place)\n"
		"def tlv(t,c):\n"
		"    l=len(c); return bytes([t])+(bytes([l]) if l<128 else "
		"bytes([0x82,l>>8,l&255]))+c\n"
		"inner=p[i-3:i]+n+p[i+len(place):]\n"
		"spki=p[i+len(place):]; spki=spki[:2+spki[1]]\n"
		"info=tlv(0x30,p[i-3:i]+n+spki+b'\\xa0\\0')\n"
		"alg=bytes.fromhex('300506032b6570')\n"
		"open('made.der','wb').write(tlv(0x30,info+alg+tlv(3,b'\\0'*65)))\n"
		"END\n"
		"openssl req -in made.der -inform DER -noout -subject -nameopt "
		"RFC2253,-esc_msb,utf8 | sed 's/^subject=//'");
	ck_assert_str_eq (shown, cases[_i].rfc2253);
}
END_TEST

START_TEST (bad_subjects_are_refused_with_words)
{
	static const struct {
		const char *text;
		const char *word;
	} cases[] = {
		{ "", "CN=etcd1" },
		{ "etcd1", "CN=etcd1" },
		{ "/CN=x/O=y", "commas" },
		{ "CN=", "empty" },
		{ "CN=  ", "empty" },
		{ " ", "CN=etcd1" },
		{ "CN=a,", "CN=a,: There is a comma too many" },
		{ "CN=a,,O=b", "comma too many" },
		{ ",CN=a", "comma too many" },
		{ "=a", "CN=etcd1" },
		{ "OU=Sales+CN=J. Smith", "+" },
		{ "C=CHN", "too long" },
		{ "C=1x", "two letters" },
		{ "CN=Before\\0dAfter", "control" },
		{ "CN=a\\00b", "control" },
		{ "CN=a;O=b", "backslash" },
		{ "CN=\"open", "quotation" },
		{ "CN=a\\z", "backslash" },
		{ "XY=a", "not known" },
		{ "1.2.=a", "object identifier" },
		{ "3.1=a", "object identifier" },
		{ "emailAddress=ü@example.org", "ASCII" },
		{ "serialNumber=a_b", "letters, digits" },
		{ "CN=#0c0261", "hex" },
		{ "CN=#04024869", "text" },
		{ "CN=#zz", "hex" },
		{ "1.2.3=#1c0161", "text" },
		{ "1.2.3=#5c00", "hex" },
		{ "CN=#0c0100", "text" },
		{ "CN=\xff", "UTF-8" },
		{ "CN=1234567890123456789012345678901234567890123456789012345678901234X",
			"too long" },
	};
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (pki_subject_parse (cases[_i].text, &error));
	assert_error (error, PKI_ERROR_INVALID_INPUT);
	ck_assert_msg (strstr (error->message, cases[_i].word) != NULL, "%s → %s", cases[_i].text,
		error->message);
	ck_assert (g_utf8_validate (error->message, -1, NULL));
}
END_TEST

START_TEST (templates_take_names_and_defaults)
{
	static const struct {
		const char *template, *name, *defaults, *text;
	} cases[] = {
		{ "CN={name}", "etcd1", NULL, "CN=etcd1" },
		{ "CN={name}", "a, O=b", NULL, "CN=a\\, O=b" },
		{ "CN={name}", " #x+y ", NULL, "CN=\\ #x\\+y\\ " },
		{ "CN={name}", "etcd1", "O=Acme, C=DE", "CN=etcd1,O=Acme,C=DE" },
		{ "CN=system:node:{name}, O=system:nodes", "edge1", "O=Acme, C=DE",
			"CN=system:node:edge1,O=system:nodes,C=DE" },
		{ "CN={name}", "x", "OU=a, OU=b", "CN=x,OU=a,OU=b" },
	};
	g_autoptr (GError) error = NULL;
	g_autofree char *text = pki_subject_fill_text (
		cases[_i].template, cases[_i].name, cases[_i].defaults, &error);
	assert_no_error (error);
	ck_assert_str_eq (text, cases[_i].text);
}
END_TEST

START_TEST (alternative_names_become_canonical)
{
	static const struct {
		PkiNameKind kind;
		const char *text, *canonical, *shown;
	} cases[] = {
		{ PKI_NAME_DNS, "etcd1", "DNS:etcd1", "DNS:etcd1" },
		{ PKI_NAME_DNS, " Etcd1.Example.ORG. ", "DNS:etcd1.example.org",
			"DNS:etcd1.example.org" },
		{ PKI_NAME_DNS, "*.example.org", "DNS:*.example.org", "DNS:*.example.org" },
		{ PKI_NAME_DNS, "bücher.example", "DNS:xn--bcher-kva.example",
			"DNS:bücher.example (xn--bcher-kva.example)" },
		{ PKI_NAME_DNS, "*.例子.测试", "DNS:*.xn--fsqu00a.xn--0zwm56d",
			"DNS:*.例子.测试 (*.xn--fsqu00a.xn--0zwm56d)" },
		{ PKI_NAME_DNS, "a_b.internal", "DNS:a_b.internal", "DNS:a_b.internal" },
		{ PKI_NAME_IP, "10.0.0.11", "IP:10.0.0.11", "IP:10.0.0.11" },
		{ PKI_NAME_IP, "2001:DB8:0:0:0:0:0:11", "IP:2001:db8::11", "IP:2001:db8::11" },
		{ PKI_NAME_IP, "[::1]", "IP:::1", "IP:::1" },
		{ PKI_NAME_EMAIL, "a.b+c@Example.org", "EMAIL:a.b+c@example.org",
			"EMAIL:a.b+c@example.org" },
		{ PKI_NAME_EMAIL, "user@bücher.example", "EMAIL:user@xn--bcher-kva.example",
			"EMAIL:user@bücher.example (xn--bcher-kva.example)" },
		{ PKI_NAME_URI, "spiffe://example.org/etcd1", "URI:spiffe://example.org/etcd1",
			"URI:spiffe://example.org/etcd1" },
		{ PKI_NAME_URI, "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
			"URI:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
			"URI:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6" },
		{ PKI_NAME_URI, "https://user@bücher.example:8443/x",
			"URI:https://user@xn--bcher-kva.example:8443/x",
			"URI:https://user@xn--bcher-kva.example:8443/x" },
		{ PKI_NAME_URI, "https://[2001:db8::1]/", "URI:https://[2001:db8::1]/",
			"URI:https://[2001:db8::1]/" },
	};
	g_autoptr (GError) error = NULL;
	g_autofree char *canonical =
		pki_alternative_name_parse (cases[_i].kind, cases[_i].text, &error);
	assert_no_error (error);
	ck_assert_str_eq (canonical, cases[_i].canonical);
	g_autofree char *again = pki_alternative_name_check (canonical, &error);
	assert_no_error (error);
	ck_assert_str_eq (again, canonical);
	g_autofree char *shown = pki_alternative_name_show (canonical);
	ck_assert_str_eq (shown, cases[_i].shown);
	g_autoptr (GByteArray) out = g_byte_array_new ();
	ck_assert (pki_alternative_name_encode (out, canonical));
	PkiGeneralName name;
	guint32 sins = 0;
	ck_assert (pki_general_name_parse (pki_slice (out->data, out->len), &name, &sins));
	ck_assert_uint_eq (sins, 0);
	g_autoptr (GString) text = pki_general_name_text (&name);
	ck_assert_str_eq (text->str, canonical);
}
END_TEST

START_TEST (bad_alternative_names_are_refused_with_words)
{
	static const struct {
		PkiNameKind kind;
		const char *text, *word;
	} cases[] = {
		{ PKI_NAME_DNS, "", "empty" },
		{ PKI_NAME_DNS, "10.0.0.11", "IP address" },
		{ PKI_NAME_DNS, "::1", "IP address" },
		{ PKI_NAME_DNS, "10.0.0", "four numbers" },
		{ PKI_NAME_DNS, "etcd1:2379", "ports" },
		{ PKI_NAME_DNS, "rid:1.2.3", "has no “:”" },
		{ PKI_NAME_DNS, "https://etcd1", "URI" },
		{ PKI_NAME_DNS, "a@b.example", "mail" },
		{ PKI_NAME_DNS, "a..b", "dot" },
		{ PKI_NAME_DNS, ".a", "dot" },
		{ PKI_NAME_DNS, "a b", "letters" },
		{ PKI_NAME_DNS, "-a.example", "begin or end" },
		{ PKI_NAME_DNS, "*", "domain" },
		{ PKI_NAME_DNS, "a.*.example.org", "*.example.org" },
		{ PKI_NAME_DNS, "f*.example.org", "*.example.org" },
		{ PKI_NAME_DNS, "*.*.example.org", "*.example.org" },
		{ PKI_NAME_DNS,
			"a23456789012345678901234567890123456789012345678901234567890abcd.example",
			"63" },
		{ PKI_NAME_DNS, "a\tb", "letters" },
		{ PKI_NAME_DNS,
			"a\xff"
			"b",
			"UTF-8" },
		{ PKI_NAME_DNS,
			"a\xe2\x80\xae"
			"b.example",
			"IDNA" },
		{ PKI_NAME_IP, "10.0.0.256", "10.0.0.11" },
		{ PKI_NAME_IP, "010.0.0.1", "10.0.0.11" },
		{ PKI_NAME_IP, "10.0.0.0/8", "/" },
		{ PKI_NAME_IP, "fe80::1%eth0", "%" },
		{ PKI_NAME_IP, "etcd1", "10.0.0.11" },
		{ PKI_NAME_IP, "::ffff:10.0.0.11", "type 10.0.0.11" },
		{ PKI_NAME_EMAIL, "nobody", "user@example.org" },
		{ PKI_NAME_EMAIL, "A <a@b.example>", "bare" },
		{ PKI_NAME_EMAIL, "ü@b.example", "ASCII" },
		{ PKI_NAME_EMAIL, "a@10.0.0.1", "IP address" },
		{ PKI_NAME_URI, "example.org/x", "spiffe" },
		{ PKI_NAME_URI, "https://a b/", "letters" },
		{ PKI_NAME_URI, "https://a/b c", "ASCII" },
		{ PKI_NAME_URI, "x:", "spiffe" },
	};
	g_autoptr (GError) error = NULL;
	g_autofree char *canonical =
		pki_alternative_name_parse (cases[_i].kind, cases[_i].text, &error);
	ck_assert_msg (!canonical, "%s is taken as %s", cases[_i].text, canonical);
	assert_error (error, PKI_ERROR_INVALID_INPUT);
	ck_assert_msg (strstr (error->message, cases[_i].word) != NULL, "%s → %s", cases[_i].text,
		error->message);
	ck_assert (g_utf8_validate (error->message, -1, NULL));
}
END_TEST

START_TEST (constraints_become_canonical_or_are_refused)
{
	static const struct {
		PkiNameKind kind;
		const char *text, *canonical; /* NULL: refused */
	} cases[] = {
		{ PKI_NAME_DNS, "Example.org", "DNS:example.org" },
		{ PKI_NAME_DNS, ".example.org", NULL },
		{ PKI_NAME_DNS, "*.example.org", NULL },
		{ PKI_NAME_DNS, "bücher.example", "DNS:xn--bcher-kva.example" },
		{ PKI_NAME_IP, "10.0.0.0/8", "IP:10.0.0.0/8" },
		{ PKI_NAME_IP, "10.0.0.1", "IP:10.0.0.1/32" },
		{ PKI_NAME_IP, "10.0.0.1/8", NULL },
		{ PKI_NAME_IP, "10.0.0.0/33", NULL },
		{ PKI_NAME_IP, "10.0.0.0/-1", NULL },
		{ PKI_NAME_IP, "2001:db8::/32", "IP:2001:db8::/32" },
		{ PKI_NAME_IP, "0.0.0.0/0", "IP:0.0.0.0/0" },
		{ PKI_NAME_EMAIL, "example.org", "EMAIL:example.org" },
		{ PKI_NAME_EMAIL, ".example.org", "EMAIL:.example.org" },
		{ PKI_NAME_EMAIL, "a@example.org", "EMAIL:a@example.org" },
		{ PKI_NAME_URI, "example.org", "URI:example.org" },
		{ PKI_NAME_URI, ".example.org", "URI:.example.org" },
		{ PKI_NAME_URI, "https://example.org", NULL },
	};
	g_autoptr (GError) error = NULL;
	g_autofree char *canonical =
		pki_name_constraint_parse (cases[_i].kind, cases[_i].text, &error);
	ck_assert_msg (g_strcmp0 (canonical, cases[_i].canonical) == 0, "%s → %s", cases[_i].text,
		canonical ? canonical : error->message);
	if (!canonical)
		assert_error (error, PKI_ERROR_INVALID_INPUT);
	g_autoptr (GByteArray) out = g_byte_array_new ();
	ck_assert (!canonical || pki_name_constraint_encode (out, canonical));
}
END_TEST

/* Of these kinds are no constraints here, and the message says of which there are. */
START_TEST (constraints_of_other_kinds_are_refused_with_the_reason)
{
	static const char *const texts[] = { "rid:1.2.3", "dirname:O=Acme", "DirName:O=Acme",
		"other:1.2.3" };
	for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
		g_autoptr (GError) error = NULL;
		ck_assert_ptr_null (pki_name_constraint_parse_any (texts[i], &error));
		assert_error (error, PKI_ERROR_INVALID_INPUT);
		ck_assert_ptr_nonnull (strstr (error->message, texts[i]));
		ck_assert_ptr_nonnull (strstr (error->message, "not to names of this kind"));
	}
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("ca-name");
	TCase *tests = tcase_create ("ca-name");
	tcase_add_loop_test (tests, subjects_are_encoded, 0, 10);
	tcase_add_loop_test (tests, openssl_reads_subjects_as_they_were_meant, 0, 9);
	tcase_add_loop_test (tests, bad_subjects_are_refused_with_words, 0, 31);
	tcase_add_loop_test (tests, templates_take_names_and_defaults, 0, 6);
	tcase_add_loop_test (tests, alternative_names_become_canonical, 0, 15);
	tcase_add_loop_test (tests, bad_alternative_names_are_refused_with_words, 0, 33);
	tcase_add_test (tests, constraints_of_other_kinds_are_refused_with_the_reason);
	tcase_add_loop_test (tests, constraints_become_canonical_or_are_refused, 0, 17);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
