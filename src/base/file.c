#include "config.h"

#include "src/base/file.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/secret.h"

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

/* At most ROOM bytes. */
static GBytes *read_up_to (int descriptor, gsize room, GError **error)
{
	guint8 *data = g_malloc (room + 1);
	gsize size = 0;
	while (size < room) {
		ssize_t got = read (descriptor, data + size, room - size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			pki_throw_errno (error, errno, _ ("it can't be read"));
			pki_wipe (data, size);
			g_free (data);
			return NULL;
		}
		if (got == 0)
			break;
		size += (gsize)got;
	}
	return pki_bytes_take_wiped (data, size);
}

GBytes *pki_file_read (int descriptor, const struct stat *status, gsize limit, GError **error)
{
	if ((guint64)status->st_size <= limit)
		return read_up_to (descriptor, (gsize)status->st_size, error);
	pki_throw (error, PKI_ERROR_LIMIT, _ ("it has %" PRId64 " bytes, more than is read whole"),
		(int64_t)status->st_size);
	return NULL;
}

GBytes *pki_file_read_stream (int descriptor, gsize limit, GError **error)
{
	g_autoptr (GBytes) bytes = read_up_to (descriptor, limit + 1, error);
	if (!bytes || g_bytes_get_size (bytes) <= limit)
		return g_steal_pointer (&bytes);
	pki_throw (error, PKI_ERROR_LIMIT,
		_ ("it has more than %" PRIu64 " bytes, which is not read whole"), (uint64_t)limit);
	return NULL;
}
