#include "config.h"

#include "tests/unit/describe-made.h"

#include <string.h>

/* Whether a remark of OBJECT holds TEXT. */
static gboolean is_told (const PkiObject *object, const char *text)
{
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	for (guint i = 0; i < top->children->len; i++) {
		const PkiField *section = g_ptr_array_index (top->children, i);
		if (strcmp (section->label, "Remarks") != 0)
			continue;
		for (guint j = 0; j < section->children->len; j++) {
			const PkiField *remark = g_ptr_array_index (section->children, j);
			ck_assert (remark->remark);
			if (strstr (remark->value, text))
				return TRUE;
		}
	}
	return FALSE;
}

static guint count_remarks (const PkiObject *object)
{
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	const PkiField *last = g_ptr_array_index (top->children, top->children->len - 1);
	return strcmp (last->label, "Remarks") == 0 ? last->children->len : 0;
}

START_TEST (a_good_certificate_has_no_remarks)
{
	g_autofree char *output = made_run (
		"openssl req -x509 -config $cnf -extensions root -newkey ed25519 -nodes -keyout "
		"root.key "
		"-subj /CN=root -out root.pem -days 900; "
		"openssl req -new -config $cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
		"-keyout leaf.key -out leaf.pem; "
		"openssl x509 -in root.pem -outform DER -out root.der; "
		"openssl x509 -req -in leaf.pem -CA root.pem -CAkey root.key -days 90 -extfile "
		"$cnf "
		"-extensions good -outform DER -out leaf.der");
	static const char *const made[] = { "root.der", "leaf.der" };
	for (gsize i = 0; i < G_N_ELEMENTS (made); i++) {
		g_autoptr (PkiObject) object = made_object (PKI_OBJECT_CERTIFICATE, made[i]);
		g_autofree char *text = made_text (object);
		ck_assert_msg (count_remarks (object) == 0, "%s", text);
	}
}
END_TEST

static const struct {
	const char *section, *key, *remark;
} flaws[] = {
	{ "bad", "rsa:1024", "RSA with 1024 bits" },
	{ "bad", "ed25519", "lacks keyCertSign" },
	{ "bad", "ed25519", "with the names of a host" },
	{ "bad", "ed25519", "not marked critical" },
	{ "bad", "ed25519", "DNS 10.0.0.1 is an address" },
	{ "bad", "ed25519", "\"not a host\" is no host name" },
	{ "bad", "ed25519", "no OCSP responder is named" },
	{ "cn_only", "ed25519", "no alternative names" },
	{ "other_names", "ed25519", "all.example is not among the alternative names" },
	{ "good", "ed25519", "longer than 825 days" },
	{ "good", "ec -pkeyopt ec_paramgen_curve:P-192", "192 bits is too small" },
	{ "everything", "ed25519", "1.2.3.4.7 is critical" },
	{ "leaf_signs", "ed25519", "has keyCertSign, yet this is no CA" },
	{ "old_server", "rsa:2048", "lacks digitalSignature" },
};

START_TEST (flaws_are_told)
{
	g_autoptr (PkiObject) object = made_certificate (flaws[_i].section, flaws[_i].key);
	g_autofree char *text = made_text (object);
	ck_assert_msg (is_told (object, flaws[_i].remark), "%s\n%s", flaws[_i].remark, text);
}
END_TEST

START_TEST (flaws_of_what_others_signed_are_told)
{
	g_autofree char *output = made_run (
		"openssl req -x509 -config $cnf -extensions root -newkey rsa:2048 -nodes -keyout "
		"r.key "
		"-subj /CN=root -out r.pem -days 900; "
		"openssl req -new -config $cnf -newkey rsa:2048 -nodes -keyout l.key -out l.pem; "
		"if openssl req -help 2>&1 | grep -q x509v1; then " /* openssl 3.3 and later */
		"openssl req -x509 -x509v1 -config /dev/null -in l.pem -CA r.pem -CAkey r.key "
		"-set_serial 5 -sha1 "
		"-outform DER -out v1.der; else "
		"openssl x509 -req -in l.pem -CA r.pem -CAkey r.key -set_serial 5 -sha1 -outform "
		"DER -out v1.der; fi; "
		"openssl x509 -req -in l.pem -CA r.pem -CAkey r.key -extfile $cnf -extensions both "
		"-set_serial 5 -outform DER -out v3.der");
	g_autoptr (PkiObject) old = made_object (PKI_OBJECT_CERTIFICATE, "v1.der");
	g_autoptr (PkiObject) bare = made_object (PKI_OBJECT_CERTIFICATE, "v3.der");
	ck_assert (is_told (old, "version 1: no purpose and no alternative names"));
	ck_assert (is_told (old, "signed with RSA, SHA-1"));
	ck_assert (is_told (bare, "no CRL distribution point"));
	ck_assert (is_told (bare, "shorter than 64 bits"));
	ck_assert (!is_told (bare, "version 1"));
}
END_TEST

START_TEST (what_gnutls_refuses_is_told)
{
	g_autoptr (PkiObject) whole = made_certificate ("everything", "ed25519");
	ck_assert (!is_told (whole, "GnuTLS refuses"));
	g_autofree char *output =
		made_run ("LC_ALL=C sed 's/\\x2a\\x03\\x04\\x06/\\x2a\\x03\\x04\\x05/' "
			  "everything.der >twice.der; "
			  "! certtool -i --inder --infile twice.der");
	g_autoptr (PkiObject) object = made_object (PKI_OBJECT_CERTIFICATE, "twice.der");
	ck_assert (is_told (object, "stands there twice"));
	ck_assert (is_told (object, "GnuTLS refuses"));
}
END_TEST

