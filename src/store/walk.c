#include "config.h"

#include "src/store/walk-private.h"

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

enum { MOST_THREADS = 8 };

static void found_free (PkiFound *found)
{
	g_free (found->name);
	g_clear_pointer (&found->summaries, g_ptr_array_unref);
	g_free (found);
}

PkiWalkBatch *pki_walk_batch_new (const char *folder)
{
	PkiWalkBatch *batch = g_new0 (PkiWalkBatch, 1);
	batch->folder = g_strdup (folder);
	batch->maker = g_thread_self ();
	batch->found = g_ptr_array_new_with_free_func ((GDestroyNotify)found_free);
	batch->gone_files = g_array_new (FALSE, FALSE, sizeof (gint64));
	batch->gone_folders = g_array_new (FALSE, FALSE, sizeof (gint64));
	return batch;
}

void pki_walk_batch_free (PkiWalkBatch *batch)
{
	if (!batch)
		return;
	g_free (batch->folder);
	g_ptr_array_unref (batch->found);
	g_array_unref (batch->gone_files);
	g_array_unref (batch->gone_folders);
	g_free (batch);
}

static void task_free (PkiTask *task, PkiWalk *walk, PkiCatalog *catalog)
{
	if (task->folder)
		pki_folder_unref (task->folder, walk, catalog);
	g_clear_pointer (&task->names, g_ptr_array_unref);
	g_clear_pointer (&task->wanted, g_ptr_array_unref);
	g_free (task->path);
	g_free (task);
}

gboolean pki_walk_is_stopped (PkiWalk *walk)
{
	return g_atomic_int_get (&walk->stopped) ||
	       (walk->cancellable && g_cancellable_is_cancelled (walk->cancellable));
}

static void wait_for (PkiWalk *walk, GCond *event, guint *waiting)
{
	++*waiting;
	g_cond_wait (event, &walk->lock);
	--*waiting;
}

static void tell (GCond *event, guint waiting)
{
	if (waiting > 0)
		g_cond_signal (event);
}

void pki_walk_push (PkiWalk *walk, PkiTask *task)
{
	g_mutex_lock (&walk->lock);
	g_queue_push_head (task->folder ? &walk->looks : &walk->lists, task);
	tell (&walk->work, walk->for_work);
	g_mutex_unlock (&walk->lock);
}

/* What this thread has made and is no longer needed. */
static GList *take_used (PkiWalk *walk)
{
	GList *own = NULL;
	for (GList *at = walk->used.head, *next; at; at = next) {
		const PkiWalkBatch *batch = at->data;
		next = at->next;
		if (batch->maker != g_thread_self ())
			continue;
		g_queue_unlink (&walk->used, at);
		own = g_list_concat (at, own);
	}
	return own;
}

/* To wake the writer for each batch costs as much as some of them are worth. */
static guint batches_wanted (const PkiWalk *walk)
{
	return walk->is_first ? PKI_BATCHES_AT_ONCE : 1;
}

void pki_walk_hand_over (PkiWalk *walk, PkiWalkBatch *batch)
{
	g_mutex_lock (&walk->lock);
	GList *used = take_used (walk);
	while (walk->batches.length >= PKI_BATCHES_WAITING && !walk->stopped)
		wait_for (walk, &walk->room, &walk->for_room);
	g_queue_push_tail (&walk->batches, batch);
	if (walk->batches.length >= batches_wanted (walk))
		tell (&walk->ready, walk->for_ready);
	g_mutex_unlock (&walk->lock);
	g_list_free_full (used, (GDestroyNotify)pki_walk_batch_free);
}

void pki_walk_count (PkiWalk *walk, guint *counter)
{
	g_mutex_lock (&walk->lock);
	++*counter;
	g_mutex_unlock (&walk->lock);
}

void pki_walk_note (PkiWalk *walk, const char *folder, const char *name, const char *why)
{
	g_autofree char *path = pki_walk_join (folder, name);
	g_autofree char *shown = pki_text_printable (*path ? path : ".", -1);
	g_mutex_lock (&walk->lock);
	if (walk->skipped->notes->len < PKI_MOST_NOTES)
		g_ptr_array_add (walk->skipped->notes, g_strdup_printf ("%s: %s", shown, why));
	g_mutex_unlock (&walk->lock);
}

char *pki_walk_join (const char *folder, const char *name)
{
	return *folder && *name ? g_strconcat (folder, "/", name, NULL)
				: g_strdup (*folder ? folder : name);
}

