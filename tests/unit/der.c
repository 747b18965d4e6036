#include "config.h"

#include "src/base/time.h"
#include "src/x509/der.h"
#include "src/x509/oid.h"
#include "tests/unit/unit.h"

#define BYTES(text) pki_slice (text, sizeof text - 1)

static PkiElement first (PkiSlice bytes, guint32 *sins)
{
	PkiDer der = pki_der (bytes, sins);
	PkiElement element;
	ck_assert (pki_der_next (&der, &element));
	return element;
}

START_TEST (elements_are_slices_of_the_bytes)
{
	PkiSlice bytes = BYTES ("\x30\x05\x02\x01\x07\x05\x00\x04\x00");
	PkiDer der = pki_der (bytes, NULL);
	PkiDer inside;
	PkiElement number, rest;
	ck_assert (!pki_der_get (&der, PKI_TAG_SET, NULL));
	ck_assert (pki_der_enter (&der, PKI_TAG_SEQUENCE, &inside));
	ck_assert (pki_der_get (&inside, PKI_TAG_INTEGER, &number));
	ck_assert_ptr_eq (number.content.data, bytes.data + 4);
	ck_assert_uint_eq (number.whole.size, 3);
	ck_assert (pki_der_get (&inside, PKI_TAG_NULL, NULL));
	ck_assert (pki_der_is_end (&inside));
	ck_assert (pki_der_next (&der, &rest));
	ck_assert_uint_eq (rest.tag, PKI_TAG_OCTET_STRING);
	ck_assert (pki_der_is_end (&der));
	ck_assert (!pki_der_next (&der, &rest));
}
END_TEST

START_TEST (ber_lengths_are_read_and_noted)
{
	guint32 sins = 0;
	first (BYTES ("\x04\x01x"), &sins);
	ck_assert_uint_eq (sins, 0);
	PkiElement element = first (BYTES ("\x04\x82\x00\x01x"), &sins);
	ck_assert_uint_eq (element.content.size, 1);
	ck_assert_uint_eq (sins, PKI_SIN_BER_LENGTH);

	sins = 0;
	PkiSlice nested = BYTES ("\x30\x80\x30\x80\x02\x01\x05\x00\x00\x04\x02\x00\x00\x00\x00");
	element = first (nested, &sins);
	ck_assert_uint_eq (element.content.size, nested.size - 4);
	ck_assert_uint_eq (element.whole.size, nested.size);
	ck_assert_uint_eq (sins, PKI_SIN_BER_LENGTH);
}
END_TEST

START_TEST (what_is_longer_than_the_bytes_is_refused_or_cut)
{
	static const char *const bad[] = { "\x04\x05xxx", "\x30\x80\x02\x01\x05", "\x04",
		"\x04\x84\xff\xff\xff\xff", "\x04\x89\x01\x01\x01\x01\x01\x01\x01\x01\x01",
		"\x04\xff", "\x04\x80xxxx", "\x1f\x81", "\x1f\xff\xff\xff\xff\xff\x01" };
	for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
		guint32 sins = 0;
		PkiDer der = pki_der (pki_slice (bad[i], strlen (bad[i])), &sins);
		PkiElement element;
		ck_assert_msg (!pki_der_next (&der, &element), "%zu", i);
		ck_assert_uint_eq (sins & PKI_SIN_TRUNCATED, PKI_SIN_TRUNCATED);
	}
	guint32 sins = 0;
	PkiDer der = pki_der (BYTES ("\x04\x05xxx"), &sins);
	PkiElement element;
	ck_assert (pki_der_next_cut (&der, &element));
	ck_assert_uint_eq (element.content.size, 3);
	ck_assert_uint_eq (sins, PKI_SIN_TRUNCATED);
}
END_TEST

START_TEST (depth_is_bounded)
{
	guint8 bytes[400];
	for (gsize i = 0; i < sizeof bytes; i += 2) {
		bytes[i] = PKI_TAG_SEQUENCE;
		bytes[i + 1] = 0x80;
	}
	PkiDer der = pki_der (pki_slice (bytes, sizeof bytes), NULL);
	PkiElement element;
	guint depth = 0;
	while (pki_der_next_cut (&der, &element)) {
		der = pki_der_inside (&der, &element);
		depth++;
	}
	ck_assert_uint_eq (depth, PKI_DER_DEPTH + 1);
}
END_TEST

START_TEST (integers_and_bits)
{
	gint64 number;
	ck_assert (pki_der_small_integer (BYTES ("\xff"), &number) && number == -1);
	ck_assert (pki_der_small_integer (BYTES ("\x00\xff"), &number) && number == 255);
	ck_assert (pki_der_small_integer (BYTES ("\x80\x00\x00\x00\x00\x00\x00\x00"), &number));
	ck_assert_int_eq (number, G_MININT64);
	ck_assert (!pki_der_small_integer (BYTES (""), &number));
	ck_assert (
		!pki_der_small_integer (BYTES ("\x01\x00\x00\x00\x00\x00\x00\x00\x00"), &number));
	ck_assert_uint_eq (pki_der_integer_bits (BYTES ("\x00\x80\x00")), 16);
	ck_assert_uint_eq (pki_der_integer_bits (BYTES ("\x01\x00")), 9);
	ck_assert_uint_eq (pki_der_integer_bits (BYTES ("\x00")), 0);

	PkiSlice bits;
	guint unused;
	ck_assert (pki_der_bits (BYTES ("\x03\x08"), &bits, &unused));
	ck_assert_uint_eq (bits.size, 1);
	ck_assert_uint_eq (unused, 3);
	ck_assert (!pki_der_bits (BYTES (""), &bits, NULL));
	ck_assert (!pki_der_bits (BYTES ("\x08\x00"), &bits, NULL));
	ck_assert (!pki_der_bits (BYTES ("\x01"), &bits, NULL));
}
END_TEST

