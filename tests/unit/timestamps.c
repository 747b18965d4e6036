/*
 * Signed certificate timestamps within certificates (RFC 6962 §3.3): lists are built octet by
 * octet, openssl puts them into certificates and says what it reads in them.
 */
#include "config.h"

#include "tests/unit/describe-made.h"

#include <string.h>

#include "src/base/hex.h"

typedef struct {
	guint8 version;
	guint64 milliseconds;
	const char *extensions; /* hex */
	guint8 digest, signature; /* of TLS 1.2, RFC 5246 §7.4.1.4.1 */
	const char *octets; /* hex: the signature */
} Stamp;

static const Stamp with_ecdsa = { 0, G_GUINT64_CONSTANT (1234567890123), "", 4, 3,
	"3006020101020102" };
static const Stamp with_rsa = { 0, G_GUINT64_CONSTANT (1700000000999), "010203", 4, 1,
	"a1b2c3d4e5" };
static const Stamp of_version_2 = { 1, 0, "", 4, 3, "00" };

static void append_number (GByteArray *out, guint64 number, guint octets)
{
	while (octets-- > 0) {
		guint8 octet = (guint8)(number >> 8 * octets);
		g_byte_array_append (out, &octet, 1);
	}
}

static void append_hex (GByteArray *out, const char *hex)
{
	g_autoptr (GBytes) bytes = pki_hex_decode (hex);
	g_byte_array_append (out, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
}

/* With two octets of length before it; takes CONTENT. */
static void append_vector (GByteArray *out, GByteArray *content)
{
	append_number (out, content->len, 2);
	g_byte_array_append (out, content->data, content->len);
	g_byte_array_unref (content);
}

static GByteArray *octets_of (const char *hex)
{
	GByteArray *out = g_byte_array_new ();
	append_hex (out, hex);
	return out;
}

/* SerializedSCT. */
static GByteArray *stamp_new (const Stamp *stamp)
{
	GByteArray *out = g_byte_array_new ();
	append_number (out, stamp->version, 1);
	for (guint i = 0; i < 32; i++)
		append_number (out, 0xa0 + i, 1);
	append_number (out, stamp->milliseconds, 8);
	append_vector (out, octets_of (stamp->extensions));
	append_number (out, stamp->digest, 1);
	append_number (out, stamp->signature, 1);
	append_vector (out, octets_of (stamp->octets));
	return out;
}

/* A certificate whose extension of this list is the OCTET STRING of LIST, with TAIL (hex) behind
 * it; takes LIST. */
static PkiObject *certificate_with (GByteArray *list, const char *tail)
{
	g_autoptr (GByteArray) value = g_byte_array_new ();
	append_number (value, 0x04, 1);
	append_number (value, 0x82, 1);
	append_vector (value, list);
	append_hex (value, tail);
	g_autofree char *hex = pki_hex_encode (pki_slice (value->data, value->len));
	g_autofree char *script = g_strdup_printf (
		"{ echo '[req]'; echo 'distinguished_name = dn'; echo 'prompt = no'; echo '[dn]'; "
		"echo 'CN = log'; echo '[x]'; "
		"echo '1.3.6.1.4.1.11129.2.4.2 = DER:%s'; } >log.cnf; "
		"openssl req -x509 -config log.cnf -extensions x -newkey ed25519 -nodes "
		"-keyout log.key -outform DER -out log.der -days 9",
		hex);
	g_free (made_run (script));
	return made_object (PKI_OBJECT_CERTIFICATE, "log.der");
}

/* A list with these stamps; takes them. */
static GByteArray *list_new (GByteArray *first, GByteArray *second)
{
	GByteArray *stamps = g_byte_array_new ();
	append_vector (stamps, first);
	if (second)
		append_vector (stamps, second);
	GByteArray *list = g_byte_array_new ();
	append_vector (list, stamps);
	return list;
}

static const PkiField *described (const PkiField *top)
{
	return made_field (top, "Extensions", "Certificate transparency", NULL);
}

/* "2009-02-13T23:31:30.123Z" as openssl writes it: "Feb 13 23:31:30.123 2009 GMT". */
static char *as_openssl (const char *time)
{
	g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (time, NULL);
	ck_assert_ptr_nonnull (date);
	g_autofree char *start = g_date_time_format (date, "%b %e %H:%M:%S");
	return g_strdup_printf ("%s.%03d %d GMT", start, g_date_time_get_microsecond (date) / 1000,
		g_date_time_get_year (date));
}

static const char *value_of (const PkiField *stamp, const char *label)
{
	return made_field (stamp, label, NULL)->value;
}

static gboolean has_field (const PkiField *parent, const char *label)
{
	for (guint i = 0; i < parent->children->len; i++) {
		const PkiField *child = g_ptr_array_index (parent->children, i);
		if (strcmp (child->label, label) == 0)
			return TRUE;
	}
	return FALSE;
}

/* What openssl would print for a timestamp that is told as STAMP. */
static char *stamp_as_openssl (const PkiField *stamp)
{
	if (!stamp->value)
		return g_strdup_printf ("Signed Certificate Timestamp: Version: unknown %s",
			value_of (stamp, "Octets"));
	g_autofree char *time = as_openssl (stamp->value);
	gboolean is_rsa = strcmp (value_of (stamp, "Signature algorithm"), "RSA with SHA-256") == 0;
	if (!is_rsa)
		ck_assert_str_eq (value_of (stamp, "Signature algorithm"), "ECDSA with SHA-256");
	return g_strdup_printf ("Signed Certificate Timestamp: Version: v1 (0x0) Log ID: %s "
				"Timestamp: %s Extensions: %s Signature: %s %s",
		value_of (stamp, "Log"), time,
		has_field (stamp, "Extensions") ? value_of (stamp, "Extensions") : "none",
		is_rsa ? "sha256WithRSAEncryption" : "ecdsa-with-SHA256",
		value_of (stamp, "Signature"));
}

/* Letters and digits alone, lower case. */
static char *bare (const char *text)
{
	GString *out = g_string_new (NULL);
	for (const char *p = text; *p; p++)
		if (g_ascii_isalnum (*p))
			g_string_append_c (out, g_ascii_tolower (*p));
	return g_string_free (out, FALSE);
}

static void check_against_openssl (const PkiObject *object, const char *words)
{
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	const PkiField *field = described (top);
	ck_assert_str_eq (field->value, words);
	g_autoptr (GString) ours = g_string_new (NULL);
	for (guint i = 0; i < field->children->len; i++) {
		g_autofree char *stamp = stamp_as_openssl (g_ptr_array_index (field->children, i));
		g_string_append (ours, stamp);
	}
	g_autofree char *whole =
		made_run ("openssl x509 -inform DER -in log.der -noout -text | "
			  "sed -n '/CT Precertificate SCTs/,/X509v3 \\|Signature Algorithm/p' | "
			  "sed '1d;$d'");
	g_autofree char *truth = bare (whole);
	g_autofree char *shown = bare (ours->str);
	ck_assert_uint_gt (strlen (truth), 0);
	ck_assert_str_eq (shown, truth);
}

START_TEST (timestamps_are_what_openssl_reads)
{
	g_autoptr (PkiObject) one = certificate_with (list_new (stamp_new (&with_ecdsa), NULL), "");
	check_against_openssl (one, "logged in public: 1 timestamp");
	g_autoptr (PkiObject) two =
		certificate_with (list_new (stamp_new (&with_ecdsa), stamp_new (&with_rsa)), "");
	check_against_openssl (two, "logged in public: 2 timestamps");
	g_autoptr (PkiObject) unknown =
		certificate_with (list_new (stamp_new (&of_version_2), stamp_new (&with_rsa)), "");
	check_against_openssl (unknown, "logged in public: 2 timestamps");
}
END_TEST

/* Lists as RFC 6962 does not have them: the content of the OCTET STRING, and what stands behind
 * it. */
static const struct {
	const char *why, *list, *tail;
} damaged[] = {
	{ "nothing at all", "", "" },
	{ "no room for a length", "00", "" },
	{ "an empty list", "0000", "" },
	{ "an empty timestamp", "00020000", "" },
	{ "a list that ends early", "000900", "" },
	{ "a timestamp longer than the list", "0004000900a0", "" },
	{ "a timestamp that is its version alone", "0003000100", "" },
	{ "octets behind the list", "000500030161620000", "" },
	{ "another element behind the list", "00050003016162", "0500" },
};

static void check_damaged (const PkiObject *object, const char *why)
{
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	const PkiField *field = described (top);
	const PkiField *last = g_ptr_array_index (field->children, field->children->len - 1);
	ck_assert_msg (field->hex && last->remark, "%s is not told as damaged", why);
	ck_assert_str_eq (last->value, "the content is damaged, or not what it should be");
}

START_TEST (damaged_lists_are_told_as_such)
{
	g_autoptr (PkiObject) object =
		certificate_with (octets_of (damaged[_i].list), damaged[_i].tail);
	check_damaged (object, damaged[_i].why);
}
END_TEST

/* Cut behind, before and within each of its parts, with all lengths around it right. */
START_TEST (timestamps_cut_short_are_damaged)
{
	g_autoptr (GByteArray) whole = stamp_new (&with_rsa);
	static const guint sizes[] = { 1, 32, 33, 40, 41, 42, 43, 46, 47, 48, 49, 50, 54 };
	for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
		GByteArray *part = g_byte_array_new ();
		ck_assert_uint_lt (sizes[i], whole->len);
		g_byte_array_append (part, whole->data, sizes[i]);
		g_autoptr (PkiObject) object = certificate_with (list_new (part, NULL), "");
		check_damaged (object, "a timestamp cut short");
	}
	GByteArray *longer = stamp_new (&with_rsa);
	append_number (longer, 0, 1);
	g_autoptr (PkiObject) object = certificate_with (list_new (longer, NULL), "");
	check_damaged (object, "a timestamp with an octet more");
}
END_TEST

