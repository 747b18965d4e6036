/* What revocation lists say of the certificates that are here. */
#pragma once

#include "src/store/relate.h"

/* One list, taken apart: its entries lie in OBJECT. */
typedef struct {
	const PkiNode *node; /* of the list */
	gint64 issuer_key; /* of the one whose signature it has; 0 when that is not here */
	PkiObject *object;
} PkiList;
void pki_list_clear (PkiList *list);

/* Asked for the certificate that an entry may mean, for its exact serial number and who may speak
 * for its issuer. The caller owns the result; NULL when it can't be had. */
typedef PkiObject *(*PkiCertificateOf) (gint64 id, gpointer data);

/* Sets revoked_at and reason of NODES by LISTS (PkiList): of lists of one issuer and one scope the
 * latest counts, with the deltas that follow it. An indirect list (RFC 5280 §5.3.3) revokes only
 * certificates that name its issuer as cRLIssuer. Relations must have been chosen. */
void pki_revoke_apply (
	GArray *nodes, GArray *lists, PkiCertificateOf certificate_of, gpointer data);

/* Whether the certificate lets another than its issuer revoke it. */
gboolean pki_revoke_is_delegated (const PkiObject *certificate);