START_TEST (octets_in_pieces_are_joined)
{
	g_autoptr (GByteArray) out = g_byte_array_new ();
	PkiElement element = first (BYTES ("\x24\x80\x04\x02"
					   "ab\x24\x03\x04\x01"
					   "c\x00\x00"),
		NULL);
	ck_assert (pki_der_octets (&element, out));
	ck_assert_uint_eq (out->len, 3);
	ck_assert_mem_eq (out->data, "abc", 3);
}
END_TEST

static void assert_time (guint32 tag, const char *text, const char *expected, guint32 expected_sins)
{
	PkiElement element = { .tag = tag, .content = pki_slice (text, strlen (text)) };
	guint32 sins = 0;
	g_autofree char *time = pki_time_format (pki_der_time (&element, &sins));
	ck_assert_msg (g_str_equal (time, expected), "%s: %s, not %s", text, time, expected);
	ck_assert_msg (sins == expected_sins, "%s: sins %x", text, sins);
}

START_TEST (times_in_every_form_seen)
{
	const guint32 utc = PKI_TAG_UTC_TIME, general = PKI_TAG_GENERALIZED_TIME;
	assert_time (utc, "491231235959Z", "2049-12-31T23:59:59Z", 0);
	assert_time (utc, "500101000000Z", "1950-01-01T00:00:00Z", 0);
	assert_time (general, "99991231235959Z", "9999-12-31T23:59:59Z", 0);
	assert_time (utc, "2601020304Z", "2026-01-02T03:04:00Z", PKI_SIN_BAD_TIME);
	assert_time (utc, "260102030405+0130", "2026-01-02T01:34:05Z", PKI_SIN_BAD_TIME);
	assert_time (utc, "260102030405-0130", "2026-01-02T04:34:05Z", PKI_SIN_BAD_TIME);
	assert_time (utc, "260102030405", "2026-01-02T03:04:05Z", PKI_SIN_BAD_TIME);
	assert_time (general, "20260102030405Z", "2026-01-02T03:04:05Z", PKI_SIN_BAD_TIME);
	assert_time (general, "20500102030405.678Z", "2050-01-02T03:04:05Z", PKI_SIN_BAD_TIME);
	assert_time (general, "2050010203Z", "2050-01-02T03:00:00Z", PKI_SIN_BAD_TIME);
	static const char *const bad[] = { "", "Z", "26", "261302030405Z", "260102030405Y",
		"260102030405+99", "260102030405Z0", "2601020304x5Z", "00000101000000+0100" };
	for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
		assert_time (i == 8 ? general : utc, bad[i], "", PKI_SIN_BAD_TIME);
}
END_TEST

START_TEST (oids_in_dots)
{
	static const struct {
		const char *octets;
		const char *dots;
	} vectors[] = {
		{ "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b", "1.2.840.113549.1.1.11" },
		{ "\x55\x1d\x11", "2.5.29.17" },
		{ "\x09\x92\x26\x89\x93\xf2\x2c\x64\x01\x19", "0.9.2342.19200300.100.1.25" },
		{ "\x88\x37\x03", "2.999.3" }, /* X.690 §8.19.5 */
		/* X.667: f81d4fae-7dec-11d0-a765-00a0c91e6bf6 */
		{ "\x69\x83\xf0\x9d\xa7\xeb\xcf\xde\xe0\xc7\xa1\xa7\xb2\xc0\x94\x8c\xc8\xf9\xd7"
		  "\x76",
			"2.25.329800735698586629295641978511506172918" },
		{ "\x80\x01", "#8001" },
		{ "\x55\x9d", "#559d" },
		{ "", "#" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
		const char *octets = vectors[i].octets;
		g_autofree char *dots = pki_oid_dots (pki_slice (octets, strlen (octets)));
		ck_assert_str_eq (dots, vectors[i].dots);
	}
}
END_TEST

START_TEST (known_oids_are_sorted_and_found)
{
	for (guint i = PKI_OID_UNKNOWN + 1; i < PKI_OID_N; i++) {
		PkiSlice octets = pki_oid_octets ((PkiOid)i);
		ck_assert_msg (pki_oid_find (octets) == (PkiOid)i, "%s is out of order",
			pki_oid_name ((PkiOid)i));
		g_autofree char *dots = pki_oid_dots (octets);
		ck_assert_msg (*dots != '#', "%s", pki_oid_name ((PkiOid)i));
	}
	ck_assert_int_eq (pki_oid_find (BYTES ("\x55\x1d\x7f")), PKI_OID_UNKNOWN);
	ck_assert_str_eq (pki_oid_name (pki_oid_find (BYTES ("\x55\x04\x03"))), "CN");
	ck_assert_uint_eq (pki_oid_curve_bits (PKI_OID_SECP521R1), 521);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("der");
	TCase *tests = tcase_create ("der");
	tcase_add_test (tests, elements_are_slices_of_the_bytes);
	tcase_add_test (tests, ber_lengths_are_read_and_noted);
	tcase_add_test (tests, what_is_longer_than_the_bytes_is_refused_or_cut);
	tcase_add_test (tests, depth_is_bounded);
	tcase_add_test (tests, integers_and_bits);
	tcase_add_test (tests, octets_in_pieces_are_joined);
	tcase_add_test (tests, times_in_every_form_seen);
	tcase_add_test (tests, oids_in_dots);
	tcase_add_test (tests, known_oids_are_sorted_and_found);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
