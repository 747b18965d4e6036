#include "config.h"

#include "src/git/place-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/git/folder-private.h"

#define LARGEST_KEY (16 * 1024 * 1024)

static gboolean cannot (const PkiWorkPath *path, int number, GError **error)
{
	g_autofree char *shown = pki_text_printable (path->path, -1);
	return pki_throw_errno (error, number, _ ("%s can't be written"), shown);
}

static mode_t file_mode (const PkiWorkPath *path)
{
	return path->mode == GIT_FILEMODE_BLOB_EXECUTABLE ? 0777 : 0666;
}

static gboolean stage (PkiWork *work, PkiWorkPath *path)
{
	if (path->kind == PKI_PATH_PRIVATE) {
		PkiSlice secret = pki_secret_bytes (path->item->secret);
		return pki_folder_write_new (
			work->staging, path->staged, 0600, secret.data, secret.size);
	}
	gsize size;
	const void *data = g_bytes_get_data (path->item->bytes, &size);
	return pki_folder_write_new (work->staging, path->staged, file_mode (path), data, size);
}

gboolean pki_place_stage (PkiWork *work, GError **error)
{
	for (guint i = 0; i < work->paths->len; i++) {
		PkiWorkPath *path = work->paths->pdata[i];
		(void)snprintf (path->staged, sizeof path->staged, "file-%u", i);
		if (path->kind != PKI_PATH_REMOVE && !stage (work, path))
			return cannot (path, errno, error);
	}
	return TRUE;
}

static gboolean remove_file (PkiWork *work, const PkiWorkPath *path, GError **error)
{
	const char *name;
	pki_autofd int folder = pki_folder_above (work->repository->root, path->path, &name);
	if (folder < 0 || unlinkat (folder, name, 0) < 0) {
		int number = errno;
		g_autofree char *shown = pki_text_printable (path->path, -1);
		if (number != ENOENT)
			return pki_throw_errno (error, number, _ ("%s can't be removed"), shown);
	}
	pki_folder_prune_above (work->repository->root, path->path, work->repository->prefix);
	return TRUE;
}

/* One more name for the staged file, which stays until the change is done: by it a dead change's
 * file is known. Where there are no hard links, a copy. */
static gboolean place_private (PkiWork *work, const PkiWorkPath *path)
{
	const char *name;
	pki_autofd int folder =
		pki_folder_make_above (work->repository->root, path->path, 0700, &name);
	if (folder < 0)
		return FALSE;
	if (linkat (work->staging, path->staged, folder, name, 0) == 0)
		return TRUE;
	if (errno != EXDEV && errno != EPERM && errno != EOPNOTSUPP)
		return FALSE;
	PkiSlice secret = pki_secret_bytes (path->item->secret);
	return pki_folder_write_new (folder, name, 0600, secret.data, secret.size);
}

gboolean pki_place_private (PkiWork *work, GError **error)
{
	for (guint i = 0; i < work->paths->len; i++) {
		PkiWorkPath *path = work->paths->pdata[i];
		if (path->kind != PKI_PATH_PRIVATE)
			continue;
		if (!place_private (work, path)) {
			cannot (path, errno, error);
			pki_place_take_back (work);
			return FALSE;
		}
		path->placed = TRUE;
	}
	return TRUE;
}

gboolean pki_place_is_ours (PkiWork *work, const PkiWorkPath *path)
{
	g_autoptr (GBytes) staged =
		pki_folder_read (work->staging, path->staged, LARGEST_KEY, NULL);
	g_autoptr (GBytes) there =
		pki_folder_read (work->repository->root, path->path, LARGEST_KEY, NULL);
	if (!staged || !there)
		return FALSE;
	gsize whole, part;
	const void *a = g_bytes_get_data (staged, &whole);
	const void *b = g_bytes_get_data (there, &part);
	return part <= whole && (part == 0 || memcmp (a, b, part) == 0);
}

void pki_place_take_back (PkiWork *work)
{
	for (guint i = 0; i < work->paths->len; i++) {
		PkiWorkPath *path = work->paths->pdata[i];
		if (path->kind == PKI_PATH_PRIVATE && path->placed)
			remove_file (work, path, NULL);
	}
}

/* A new file goes nowhere where something has come to stand meanwhile. */
static gboolean settle (
	const PkiWorkPath *path, int from, const char *staged, int folder, const char *name)
{
	if (git_oid_is_zero (&path->before))
		return pki_folder_rename_new (from, staged, folder, name);
	return renameat (from, staged, folder, name) == 0;
}

/* Where the git directory is on another disk, or the file comes from a commit. */
static gboolean write_beside (const PkiWorkPath *path, GBytes *bytes, int folder, const char *name)
{
	g_autofree char *beside = g_strconcat (".pkitty-", path->staged, NULL);
	gsize size;
	const void *data = g_bytes_get_data (bytes, &size);
	(void)unlinkat (folder, beside, 0);
	if (!pki_folder_write_new (folder, beside, file_mode (path), data, size))
		return FALSE;
	if (settle (path, folder, beside, folder, name))
		return TRUE;
	int number = errno;
	(void)unlinkat (folder, beside, 0);
	errno = number;
	return FALSE;
}

gboolean pki_place_file (
	PkiWork *work, const PkiWorkPath *path, GBytes *bytes, struct stat *status, GError **error)
{
	if (path->kind == PKI_PATH_REMOVE)
		return remove_file (work, path, error);
	const char *name;
	pki_autofd int folder =
		pki_folder_make_above (work->repository->root, path->path, 0777, &name);
	gboolean good = folder >= 0;
	if (good && bytes)
		good = write_beside (path, bytes, folder, name);
	else if (good)
		good = settle (path, work->staging, path->staged, folder, name) ||
		       (errno == EXDEV && write_beside (path, path->item->bytes, folder, name));
	return (good && fstatat (folder, name, status, AT_SYMLINK_NOFOLLOW) == 0) ||
	       cannot (path, errno, error);
}
