/* Certificates (RFC 5280 §4.1), composed here and signed by whatever holds the key. */
#pragma once

#include "src/ca/terms.h"

/* The DER of the certificate that TERMS describe for the key SPKI, signed by SIGNER, whose
 * certificate is ISSUER (NULL: it signs itself, and SPKI is SIGNER's). The issuer's subject is
 * copied octet by octet. The signature is checked before it is given out. PKI_ERROR_INVALID_INPUT
 * where SIGNER is not ISSUER's key. The caller owns the result. */
GBytes *pki_certificate_make (const PkiTerms *terms, PkiSlice spki, const PkiObject *issuer,
	const PkiPrivateKey *signer, GError **error);