START_TEST (damaged_extensions_show_their_octets)
{
	g_autoptr (PkiObject) object = made_certificate ("damaged", "ed25519");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	static const char *const damaged[][2] = { { "Basic constraints", "30 05 01 01" },
		{ "Key usage", "04 01 00" }, { "Policies", "30 80" },
		{ "Certificate transparency", "04 03 00 09 01" } };
	for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++) {
		const PkiField *field = made_field (top, "Extensions", damaged[i][0], NULL);
		ck_assert_str_eq (field->value, damaged[i][1]);
		const PkiField *last =
			g_ptr_array_index (field->children, field->children->len - 1);
		ck_assert (last->remark);
	}
	ck_assert_str_eq (made_field (top, "Names", "DNS", NULL)->value, "fine.example");
	ck_assert (is_told (object, "the content of an extension can't be read"));
}
END_TEST

/* 20,000 names are half a megabyte: more than is told in parts. */
START_TEST (a_flood_of_names_is_not_told_in_parts)
{
	g_autofree char *output =
		made_run ("{ cat $cnf; printf '[flood]\\nsubjectAltName = @crowd\\n[crowd]\\n'; "
			  "awk 'BEGIN { for (i = 0; i < 20000; i++) printf \"DNS.%d = "
			  "host%d.example\\n\", i, i }'; "
			  "} >flood.cnf; openssl req -x509 -config flood.cnf -extensions flood "
			  "-newkey ed25519 "
			  "-nodes -keyout flood.key -outform DER -out flood.der");
	g_autoptr (PkiObject) object = made_object (PKI_OBJECT_CERTIFICATE, "flood.der");
	g_autoptr (PkiField) top = pki_object_describe (object, MADE_NOW, 0);
	ck_assert_uint_eq (made_field (top, "Names", NULL)->children->len, 0);
	const PkiField *names = made_field (top, "Extensions", "Alternative names", NULL);
	ck_assert (names->hex);
	ck_assert_uint_gt (names->raw.size, 300000);
	ck_assert_uint_lt (strlen (names->value), 20000);
	ck_assert_uint_eq (names->children->len, 1);
}
END_TEST

/* Only printable characters and newlines. */
static void assert_clean (const char *text)
{
	ck_assert (g_utf8_validate (text, -1, NULL));
	for (const char *p = text; *p; p = g_utf8_next_char (p)) {
		gunichar c = g_utf8_get_char (p);
		ck_assert_msg (c == '\n' || g_unichar_isprint (c), "U+%04X in %s", c, text);
	}
}

START_TEST (hostile_text_is_made_printable)
{
	g_autofree char *output =
		made_run ("e=$(printf '\\033[31m\\342\\200\\256\\r'); "
			  "openssl req -x509 -config $cnf -utf8 -subj \"/CN=x${e}y/O=z${e}\" "
			  "-newkey ed25519 -nodes "
			  "-keyout h.key -addext \"subjectAltName=DNS:a${e}b,email:c${e}\" "
			  "-addext \"nsComment=d${e}\" -outform DER -out h.der");
	g_autoptr (PkiObject) object = made_object (PKI_OBJECT_CERTIFICATE, "h.der");
	g_autofree char *text = made_text (object);
	assert_clean (text);
	ck_assert_ptr_nonnull (strstr (text, "x\\x1b[31m\\u202e\\ry"));
}
END_TEST

/* Describes each object made of DER with one octet changed or the end cut off. */
static void describe_mutants (PkiObjectType type, const char *name, guint rounds)
{
	g_autoptr (PkiObject) whole = made_object (type, name);
	g_autoptr (GRand) random = g_rand_new_with_seed (7);
	for (guint round = 0; round < rounds; round++) {
		gsize size = whole->der.size;
		guint8 *copy = g_memdup2 (whole->der.data, size);
		for (int change = g_rand_int_range (random, 1, 4); change > 0; change--)
			copy[g_rand_int_range (random, 4, (gint32)size)] =
				(guint8)g_rand_int (random);
		if (round % 4 == 0)
			size = (gsize)g_rand_int_range (random, 1, (gint32)size);
		g_autoptr (GBytes) bytes = g_bytes_new_take (copy, size);
		PkiObject *object = pki_object_new (type, bytes, pki_slice (copy, size));
		if (!object)
			continue;
		g_autofree char *text = made_text (object);
		g_autofree char *use = pki_object_use_words (object);
		if (round % 50 == 0)
			assert_clean (text);
		pki_object_unref (object);
	}
}

START_TEST (mutants_do_no_harm)
{
	g_autoptr (PkiObject) object = made_certificate ("everything", "ed25519");
	g_autofree char *output = made_run (
		"openssl req -new -config $cnf -section req_asked -newkey ed25519 -nodes -keyout "
		"m.key -out m.der -outform DER");
	describe_mutants (PKI_OBJECT_CERTIFICATE, "everything.der", 2000);
	describe_mutants (PKI_OBJECT_REQUEST, "m.der", 500);
}
END_TEST

int main (void)
{
	TCase *tests;
	Suite *suite = made_suite ("remark", &tests);
	tcase_add_test (tests, a_good_certificate_has_no_remarks);
	tcase_add_loop_test (tests, flaws_are_told, 0, G_N_ELEMENTS (flaws));
	tcase_add_test (tests, flaws_of_what_others_signed_are_told);
	tcase_add_test (tests, what_gnutls_refuses_is_told);
	tcase_add_test (tests, damaged_extensions_show_their_octets);
	tcase_add_test (tests, a_flood_of_names_is_not_told_in_parts);
	tcase_add_test (tests, hostile_text_is_made_printable);
	tcase_add_test (tests, mutants_do_no_harm);
	return unit_run (suite);
}
