/* What a commit changed. The library compares trees by walking all their entries with whole paths,
 * which in a store's folders of a thousand names costs ten times the rest: hence entry by entry,
 * with what is equal skipped. */
#include "config.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/git/history-private.h"

#define MOST_DEPTH      200 /* of folders */
#define MOST_TREE_BYTES (64 << 20) /* a folder of a million names has that */

/* A folder that is entered in ten places of another, which is entered in ten, ... makes more paths
 * than can be walked, of a few hundred bytes. */
#define MOST_STEPS 1000000

/* Of so many files it is told which were moved, before most of them are left out. */
#define MOST_WEIGHED 100000

/* The trees of a parent are those of the next commit of a walk. */
enum { KEPT_TREES = 16, MOST_KEPT_ENTRIES = 20000 };

typedef struct {
	PkiHistory *history;
	GPtrArray *files;
	guint total, most;
	gsize prefix; /* bytes of a path that are not told */
	const GPtrArray *paths; /* what is looked at, whole paths without a slash at the end; NULL:
				   all */
	GString *path; /* of the folder compared, with a slash at its end */
	guint depth;
	guint steps; /* files and folders that differed */
	GCancellable *cancellable;
} Look;

void pki_file_change_free (PkiFileChange *change)
{
	g_free (change->path);
	g_free (change->before);
	g_free (change->after);
	g_free (change);
}

static gboolean is_tree (const git_tree_entry *entry)
{
	return entry && git_tree_entry_filemode (entry) == GIT_FILEMODE_TREE;
}

/* Links and submodules are no files. */
static char *blob_of (const git_tree_entry *entry)
{
	git_filemode_t mode = entry ? git_tree_entry_filemode (entry) : GIT_FILEMODE_UNREADABLE;
	gboolean is_file = mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE;
	return is_file ? g_strdup (git_oid_tostr_s (git_tree_entry_id (entry))) : NULL;
}

/* A file that stands where the directory stands at other times is not below it. */
static void add_file (
	Look *look, const char *name, const git_tree_entry *before, const git_tree_entry *after)
{
	if (look->path->len < look->prefix || look->total++ >= look->most)
		return;
	PkiFileChange *change = g_new0 (PkiFileChange, 1);
	change->path = g_strconcat (look->path->str + look->prefix, name, NULL);
	change->before = blob_of (before);
	change->after = blob_of (after);
	g_ptr_array_add (look->files, change);
}

static gboolean is_below (const char *path, const char *folder)
{
	gsize size = strlen (folder);
	return strncmp (path, folder, size) == 0 && (path[size] == '/' || path[size] == '\0');
}

/* Whether NAME is looked at; a folder, too, that leads to what is. */
static gboolean is_wanted (const Look *look, const char *name, gboolean is_folder)
{
	if (!look->paths)
		return TRUE;
	g_autofree char *path = g_strconcat (look->path->str, name, NULL);
	for (guint i = 0; i < look->paths->len; i++) {
		const char *wanted = look->paths->pdata[i];
		if (is_below (path, wanted) || (is_folder && is_below (wanted, path)))
			return TRUE;
	}
	return FALSE;
}

static int compare_trees (Look *look, git_tree *before, git_tree *after);

static git_tree *kept_tree (PkiHistory *history, const git_oid *id)
{
	git_tree *tree = NULL;
	for (GList *link = history->trees.head; link; link = link->next)
		if (git_oid_equal (git_tree_id (link->data), id)) {
			g_queue_unlink (&history->trees, link);
			g_queue_push_head_link (&history->trees, link);
			return git_tree_dup (&tree, link->data) == 0 ? tree : NULL;
		}
	return NULL;
}

static void keep_tree (PkiHistory *history, git_tree *tree)
{
	git_tree *kept = NULL;
	if (git_tree_entrycount (tree) > MOST_KEPT_ENTRIES || git_tree_dup (&kept, tree) != 0)
		return;
	g_queue_push_head (&history->trees, kept);
	if (history->trees.length > KEPT_TREES)
		git_tree_free (g_queue_pop_tail (&history->trees));
}

/* The size is asked first: a few kilobytes unpack to gigabytes. */
static int read_tree (git_repository *git, const git_oid *id, git_tree **out)
{
	g_autoptr (git_odb) odb = NULL;
	size_t size = 0;
	git_object_t type;
	int code = git_repository_odb (&odb, git);
	if (code == 0)
		code = git_odb_read_header (&size, &type, odb, id);
	if (code == 0 && size > MOST_TREE_BYTES)
		return GIT_EINVALID;
	return code == 0 ? git_tree_lookup (out, git, id) : code;
}

static int lookup_tree (PkiHistory *history, const git_oid *id, git_tree **out)
{
	*out = kept_tree (history, id);
	if (*out)
		return 0;
	int code = read_tree (history->git, id, out);
	if (code == 0)
		keep_tree (history, *out);
	return code;
}

static int lookup (Look *look, const git_tree_entry *entry, git_tree **out)
{
	return is_tree (entry) ? lookup_tree (look->history, git_tree_entry_id (entry), out) : 0;
}

