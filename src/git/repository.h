/*
 * A git repository opened for writing: the one whose work tree holds a directory. Paths of other
 * functions here are relative to that directory. Belongs to one thread at a time; may be kept for
 * several changes, and notices what others commit between them. Nothing that the repository's
 * configuration names (hooks, filters, editors, programs) is run.
 */
#pragma once

#include <glib.h>

typedef struct _PkiRepository PkiRepository;

/* PKI_ERROR_NOT_FOUND in no work tree (also below a bare repository; the message names no path);
 * PKI_ERROR_PERMISSION where git does not trust its owner, PKI_ERROR_INVALID_INPUT for a work tree
 * that leads elsewhere, PKI_ERROR_UNSUPPORTED for formats that libgit2 can't work with: each
 * message says what to do. */
PkiRepository *pki_repository_open (const char *directory, GError **error);

/* Whether DIRECTORY is, or lies in, the folder in which git keeps a repository: a bare one, or
 * .git.
 */
gboolean pki_repository_is_inside (const char *directory);

/* Makes a repository with its work tree in DIRECTORY, which exists; nothing is committed. What is a
 * repository already is opened. */
PkiRepository *pki_repository_init (const char *directory, GError **error);

void pki_repository_free (PkiRepository *repository);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiRepository, pki_repository_free)

/* The top of the work tree, without links and without a slash at its end. */
const char *pki_repository_work_tree (const PkiRepository *repository);

/* Where the directory lies below it: "" or "sub/dir/". */
const char *pki_repository_prefix (const PkiRepository *repository);

/* Whether a change could begin now: HEAD is on a branch, no merge or rebase is in progress, there
 * is an identity. For forms and dry runs; a commit checks again. PKI_ERROR_UNSUPPORTED,
 * _NOT_FOUND (identity), _PERMISSION. */
gboolean pki_repository_ready (PkiRepository *repository, GError **error);

/* For readers: whether a change of DIRECTORY was interrupted and waits to be finished or dropped by
 * the next change. Writes nothing; FALSE while one is at work. */
gboolean pki_repository_unfinished (const char *directory);
