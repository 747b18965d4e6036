#include "config.h"

#include "src/base/error.h"
#include "src/x509/unlock.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define PASSPHRASE "pass wörd"

static PkiSecret *secret (const char *text)
{
	return pki_secret_new (text, strlen (text));
}

static PkiSecret *open_pkcs8 (const char *name, const char *passphrase, GError **error)
{
	g_autoptr (GBytes) der = tool_read (name);
	g_autoptr (PkiSecret) given = secret (passphrase);
	guint64 iterations = 10000000;
	return pki_decrypt_pkcs8 (tool_slice (der), given, &iterations, error);
}

/* The file NAME, encrypted PKCS#8 in DER, holds the key of plain.der. */
static void assert_opens (const char *name, const char *passphrase, const char *what)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GBytes) plain = tool_read ("plain.der");
	g_autoptr (PkiSecret) got = open_pkcs8 (name, passphrase, &error);
	ck_assert_msg (got != NULL, "%s: %s", what, error ? error->message : "?");
	ck_assert_msg (pki_slice_equal (pki_secret_bytes (got), tool_slice (plain)),
		"%s: another key", what);
	g_autoptr (PkiSecret) wrong = open_pkcs8 (name, "wrong", &error);
	ck_assert_ptr_null (wrong);
	assert_error (error, PKI_ERROR_BAD_PASSPHRASE);
}

static void make_key (void)
{
	tool_do ("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -out "
		 "plain.pem; openssl pkcs8 -topk8 -nocrypt -in plain.pem -outform DER -out "
		 "plain.der");
}

/* A curve that GnuTLS does not know, so that nothing but decryption is asked of it. */
START_TEST (pbes2_of_openssl)
{
	const char *options[] = { "-v2 aes256", "-v2 aes-128-cbc -v2prf hmacWithSHA1",
		"-v2 aes-192-cbc -v2prf hmacWithSHA512", "-v2 des3 -v2prf hmacWithSHA384",
		"-v2 camellia256", "-v2 aes256 -v2prf hmacWithSHA224 -iter 5" };
	make_key ();
	for (gsize i = 0; i < G_N_ELEMENTS (options); i++) {
		tool_do ("openssl pkcs8 -topk8 -in plain.pem %s -passout 'pass:" PASSPHRASE
			 "' -outform DER -out locked.der",
			options[i]);
		assert_opens ("locked.der", PASSPHRASE, options[i]);
	}
}
END_TEST

START_TEST (old_schemes_of_openssl)
{
	const char *schemes[] = { "PBE-SHA1-3DES", "PBE-SHA1-2DES", "PBE-MD5-DES", "PBE-SHA1-DES",
		"PBE-SHA1-RC4-128", "PBE-SHA1-RC2-40" };
	make_key ();
	for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
		tool_do ("openssl pkcs8 -topk8 -in plain.pem -v1 %s -provider legacy -provider "
			 "default -passout 'pass:" PASSPHRASE "' -outform DER -out locked.der",
			schemes[i]);
		assert_opens ("locked.der", PASSPHRASE, schemes[i]);
	}
}
END_TEST

START_TEST (schemes_of_certtool)
{
	const char *ciphers[] = { "arcfour", "gost28147-tc26z", "gost28147-cpa" };
	tool_do ("certtool --generate-privkey --key-type rsa --bits 1024 --no-text --outfile "
		 "plain.pem 2>/dev/null; openssl pkcs8 -topk8 -nocrypt -in plain.pem -outform DER "
		 "-out plain.der");
	for (gsize i = 0; i < G_N_ELEMENTS (ciphers); i++) {
		tool_do ("certtool --to-p8 --load-privkey plain.pem --pkcs-cipher %s --password "
			 "'" PASSPHRASE "' --outder --outfile locked.der 2>/dev/null",
			ciphers[i]);
		g_autoptr (GError) error = NULL;
		g_autoptr (PkiSecret) got = open_pkcs8 ("locked.der", PASSPHRASE, &error);
		ck_assert_msg (got != NULL, "%s: %s", ciphers[i], error ? error->message : "?");
		const char *kind;
		g_autoptr (GBytes) spki =
			pki_private_key_to_public (pki_secret_bytes (got), &kind, &error);
		assert_no_error (error);
		g_autoptr (GBytes) expected =
			tool_run ("openssl pkey -in plain.pem -pubout -outform DER");
		ck_assert (g_bytes_equal (spki, expected));
	}
}
END_TEST

