#include "config.h"

#include "src/store/catalog-file.h"

gint64 pki_catalog_find_directory (PkiCatalog *catalog, gint64 parent, const char *name)
{
	pki_autoreset sqlite3_stmt *find = pki_catalog_prepare (
		catalog, "SELECT id FROM directory WHERE parent = ? AND name = ?", NULL);
	if (!find)
		return 0;
	sqlite3_bind_int64 (find, 1, parent);
	pki_bind_name (find, 2, name);
	return pki_catalog_step (catalog, find, NULL) ? sqlite3_column_int64 (find, 0) : 0;
}

gboolean pki_catalog_find_file (
	PkiCatalog *catalog, gint64 directory, const char *name, PkiFileState *out)
{
	pki_autoreset sqlite3_stmt *find = pki_catalog_prepare (catalog,
		"SELECT id, device, inode, size, mtime, ctime, read_at FROM file "
		"WHERE directory = ? AND name = ?",
		NULL);
	if (!find)
		return FALSE;
	sqlite3_bind_int64 (find, 1, directory);
	pki_bind_name (find, 2, name);
	if (!pki_catalog_step (catalog, find, NULL))
		return FALSE;
	out->id = sqlite3_column_int64 (find, 0);
	out->device = sqlite3_column_int64 (find, 1);
	out->inode = sqlite3_column_int64 (find, 2);
	out->size = sqlite3_column_int64 (find, 3);
	out->mtime = sqlite3_column_int64 (find, 4);
	out->ctime = sqlite3_column_int64 (find, 5);
	out->read_at = sqlite3_column_int64 (find, 6);
	return TRUE;
}

guint pki_catalog_count_files (PkiCatalog *catalog, gint64 directory)
{
	pki_autoreset sqlite3_stmt *count = pki_catalog_prepare (
		catalog, "SELECT count(*) FROM file WHERE directory = ?", NULL);
	if (!count)
		return 0;
	sqlite3_bind_int64 (count, 1, directory);
	return pki_catalog_step (catalog, count, NULL) ? (guint)sqlite3_column_int64 (count, 0) : 0;
}

static void each_name (PkiCatalog *catalog, const char *sql, gint64 directory,
	PkiNameFunction function, gpointer data)
{
	pki_autoreset sqlite3_stmt *names = pki_catalog_prepare (catalog, sql, NULL);
	if (!names)
		return;
	sqlite3_bind_int64 (names, 1, directory);
	while (pki_catalog_step (catalog, names, NULL)) {
		g_autofree char *name = pki_column_name (names, 1);
		function (sqlite3_column_int64 (names, 0), name, data);
	}
}

void pki_catalog_files (
	PkiCatalog *catalog, gint64 directory, PkiNameFunction function, gpointer data)
{
	each_name (catalog, "SELECT id, name FROM file WHERE directory = ?", directory, function,
		data);
}

void pki_catalog_directories (
	PkiCatalog *catalog, gint64 directory, PkiNameFunction function, gpointer data)
{
	each_name (catalog, "SELECT id, name FROM directory WHERE parent = ?", directory, function,
		data);
}

gint64 pki_catalog_directory_at (PkiCatalog *catalog, const char *path)
{
	gint64 id = PKI_ROOT_DIRECTORY;
	while (id && *path) {
		gsize size = strcspn (path, "/");
		g_autofree char *name = g_strndup (path, size);
		if (*name)
			id = pki_catalog_find_directory (catalog, id, name);
		path += size + (path[size] == '/');
	}
	return id;
}

/* Puts the folders above in front of NAME. */
static char *complete (PkiCatalog *catalog, gint64 directory, const char *name)
{
	g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
	while (directory != PKI_ROOT_DIRECTORY) {
		pki_autoreset sqlite3_stmt *up = pki_catalog_prepare (
			catalog, "SELECT parent, name FROM directory WHERE id = ?", NULL);
		if (!up)
			return NULL;
		sqlite3_bind_int64 (up, 1, directory);
		if (!pki_catalog_step (catalog, up, NULL))
			return NULL;
		directory = sqlite3_column_int64 (up, 0);
		g_ptr_array_add (parts, pki_column_name (up, 1));
	}
	g_autoptr (GString) path = g_string_new (NULL);
	for (guint i = parts->len; i > 0; i--)
		g_string_append_printf (path, "%s/", (char *)g_ptr_array_index (parts, i - 1));
	g_string_append (path, name);
	return g_string_free (g_steal_pointer (&path), FALSE);
}

char *pki_catalog_file_path (PkiCatalog *catalog, gint64 file)
{
	gint64 directory;
	g_autofree char *name = NULL;
	{
		pki_autoreset sqlite3_stmt *find = pki_catalog_prepare (
			catalog, "SELECT directory, name FROM file WHERE id = ?", NULL);
		if (!find)
			return NULL;
		sqlite3_bind_int64 (find, 1, file);
		if (!pki_catalog_step (catalog, find, NULL))
			return NULL;
		directory = sqlite3_column_int64 (find, 0);
		name = pki_column_name (find, 1);
	}
	return complete (catalog, directory, name);
}
