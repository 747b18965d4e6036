/*
 * The catalog: a cache in SQLite of what a directory holds. Safe to delete at any moment; never
 * holds private keys or passphrases. SQL is met in this folder alone. A catalog handle belongs to
 * one thread at a time; a path is relative to the directory opened.
 */
#pragma once

#include "src/store/summary.h"

#include <gio/gio.h>
#include <sqlite3.h>

typedef struct _PkiCatalog PkiCatalog;

typedef enum {
	PKI_CATALOG_KEEP, /* in the cache folder; where that can't be written in a temporary file,
			     or else in memory */
	PKI_CATALOG_MEMORY,
	PKI_CATALOG_EXISTING, /* fail with PKI_ERROR_NOT_FOUND where there is none */
} PkiCatalogMode;

/* KEY names the directory: its real path. */
PkiCatalog *pki_catalog_open (const char *key, PkiCatalogMode mode, GError **error);
PkiCatalog *pki_catalog_dup (PkiCatalog *catalog, GError **error);
void pki_catalog_free (PkiCatalog *catalog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiCatalog, pki_catalog_free)

gboolean pki_catalog_in_memory (const PkiCatalog *catalog);

/* Whether it lies in the cache folder. */
gboolean pki_catalog_is_kept (const PkiCatalog *catalog);

/* Opens the file anew where it was deleted or replaced since; called before each piece of work. */
void pki_catalog_follow (PkiCatalog *catalog);

/* Grows with every change by anybody. */
guint64 pki_catalog_generation (PkiCatalog *catalog);

/* The folder that keeps catalogs, and the one that this one lies in (NULL in memory). The caller
 * frees. */
char *pki_catalog_folder (void);
char *pki_catalog_own_folder (const PkiCatalog *catalog);

/* The first filling of an empty catalog, when nobody is to see it before its end: goes on in a file
 * beside it, without a journal. FALSE: the ordinary way is to be taken. */
gboolean pki_catalog_begin_fresh (PkiCatalog *catalog);

/* Most of it is written: begins to bring that to the disk beside the rest of the work. */
void pki_catalog_sync_fresh (PkiCatalog *catalog);

/* Puts it in place of the empty one when KEEP. FALSE when that could not be, or somebody else has
 * filled that one meanwhile: the handle is at that one again. */
gboolean pki_catalog_finish_fresh (PkiCatalog *catalog, gboolean keep);

/* ── for catalog*.c ── */

/* A prepared statement from the handle's store of them: SQL must be a literal. NULL on failure. */
sqlite3_stmt *pki_catalog_prepare (PkiCatalog *catalog, const char *sql, GError **error);

/* Takes a statement out of use when a variable goes out of scope. */
static inline void pki_statement_reset (sqlite3_stmt **statement)
{
	if (*statement) {
		sqlite3_reset (*statement);
		sqlite3_clear_bindings (*statement);
	}
}
#define pki_autoreset __attribute__ ((cleanup (pki_statement_reset)))

/* SQLITE_ROW → TRUE; else FALSE, with ERROR set unless it was SQLITE_DONE. */
gboolean pki_catalog_step (PkiCatalog *catalog, sqlite3_stmt *statement, GError **error);

/* The same for rows that are all to be read: FALSE on failure alone, and *is_row tells the end. */
gboolean pki_catalog_next (
	PkiCatalog *catalog, sqlite3_stmt *rows, gboolean *is_row, GError **error);

/* Runs a statement that has no rows; with up to two numbers bound. */
gboolean pki_catalog_run (PkiCatalog *catalog, sqlite3_stmt *statement, GError **error);
gboolean pki_catalog_run_with (
	PkiCatalog *catalog, const char *sql, gint64 first, gint64 second, GError **error);
gboolean pki_catalog_execute (PkiCatalog *catalog, const char *sql, GError **error);

gboolean pki_catalog_begin (PkiCatalog *catalog, GError **error);
gboolean pki_catalog_commit (PkiCatalog *catalog, GError **error);
void pki_catalog_rollback (PkiCatalog *catalog);

gint64 pki_catalog_get (PkiCatalog *catalog, const char *key, gint64 otherwise);
gboolean pki_catalog_set (PkiCatalog *catalog, const char *key, gint64 value, GError **error);

/* Several readings at one state of things, and at the cost of one lock. They nest; nothing is
 * written between them. */
void pki_catalog_hold (PkiCatalog *catalog);
void pki_catalog_release (PkiCatalog *catalog);

/* KiB of pages held in memory. */
enum { PKI_CACHE_READING = 3072, PKI_CACHE_WRITING = 10240 };
void pki_catalog_set_cache (PkiCatalog *catalog, int kibibytes);

/* After a lot of work: moves the journal into the file and gives memory back. */
void pki_catalog_settle (PkiCatalog *catalog);

/* Another number after each commit by another handle. */
gint64 pki_catalog_version_of_data (PkiCatalog *catalog);

gint64 pki_catalog_last_id (PkiCatalog *catalog);
int pki_catalog_changes (PkiCatalog *catalog);

static inline void pki_bind_slice (sqlite3_stmt *statement, int column, PkiSlice bytes)
{
	sqlite3_bind_blob64 (statement, column, bytes.size ? (const void *)bytes.data : "",
		bytes.size, SQLITE_STATIC);
}
static inline void pki_bind_name (sqlite3_stmt *statement, int column, const char *name)
{
	pki_bind_slice (statement, column, pki_slice (name, strlen (name)));
}
/* A BLOB column of bytes without NUL as a string; the caller frees. */
static inline char *pki_column_name (sqlite3_stmt *statement, int column)
{
	const char *data = sqlite3_column_blob (statement, column);
	return g_strndup (data ? data : "", (gsize)sqlite3_column_bytes (statement, column));
}

/* The tables and most of their indexes. */
extern const char pki_catalog_schema[], pki_catalog_print_index[];
#define PKI_CATALOG_TREE_ORDER                                                                     \
	"CREATE INDEX IF NOT EXISTS tree_order ON tree (place, rank, sort, object, soon_at);"
enum { PKI_CATALOG_VERSION = 3 };

/* A location's id is its file's with its index in the low bits. */
enum { PKI_INDEX_BITS = 20, PKI_MOST_IN_FILE = 1 << PKI_INDEX_BITS };
