#include "config.h"

#include "src/store/catalog-relate.h"

#include "src/base/time.h"
#include "src/store/revoke.h"
#include "src/x509/signature.h"

static void read_node (sqlite3_stmt *row, PkiNode *node)
{
	memset (node, 0, sizeof *node);
	node->id = sqlite3_column_int64 (row, 0);
	node->type = (guint8)sqlite3_column_int (row, 1);
	node->flags = (guint32)sqlite3_column_int64 (row, 2);
	node->subject = sqlite3_column_int64 (row, 3);
	node->issuer = sqlite3_column_int64 (row, 4);
	node->ski = sqlite3_column_int64 (row, 5);
	node->aki = sqlite3_column_int64 (row, 6);
	node->key = sqlite3_column_int64 (row, 7);
	node->serial = sqlite3_column_int64 (row, 8);
	node->not_before = sqlite3_column_int64 (row, 9);
	node->not_after = sqlite3_column_int64 (row, 10);
	node->soon_at = sqlite3_column_int64 (row, 11);
	gboolean placed = sqlite3_column_type (row, 12) != SQLITE_NULL;
	node->was_place = placed ? sqlite3_column_int64 (row, 12) : PKI_NODE_NOWHERE;
	node->was_verdict = (guint8)sqlite3_column_int (row, 13);
	gboolean revoked = sqlite3_column_type (row, 14) != SQLITE_NULL;
	node->was_revoked_at = revoked ? sqlite3_column_int64 (row, 14) : PKI_TIME_NONE;
	node->was_reason = revoked ? sqlite3_column_int (row, 15) : -1;
	node->was_issuing = sqlite3_column_int (row, 16) != 0;
	node->print = sqlite3_column_int64 (row, 17);
	node->parent = -1;
}

gboolean pki_catalog_read_nodes (
	PkiCatalog *catalog, sqlite3_stmt *rows, GArray *nodes, GError **error)
{
	gboolean is_row;
	while (pki_catalog_next (catalog, rows, &is_row, error)) {
		if (!is_row)
			return TRUE;
		PkiNode node;
		read_node (rows, &node);
		g_array_append_val (nodes, node);
	}
	return FALSE;
}

static GArray *all_nodes (PkiCatalog *catalog, GError **error)
{
	pki_autoreset sqlite3_stmt *rows = pki_catalog_prepare (
		catalog, PKI_SELECT_NODES "WHERE type IN (0, 2) ORDER BY id", error);
	g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (PkiNode));
	if (!rows || !pki_catalog_read_nodes (catalog, rows, nodes, error))
		return NULL;
	return g_steal_pointer (&nodes);
}

GArray *pki_catalog_verdicts (PkiCatalog *catalog, gint64 child)
{
	GArray *known = g_array_new (FALSE, FALSE, sizeof (PkiKnownVerdict));
	pki_autoreset sqlite3_stmt *row = pki_catalog_prepare (
		catalog, "SELECT issuer, verdict FROM verdict WHERE child = ?", NULL);
	if (!row)
		return known;
	sqlite3_bind_int64 (row, 1, child);
	while (pki_catalog_step (catalog, row, NULL)) {
		PkiKnownVerdict one = { sqlite3_column_int64 (row, 0),
			sqlite3_column_int (row, 1) };
		g_array_append_val (known, one);
	}
	return known;
}

gboolean pki_catalog_set_verdict (
	PkiCatalog *catalog, gint64 child, gint64 issuer, int verdict, GError **error)
{
	pki_autoreset sqlite3_stmt *set =
		pki_catalog_prepare (catalog, "REPLACE INTO verdict VALUES (?, ?, ?)", error);
	if (!set)
		return FALSE;
	sqlite3_bind_int64 (set, 1, child);
	sqlite3_bind_int64 (set, 2, issuer);
	sqlite3_bind_int (set, 3, verdict);
	return pki_catalog_run (catalog, set, error);
}

/* One pass over the table beside the pass over the nodes: both are in the order of ids. */
typedef struct {
	PkiCatalog *catalog;
	sqlite3_stmt *row;
	gboolean has_row;
	GArray *known;
} VerdictPass;

