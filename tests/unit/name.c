#include "config.h"

#include "src/base/hex.h"
#include "src/x509/general-name.h"
#include "src/x509/name.h"
#include "src/x509/object.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

/* A Name as openssl encodes it from its description in the syntax of ASN1_generate_nconf. */
static GBytes *generate (const char *description)
{
	tool_write ("name.cnf", description, strlen (description));
	tool_do ("openssl asn1parse -genconf name.cnf -noout -out name.der");
	return tool_read ("name.der");
}

static void put (GByteArray *out, guint8 tag, const void *content, gsize size)
{
	guint8 header[] = { tag, (guint8)size };
	ck_assert_uint_lt (size, 0x80);
	g_byte_array_append (out, header, sizeof header);
	g_byte_array_append (out, content, (guint)size);
}

static void wrap (GByteArray *out, guint8 tag)
{
	g_autoptr (GByteArray) whole = g_byte_array_new ();
	put (whole, tag, out->data, out->len);
	g_byte_array_set_size (out, 0);
	g_byte_array_append (out, whole->data, whole->len);
}

/* A Name of one part: an OID and a value, either in openssl's words or "TAG:octets" in hex. */
static GBytes *part (const char *oid, const char *value)
{
	if (!g_ascii_isxdigit (value[0]) || value[2] != ':') {
		g_autofree char *description = g_strdup_printf (
			"asn1=SEQUENCE:name\n[name]\nrdn=SET:rdn\n[rdn]\npart=SEQUENCE:part\n"
			"[part]\ntype=OID:%s\nvalue=%s\n",
			oid, value);
		return generate (description);
	}
	g_autoptr (GByteArray) out = g_byte_array_new ();
	g_autoptr (GBytes) octets = pki_hex_decode (value + 3);
	put (out, PKI_TAG_OID, "\x55\x04\x03", 3);
	put (out, (guint8)g_ascii_strtoull (value, NULL, 16), g_bytes_get_data (octets, NULL),
		g_bytes_get_size (octets));
	wrap (out, PKI_TAG_SEQUENCE);
	wrap (out, PKI_TAG_SET);
	wrap (out, PKI_TAG_SEQUENCE);
	return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static void assert_part (
	const char *oid, const char *value, const char *expected, guint32 expected_sins)
{
	g_autoptr (GBytes) name = part (oid, value);
	g_autofree char *text = pki_name_to_text (tool_slice (name));
	ck_assert_str_eq (text, expected);
	guint32 sins = pki_name_sins (tool_slice (name));
	ck_assert_msg (sins == expected_sins, "%s: sins %x", expected, sins);
}

START_TEST (string_types)
{
	assert_part ("2.5.4.3", "FORMAT:UTF8,UTF8:Zürich 证书", "CN=Zürich 证书", 0);
	assert_part ("2.5.4.3", "PRINTABLE:plain", "CN=plain", 0);
	assert_part ("2.5.4.3", "FORMAT:UTF8,BMP:Zürich 证书", "CN=Zürich 证书", 0);
	assert_part ("2.5.4.3", "FORMAT:UTF8,UNIV:Zürich 😀", "CN=Zürich 😀", 0);
	assert_part ("2.5.4.3", "14:5afc72", "CN=Zür", 0);
	assert_part ("0.9.2342.19200300.100.1.25", "IA5:example", "DC=example", 0);
	assert_part ("2.5.4.5", "NUMERICSTRING:12 34", "serialNumber=12 34", 0);
	assert_part ("1.2.840.113549.1.9.1", "IA5:a@b.c", "emailAddress=a@b.c", 0);
	assert_part ("2.5.4.9", "UTF8:Main", "STREET=Main", 0);
}
END_TEST

START_TEST (values_that_are_not_what_they_say)
{
	assert_part ("2.5.4.3", "0c:61ff62", "CN=a\\xffb", PKI_SIN_BAD_TEXT);
	assert_part ("2.5.4.3", "13:61ff62", "CN=a\\xffb", PKI_SIN_BAD_TEXT);
	assert_part ("2.5.4.3", "1e:0061d800", "CN=a\\xd8\\x00", PKI_SIN_BAD_TEXT);
	assert_part ("2.5.4.3", "1e:006162", "CN=a\\x62", PKI_SIN_BAD_TEXT);
	assert_part ("2.5.4.3", "1c:00110000", "CN=\\x00\\x11\\x00\\x00", PKI_SIN_BAD_TEXT);
	assert_part ("2.5.4.3", "0c:", "CN=", PKI_SIN_BAD_NAME);
	assert_part ("2.5.4.3", "04:04024869", "CN=#040404024869", 0);
	assert_part ("1.2.3.4.5", "UTF8:Hi", "1.2.3.4.5=#0C024869", 0);
}
END_TEST

START_TEST (rfc_4514_escapes)
{
	assert_part (
		"2.5.4.3", "0c:2061202c2b225c3c3e3b2020", "CN=\\ a \\,\\+\\\"\\\\\\<\\>\\; \\ ", 0);
	assert_part ("2.5.4.3", "0c:23612320", "CN=\\#a#\\ ", 0);
	assert_part ("2.5.4.3", "0c:20", "CN=\\ ", 0);
	assert_part ("2.5.4.3", "0c:6100620a1b7f", "CN=a\\00b\\0A\\1B\\7F", 0);
}
END_TEST

/* Subjects with the order, the several parts in one RDN and the escapes that openssl prints. */
START_TEST (text_is_openssl_text)
{
	static const char *const subjects[] = { "/C=DE/O=Acme + Söhne, Inc./OU=a=b/CN=x",
		"/DC=org/DC=example/UID=me+CN=multi/L=\\\\",
		"/CN= lead/ST=#hash/O=tail /title=;<>\"",
		"/C=DE/serialNumber=5/GN=a/SN=b/initials=c/dnQualifier=d/pseudonym=e/"
		"x500UniqueIdentifier=f",
		"/jurisdictionC=DE/businessCategory=Private/organizationIdentifier=X/postalCode=1/"
		"description=z" };
	for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++) {
		tool_write ("subject", subjects[i], strlen (subjects[i]));
		tool_do ("test -f ed.key || openssl genpkey -algorithm ED25519 -out ed.key\n"
			 "openssl req -new -x509 -utf8 -key ed.key -subj \"$(cat subject)\" "
			 "-outform DER -out name.crt");
		g_autofree char *printed = tool_text (
			"openssl x509 -in name.crt -noout -subject -nameopt RFC2253,-esc_msb,utf8");
		g_autoptr (GBytes) der = tool_read ("name.crt");
		g_autoptr (PkiObject) object =
			pki_object_new (PKI_OBJECT_CERTIFICATE, der, tool_slice (der));
		g_autofree char *text = pki_object_subject (object);
		g_autofree char *mine = g_strdup_printf ("subject=%s", text);
		ck_assert_str_eq (mine, printed);
		ck_assert_uint_eq (object->sins & PKI_SIN_BAD_NAME, 0);
	}
}
END_TEST

