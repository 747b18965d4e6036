#include "config.h"

#include "src/store/catalog-place.h"

#include "src/base/time.h"
#include "src/store/catalog-object.h"
#include "src/store/catalog-relate.h"
#include "src/store/revoke.h"
#include "src/x509/signature.h"

enum { MOST_ADDED = 256, MOST_OF_A_NAME = 64 };

typedef struct {
	PkiStore *store;
	PkiCatalog *catalog;
	GHashTable *added; /* ids of certificates */
	GHashTable *subjects, *issuers; /* names that these have */
	GArray *nodes; /* they and those who may have issued them, by id */
	GArray *lists; /* PkiNode: what these have revoked */
} Placing;

static void placing_init (Placing *placing, PkiStore *store)
{
	placing->store = store;
	placing->catalog = store->catalog;
	placing->added = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	placing->subjects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	placing->issuers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	placing->nodes = g_array_new (FALSE, FALSE, sizeof (PkiNode));
	placing->lists = g_array_new (FALSE, FALSE, sizeof (PkiNode));
}

static void placing_clear (Placing *placing)
{
	g_hash_table_unref (placing->added);
	g_hash_table_unref (placing->subjects);
	g_hash_table_unref (placing->issuers);
	g_array_unref (placing->nodes);
	g_array_unref (placing->lists);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Placing, placing_clear)

static void add_number (GHashTable *set, gint64 number)
{
	gint64 *copy = g_new (gint64, 1);
	*copy = number;
	g_hash_table_add (set, copy);
}

static gboolean read_nodes (
	PkiCatalog *catalog, const char *sql, gint64 value, GArray *out, GError **error)
{
	pki_autoreset sqlite3_stmt *row = pki_catalog_prepare (catalog, sql, error);
	if (!row)
		return FALSE;
	sqlite3_bind_int64 (row, 1, value);
	return pki_catalog_read_nodes (catalog, row, out, error);
}

static gboolean is_delegated (const Placing *placing, gint64 id)
{
	g_autoptr (PkiObject) object = pki_catalog_certificate (id, placing->store);
	return !object || pki_revoke_is_delegated (object);
}

/* FALSE in *SIMPLE where one of them is no plain leaf. */
static gboolean take_added (Placing *placing, const GArray *added, gboolean *simple, GError **error)
{
	for (guint i = 0; i < added->len; i++)
		if (!read_nodes (placing->catalog,
			    PKI_SELECT_NODES "WHERE id = ? AND type IN (0, 2)",
			    g_array_index (added, gint64, i), placing->nodes, error))
			return FALSE;
	for (guint i = 0; i < placing->nodes->len; i++) {
		const PkiNode *node = &g_array_index (placing->nodes, PkiNode, i);
		if (node->type != PKI_OBJECT_CERTIFICATE || !node->issuer ||
			(node->flags & PKI_FLAG_SELF_ISSUED) || is_delegated (placing, node->id))
			*simple = FALSE;
		add_number (placing->added, node->id);
		add_number (placing->issuers, node->issuer);
		if (node->subject)
			add_number (placing->subjects, node->subject);
	}
	return TRUE;
}

/* Whether one of them may be the issuer of anything. */
static gboolean is_awaited (const Placing *placing)
{
	GHashTableIter iter;
	gpointer name;
	g_hash_table_iter_init (&iter, placing->subjects);
	while (g_hash_table_iter_next (&iter, &name, NULL))
		if (g_hash_table_contains (placing->issuers, name) ||
			pki_catalog_number (placing->catalog,
				"SELECT EXISTS (SELECT 1 FROM object WHERE subject = ? AND "
				"issues = 1)",
				*(gint64 *)name, 0))
			return TRUE;
	pki_autoreset sqlite3_stmt *orphan = pki_catalog_prepare (placing->catalog,
		"SELECT issuer FROM tree JOIN object ON object.id = tree.object WHERE place = ?",
		NULL);
	if (!orphan || g_hash_table_size (placing->subjects) == 0)
		return !orphan;
	sqlite3_bind_int64 (orphan, 1, PKI_PLACE_ORPHANS);
	while (pki_catalog_step (placing->catalog, orphan, NULL)) {
		gint64 issuer = sqlite3_column_int64 (orphan, 0);
		if (g_hash_table_contains (placing->subjects, &issuer))
			return TRUE;
	}
	return FALSE;
}

