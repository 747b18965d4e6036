/* Somebody's request (CSR) weighed: what it asks for against what it gets. */
#pragma once

#include "src/ca/terms.h"

typedef enum {
	PKI_GRANT_KEPT,
	PKI_GRANT_CHANGED,
	PKI_GRANT_DROPPED,
	PKI_GRANT_ADDED,
} PkiGrantKind;

/* One field. All texts are translated and printable; what does not apply is NULL. */
typedef struct {
	PkiGrantKind kind;
	char *field; /* "Subject" */
	char *asked;
	char *granted;
	char *why; /* NULL where it was kept */
} PkiGrantRow;

/* "kept", "changed", "dropped", "added": translated. Static. */
const char *pki_grant_kind_text (PkiGrantKind kind);

/*
 * The terms for REQUEST under ORDER, as pki_terms_decide() decides them, and in *rows (PkiGrantRow,
 * for the caller to unref; may be NULL) each field that was asked for or is given. What ORDER
 * itself says (subject, alternative names, constraints, times) wins over the request; of the
 * request are taken its key, its subject as it stands, and the alternative names that the profile
 * and the constraints of ISSUER and CHAIN allow. PKI_ERROR_INVALID_INPUT: the request's own
 * signature is wrong or can't be checked, its key is weak, or it is damaged.
 */
PkiTerms *pki_grant_weigh (const PkiObject *request, const PkiOrder *order, const PkiObject *issuer,
	const GPtrArray *chain, gint64 now, GPtrArray **rows, GError **error);
