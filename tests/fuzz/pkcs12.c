/* Any bytes as PKCS#12, opened with the passphrase "x": an answer, in bounded time and memory. */
#include "config.h"

#include "src/x509/unlock.h"
#include "tests/fuzz/use.h"

#define ITERATIONS 5000

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiSecret) passphrase = pki_secret_new ("x", 1);
	g_autoptr (GPtrArray) out =
		g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_unref);
	PkiReadOptions options = { .passphrase = passphrase, .keep_private = TRUE };
	guint64 iterations = ITERATIONS;
	PkiUnlock result =
		pki_unlock_pkcs12 (pki_slice (data, size), &options, &iterations, 0, out, &error);
	g_assert ((result == PKI_UNLOCK_DONE) == (error == NULL));
	g_assert (iterations <= ITERATIONS);
	return 0;
}