/* Who may have issued them; those of one name are few, or none is left out. */
static gboolean take_issuers (Placing *placing, gboolean *simple, GError **error)
{
	GHashTableIter iter;
	gpointer name;
	g_hash_table_iter_init (&iter, placing->issuers);
	while (g_hash_table_iter_next (&iter, &name, NULL)) {
		guint before = placing->nodes->len;
		if (!read_nodes (placing->catalog,
			    PKI_SELECT_NODES "WHERE issues = 1 AND subject = ?", *(gint64 *)name,
			    placing->nodes, error))
			return FALSE;
		guint count = placing->nodes->len - before;
		*simple = *simple && count > 0 && count <= MOST_OF_A_NAME;
	}
	return TRUE;
}

static gboolean is_added (const Placing *placing, const PkiNode *node)
{
	return g_hash_table_contains (placing->added, &node->id);
}

/* What hangs below them sorts by rank: CAs, CRLs (1), the rest. */
static gboolean take_lists (Placing *placing, GError **error)
{
	for (guint i = 0; i < placing->nodes->len; i++) {
		const PkiNode *node = &g_array_index (placing->nodes, PkiNode, i);
		if (!is_added (placing, node) &&
			!read_nodes (placing->catalog,
				PKI_SELECT_NODES "WHERE place = ? AND type = 2 AND rank = 1",
				node->id, placing->lists, error))
			return FALSE;
	}
	return TRUE;
}

/* Of certificates that have just come no signature was ever checked. */
static const GArray *no_verdicts (gint64 child, gpointer data)
{
	(void)child;
	(void)data;
	return NULL;
}

/* Whether all have found one who issued them. What is chosen for the others is not kept. */
static gboolean choose (const Placing *placing, gint64 now)
{
	pki_relation_sort (placing->nodes);
	g_autoptr (PkiRelation) relation = pki_relation_new (placing->nodes, now);
	pki_relation_choose (relation, no_verdicts, NULL);
	for (guint i = 0; i < placing->nodes->len; i++) {
		const PkiNode *node = &g_array_index (placing->nodes, PkiNode, i);
		if (is_added (placing, node) && node->parent < 0)
			return FALSE;
	}
	return TRUE;
}

static gint64 key_of (const Placing *placing, gint64 id)
{
	for (guint i = 0; i < placing->nodes->len; i++) {
		const PkiNode *node = &g_array_index (placing->nodes, PkiNode, i);
		if (node->id == id)
			return node->key;
	}
	return 0;
}

static void apply_lists (const Placing *placing)
{
	g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (PkiList));
	g_array_set_clear_func (lists, (GDestroyNotify)pki_list_clear);
	for (guint i = 0; i < placing->lists->len; i++) {
		const PkiNode *node = &g_array_index (placing->lists, PkiNode, i);
		PkiList list = { .node = node, .issuer_key = key_of (placing, node->was_place) };
		if (node->was_verdict != PKI_VERDICT_BAD)
			list.object = pki_store_object (placing->store, node->id, NULL);
		if (list.object)
			g_array_append_val (lists, list);
	}
	pki_revoke_apply (placing->nodes, lists, pki_catalog_certificate, placing->store);
}