START_TEST (broken_parts_cost_only_themselves)
{
	/* CN=a, an RDN that is no SET, a part without value, an empty RDN, O=b, a cut element */
	static const guint8 name[] = "\x30\x31"
				     "\x31\x0a\x30\x08\x06\x03\x55\x04\x03\x0c\x01"
				     "a"
				     "\x30\x03\x02\x01\x01"
				     "\x31\x07\x30\x05\x06\x03\x55\x04\x03"
				     "\x31\x00"
				     "\x31\x0a\x30\x08\x06\x03\x55\x04\x0a\x0c\x01"
				     "b"
				     "\x31\x20\x30\x1e\x06\x03\x55\x04\x06";
	PkiSlice slice = pki_slice (name, sizeof name - 1);
	g_autofree char *text = pki_name_to_text (slice);
	ck_assert_str_eq (text, "O=b,CN=a");
	ck_assert_uint_eq (pki_name_sins (slice) & PKI_SIN_BAD_NAME, PKI_SIN_BAD_NAME);
	g_autofree char *last = pki_name_last (slice);
	ck_assert_str_eq (last, "b");
}
END_TEST

static void assert_fold (const char *one, const char *other, gboolean equal)
{
	g_autoptr (GBytes) a = part ("2.5.4.3", one);
	g_autoptr (GBytes) b = part ("2.5.4.3", other);
	ck_assert_int_eq (pki_name_equal (tool_slice (a), tool_slice (b)), equal);
	ck_assert_int_eq (pki_name_key (tool_slice (a)) == pki_name_key (tool_slice (b)), equal);
	ck_assert_int_ne (pki_name_key (tool_slice (a)), 0);
}

START_TEST (names_compare_as_rfc_5280_says)
{
	assert_fold ("UTF8:Acme Root", "PRINTABLE:ACME  rOOT", TRUE);
	assert_fold ("0c:20206120", "UTF8:A", TRUE);
	assert_fold ("FORMAT:UTF8,UTF8:ZÜRICH", "FORMAT:UTF8,BMP:zürich", TRUE);
	assert_fold ("UTF8:AcmeRoot", "UTF8:Acme Root", FALSE);
	assert_fold ("0c:6100", "UTF8:a", FALSE);
	ck_assert_int_eq (pki_name_key (pki_slice ("\x30\x00", 2)), 0);
}
END_TEST

