#include "config.h"

#include "src/store/catalog-write.h"

#include "src/base/time.h"
#include "src/store/catalog-fill.h"
#include "src/store/catalog-insert.h"
#include "src/store/catalog-object.h"

enum {
	FIRST_BATCH = 256,
	LARGEST_BATCH = 16384,
	KNOWN_FOLDERS = 4096,
	PASSED_BITS = 10,
};
#define BATCH_TIME (G_USEC_PER_SEC)

struct _PkiWriter {
	PkiCatalog *catalog;
	GHashTable *folders; /* path → id */
	GHashTable *loose; /* ids of objects that lost a place */
	GArray *gone_files, *gone_folders;
	guint pending, batch;
	gint64 began_at;
	gint64 last_object; /* ids are never given twice */
	gint64 last_file; /* of those that are given here, where nobody else writes */
	GArray *added; /* ids of objects, since the last commit */
	PkiFill fill;
	PkiInsert insert;
	gboolean alone, open, changed, committed;
	gboolean related; /* what has changed stands in its place already */
};

static gint64 *new_id (gint64 id)
{
	gint64 *copy = g_new (gint64, 1);
	*copy = id;
	return copy;
}

PkiWriter *pki_writer_new (PkiCatalog *catalog, gboolean alone)
{
	PkiWriter *writer = g_new0 (PkiWriter, 1);
	writer->catalog = catalog;
	writer->alone = alone;
	writer->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
	writer->loose = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	writer->gone_files = g_array_new (FALSE, FALSE, sizeof (gint64));
	writer->gone_folders = g_array_new (FALSE, FALSE, sizeof (gint64));
	writer->added = g_array_new (FALSE, FALSE, sizeof (gint64));
	writer->batch = FIRST_BATCH;
	pki_insert_begin (&writer->insert, catalog);
	return writer;
}

void pki_writer_free (PkiWriter *writer)
{
	if (!writer)
		return;
	pki_insert_clear (&writer->insert);
	if (writer->open)
		pki_catalog_rollback (writer->catalog);
	pki_fill_clear (&writer->fill);
	g_hash_table_unref (writer->folders);
	g_hash_table_unref (writer->loose);
	g_array_unref (writer->gone_files);
	g_array_unref (writer->gone_folders);
	g_array_unref (writer->added);
	g_free (writer);
}

static gboolean open_batch (PkiWriter *writer, GError **error)
{
	if (writer->open)
		return TRUE;
	if (!pki_catalog_begin (writer->catalog, error))
		return FALSE;
	writer->last_object = pki_catalog_get (writer->catalog, "last_object", 0);
	/* Between two batches another process may have removed a folder. */
	g_hash_table_remove_all (writer->folders);
	writer->open = TRUE;
	writer->began_at = g_get_monotonic_time ();
	return pki_fill_begin (&writer->fill, writer->catalog, error);
}

static gint64 insert_directory (
	PkiCatalog *catalog, gint64 parent, const char *name, GError **error)
{
	pki_autoreset sqlite3_stmt *insert = pki_catalog_prepare (
		catalog, "INSERT INTO directory (parent, name) VALUES (?, ?)", error);
	if (!insert)
		return 0;
	sqlite3_bind_int64 (insert, 1, parent);
	pki_bind_name (insert, 2, name);
	return pki_catalog_run (catalog, insert, error) ? pki_catalog_last_id (catalog) : 0;
}

/* The id of a folder's row, made where it is missing. */
static gint64 folder_id (PkiWriter *writer, const char *path, GError **error)
{
	const gint64 *known = g_hash_table_lookup (writer->folders, path);
	if (known)
		return *known;
	gint64 id = PKI_ROOT_DIRECTORY;
	for (const char *p = path; id && *p;) {
		gsize size = strcspn (p, "/");
		g_autofree char *name = g_strndup (p, size);
		gint64 child = pki_catalog_find_directory (writer->catalog, id, name);
		id = child ? child : insert_directory (writer->catalog, id, name, error);
		p += size + (p[size] == '/');
	}
	if (g_hash_table_size (writer->folders) >= KNOWN_FOLDERS)
		g_hash_table_remove_all (writer->folders);
	if (id)
		g_hash_table_insert (writer->folders, g_strdup (path), new_id (id));
	return id;
}

