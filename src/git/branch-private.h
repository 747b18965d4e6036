/*
 * The branch and the index, taken from git's own programs while we write them, and the branch
 * moved. The locks are those that git goes by (index.lock, BRANCH.lock), but symbolic links that
 * name their holder: made and filled at once, so that one which a dead pkitty left is known for
 * ours and removed by the next, and anybody else's is never touched.
 */
#pragma once

#include "src/git/work-private.h"

/* Both locks; waits a little where git is at work, then PKI_ERROR_LOCKED tells by which file. */
gboolean pki_branch_lock (PkiWork *work, GCancellable *cancellable, GError **error);

/* Removes both where they are ours. FALSE and errno where one can't be. Only while the lock of
 * changes is held. */
gboolean pki_branch_unlock (PkiRepository *repository, const char *ref);

/* The atomic point: the branch gets the commit. The file that becomes it was staged by
 * pki_branch_stage(). */
gboolean pki_branch_stage (PkiWork *work, GError **error);
gboolean pki_branch_move (PkiWork *work, GError **error);

/* A line in the logs of HEAD and of the branch, as git writes it, where git would. */
void pki_branch_log (PkiWork *work);
