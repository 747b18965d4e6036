/* Reading files whose names and content nobody vouches for. */
#pragma once

#include <glib.h>
#include <sys/stat.h>

/* Opens NAME below the folder FOLDER (AT_FDCWD: the current one) for reading, never waiting for a
 * FIFO or a device and never getting a controlling terminal, and looks at what was opened. A final
 * link is followed. -1 on failure (PKI_ERROR_NOT_FOUND, _PERMISSION, ...); anything but a regular
 * file is PKI_ERROR_UNSUPPORTED. The caller closes. */
int pki_file_open (int folder, const char *name, struct stat *status, GError **error);

/* The bytes of an opened regular file, at most LIMIT of them; a larger one is PKI_ERROR_LIMIT. A
 * file that grows or shrinks meanwhile gives what was there. The caller owns the result, which is
 * wiped in the end: it may hold a private key. */
GBytes *pki_file_read (int descriptor, const struct stat *status, gsize limit, GError **error);

/* The same of a pipe or whatever else ends sometime: what comes until then, in address space for
 * LIMIT bytes. */
GBytes *pki_file_read_stream (int descriptor, gsize limit, GError **error);

/* Closes the descriptor when the variable goes out of scope. */
static inline void pki_close (int *descriptor);
#define pki_autofd __attribute__ ((cleanup (pki_close)))

#include <unistd.h>
static inline void pki_close (int *descriptor)
{
	if (*descriptor >= 0)
		(void)close (*descriptor);
}
