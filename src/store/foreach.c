/*
 * All places in the order of their paths, streamed: folders are gone through like git sorts a tree,
 * where a folder counts as its name with a slash behind it. What a filter finds is looked up first.
 */
#include "config.h"

#include "src/store/catalog-relate.h"
#include "src/store/filter-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"

enum { PAGE = 256, STEPS_PER_HOLD = 512 };

typedef struct {
	gint64 id;
	char *name;
} Entry;

/* A folder on the way: what is left of its files (fetched in pages) and of its subfolders. */
typedef struct {
	gint64 id;
	char *path;
	GArray *files, *folders; /* Entry */
	guint file, folder;
	gboolean at_end; /* no page follows */
} Level;

typedef struct {
	PkiStore *store;
	gint64 now;
	PkiItemFunction function;
	gpointer data;
	gboolean brief, stopped;
	PkiParentMemo memo;
} Pass;

static void entry_clear (Entry *entry)
{
	g_free (entry->name);
}

static GArray *entries_new (void)
{
	GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
	g_array_set_clear_func (entries, (GDestroyNotify)entry_clear);
	return entries;
}

static void level_free (Level *level)
{
	g_free (level->path);
	g_array_unref (level->files);
	g_array_unref (level->folders);
	g_free (level);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Level, level_free)

/* What is left out without a word is worse than an error. */
static gboolean read_entries (PkiCatalog *catalog, sqlite3_stmt *rows, GArray *out, GError **error)
{
	gboolean is_row;
	while (pki_catalog_next (catalog, rows, &is_row, error)) {
		if (!is_row)
			return TRUE;
		Entry entry = { sqlite3_column_int64 (rows, 0), pki_column_name (rows, 1) };
		g_array_append_val (out, entry);
	}
	return FALSE;
}

static int compare_folders (gconstpointer a, gconstpointer b)
{
	g_autofree char *one = g_strconcat (((const Entry *)a)->name, "/", NULL);
	g_autofree char *two = g_strconcat (((const Entry *)b)->name, "/", NULL);
	return strcmp (one, two);
}

/* Takes PATH. */
static Level *level_new (PkiCatalog *catalog, gint64 id, char *path, GError **error)
{
	g_autoptr (Level) level = g_new0 (Level, 1);
	level->id = id;
	level->path = path;
	level->files = entries_new ();
	level->folders = entries_new ();
	pki_autoreset sqlite3_stmt *rows = pki_catalog_prepare (
		catalog, "SELECT id, name FROM directory WHERE parent = ?", error);
	if (!rows)
		return NULL;
	sqlite3_bind_int64 (rows, 1, id);
	if (!read_entries (catalog, rows, level->folders, error))
		return NULL;
	g_array_sort (level->folders, compare_folders);
	return g_steal_pointer (&level);
}

static gboolean read_page (PkiCatalog *catalog, Level *level, GError **error)
{
	guint count = level->files->len;
	g_autofree char *last =
		g_strdup (count ? g_array_index (level->files, Entry, count - 1).name : "");
	pki_autoreset sqlite3_stmt *rows = pki_catalog_prepare (catalog,
		"SELECT id, name FROM file WHERE directory = ? AND name > ? ORDER BY name LIMIT ?",
		error);
	g_array_set_size (level->files, 0);
	level->file = 0;
	if (!rows)
		return FALSE;
	sqlite3_bind_int64 (rows, 1, level->id);
	pki_bind_name (rows, 2, last);
	sqlite3_bind_int (rows, 3, PAGE);
	if (!read_entries (catalog, rows, level->files, error))
		return FALSE;
	level->at_end = level->files->len < PAGE;
	return TRUE;
}

/* The next file of a folder in *file, or NULL; it stays while no other is asked for. */
static gboolean peek_file (PkiCatalog *catalog, Level *level, const Entry **file, GError **error)
{
	if (level->file >= level->files->len && !level->at_end &&
		!read_page (catalog, level, error))
		return FALSE;
	*file = level->file < level->files->len ? &g_array_index (level->files, Entry, level->file)
						: NULL;
	return TRUE;
}

static gboolean throw_incomplete (GError **error)
{
	g_autofree char *folder = pki_catalog_folder ();
	g_autofree char *shown = pki_text_printable (folder, -1);
	return pki_throw (error, PKI_ERROR_STALE,
		_ ("the catalog failed: it names what it does not hold. Delete it, it is but a "
		   "cache: %s"),
		shown);
}

