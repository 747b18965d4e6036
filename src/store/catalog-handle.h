/* A catalog's handle, for those who open, replace and close its database. */
#pragma once

#include "src/store/catalog-private.h"

#include <sys/types.h>

enum { PKI_BUSY_MILLISECONDS = 30 * 1000 }; /* that another who writes is waited for */

struct _PkiCatalog {
	sqlite3 *db;
	char *name; /* of the file, or of the database in memory */
	char *fresh; /* name of the one that is filled in its stead, or NULL */
	int fresh_file; /* its descriptor, to bring it to the disk by */
	GThread *syncing; /* does so beside the work on it, or NULL */
	char *temporary; /* folder that goes with this handle, or NULL */
	int temporary_lock; /* held while it is used; -1 */
	gboolean in_memory, is_temporary;
	dev_t device;
	ino_t inode;
	GHashTable *statements; /* literal → sqlite3_stmt */
	guint64 generation;
	gint64 data_version;
	gint64 own_changes;
	guint holds;
	gboolean is_held;
};

/* A handle without database. Takes NAME over. */
PkiCatalog *pki_catalog_new (char *name, gboolean in_memory);

/* Makes the file where it is missing, and connects to it; what is damaged or of another version is
 * made anew. */
gboolean pki_catalog_make (PkiCatalog *catalog, GError **error);

/* The same again, in memory where it can't be. */
void pki_catalog_reopen (PkiCatalog *catalog);

/* Connects to a file that is there: SETTINGS are pragmas, NULL for those of any catalog. */
gboolean pki_catalog_connect (
	PkiCatalog *catalog, const char *file, const char *settings, GError **error);
void pki_catalog_disconnect (PkiCatalog *catalog);

/* Removes a database and what SQLite has put beside it. */
void pki_catalog_unlink (const char *name);

/* Whoever opens a catalog shares the folder meanwhile; who puts one in place of another has it
 * alone: so nobody takes the journal of one for that of the other. A descriptor to be closed, or
 * -1. */
int pki_catalog_lock_folder (const PkiCatalog *catalog, gboolean alone);

/* Turns what SQLite says into an error: PKI_ERROR_STALE where only making it anew helps. */
void pki_catalog_throw (PkiCatalog *catalog, int code, GError **error);

/* Behind the name of a catalog, in the name of one that is being filled. */
#define PKI_CATALOG_FRESH ".catalog-"

/* Makes a folder of its own for the handle, where temporary files go. */
gboolean pki_catalog_make_temporary (PkiCatalog *catalog);
void pki_catalog_drop_temporary (PkiCatalog *catalog);
