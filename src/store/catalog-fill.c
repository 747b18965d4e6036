#include "config.h"

#include "src/store/catalog-fill.h"

#include "src/store/catalog-object.h"

enum { MOST_PRINTS = 1 << 20 };

gboolean pki_fill_begin (PkiFill *fill, PkiCatalog *catalog, GError **error)
{
	gint64 version = pki_catalog_version_of_data (catalog);
	if (!fill->begun) {
		fill->begun = TRUE;
		fill->version = version;
		if (!pki_catalog_number (catalog, "SELECT EXISTS (SELECT 1 FROM object)", 0, 0)) {
			fill->prints = g_hash_table_new (NULL, NULL);
			fill->issuers = g_hash_table_new (NULL, NULL);
			return TRUE;
		}
		return pki_fill_end (fill, catalog, error);
	}
	if (!fill->prints ||
		(version == fill->version && g_hash_table_size (fill->prints) < MOST_PRINTS))
		return TRUE;
	return pki_fill_end (fill, catalog, error);
}

gboolean pki_fill_end (PkiFill *fill, PkiCatalog *catalog, GError **error)
{
	pki_fill_clear (fill);
	return pki_catalog_execute (catalog, pki_catalog_indexes, error);
}

void pki_fill_clear (PkiFill *fill)
{
	g_clear_pointer (&fill->prints, g_hash_table_unref);
	g_clear_pointer (&fill->issuers, g_hash_table_unref);
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

void pki_fill_add (PkiFill *fill, const PkiSummary *summary, gint64 id)
{
	if (!fill->prints)
		return;
	g_hash_table_insert (
		fill->prints, print_of (summary->object), GSIZE_TO_POINTER ((gsize)id));
	if (summary->flags & PKI_FLAG_CA && summary->subject && summary->ski)
		g_hash_table_insert (fill->issuers, issuer_of (summary->subject, summary->ski),
			GSIZE_TO_POINTER ((gsize)id));
}

gboolean pki_fill_guess (const PkiFill *fill, const PkiSummary *summary, gint64 *place)
{
	if (!fill->prints || !summary->issuer)
		return FALSE;
	*place = PKI_PLACE_ROOT;
	if (summary->flags & PKI_FLAG_SELF_ISSUED)
		return TRUE;
	*place = (gint64)GPOINTER_TO_SIZE (
		g_hash_table_lookup (fill->issuers, issuer_of (summary->issuer, summary->aki)));
	return *place != 0;
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
		(void)pki_fill_end (fill, catalog, NULL);
	}
	return find_by (catalog, "SELECT id, type, digest FROM object WHERE print = ?",
		pki_summary_print (object->digest), object);
}