static PkiTask *take_task (PkiWalk *walk)
{
	PkiTask *task = g_queue_pop_head (&walk->looks);
	return task ? task : g_queue_pop_head (&walk->lists);
}

/* NULL when there is nothing left to do. */
static PkiTask *next_task (PkiWalk *walk, gboolean had_one)
{
	g_mutex_lock (&walk->lock);
	walk->busy -= had_one;
	PkiTask *task;
	while (!(task = take_task (walk)) && walk->busy > 0)
		wait_for (walk, &walk->work, &walk->for_work);
	if (task) {
		walk->busy++;
	} else {
		walk->started--;
		g_cond_broadcast (&walk->work);
		g_cond_broadcast (&walk->ready);
	}
	g_mutex_unlock (&walk->lock);
	return task;
}

typedef struct {
	PkiWalk *walk;
	PkiCatalog *catalog;
} Worker;

static gpointer work (gpointer data)
{
	g_autofree Worker *worker = data;
	PkiWalk *walk = worker->walk;
	PkiTask *task;
	for (gboolean had_one = FALSE; (task = next_task (walk, had_one)); had_one = TRUE) {
		if (pki_walk_is_stopped (walk))
			;
		else if (task->folder)
			pki_walk_look (walk, worker->catalog, task);
		else
			pki_walk_list (walk, worker->catalog, task);
		task_free (task, walk, worker->catalog);
	}
	return NULL;
}

static void note_cache_folder (PkiWalk *walk, const PkiCatalog *catalog)
{
	g_autofree char *folder = pki_catalog_own_folder (catalog);
	struct stat status;
	if (!folder || stat (folder, &status) < 0)
		return;
	walk->cache_device = (gint64)status.st_dev;
	walk->cache_inode = (gint64)status.st_ino;
}

/* One is enough; the others make it faster. */
static gboolean start_threads (PkiWalk *walk, guint count, GError **error)
{
	g_autoptr (GError) why = NULL;
	walk->started = count;
	for (guint i = 0; i < count && !why; i++) {
		g_autofree Worker *worker = g_new (Worker, 1);
		*worker = (Worker){ walk, walk->catalogs[i] };
		GThread *thread = g_thread_try_new ("scan", work, worker, &why);
		if (!thread)
			break;
		worker = NULL;
		g_ptr_array_add (walk->threads, thread);
	}
	g_mutex_lock (&walk->lock);
	walk->started -= count - walk->threads->len;
	g_mutex_unlock (&walk->lock);
	if (walk->threads->len > 0)
		return TRUE;
	return pki_throw (error, PKI_ERROR_LIMIT,
		_ ("no thread can be started (%s): end other programs, or raise the limit of "
		   "processes (ulimit -u)"),
		why->message);
}

static gboolean start (PkiWalk *walk, PkiCatalog *catalog, GError **error)
{
	guint count = CLAMP (g_get_num_processors (), 1, MOST_THREADS);
	walk->catalogs = g_new0 (PkiCatalog *, count + 1);
	for (guint i = 0; !walk->is_first && i < count; i++)
		if (!(walk->catalogs[i] = pki_catalog_dup (catalog, error)))
			return FALSE;
	return start_threads (walk, count, error);
}

static PkiWalk *walk_new (const PkiCatalog *catalog, const char *directory, GError **error)
{
	g_autoptr (PkiWalk) walk = g_new0 (PkiWalk, 1);
	g_mutex_init (&walk->lock);
	g_cond_init (&walk->work);
	g_cond_init (&walk->room);
	g_cond_init (&walk->ready);
	g_queue_init (&walk->looks);
	g_queue_init (&walk->lists);
	g_queue_init (&walk->batches);
	g_queue_init (&walk->used);
	walk->threads = g_ptr_array_new ();
	walk->skipped = g_new0 (PkiSkipped, 1);
	walk->skipped->notes = g_ptr_array_new_with_free_func (g_free);
	walk->root = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (walk->root < 0) {
		int number = errno;
		g_autofree char *shown = pki_text_printable (directory, -1);
		pki_throw_errno (error, number, "%s", shown);
		return NULL;
	}
	note_cache_folder (walk, catalog);
	return g_steal_pointer (&walk);
}

