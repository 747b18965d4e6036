/* What certificate, request and CRL share: SEQUENCE { what is signed, AlgorithmIdentifier, BIT
 * STRING }, read as far as it can be. */
#pragma once

#include "src/x509/der.h"

typedef struct {
	PkiSlice der; /* the whole, header included */
	PkiSlice signed_part; /* header included */
	PkiSlice algorithm; /* header included; empty when unreadable */
	PkiSlice signature; /* without the octet of unused bits; empty when unreadable */
} PkiSigned;

/* Fills OUT and a cursor over the content of the signed part. FALSE when BYTES is not that: the
 * signed part at least is to be whole. */
gboolean pki_signed_parse (PkiSlice bytes, guint32 *sins, PkiSigned *out, PkiDer *inside);
