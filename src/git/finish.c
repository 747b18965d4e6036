#include "config.h"

#include "src/git/finish-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/git/branch-private.h"
#include "src/git/check-private.h"
#include "src/git/folder-private.h"
#include "src/git/index-private.h"
#include "src/git/place-private.h"
#include "src/git/tree-private.h"

#define LARGEST (64 * 1024 * 1024)

static gboolean enter (
	PkiWork *work, const PkiWorkPath *path, const struct stat *status, GError **error)
{
	if (path->kind == PKI_PATH_REMOVE)
		return pki_index_remove (work->repository, path->path, error);
	return pki_index_set (
		work->repository, path->path, &path->after, path->mode, status, error);
}

static gboolean finish_path (PkiWork *work, const PkiWorkPath *path, GError **error)
{
	struct stat status = { 0 };
	return pki_place_file (work, path, NULL, &status, error) &&
	       enter (work, path, &status, error);
}

/* Index and logs, once the files are there. FIRST: what failed before. */
static gboolean close_up (PkiWork *work, GError *first, GError **error)
{
	g_autoptr (GError) why = NULL;
	pki_branch_log (work);
	if (!pki_index_save (work->repository, work->staging, &why) && !first)
		first = g_steal_pointer (&why);
	if (!first)
		return TRUE;
	g_propagate_error (error, first);
	return FALSE;
}

gboolean pki_finish (PkiWork *work, GError **error)
{
	GError *first = NULL;
	for (guint i = 0; i < work->paths->len; i++) {
		const PkiWorkPath *path = work->paths->pdata[i];
		if (pki_work_in_git (path))
			finish_path (work, path, first ? NULL : &first);
	}
	return close_up (work, first, error);
}

static gboolean is_wanted (PkiTreeLook *look, const PkiWorkPath *path)
{
	git_oid id;
	guint32 mode;
	pki_tree_find (look, path->path, &id, &mode);
	return pki_work_in_git (path) && git_oid_equal (&id, &path->after);
}

static gboolean index_is_ours (PkiRepository *repository, const PkiWorkPath *path)
{
	const git_index_entry *entry = git_index_get_bypath (repository->index, path->path, 0);
	git_error_clear ();
	if (!entry)
		return git_oid_is_zero (&path->before) || git_oid_is_zero (&path->after);
	return git_oid_equal (&entry->id, &path->before) ||
	       git_oid_equal (&entry->id, &path->after);
}

static GBytes *blob (git_repository *git, const git_oid *id, GError **error)
{
	g_autoptr (git_blob) found = NULL;
	int code = git_blob_lookup (&found, git, id);
	if (code == 0)
		return g_bytes_new (git_blob_rawcontent (found), (gsize)git_blob_rawsize (found));
	pki_throw_git (error, code, _ ("git can't read an object"));
	return NULL;
}

/* What a kill left beside the file. */
static void sweep (PkiWork *work, const PkiWorkPath *path)
{
	const char *name;
	pki_autofd int folder = pki_folder_above (work->repository->root, path->path, &name);
	g_autofree char *beside = g_strconcat (".pkitty-", path->staged, NULL);
	if (folder >= 0)
		(void)unlinkat (folder, beside, 0);
}

/* Brings the file up to date, unless it is neither what it was before nor what it is to be. */
static gboolean bring_file (
	PkiWork *work, const PkiWorkPath *path, struct stat *status, GError **error)
{
	PkiRepository *repository = work->repository;
	g_autoptr (GBytes) now = pki_folder_read (repository->root, path->path, LARGEST, NULL);
	gboolean absent = !pki_folder_look (repository->root, path->path, status);
	if (now && !git_oid_is_zero (&path->after) &&
		pki_check_same (repository, path->path, now, &path->after))
		return TRUE;
	gboolean as_before =
		git_oid_is_zero (&path->before)
			? absent
			: now && pki_check_same (repository, path->path, now, &path->before);
	if (!as_before)
		return TRUE;
	if (path->kind == PKI_PATH_REMOVE)
		return pki_place_file (work, path, NULL, status, error);
	g_autoptr (GBytes) bytes = blob (repository->git, &path->after, error);
	return bytes && pki_place_file (work, path, bytes, status, error);
}

/* An entry without times makes git look at the content. */
static gboolean finish_path_again (
	PkiWork *work, const PkiWorkPath *path, PkiTreeLook *look, GError **error)
{
	struct stat status = { 0 };
	sweep (work, path);
	if (!is_wanted (look, path))
		return TRUE;
	if (!bring_file (work, path, &status, error))
		return FALSE;
	if (!index_is_ours (work->repository, path))
		return TRUE;
	memset (&status.st_mtim, 0, sizeof status.st_mtim);
	status.st_size = 0;
	return enter (work, path, &status, error);
}

gboolean pki_finish_again (PkiWork *work, git_tree *tree, GError **error)
{
	g_auto (PkiTreeLook) look = { .top = tree };
	GError *first = NULL;
	for (guint i = 0; i < work->paths->len; i++)
		finish_path_again (work, work->paths->pdata[i], &look, first ? NULL : &first);
	return close_up (work, first, error);
}
