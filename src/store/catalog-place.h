/* Places in the tree for what has only been added to it, at a cost that does not grow with it. */
#pragma once

#include "src/store/store-private.h"

/* Puts the objects ADDED (gint64, ids) where pki_catalog_relate() would. *PLACED stays FALSE, and
 * nothing is written, where others may have to move for them: a CA, a CRL, one whose issuer is not
 * here. All other relations must be worked out already. Within a transaction of the caller's. */
gboolean pki_catalog_place (
	PkiStore *store, const GArray *added, gint64 now, gboolean *placed, GError **error);
