/* HEAD's tree with the paths of a change and nothing else. */
#pragma once

#include "src/git/work-private.h"

/* Rewrites only the trees along the paths, which are sorted, and adds them to the objects of the
 * work. GIT: where they are written. BASE NULL: there was none. PKI_ERROR_EXISTS where a file
 * stands where a folder is needed, or a name differs from an existing one only in case. */
gboolean pki_tree_make (
	PkiWork *work, git_repository *git, git_tree *base, git_oid *id, GError **error);

/* Looking for files in a tree. The folder looked into last is kept: libgit2 reads a large one anew
 * each time. */
typedef struct {
	git_tree *top; /* the caller's; NULL: there is none */
	char *folder;
	git_tree *tree; /* of that; NULL: not there */
} PkiTreeLook;

void pki_tree_look_clear (PkiTreeLook *look);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PkiTreeLook, pki_tree_look_clear)

/* The file at PATH: FALSE where there is none, and a zero ID where there is nothing else either. */
gboolean pki_tree_find (PkiTreeLook *look, const char *path, git_oid *id, guint32 *mode);

/* The tree of a commit; NULL and an error on failure. */
git_tree *pki_tree_of (git_repository *git, const git_oid *commit, GError **error);
