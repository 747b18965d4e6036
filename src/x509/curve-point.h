/* The public point of a private key on a NIST curve, for keys that come without it (Java writes
 * such); GnuTLS refuses these, the library below it has the arithmetic. */
#pragma once

#include "src/base/slice.h"

/* SCALAR times the generator of the curve with the OID content octets CURVE, as the uncompressed
 * point of SEC 1 §2.3.3. PKI_ERROR_UNSUPPORTED for other curves, PKI_ERROR_PARSE for a scalar out
 * of range. The caller owns the result. */
GBytes *pki_curve_point (PkiSlice curve, PkiSlice scalar, GError **error);
