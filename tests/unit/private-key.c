#include "config.h"

#include "src/base/error.h"
#include "src/x509/unlock.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

/* The public half of the DER key in the file NAME, or NULL. */
static GBytes *public_half (const char *name, const char **kind, GError **error)
{
	g_autoptr (GBytes) der = tool_read (name);
	return pki_private_key_to_public (tool_slice (der), kind, error);
}

/* The key in NAME has the form KIND and the public half that openssl works out for it. */
static void assert_public_half (const char *name, const char *expected_kind)
{
	const char *kind;
	g_autoptr (GError) error = NULL;
	g_autoptr (GBytes) got = public_half (name, &kind, &error);
	ck_assert_msg (got != NULL, "%s: %s", name, error ? error->message : "?");
	ck_assert_str_eq (kind, expected_kind);
	g_autoptr (GBytes) expected =
		tool_run ("openssl pkey -inform DER -in %s -pubout -outform DER", name);
	ck_assert_msg (g_bytes_equal (got, expected), "%s: another public half", name);
}

START_TEST (rsa_keys)
{
	tool_do ("openssl genrsa -out rsa.pem 1024; openssl rsa -in rsa.pem -traditional -outform "
		 "DER -out pkcs1.der; openssl pkcs8 -topk8 -nocrypt -in rsa.pem -outform DER -out "
		 "pkcs8.der; openssl genrsa -primes 3 -out multi.pem 2048; openssl rsa -in "
		 "multi.pem -traditional -outform DER -out multi.der");
	assert_public_half ("pkcs1.der", "PKCS#1");
	assert_public_half ("pkcs8.der", "PKCS#8");
	assert_public_half ("multi.der", "PKCS#1");
}
END_TEST

START_TEST (rsa_pss_keys_keep_their_parameters)
{
	tool_do ("openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024 -outform DER "
		 "-out free.der; openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024 "
		 "-pkeyopt rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256 "
		 "-pkeyopt rsa_pss_keygen_saltlen:32 -outform DER -out bound.der");
	assert_public_half ("free.der", "PKCS#8");
	assert_public_half ("bound.der", "PKCS#8");
}
END_TEST

START_TEST (dsa_keys)
{
	tool_do ("openssl dsaparam -genkey -out dsa.pem 1024; openssl dsa -in dsa.pem -outform DER "
		 "-out dsa.der; openssl pkcs8 -topk8 -nocrypt -in dsa.pem -outform DER -out "
		 "dsa8.der");
	assert_public_half ("dsa.der", "DSA");
	assert_public_half ("dsa8.der", "PKCS#8");
}
END_TEST

/* Every curve that openssl has, known to GnuTLS or not, as SEC1 and as PKCS#8. */
START_TEST (every_curve_of_openssl)
{
	g_autoptr (GBytes) list = tool_run ("openssl ecparam -list_curves | sed -n 's/^ *\\([^ "
					    ":]*\\) *:.*/\\1/p' | grep -v -e '^Oakley' -e '^SM2'");
	g_autofree char *text = g_strndup (g_bytes_get_data (list, NULL), g_bytes_get_size (list));
	g_auto (GStrv) curves = g_strsplit (g_strstrip (text), "\n", -1);
	ck_assert_uint_gt (g_strv_length (curves), 60);
	for (char **curve = curves; *curve; curve++) {
		tool_do (
			"openssl ecparam -name %s -genkey -noout -outform DER -out ec.der; openssl "
			"pkcs8 -topk8 -nocrypt -inform DER -in ec.der -outform DER -out ec8.der",
			*curve);
		assert_public_half ("ec.der", "SEC1");
		assert_public_half ("ec8.der", "PKCS#8");
	}
}
END_TEST

