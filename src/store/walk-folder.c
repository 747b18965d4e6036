#include "config.h"

#include "src/store/walk-private.h"

#include "src/store/beneath.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

PkiFolder *pki_folder_ref (PkiFolder *folder)
{
	g_atomic_ref_count_inc (&folder->references);
	return folder;
}

typedef struct {
	PkiFolder *folder;
	PkiWalkBatch *batch;
} Vanished;

static void check_file (gint64 id, const char *name, gpointer data)
{
	Vanished *vanished = data;
	struct stat status;
	if (fstatat (vanished->folder->descriptor, name, &status, 0) < 0 ||
		!S_ISREG (status.st_mode))
		g_array_append_val (vanished->batch->gone_files, id);
}

/* Only where there are more rows than files is each of them asked for. */
static void find_vanished (PkiFolder *folder, PkiWalk *walk, PkiCatalog *catalog)
{
	guint rows = pki_catalog_count_files (catalog, folder->id);
	if (rows == (guint)g_atomic_int_get (&folder->known))
		return;
	Vanished vanished = { folder, pki_walk_batch_new (folder->path) };
	pki_catalog_files (catalog, folder->id, check_file, &vanished);
	pki_walk_hand_over (walk, vanished.batch);
}

void pki_folder_unref (PkiFolder *folder, PkiWalk *walk, PkiCatalog *catalog)
{
	if (!g_atomic_ref_count_dec (&folder->references))
		return;
	if (catalog && folder->id && folder->complete && !pki_walk_is_stopped (walk))
		find_vanished (folder, walk, catalog);
	(void)close (folder->descriptor);
	g_free (folder->path);
	g_free (folder);
}

static void push_names (PkiWalk *walk, PkiFolder *folder, GPtrArray **names)
{
	if ((*names)->len == 0)
		return;
	PkiTask *task = g_new0 (PkiTask, 1);
	task->folder = pki_folder_ref (folder);
	task->names = *names;
	*names = g_ptr_array_new_with_free_func (g_free);
	pki_walk_push (walk, task);
}

static void push_folder (PkiWalk *walk, PkiFolder *parent, const char *name, GHashTable *rows)
{
	PkiTask *task = g_new0 (PkiTask, 1);
	task->path = pki_walk_join (parent->path, name);
	gint64 *id = g_hash_table_lookup (rows, name);
	task->id = id ? *id : 0;
	g_hash_table_remove (rows, name);
	pki_walk_push (walk, task);
}

static gboolean is_folder (PkiFolder *folder, const struct dirent *entry)
{
	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
	struct stat status;
	return fstatat (folder->descriptor, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR (status.st_mode);
}

static void remember_folder (gint64 id, const char *name, gpointer data)
{
	gint64 *copy = g_new (gint64, 1);
	*copy = id;
	g_hash_table_insert (data, g_strdup (name), copy);
}

static gboolean is_left_alone (const char *name)
{
	return strcmp (name, ".") == 0 || strcmp (name, "..") == 0 || strcmp (name, ".git") == 0;
}

static void add_name (
	PkiWalk *walk, PkiFolder *folder, GPtrArray **names, int type, const char *name)
{
	const char first[] = { (char)(type + 1), 0 };
	g_ptr_array_add (*names, g_strconcat (first, name, NULL));
	if ((*names)->len >= PKI_NAMES_PER_TASK)
		push_names (walk, folder, names);
}

/* Hands the entries on. Rows of folders that are no longer there stay in ROWS. */
static void list_entries (PkiWalk *walk, PkiFolder *folder, DIR *dir, GHashTable *rows)
{
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	for (;;) {
		errno = 0;
		const struct dirent *entry = readdir (dir);
		if (!entry || pki_walk_is_stopped (walk)) {
			folder->complete = !entry && errno == 0;
			break;
		}
		if (is_left_alone (entry->d_name))
			continue;
		if (is_folder (folder, entry)) {
			push_folder (walk, folder, entry->d_name, rows);
			continue;
		}
		add_name (walk, folder, &names, entry->d_type, entry->d_name);
	}
	push_names (walk, folder, &names);
}

static void name_entries (PkiWalk *walk, PkiFolder *folder, const GPtrArray *wanted)
{
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	for (guint i = 0; i < wanted->len; i++)
		add_name (walk, folder, &names, DT_UNKNOWN, g_ptr_array_index (wanted, i));
	push_names (walk, folder, &names);
}

static void drop_folders (PkiWalk *walk, PkiFolder *folder, GHashTable *rows)
{
	if (!folder->complete || g_hash_table_size (rows) == 0)
		return;
	PkiWalkBatch *batch = pki_walk_batch_new (folder->path);
	GHashTableIter iter;
	gpointer id;
	g_hash_table_iter_init (&iter, rows);
	while (g_hash_table_iter_next (&iter, NULL, &id))
		g_array_append_val (batch->gone_folders, *(gint64 *)id);
	pki_walk_hand_over (walk, batch);
}

static void list_folder (PkiWalk *walk, PkiCatalog *catalog, PkiFolder *folder, DIR *dir)
{
	g_autoptr (GHashTable) rows =
		g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
	if (folder->id)
		pki_catalog_directories (catalog, folder->id, remember_folder, rows);
	list_entries (walk, folder, dir, rows);
	drop_folders (walk, folder, rows);
}

/* A folder that can't be listed: what was known of it is no longer vouched for. */
static void drop_folder (PkiWalk *walk, const PkiTask *task, int number)
{
	if (number != ENOENT && number != ENOTDIR && number != ELOOP) {
		pki_walk_count (walk, &walk->skipped->denied);
		pki_walk_note (walk, task->path, "", g_strerror (number));
	}
	if (!task->id || task->id == PKI_ROOT_DIRECTORY)
		return;
	PkiWalkBatch *batch = pki_walk_batch_new (task->path);
	g_array_append_val (batch->gone_folders, task->id);
	pki_walk_hand_over (walk, batch);
}

/* Folders without files have rows too: they are watched. */
static void tell_new (PkiWalk *walk, const PkiFolder *folder)
{
	PkiWalkBatch *batch = pki_walk_batch_new (folder->path);
	batch->is_new = TRUE;
	pki_walk_hand_over (walk, batch);
}

void pki_walk_list (PkiWalk *walk, PkiCatalog *catalog, PkiTask *task)
{
	struct stat status;
	int descriptor = pki_beneath_open_folder (walk->root, task->path);
	int copy = descriptor >= 0 ? fcntl (descriptor, F_DUPFD_CLOEXEC, 0) : -1;
	DIR *dir = copy >= 0 ? fdopendir (copy) : NULL;
	if (!dir || fstat (descriptor, &status) < 0) {
		drop_folder (walk, task, errno);
		if (dir)
			(void)closedir (dir);
		else if (copy >= 0)
			(void)close (copy);
		if (descriptor >= 0)
			(void)close (descriptor);
		return;
	}
	PkiFolder *folder = g_new0 (PkiFolder, 1);
	g_atomic_ref_count_init (&folder->references);
	folder->descriptor = descriptor;
	folder->path = g_strdup (task->path);
	folder->id = task->id;
	gboolean own = (gint64)status.st_dev == walk->cache_device &&
		       (gint64)status.st_ino == walk->cache_inode;
	if (!own) {
		if (walk->progress)
			g_atomic_int_inc (&walk->progress->folders);
		if (!folder->id)
			tell_new (walk, folder);
		if (task->wanted)
			name_entries (walk, folder, task->wanted);
		else
			list_folder (walk, catalog, folder, dir);
	}
	(void)closedir (dir);
	pki_folder_unref (folder, walk, catalog);
}
