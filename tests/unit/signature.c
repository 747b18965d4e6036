#include "config.h"

#include "src/x509/signature.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

static PkiObject *load (const char *name, PkiObjectType type)
{
	g_autoptr (GBytes) bytes = tool_read (name);
	PkiObject *object = pki_object_new (type, bytes, tool_slice (bytes));
	ck_assert_ptr_nonnull (object);
	return object;
}

static PkiVerdict check (const char *name, const char *issuer)
{
	g_autoptr (PkiObject) child = load (name, PKI_OBJECT_CERTIFICATE);
	g_autoptr (PkiObject) parent = load (issuer, PKI_OBJECT_CERTIFICATE);
	return pki_signature_check (child, parent);
}

/* The verdict on a copy of NAME in which one bit at OFFSET (from the end when negative) is another.
 */
static PkiVerdict check_tampered (const char *name, const char *issuer, gssize offset)
{
	g_autoptr (GBytes) bytes = tool_read (name);
	gsize size = g_bytes_get_size (bytes);
	guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
	copy[offset < 0 ? (gssize)size + offset : offset] ^= 1;
	tool_write ("tampered.der", copy, size);
	g_free (copy);
	return check ("tampered.der", issuer);
}

static gssize place_of_name (const char *name, const char *text)
{
	g_autoptr (GBytes) bytes = tool_read (name);
	const guint8 *data = g_bytes_get_data (bytes, NULL);
	const guint8 *found = memmem (data, g_bytes_get_size (bytes), text, strlen (text));
	ck_assert_ptr_nonnull (found);
	return found - data;
}

/* KEY: how to make a key ca.key; OPTIONS: for openssl's x509 and req. */
static void make_certificates (const char *key, const char *options)
{
	tool_do ("%s\n"
		 "openssl req -x509 -new -key ca.key %s -subj '/CN=the ca' -days 10 -outform DER "
		 "-out ca.der\n"
		 "openssl x509 -inform DER -in ca.der -out ca.pem\n"
		 "openssl ecparam -name prime256v1 -genkey -noout -out leaf.key\n"
		 "openssl req -new -key leaf.key -subj '/CN=the leaf' -out leaf.csr\n"
		 "openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -set_serial 7 %s -days 5 "
		 "-outform DER -out leaf.der\n",
		key, options, options);
}

static void assert_good_and_tampered (const char *what)
{
	ck_assert_msg (check ("leaf.der", "ca.der") == PKI_VERDICT_GOOD, "%s: leaf", what);
	ck_assert_msg (check ("ca.der", "ca.der") == PKI_VERDICT_GOOD, "%s: root", what);
	ck_assert_msg (check ("ca.der", "leaf.der") == PKI_VERDICT_BAD, "%s: other key", what);
	gssize name = place_of_name ("leaf.der", "the leaf");
	ck_assert_msg (check_tampered ("leaf.der", "ca.der", name) == PKI_VERDICT_BAD,
		"%s: changed content", what);
	ck_assert_msg (check_tampered ("leaf.der", "ca.der", -2) == PKI_VERDICT_BAD,
		"%s: changed signature", what);
}

START_TEST (rsa_pkcs1)
{
	const char *options[] = { "-sha1", "-sha224", "-sha256", "-sha384", "-sha512", "-md5" };
	for (gsize i = 0; i < G_N_ELEMENTS (options); i++) {
		make_certificates ("openssl genrsa -out ca.key 2048", options[i]);
		assert_good_and_tampered (options[i]);
	}
}
END_TEST