static const GArray *next_verdicts (gint64 child, gpointer data)
{
	VerdictPass *pass = data;
	g_array_set_size (pass->known, 0);
	while (pass->has_row && sqlite3_column_int64 (pass->row, 0) <= child) {
		if (sqlite3_column_int64 (pass->row, 0) == child) {
			PkiKnownVerdict one = { sqlite3_column_int64 (pass->row, 1),
				sqlite3_column_int (pass->row, 2) };
			g_array_append_val (pass->known, one);
		}
		pass->has_row = pki_catalog_step (pass->catalog, pass->row, NULL);
	}
	return pass->known;
}

static gboolean choose (PkiCatalog *catalog, GArray *nodes, gint64 now, GError **error)
{
	pki_autoreset sqlite3_stmt *row = pki_catalog_prepare (catalog,
		"SELECT child, issuer, verdict FROM verdict ORDER BY child, issuer", error);
	if (!row)
		return FALSE;
	g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (PkiKnownVerdict));
	VerdictPass pass = { catalog, row, pki_catalog_step (catalog, row, NULL), known };
	g_autoptr (PkiRelation) relation = pki_relation_new (nodes, now);
	pki_relation_choose (relation, next_verdicts, &pass);
	return TRUE;
}

PkiObject *pki_catalog_certificate (gint64 id, gpointer data)
{
	g_autoptr (PkiObject) object = pki_store_object (data, id, NULL);
	if (!object || object->type != PKI_OBJECT_CERTIFICATE)
		return NULL;
	return g_steal_pointer (&object);
}

static void apply_lists (PkiStore *store, GArray *nodes)
{
	g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (PkiList));
	g_array_set_clear_func (lists, (GDestroyNotify)pki_list_clear);
	for (guint i = 0; i < nodes->len; i++) {
		const PkiNode *node = &g_array_index (nodes, PkiNode, i);
		if (node->type != PKI_OBJECT_CRL || node->verdict == PKI_VERDICT_BAD)
			continue;
		PkiList list = { .node = node, .object = pki_store_object (store, node->id, NULL) };
		if (node->parent >= 0)
			list.issuer_key = g_array_index (nodes, PkiNode, node->parent).key;
		if (list.object)
			g_array_append_val (lists, list);
	}
	pki_revoke_apply (nodes, lists, pki_catalog_certificate, store);
}

static gint64 place_of (const GArray *nodes, const PkiNode *node)
{
	if (node->parent >= 0)
		return g_array_index (nodes, PkiNode, node->parent).id;
	return node->at_root ? PKI_PLACE_ROOT : PKI_PLACE_ORPHANS;
}

static gboolean stands_as_it_did (const GArray *nodes, const PkiNode *node)
{
	return node->was_place == place_of (nodes, node) && node->was_verdict == node->verdict &&
	       node->was_revoked_at == node->revoked_at && node->was_reason == node->reason;
}

gboolean pki_catalog_save_standing (
	PkiCatalog *catalog, const GArray *nodes, const PkiNode *node, GError **error)
{
	pki_autoreset sqlite3_stmt *save = pki_catalog_prepare (catalog,
		"UPDATE tree SET place = ?, verdict = ?, revoked_at = ?, reason = ? "
		"WHERE object = ?",
		error);
	if (!save)
		return FALSE;
	sqlite3_bind_int64 (save, 1, place_of (nodes, node));
	sqlite3_bind_int (save, 2, node->verdict);
	if (node->revoked_at != PKI_TIME_NONE) {
		sqlite3_bind_int64 (save, 3, node->revoked_at);
		sqlite3_bind_int (save, 4, node->reason);
	}
	sqlite3_bind_int64 (save, 5, node->id);
	return pki_catalog_run (catalog, save, error);
}

static gboolean save_nodes (PkiCatalog *catalog, const GArray *nodes, GError **error)
{
	for (guint i = 0; i < nodes->len; i++) {
		const PkiNode *node = &g_array_index (nodes, PkiNode, i);
		if (!stands_as_it_did (nodes, node) &&
			!pki_catalog_save_standing (catalog, nodes, node, error))
			return FALSE;
		if (node->was_issuing != node->is_issuing &&
			!pki_catalog_run_with (catalog,
				"UPDATE object SET issues = nullif (?2, 0) WHERE id = ?1", node->id,
				node->is_issuing, error))
			return FALSE;
	}
	return TRUE;
}

#define SELECT_OTHERS                                                                              \
	"SELECT id, type, place, type IN (3, 4, 5) AND EXISTS (SELECT 1 FROM object o "            \
	"WHERE o.key = object.key AND o.type IN (0, 1)), key IS NOT NULL FROM object "             \
	"JOIN tree ON tree.object = object.id WHERE type NOT IN (0, 2)"

