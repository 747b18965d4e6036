/* What the files of the terms share. */
#pragma once

#include "src/ca/terms.h"

/* Like pki_terms_decide(), with SUBJECT (a Name; NULL: the order's) and NAMES (canonical texts;
 * NULL: the order's) in place of what the order says. */
PkiTerms *pki_terms_decide_as (const PkiOrder *order, GBytes *subject, const GPtrArray *names,
	const PkiObject *issuer, const GPtrArray *chain, const PkiPublicKey *public_key, gint64 now,
	GError **error);

/* Whether a key is strong and known enough to get a certificate. */
gboolean pki_terms_check_key (const PkiPublicKey *key, PkiKeyType *type, GError **error);

/* terms-time.c: sets from when until when, and checks it against profile, issuer and chain. */
gboolean pki_terms_decide_time (PkiTerms *terms, const PkiOrder *order, const PkiObject *issuer,
	const GPtrArray *chain, gint64 now, GError **error);

/* terms-issuer.c: whether ISSUER may sign what TERMS say, name constraints aside. */
gboolean pki_issuer_check (const PkiObject *issuer, const GPtrArray *chain, const PkiTerms *terms,
	gint64 now, GError **error);

/* The purposes of the extended key usage by name, 100 at most; NULL where there is none.
 * g_strfreev(). */
char **pki_issuer_purposes (const PkiObject *object);

/* The chain from ISSUER upwards, entry by entry; NULL behind its end. */
const PkiObject *pki_issuer_at (const PkiObject *issuer, const GPtrArray *chain, guint index);

/* terms-permit.c: whether the name constraints of ISSUER and CHAIN allow this one name (canonical
 * text). PKI_ERROR_PERMISSION names the CA and what it allows. */
gboolean pki_permit_name (
	const PkiObject *issuer, const GPtrArray *chain, const char *canonical, GError **error);

/* The same of a common name that is taken for a DNS name, whatever it looks like. */
gboolean pki_permit_common_name (
	const PkiObject *issuer, const GPtrArray *chain, const char *text, GError **error);

/* The same of a subject, and of what stands in it: mail addresses, and (HOST) a common name that
 * looks like a host name. */
gboolean pki_permit_subject (const PkiObject *issuer, const GPtrArray *chain, PkiSlice subject,
	gboolean host, GError **error);
