/* HEAD's tree with the paths of a change and nothing else. */
#pragma once

#include "src/git/work-private.h"

/* Rewrites only the trees along the paths, which are sorted. BASE NULL: there was none.
 * PKI_ERROR_EXISTS where a file stands where a folder is needed, or a name differs from an existing
 * one only in case. */
gboolean pki_tree_make (
	git_repository *git, git_tree *base, const GPtrArray *paths, git_oid *id, GError **error);

/* The file at PATH in TREE (NULL: none): FALSE and a zero ID where there is no file. */
gboolean pki_tree_find (git_tree *tree, const char *path, git_oid *id, guint32 *mode);

/* The tree of a commit; NULL and an error on failure. */
git_tree *pki_tree_of (git_repository *git, const git_oid *commit, GError **error);