/* The order of parts within an RDN does not count, the order of RDNs does. */
START_TEST (order_of_parts)
{
	static const char both[] = "[a]\ntype=OID:2.5.4.3\nvalue=UTF8:x\n"
				   "[b]\ntype=OID:2.5.4.10\nvalue=UTF8:y\n";
	static const char *const shapes[] = {
		"asn1=SEQUENCE:n\n[n]\nr=SEQUENCE:r\n[r]\np=SEQUENCE:a\nq=SEQUENCE:b\n",
		"asn1=SEQUENCE:n\n[n]\nr=SEQUENCE:r\n[r]\np=SEQUENCE:b\nq=SEQUENCE:a\n",
		"asn1=SEQUENCE:n\n[n]\nr=SET:r\ns=SET:s\n[r]\np=SEQUENCE:a\n[s]\np=SEQUENCE:b\n",
		"asn1=SEQUENCE:n\n[n]\nr=SET:r\ns=SET:s\n[r]\np=SEQUENCE:b\n[s]\np=SEQUENCE:a\n",
	};
	gint64 keys[G_N_ELEMENTS (shapes)];
	for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++) {
		g_autofree char *description = g_strconcat (shapes[i], both, NULL);
		g_autoptr (GBytes) name = generate (description);
		gsize size;
		/* openssl sorts a SET, so the unsorted RDN is made as a SEQUENCE. */
		guint8 *der = g_bytes_unref_to_data (g_steal_pointer (&name), &size);
		der[2] = PKI_TAG_SET;
		keys[i] = pki_name_key (pki_slice (der, size));
		g_free (der);
	}
	ck_assert_int_eq (keys[0], keys[1]);
	ck_assert_int_ne (keys[2], keys[3]);
	ck_assert_int_ne (keys[0], keys[2]);
}
END_TEST

static void assert_general_name (
	const char *bytes, gsize size, const char *expected, guint32 expected_sins)
{
	PkiSlice rest = pki_slice (bytes, size);
	PkiGeneralName name;
	guint32 sins = 0;
	ck_assert (pki_general_name_next (&rest, &name, &sins));
	g_autoptr (GString) text = pki_general_name_text (&name);
	ck_assert_str_eq (text->str, expected);
	ck_assert_uint_eq (sins, expected_sins);
	ck_assert_uint_eq (rest.size, 0);
}

START_TEST (general_names)
{
	const guint32 bad = PKI_SIN_BAD_GENERAL_NAME;
#define ASSERT(bytes, expected, sins) assert_general_name (bytes, sizeof bytes - 1, expected, sins)
	ASSERT ("\x82\x05"
		"etcd1",
		"DNS:etcd1", 0);
	ASSERT ("\x82\x00", "DNS:", bad);
	ASSERT ("\x82\x02"
		"a\xff",
		"DNS:a\\xff", bad);
	ASSERT ("\x87\x04\x0a\x00\x00\x0b", "IP:10.0.0.11", 0);
	ASSERT ("\x87\x10\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01", "IP:2001:db8::1", 0);
	ASSERT ("\x87\x08\x0a\x00\x00\x00\xff\x00\x00\x00", "IP:10.0.0.0/8", bad);
	ASSERT ("\x87\x08\x0a\x00\x00\x00\xff\x00\xff\x00", "IP:10.0.0.0/255.0.255.0", bad);
	ASSERT ("\x87\x03\x0a\x00\x00", "IP:#0a0000", bad);
	ASSERT ("\x88\x03\x2a\x03\x04", "RID:1.2.3.4", 0);
	ASSERT ("\xa0\x0a\x06\x03\x2a\x03\x04\xa0\x03\x0c\x01x", "OTHER:1.2.3.4", 0);
	ASSERT ("\xa4\x0e\x30\x0c\x31\x0a\x30\x08\x06\x03\x55\x04\x03\x0c\x01x", "DIRNAME:CN=x", 0);
	ASSERT ("\x89\x01x", "UNKNOWN:#78", bad);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("name");
	TCase *tests = tcase_create ("name");
	tcase_set_timeout (tests, 60);
	tcase_add_test (tests, string_types);
	tcase_add_test (tests, values_that_are_not_what_they_say);
	tcase_add_test (tests, rfc_4514_escapes);
	tcase_add_test (tests, text_is_openssl_text);
	tcase_add_test (tests, broken_parts_cost_only_themselves);
	tcase_add_test (tests, names_compare_as_rfc_5280_says);
	tcase_add_test (tests, order_of_parts);
	tcase_add_test (tests, general_names);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