static gint64 pack_passed (const guint passed[PKI_PASSED_N])
{
	G_STATIC_ASSERT (PKI_PASSED_N * PASSED_BITS < 63);
	guint64 packed = 0;
	for (int i = 0; i < PKI_PASSED_N; i++)
		packed |= (guint64)MIN (passed[i], (1u << PASSED_BITS) - 1) << (i * PASSED_BITS);
	return (gint64)packed;
}

void pki_catalog_passed (PkiCatalog *catalog, guint passed[PKI_PASSED_N])
{
	pki_autoreset sqlite3_stmt *rows =
		pki_catalog_prepare (catalog, "SELECT passed FROM file WHERE passed <> 0", NULL);
	memset (passed, 0, PKI_PASSED_N * sizeof *passed);
	while (rows && pki_catalog_step (catalog, rows, NULL)) {
		guint64 packed = (guint64)sqlite3_column_int64 (rows, 0);
		for (int i = 0; i < PKI_PASSED_N; i++)
			passed[i] += packed >> (i * PASSED_BITS) & ((1u << PASSED_BITS) - 1);
	}
}

static void bind_file (sqlite3_stmt *put, gint64 folder, const char *name,
	const PkiFileState *state, const guint *passed)
{
	sqlite3_bind_int64 (put, 1, folder);
	pki_bind_name (put, 2, name);
	sqlite3_bind_int64 (put, 3, state->device);
	sqlite3_bind_int64 (put, 4, state->inode);
	sqlite3_bind_int64 (put, 5, state->size);
	sqlite3_bind_int64 (put, 6, state->mtime);
	sqlite3_bind_int64 (put, 7, state->ctime);
	sqlite3_bind_int64 (put, 8, state->read_at);
	sqlite3_bind_int64 (put, 9, pack_passed (passed));
}

static gboolean run_for_file (PkiWriter *writer, const char *sql, gint64 folder, const char *name,
	const PkiFileState *state, const guint *passed, GError **error)
{
	pki_autoreset sqlite3_stmt *put = pki_catalog_prepare (writer->catalog, sql, error);
	if (!put)
		return FALSE;
	bind_file (put, folder, name, state, passed);
	return pki_catalog_run (writer->catalog, put, error);
}