START_TEST (odd_times_and_algorithms_are_told)
{
	const Stamp late = { 0, G_MAXUINT64, "", 6, 3, "" };
	const Stamp last = { 0, G_GUINT64_CONSTANT (253402300799999), "", 8, 7, "00" };
	g_autoptr (PkiObject) object =
		certificate_with (list_new (stamp_new (&late), stamp_new (&last)), "");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	const PkiField *field = described (top);
	const PkiField *stamp = g_ptr_array_index (field->children, 0);
	ck_assert_str_eq (stamp->value, "unreadable");
	ck_assert_str_eq (value_of (stamp, "Signature algorithm"), "ECDSA with SHA-512");
	stamp = g_ptr_array_index (field->children, 1);
	ck_assert_str_eq (stamp->value, "9999-12-31T23:59:59.999Z");
	ck_assert_str_eq (value_of (stamp, "Signature algorithm"), "8.7");
}
END_TEST

START_TEST (more_timestamps_than_told_are_counted)
{
	GByteArray *stamps = g_byte_array_new ();
	for (guint i = 0; i < 100; i++)
		append_hex (stamps, "000101");
	GByteArray *list = g_byte_array_new ();
	append_vector (list, stamps);
	g_autoptr (PkiObject) object = certificate_with (list, "");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	const PkiField *field = described (top);
	ck_assert_str_eq (field->value, "logged in public: 100 timestamps");
	ck_assert_uint_eq (field->children->len, 65);
	ck_assert_str_eq (value_of (field, "More"), "36");
}
END_TEST

