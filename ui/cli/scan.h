/* Bringing the catalog up to date for a command, with a word on the terminal where it takes long.
 */
#pragma once

#include "src/store/store.h"

/* Opens DIRECTORY and scans it. NULL on failure, the error telling which directory. */
PkiStore *cli_scan_open (const char *directory, GError **error);

/* Tells on standard error what the scan left out. */
void cli_scan_tell_skipped (PkiStore *store);

/* Checks the signatures of all objects (IDS NULL), or of COUNT of them. */
gboolean cli_scan_signatures (PkiStore *store, const gint64 *ids, gsize count, GError **error);
