/* The index of a repository: read, changed in memory, written back. Only while its lock is ours. */
#pragma once

#include "src/git/repository-private.h"

/* Reads it unless it is the one that is in memory. PKI_ERROR_UNSUPPORTED for one that libgit2 can't
 * work with; the message says what to do. */
gboolean pki_index_load (PkiRepository *repository, int staging, GError **error);

/* A file as it stands in the work tree now. */
gboolean pki_index_set (PkiRepository *repository, const char *path, const git_oid *id,
	guint32 mode, const struct stat *status, GError **error);

gboolean pki_index_remove (PkiRepository *repository, const char *path, GError **error);

/* Writes it beside, flushes the disks of the git directory and of ROOT, and puts it into its place.
 */
gboolean pki_index_save (PkiRepository *repository, int staging, GError **error);
