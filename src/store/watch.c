#include "config.h"

#include "src/store/scan.h"
#include "src/store/store-private.h"

#include <sys/stat.h>

enum { MOST_FOLDERS = 4096, QUIET_MILLISECONDS = 200 };

struct _PkiWatch {
	PkiStore *store;
	GHashTable *monitors; /* path of a folder → Monitor */
	void (*changed) (gpointer data);
	gpointer data;
	guint timer;
	char *cache; /* the folder of catalogs, in which we write ourselves */
};

/* Of a folder that may give way to another of its name. */
typedef struct {
	GFileMonitor *monitor;
	dev_t device;
	ino_t inode;
} Monitor;

static void watch_folders (PkiWatch *watch);
static void watch_folder (PkiWatch *watch, const char *path);

static gboolean tell (gpointer data)
{
	PkiWatch *watch = data;
	watch->timer = 0;
	watch_folders (watch);
	watch->changed (watch->data);
	return G_SOURCE_REMOVE;
}

static gboolean is_told (GFileMonitorEvent event)
{
	switch (event) {
	case G_FILE_MONITOR_EVENT_CHANGED:
	case G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT:
	case G_FILE_MONITOR_EVENT_DELETED:
	case G_FILE_MONITOR_EVENT_CREATED:
	case G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED:
	case G_FILE_MONITOR_EVENT_MOVED_IN:
	case G_FILE_MONITOR_EVENT_MOVED_OUT:
	case G_FILE_MONITOR_EVENT_RENAMED:
		return TRUE;
	default:
		return FALSE;
	}
}

static gboolean is_left_alone (const char *path, const char *cache)
{
	g_autofree char *name = g_path_get_basename (path);
	return strcmp (name, ".git") == 0 || strcmp (path, cache) == 0;
}

/* A folder that has just come, with those in it: the catalog does not know them yet. */
static void watch_new (PkiWatch *watch, const char *path)
{
	GQueue queue = G_QUEUE_INIT;
	g_queue_push_tail (&queue, g_strdup (path));
	char *folder;
	while ((folder = g_queue_pop_head (&queue))) {
		gboolean is_link = g_file_test (folder, G_FILE_TEST_IS_SYMLINK);
		g_autoptr (GDir) dir = is_link ? NULL : g_dir_open (folder, 0, NULL);
		gboolean room = g_hash_table_size (watch->monitors) < MOST_FOLDERS;
		if (dir && room && !is_left_alone (folder, watch->cache)) {
			watch_folder (watch, folder);
			for (const char *name; (name = g_dir_read_name (dir));) {
				char *inner = g_build_filename (folder, name, NULL);
				if (g_file_test (inner, G_FILE_TEST_IS_DIR))
					g_queue_push_tail (&queue, inner);
				else
					g_free (inner);
			}
		}
		g_free (folder);
	}
}

static void on_event (
	GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
	PkiWatch *watch = data;
	const char *path = g_file_peek_path (file);
	if (!is_told (event) || (path && is_left_alone (path, watch->cache)))
		return;
	gboolean has_come =
		event == G_FILE_MONITOR_EVENT_CREATED || event == G_FILE_MONITOR_EVENT_MOVED_IN;
	if (has_come && path && g_file_test (path, G_FILE_TEST_IS_DIR))
		watch_new (watch, path);
	const char *to =
		event == G_FILE_MONITOR_EVENT_RENAMED && other ? g_file_peek_path (other) : NULL;
	if (to && g_file_test (to, G_FILE_TEST_IS_DIR))
		watch_new (watch, to);
	if (!watch->timer)
		watch->timer = g_timeout_add (QUIET_MILLISECONDS, tell, watch);
}

static void watch_folder (PkiWatch *watch, const char *path)
{
	if (g_hash_table_contains (watch->monitors, path) ||
		g_hash_table_size (watch->monitors) >= MOST_FOLDERS ||
		strcmp (path, watch->cache) == 0)
		return;
	g_autoptr (GFile) folder = g_file_new_for_path (path);
	GFileMonitor *monitor =
		g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
	if (!monitor)
		return;
	struct stat status = { 0 };
	(void)stat (path, &status);
	g_signal_connect (monitor, "changed", G_CALLBACK (on_event), watch);
	Monitor *known = g_new (Monitor, 1);
	*known = (Monitor){ monitor, status.st_dev, status.st_ino };
	g_hash_table_insert (watch->monitors, g_strdup (path), known);
}

typedef struct {
	gint64 id;
	char *path;
} Folder;

typedef struct {
	GQueue *queue;
	const char *path;
} Collect;

static void add_folder (gint64 id, const char *name, gpointer data)
{
	Collect *collect = data;
	Folder *folder = g_new (Folder, 1);
	folder->id = id;
	folder->path = g_build_filename (collect->path, name, NULL);
	g_queue_push_tail (collect->queue, folder);
}

static gboolean is_still (const char *path, const Monitor *monitor)
{
	struct stat status;
	return stat (path, &status) == 0 && S_ISDIR (status.st_mode) &&
	       status.st_dev == monitor->device && status.st_ino == monitor->inode;
}

static void forget_gone (PkiWatch *watch)
{
	GHashTableIter iter;
	gpointer path, monitor;
	g_hash_table_iter_init (&iter, watch->monitors);
	while (g_hash_table_iter_next (&iter, &path, &monitor))
		if (!is_still (path, monitor))
			g_hash_table_iter_remove (&iter);
}

/* The folders that the catalog knows, those near the top first. */
static void watch_folders (PkiWatch *watch)
{
	GQueue queue = G_QUEUE_INIT;
	guint taken = 0;
	forget_gone (watch);
	pki_catalog_follow (watch->store->catalog);
	Folder *root = g_new (Folder, 1);
	*root = (Folder){ PKI_ROOT_DIRECTORY, g_strdup (pki_store_directory (watch->store)) };
	g_queue_push_tail (&queue, root);
	Folder *folder;
	while ((folder = g_queue_pop_head (&queue))) {
		if (taken++ < MOST_FOLDERS) {
			Collect collect = { &queue, folder->path };
			watch_folder (watch, folder->path);
			pki_catalog_directories (
				watch->store->catalog, folder->id, add_folder, &collect);
		}
		g_free (folder->path);
		g_free (folder);
	}
}

/* One whose words are still under way may outlive its entry. */
static void monitor_free (gpointer data)
{
	Monitor *monitor = data;
	g_signal_handlers_disconnect_matched (
		monitor->monitor, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, on_event, NULL);
	(void)g_file_monitor_cancel (monitor->monitor);
	g_object_unref (monitor->monitor);
	g_free (monitor);
}

PkiWatch *pki_watch_new (PkiStore *store, void (*changed) (gpointer data), gpointer data)
{
	PkiWatch *watch = g_new0 (PkiWatch, 1);
	watch->store = store;
	watch->changed = changed;
	watch->data = data;
	watch->cache = pki_catalog_folder ();
	watch->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, monitor_free);
	watch_folders (watch);
	return watch;
}

void pki_watch_free (PkiWatch *watch)
{
	if (!watch)
		return;
	if (watch->timer)
		g_source_remove (watch->timer);
	g_hash_table_unref (watch->monitors);
	g_free (watch->cache);
	g_free (watch);
}
