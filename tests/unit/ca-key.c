/* Private keys made, written, opened: openssl and certtool say what they are. */
#include "config.h"

#include "src/ca/passphrase.h"
#include "src/ca/private-key.h"

#include <stdlib.h>

#include "src/base/error.h"
#include "src/base/hex.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

static PkiSecret *secret (const char *text)
{
	return pki_secret_new (text, strlen (text));
}

static void write_key (
	const PkiPrivateKey *key, const char *file, PkiKeyFormat format, const char *passphrase)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiSecret) given = passphrase ? secret (passphrase) : NULL;
	g_autoptr (PkiSecret) pem = pki_private_key_write (key, format, given, &error);
	assert_no_error (error);
	PkiSlice bytes = pki_secret_bytes (pem);
	tool_write (file, bytes.data, bytes.size);
}

static PkiPrivateKey *open_key (const char *file, const char *passphrase, GError **error)
{
	g_autoptr (GBytes) bytes = tool_read (file);
	g_autoptr (PkiSecret) given = passphrase ? secret (passphrase) : NULL;
	return pki_private_key_open (bytes, given, NULL, error);
}

static void assert_same (const PkiPrivateKey *a, const PkiPrivateKey *b)
{
	ck_assert_mem_eq (pki_private_key_id (a), pki_private_key_id (b), 32);
}

START_TEST (each_type_is_read_by_openssl_and_certtool)
{
	static const char *const words[PKI_KEY_TYPE_N] = { "2048 bit", "3072 bit", "4096 bit",
		"P-256", "P-384", "P-521", "ED25519", "ED448" };
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiPrivateKey) key = pki_private_key_generate (_i, &error);
	assert_no_error (error);
	write_key (key, "plain.key", PKI_KEY_FORMAT_PKCS8, NULL);
	write_key (key, "locked.key", PKI_KEY_FORMAT_PKCS8, "grün wie Wasser");
	tool_do ("openssl pkey -in plain.key -noout -text | grep -q '%s'", words[_i]);
	tool_do ("grep -q '^-----BEGIN PRIVATE KEY' plain.key");
	tool_do ("certtool --key-info --infile plain.key >/dev/null");
	tool_do ("openssl pkey -in locked.key -passin 'pass:grün wie Wasser' -pubout -outform DER "
		 "-out public.der");
	tool_do ("certtool --key-info --infile locked.key --password 'grün wie Wasser' >/dev/null");
	g_autofree char *digest = tool_text ("sha256sum <public.der | cut -c -64");
	g_autofree char *id = pki_hex_encode (pki_slice (pki_private_key_id (key), 32));
	ck_assert_str_eq (id, digest);
	tool_do ("head -1 locked.key | grep -qx 'Public-Key: sha256:%s'", id);
	g_autoptr (PkiPrivateKey) again = open_key ("locked.key", "grün wie Wasser", &error);
	assert_no_error (error);
	assert_same (key, again);
}
END_TEST

START_TEST (encryption_is_strong)
{
	g_autoptr (PkiPrivateKey) key = pki_private_key_generate (PKI_KEY_TYPE_ECDSA_P256, NULL);
	write_key (key, "strong.key", PKI_KEY_FORMAT_PKCS8, "correct horse");
	tool_do ("openssl asn1parse -in strong.key >strong.txt");
	tool_do ("grep -q PBES2 strong.txt && grep -q PBKDF2 strong.txt");
	tool_do ("grep -q hmacWithSHA256 strong.txt && grep -q aes-256-cbc strong.txt");
	tool_do ("grep -q 'INTEGER *:0927C0' strong.txt"); /* 600,000 */
	write_key (key, "other.key", PKI_KEY_FORMAT_PKCS8, "correct horse");
	tool_do ("! cmp -s strong.key other.key");
}
END_TEST

START_TEST (passphrases_are_told_apart)
{
	g_autoptr (GError) error = NULL;
	tool_do ("openssl genpkey -algorithm ED25519 -aes256 -pass pass:right -out foreign.key");
	ck_assert_ptr_null (open_key ("foreign.key", NULL, &error));
	assert_error (error, PKI_ERROR_LOCKED);
	g_clear_error (&error);
	ck_assert_ptr_null (open_key ("foreign.key", "wrong", &error));
	assert_error (error, PKI_ERROR_BAD_PASSPHRASE);
	g_clear_error (&error);
	g_autoptr (PkiPrivateKey) key = open_key ("foreign.key", "right", &error);
	assert_no_error (error);
}
END_TEST

