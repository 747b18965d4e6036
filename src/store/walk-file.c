#include "config.h"

#include "src/store/walk-private.h"

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BATCH_BYTES = 512 * 1024, START = 4096 };

static gint64 nanoseconds (struct timespec time)
{
	return (gint64)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* The clock that file systems stamp with. */
static gint64 file_clock (void)
{
	struct timespec now;
	clock_gettime (CLOCK_REALTIME_COARSE, &now);
	return nanoseconds (now);
}

static void set_state (PkiFileState *state, const struct stat *status, gint64 read_at)
{
	state->device = (gint64)status->st_dev;
	state->inode = (gint64)status->st_ino;
	state->size = (gint64)status->st_size;
	state->mtime = nanoseconds (status->st_mtim);
	state->ctime = nanoseconds (status->st_ctim);
	state->read_at = read_at;
}

/* A change in the tick of the last reading leaves no trace in the times: such a file is read
 * again. */
static gboolean is_unchanged (const PkiFileState *row, const struct stat *status)
{
	return row->device == (gint64)status->st_dev && row->inode == (gint64)status->st_ino &&
	       row->size == (gint64)status->st_size &&
	       row->mtime == nanoseconds (status->st_mtim) &&
	       row->ctime == nanoseconds (status->st_ctim) && row->ctime < row->read_at;
}

/* FALSE for what is not to be read; it is counted. */
static gboolean is_to_read (
	PkiWalk *walk, const PkiFolder *folder, const char *name, struct stat *status)
{
	PkiSkipped *skipped = walk->skipped;
	if (fstatat (folder->descriptor, name, status, 0) < 0) {
		int number = errno;
		struct stat link;
		gboolean is_link =
			fstatat (folder->descriptor, name, &link, AT_SYMLINK_NOFOLLOW) == 0 &&
			S_ISLNK (link.st_mode);
		if (is_link && number != EACCES) {
			pki_walk_count (walk, &skipped->broken_links);
			pki_walk_note (walk, folder->path, name,
				number == ELOOP ? _ ("a link that leads in a circle")
						: _ ("a link to nothing"));
		} else if (number != ENOENT) {
			pki_walk_count (walk, &skipped->denied);
			pki_walk_note (walk, folder->path, name, g_strerror (number));
		}
		return FALSE;
	}
	if (S_ISREG (status->st_mode))
		return TRUE;
	if (S_ISDIR (status->st_mode))
		pki_walk_count (walk, &skipped->folder_links);
	else if (S_ISSOCK (status->st_mode))
		pki_walk_count (walk, &skipped->sockets);
	else if (S_ISFIFO (status->st_mode))
		pki_walk_count (walk, &skipped->fifos);
	else
		pki_walk_count (walk, &skipped->devices);
	return FALSE;
}

static PkiFound *found_new (const char *name, const struct stat *status, gint64 read_at)
{
	PkiFound *found = g_new0 (PkiFound, 1);
	found->name = g_strdup (name);
	found->summaries = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_summary_free);
	set_state (&found->state, status, read_at);
	return found;
}

static void parse (PkiFound *found, GBytes *bytes, const char *path, PkiSummaryMemo *memo)
{
	g_autoptr (PkiContents) contents = pki_contents_read (bytes, NULL);
	for (guint i = 0; i < contents->objects->len; i++)
		g_ptr_array_add (
			found->summaries, pki_summary_new (g_ptr_array_index (contents->objects, i),
						  path, found->name, memo));
	for (guint i = 0; i < found->summaries->len; i++)
		pki_summary_leave_in_file (g_ptr_array_index (found->summaries, i),
			found->summaries->len == 1, found->state.size);
	memcpy (found->passed, contents->passed, sizeof found->passed);
}

static void note_large (PkiWalk *walk, const PkiFolder *folder, const char *name)
{
	pki_walk_count (walk, &walk->skipped->too_large);
	pki_walk_note (walk, folder->path, name, _ ("it is larger than 16 MiB and was not read"));
}

/* PEM, or a DER SEQUENCE whose length takes three octets and more. */
static gboolean looks_like_ours (PkiSlice start)
{
	static const char pem[] = "-----BEGIN ";
	return (start.size > 2 && start.data[0] == 0x30 && start.data[1] > 0x82 &&
		       start.data[1] < 0x89) ||
	       memmem (start.data, start.size, pem, sizeof pem - 1) != NULL;
}

