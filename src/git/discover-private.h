/* The library's start, its errors, and the one way in: which repository holds a directory. */
#pragma once

#include <git2.h>
#include <glib.h>
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h> /* where newer libgit2 has git_error_clear() */
#endif

G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_repository, git_repository_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_reference, git_reference_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_commit, git_commit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_tree, git_tree_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_tree_entry, git_tree_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_blob, git_blob_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_config, git_config_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_index, git_index_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_odb, git_odb_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_signature, git_signature_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_treebuilder, git_treebuilder_free)

/* For the whole process, once. */
void pki_git_start (void);

/* Sets ERROR to "TEXT: the library's words" in the thread that got CODE, and returns FALSE. */
gboolean pki_throw_git (GError **error, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* "merge in progress", ...; NULL for none. Translated. STATE is of git_repository_state(). */
const char *pki_git_operation (int state);

/* PATH without links and without a slash at its end; where nothing is there, as it stands. The
 * caller frees. */
char *pki_git_real_path (const char *path);

/* The repository whose work tree holds DIRECTORY, and where it lies in there (PREFIX: "" or
 * "a/b/"). *BARE: it has no work tree, which is an error too. Errors as of pki_repository_open().
 */
git_repository *pki_git_discover (
	const char *directory, char **work_tree, char **prefix, gboolean *bare, GError **error);
