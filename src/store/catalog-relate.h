/* Relations between objects, worked out from the catalog and written back to it. */
#pragma once

#include "src/store/relate.h"
#include "src/store/store-private.h"

/* Chooses parents, marks what is revoked, and puts every object in its place in the tree. Writes
 * only what has changed. NODES are all certificates and CRLs by id (PkiNode), for who knows them;
 * else NULL. */
gboolean pki_catalog_relate (PkiStore *store, GArray *nodes, gint64 now, GError **error);

/* A selection of the columns that pki_catalog_read_nodes() reads. */
#define PKI_SELECT_NODES                                                                           \
	"SELECT id, type, flags, subject, issuer, ski, aki, key, serial, not_before, not_after, "  \
	"soon_at, place, verdict, revoked_at, reason, issues, print "                              \
	"FROM object JOIN tree ON tree.object = object.id "
/* Adds all rows to NODES (PkiNode). */
gboolean pki_catalog_read_nodes (
	PkiCatalog *catalog, sqlite3_stmt *rows, GArray *nodes, GError **error);

/* Certificates that could have issued an object: PkiCandidate, the likeliest first. Empty for what
 * nobody issues. */
typedef struct {
	gint64 id;
	int verdict;
	gboolean mismatch; /* its key identifier is another than the one asked for */
} PkiCandidate;
GArray *pki_catalog_candidates (PkiCatalog *catalog, gint64 id, GError **error);

/* PkiKnownVerdict of one child. */
GArray *pki_catalog_verdicts (PkiCatalog *catalog, gint64 child);
gboolean pki_catalog_set_verdict (
	PkiCatalog *catalog, gint64 child, gint64 issuer, int verdict, GError **error);

/* Writes where a node of NODES stands: its place, verdict and revocation. */
gboolean pki_catalog_save_standing (
	PkiCatalog *catalog, const GArray *nodes, const PkiNode *node, GError **error);

/* Puts an object that is neither certificate nor CRL into its section, and keys with the same
 * identity as any object too. */
gboolean pki_catalog_place_others (PkiCatalog *catalog, gint64 id, GError **error);

/* A PkiCertificateOf of the store that DATA is. */
PkiObject *pki_catalog_certificate (gint64 id, gpointer data);
