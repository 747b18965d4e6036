/* What will stand in a certificate or request: decided from an order, and checked. */
#pragma once

#include "src/ca/order.h"
#include "src/x509/object.h"

#define PKI_SERIAL_SIZE 20

typedef struct {
	GBytes *subject; /* Name in DER */
	GPtrArray *alternative_names; /* char *, canonical */
	gint64 not_before;
	gint64 not_after;
	guint8 serial[PKI_SERIAL_SIZE]; /* random; positive, its first octet from 0x40 to 0x7f */
	gboolean ca;
	int path_length; /* -1: none */
	guint key_usage; /* 1 << bit of RFC 5280 §4.2.1.3 */
	char **purposes; /* RFC names, or OIDs in dots */
	GPtrArray *permitted; /* char *, canonical name constraints */
	GPtrArray *excluded;
	GPtrArray *crl_urls; /* char * */
	GPtrArray *issuer_urls;
	GPtrArray *ocsp_urls;
	PkiKeyType key_type; /* of the key that is made, or nearest to the one that is there */
	PkiKeyFormat key_format;
	GPtrArray *notes; /* char *: translated sentences a user should know */
} PkiTerms;

void pki_terms_free (PkiTerms *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiTerms, pki_terms_free)

/*
 * Decides. ISSUER is the certificate that will sign; NULL: it signs itself, or is a request. CHAIN
 * (may be NULL): PkiObject certificates above ISSUER, its own issuer first. PUBLIC_KEY NULL: a key
 * will be made. Random numbers aside it depends on its arguments alone.
 *
 * Refused, with words for what to do: names, subject, key or lifetime against the profile
 * (PKI_ERROR_INVALID_INPUT); an end after that of ISSUER or CHAIN (the message has the --not-after
 * to use); an ISSUER that may not sign this: no CA, no keyCertSign, no CA below it (path length),
 * limited to other purposes, expired, weak (PKI_ERROR_PERMISSION); names its constraints or those
 * of CHAIN forbid (PKI_ERROR_PERMISSION).
 */
PkiTerms *pki_terms_decide (const PkiOrder *order, const PkiObject *issuer, const GPtrArray *chain,
	const PkiPublicKey *public_key, gint64 now, GError **error);

/* The last moment that a certificate below ISSUER may be valid at; PKI_TIME_NONE for ISSUER NULL.
 */
gint64 pki_terms_latest_end (const PkiObject *issuer, const GPtrArray *chain);

/* Whether the path lengths of ISSUER and CHAIN leave room for a CA below ISSUER (RFC 5280
 * §4.2.1.9). */
gboolean pki_terms_has_room (const PkiObject *issuer, const GPtrArray *chain);