/* One of them may be NULL, or no folder. */
static int compare_folders (
	Look *look, const char *name, const git_tree_entry *before, const git_tree_entry *after)
{
	g_autoptr (git_tree) old = NULL;
	g_autoptr (git_tree) new = NULL;
	gsize size = look->path->len;
	if (look->depth == MOST_DEPTH)
		return GIT_EINVALID;
	int code = lookup (look, before, &old);
	if (code == 0)
		code = lookup (look, after, &new);
	if (code != 0)
		return code;
	g_string_append_printf (look->path, "%s/", name);
	look->depth++;
	code = compare_trees (look, old, new);
	look->depth--;
	g_string_truncate (look->path, size);
	return code;
}

/* Of the same name, or one of them NULL. */
static int compare_entries (Look *look, const git_tree_entry *before, const git_tree_entry *after)
{
	const char *name = git_tree_entry_name (before ? before : after);
	if (before && after &&
		git_oid_equal (git_tree_entry_id (before), git_tree_entry_id (after)) &&
		git_tree_entry_filemode (before) == git_tree_entry_filemode (after))
		return 0;
	gboolean is_folder = is_tree (before) || is_tree (after);
	if (!is_wanted (look, name, is_folder))
		return 0;
	if (++look->steps > MOST_STEPS)
		return GIT_EINVALID;
	if (is_folder)
		return compare_folders (look, name, before, after);
	add_file (look, name, before, after);
	/* Who wants to know of no file wants to know whether there is one. */
	return look->most == 0 && look->total > 0 ? GIT_EUSER : 0;
}

/* Entries are sorted as paths are: a folder as if its name ended with a slash. */
static int compare_trees (Look *look, git_tree *before, git_tree *after)
{
	gsize old_count = before ? git_tree_entrycount (before) : 0;
	gsize new_count = after ? git_tree_entrycount (after) : 0;
	int code = 0;
	for (gsize i = 0, j = 0; code == 0 && (i < old_count || j < new_count);) {
		const git_tree_entry *old =
			i < old_count ? git_tree_entry_byindex (before, i) : NULL;
		const git_tree_entry *new =
			j < new_count ? git_tree_entry_byindex (after, j) : NULL;
		int order = !old ? 1 : !new ? -1 : git_tree_entry_cmp (old, new);
		code = compare_entries (look, order <= 0 ? old : NULL, order >= 0 ? new : NULL);
		i += order <= 0;
		j += order >= 0;
	}
	return g_cancellable_is_cancelled (look->cancellable) ? GIT_EUSER : code;
}

static int compare_commits (Look *look, git_commit *before, git_commit *after)
{
	g_autoptr (git_tree) old = NULL;
	g_autoptr (git_tree) new = NULL;
	int code = before ? lookup_tree (look->history, git_commit_tree_id (before), &old) : 0;
	if (code == 0)
		code = lookup_tree (look->history, git_commit_tree_id (after), &new);
	return code == 0 ? compare_trees (look, old, new) : code;
}

gboolean pki_history_differs (PkiHistory *history, git_commit *before, git_commit *after)
{
	g_autoptr (GString) path = g_string_new (NULL);
	Look look = { .history = history,
		.prefix = strlen (history->prefix),
		.paths = history->paths,
		.path = path };
	int code = compare_commits (&look, before, after);
	git_error_clear ();
	return code != 0 || look.total > 0;
}

static int look_at (PkiHistory *history, git_commit *commit, Look *look)
{
	gboolean cut;
	g_autoptr (git_commit) parent = pki_history_parent (history, commit, &cut);
	return compare_commits (look, parent, commit);
}

/* In the thread that got CODE. */
static void throw (int code, const char *id, GError **error)
{
	if (code == GIT_EUSER)
		pki_throw (error, PKI_ERROR_CANCELLED, _ ("Cancelled"));
	else if (code == GIT_EINVALID)
		pki_throw (error, PKI_ERROR_LIMIT,
			_ ("What commit %s changed is too much to be looked into"), id);
	else
		pki_throw_git (error, code, _ ("What commit %s changed can't be read"), id);
	git_error_clear ();
}

GPtrArray *pki_history_files (PkiHistory *history, const PkiRevision *revision, guint most,
	guint *total, GCancellable *cancellable, GError **error)
{
	git_oid id;
	if (!pki_history_id (revision->id, &id, error))
		return NULL;
	g_autoptr (git_commit) commit = pki_history_lookup (history, &id, error);
	if (!commit)
		return NULL;
	g_autoptr (GPtrArray) files =
		g_ptr_array_new_with_free_func ((GDestroyNotify)pki_file_change_free);
	g_autoptr (GString) path = g_string_new (NULL);
	g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
	gsize prefix = strlen (history->prefix);
	if (prefix)
		g_ptr_array_add (paths, g_strndup (history->prefix, prefix - 1));
	Look look = { .history = history,
		.files = files,
		.most = MAX (most, MOST_WEIGHED),
		.prefix = prefix,
		.paths = prefix ? paths : NULL,
		.path = path,
		.cancellable = cancellable };
	int code = look_at (history, commit, &look);
	if (code != 0) {
		throw (code, revision->id, error);
		return NULL;
	}
	*total = look.total;
	pki_history_choose (history, files, MAX (most, 1));
	return g_steal_pointer (&files);
}
