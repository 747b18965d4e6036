/*
 * The lock that one change at a time holds: flock() on a file in the git directory, which the
 * system gives back when its holder dies; and the names of what else stands beside it.
 */
#pragma once

#include <gio/gio.h>

#define PKI_STAGING "pkitty" /* the folder below the git directory */
#define PKI_JOURNAL "journal"
#define PKI_LOCK    "lock"
#define PKI_DOOR    "door" /* before it */

/* Waits up to 30 s, then PKI_ERROR_LOCKED names the holder. GIT_DIR is the common one. The lock is
 * held until the descriptor is closed; -1 on failure. */
int pki_lock_take (int git_dir, GCancellable *cancellable, GError **error);

/* Whether somebody holds it now. Writes nothing. */
gboolean pki_lock_is_held (int git_dir);
