/*
 * Public keys as SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), read without a cryptographic library: a
 * key of an algorithm or curve that nobody knows still has a type (its OID), a size and an
 * identity.
 */
#pragma once

#include "src/base/slice.h"

typedef struct {
	PkiSlice spki; /* SubjectPublicKeyInfo, header included */
	PkiSlice algorithm; /* content octets of the algorithm's OID */
	PkiSlice parameters; /* whole element; empty when absent */
	PkiSlice key; /* content of the BIT STRING without the octet of unused bits */
} PkiPublicKey;

gboolean pki_public_key_parse (PkiSlice spki, PkiPublicKey *out);

/* "RSA", "RSA-PSS", "DSA", "ECDSA", "Ed25519", "Ed448", "X25519", "X448", "GOST R 34.10-2012-256",
 * ..., or the OID in dots. The caller frees. */
char *pki_public_key_algorithm (const PkiPublicKey *key);

/* Bits of modulus, prime or field; 0 when unknown. */
guint pki_public_key_bits (const PkiPublicKey *key);

/* Whether an RSA key has a public exponent by which nothing is secret or nothing works (1, or an
 * even one) or an even modulus. FALSE for other keys. */
gboolean pki_public_key_is_hollow (const PkiPublicKey *key);

/* "P-256", "P-384", "brainpoolP256r1", ..., or the curve's OID in dots, "explicit" for spelled-out
 * parameters; NULL where there are no curves. The caller frees. */
char *pki_public_key_curve (const PkiPublicKey *key);

/* For people: "ECDSA P-256", "RSA 2048", "Ed25519". The caller frees. */
char *pki_public_key_words (const PkiPublicKey *key);

/* SHA-256 of the SubjectPublicKeyInfo: what matches key, certificate and request. */
void pki_public_key_id (PkiSlice spki, guint8 out[32]);
