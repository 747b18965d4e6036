#include "config.h"

#include "src/store/beneath.h"

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

/* The kernel takes 4,096 bytes at once; a longer path is opened piece by piece. */
int pki_beneath_open_folder (int root, const char *path)
{
	enum { PIECE = 2048 };
	const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	int current = -1;
	for (;;) {
		gsize size = strlen (path);
		if (size > PIECE)
			for (size = PIECE; size > 0 && path[size] != '/'; size--)
				;
		g_autofree char *piece = size ? g_strndup (path, size) : g_strdup (".");
		int next = openat (current < 0 ? root : current, piece, flags);
		int number = errno;
		if (current >= 0)
			(void)close (current);
		errno = number;
		path += size + (path[size] == '/');
		if (next < 0 || !*path)
			return next;
		current = next;
	}
}

static GBytes *read_opened (
	int file, const struct stat *status, const char *path, gsize limit, GError **error)
{
	GBytes *bytes = file >= 0 ? pki_file_read (file, status, limit, error) : NULL;
	if (!bytes) {
		g_autofree char *shown = pki_text_printable (path, -1);
		g_prefix_error (error, "%s: ", shown);
	}
	return bytes;
}

GBytes *pki_beneath_read (const char *directory, const char *path, gsize limit, GError **error)
{
	struct stat status;
	if (strlen (directory) + strlen (path) + 2 < PATH_MAX) {
		g_autofree char *whole = g_build_filename (directory, path, NULL);
		pki_autofd int file = pki_file_open (AT_FDCWD, whole, &status, error);
		return read_opened (file, &status, path, limit, error);
	}
	const char *slash = strrchr (path, '/');
	g_autofree char *folder = slash ? g_strndup (path, (gsize)(slash - path)) : g_strdup ("");
	pki_autofd int root = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	pki_autofd int inner = root >= 0 ? pki_beneath_open_folder (root, folder) : -1;
	if (inner < 0) {
		int number = errno;
		g_autofree char *shown = pki_text_printable (path, -1);
		pki_throw_errno (error, number, "%s", shown);
		return NULL;
	}
	pki_autofd int file = pki_file_open (inner, slash ? slash + 1 : path, &status, error);
	return read_opened (file, &status, path, limit, error);
}
