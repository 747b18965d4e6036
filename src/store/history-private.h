/* Between the files of history*.c. */
#pragma once

#include "src/store/history.h"

/* How the trailers of ENTRY, which has some and was looked into wholly, do not fit what it did;
 * translated. NULL: they do. */
const char *pki_history_mismatch (const PkiHistoryEntry *entry);
