/* Where the private key of something is. */
#pragma once

#include "src/store/store.h"

/* The path of the file with the private key of an object of the catalog: one that is open wins over
 * one that is locked. With LOCKED_ONLY, one that is locked. NULL where none is here; the caller
 * frees. */
char *pki_store_key_path (PkiStore *store, gint64 id, gboolean locked_only);
