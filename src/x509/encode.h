/* Writing DER, as little of it as is needed here. */
#pragma once

#include "src/base/slice.h"

/* Appends an element with a TAG of one octet and CONTENT, which must not lie in OUT. */
void pki_encode_element (GByteArray *out, guint8 tag, PkiSlice content);

/* Appends an INTEGER of the big-endian, two's complement octets CONTENT, in its shortest form. */
void pki_encode_integer (GByteArray *out, PkiSlice content);

/* The SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) of an AlgorithmIdentifier, header included, and the
 * octets of the key. The caller owns the result. */
GBytes *pki_encode_public_key (PkiSlice algorithm, PkiSlice key);
