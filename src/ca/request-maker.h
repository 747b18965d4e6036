/* Certification requests (PKCS#10, RFC 2986). */
#pragma once

#include "src/ca/terms.h"

/* The DER of a request that asks, with KEY, for what TERMS describe. The caller owns the result. */
GBytes *pki_request_make (const PkiTerms *terms, const PkiPrivateKey *key, GError **error);