START_TEST (a_derivation_without_end_is_not_begun)
{
	g_autoptr (GError) error = NULL;
	tool_do ("openssl genpkey -algorithm ED25519 | openssl pkcs8 -topk8 -passout pass:pass "
		 "-iter 10000001 -out slow.key");
	ck_assert_ptr_null (open_key ("slow.key", "pass", &error));
	assert_error (error, PKI_ERROR_LIMIT);
}
END_TEST

START_TEST (foreign_forms_open)
{
	static const char *const makers[] = {
		"openssl genrsa -traditional -out foreign.key 2048",
		"openssl genrsa -out foreign.key 2048",
		"openssl genrsa -traditional -aes128 -passout pass:pass -out foreign.key 2048",
		"openssl ecparam -name prime256v1 -genkey -out foreign.key",
		"openssl ecparam -name secp384r1 -genkey | openssl pkcs8 -topk8 -nocrypt -out "
		"foreign.key",
		"openssl ecparam -name prime256v1 -genkey -noout | openssl ec -no_public -out "
		"foreign.key",
		"openssl genpkey -algorithm ED448 -outform DER -out foreign.key",
		"certtool --generate-privkey --key-type ecdsa --curve secp521r1 --outfile "
		"foreign.key",
		"certtool --generate-privkey --key-type rsa --bits 2048 --outfile foreign.key",
		"openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=x -keyout k.pem -out c.pem && "
		"openssl "
		"pkcs12 -export -inkey k.pem -in c.pem -passout pass:pass -out foreign.key",
	};
	g_autoptr (GError) error = NULL;
	tool_do ("{ %s; } 2>/dev/null", makers[_i]);
	g_autoptr (PkiPrivateKey) key = open_key ("foreign.key", "pass", &error);
	assert_no_error (error);
	g_autoptr (GByteArray) out = g_byte_array_new ();
	ck_assert (pki_private_key_sign (key, pki_slice ("\x30\x00", 2), out, &error));
	write_key (key, "mine.key", PKI_KEY_FORMAT_PKCS8, NULL);
	tool_do ("openssl pkey -in mine.key -pubout -outform DER -out mine.der");
	g_autoptr (GBytes) spki = tool_read ("mine.der");
	ck_assert (pki_slice_equal (tool_slice (spki), pki_private_key_spki (key)));
}
END_TEST

START_TEST (traditional_keys_are_traditional)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiPrivateKey) ec = pki_private_key_generate (PKI_KEY_TYPE_ECDSA_P256, NULL);
	g_autoptr (PkiPrivateKey) rsa = pki_private_key_generate (PKI_KEY_TYPE_RSA_2048, NULL);
	g_autoptr (PkiPrivateKey) ed = pki_private_key_generate (PKI_KEY_TYPE_ED25519, NULL);
	g_autoptr (PkiSecret) passphrase = secret ("long enough for this");
	write_key (ec, "ec.key", PKI_KEY_FORMAT_TRADITIONAL, NULL);
	write_key (rsa, "rsa.key", PKI_KEY_FORMAT_TRADITIONAL, NULL);
	tool_do ("head -1 ec.key | grep -qx -- '-----BEGIN EC PRIVATE KEY-----'");
	tool_do ("head -1 rsa.key | grep -qx -- '-----BEGIN RSA PRIVATE KEY-----'");
	tool_do ("openssl ec -in ec.key -noout -check 2>&1 | grep -q 'EC Key valid'");
	tool_do ("openssl rsa -in rsa.key -noout -check");
	ck_assert_ptr_null (pki_private_key_write (ed, PKI_KEY_FORMAT_TRADITIONAL, NULL, &error));
	assert_error (error, PKI_ERROR_UNSUPPORTED);
	g_clear_error (&error);
	ck_assert_ptr_null (
		pki_private_key_write (ec, PKI_KEY_FORMAT_TRADITIONAL, passphrase, &error));
	assert_error (error, PKI_ERROR_UNSUPPORTED);
}
END_TEST

