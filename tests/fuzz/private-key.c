/* Any bytes as a private key, plain, encrypted and in old PEM: an answer, in bounded time. */
#include "config.h"

#include "src/x509/unlock.h"
#include "tests/fuzz/use.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	const char *kind;
	guint64 iterations = 5000;
	PkiSlice bytes = pki_slice (data, size);
	g_autoptr (PkiSecret) passphrase = pki_secret_new ("x", 1);
	g_autoptr (GError) plain_error = NULL, pkcs8_error = NULL, dek_error = NULL;
	g_autoptr (GBytes) spki = pki_private_key_to_public (bytes, &kind, &plain_error);
	g_assert ((spki == NULL) == (plain_error != NULL));
	g_autoptr (PkiSecret) pkcs8 =
		pki_decrypt_pkcs8 (bytes, passphrase, &iterations, &pkcs8_error);
	g_assert ((pkcs8 == NULL) == (pkcs8_error != NULL));
	g_autoptr (PkiSecret) dek = pki_decrypt_dek_info (bytes, passphrase, &dek_error);
	g_assert ((dek == NULL) == (dek_error != NULL));
	return 0;
}