typedef struct {
	gint64 id, place, was_place;
} Other;

/* Requests, keys, locked and unreadable things: only keys have to be thought about. One that is
 * locked is a key like others where it tells whose it is. */
static GArray *moved_others (PkiCatalog *catalog, sqlite3_stmt *row, GError **error)
{
	static const gint64 places[PKI_OBJECT_N] = {
		[PKI_OBJECT_REQUEST] = PKI_PLACE_REQUESTS,
		[PKI_OBJECT_PRIVATE_KEY] = PKI_PLACE_KEYS,
		[PKI_OBJECT_PUBLIC_KEY] = PKI_PLACE_KEYS,
		[PKI_OBJECT_LOCKED] = PKI_PLACE_LOCKED,
		[PKI_OBJECT_UNREADABLE] = PKI_PLACE_UNREADABLE,
	};
	if (!row)
		return NULL;
	gboolean is_row;
	g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (Other));
	while (pki_catalog_next (catalog, row, &is_row, error)) {
		if (!is_row)
			return g_steal_pointer (&out);
		Other other = { .id = sqlite3_column_int64 (row, 0) };
		gboolean placed = sqlite3_column_type (row, 2) != SQLITE_NULL;
		other.was_place = placed ? sqlite3_column_int64 (row, 2) : PKI_NODE_NOWHERE;
		int type = sqlite3_column_int (row, 1) % PKI_OBJECT_N;
		other.place = places[type];
		if (sqlite3_column_int (row, 3))
			other.place = PKI_NODE_NOWHERE;
		else if (type == PKI_OBJECT_LOCKED && sqlite3_column_int (row, 4))
			other.place = PKI_PLACE_KEYS;
		if (other.place != other.was_place)
			g_array_append_val (out, other);
	}
	return NULL;
}