START_TEST (passphrases_are_bytes)
{
	const char *passphrases[] = { "x", "caf\xe9", "日本語 🔑", "a'b" };
	make_key ();
	for (gsize i = 0; i < G_N_ELEMENTS (passphrases); i++) {
		tool_write ("pass", passphrases[i], strlen (passphrases[i]));
		tool_do ("openssl pkcs8 -topk8 -in plain.pem -passout file:pass -outform DER -out "
			 "locked.der");
		assert_opens ("locked.der", passphrases[i], passphrases[i]);
		tool_do ("openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -in plain.pem -passout file:pass "
			 "-outform DER -out locked.der");
		assert_opens ("locked.der", passphrases[i], passphrases[i]);
	}
}
END_TEST

START_TEST (the_empty_passphrase_opens)
{
	make_key ();
	tool_do ("openssl pkcs8 -topk8 -in plain.pem -passout pass: -outform DER -out locked.der");
	assert_opens ("locked.der", "", "empty");
}
END_TEST

START_TEST (scrypt_is_named)
{
	g_autoptr (GError) error = NULL;
	make_key ();
	tool_do ("openssl pkcs8 -topk8 -in plain.pem -scrypt -passout pass:x -outform DER -out "
		 "locked.der");
	g_autoptr (PkiSecret) got = open_pkcs8 ("locked.der", "x", &error);
	ck_assert_ptr_null (got);
	assert_error (error, PKI_ERROR_UNSUPPORTED);
	ck_assert_ptr_nonnull (strstr (error->message, "scrypt"));
}
END_TEST

START_TEST (iterations_are_counted_before_the_work)
{
	make_key ();
	tool_do ("openssl pkcs8 -topk8 -in plain.pem -iter 40000 -passout pass:x -outform DER -out "
		 "locked.der");
	g_autoptr (GBytes) der = tool_read ("locked.der");
	g_autoptr (PkiSecret) given = secret ("x");
	guint64 iterations = 100000;
	for (int i = 0; i < 2; i++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (PkiSecret) got =
			pki_decrypt_pkcs8 (tool_slice (der), given, &iterations, &error);
		assert_no_error (error);
	}
	ck_assert_uint_eq (iterations, 20000);
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiSecret) got =
		pki_decrypt_pkcs8 (tool_slice (der), given, &iterations, &error);
	ck_assert_ptr_null (got);
	assert_error (error, PKI_ERROR_LIMIT);
	ck_assert_uint_eq (iterations, 20000);
}
END_TEST

START_TEST (hostile_iteration_counts)
{
	/* The count of a real file, replaced by ever larger ones. */
	const char *counts[] = { "0x7fffffff", "0x7fffffffffffffff", "-1",
		"0xffffffffffffffffffffffff" };
	make_key ();
	for (gsize i = 0; i < G_N_ELEMENTS (counts); i++) {
		g_autoptr (GError) error = NULL;
		tool_do ("cat > asn <<E\nasn1=SEQUENCE:top\n[top]\na=SEQUENCE:alg\n"
			 "k=FORMAT:HEX,OCTETSTRING:00112233445566778899aabbccddeeff\n[alg]\n"
			 "o=OID:1.2.840.113549.1.12.1.3\np=SEQUENCE:par\n[par]\n"
			 "s=FORMAT:HEX,OCTETSTRING:0011223344556677\ni=INTEGER:%s\nE\n"
			 "openssl asn1parse -genconf asn -noout -out hostile.der",
			counts[i]);
		g_autoptr (PkiSecret) got = open_pkcs8 ("hostile.der", "x", &error);
		ck_assert_ptr_null (got);
		assert_error (error, PKI_ERROR_LIMIT);
	}
}
END_TEST

START_TEST (truncated_pkcs8_is_told)
{
	make_key ();
	tool_do ("openssl pkcs8 -topk8 -in plain.pem -passout pass:x -outform DER -out locked.der");
	g_autoptr (GBytes) der = tool_read ("locked.der");
	g_autoptr (PkiSecret) given = secret ("x");
	for (gsize size = 0; size < g_bytes_get_size (der); size++) {
		guint64 iterations = 1000000;
		g_autoptr (GError) error = NULL;
		g_autofree guint8 *cut = g_memdup2 (g_bytes_get_data (der, NULL), size);
		g_autoptr (PkiSecret) got =
			pki_decrypt_pkcs8 (pki_slice (cut, size), given, &iterations, &error);
		ck_assert_ptr_null (got);
		assert_error (error, PKI_ERROR_PARSE);
	}
}
END_TEST

