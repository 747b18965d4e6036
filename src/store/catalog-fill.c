#include "config.h"

#include "src/store/catalog-fill.h"

#include "src/base/time.h"
#include "src/store/catalog-object.h"

enum { MOST_PRINTS = 1 << 20 };

/* From now on the index tells what is there. */
static gboolean end_fill (PkiFill *fill, PkiCatalog *catalog, GError **error)
{
	pki_fill_clear (fill);
	return pki_catalog_execute (catalog, pki_catalog_print_index, error);
}

gboolean pki_fill_begin (PkiFill *fill, PkiCatalog *catalog, GError **error)
{
	gint64 version = pki_catalog_version_of_data (catalog);
	if (!fill->begun) {
		fill->begun = TRUE;
		fill->version = version;
		if (!pki_catalog_number (catalog, "SELECT EXISTS (SELECT 1 FROM object)", 0, 0)) {
			fill->prints = g_hash_table_new (NULL, NULL);
			fill->issuers = g_hash_table_new (NULL, NULL);
			fill->nodes = g_array_new (FALSE, FALSE, sizeof (PkiNode));
			return TRUE;
		}
		return end_fill (fill, catalog, error);
	}
	if (!fill->prints ||
		(version == fill->version && g_hash_table_size (fill->prints) < MOST_PRINTS))
		return TRUE;
	return end_fill (fill, catalog, error);
}

void pki_fill_clear (PkiFill *fill)
{
	g_clear_pointer (&fill->prints, g_hash_table_unref);
	g_clear_pointer (&fill->issuers, g_hash_table_unref);
	g_clear_pointer (&fill->nodes, g_array_unref);
}

static gpointer print_of (const PkiObject *object)
{
	return GSIZE_TO_POINTER ((gsize)pki_summary_print (object->digest));
}

/* One number for a name with a key identifier. */
static gpointer issuer_of (gint64 name, gint64 key_id)
{
	return GSIZE_TO_POINTER ((gsize)name * 31 ^ (gsize)key_id);
}

gint64 pki_fill_guess (const PkiFill *fill, const PkiSummary *summary)
{
	if (!fill->prints || !summary->issuer)
		return PKI_NODE_NOWHERE;
	if (summary->flags & PKI_FLAG_SELF_ISSUED)
		return PKI_PLACE_ROOT;
	gpointer id =
		g_hash_table_lookup (fill->issuers, issuer_of (summary->issuer, summary->aki));
	return id ? (gint64)GPOINTER_TO_SIZE (id) : PKI_NODE_NOWHERE;
}

static void add_node (PkiFill *fill, const PkiSummary *summary, gint64 id, gint64 place)
{
	PkiNode node = {
		.id = id,
		.print = pki_summary_print (summary->object->digest),
		.type = (guint8)summary->object->type,
		.flags = summary->flags,
		.subject = summary->subject,
		.issuer = summary->issuer,
		.ski = summary->ski,
		.aki = summary->aki,
		.key = summary->key,
		.serial = summary->serial,
		.not_before = summary->not_before,
		.not_after = summary->not_after,
		.soon_at = summary->soon_at,
		.was_place = place,
		.was_revoked_at = PKI_TIME_NONE,
		.was_reason = -1,
		.parent = -1,
	};
	g_array_append_val (fill->nodes, node);
}

void pki_fill_add (PkiFill *fill, const PkiSummary *summary, gint64 id, gint64 place)
{
	if (!fill->prints)
		return;
	PkiObjectType type = summary->object->type;
	gpointer row = GSIZE_TO_POINTER ((gsize)id);
	g_hash_table_insert (fill->prints, print_of (summary->object), row);
	if (summary->flags & PKI_FLAG_CA && summary->subject && summary->ski)
		g_hash_table_insert (
			fill->issuers, issuer_of (summary->subject, summary->ski), row);
	if (type == PKI_OBJECT_CERTIFICATE || type == PKI_OBJECT_CRL)
		add_node (fill, summary, id, place);
}

static gboolean is_same (sqlite3_stmt *row, const PkiObject *object)
{
	return sqlite3_column_int (row, 1) == (int)object->type &&
	       sqlite3_column_bytes (row, 2) == sizeof object->digest &&
	       memcmp (sqlite3_column_blob (row, 2), object->digest, sizeof object->digest) == 0;
}

static gint64 find_by (PkiCatalog *catalog, const char *sql, gint64 value, const PkiObject *object)
{
	pki_autoreset sqlite3_stmt *find = pki_catalog_prepare (catalog, sql, NULL);
	if (!find)
		return 0;
	sqlite3_bind_int64 (find, 1, value);
	while (pki_catalog_step (catalog, find, NULL))
		if (is_same (find, object))
			return sqlite3_column_int64 (find, 0);
	return 0;
}

gboolean pki_fill_may_know (const PkiFill *fill, const PkiObject *object)
{
	return !fill->prints || g_hash_table_contains (fill->prints, print_of (object));
}

gint64 pki_fill_find (PkiFill *fill, PkiCatalog *catalog, const PkiObject *object)
{
	if (fill->prints) {
		gpointer known = g_hash_table_lookup (fill->prints, print_of (object));
		if (!known)
			return 0;
		gint64 id = find_by (catalog, "SELECT id, type, digest FROM object WHERE id = ?",
			(gint64)GPOINTER_TO_SIZE (known), object);
		if (id)
			return id;
		/* Two that start alike: only the index knows all of these. */
		(void)end_fill (fill, catalog, NULL);
	}
	return find_by (catalog, "SELECT id, type, digest FROM object WHERE print = ?",
		pki_summary_print (object->digest), object);
}