START_TEST (the_right_key_is_taken)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiPrivateKey) a = pki_private_key_generate (PKI_KEY_TYPE_ECDSA_P256, NULL);
	g_autoptr (PkiPrivateKey) b = pki_private_key_generate (PKI_KEY_TYPE_ED25519, NULL);
	write_key (a, "a.key", PKI_KEY_FORMAT_PKCS8, NULL);
	write_key (b, "b.key", PKI_KEY_FORMAT_PKCS8, NULL);
	tool_do ("cat a.key b.key >both.key; echo nothing >none.key");
	g_autoptr (GBytes) both = tool_read ("both.key"), one = tool_read ("a.key"),
			   none = tool_read ("none.key");
	g_autoptr (PkiPrivateKey) taken =
		pki_private_key_open (both, NULL, pki_private_key_id (b), &error);
	assert_no_error (error);
	assert_same (taken, b);
	ck_assert_ptr_null (pki_private_key_open (both, NULL, NULL, &error));
	assert_error (error, PKI_ERROR_INVALID_INPUT);
	g_clear_error (&error);
	ck_assert_ptr_null (pki_private_key_open (one, NULL, pki_private_key_id (b), &error));
	assert_error (error, PKI_ERROR_NOT_FOUND);
	g_clear_error (&error);
	ck_assert_ptr_null (pki_private_key_open (none, NULL, NULL, &error));
	assert_error (error, PKI_ERROR_NOT_FOUND);
}
END_TEST

START_TEST (keys_that_are_weak_or_odd_do_not_sign)
{
	static const char *const makers[] = { "openssl genrsa -out odd.key 1024",
		"openssl ecparam -name secp256k1 -genkey -noout -out odd.key",
		"openssl genpkey -algorithm X25519 -out odd.key" };
	g_autoptr (GError) error = NULL;
	tool_do ("%s 2>/dev/null", makers[_i]);
	ck_assert_ptr_null (open_key ("odd.key", NULL, &error));
	assert_error (error, PKI_ERROR_UNSUPPORTED);
}
END_TEST

START_TEST (passphrases_are_weighed)
{
	static const struct {
		const char *text;
		gboolean weak;
	} cases[] = { { "short", TRUE }, { "aaaaaaaaaaaaaaaa", TRUE }, { "abcdefghijklmnop", TRUE },
		{ "Password12345", TRUE }, { "correct horse battery", FALSE },
		{ "多加几个字就够长了吧", FALSE }, { "x7!fQ2#mZ9", FALSE } };
	g_autoptr (PkiSecret) text = secret (cases[_i].text);
	g_autofree char *why = pki_passphrase_weakness (text);
	ck_assert_msg (!!why == cases[_i].weak, "%s: %s", cases[_i].text, why);
	ck_assert (pki_passphrase_check (text, NULL));
}
END_TEST

START_TEST (a_passphrase_is_one_line)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiSecret) empty = secret (""), two = secret ("a\nb"),
			      nul = pki_secret_new ("a\0b", 3);
	ck_assert (!pki_passphrase_check (empty, &error));
	assert_error (error, PKI_ERROR_INVALID_INPUT);
	ck_assert (!pki_passphrase_check (two, NULL));
	ck_assert (!pki_passphrase_check (nul, NULL));
}
END_TEST

START_TEST (key_types_are_named)
{
	g_autoptr (GError) error = NULL;
	PkiKeyType type;
	ck_assert (
		pki_key_type_parse ("ECDSA-P256", &type, NULL) && type == PKI_KEY_TYPE_ECDSA_P256);
	ck_assert (!pki_key_type_parse ("dsa-1024", &type, &error));
	assert_error (error, PKI_ERROR_INVALID_INPUT);
	ck_assert_ptr_nonnull (strstr (error->message, "ecdsa-p256, ecdsa-p384"));
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("ca-key");
	TCase *tests = tcase_create ("ca-key");
	tcase_set_timeout (tests, 120);
	tcase_add_loop_test (tests, each_type_is_read_by_openssl_and_certtool, 0, PKI_KEY_TYPE_N);
	tcase_add_test (tests, encryption_is_strong);
	tcase_add_test (tests, passphrases_are_told_apart);
	tcase_add_test (tests, a_derivation_without_end_is_not_begun);
	tcase_add_loop_test (tests, foreign_forms_open, 0, 10);
	tcase_add_test (tests, traditional_keys_are_traditional);
	tcase_add_test (tests, the_right_key_is_taken);
	tcase_add_loop_test (tests, keys_that_are_weak_or_odd_do_not_sign, 0, 3);
	tcase_add_loop_test (tests, passphrases_are_weighed, 0, 7);
	tcase_add_test (tests, a_passphrase_is_one_line);
	tcase_add_test (tests, key_types_are_named);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
