/* A directory of a test's own, opened as a store with a cache of its own. */
#pragma once

#include "src/store/scan.h"
#include "tests/unit/tool.h"

/* The directory "store" in the test's folder; commands of tool_do() run above it. */
const char *opened_directory (void);

/* Opened, with the catalog in the test's folder. */
PkiStore *opened_store (void);

/* Opened and scanned. */
PkiStore *opened_scanned (void);
void opened_scan (PkiStore *store);

/* The file of the catalog; there must be exactly one. The caller frees. */
char *opened_catalog (void);

/* The id of the only object whose file has this path; the test fails when there is none. */
gint64 opened_at (PkiStore *store, const char *path);
PkiItem *opened_item (PkiStore *store, const char *path);

gboolean opened_has (GArray *ids, gint64 id);

/* Makes a CA NAME.crt and NAME.key in the directory; ISSUER NULL: self-signed, else the stem of its
 * files. EXTRA goes to openssl x509 or req. */
void opened_make_ca (const char *name, const char *subject, const char *issuer);
void opened_make_leaf (const char *name, const char *subject, const char *issuer);
