/* Object identifiers as the content octets that DER has, and the names of those worth naming. */
#pragma once

#include "src/base/slice.h"

/* Every OID of oid-names.def by its symbol, in the order of the octets: PKI_OID_COMMON_NAME, ... */
typedef enum {
	PKI_OID_UNKNOWN,
#define OID(symbol, octets, name, text)   PKI_OID_##symbol,
#define CURVE(symbol, octets, name, bits) PKI_OID_##symbol,
#include "src/x509/oid-names.def"
#undef OID
#undef CURVE
	PKI_OID_N,
} PkiOid;

/* The OID with these content octets, or PKI_OID_UNKNOWN. */
PkiOid pki_oid_find (PkiSlice octets);

/* Content octets of a known OID. */
PkiSlice pki_oid_octets (PkiOid oid);

gboolean pki_oid_is (PkiSlice octets, PkiOid oid);

/* The name in standards and other programs: "subjectAltName", "CN", "serverAuth", "P-256",
 * "sha256WithRSAEncryption"; NULL for PKI_OID_UNKNOWN. Static. */
const char *pki_oid_name (PkiOid oid);

/* In words, translated: "Alternative names", "TLS server"; NULL where the name says it all. */
const char *pki_oid_text (PkiOid oid);

/* Bits of the field of a curve; 0 for what is no curve. */
guint pki_oid_curve_bits (PkiOid oid);

/* "2.5.29.17" with arcs of any size; what is no OID (empty, cut, over 256 octets) as "#" and hex.
 * The caller frees. */
char *pki_oid_dots (PkiSlice octets);

/* The name, or else the dots. The caller frees. */
char *pki_oid_label (PkiSlice octets);
