/*
 * A certificate as the bytes have it (RFC 5280 §4.1), read in one pass by the tolerant cursor of
 * der.h: slices of the DER, nothing copied, nothing refused as long as a part is readable. What is
 * odd is noted in `sins`.
 */
#pragma once

#include "src/x509/sin.h"
#include "src/base/slice.h"

typedef struct {
	PkiSlice der; /* the whole SEQUENCE */
	PkiSlice tbs; /* what is signed, header included */
	int version; /* 1 to 3, another with PKI_SIN_BAD_VERSION; 0 when unreadable */
	PkiSlice serial; /* content octets of the INTEGER */
	PkiSlice inner_algorithm; /* AlgorithmIdentifier in the TBS, header included */
	PkiSlice issuer; /* Name, header included */
	gint64 not_before; /* PKI_TIME_NONE when unreadable */
	gint64 not_after;
	PkiSlice not_before_octets; /* what stands there */
	PkiSlice not_after_octets;
	PkiSlice subject; /* Name, header included */
	PkiSlice spki; /* SubjectPublicKeyInfo, header included */
	PkiSlice issuer_unique_id; /* bits (RFC 5280 §4.1.2.8); empty when absent */
	PkiSlice subject_unique_id;
	PkiSlice extensions; /* content of the SEQUENCE OF Extension; empty when absent */
	PkiSlice algorithm; /* outer AlgorithmIdentifier, header included */
	PkiSlice signature; /* content of the BIT STRING without the octet of unused bits */
	guint32 sins; /* PkiSin flags */
} PkiCertificate;

/* FALSE when DER is not a certificate at all: no SEQUENCE whose first element is one that can be
 * taken for a TBSCertificate with issuer, subject and SPKI. Trailing bytes behind the certificate
 * are a sin. */
gboolean pki_certificate_parse (PkiSlice der, PkiCertificate *out);

/* Whether pki_certificate_parse() would take it: looks at its frame alone. */
gboolean pki_certificate_is (PkiSlice der);
