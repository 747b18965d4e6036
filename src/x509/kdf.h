/*
 * Keys from passphrases, as files protect things with them. A NULL passphrase is "none", which
 * PKCS#12 tells from the empty one. Results and all intermediate values are secret: the caller
 * wipes OUT, the functions wipe the rest. Costs grow with ITERATIONS, which the caller has checked.
 */
#pragma once

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "src/base/secret.h"

#define PKI_KDF_KEY_MOST 64 /* bytes of the longest key made here */

/* What the octets are for: the ID of RFC 7292 §B.3. */
typedef enum {
	PKI_KDF_CIPHER_KEY = 1,
	PKI_KDF_CIPHER_IV = 2,
	PKI_KDF_MAC_KEY = 3,
} PkiKdfUse;

/* RFC 7292 §B.2. The passphrase is taken as UTF-8, or byte by byte where it is not. SIZE up to
 * PKI_KDF_KEY_MOST. PKI_ERROR_UNSUPPORTED where GnuTLS lacks the digest. */
gboolean pki_kdf_pkcs12 (gnutls_digest_algorithm_t digest, PkiKdfUse use,
	const PkiSecret *passphrase, PkiSlice salt, guint64 iterations, guint8 *out, gsize size,
	GError **error);

/* RFC 8018 §5.1. SIZE up to that of the digest. */
gboolean pki_kdf_pbkdf1 (gnutls_digest_algorithm_t digest, const PkiSecret *passphrase,
	PkiSlice salt, guint64 iterations, guint8 *out, gsize size, GError **error);

/* RFC 8018 §5.2. */
gboolean pki_kdf_pbkdf2 (gnutls_mac_algorithm_t mac, const PkiSecret *passphrase, PkiSlice salt,
	guint64 iterations, guint8 *out, gsize size, GError **error);

/* What OpenSSL does for DEK-Info: MD5 over the one before, passphrase and salt, once. SIZE up to
 * PKI_KDF_KEY_MOST. */
gboolean pki_kdf_dek_info (
	const PkiSecret *passphrase, PkiSlice salt, guint8 *out, gsize size, GError **error);
