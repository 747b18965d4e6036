/* The library's own walk stops with an error where a shallow clone ends, and sorts all commits
 * before it gives the first: hence a heap of our own. */
#include "config.h"

#include "src/git/history-private.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/git/revision-private.h"

#define MOST_COMMIT_BYTES (16 << 20)
#define MOST_FOLLOWED     100 /* paths */
#define MOST_PARENTS      1000 /* of a commit: each that is not here is looked for long */

static guint id_hash (gconstpointer data)
{
	guint hash;
	memcpy (&hash, data, sizeof hash);
	return hash;
}

static gboolean id_equal (gconstpointer a, gconstpointer b)
{
	return git_oid_equal (a, b);
}

PkiHistory *pki_history_open (const char *directory, GError **error)
{
	g_autoptr (PkiHistory) history = g_new0 (PkiHistory, 1);
	g_autofree char *work_tree = NULL;
	gboolean bare;
	history->git = pki_git_discover (directory, &work_tree, &history->prefix, &bare, error);
	if (!history->git)
		return NULL;
	history->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify)git_commit_free);
	history->seen = g_hash_table_new_full (id_hash, id_equal, g_free, NULL);
	return g_steal_pointer (&history);
}

void pki_history_free (PkiHistory *history)
{
	if (!history)
		return;
	/* Commits and trees go before their repository. */
	g_queue_clear_full (&history->trees, (GDestroyNotify)git_tree_free);
	g_clear_pointer (&history->waiting, g_ptr_array_unref);
	g_clear_pointer (&history->seen, g_hash_table_unref);
	g_clear_pointer (&history->paths, g_ptr_array_unref);
	git_repository_free (history->git);
	g_free (history->prefix);
	g_free (history);
}

char *pki_history_reflog (PkiHistory *history)
{
	return g_build_filename (git_repository_path (history->git), "logs", "HEAD", NULL);
}

gboolean pki_history_id (const char *text, git_oid *id, GError **error)
{
	if (strlen (text) == GIT_OID_HEXSZ && git_oid_fromstr (id, text) == 0)
		return TRUE;
	git_error_clear ();
	g_autofree char *shown = pki_text_printable (text, -1);
	return pki_throw (
		error, PKI_ERROR_INVALID_INPUT, _ ("%s is not the id of a commit"), shown);
}

git_commit *pki_history_lookup (PkiHistory *history, const git_oid *id, GError **error)
{
	g_autoptr (git_odb) odb = NULL;
	git_commit *commit = NULL;
	size_t size = 0;
	git_object_t type;
	int code = git_repository_odb (&odb, history->git);
	if (code == 0)
		code = git_odb_read_header (&size, &type, odb, id);
	if (code == 0 && size > MOST_COMMIT_BYTES) {
		pki_throw (error, PKI_ERROR_LIMIT, _ ("The commit %s is too large to be one"),
			git_oid_tostr_s (id));
		return NULL;
	}
	if (code == 0)
		code = git_commit_lookup (&commit, history->git, id);
	if (code == 0)
		return commit;
	pki_throw_git (error, code, _ ("The commit %s can't be read"), git_oid_tostr_s (id));
	return NULL;
}

git_commit *pki_history_parent (PkiHistory *history, git_commit *commit, gboolean *cut)
{
	const git_oid *id = git_commit_parent_id (commit, 0);
	git_commit *parent = id ? pki_history_lookup (history, id, NULL) : NULL;
	*cut = id && !parent;
	return parent;
}

/* ── the heap
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

/* Whether it is told before the other: of two of one second the one that was met first, as git
 * does.
 */
static gboolean is_first (const PkiHistory *history, guint a, guint b)
{
	git_commit *one = history->waiting->pdata[a], *other = history->waiting->pdata[b];
	git_time_t time = git_commit_time (one), others = git_commit_time (other);
	if (time != others)
		return time > others;
	return GPOINTER_TO_UINT (g_hash_table_lookup (history->seen, git_commit_id (one))) <
	       GPOINTER_TO_UINT (g_hash_table_lookup (history->seen, git_commit_id (other)));
}

static void swap (GPtrArray *heap, guint a, guint b)
{
	gpointer kept = heap->pdata[a];
	heap->pdata[a] = heap->pdata[b];
	heap->pdata[b] = kept;
}

static void push (PkiHistory *history, git_commit *commit)
{
	GPtrArray *heap = history->waiting;
	g_ptr_array_add (heap, commit);
	for (guint at = heap->len - 1; at > 0 && is_first (history, at, (at - 1) / 2);
		at = (at - 1) / 2)
		swap (heap, at, (at - 1) / 2);
}

