#include "config.h"

#include "src/git/recovery-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/git/branch-private.h"
#include "src/git/finish-private.h"
#include "src/git/folder-private.h"
#include "src/git/index-private.h"
#include "src/git/journal-private.h"
#include "src/git/place-private.h"
#include "src/git/tree-private.h"

#define ORPHANED ".orphaned"
#define IGNORE   ".gitignore"

enum { LARGEST_KEY = 16 * 1024 * 1024, MOST_NAMES = 1000, SHORT_ID = 7 };

/* A file of the change is in the tree as the change has it: it was committed, even where the commit
 * itself was amended since. */
static gboolean has_a_file (const PkiWork *work, git_tree *tree)
{
	g_auto (PkiTreeLook) look = { .top = tree };
	for (guint i = 0; i < work->paths->len; i++) {
		const PkiWorkPath *path = work->paths->pdata[i];
		git_oid id;
		guint32 mode;
		if (path->kind == PKI_PATH_WRITE && pki_tree_find (&look, path->path, &id, &mode) &&
			git_oid_equal (&id, &path->after))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_committed (const PkiWork *work)
{
	git_repository *git = work->repository->git;
	git_oid tip;
	gboolean found = !git_oid_is_zero (&work->after) &&
			 git_reference_name_to_id (&tip, git, work->ref) == 0;
	gboolean on_branch =
		found && (git_oid_equal (&tip, &work->after) ||
				 git_graph_descendant_of (git, &tip, &work->after) == 1);
	g_autoptr (git_tree) tree = found && !on_branch ? pki_tree_of (git, &tip, NULL) : NULL;
	git_error_clear ();
	return on_branch || has_a_file (work, tree);
}

/* "private/.orphaned" for "private/etcd-ca/etcd1.key"; beside the file where no folder is called
 * private. */
static char *orphanage_of (const char *path)
{
	const char *found =
		g_str_has_prefix (path, "private/") ? path - 1 : g_strrstr (path, "/private/");
	if (found)
		return g_strdup_printf (
			"%.*sprivate/" ORPHANED, found < path ? 0 : (int)(found + 1 - path), path);
	g_autofree char *folder = g_path_get_dirname (path);
	return g_str_equal (folder, ".") ? g_strdup (ORPHANED)
					 : g_build_filename (folder, ORPHANED, NULL);
}

static gboolean move (int staging, const char *staged, int folder, const char *name)
{
	if (pki_folder_rename_new (staging, staged, folder, name))
		return TRUE;
	if (errno != EXDEV)
		return FALSE;
	g_autoptr (GBytes) bytes = pki_folder_read (staging, staged, LARGEST_KEY, NULL);
	gsize size;
	const void *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;
	return bytes && pki_folder_write_new (folder, name, 0600, data, size);
}

/* Never over another one: a number goes behind the name. */
static gboolean keep (PkiWork *work, const PkiWorkPath *path, int folder)
{
	g_autofree char *name = g_path_get_basename (path->path);
	for (guint i = 0; i < MOST_NAMES; i++) {
		g_autofree char *tried =
			i == 0 ? g_strdup (name) : g_strdup_printf ("%s.%u", name, i);
		if (move (work->staging, path->staged, folder, tried))
			return fsync (folder) == 0;
		if (errno != EEXIST)
			return FALSE;
	}
	return FALSE;
}

static void take_away (PkiWork *work, const PkiWorkPath *path)
{
	PkiRepository *repository = work->repository;
	const char *name;
	pki_autofd int folder = pki_folder_above (repository->root, path->path, &name);
	if (folder >= 0 && pki_place_is_ours (work, path))
		(void)unlinkat (folder, name, 0);
}

/* The folder keeps itself out of git, whatever stands above it. */
static gboolean orphan (PkiWork *work, const PkiWorkPath *path, GError **error)
{
	struct stat status;
	if (!pki_folder_look (work->staging, path->staged, &status))
		return TRUE;
	g_autofree char *where = orphanage_of (path->path);
	g_autofree char *shown = pki_text_printable (where, -1);
	pki_autofd int folder = pki_folder_make (work->repository->root, where, 0700);
	if (folder < 0 ||
		(!pki_folder_write_new (folder, IGNORE, 0600, "*\n", 2) && errno != EEXIST))
		return pki_throw_errno (error, errno, _ ("%s can't be written"), shown);
	take_away (work, path);
	if (keep (work, path, folder))
		return TRUE;
	return pki_throw_errno (error, errno, _ ("%s can't be written"), shown);
}

static gboolean drop (PkiWork *work, char **line, GError **error)
{
	guint keys = 0;
	g_autofree char *where = NULL;
	for (guint i = 0; i < work->paths->len; i++) {
		const PkiWorkPath *path = work->paths->pdata[i];
		if (path->kind != PKI_PATH_PRIVATE)
			continue;
		if (g_str_has_suffix (path->path, "/" IGNORE)) {
			take_away (work, path);
			continue;
		}
		if (!orphan (work, path, error))
			return FALSE;
		g_free (where);
		where = orphanage_of (path->path);
		keys++;
	}
	for (guint i = 0; i < work->paths->len; i++)
		pki_folder_prune_above (work->repository->root,
			((PkiWorkPath *)work->paths->pdata[i])->path, work->repository->prefix);
	g_autofree char *shown = where ? pki_text_printable (where, -1) : NULL;
	*line = keys == 0 ? g_strdup (_ ("An interrupted change was dropped."))
			  : g_strdup_printf (
				    ngettext ("An interrupted change was dropped; its private key "
					      "is kept in %s.",
					    "An interrupted change was dropped; its private keys "
					    "are kept in %s.",
					    keys),
				    shown);
	return TRUE;
}

/* HEAD's tree, on whatever branch it is now; NULL where there is none. */
static git_tree *current_tree (git_repository *git)
{
	git_object *tree = NULL;
	(void)git_revparse_single (&tree, git, "HEAD^{tree}");
	git_error_clear ();
	return (git_tree *)tree;
}

static gboolean complete (PkiWork *work, GCancellable *cancellable, char **line, GError **error)
{
	g_autoptr (git_tree) tree = current_tree (work->repository->git);
	if (!pki_branch_lock (work, cancellable, error))
		return FALSE;
	gboolean good = pki_index_load (work->repository, work->staging, error) &&
			pki_finish_again (work, tree, error);
	if (!pki_branch_unlock (work->repository, work->ref) && good)
		good = pki_throw_errno (error, errno, _ ("git's lock can't be removed"));
	if (!good) {
		g_prefix_error (
			error, "%s: ", _ ("a change that was interrupted can't be finished"));
		return FALSE;
	}
	char id[SHORT_ID + 1];
	*line = g_strdup_printf (_ ("An interrupted change was finished: commit %s."),
		git_oid_tostr (id, sizeof id, &work->after));
	return TRUE;
}

gboolean pki_recover (PkiRepository *repository, int staging, GCancellable *cancellable,
	char **line, GError **error)
{
	int copy = fcntl (staging, F_DUPFD_CLOEXEC, 0);
	g_autoptr (PkiWork) work = pki_work_new (repository, copy);
	gboolean exists = pki_journal_exists (staging);
	gboolean readable = exists && pki_journal_read (work);
	if (!pki_branch_unlock (repository, readable ? work->ref : NULL))
		return pki_throw_errno (error, errno, _ ("git's lock can't be removed"));
	if (readable && !(is_committed (work) ? complete (work, cancellable, line, error)
					      : drop (work, line, error)))
		return FALSE;
	pki_journal_drop (staging);
	return TRUE;
}
