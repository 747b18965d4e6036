#include "config.h"

#include "src/store/catalog-note.h"

GPtrArray *pki_catalog_notes (PkiCatalog *catalog)
{
	GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
	pki_autoreset sqlite3_stmt *row =
		pki_catalog_prepare (catalog, "SELECT text FROM note ORDER BY rowid", NULL);
	while (row && pki_catalog_step (catalog, row, NULL))
		g_ptr_array_add (notes, g_strdup ((const char *)sqlite3_column_text (row, 0)));
	return notes;
}

static gboolean are_equal (const GPtrArray *one, const GPtrArray *two)
{
	if (one->len != two->len)
		return FALSE;
	for (guint i = 0; i < one->len; i++)
		if (g_strcmp0 (g_ptr_array_index (one, i), g_ptr_array_index (two, i)) != 0)
			return FALSE;
	return TRUE;
}

static int compare_texts (gconstpointer a, gconstpointer b)
{
	return strcmp (*(char *const *)a, *(char *const *)b);
}

gboolean pki_catalog_set_notes (PkiCatalog *catalog, GPtrArray *notes, GError **error)
{
	g_autoptr (GPtrArray) before = pki_catalog_notes (catalog);
	g_ptr_array_sort (notes, compare_texts);
	if (are_equal (before, notes))
		return TRUE;
	if (!pki_catalog_execute (catalog, "DELETE FROM note", error))
		return FALSE;
	for (guint i = 0; i < notes->len; i++) {
		pki_autoreset sqlite3_stmt *insert =
			pki_catalog_prepare (catalog, "INSERT INTO note VALUES (?)", error);
		if (!insert)
			return FALSE;
		sqlite3_bind_text (insert, 1, g_ptr_array_index (notes, i), -1, SQLITE_STATIC);
		if (!pki_catalog_run (catalog, insert, error))
			return FALSE;
	}
	return TRUE;
}
