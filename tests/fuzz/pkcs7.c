/* Any bytes as PKCS#7: an answer, in bounded time and memory. */
#include "config.h"

#include "src/x509/unlock.h"
#include "tests/fuzz/use.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) out =
		g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_unref);
	PkiUnlock result = pki_unlock_pkcs7 (pki_slice (data, size), 0, out, &error);
	g_assert ((result == PKI_UNLOCK_DONE) == (error == NULL));
	g_assert ((result == PKI_UNLOCK_DONE) == (out->len > 0));
	return 0;
}
