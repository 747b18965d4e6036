#include "config.h"

#include "src/x509/digest.h"

#include <gnutls/crypto.h>

void pki_sha256 (PkiSlice bytes, guint8 out[PKI_SHA256_SIZE])
{
	int result = gnutls_hash_fast (GNUTLS_DIG_SHA256, bytes.data, bytes.size, out);
	/* Only a build of GnuTLS without SHA-256 fails here. */
	g_assert (result == 0);
}
