/* The arithmetic behind PkiStatus, for the catalog. */
#pragma once

#include "src/store/item.h"

/* The first second in which an object counts as expiring; G_MAXINT64 when it never ends. */
gint64 pki_status_soon_at (gint64 not_before, gint64 not_after);

/* The one an operator should hear of first: expired, revoked, expiring, not yet valid, valid. */
PkiStatus pki_status_worse (PkiStatus a, PkiStatus b);
