/*
 * A private key that is open: made here, read from a file, or sitting in a token. Immutable and
 * reference counted; any thread may use it. Unless it is in a token, it lies in locked memory,
 * which it leaves for as long as it signs.
 */
#pragma once

#include "src/base/secret.h"
#include "src/ca/key-type.h"

typedef struct _PkiPrivateKey PkiPrivateKey;

typedef enum {
	PKI_KEY_FORMAT_PKCS8,
	PKI_KEY_FORMAT_TRADITIONAL, /* PKCS#1 for RSA, SEC1 for ECDSA */
} PkiKeyFormat;

/* Asks for a token's PIN. ATTEMPT counts from 0; beyond that the PIN before was wrong. NULL: give
 * up. The result is the caller's. */
typedef PkiSecret *(*PkiPinFunction) (const char *token_label, guint attempt, gpointer data);

/* Makes a key. Blocking (RSA: seconds) without a way to stop it. */
PkiPrivateKey *pki_private_key_generate (PkiKeyType type, GError **error);

/* The private key in FILE, any format the reader knows, whose SubjectPublicKeyInfo has the SHA-256
 * KEY_ID (32 octets; NULL: the only one there). PASSPHRASE may be NULL. Blocking where a passphrase
 * is tried. PKI_ERROR_LOCKED: it needs a passphrase; _BAD_PASSPHRASE; _NOT_FOUND: no such key in
 * it; _UNSUPPORTED: of a kind pkitty does not sign with; _LIMIT: too many iterations. */
PkiPrivateKey *pki_private_key_open (
	GBytes *file, PkiSecret *passphrase, const guint8 *key_id, GError **error);

/* Whether TEXT is a PKCS#11 URI as the next function takes it; no token is looked at.
 * PKI_ERROR_INVALID_INPUT says what to type. */
gboolean pki_private_key_check_uri (const char *text, GError **error);

/* The private key in a token, by its PKCS#11 URI (RFC 7512). The URI may not hold a PIN, nor where
 * to find one, nor which library to load. PIN is called within this function and within signing,
 * in the thread that does it; DATA has to live as long as the key. Blocking. */
PkiPrivateKey *pki_private_key_open_token (
	const char *uri, PkiPinFunction pin, gpointer data, GError **error);

PkiPrivateKey *pki_private_key_ref (PkiPrivateKey *key);
void pki_private_key_unref (PkiPrivateKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiPrivateKey, pki_private_key_unref)

/* SubjectPublicKeyInfo, as long as the key lives. */
PkiSlice pki_private_key_spki (const PkiPrivateKey *key);

/* SHA-256 of it: 32 octets. */
const guint8 *pki_private_key_id (const PkiPrivateKey *key);

/* PEM. With a PASSPHRASE: ENCRYPTED PRIVATE KEY (RFC 8018 PBES2, AES-256-CBC, PBKDF2 with
 * HMAC-SHA-256) below the line "Public-Key: sha256:…", for which PKCS8 is needed; blocking (about
 * 0.2 s). PKI_ERROR_UNSUPPORTED, with the reason: no traditional form of Ed25519 and Ed448 exists,
 * none that is encrypted well, and keys of tokens do not leave them. The caller owns the result. */
PkiSecret *pki_private_key_write (
	const PkiPrivateKey *key, PkiKeyFormat format, PkiSecret *passphrase, GError **error);

/* Appends to OUT a signed SEQUENCE { TBS, AlgorithmIdentifier, BIT STRING } (RFC 5280 §4.1.1) with
 * the digest that fits the key: SHA-256, SHA-384 for P-384, SHA-512 for P-521, none for EdDSA. The
 * inner AlgorithmIdentifier comes from pki_private_key_algorithm(). */
gboolean pki_private_key_sign (
	const PkiPrivateKey *key, PkiSlice tbs, GByteArray *out, GError **error);

/* Appends the AlgorithmIdentifier of the signatures that this key makes. */
void pki_private_key_algorithm (const PkiPrivateKey *key, GByteArray *out);
