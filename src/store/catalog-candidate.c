#include "config.h"

#include "src/store/catalog-relate.h"

#include "src/base/time.h"
#include "src/x509/signature.h"

enum { MOST_OF_A_NAME = 256 };

/* The object and those who may have issued it. */
static GArray *family (PkiCatalog *catalog, gint64 id, GError **error)
{
	pki_autoreset sqlite3_stmt *own = pki_catalog_prepare (
		catalog, PKI_SELECT_NODES "WHERE id = ? AND type IN (0, 2)", error);
	pki_autoreset sqlite3_stmt *others = pki_catalog_prepare (catalog,
		PKI_SELECT_NODES "WHERE issues = 1 AND subject = ?1 AND "
				 "id <> ?2 ORDER BY ski = ?3 DESC, print, id LIMIT ?4",
		error);
	if (!own || !others)
		return NULL;
	g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (PkiNode));
	sqlite3_bind_int64 (own, 1, id);
	if (!pki_catalog_read_nodes (catalog, own, nodes, error))
		return NULL;
	if (nodes->len == 0)
		return g_steal_pointer (&nodes);
	const PkiNode *child = &g_array_index (nodes, PkiNode, 0);
	sqlite3_bind_int64 (others, 1, child->issuer);
	sqlite3_bind_int64 (others, 2, id);
	sqlite3_bind_int64 (others, 3, child->aki);
	sqlite3_bind_int (others, 4, MOST_OF_A_NAME);
	if (child->issuer && !pki_catalog_read_nodes (catalog, others, nodes, error))
		return NULL;
	pki_relation_sort (nodes);
	return g_steal_pointer (&nodes);
}

GArray *pki_catalog_candidates (PkiCatalog *catalog, gint64 id, GError **error)
{
	g_autoptr (GArray) nodes = family (catalog, id, error);
	if (!nodes)
		return NULL;
	GArray *out = g_array_new (FALSE, FALSE, sizeof (PkiCandidate));
	guint own = 0;
	while (own < nodes->len && g_array_index (nodes, PkiNode, own).id != id)
		own++;
	if (own == nodes->len)
		return out;
	const PkiNode *child = &g_array_index (nodes, PkiNode, own);
	g_autoptr (GArray) known = pki_catalog_verdicts (catalog, id);
	g_autoptr (PkiRelation) relation = pki_relation_new (nodes, pki_time_now ());
	g_autoptr (GArray) indices = pki_relation_candidates (relation, child, known);
	for (guint i = 0; i < indices->len; i++) {
		const PkiNode *issuer =
			&g_array_index (nodes, PkiNode, g_array_index (indices, int, i));
		PkiCandidate candidate = { .id = issuer->id,
			.mismatch = child->aki && issuer->ski && child->aki != issuer->ski };
		for (guint k = 0; k < known->len; k++) {
			const PkiKnownVerdict *one = &g_array_index (known, PkiKnownVerdict, k);
			if (one->issuer == issuer->id)
				candidate.verdict = one->verdict;
		}
		g_array_append_val (out, candidate);
	}
	return out;
}
