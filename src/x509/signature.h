/* Whether one object was signed by another's key: the one thing about issuance that is proof. */
#pragma once

#include "src/x509/object.h"

typedef enum {
	PKI_VERDICT_UNKNOWN, /* not checked yet */
	PKI_VERDICT_GOOD,
	PKI_VERDICT_BAD, /* the signature does not match the key */
	PKI_VERDICT_UNSUPPORTED, /* an algorithm, or a key, that GnuTLS does not know */
	PKI_VERDICT_TOO_LARGE, /* the issuer's key has over 16,384 bits and is not used */
} PkiVerdict;

/* Checks the signature of a certificate, CRL or request (a request: against itself, ISSUER = NULL)
 * with the public key of ISSUER. Weak digests (MD5, SHA-1) are checked like others. 16 µs with
 * RSA-2048, 55 with RSA-4096, 93 with P-256, of which importing the key is 1.4. Thread-safe. */
PkiVerdict pki_signature_check (const PkiObject *object, const PkiObject *issuer);

/* "good", "bad", or "unchecked" for all others: the names of JSON. */
const char *pki_verdict_name (PkiVerdict verdict);

/* A translated word or sentence. */
const char *pki_verdict_text (PkiVerdict verdict);