static git_commit *pop (PkiHistory *history)
{
	GPtrArray *heap = history->waiting;
	guint last = heap->len - 1;
	swap (heap, 0, last);
	git_commit *first = g_ptr_array_steal_index (heap, last);
	for (guint at = 0;;) {
		guint newest = at;
		for (guint below = 2 * at + 1; below <= 2 * at + 2 && below < heap->len; below++)
			if (is_first (history, below, newest))
				newest = below;
		if (newest == at)
			return first;
		swap (heap, at, newest);
		at = newest;
	}
}

/* A commit that is not here, as at the end of a shallow clone, ends its line. */
static gboolean wait_for (PkiHistory *history, const git_oid *id, GError **error)
{
	if (g_hash_table_contains (history->seen, id))
		return TRUE;
	guint count = g_hash_table_size (history->seen);
	g_hash_table_insert (
		history->seen, g_memdup2 (id, sizeof *id), GUINT_TO_POINTER (count + 1));
	git_commit *commit = pki_history_lookup (history, id, error);
	if (commit)
		push (history, commit);
	return commit != NULL;
}

/* ── the walk
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void set_paths (PkiHistory *history, const char *const *paths)
{
	g_clear_pointer (&history->paths, g_ptr_array_unref);
	if (!paths && !*history->prefix)
		return;
	history->paths = g_ptr_array_new_with_free_func (g_free);
	if (!paths)
		g_ptr_array_add (
			history->paths, g_strndup (history->prefix, strlen (history->prefix) - 1));
	for (; paths && *paths; paths++)
		g_ptr_array_add (history->paths, g_strconcat (history->prefix, *paths, NULL));
}

gboolean pki_history_begin (PkiHistory *history, const char *const *paths, GError **error)
{
	g_ptr_array_set_size (history->waiting, 0);
	g_hash_table_remove_all (history->seen);
	set_paths (history, paths);
	git_oid id;
	int code = git_reference_name_to_id (&id, history->git, "HEAD");
	if (code == GIT_ENOTFOUND) {
		git_error_clear ();
		return TRUE;
	}
	if (code != 0)
		return pki_throw_git (error, code, _ ("The repository's HEAD can't be read"));
	return wait_for (history, &id, error);
}

static gboolean is_among (const PkiHistory *history, const char *path)
{
	for (guint i = 0; history->paths && i < history->paths->len; i++)
		if (g_str_equal (history->paths->pdata[i], path))
			return TRUE;
	return FALSE;
}

gboolean pki_history_is_walked (const PkiHistory *history, const char *path)
{
	g_autofree char *whole = g_strconcat (history->prefix, path, NULL);
	return is_among (history, whole);
}

void pki_history_follow (PkiHistory *history, const char *path, const char *moved_to)
{
	g_autofree char *from = g_strconcat (history->prefix, path, NULL);
	g_autofree char *to = g_strconcat (history->prefix, moved_to, NULL);
	if (is_among (history, to) && !is_among (history, from) &&
		history->paths->len < MOST_FOLLOWED)
		g_ptr_array_add (history->paths, g_steal_pointer (&from));
}

static guint parents_of (git_commit *commit)
{
	return MIN (git_commit_parentcount (commit), MOST_PARENTS);
}

static gboolean counts (PkiHistory *history, git_commit *commit)
{
	if (!history->paths)
		return TRUE;
	guint parents = parents_of (commit);
	for (guint i = 0; i < parents; i++) {
		g_autoptr (git_commit) parent =
			pki_history_lookup (history, git_commit_parent_id (commit, i), NULL);
		if (!pki_history_differs (history, parent, commit))
			return FALSE;
	}
	return parents > 0 || pki_history_differs (history, NULL, commit);
}

static void wait_for_parents (PkiHistory *history, git_commit *commit)
{
	for (guint i = 0; i < parents_of (commit); i++)
		(void)wait_for (history, git_commit_parent_id (commit, i), NULL);
}

static PkiRevision *revision_of (PkiHistory *history, git_commit *commit)
{
	PkiRevision *revision = pki_revision_new (commit);
	g_autoptr (git_commit) parent = pki_history_parent (history, commit, &revision->cut);
	return revision;
}

PkiRevision *pki_history_next (PkiHistory *history, GCancellable *cancellable, GError **error)
{
	while (history->waiting->len) {
		if (cancellable && g_cancellable_is_cancelled (cancellable)) {
			pki_throw (error, PKI_ERROR_CANCELLED, _ ("Cancelled"));
			return NULL;
		}
		g_autoptr (git_commit) commit = pop (history);
		wait_for_parents (history, commit);
		if (counts (history, commit))
			return revision_of (history, commit);
	}
	return NULL;
}

PkiRevision *pki_history_revision (PkiHistory *history, const char *id, GError **error)
{
	git_oid wanted;
	if (!pki_history_id (id, &wanted, error))
		return NULL;
	g_autoptr (git_commit) commit = pki_history_lookup (history, &wanted, error);
	return commit ? revision_of (history, commit) : NULL;
}
