/*
 * Password-based encryption: the schemes of PKCS#5 (RFC 8018: PBES1, PBES2 with PBKDF2) and PKCS#12
 * (RFC 7292 appendix C), which guard keys and containers. The scheme is read first, so that the
 * caller can refuse the work before it begins.
 */
#pragma once

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include "src/base/secret.h"

typedef enum {
	PKI_PBE_PBKDF1,
	PKI_PBE_PBKDF2,
	PKI_PBE_PKCS12,
} PkiPbeKdf;

typedef struct {
	PkiPbeKdf kdf;
	gnutls_mac_algorithm_t mac; /* of the key derivation; digests have the same numbers */
	PkiSlice salt; /* these two lie in the AlgorithmIdentifier */
	PkiSlice iv; /* PBES2 alone */
	guint64 iterations;
	gnutls_cipher_algorithm_t cipher;
	guint key_size; /* octets derived; 16 for a 3DES with two keys */
} PkiPbe;

/* Takes COUNT from *ALLOWANCE; where there is not as much left, PKI_ERROR_LIMIT, and nothing is
 * taken. */
gboolean pki_pbe_spend (guint64 *allowance, guint64 count, GError **error);

/* An iteration count as files have it, an INTEGER's content octets: at least 1, and G_MAXUINT64 for
 * any that is negative or too large to tell. */
guint64 pki_pbe_iterations (PkiSlice integer);

/* Reads an AlgorithmIdentifier, header included. PKI_ERROR_UNSUPPORTED names what is not known,
 * PKI_ERROR_PARSE what can't be read. */
gboolean pki_pbe_read (PkiSlice algorithm, PkiPbe *out, GError **error);

/* PBKDF2-params (RFC 8018 appendix A.2), as PBMAC1 has them too: sets mac, salt, iterations, and
 * key_size where it is told. */
gboolean pki_pbe_read_pbkdf2 (PkiSlice algorithm, PkiPbe *out, GError **error);

/* The plain bytes, without padding. PASSPHRASE NULL: none. PKI_ERROR_BAD_PASSPHRASE where the
 * padding is wrong: a wrong passphrase passes that now and then, so look at the result too. */
PkiSecret *pki_pbe_decrypt (
	const PkiPbe *pbe, PkiSlice ciphertext, const PkiSecret *passphrase, GError **error);
