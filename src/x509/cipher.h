/* Decrypting what a passphrase guards. */
#pragma once

#include <gnutls/gnutls.h>

#include "src/base/secret.h"

/* The plain bytes of CIPHERTEXT under CIPHER; in CBC mode the padding of RFC 8018 §6.1.1 is taken
 * off. KEY and IV are as long as CIPHER wants them. PKI_ERROR_BAD_PASSPHRASE where the padding is
 * wrong, PKI_ERROR_PARSE where the length can't be right, PKI_ERROR_UNSUPPORTED. */
PkiSecret *pki_cipher_decrypt (gnutls_cipher_algorithm_t cipher, PkiSlice key, PkiSlice iv,
	PkiSlice ciphertext, GError **error);
