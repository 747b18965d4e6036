#include "config.h"

#include "src/git/check-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/git/folder-private.h"
#include "src/git/tree-private.h"

#include <errno.h>
#include <string.h>

#define LARGEST (64 * 1024 * 1024)

typedef enum {
	STAGED_NEW,
	IN_SUBMODULE,
	STAGED,
	GONE,
	EDITED,
	NOT_EXPECTED,
	IS_FOLDER,
	IS_THERE,
	BAD_WAY,
	NO_FILE_IN_GIT,
	IN_GIT,
	NEVER_ADDED,
	NOT_IN_GIT,
} Why;

static gboolean refuse (GError **error, Why why, const char *path)
{
	g_autofree char *shown = pki_text_printable (path, -1);
	g_autofree char *shell = g_shell_quote (path);
	g_autofree char *quoted = pki_text_printable (shell, -1);
	switch (why) {
	case STAGED_NEW:
		return pki_throw (error, PKI_ERROR_STALE,
			_ ("%s: it is staged, but not committed\nCommit it first, or take it out "
			   "of the index: git restore --staged %s"),
			shown, quoted);
	case IN_SUBMODULE:
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("%s: it would lie in another git repository, a submodule of this "
			   "one\nWork in that one: say its directory with -C."),
			shown);
	case STAGED:
		return pki_throw (error, PKI_ERROR_STALE,
			_ ("%s: it has staged changes that are not committed\nCommit them first, "
			   "or take them out of the index: git restore --staged %s"),
			shown, quoted);
	case GONE:
		return pki_throw (error, PKI_ERROR_STALE,
			_ ("%s: it is in git, but its file is gone\nTo get it back: git restore "
			   "%s"),
			shown, quoted);
	case EDITED:
		return pki_throw (error, PKI_ERROR_STALE,
			_ ("%s: it has changes that are not committed\nCommit them first, or drop "
			   "them: git restore %s"),
			shown, quoted);
	case NOT_EXPECTED:
		return pki_throw (error, PKI_ERROR_STALE,
			_ ("%s: it is not any more what it was when this was planned\nLook at it "
			   "and try again."),
			shown);
	case IS_FOLDER:
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("%s: a folder stands where a file is to go"), shown);
	case IS_THERE:
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("%s: it is there already, and not in git\nMove it away first."), shown);
	case BAD_WAY:
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("%s can't be written: a folder on its way is a link or a file"), shown);
	case NO_FILE_IN_GIT:
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("%s: it is in git, but as a folder, a link or another repository"),
			shown);
	case IN_GIT:
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("%s: it is in git, and what is to go there stays out of it"), shown);
	case NEVER_ADDED:
		return pki_throw (error, PKI_ERROR_STALE,
			_ ("%s: it is not in git\nCommit it first: git add -f %s && git commit"),
			shown, quoted);
	case NOT_IN_GIT:
	default:
		return pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("%s: it is not in git"), shown);
	}
}

/* libgit2 knows git's own filters (line ends, $Id$) and runs no program for others. */
static gboolean same_filtered (
	PkiRepository *repository, const char *path, GBytes *bytes, const git_oid *id)
{
	git_filter_list *filters = NULL;
	if (git_filter_list_load (&filters, repository->git, NULL, path, GIT_FILTER_TO_ODB,
		    GIT_FILTER_DEFAULT) != 0 ||
		!filters) {
		git_error_clear ();
		return FALSE;
	}
	gsize size;
	const char *data = g_bytes_get_data (bytes, &size);
	git_buf out = { 0 };
	git_oid found;
	gboolean same = git_filter_list_apply_to_buffer (&out, filters, data, size) == 0 &&
			git_odb_hash (&found, out.ptr, out.size, GIT_OBJECT_BLOB) == 0 &&
			git_oid_equal (&found, id);
	git_buf_dispose (&out);
	git_filter_list_free (filters);
	git_error_clear ();
	return same;
}

gboolean pki_check_same (
	PkiRepository *repository, const char *path, GBytes *bytes, const git_oid *id)
{
	gsize size;
	const void *data = g_bytes_get_data (bytes, &size);
	git_oid found;
	if (git_odb_hash (&found, data ? data : "", size, GIT_OBJECT_BLOB) == 0 &&
		git_oid_equal (&found, id))
		return TRUE;
	return same_filtered (repository, path, bytes, id);
}

/* What the index has in place of a folder on the way to PATH; NULL: nothing. */
static const git_index_entry *entry_above (git_index *index, const char *path)
{
	size_t at;
	g_autofree char *above = g_strdup (path);
	for (char *slash; (slash = strrchr (above, '/')) != NULL;) {
		*slash = '\0';
		if (git_index_find (&at, index, above) == 0)
			return git_index_get_byindex (index, at);
	}
	return NULL;
}

/* Nothing of the index stands at PATH, above or below it. */
static gboolean index_is_free (git_index *index, const char *path, GError **error)
{
	g_autofree char *below = g_strconcat (path, "/", NULL);
	const git_index_entry *above = entry_above (index, path);
	gboolean found = above || git_index_find (NULL, index, path) == 0 ||
			 git_index_find_prefix (NULL, index, below) == 0;
	git_error_clear ();
	if (above && above->mode == GIT_FILEMODE_COMMIT)
		return refuse (error, IN_SUBMODULE, path);
	return !found || refuse (error, STAGED_NEW, path);
}