/* RFC 7633: what openssl encodes, by name and by number. */
START_TEST (tls_features_are_told)
{
	g_free (made_run (
		"{ echo '[req]'; echo 'distinguished_name = dn'; echo 'prompt = no'; echo '[dn]'; "
		"echo 'CN = staple'; echo '[x]'; "
		"echo 'tlsfeature = status_request, 17, 23, 65535'; } >staple.cnf; "
		"openssl req -x509 -config staple.cnf -extensions x -newkey ed25519 -nodes "
		"-keyout log.key -outform DER -out staple.der -days 9"));
	g_autofree char *told = made_run (
		"openssl x509 -inform DER -in staple.der -noout -ext tlsfeature | tail -1");
	ck_assert_str_eq (g_strstrip (told), "status_request, status_request_v2, 23, 65535");
	g_autoptr (PkiObject) object = made_object (PKI_OBJECT_CERTIFICATE, "staple.der");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	ck_assert_str_eq (made_field (top, "Extensions", "TLS features", NULL)->value,
		"must staple an OCSP answer, must staple OCSP answers for the chain, "
		"TLS extension 23, TLS extension 65535");
}
END_TEST

int main (void)
{
	TCase *tests;
	Suite *suite = made_suite ("timestamps", &tests);
	tcase_add_test (tests, timestamps_are_what_openssl_reads);
	tcase_add_loop_test (tests, damaged_lists_are_told_as_such, 0, G_N_ELEMENTS (damaged));
	tcase_add_test (tests, timestamps_cut_short_are_damaged);
	tcase_add_test (tests, odd_times_and_algorithms_are_told);
	tcase_add_test (tests, more_timestamps_than_told_are_counted);
	tcase_add_test (tests, tls_features_are_told);
	return unit_run (suite);
}