START_TEST (curves_without_the_public_half)
{
	const char *curves[] = { "prime192v1", "secp224r1", "prime256v1", "secp384r1",
		"secp521r1" };
	for (gsize i = 0; i < G_N_ELEMENTS (curves); i++) {
		tool_do ("openssl ecparam -name %s -genkey -noout -out full.pem; openssl ec -in "
			 "full.pem -no_public -outform DER -out bare.der; openssl pkcs8 -topk8 "
			 "-nocrypt -inform DER -in bare.der -outform DER -out bare8.der",
			curves[i]);
		assert_public_half ("bare.der", "SEC1");
		assert_public_half ("bare8.der", "PKCS#8");
	}
}
END_TEST

START_TEST (a_curve_nobody_can_work_out_is_said)
{
	const char *kind;
	g_autoptr (GError) error = NULL;
	tool_do ("openssl ecparam -name secp256k1 -genkey -noout | openssl ec -no_public -outform "
		 "DER -out bare.der");
	g_autoptr (GBytes) got = public_half ("bare.der", &kind, &error);
	ck_assert_ptr_null (got);
	assert_error (error, PKI_ERROR_UNSUPPORTED);
	ck_assert_ptr_nonnull (strstr (error->message, "secp256k1"));
}
END_TEST

START_TEST (point_forms_and_explicit_curves)
{
	tool_do ("openssl ecparam -name prime256v1 -genkey -noout -out ec.pem; openssl ec -in "
		 "ec.pem -conv_form compressed -outform DER -out compressed.der; openssl ec -in "
		 "ec.pem -conv_form hybrid -outform DER -out hybrid.der; openssl ec -in ec.pem "
		 "-param_enc explicit -outform DER -out explicit.der; openssl ecparam -name SM2 "
		 "-genkey -noout -outform DER -out sm2.der");
	assert_public_half ("compressed.der", "SEC1");
	assert_public_half ("hybrid.der", "SEC1");
	assert_public_half ("explicit.der", "SEC1");
	assert_public_half ("sm2.der", "PKCS#8");
}
END_TEST

START_TEST (edwards_and_montgomery_keys)
{
	const char *types[] = { "ED25519", "ED448", "X25519", "X448" };
	for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
		tool_do ("openssl genpkey -algorithm %s -outform DER -out key.der", types[i]);
		assert_public_half ("key.der", "PKCS#8");
	}
}
END_TEST

START_TEST (gost_keys)
{
	const char *kind;
	const char *types[] = { "gost01", "gost12-256", "gost12-512" };
	for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
		g_autoptr (GError) error = NULL;
		tool_do ("certtool --generate-privkey --key-type %s --no-text --outder --outfile "
			 "gost.der; certtool --inder --load-privkey gost.der --pubkey-info "
			 "--outder --outfile gost.pub 2>/dev/null",
			types[i]);
		g_autoptr (GBytes) got = public_half ("gost.der", &kind, &error);
		assert_no_error (error);
		g_autoptr (GBytes) expected = tool_read ("gost.pub");
		ck_assert (g_bytes_equal (got, expected));
	}
}
END_TEST

/* RFC 8410 §10.3 has this key with its public half; RFC 5958 version 2. */
START_TEST (one_asymmetric_key)
{
	const char *kind;
	g_autoptr (GError) error = NULL;
	tool_do ("base64 -d > two.der <<E\n"
		 "MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
		 "oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB\n"
		 "Z9w7lshQhqowtrbLDFw4rXAxZuE=\nE\n"
		 "base64 -d > two.pub <<E\n"
		 "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\nE\n");
	g_autoptr (GBytes) got = public_half ("two.der", &kind, &error);
	assert_no_error (error);
	g_autoptr (GBytes) expected = tool_read ("two.pub");
	ck_assert (g_bytes_equal (got, expected));
	ck_assert_str_eq (kind, "PKCS#8");
}
END_TEST

