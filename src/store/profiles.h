/* The profiles that can be used in a directory: its own ones, those of the data folder, those that
 * are compiled in. Of two that are called the same the first wins. */
#pragma once

#include "src/ca/profile.h"

/* PKI_ERROR_NOT_FOUND tells which there are; a profile of the store that can't be read is an error.
 */
PkiProfile *pki_profiles_find (const char *directory, const char *name, GError **error);

/* All of them (PkiProfile): general ones first, then group by group, by name. What can't be read is
 * left out, and told in *problems (char*, printable; may be NULL). */
GPtrArray *pki_profiles_list (const char *directory, GPtrArray **problems);
