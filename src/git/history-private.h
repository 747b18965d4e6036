/* The reader's insides, shared by the files of history*.c. */
#pragma once

#include "src/git/discover-private.h"
#include "src/git/history.h"

struct _PkiHistory {
	git_repository *git;
	char *prefix;
	GPtrArray *paths; /* char*, within the work tree; NULL: every commit counts */
	GPtrArray *waiting; /* git_commit, a heap: the newest first */
	GHashTable *seen; /* git_oid → counted from 1: what has ever waited, as it was met */
	GQueue trees; /* git_tree, the last used first */
};

/* The commit ID; NULL with an error where it is not here or is too large to be one. */
git_commit *pki_history_lookup (PkiHistory *history, const git_oid *id, GError **error);

/* Reads 40 hexadecimal digits. PKI_ERROR_INVALID_INPUT. */
gboolean pki_history_id (const char *text, git_oid *id, GError **error);

/* The first parent, or NULL: there is none, or it is not here (*cut). */
git_commit *pki_history_parent (PkiHistory *history, git_commit *commit, gboolean *cut);

/* Whether commits (BEFORE may be NULL: nothing) differ in what the walk looks at. They do, too,
 * where that can't be told: who looks on then learns why. */
gboolean pki_history_differs (PkiHistory *history, git_commit *before, git_commit *after);

/* Whether PATH, relative to the directory opened, is one of the walk's paths itself. */
gboolean pki_history_is_walked (const PkiHistory *history, const char *path);

/* history-moves.c: leaves MOST of FILES (PkiFileChange): those moved first, and of these what the
 * walk is about. */
void pki_history_choose (PkiHistory *history, GPtrArray *files, guint most);