/* One wrong passphrase in 256 leaves something that looks like padding. */
START_TEST (no_wrong_passphrase_passes)
{
	make_key ();
	tool_do ("openssl pkcs8 -topk8 -in plain.pem -iter 1 -passout pass:x -outform DER -out "
		 "locked.der");
	g_autoptr (GBytes) der = tool_read ("locked.der");
	for (int i = 0; i < 3000; i++) {
		guint64 iterations = 1;
		g_autofree char *text = g_strdup_printf ("wrong%d", i);
		g_autoptr (PkiSecret) given = secret (text);
		g_autoptr (GError) error = NULL;
		g_autoptr (PkiSecret) got =
			pki_decrypt_pkcs8 (tool_slice (der), given, &iterations, &error);
		ck_assert_ptr_null (got);
		assert_error (error, PKI_ERROR_BAD_PASSPHRASE);
	}
}
END_TEST

START_TEST (dek_info_keys)
{
	const char *ciphers[] = { "des3", "aes128", "aes192", "aes256", "camellia256" };
	tool_do ("openssl ecparam -name secp256k1 -genkey -noout -out plain.pem; openssl ec -in "
		 "plain.pem -outform DER -out plain.der");
	g_autoptr (GBytes) plain = tool_read ("plain.der");
	for (gsize i = 0; i < G_N_ELEMENTS (ciphers); i++) {
		tool_do ("openssl ec -in plain.pem -%s -passout 'pass:" PASSPHRASE
			 "' -out locked.pem; sed 's/$/\\r/' locked.pem > crlf.pem",
			ciphers[i]);
		const char *names[] = { "locked.pem", "crlf.pem" };
		for (gsize j = 0; j < G_N_ELEMENTS (names); j++) {
			g_autoptr (GError) error = NULL;
			g_autoptr (GBytes) pem = tool_read (names[j]);
			g_autoptr (PkiSecret) right = secret (PASSPHRASE);
			g_autoptr (PkiSecret) wrong = secret ("wrong");
			g_autoptr (PkiSecret) got =
				pki_decrypt_dek_info (tool_slice (pem), right, &error);
			assert_no_error (error);
			ck_assert (pki_slice_equal (pki_secret_bytes (got), tool_slice (plain)));
			g_autoptr (PkiSecret) none =
				pki_decrypt_dek_info (tool_slice (pem), wrong, &error);
			ck_assert_ptr_null (none);
			assert_error (error, PKI_ERROR_BAD_PASSPHRASE);
		}
	}
}
END_TEST

START_TEST (dek_info_that_is_none)
{
	const struct {
		const char *pem;
		PkiErrorCode code;
	} cases[] = {
		{ "", PKI_ERROR_PARSE },
		{ "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
			PKI_ERROR_PARSE },
		{ "-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES-256-CBC,00\n\nAAAA\n",
			PKI_ERROR_PARSE },
		{ "-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: "
		  "AES-128-CBC,00112233445566778899aabbccddeeff\n\nAAAA\n",
			PKI_ERROR_PARSE },
		{ "-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: "
		  "ROT13\033[2J,00112233445566778899aabbccddeeff\n\nAAAA\n",
			PKI_ERROR_UNSUPPORTED },
	};
	g_autoptr (PkiSecret) given = secret ("x");
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (PkiSecret) got = pki_decrypt_dek_info (
			pki_slice (cases[i].pem, strlen (cases[i].pem)), given, &error);
		ck_assert_ptr_null (got);
		assert_error (error, cases[i].code);
		ck_assert_ptr_null (strchr (error->message, '\033'));
	}
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("decrypt");
	TCase *tests = tcase_create ("decrypt");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, pbes2_of_openssl);
	tcase_add_test (tests, old_schemes_of_openssl);
	tcase_add_test (tests, schemes_of_certtool);
	tcase_add_test (tests, passphrases_are_bytes);
	tcase_add_test (tests, the_empty_passphrase_opens);
	tcase_add_test (tests, scrypt_is_named);
	tcase_add_test (tests, iterations_are_counted_before_the_work);
	tcase_add_test (tests, hostile_iteration_counts);
	tcase_add_test (tests, truncated_pkcs8_is_told);
	tcase_add_test (tests, no_wrong_passphrase_passes);
	tcase_add_test (tests, dek_info_keys);
	tcase_add_test (tests, dek_info_that_is_none);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