PkiWalk *pki_walk_new (PkiCatalog *catalog, gboolean is_first, const char *directory,
	PkiScanProgress *progress, GCancellable *cancellable, GError **error)
{
	g_autoptr (PkiWalk) walk = walk_new (catalog, directory, error);
	if (!walk)
		return NULL;
	walk->is_first = is_first;
	walk->progress = progress;
	walk->cancellable = cancellable;
	PkiTask *task = g_new0 (PkiTask, 1);
	task->path = g_strdup ("");
	task->id = is_first ? 0 : pki_catalog_directory_at (catalog, "");
	pki_walk_push (walk, task);
	return start (walk, catalog, error) ? g_steal_pointer (&walk) : NULL;
}

/* One task for each folder, with the files that are asked for in it. */
static GHashTable *tasks_for (PkiCatalog *catalog, const GPtrArray *files)
{
	GHashTable *tasks = g_hash_table_new (g_str_hash, g_str_equal);
	for (guint i = 0; i < files->len; i++) {
		const char *file = g_ptr_array_index (files, i);
		const char *slash = strrchr (file, '/');
		g_autofree char *folder = g_strndup (file, slash ? (gsize)(slash - file) : 0);
		PkiTask *task = g_hash_table_lookup (tasks, folder);
		if (!task) {
			task = g_new0 (PkiTask, 1);
			task->id = pki_catalog_directory_at (catalog, folder);
			task->path = g_steal_pointer (&folder);
			task->wanted = g_ptr_array_new_with_free_func (g_free);
			g_hash_table_insert (tasks, task->path, task);
		}
		g_ptr_array_add (task->wanted, g_strdup (slash ? slash + 1 : file));
	}
	return tasks;
}

PkiWalk *pki_walk_new_files (
	PkiCatalog *catalog, const char *directory, const GPtrArray *files, GError **error)
{
	g_autoptr (PkiWalk) walk = walk_new (catalog, directory, error);
	if (!walk)
		return NULL;
	g_autoptr (GHashTable) tasks = tasks_for (catalog, files);
	GHashTableIter iter;
	gpointer task;
	g_hash_table_iter_init (&iter, tasks);
	while (g_hash_table_iter_next (&iter, NULL, &task))
		pki_walk_push (walk, task);
	return start (walk, catalog, error) ? g_steal_pointer (&walk) : NULL;
}

/* A thread that has gone, or that sits over a large file, does not take its own back. */
static PkiWalkBatch *give_back (PkiWalk *walk)
{
	if (walk->taken)
		g_queue_push_tail (&walk->used, g_steal_pointer (&walk->taken));
	return walk->used.length > PKI_BATCHES_WAITING ? g_queue_pop_head (&walk->used) : NULL;
}

const PkiWalkBatch *pki_walk_next (PkiWalk *walk)
{
	g_mutex_lock (&walk->lock);
	g_autoptr (PkiWalkBatch) old = give_back (walk);
	guint wanted = g_queue_is_empty (&walk->batches) ? batches_wanted (walk) : 1;
	while (walk->batches.length < wanted && walk->started > 0)
		wait_for (walk, &walk->ready, &walk->for_ready);
	walk->taken = g_queue_pop_head (&walk->batches);
	tell (&walk->room, walk->for_room);
	g_mutex_unlock (&walk->lock);
	return walk->taken;
}

PkiSkipped *pki_walk_skipped (PkiWalk *walk)
{
	return walk->skipped;
}

static void stop (PkiWalk *walk)
{
	g_mutex_lock (&walk->lock);
	g_atomic_int_set (&walk->stopped, TRUE);
	g_cond_broadcast (&walk->room);
	g_mutex_unlock (&walk->lock);
	for (guint i = 0; i < walk->threads->len; i++)
		g_thread_join (g_ptr_array_index (walk->threads, i));
}

void pki_walk_free (PkiWalk *walk)
{
	if (!walk)
		return;
	stop (walk);
	PkiTask *task;
	while ((task = take_task (walk)))
		task_free (task, walk, NULL);
	g_queue_clear_full (&walk->batches, (GDestroyNotify)pki_walk_batch_free);
	g_queue_clear_full (&walk->used, (GDestroyNotify)pki_walk_batch_free);
	pki_walk_batch_free (walk->taken);
	g_ptr_array_unref (walk->threads);
	for (guint i = 0; walk->catalogs && walk->catalogs[i]; i++)
		pki_catalog_free (walk->catalogs[i]);
	g_free (walk->catalogs);
	pki_skipped_free (walk->skipped);
	if (walk->root >= 0)
		(void)close (walk->root);
	g_mutex_clear (&walk->lock);
	g_cond_clear (&walk->work);
	g_cond_clear (&walk->room);
	g_cond_clear (&walk->ready);
	g_free (walk);
}
