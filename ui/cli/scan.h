/* Bringing the catalog up to date for a command, with a word on the terminal where it takes long.
 */
#pragma once

#include "src/store/store.h"

/* Opens DIRECTORY and scans it. NULL on failure, the error telling which directory. What was left
 * out is told on standard error. */
PkiStore *cli_scan_open (const char *directory, GError **error);

/* Checks the signatures of all objects (IDS NULL), or of COUNT of them. */
gboolean cli_scan_signatures (PkiStore *store, const gint64 *ids, gsize count, GError **error);