static gboolean index_is_head (git_index *index, const PkiWorkPath *path, GError **error)
{
	if (git_oid_is_zero (&path->before))
		return index_is_free (index, path->path, error);
	const git_index_entry *entry = git_index_get_bypath (index, path->path, 0);
	git_error_clear ();
	if (entry && git_oid_equal (&entry->id, &path->before) && entry->mode == path->mode)
		return TRUE;
	return refuse (error, STAGED, path->path);
}

static gboolean nothing_there (PkiRepository *repository, const char *path, GError **error)
{
	struct stat status;
	g_autofree char *shown = pki_text_printable (path, -1);
	if (pki_folder_look (repository->root, path, &status))
		return refuse (error, S_ISDIR (status.st_mode) ? IS_FOLDER : IS_THERE, path);
	if (errno == ENOENT)
		return TRUE;
	if (errno == ENOTDIR || errno == ELOOP)
		return refuse (error, BAD_WAY, path);
	return pki_throw_errno (error, errno, _ ("%s can't be written"), shown);
}

static gboolean file_is_head (PkiRepository *repository, const PkiWorkPath *path, GError **error)
{
	g_autoptr (GError) why = NULL;
	if (git_oid_is_zero (&path->before))
		return nothing_there (repository, path->path, error);
	g_autoptr (GBytes) bytes = pki_folder_read (repository->root, path->path, LARGEST, &why);
	if (!bytes && g_error_matches (why, PKI_ERROR, PKI_ERROR_NOT_FOUND))
		return refuse (error, GONE, path->path);
	if (!bytes) {
		g_propagate_error (error, g_steal_pointer (&why));
		return FALSE;
	}
	return pki_check_same (repository, path->path, bytes, &path->before) ||
	       refuse (error, EDITED, path->path);
}

static gboolean find_before (PkiWorkPath *path, PkiTreeLook *look, GError **error)
{
	path->mode = GIT_FILEMODE_BLOB;
	if (!pki_tree_find (look, path->path, &path->before, &path->mode) &&
		!git_oid_is_zero (&path->before))
		return refuse (error, NO_FILE_IN_GIT, path->path);
	return TRUE;
}

static gboolean check_path (PkiWork *work, PkiWorkPath *path, PkiTreeLook *look, GError **error)
{
	if (!find_before (path, look, error))
		return FALSE;
	gboolean exists = !git_oid_is_zero (&path->before);
	if (path->kind == PKI_PATH_REMOVE && !exists)
		return refuse (error, NOT_IN_GIT, path->path);
	if (path->kind == PKI_PATH_PRIVATE && exists)
		return refuse (error, IN_GIT, path->path);
	return index_is_head (work->repository->index, path, error) &&
	       file_is_head (work->repository, path, error);
}

/* Neither HEAD nor the work tree has it. Where it is in HEAD alone, somebody has removed it without
 * a commit. */
static gboolean check_expected_free (PkiWork *work, const PkiWorkPath *path, GError **error)
{
	struct stat status;
	gboolean in_git = !git_oid_is_zero (&path->before);
	gboolean there = pki_folder_look (work->repository->root, path->path, &status);
	if (!in_git && !there)
		return TRUE;
	if (there)
		return refuse (error, NOT_EXPECTED, path->path);
	return index_is_head (work->repository->index, path, error) &&
	       refuse (error, GONE, path->path);
}

static gboolean check_expected (PkiWork *work, PkiWorkPath *path, PkiTreeLook *look, GError **error)
{
	GBytes *bytes = path->item->bytes;
	if (!find_before (path, look, error))
		return FALSE;
	if (!bytes)
		return check_expected_free (work, path, error);
	git_oid id;
	gsize size;
	const void *data = g_bytes_get_data (bytes, &size);
	(void)git_odb_hash (&id, data ? data : "", size, GIT_OBJECT_BLOB);
	g_autoptr (GBytes) now =
		pki_folder_read (work->repository->root, path->path, LARGEST, NULL);
	gboolean same =
		now && pki_check_same (work->repository, path->path, now, &path->before) &&
		(git_oid_equal (&id, &path->before) ||
			pki_check_same (work->repository, path->path, bytes, &path->before));
	if (same)
		return TRUE;
	if (!now || !g_bytes_equal (now, bytes))
		return refuse (error, NOT_EXPECTED, path->path);
	if (!git_oid_is_zero (&path->before))
		return refuse (error, EDITED, path->path);
	return index_is_free (work->repository->index, path->path, error) &&
	       refuse (error, NEVER_ADDED, path->path);
}

gboolean pki_check_paths (PkiWork *work, git_tree *tree, GError **error)
{
	g_auto (PkiTreeLook) look = { .top = tree };
	for (guint i = 0; i < work->expected->len; i++)
		if (!check_expected (work, work->expected->pdata[i], &look, error))
			return FALSE;
	for (guint i = 0; i < work->paths->len; i++)
		if (!check_path (work, work->paths->pdata[i], &look, error))
			return FALSE;
	return TRUE;
}
