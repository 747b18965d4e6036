/* What a killed change left: finished when its commit is on the branch, else dropped. */
#pragma once

#include "src/git/work-private.h"

/* Under the lock of changes. *LINE: what was done, translated, or NULL; the caller frees. */
gboolean pki_recover (PkiRepository *repository, int staging, GCancellable *cancellable,
	char **line, GError **error);
