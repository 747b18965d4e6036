/* After an action: the catalog learns what has changed. */
#pragma once

#include <glib.h>

/* Reads FILES (char*, paths relative to DIRECTORY) anew into the catalog of DIRECTORY, where there
 * is one. It is a cache: what can't be done is left to the next scan. */
void pki_follow_files (const char *directory, const GPtrArray *files);
