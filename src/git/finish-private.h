/* What comes after the branch was moved: files, index, logs. */
#pragma once

#include "src/git/work-private.h"

/* Puts the staged files into the work tree, writes index and logs. What fails is told by the first
 * error, after all else has been done. The index is loaded, the locks are held. */
gboolean pki_finish (PkiWork *work, GError **error);

/* The same for a change whose maker died: only paths whose blob in TREE (HEAD's) is still the
 * change's, and only where file or index entry are still what they were before it. */
gboolean pki_finish_again (PkiWork *work, git_tree *tree, GError **error);
