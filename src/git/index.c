#include "config.h"

#include "src/git/index-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/git/folder-private.h"
#include "src/git/lock-private.h"

#define LARGEST (G_GINT64_CONSTANT (4) << 30)

static gboolean same_file (const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	       a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

/* The same file under a name of ours, from which libgit2 reads and beside which it writes; a copy
 * where there are no hard links. */
static gboolean bring (PkiRepository *repository, int staging, GError **error)
{
	(void)unlinkat (staging, "index", 0);
	/* What libgit2 leaves of a write that was killed. */
	(void)unlinkat (staging, "index.lock", 0);
	if (linkat (repository->git_dir, "index", staging, "index", 0) == 0)
		return TRUE;
	g_autoptr (GBytes) bytes = pki_folder_read (repository->git_dir, "index", LARGEST, error);
	gsize size;
	const void *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;
	if (!bytes)
		return FALSE;
	return pki_folder_write_new (staging, "index", 0600, data, size) ||
	       pki_throw_errno (error, errno, _ ("git's index can't be copied"));
}

static gboolean cannot_read (int code, GError **error)
{
	const git_error *last = git_error_last ();
	const char *words = last && last->message ? last->message : "";
	if (strstr (words, "'link'"))
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("git's index: it is a split one, which the git library can't work "
			   "with\nTo change that: git update-index --no-split-index"));
	if (strstr (words, "'sdir'"))
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("git's index: it is a sparse one, which the git library can't work "
			   "with\nTo change that: git sparse-checkout reapply --no-sparse-index"));
	pki_throw_git (error, code, _ ("git's index can't be read"));
	if (error && *error)
		(*error)->code = PKI_ERROR_UNSUPPORTED;
	return FALSE;
}

static gboolean read_index (PkiRepository *repository, GError **error)
{
	g_autofree char *path = g_build_filename (repository->git_path, PKI_STAGING, "index", NULL);
	git_index *index = NULL;
	int code = git_index_open (&index, path);
	g_clear_pointer (&repository->index, git_index_free);
	if (code != 0)
		return cannot_read (code, error);
	repository->index = index;
	return TRUE;
}

/* What the file is once our own name for it is gone again, which its ctime shows. */
static void look (PkiRepository *repository)
{
	if (fstatat (repository->git_dir, "index", &repository->index_seen, AT_SYMLINK_NOFOLLOW) <
		0)
		memset (&repository->index_seen, 0, sizeof repository->index_seen);
}

/* Git looks twice at a file that may have changed since the index was written without its times
 * showing it. The index will be younger, so such a file is marked: without a size git looks at its
 * content. */
static void mark_doubtful (PkiRepository *repository)
{
	const struct timespec *written = &repository->index_seen.st_mtim;
	for (gsize i = 0; i < git_index_entrycount (repository->index); i++) {
		const git_index_entry *entry = git_index_get_byindex (repository->index, i);
		gint64 seconds = entry->mtime.seconds;
		if (entry->file_size == 0 || seconds < written->tv_sec ||
			(seconds == written->tv_sec &&
				entry->mtime.nanoseconds < (uint64_t)written->tv_nsec))
			continue;
		git_index_entry marked = *entry;
		marked.file_size = 0;
		(void)git_index_add (repository->index, &marked);
	}
	git_error_clear ();
}

gboolean pki_index_load (PkiRepository *repository, int staging, GError **error)
{
	struct stat now;
	gboolean exists = fstatat (repository->git_dir, "index", &now, AT_SYMLINK_NOFOLLOW) == 0;
	/* libgit2 says of one that may not be read that it is not there. */
	if ((!exists && errno != ENOENT) ||
		(exists && faccessat (repository->git_dir, "index", R_OK, AT_EACCESS) != 0))
		return pki_throw_errno (error, errno, _ ("git's index can't be read"));
	if (!exists)
		memset (&now, 0, sizeof now);
	else if (!S_ISREG (now.st_mode))
		return pki_throw (
			error, PKI_ERROR_UNSUPPORTED, _ ("git's index: it is not a regular file"));
	if (repository->index && same_file (&now, &repository->index_seen)) {
		mark_doubtful (repository);
		return TRUE;
	}
	if (exists && !bring (repository, staging, error))
		return FALSE;
	gboolean good = read_index (repository, error);
	(void)unlinkat (staging, "index", 0);
	look (repository);
	if (good)
		mark_doubtful (repository);
	return good;
}

gboolean pki_index_set (PkiRepository *repository, const char *path, const git_oid *id,
	guint32 mode, const struct stat *status, GError **error)
{
	git_index_entry entry = {
		.ctime = { (int32_t)status->st_ctim.tv_sec, (uint32_t)status->st_ctim.tv_nsec },
		.mtime = { (int32_t)status->st_mtim.tv_sec, (uint32_t)status->st_mtim.tv_nsec },
		.dev = (uint32_t)status->st_dev,
		.ino = (uint32_t)status->st_ino,
		.mode = mode,
		.uid = status->st_uid,
		.gid = status->st_gid,
		.file_size = (uint32_t)status->st_size,
		.id = *id,
		.path = path,
	};
	int code = git_index_add (repository->index, &entry);
	return code == 0 || pki_throw_git (error, code, _ ("git's index can't be changed"));
}

gboolean pki_index_remove (PkiRepository *repository, const char *path, GError **error)
{
	int code = git_index_remove (repository->index, path, 0);
	git_error_clear ();
	return code == 0 || code == GIT_ENOTFOUND ||
	       pki_throw_git (error, code, _ ("git's index can't be changed"));
}

gboolean pki_index_save (PkiRepository *repository, int staging, GError **error)
{
	mode_t mode = repository->index_seen.st_mode & 0777;
	int code = git_index_write (repository->index);
	if (code != 0)
		return pki_throw_git (error, code, _ ("git's index can't be written"));
	if (mode)
		(void)fchmodat (staging, "index", mode, 0);
	if (!pki_folder_flush (staging, repository->root))
		return pki_throw_errno (error, errno, _ ("the disk can't be written"));
	if (renameat (staging, "index", repository->git_dir, "index") < 0)
		return pki_throw_errno (error, errno, _ ("git's index can't be written"));
	look (repository);
	return TRUE;
}
