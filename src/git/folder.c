#include "config.h"

#include "src/git/folder-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"

enum { FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

/* Opens the part of PATH up to END within FOLDER, which is closed unless it is ROOT. */
static int enter (int root, int folder, const char *path, const char *end, mode_t make)
{
	g_autofree char *part = end > path ? g_strndup (path, (gsize)(end - path)) : g_strdup (".");
	int next = openat (folder, part, FOLDER_FLAGS);
	if (next < 0 && errno == ENOENT && make &&
		(mkdirat (folder, part, make) == 0 || errno == EEXIST))
		next = openat (folder, part, FOLDER_FLAGS);
	/* A link that is no folder answers ENOTDIR. */
	int number = errno;
	if (folder != root)
		(void)close (folder);
	errno = number;
	return next;
}

static int walk (int root, const char *path, const char *end, mode_t make)
{
	int folder = root;
	const char *part = path;
	do {
		const char *slash = memchr (part, '/', (gsize)(end - part));
		const char *stop = slash ? slash : end;
		folder = enter (root, folder, part, stop, stop > part ? make : 0);
		part = slash ? slash + 1 : end;
	} while (folder >= 0 && part < end);
	return folder;
}

int pki_folder_open (int root, const char *path)
{
	return walk (root, path, path + strlen (path), 0);
}

int pki_folder_make (int root, const char *path, mode_t mode)
{
	return walk (root, path, path + strlen (path), mode);
}

static int above (int root, const char *path, mode_t make, const char **name)
{
	const char *slash = strrchr (path, '/');
	*name = slash ? slash + 1 : path;
	return walk (root, path, slash ? slash : path, make);
}

int pki_folder_above (int root, const char *path, const char **name)
{
	return above (root, path, 0, name);
}

int pki_folder_make_above (int root, const char *path, mode_t mode, const char **name)
{
	return above (root, path, mode, name);
}

gboolean pki_folder_look (int root, const char *path, struct stat *status)
{
	const char *name;
	pki_autofd int folder = pki_folder_above (root, path, &name);
	return folder >= 0 && fstatat (folder, name, status, AT_SYMLINK_NOFOLLOW) == 0;
}

GBytes *pki_folder_read (int root, const char *path, gsize limit, GError **error)
{
	const char *name;
	struct stat status;
	g_autofree char *shown = pki_text_printable (path, -1);
	pki_autofd int folder = pki_folder_above (root, path, &name);
	pki_autofd int file =
		folder < 0 ? -1
			   : openat (folder, name,
				     O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (file < 0 || fstat (file, &status) < 0) {
		pki_throw_errno (error, errno, _ ("%s can't be opened"), shown);
		return NULL;
	}
	if (!S_ISREG (status.st_mode)) {
		pki_throw (error, PKI_ERROR_UNSUPPORTED, _ ("%s is not a regular file"), shown);
		return NULL;
	}
	GBytes *bytes = pki_file_read (file, &status, limit, error);
	if (!bytes)
		g_prefix_error (error, "%s: ", shown);
	return bytes;
}

static gboolean write_all (int file, const guint8 *data, gsize size)
{
	while (size > 0) {
		ssize_t done = write (file, data, size);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return FALSE;
		data += done;
		size -= (gsize)done;
	}
	return TRUE;
}

gboolean pki_folder_write_new (
	int folder, const char *name, mode_t mode, const void *data, gsize size)
{
	int file =
		openat (folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	if (file < 0)
		return FALSE;
	gboolean good = write_all (file, data, size);
	int number = errno;
	if (close (file) < 0 && good) {
		good = FALSE;
		number = errno;
	}
	if (!good)
		(void)unlinkat (folder, name, 0);
	errno = number;
	return good;
}

gboolean pki_folder_rename_new (int from, const char *name, int to, const char *new_name)
{
	if (renameat2 (from, name, to, new_name, RENAME_NOREPLACE) == 0)
		return TRUE;
	if (errno != EINVAL && errno != ENOSYS)
		return FALSE;
	if (linkat (from, name, to, new_name, 0) < 0)
		return FALSE;
	(void)unlinkat (from, name, 0);
	return TRUE;
}

static gboolean empty (int folder)
{
	DIR *entries = fdopendir (folder);
	if (!entries) {
		(void)close (folder);
		return FALSE;
	}
	gboolean good = TRUE;
	for (struct dirent *entry; (entry = readdir (entries)) != NULL;)
		if (!g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, ".."))
			good = pki_folder_remove (dirfd (entries), entry->d_name) && good;
	(void)closedir (entries);
	return good;
}

gboolean pki_folder_remove (int folder, const char *name)
{
	if (unlinkat (folder, name, 0) == 0)
		return TRUE;
	if (errno != EISDIR && errno != EPERM)
		return FALSE;
	int inner = openat (folder, name, FOLDER_FLAGS);
	return inner >= 0 && empty (inner) && unlinkat (folder, name, AT_REMOVEDIR) == 0;
}

void pki_folder_prune_above (int root, const char *path, const char *stop)
{
	g_autofree char *folder = g_strdup (path);
	char *slash;
	while ((slash = strrchr (folder, '/')) != NULL &&
		(gsize)(slash - folder) + 1 > strlen (stop)) {
		*slash = '\0';
		const char *name;
		pki_autofd int parent = pki_folder_above (root, folder, &name);
		if (parent < 0 || unlinkat (parent, name, AT_REMOVEDIR) < 0)
			return;
	}
}

gboolean pki_folder_flush (int one, int other)
{
	struct stat a, b;
	if (syncfs (one) < 0 || fstat (one, &a) < 0 || fstat (other, &b) < 0)
		return FALSE;
	return a.st_dev == b.st_dev || syncfs (other) == 0;
}
