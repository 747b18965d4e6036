/* The extensions of what is made (RFC 5280 §4.2), as content of a SEQUENCE OF Extension. */
#pragma once

#include "src/ca/terms.h"

#define PKI_KEY_ID_SIZE 20

/* RFC 7093 §2 (1): the leftmost 160 bits of the SHA-256 of the key's BIT STRING. */
void pki_extension_key_id (const PkiPublicKey *key, guint8 out[PKI_KEY_ID_SIZE]);

/* What a request asks for: basic constraints, key usage, purposes, alternative names. */
gboolean pki_extension_make_request (GByteArray *out, const PkiTerms *terms, GError **error);

/* All that a certificate has. ISSUER NULL: it signs itself. */
gboolean pki_extension_make_certificate (GByteArray *out, const PkiTerms *terms,
	const PkiPublicKey *key, const PkiObject *issuer, GError **error);
