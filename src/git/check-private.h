/* Whether the files of a change are what they must be before it: in HEAD, in the index and in the
 * work tree. */
#pragma once

#include "src/git/work-private.h"

/* Under all locks, with the index loaded. TREE is HEAD's (NULL: none). Fills what the paths are
 * before. PKI_ERROR_STALE, _EXISTS, _NOT_FOUND, _UNSUPPORTED. */
gboolean pki_check_paths (PkiWork *work, git_tree *tree, GError **error);

/* Whether BYTES, of the file at PATH, are the blob ID, as they stand or as git would store them
 * (line ends). */
gboolean pki_check_same (
	PkiRepository *repository, const char *path, GBytes *bytes, const git_oid *id);
