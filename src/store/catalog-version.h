#pragma once

/* The version of SQLite that runs, as it says it itself. The caller frees. */
char *pki_catalog_library_version (void);
