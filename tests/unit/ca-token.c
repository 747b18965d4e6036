/* Keys in a token: SoftHSM holds the key of a CA, which signs itself and a leaf. */
#include "config.h"

#include "src/ca/certificate-maker.h"
#include "src/ca/request-maker.h"

#include <stdlib.h>

#include "src/base/error.h"
#include "tests/unit/ca-made.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define SKIPPED 77

static PkiSecret *right_pin (const char *token, guint attempt, gpointer data)
{
	guint *asked = data;
	(*asked)++;
	ck_assert_str_eq (token, "pkitty");
	return pki_secret_new ("1234", 4);
}

static PkiSecret *wrong_pin (const char *token, guint attempt, gpointer data)
{
	return attempt < 2 ? pki_secret_new ("9999", 4) : NULL;
}

static PkiSecret *no_pin (const char *token, guint attempt, gpointer data)
{
	return NULL;
}

/* A token with a key of each kind. */
static void make_token (void)
{
	g_autofree char *conf = g_build_filename (tool_folder (), "softhsm2.conf", NULL);
	g_setenv ("SOFTHSM2_CONF", conf, TRUE);
	tool_do ("rm -rf tokens; mkdir tokens && printf 'directories.tokendir = %s/tokens\\n"
		 "objectstore.backend = file\\nlog.level = ERROR\\n' >softhsm2.conf",
		tool_folder ());
	tool_do ("softhsm2-util --init-token --free --label pkitty --pin 1234 --so-pin 5678");
	tool_do ("url='pkcs11:token=pkitty'; export GNUTLS_PIN=1234 GNUTLS_SO_PIN=5678; "
		 "p11tool --batch --login --generate-privkey=ecdsa --curve=secp256r1 --label=ec "
		 "$url; "
		 "p11tool --batch --login --generate-privkey=ecdsa --curve=secp384r1 --label=ec384 "
		 "$url; "
		 "p11tool --batch --login --generate-privkey=rsa --bits=2048 --label=rsa $url");
}

static PkiPrivateKey *open_key (
	const char *label, PkiPinFunction pin, gpointer data, GError **error)
{
	g_autofree char *uri =
		g_strdup_printf ("pkcs11:token=pkitty;object=%s;type=private", label);
	return pki_private_key_open_token (uri, pin, data, error);
}

START_TEST (a_token_holds_the_key_of_a_ca)
{
	static const char *const labels[] = { "ec", "ec384", "rsa" };
	g_autoptr (GError) error = NULL;
	guint asked = 0;
	make_token ();
	g_auto (Made) root = { .key = open_key (labels[_i], right_pin, &asked, &error) };
	assert_no_error (error);
	ck_assert_uint_ge (asked, 1);
	g_autoptr (PkiOrder) order = made_order ("root-ca", "Token Root", NULL);
	PkiPublicKey key;
	ck_assert (pki_public_key_parse (pki_private_key_spki (root.key), &key));
	g_autoptr (PkiTerms) terms =
		pki_terms_decide (order, NULL, NULL, &key, pki_time_now (), &error);
	assert_no_error (error);
	g_autoptr (GBytes) der = pki_certificate_make (terms, key.spki, NULL, root.key, &error);
	assert_no_error (error);
	root.certificate = pki_object_new (PKI_OBJECT_CERTIFICATE, der, tool_slice (der));
	g_autoptr (PkiOrder) leaf_order = made_order ("tls-server", "x", "DNS:x.example", NULL);
	g_auto (Made) leaf = made_issue (leaf_order, &root, NULL);
	g_autoptr (GBytes) request = pki_request_make (terms, root.key, &error);
	assert_no_error (error);
	PkiSlice bytes = tool_slice (request);
	tool_write ("token.csr", bytes.data, bytes.size);
	made_write (&root, "root");
	made_write (&leaf, "leaf");
	tool_do ("openssl verify -x509_strict -CAfile root.crt root.crt leaf.crt");
	tool_do ("certtool --verify --load-ca-certificate root.crt --infile leaf.crt");
	tool_do ("openssl req -verify -noout -inform DER -in token.csr");
	ck_assert_ptr_null (pki_private_key_write (root.key, PKI_KEY_FORMAT_PKCS8, NULL, &error));
	assert_error (error, PKI_ERROR_UNSUPPORTED);
}
END_TEST

START_TEST (what_can_not_be_opened_is_told)
{
	g_autoptr (GError) error = NULL;
	make_token ();
	ck_assert_ptr_null (open_key ("ec", wrong_pin, NULL, &error));
	assert_error (error, PKI_ERROR_BAD_PASSPHRASE);
	g_clear_error (&error);
	ck_assert_ptr_null (open_key ("ec", no_pin, NULL, &error));
	assert_error (error, PKI_ERROR_BAD_PASSPHRASE);
	g_clear_error (&error);
	guint asked = 0;
	ck_assert_ptr_null (open_key ("nothing", right_pin, &asked, &error));
	assert_error (error, PKI_ERROR_NOT_FOUND);
}
END_TEST

START_TEST (a_uri_may_not_bring_a_pin_or_a_library)
{
	static const char *const uris[] = { "file:/etc/passwd", "pkcs11:token=a?pin-value=1234",
		"pkcs11:token=a?pin-source=file:/etc/passwd",
		"pkcs11:token=a?module-path=/tmp/x.so", "pkcs11:token=a?%70in-value=1", "" };
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (pki_private_key_open_token (uris[_i], no_pin, NULL, &error));
	assert_error (error, PKI_ERROR_INVALID_INPUT);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("ca-token");
	TCase *tests = tcase_create ("ca-token");
	g_autofree char *softhsm = g_find_program_in_path ("softhsm2-util");
	g_autofree char *p11tool = g_find_program_in_path ("p11tool");
	tcase_set_timeout (tests, 120);
	tcase_add_loop_test (tests, a_uri_may_not_bring_a_pin_or_a_library, 0, 6);
	if (softhsm && p11tool) {
		tcase_add_loop_test (tests, a_token_holds_the_key_of_a_ca, 0, 3);
		tcase_add_test (tests, what_can_not_be_opened_is_told);
	}
	suite_add_tcase (suite, tests);
	int status = unit_run (suite);
	if (status == EXIT_SUCCESS && (!softhsm || !p11tool)) {
		g_print ("SoftHSM (softhsm2) or p11tool (gnutls-bin) is missing: no token is "
			 "tried\n");
		return SKIPPED;
	}
	return status;
}
