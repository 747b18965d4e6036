/* Writing DER, as little of it as is needed here. Everything is appended to a byte array. */
#pragma once

#include "src/base/slice.h"
#include "src/x509/der.h"
#include "src/x509/oid.h"

/* Appends an element with a TAG of one octet and CONTENT, which must not lie in OUT. */
void pki_encode_element (GByteArray *out, guint8 tag, PkiSlice content);

/* Starts an element whose content is appended next; pki_encode_end() with what this returns closes
 * it. They nest. */
guint pki_encode_begin (GByteArray *out, guint8 tag);
void pki_encode_end (GByteArray *out, guint begin);

/* Appends bytes that are DER already. */
void pki_encode_raw (GByteArray *out, PkiSlice der);

/* Appends an INTEGER of the big-endian, two's complement octets CONTENT, in its shortest form. */
void pki_encode_integer (GByteArray *out, PkiSlice content);

/* Appends a small INTEGER that is not negative. */
void pki_encode_number (GByteArray *out, guint number);

/* Appends BOOLEAN TRUE. */
void pki_encode_true (GByteArray *out);

/* Appends an OBJECT IDENTIFIER. */
void pki_encode_oid (GByteArray *out, PkiOid oid);

/* Appends a BIT STRING; UNUSED bits of the last octet do not count. */
void pki_encode_bits (GByteArray *out, PkiSlice bits, guint8 unused);

/* Appends a Time (RFC 5280 §4.1.2.5): UTCTime through 2049, GeneralizedTime from 2050 on. FALSE,
 * with nothing appended, for what is before 1950 or after 9999. */
gboolean pki_encode_time (GByteArray *out, gint64 time);

/* Content octets of the OID written in dots; NULL where DOTS is none. The caller owns the result.
 */
GBytes *pki_encode_dots (const char *dots);

/* The SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) of an AlgorithmIdentifier, header included, and the
 * octets of the key. The caller owns the result. */
GBytes *pki_encode_public_key (PkiSlice algorithm, PkiSlice key);