static gboolean save_others (PkiCatalog *catalog, const GArray *others, GError **error)
{
	for (guint i = 0; i < others->len; i++) {
		const Other *other = &g_array_index (others, Other, i);
		if (!pki_catalog_run_with (catalog,
			    "UPDATE tree SET place = nullif (?2, -1 << 63) WHERE object = ?1",
			    other->id, other->place, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean place_some (PkiCatalog *catalog, const char *sql, gint64 value, GError **error)
{
	pki_autoreset sqlite3_stmt *row = pki_catalog_prepare (catalog, sql, error);
	if (row)
		sqlite3_bind_int64 (row, 1, value);
	g_autoptr (GArray) others = moved_others (catalog, row, error);
	return others && save_others (catalog, others, error);
}

gboolean pki_catalog_place_others (PkiCatalog *catalog, gint64 id, GError **error)
{
	gint64 key = pki_catalog_number (catalog, "SELECT key FROM object WHERE id = ?", id, 0);
	return place_some (catalog, SELECT_OTHERS " AND id = ?", id, error) &&
	       (!key || place_some (catalog, SELECT_OTHERS " AND key = ?", key, error));
}

/* What is summed up over all that stands below a node. */
typedef struct {
	gint64 first_end, first_soon, last_begin;
	gint64 holds_until;
	guint children, waiting, soon;
	gboolean revoked;
} Sum;

static void add_to (Sum *sum, const PkiNode *node, gint64 now)
{
	gint64 end = node->not_after == PKI_TIME_NONE ? G_MAXINT64 : node->not_after;
	sum->children++;
	sum->first_end = MIN (sum->first_end, end);
	sum->first_soon = MIN (sum->first_soon, node->soon_at);
	sum->last_begin = MAX (sum->last_begin, node->not_before);
	sum->revoked = sum->revoked || node->revoked_at != PKI_TIME_NONE;
	sum->soon += node->soon_at <= now;
	if (node->soon_at > now)
		sum->holds_until = MIN (sum->holds_until, node->soon_at);
}

static void add_below (Sum *sum, const Sum *below)
{
	sum->first_end = MIN (sum->first_end, below->first_end);
	sum->first_soon = MIN (sum->first_soon, below->first_soon);
	sum->last_begin = MAX (sum->last_begin, below->last_begin);
	sum->revoked = sum->revoked || below->revoked;
}

/* From the leaves up: a node is added to its parent once all below it have been added to it. */
static Sum *sum_up (const GArray *nodes, gint64 now)
{
	Sum *sums = g_new0 (Sum, nodes->len + 1);
	for (guint i = 0; i < nodes->len; i++) {
		sums[i].first_end = sums[i].first_soon = sums[i].holds_until = G_MAXINT64;
		sums[i].last_begin = G_MININT64;
	}
	for (guint i = 0; i < nodes->len; i++) {
		int parent = g_array_index (nodes, PkiNode, i).parent;
		if (parent >= 0)
			sums[parent].waiting++;
	}
	for (guint i = 0; i < nodes->len; i++) {
		int at = (int)i;
		while (at >= 0 && sums[at].waiting == 0) {
			const PkiNode *node = &g_array_index (nodes, PkiNode, at);
			sums[at].waiting = G_MAXUINT;
			if (node->parent >= 0) {
				add_to (&sums[node->parent], node, now);
				add_below (&sums[node->parent], &sums[at]);
				sums[node->parent].waiting--;
			}
			at = node->parent;
		}
	}
	return sums;
}

static gboolean save_branch (
	PkiCatalog *catalog, gint64 id, const Sum *sum, gint64 now, GError **error)
{
	pki_autoreset sqlite3_stmt *save = pki_catalog_prepare (
		catalog, "INSERT INTO branch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
	if (!save)
		return FALSE;
	sqlite3_bind_int64 (save, 1, id);
	sqlite3_bind_int64 (save, 2, sum->children);
	sqlite3_bind_int64 (save, 3, sum->first_end);
	sqlite3_bind_int64 (save, 4, sum->first_soon);
	sqlite3_bind_int64 (save, 5, sum->last_begin);
	sqlite3_bind_int (save, 6, sum->revoked);
	sqlite3_bind_int64 (save, 7, sum->soon);
	sqlite3_bind_int64 (save, 8, now);
	sqlite3_bind_int64 (save, 9, sum->holds_until);
	return pki_catalog_run (catalog, save, error);
}

static gboolean save_branches (PkiCatalog *catalog, const GArray *nodes, gint64 now, GError **error)
{
	if (!pki_catalog_execute (catalog, "DELETE FROM branch", error))
		return FALSE;
	g_autofree Sum *sums = sum_up (nodes, now);
	for (guint i = 0; i < nodes->len; i++)
		if (sums[i].children > 0 &&
			!save_branch (catalog, g_array_index (nodes, PkiNode, i).id, &sums[i], now,
				error))
			return FALSE;
	return TRUE;
}

static guint count_moved (const GArray *nodes)
{
	guint moved = 0;
	for (guint i = 0; i < nodes->len; i++) {
		const PkiNode *node = &g_array_index (nodes, PkiNode, i);
		moved += node->was_place != place_of (nodes, node);
	}
	return moved;
}

static gboolean save_tree (PkiCatalog *catalog, const GArray *nodes, GError **error)
{
	pki_autoreset sqlite3_stmt *row = pki_catalog_prepare (catalog, SELECT_OTHERS, error);
	g_autoptr (GArray) others = moved_others (catalog, row, error);
	if (!others)
		return FALSE;
	/* To put all in order once costs a fraction of moving most of them. */
	gboolean bulk = count_moved (nodes) + others->len > nodes->len / 4;
	if (bulk && !pki_catalog_execute (catalog, "DROP INDEX IF EXISTS tree_order", error))
		return FALSE;
	return save_nodes (catalog, nodes, error) && save_others (catalog, others, error) &&
	       pki_catalog_execute (catalog, PKI_CATALOG_TREE_ORDER, error);
}

static gboolean relate (PkiStore *store, GArray *known, gint64 now, GError **error)
{
	PkiCatalog *catalog = store->catalog;
	g_autoptr (GArray) nodes = known ? g_array_ref (known) : all_nodes (catalog, error);
	if (!nodes || !choose (catalog, nodes, now, error))
		return FALSE;
	apply_lists (store, nodes);
	return save_tree (catalog, nodes, error) && save_branches (catalog, nodes, now, error) &&
	       pki_catalog_set (catalog, "related", 1, error);
}

gboolean pki_catalog_relate (PkiStore *store, GArray *nodes, gint64 now, GError **error)
{
	if (!pki_catalog_begin (store->catalog, error))
		return FALSE;
	if (relate (store, nodes, now, error))
		return pki_catalog_commit (store->catalog, error);
	pki_catalog_rollback (store->catalog);
	return FALSE;
}
