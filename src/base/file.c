#include "config.h"

#include "src/base/file.h"

#include "src/base/error.h"
#include "src/base/intl.h"

#include <errno.h>
#include <fcntl.h>

int pki_file_open (int folder, const char *name, struct stat *status, GError **error)
{
	pki_autofd int descriptor =
		openat (folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (descriptor < 0 || fstat (descriptor, status) < 0) {
		/* A socket answers ENXIO. */
		int number = errno;
		if (number == ENXIO)
			pki_throw (error, PKI_ERROR_UNSUPPORTED, _ ("it is not a regular file"));
		else
			pki_throw_errno (error, number, _ ("it can't be opened"));
		return -1;
	}
	if (!S_ISREG (status->st_mode)) {
		pki_throw (error, PKI_ERROR_UNSUPPORTED, _ ("it is not a regular file"));
		return -1;
	}
	int result = descriptor;
	descriptor = -1;
	return result;
}

GBytes *pki_file_read (int descriptor, const struct stat *status, gsize limit, GError **error)
{
	if ((guint64)status->st_size > limit) {
		pki_throw (error, PKI_ERROR_LIMIT,
			_ ("it has %" PRId64 " bytes, more than is read whole"),
			(int64_t)status->st_size);
		return NULL;
	}
	gsize room = (gsize)status->st_size;
	gsize size = 0;
	g_autofree guint8 *data = g_malloc (room + 1);
	while (size < room) {
		ssize_t got = read (descriptor, data + size, room - size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			pki_throw_errno (error, errno, _ ("it can't be read"));
			return NULL;
		}
		if (got == 0)
			break;
		size += (gsize)got;
	}
	return g_bytes_new_take (g_steal_pointer (&data), size);
}