START_TEST (rsa_pss)
{
	const char *key = "openssl genrsa -out ca.key 2048";
	const char *pss_key = "openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 "
			      "-out ca.key";
	const char *bound_key = "openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 "
				"-pkeyopt rsa_pss_keygen_md:sha384 -pkeyopt "
				"rsa_pss_keygen_mgf1_md:sha384 -pkeyopt rsa_pss_keygen_saltlen:24 "
				"-out ca.key";
	const struct {
		const char *key, *options;
	} cases[] = {
		{ key, "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-1" },
		{ key, "-sha384 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20" },
		{ key, "-sha512 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:-2" },
		{ key, "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:0" },
		{ pss_key, "-sha256" },
		{ bound_key, "-sha384 -sigopt rsa_pss_saltlen:30" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		make_certificates (cases[i].key, cases[i].options);
		assert_good_and_tampered (cases[i].options);
	}
}
END_TEST

START_TEST (pss_that_gnutls_lacks_is_no_verdict)
{
	make_certificates ("openssl genrsa -out ca.key 2048", "-sha1 -sigopt rsa_padding_mode:pss");
	ck_assert_int_eq (check ("leaf.der", "ca.der"), PKI_VERDICT_UNSUPPORTED);
	make_certificates ("openssl genrsa -out ca.key 2048",
		"-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_mgf1_md:sha512");
	ck_assert_int_eq (check ("leaf.der", "ca.der"), PKI_VERDICT_UNSUPPORTED);
}
END_TEST

START_TEST (ecdsa)
{
	const char *curves[] = { "secp224r1", "prime256v1", "secp384r1", "secp521r1" };
	const char *digests[] = { "-sha1", "-sha224", "-sha256", "-sha384", "-sha512",
		"-sha3-256" };
	for (gsize i = 0; i < G_N_ELEMENTS (curves); i++)
		for (gsize j = 0; j < G_N_ELEMENTS (digests); j++) {
			g_autofree char *key = g_strdup_printf (
				"openssl ecparam -name %s -genkey -noout -out ca.key", curves[i]);
			g_autofree char *what = g_strdup_printf ("%s %s", curves[i], digests[j]);
			make_certificates (key, digests[j]);
			assert_good_and_tampered (what);
		}
}
END_TEST

START_TEST (curves_that_gnutls_lacks_are_no_verdict)
{
	make_certificates ("openssl ecparam -name secp256k1 -genkey -noout -out ca.key", "-sha256");
	ck_assert_int_eq (check ("leaf.der", "ca.der"), PKI_VERDICT_UNSUPPORTED);
}
END_TEST

START_TEST (dsa)
{
	make_certificates ("openssl dsaparam -genkey -out ca.key 1024", "-sha1");
	assert_good_and_tampered ("DSA-1024 SHA-1");
	make_certificates ("openssl dsaparam -genkey -out ca.key 2048", "-sha256");
	assert_good_and_tampered ("DSA-2048 SHA-256");
}
END_TEST

START_TEST (edwards)
{
	make_certificates ("openssl genpkey -algorithm ED25519 -out ca.key", "");
	assert_good_and_tampered ("Ed25519");
	make_certificates ("openssl genpkey -algorithm ED448 -out ca.key", "");
	assert_good_and_tampered ("Ed448");
}
END_TEST

START_TEST (requests_are_checked_against_themselves)
{
	tool_do ("openssl req -new -newkey rsa:2048 -nodes -keyout key.pem -subj /CN=wish -outform "
		 "DER -out wish.der");
	g_autoptr (PkiObject) request = load ("wish.der", PKI_OBJECT_REQUEST);
	ck_assert_int_eq (pki_signature_check (request, NULL), PKI_VERDICT_GOOD);
	g_autoptr (GBytes) bytes = tool_read ("wish.der");
	g_autofree guint8 *copy =
		g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
	copy[place_of_name ("wish.der", "wish")] ^= 1;
	tool_write ("tampered.der", copy, g_bytes_get_size (bytes));
	g_autoptr (PkiObject) tampered = load ("tampered.der", PKI_OBJECT_REQUEST);
	ck_assert_int_eq (pki_signature_check (tampered, NULL), PKI_VERDICT_BAD);
}
END_TEST

START_TEST (crls)
{
	make_certificates ("openssl genrsa -out ca.key 2048", "-sha256");
	tool_do ("touch index.txt; printf '[ca]\\ndefault_ca=a\\n[a]\\ndatabase=index.txt\\n"
		 "default_md=sha256\\ndefault_crl_days=5\\n' > ca.conf; openssl ca -config ca.conf "
		 "-gencrl -cert ca.pem -keyfile ca.key | openssl crl -outform DER -out crl.der");
	g_autoptr (PkiObject) crl = load ("crl.der", PKI_OBJECT_CRL);
	g_autoptr (PkiObject) ca = load ("ca.der", PKI_OBJECT_CERTIFICATE);
	g_autoptr (PkiObject) leaf = load ("leaf.der", PKI_OBJECT_CERTIFICATE);
	ck_assert_int_eq (pki_signature_check (crl, ca), PKI_VERDICT_GOOD);
	ck_assert_int_eq (pki_signature_check (crl, leaf), PKI_VERDICT_BAD);
}
END_TEST

/* A certificate signed by a real key whose issuer's key is replaced by numbers of our own: ASN is
 * the SubjectPublicKeyInfo's algorithm and key in the language of openssl asn1parse -genconf. */
static PkiVerdict check_with_key (const char *asn)
{
	tool_do ("cat > asn <<'E'\nasn1=SEQUENCE:top\n[top]\nalgorithm=SEQUENCE:alg\n"
		 "key=BITWRAP,SEQUENCE:numbers\n%s\nE\n"
		 "openssl asn1parse -genconf asn -noout -out spki.der",
		asn);
	g_autoptr (PkiObject) child = load ("leaf.der", PKI_OBJECT_CERTIFICATE);
	g_autoptr (PkiObject) key = load ("spki.der", PKI_OBJECT_PUBLIC_KEY);
	return pki_signature_check (child, key);
}

static char *rsa_asn (guint bits, const char *exponent)
{
	g_autoptr (GString) number = g_string_new ("0x1");
	for (guint i = 4; i < bits - 4; i += 4)
		g_string_append_c (number, '0');
	g_string_append_c (number, '1');
	return g_strdup_printf ("[alg]\no=OID:rsaEncryption\np=NULL\n[numbers]\nn=INTEGER:%s\n"
				"e=INTEGER:%s",
		number->str, exponent);
}

START_TEST (hostile_keys_do_no_harm)
{
	make_certificates ("openssl genrsa -out ca.key 2048", "-sha256");
	g_autofree char *huge = rsa_asn (65536, "65537");
	ck_assert_int_eq (check_with_key (huge), PKI_VERDICT_TOO_LARGE);
	g_autofree char *long_exponent = rsa_asn (
		8192, "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
	ck_assert_int_eq (check_with_key (long_exponent), PKI_VERDICT_TOO_LARGE);
	const char *broken[] = {
		"[alg]\no=OID:rsaEncryption\np=NULL\n[numbers]\nn=INTEGER:0\ne=INTEGER:65537",
		"[alg]\no=OID:rsaEncryption\np=NULL\n[numbers]\nn=INTEGER:256\ne=INTEGER:3",
		"[alg]\no=OID:rsaEncryption\np=NULL\n[numbers]\nn=INTEGER:-7\ne=INTEGER:3",
		"[alg]\no=OID:rsaEncryption\np=NULL\n[numbers]\nn=OID:1.2.3",
	};
	for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
		ck_assert_int_eq (check_with_key (broken[i]), PKI_VERDICT_UNSUPPORTED);
}
END_TEST

/* The arithmetic below GnuTLS divides by these without looking. */
START_TEST (hostile_dsa_keys_do_no_harm)
{
	make_certificates ("openssl dsaparam -genkey -out ca.key 1024", "-sha1");
	const char *primes[] = { "0", "8", "1" };
	for (gsize i = 0; i < G_N_ELEMENTS (primes); i++) {
		tool_do ("cat > asn <<'E'\nasn1=SEQUENCE:top\n[top]\nalgorithm=SEQUENCE:alg\n"
			 "key=BITWRAP,INTEGER:5\n[alg]\no=OID:dsaEncryption\np=SEQUENCE:domain\n"
			 "[domain]\np=INTEGER:%s\nq=INTEGER:"
			 "0xffffffffffffffffffffffffffffffffffffffff"
			 "\ng=INTEGER:2\nE\nopenssl asn1parse -genconf asn -noout -out spki.der",
			primes[i]);
		g_autoptr (PkiObject) child = load ("leaf.der", PKI_OBJECT_CERTIFICATE);
		g_autoptr (PkiObject) key = load ("spki.der", PKI_OBJECT_PUBLIC_KEY);
		ck_assert_int_eq (pki_signature_check (child, key), PKI_VERDICT_UNSUPPORTED);
	}
}
END_TEST

/* Where the two algorithms differ, the outer one is what the signature was made with. */
START_TEST (the_outer_algorithm_counts)
{
	make_certificates ("openssl genrsa -out ca.key 2048", "-sha256");
	g_autoptr (GBytes) bytes = tool_read ("leaf.der");
	gsize size = g_bytes_get_size (bytes);
	g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
	const guint8 sha256_rsa[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11 };
	guint8 *inner = memmem (copy, size, sha256_rsa, sizeof sha256_rsa);
	inner[8] = 13;
	tool_write ("changed.der", copy, size);
	/* Signed again: openssl takes the bytes of the content and signs these. */
	tool_do ("openssl asn1parse -inform DER -in changed.der -strparse 4 -noout -out tbs.der; "
		 "openssl dgst -sha256 -sign ca.key -out new.sig tbs.der");
	g_autoptr (GBytes) signature = tool_read ("new.sig");
	memcpy (copy + size - 256, g_bytes_get_data (signature, NULL), 256);
	tool_write ("changed.der", copy, size);
	ck_assert_int_eq (check ("changed.der", "ca.der"), PKI_VERDICT_GOOD);
}
END_TEST

START_TEST (what_is_not_signed_has_no_verdict)
{
	make_certificates ("openssl genrsa -out ca.key 1024", "-sha256");
	tool_do ("openssl rsa -in ca.key -pubout -outform DER -out ca.pub");
	g_autoptr (PkiObject) key = load ("ca.pub", PKI_OBJECT_PUBLIC_KEY);
	g_autoptr (PkiObject) leaf = load ("leaf.der", PKI_OBJECT_CERTIFICATE);
	ck_assert_int_eq (pki_signature_check (key, NULL), PKI_VERDICT_UNKNOWN);
	ck_assert_int_eq (pki_signature_check (leaf, key), PKI_VERDICT_GOOD);
	for (int verdict = PKI_VERDICT_UNKNOWN; verdict <= PKI_VERDICT_TOO_LARGE; verdict++)
		ck_assert_uint_gt (strlen (pki_verdict_text ((PkiVerdict)verdict)), 0);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("signature");
	TCase *tests = tcase_create ("signature");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, rsa_pkcs1);
	tcase_add_test (tests, rsa_pss);
	tcase_add_test (tests, pss_that_gnutls_lacks_is_no_verdict);
	tcase_add_test (tests, ecdsa);
	tcase_add_test (tests, curves_that_gnutls_lacks_are_no_verdict);
	tcase_add_test (tests, dsa);
	tcase_add_test (tests, edwards);
	tcase_add_test (tests, requests_are_checked_against_themselves);
	tcase_add_test (tests, crls);
	tcase_add_test (tests, hostile_keys_do_no_harm);
	tcase_add_test (tests, hostile_dsa_keys_do_no_harm);
	tcase_add_test (tests, the_outer_algorithm_counts);
	tcase_add_test (tests, what_is_not_signed_has_no_verdict);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