static void bind_sums (sqlite3_stmt *put, gint64 object, const PkiNode *node)
{
	gboolean ends = node->not_after != PKI_TIME_NONE;
	sqlite3_bind_int64 (put, 1, object);
	sqlite3_bind_int64 (put, 2, ends ? node->not_after : G_MAXINT64);
	sqlite3_bind_int64 (put, 3, node->soon_at);
	sqlite3_bind_int64 (put, 4, node->not_before);
	sqlite3_bind_int (put, 5, node->revoked_at != PKI_TIME_NONE);
}

/* One child more: what was counted is still of the moment when it was. */
static gboolean add_child (
	PkiCatalog *catalog, gint64 parent, const PkiNode *node, gint64 now, GError **error)
{
	pki_autoreset sqlite3_stmt *put = pki_catalog_prepare (catalog,
		"INSERT INTO branch VALUES (?1, 1, ?2, ?3, ?4, ?5, ?3 <= ?6, ?6, "
		"CASE WHEN ?3 > ?6 THEN ?3 ELSE ?7 END) ON CONFLICT (object) DO UPDATE SET "
		"children = children + 1, first_end = min (first_end, ?2), "
		"first_soon = min (first_soon, ?3), last_begin = max (last_begin, ?4), "
		"revoked = revoked OR ?5, soon = soon + (?3 <= counted_at), "
		"holds_until = min (holds_until, CASE WHEN ?3 > counted_at THEN ?3 ELSE ?7 END)",
		error);
	if (!put)
		return FALSE;
	bind_sums (put, parent, node);
	sqlite3_bind_int64 (put, 6, now);
	sqlite3_bind_int64 (put, 7, G_MAXINT64);
	return pki_catalog_run (catalog, put, error);
}

static gboolean add_above (PkiCatalog *catalog, gint64 parent, const PkiNode *node, GError **error)
{
	for (;;) {
		parent = pki_catalog_number (
			catalog, "SELECT place FROM tree WHERE object = ?", parent, 0);
		if (parent <= 0)
			return TRUE;
		pki_autoreset sqlite3_stmt *put = pki_catalog_prepare (catalog,
			"UPDATE branch SET first_end = min (first_end, ?2), "
			"first_soon = min (first_soon, ?3), last_begin = max (last_begin, ?4), "
			"revoked = revoked OR ?5 WHERE object = ?1",
			error);
		if (!put)
			return FALSE;
		bind_sums (put, parent, node);
		if (!pki_catalog_run (catalog, put, error))
			return FALSE;
	}
}

static gboolean save (const Placing *placing, const GArray *added, gint64 now, GError **error)
{
	PkiCatalog *catalog = placing->catalog;
	for (guint i = 0; i < placing->nodes->len; i++) {
		const PkiNode *node = &g_array_index (placing->nodes, PkiNode, i);
		if (!is_added (placing, node))
			continue;
		gint64 parent = g_array_index (placing->nodes, PkiNode, node->parent).id;
		if (!pki_catalog_save_standing (catalog, placing->nodes, node, error) ||
			!add_child (catalog, parent, node, now, error) ||
			!add_above (catalog, parent, node, error))
			return FALSE;
	}
	for (guint i = 0; i < added->len; i++)
		if (!pki_catalog_place_others (catalog, g_array_index (added, gint64, i), error))
			return FALSE;
	return TRUE;
}

gboolean pki_catalog_place (
	PkiStore *store, const GArray *added, gint64 now, gboolean *placed, GError **error)
{
	g_auto (Placing) placing = { 0 };
	placing_init (&placing, store);
	gboolean simple = added->len <= MOST_ADDED;
	*placed = FALSE;
	if (!simple)
		return TRUE;
	if (!take_added (&placing, added, &simple, error))
		return FALSE;
	if (!simple || is_awaited (&placing))
		return TRUE;
	if (!take_issuers (&placing, &simple, error) || !take_lists (&placing, error))
		return FALSE;
	if (!simple || !choose (&placing, now))
		return TRUE;
	apply_lists (&placing);
	*placed = save (&placing, added, now, error);
	return *placed;
}
