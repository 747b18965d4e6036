/* What a list shows of an object: the catalog's words, not the object itself. */
#pragma once

#include "src/x509/object.h"

typedef enum {
	PKI_STATUS_NONE, /* has no validity: keys, requests, locked, unreadable */
	PKI_STATUS_VALID,
	PKI_STATUS_EXPIRING, /* less than a third of its life or 30 days left, whichever is less */
	PKI_STATUS_EXPIRED,
	PKI_STATUS_NOT_YET_VALID,
	PKI_STATUS_REVOKED,
} PkiStatus;

typedef struct {
	gint64 id;
	PkiObjectType type;
	char *name; /* hostile text; never NULL (file name where nothing else) */
	char *use; /* "root CA", "server + client", ... translated; may be NULL */
	char *path; /* of the place it is shown at (a file of its own first), or of this location in
		       pki_store_foreach() */
	guint index;
	char *apart; /* the end of its path, where others beside it in the tree have the same name;
			hostile text; NULL elsewhere; set by pki_store_item() alone */
	guint places; /* how many places keep it; pki_store_foreach() does not count */
	gint64 not_before,
		not_after; /* CRL: this and next update; PKI_TIME_NONE where there is none */
	PkiStatus status;
	gint64 revoked_at; /* PKI_TIME_NONE unless revoked */
	int revoked_reason; /* CRLReason or -1 */
	gint64 issuer; /* the parent in the tree; 0 at a root or an orphan */
	int issuer_verdict; /* PkiVerdict of that */
	gboolean self_issued;
	gboolean ca;
	guint depth; /* distance from the top of its tree, where a wrong signature begins another */
	guint children; /* directly below */
	PkiStatus
		worst_below; /* the worst state among all below, PKI_STATUS_NONE when nothing is */
	guint soon_below; /* how many directly below are expiring or expired */
	char *private_key; /* path of the matching key, or NULL */
	char *issuer_fingerprint; /* of the parent, lower-case hex; NULL where there is none, or it
				     did not sign this */
	PkiObject *object; /* set by pki_store_foreach() and pki_store_item(); NULL where only the
			      file has it, or in pki_store_foreach_brief() */
} PkiItem;

void pki_item_free (PkiItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiItem, pki_item_free)

/* The rule for PKI_STATUS_EXPIRING in one place; revocation is not its business. */
PkiStatus pki_status_at (gint64 not_before, gint64 not_after, gint64 now);

const char *pki_status_name (
	PkiStatus status); /* "valid", "expiring", ...; NULL for none: the names of interface.md */
const char *pki_status_word (PkiStatus status); /* translated; "soon" for expiring */