/* A file too large to be read is told of where it seems to hold what we look for. */
static void look_at_start (PkiFound *found, int file, const char *path, PkiSummaryMemo *memo)
{
	struct {
		guint8 bytes[START];
		gint64 size;
	} start;
	memset (&start, 0, sizeof start);
	ssize_t got = pread (file, start.bytes, sizeof start.bytes, 0);
	if (got <= 0 || !looks_like_ours (pki_slice (start.bytes, (gsize)got)))
		return;
	start.size = found->state.size;
	g_autoptr (PkiObject) object = pki_object_new_closed (PKI_OBJECT_UNREADABLE,
		pki_slice (&start, sizeof start), NULL, 0,
		g_strdup (_ ("the file is larger than 16 MiB and is not read whole")));
	g_ptr_array_add (found->summaries, pki_summary_new (object, path, found->name, memo));
}

/* NULL when it can't be opened or read; it is counted. */
static PkiFound *read_file (
	PkiWalk *walk, const PkiFolder *folder, const char *name, PkiSummaryMemo *memo)
{
	g_autoptr (GError) error = NULL;
	struct stat status;
	gint64 read_at = file_clock ();
	pki_autofd int file = pki_file_open (folder->descriptor, name, &status, &error);
	g_autoptr (GBytes) bytes = NULL;
	if (file >= 0 && status.st_size <= PKI_WHOLE_FILE)
		bytes = pki_file_read (file, &status, PKI_WHOLE_FILE, &error);
	if (error) {
		if (!g_error_matches (error, PKI_ERROR, PKI_ERROR_NOT_FOUND)) {
			pki_walk_count (walk, &walk->skipped->denied);
			pki_walk_note (walk, folder->path, name, error->message);
		}
		return NULL;
	}
	PkiFound *found = found_new (name, &status, read_at);
	g_autofree char *path = pki_walk_join (folder->path, name);
	if (!bytes) {
		note_large (walk, folder, name);
		look_at_start (found, file, path, memo);
		return found;
	}
	parse (found, bytes, path, memo);
	if (walk->progress) {
		g_atomic_int_inc (&walk->progress->read);
		g_atomic_int_add (&walk->progress->objects, (int)found->summaries->len);
	}
	return found;
}

/* What is known of each, at the cost of one lock; nobody is waited for meanwhile. */
static PkiFileState *known_files (PkiCatalog *catalog, const PkiTask *task)
{
	gint64 folder = task->folder->id;
	PkiFileState *rows = g_new0 (PkiFileState, task->names->len);
	if (!folder)
		return rows;
	pki_catalog_hold (catalog);
	for (guint i = 0; i < task->names->len; i++) {
		const char *entry = g_ptr_array_index (task->names, i);
		(void)pki_catalog_find_file (catalog, folder, entry + 1, &rows[i]);
	}
	pki_catalog_release (catalog);
	return rows;
}

/* The size of what was read. */
static gsize look_at (PkiWalk *walk, PkiFolder *folder, int type, const char *name,
	const PkiFileState *row, PkiWalkBatch *batch, PkiSummaryMemo *memo)
{
	struct stat status;
	/* In a folder that is new all files are read: opening them tells what stat() would. */
	gboolean is_sure = !folder->id && type == DT_REG;
	if (!is_sure && !is_to_read (walk, folder, name, &status)) {
		if (row->id)
			g_array_append_val (batch->gone_files, row->id);
		return 0;
	}
	if (walk->progress)
		g_atomic_int_inc (&walk->progress->files);
	if (row->id) {
		g_atomic_int_inc (&folder->known);
		if (is_unchanged (row, &status)) {
			if (status.st_size > PKI_WHOLE_FILE)
				note_large (walk, folder, name);
			return 0;
		}
	}
	PkiFound *found = read_file (walk, folder, name, memo);
	if (found)
		g_ptr_array_add (batch->found, found);
	else if (row->id)
		g_array_append_val (batch->gone_files, row->id);
	return found ? (gsize)found->state.size : 0;
}

void pki_walk_look (PkiWalk *walk, PkiCatalog *catalog, PkiTask *task)
{
	g_autoptr (PkiWalkBatch) batch = pki_walk_batch_new (task->folder->path);
	g_auto (PkiSummaryMemo) memo = { 0 };
	g_autofree PkiFileState *rows = known_files (catalog, task);
	gsize size = 0;
	for (guint i = 0; i < task->names->len && !pki_walk_is_stopped (walk); i++) {
		const char *entry = g_ptr_array_index (task->names, i);
		size += look_at (walk, task->folder, (guchar)entry[0] - 1, entry + 1, &rows[i],
			batch, &memo);
		if (size < BATCH_BYTES)
			continue;
		size = 0;
		pki_walk_hand_over (walk, g_steal_pointer (&batch));
		batch = pki_walk_batch_new (task->folder->path);
	}
	if (batch->found->len || batch->gone_files->len)
		pki_walk_hand_over (walk, g_steal_pointer (&batch));
}