static gboolean emit (Pass *pass, gint64 location, gint64 object, const char *path, GError **error)
{
	g_auto (PkiRow) row = { 0 };
	GError *failure = NULL;
	if (!pki_catalog_row (pass->store->catalog, object, &row, &failure)) {
		if (!failure)
			return throw_incomplete (error);
		g_propagate_error (error, failure);
		return FALSE;
	}
	g_autoptr (PkiItem) item = pki_store_make_item (pass->store, &row, path,
		(guint)(location & (PKI_MOST_IN_FILE - 1)), pass->now, pass->brief, &pass->memo);
	pass->stopped = !pass->function (item, pass->data);
	return TRUE;
}

/* The function may take its time: no statement is open while it runs. */
static gboolean emit_file (Pass *pass, gint64 file, const char *path, GError **error)
{
	gint64 next = file << PKI_INDEX_BITS;
	gint64 last = next + PKI_MOST_IN_FILE - 1;
	while (!pass->stopped) {
		gint64 object;
		{
			pki_autoreset sqlite3_stmt *row = pki_catalog_prepare (pass->store->catalog,
				"SELECT id, object FROM location WHERE id BETWEEN ? AND ? "
				"ORDER BY id LIMIT 1",
				error);
			if (!row)
				return FALSE;
			sqlite3_bind_int64 (row, 1, next);
			sqlite3_bind_int64 (row, 2, last);
			gboolean is_row;
			if (!pki_catalog_next (pass->store->catalog, row, &is_row, error))
				return FALSE;
			if (!is_row)
				return TRUE;
			next = sqlite3_column_int64 (row, 0);
			object = sqlite3_column_int64 (row, 1);
		}
		if (!emit (pass, next, object, path, error))
			return FALSE;
		next++;
	}
	return TRUE;
}

/* Takes what comes first in the uppermost level; FALSE in *more when nothing is left there. */
static gboolean step (Pass *pass, GPtrArray *levels, gboolean *more, GError **error)
{
	PkiCatalog *catalog = pass->store->catalog;
	Level *level = g_ptr_array_index (levels, levels->len - 1);
	const Entry *file;
	if (!peek_file (catalog, level, &file, error))
		return FALSE;
	const Entry *folder = level->folder < level->folders->len
				      ? &g_array_index (level->folders, Entry, level->folder)
				      : NULL;
	*more = file || folder;
	if (!*more)
		return TRUE;
	g_autofree char *name = folder ? g_strconcat (folder->name, "/", NULL) : NULL;
	gboolean is_file = file && (!folder || strcmp (file->name, name) < 0);
	char *path = g_strconcat (
		level->path, *level->path ? "/" : "", is_file ? file->name : folder->name, NULL);
	if (!is_file) {
		level->folder++;
		Level *below = level_new (catalog, folder->id, path, error);
		if (below)
			g_ptr_array_add (levels, below);
		return below != NULL;
	}
	level->file++;
	gboolean done = emit_file (pass, file->id, path, error);
	g_free (path);
	return done;
}

/* Not for ever: who holds it keeps the journal from being emptied. */
static void hold_for_a_while (Pass *pass, guint steps)
{
	PkiCatalog *catalog = pass->store->catalog;
	if (steps % STEPS_PER_HOLD == 0 && steps > 0)
		pki_catalog_release (catalog);
	if (steps % STEPS_PER_HOLD == 0) {
		pki_catalog_hold (catalog);
		pass->memo.id = 0;
	}
}

static gboolean go_through (Pass *pass, GError **error)
{
	g_autoptr (GPtrArray) levels = g_ptr_array_new_with_free_func ((GDestroyNotify)level_free);
	Level *top = level_new (pass->store->catalog, PKI_ROOT_DIRECTORY, g_strdup (""), error);
	if (!top)
		return FALSE;
	g_ptr_array_add (levels, top);
	gboolean done = TRUE;
	for (guint steps = 0; done && levels->len > 0 && !pass->stopped; steps++) {
		gboolean more;
		hold_for_a_while (pass, steps);
		done = step (pass, levels, &more, error);
		if (done && !more)
			g_ptr_array_set_size (levels, (int)levels->len - 1);
	}
	pki_catalog_release (pass->store->catalog);
	return done;
}