START_TEST (unknown_algorithms_are_named)
{
	const char *kind;
	g_autoptr (GError) error = NULL;
	/* SEQUENCE { 0, SEQUENCE { 1.2.3.4.5 }, OCTET STRING 00 } */
	const guint8 unknown[] = { 0x30, 0x0e, 2, 1, 0, 0x30, 6, 6, 4, 0x2a, 3, 4, 5, 4, 1, 0 };
	g_autoptr (GBytes) got =
		pki_private_key_to_public (pki_slice (unknown, sizeof unknown), &kind, &error);
	ck_assert_ptr_null (got);
	assert_error (error, PKI_ERROR_UNSUPPORTED);
	ck_assert_ptr_nonnull (strstr (error->message, "1.2.3.4.5"));
	ck_assert_str_eq (kind, "PKCS#8");
}
END_TEST

/* GnuTLS ends the process with SIGFPE on these. */
START_TEST (hostile_dsa_numbers_do_no_harm)
{
	tool_do ("cat > asn <<E\nasn1=SEQUENCE:key\n[key]\nv=INTEGER:0\na=SEQUENCE:alg\n"
		 "k=OCTWRAP,INTEGER:5\n[alg]\no=OID:dsaEncryption\np=SEQUENCE:par\n[par]\n"
		 "p=INTEGER:0\nq=INTEGER:7\ng=INTEGER:2\nE\n"
		 "openssl asn1parse -genconf asn -noout -out zero.der; sed -i "
		 "s/p=INTEGER:0/p=INTEGER:8/ asn; openssl asn1parse -genconf asn -noout -out "
		 "even.der");
	const char *names[] = { "zero.der", "even.der" };
	for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
		const char *kind;
		g_autoptr (GError) error = NULL;
		g_autoptr (GBytes) got = public_half (names[i], &kind, &error);
		ck_assert_ptr_null (got);
		assert_error (error, PKI_ERROR_PARSE);
	}
}
END_TEST

/* Cut anywhere, a key is damaged or (its later numbers gone) still the same key. */
START_TEST (truncated_keys_are_told)
{
	tool_do ("openssl genrsa -out rsa.pem 1024; openssl pkcs8 -topk8 -nocrypt -in rsa.pem "
		 "-outform DER -out 0.der; openssl rsa -in rsa.pem -traditional -outform DER -out "
		 "1.der; openssl ecparam -name prime256v1 -genkey -noout -outform DER -out 2.der; "
		 "openssl genpkey -algorithm ED25519 -outform DER -out 3.der");
	for (guint file = 0; file < 4; file++) {
		g_autofree char *name = g_strdup_printf ("%u.der", file);
		g_autoptr (GBytes) der = tool_read (name);
		for (gsize size = 0; size < g_bytes_get_size (der); size++) {
			const char *kind;
			g_autoptr (GError) error = NULL;
			g_autofree guint8 *cut = g_memdup2 (g_bytes_get_data (der, NULL), size);
			g_autoptr (GBytes) got =
				pki_private_key_to_public (pki_slice (cut, size), &kind, &error);
			ck_assert_ptr_null (got);
			ck_assert_ptr_nonnull (error);
		}
	}
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("private-key");
	TCase *tests = tcase_create ("private-key");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, rsa_keys);
	tcase_add_test (tests, rsa_pss_keys_keep_their_parameters);
	tcase_add_test (tests, dsa_keys);
	tcase_add_test (tests, every_curve_of_openssl);
	tcase_add_test (tests, curves_without_the_public_half);
	tcase_add_test (tests, a_curve_nobody_can_work_out_is_said);
	tcase_add_test (tests, point_forms_and_explicit_curves);
	tcase_add_test (tests, edwards_and_montgomery_keys);
	tcase_add_test (tests, gost_keys);
	tcase_add_test (tests, one_asymmetric_key);
	tcase_add_test (tests, unknown_algorithms_are_named);
	tcase_add_test (tests, hostile_dsa_numbers_do_no_harm);
	tcase_add_test (tests, truncated_keys_are_told);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