/* The id of the file's row, made or brought up to date. */
static gint64 put_file (PkiWriter *writer, gint64 folder, const char *name,
	const PkiFileState *state, const guint *passed, gboolean *is_new, GError **error)
{
	if (writer->alone) {
		*is_new = TRUE;
		pki_insert_file (&writer->insert, ++writer->last_file, folder, name, state,
			pack_passed (passed));
		return writer->last_file;
	}
	if (!run_for_file (writer,
		    "INSERT OR IGNORE INTO file (directory, name, device, inode, size, mtime, "
		    "ctime, read_at, passed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		    folder, name, state, passed, error))
		return 0;
	*is_new = pki_catalog_changes (writer->catalog) > 0;
	if (*is_new)
		return pki_catalog_last_id (writer->catalog);
	PkiFileState row;
	if (!run_for_file (writer,
		    "UPDATE file SET device = ?3, inode = ?4, size = ?5, mtime = ?6, ctime = ?7, "
		    "read_at = ?8, passed = ?9 WHERE directory = ?1 AND name = ?2",
		    folder, name, state, passed, error) ||
		!pki_catalog_find_file (writer->catalog, folder, name, &row))
		return 0;
	return row.id;
}

static void loosen (PkiWriter *writer, gint64 object)
{
	g_hash_table_add (writer->loose, new_id (object));
}

/* What waits to be put is found only when it is. */
static gboolean find_object (
	PkiWriter *writer, const PkiObject *object, gint64 *found, GError **error)
{
	*found = 0;
	if (!pki_fill_may_know (&writer->fill, object))
		return TRUE;
	if (!pki_insert_put (&writer->insert, error))
		return FALSE;
	*found = pki_fill_find (&writer->fill, writer->catalog, object);
	return TRUE;
}

static gint64 insert_object (PkiWriter *writer, const PkiSummary *summary)
{
	gint64 id = ++writer->last_object;
	gint64 place = pki_fill_guess (&writer->fill, summary);
	pki_insert_object (&writer->insert, id, summary, place);
	pki_fill_add (&writer->fill, summary, id, place);
	g_array_append_val (writer->added, id);
	return id;
}

static gboolean put_object (PkiWriter *writer, gint64 location, const PkiSummary *summary,
	gint64 before, GError **error)
{
	gint64 object;
	if (!find_object (writer, summary->object, &object, error))
		return FALSE;
	if (!object)
		object = insert_object (writer, summary);
	if (object != before) {
		writer->changed = TRUE;
		if (before)
			loosen (writer, before);
	}
	pki_insert_location (&writer->insert, location, object, summary);
	return !pki_insert_is_full (&writer->insert) || pki_insert_put (&writer->insert, error);
}

/* The objects at its places before, by index, which are given up. NULL on failure. */
static GArray *vacate (PkiWriter *writer, gint64 file, gboolean is_new, guint count, GError **error)
{
	if (is_new)
		return g_array_new (FALSE, FALSE, sizeof (gint64));
	gint64 first = file << PKI_INDEX_BITS, last = first + PKI_MOST_IN_FILE - 1;
	g_autoptr (GArray) before = pki_catalog_ids (writer->catalog,
		"SELECT object FROM location WHERE id BETWEEN ? AND ? ORDER BY id", first, last,
		error);
	for (guint i = count; before && i < before->len; i++) {
		writer->changed = TRUE;
		loosen (writer, g_array_index (before, gint64, i));
	}
	if (!before || !pki_catalog_run_with (writer->catalog,
			       "DELETE FROM location WHERE id BETWEEN ? AND ?", first, last, error))
		return NULL;
	return g_steal_pointer (&before);
}

gboolean pki_writer_put (PkiWriter *writer, const char *folder, const char *name,
	const PkiFileState *state, GPtrArray *summaries, const guint passed[PKI_PASSED_N],
	GError **error)
{
	if (!open_batch (writer, error))
		return FALSE;
	gint64 directory = folder_id (writer, folder, error);
	gboolean is_new = FALSE;
	gint64 file =
		directory ? put_file (writer, directory, name, state, passed, &is_new, error) : 0;
	if (!file)
		return FALSE;
	guint count = MIN (summaries->len, PKI_MOST_IN_FILE);
	g_autoptr (GArray) before = vacate (writer, file, is_new, count, error);
	if (!before)
		return FALSE;
	for (guint i = 0; i < count; i++) {
		gint64 was = i < before->len ? g_array_index (before, gint64, i) : 0;
		if (!put_object (writer, (file << PKI_INDEX_BITS) + i,
			    g_ptr_array_index (summaries, i), was, error))
			return FALSE;
	}
	writer->pending += 1 + count;
	return TRUE;
}

gboolean pki_writer_put_folder (PkiWriter *writer, const char *folder, GError **error)
{
	writer->pending++;
	return open_batch (writer, error) && folder_id (writer, folder, error) != 0;
}

void pki_writer_drop_file (PkiWriter *writer, gint64 file)
{
	g_array_append_val (writer->gone_files, file);
}

void pki_writer_drop_directory (PkiWriter *writer, gint64 directory)
{
	g_array_append_val (writer->gone_folders, directory);
}

static gboolean delete_by_id (PkiCatalog *catalog, const char *sql, gint64 id, GError **error)
{
	return pki_catalog_run_with (catalog, sql, id, 0, error);
}

static gboolean remove_file (PkiWriter *writer, gint64 file, GError **error)
{
	g_autoptr (GArray) before = vacate (writer, file, FALSE, 0, error);
	return before &&
	       delete_by_id (writer->catalog, "DELETE FROM file WHERE id = ?", file, error);
}

static void collect_file (gint64 id, const char *name, gpointer data)
{
	PkiWriter *writer = data;
	g_array_append_val (writer->gone_files, id);
}

static void collect_folder (gint64 id, const char *name, gpointer data)
{
	PkiWriter *writer = data;
	g_array_append_val (writer->gone_folders, id);
}

/* Folders below are put at the end of the list that is gone through. */
static gboolean remove_folders (PkiWriter *writer, GError **error)
{
	for (guint i = 0; i < writer->gone_folders->len; i++) {
		gint64 id = g_array_index (writer->gone_folders, gint64, i);
		pki_catalog_files (writer->catalog, id, collect_file, writer);
		pki_catalog_directories (writer->catalog, id, collect_folder, writer);
		if (!delete_by_id (
			    writer->catalog, "DELETE FROM directory WHERE id = ?", id, error))
			return FALSE;
	}
	g_hash_table_remove_all (writer->folders);
	g_array_set_size (writer->gone_folders, 0);
	return TRUE;
}

static gboolean has_place (PkiCatalog *catalog, gint64 object)
{
	pki_autoreset sqlite3_stmt *find = pki_catalog_prepare (
		catalog, "SELECT 1 FROM location WHERE object = ? LIMIT 1", NULL);
	if (!find)
		return TRUE;
	sqlite3_bind_int64 (find, 1, object);
	return pki_catalog_step (catalog, find, NULL);
}

static gboolean remove_object (PkiCatalog *catalog, gint64 id, GError **error)
{
	return delete_by_id (catalog, "DELETE FROM tree WHERE object = ?", id, error) &&
	       delete_by_id (catalog, "DELETE FROM object WHERE id = ?", id, error) &&
	       delete_by_id (catalog, "DELETE FROM der WHERE id = ?", id, error) &&
	       delete_by_id (catalog, "DELETE FROM branch WHERE object = ?", id, error) &&
	       delete_by_id (catalog, "DELETE FROM verdict WHERE child = ?", id, error);
}

static gboolean remove_loose (PkiWriter *writer, GError **error)
{
	GHashTableIter iter;
	gpointer key;
	g_hash_table_iter_init (&iter, writer->loose);
	while (g_hash_table_iter_next (&iter, &key, NULL)) {
		gint64 object = *(gint64 *)key;
		if (!has_place (writer->catalog, object) &&
			!remove_object (writer->catalog, object, error))
			return FALSE;
	}
	g_hash_table_remove_all (writer->loose);
	return TRUE;
}

/* A scan that is killed here leaves word that relations are to be worked out. */
static gboolean save_state (PkiWriter *writer, GError **error)
{
	PkiCatalog *catalog = writer->catalog;
	if (writer->last_object != pki_catalog_get (catalog, "last_object", 0) &&
		!pki_catalog_set (catalog, "last_object", writer->last_object, error))
		return FALSE;
	return !writer->changed || writer->related || !pki_catalog_get (catalog, "related", 0) ||
	       pki_catalog_set (catalog, "related", 0, error);
}

gboolean pki_writer_flush (PkiWriter *writer, gboolean force, gboolean *committed, GError **error)
{
	if (!pki_insert_put (&writer->insert, error))
		return FALSE;
	gboolean late = g_get_monotonic_time () - writer->began_at > BATCH_TIME;
	gboolean enough = !writer->alone && (late || writer->pending >= writer->batch);
	gboolean due = writer->open && (force || enough);
	if (committed)
		*committed = due;
	if (!due)
		return TRUE;
	if (!save_state (writer, error))
		return FALSE;
	writer->open = writer->related = FALSE;
	writer->committed = TRUE;
	writer->pending = 0;
	g_array_set_size (writer->added, 0);
	writer->batch = MIN (writer->batch * 4, LARGEST_BATCH);
	return pki_catalog_commit (writer->catalog, error);
}

const GArray *pki_writer_only_added (const PkiWriter *writer)
{
	gboolean only = writer->open && !writer->committed && !writer->alone &&
			!writer->fill.prints && !writer->gone_files->len &&
			!writer->gone_folders->len && !g_hash_table_size (writer->loose) &&
			pki_catalog_get (writer->catalog, "related", 0);
	return only ? writer->added : NULL;
}

void pki_writer_set_related (PkiWriter *writer)
{
	writer->related = TRUE;
}

GArray *pki_writer_nodes (const PkiWriter *writer)
{
	return writer->fill.nodes ? g_array_ref (writer->fill.nodes) : NULL;
}

gboolean pki_writer_finish (PkiWriter *writer, GError **error)
{
	pki_fill_clear (&writer->fill);
	if (!writer->gone_files->len && !writer->gone_folders->len &&
		!g_hash_table_size (writer->loose))
		return pki_writer_flush (writer, TRUE, NULL, error);
	if (!open_batch (writer, error) || !remove_folders (writer, error))
		return FALSE;
	for (guint i = 0; i < writer->gone_files->len; i++)
		if (!remove_file (writer, g_array_index (writer->gone_files, gint64, i), error))
			return FALSE;
	g_array_set_size (writer->gone_files, 0);
	return remove_loose (writer, error) && pki_writer_flush (writer, TRUE, NULL, error);
}