/* Those who stand directly above IDS. */
static GArray *parents_of (PkiCatalog *catalog, const GArray *ids, GHashTable *seen)
{
	GArray *parents = g_array_new (FALSE, FALSE, sizeof (gint64));
	for (guint i = 0; i < ids->len; i++) {
		gint64 parent = pki_catalog_number (catalog,
			"SELECT max (place, 0) FROM tree WHERE object = ?",
			g_array_index (ids, gint64, i), 0);
		if (parent && g_hash_table_add (seen, g_memdup2 (&parent, sizeof parent)))
			g_array_append_val (parents, parent);
	}
	return parents;
}

static GArray *objects_of (const GArray *places)
{
	GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), places->len);
	for (guint i = 0; i < places->len; i++)
		g_array_append_val (ids, g_array_index (places, PkiFoundPlace, i).object);
	return ids;
}

/* Of those at PLACES and of all above them. */
static void check_signatures (PkiStore *store, const GArray *places)
{
	g_autoptr (GHashTable) seen =
		g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	g_autoptr (GArray) ids = objects_of (places);
	while (ids->len > 0) {
		(void)pki_store_check_signatures (
			store, (const gint64 *)(void *)ids->data, ids->len, NULL, NULL);
		GArray *above = parents_of (store->catalog, ids, seen);
		g_array_unref (ids);
		ids = above;
	}
}

/* A verdict may have shown that something is revoked, or is not. */
static GArray *find_checked (PkiStore *store, const PkiFilter *filter, gint64 now, GError **error)
{
	g_autoptr (GArray) places = pki_store_find_places (store, filter, now, error);
	if (!places)
		return NULL;
	guint64 before = pki_catalog_generation (store->catalog);
	check_signatures (store, places);
	return pki_catalog_generation (store->catalog) == before
		       ? g_steal_pointer (&places)
		       : pki_store_find_places (store, filter, now, error);
}

/* A place may be gone by now. */
static gboolean emit_found (Pass *pass, const PkiFoundPlace *place, GError **error)
{
	PkiCatalog *catalog = pass->store->catalog;
	g_autoptr (GArray) there =
		pki_catalog_ids (catalog, "SELECT id FROM location WHERE id = ? AND object = ?",
			place->location, place->object, error);
	if (!there || there->len == 0)
		return there != NULL;
	g_autofree char *path = pki_catalog_file_path (catalog, place->location >> PKI_INDEX_BITS);
	return path ? emit (pass, place->location, place->object, path, error)
		    : throw_incomplete (error);
}

static gboolean go_through_found (Pass *pass, const PkiFilter *filter, GError **error)
{
	PkiCatalog *catalog = pass->store->catalog;
	g_autoptr (GArray) places = find_checked (pass->store, filter, pass->now, error);
	gboolean done = places != NULL;
	for (guint i = 0; done && i < places->len && !pass->stopped; i++) {
		const PkiFoundPlace *place = &g_array_index (places, PkiFoundPlace, i);
		hold_for_a_while (pass, i);
		done = emit_found (pass, place, error);
	}
	if (places && places->len > 0)
		pki_catalog_release (catalog);
	return done;
}

/* One that is found damaged is thrown away: what follows it is empty. */
static gboolean is_whole (PkiStore *store, GError **error)
{
	return pki_store_is_scanned (store) ||
	       pki_throw (error, PKI_ERROR_STALE,
		       _ ("the catalog was lost on the way. Try again: it is made anew"));
}

static gboolean run (Pass *pass, const PkiFilter *filter, GError **error)
{
	pki_catalog_follow (pass->store->catalog);
	if (filter && !pki_filter_is_empty (filter))
		return go_through_found (pass, filter, error) && is_whole (pass->store, error);
	/* Checked beforehand, for a verdict may move a certificate to another parent. */
	(void)pki_store_check_signatures (pass->store, NULL, 0, NULL, NULL);
	return go_through (pass, error) && is_whole (pass->store, error);
}

gboolean pki_store_foreach (PkiStore *store, const PkiFilter *filter, gint64 now,
	PkiItemFunction function, gpointer data, GError **error)
{
	Pass pass = { store, now, function, data, FALSE, FALSE, { 0 } };
	return run (&pass, filter, error);
}

gboolean pki_store_foreach_brief (PkiStore *store, const PkiFilter *filter, gint64 now,
	PkiItemFunction function, gpointer data, GError **error)
{
	Pass pass = { store, now, function, data, TRUE, FALSE, { 0 } };
	return run (&pass, filter, error);
}
