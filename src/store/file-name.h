/* Names given by people as names of files: what becomes of them, and which are refused. */
#pragma once

#include <glib.h>

/* The name of a file (without its ending) or, with AUTHORITY, of a folder, for NAME: composed
 * (NFC), "*" as "_". PKI_ERROR_INVALID_INPUT for what can't be one: nothing, over 100 bytes, "/", a
 * leading "." or "-", blanks at an end, control and invisible characters; for an authority also the
 * folders of a store. The caller frees. */
char *pki_file_name (const char *name, gboolean authority, GError **error);

/* What two names have in common that a file system without regard to case takes for one. The caller
 * frees. */
char *pki_file_name_fold (const char *name);
