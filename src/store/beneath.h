/* Opening what lies below a folder, however long the path. */
#pragma once

#include <glib.h>

/* PATH is relative to the folder ROOT ("" is that itself); its last part may be no link. -1 and
 * errno on failure; the caller closes. */
int pki_beneath_open_folder (int root, const char *path);

/* The bytes of a regular file below DIRECTORY, at most LIMIT of them: the errors of
 * src/base/file.h. The caller owns the result. */
GBytes *pki_beneath_read (const char *directory, const char *path, gsize limit, GError **error);
