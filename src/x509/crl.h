/*
 * A certificate revocation list (RFC 5280 §5), read in one pass and linear time. Entries are not
 * held: they are walked where they lie, so a list of 100,000 costs its bytes alone.
 */
#pragma once

#include "src/x509/sin.h"
#include "src/base/slice.h"

typedef struct {
	PkiSlice der;
	PkiSlice tbs;
	int version; /* 1 or 2; 0 when unreadable */
	PkiSlice inner_algorithm;
	PkiSlice issuer;
	gint64 this_update;
	gint64 next_update; /* PKI_TIME_NONE when absent or unreadable */
	PkiSlice this_update_octets; /* what stands there */
	PkiSlice next_update_octets; /* data is NULL when absent */
	PkiSlice revoked; /* content of revokedCertificates; empty when absent */
	gsize entries;
	PkiSlice extensions;
	PkiSlice algorithm;
	PkiSlice signature;
	guint32 sins;
} PkiCrl;

/* RFC 5280 §5.3.1; -1: none given. */
typedef struct {
	PkiSlice serial; /* content octets */
	gint64 revoked_at;
	int reason; /* CRLReason, or -1 */
	gint64 invalid_since; /* invalidityDate, or PKI_TIME_NONE */
	PkiSlice certificate_issuer; /* GeneralNames of an indirect CRL that hold from this entry
					on; empty when none */
	PkiSlice extensions;
} PkiCrlEntry;

gboolean pki_crl_parse (PkiSlice der, PkiCrl *out);

/* Walks the entries: start with *rest = crl->revoked; FALSE at the end or where the rest can't be
 * read. */
gboolean pki_crl_next (PkiSlice *rest, PkiCrlEntry *out);

/* cRLNumber as lower-case hex of the content octets, or NULL. The caller frees. */
char *pki_crl_number (const PkiCrl *crl);

/* "keyCompromise", ..., "unspecified" for -1 and 0; the number for others. Static or interned. */
const char *pki_crl_reason_name (int reason);
