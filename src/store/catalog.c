#include "config.h"

#include "src/store/catalog-handle.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"

gboolean pki_catalog_in_memory (const PkiCatalog *catalog)
{
	return catalog->in_memory;
}

/* What goes on busy, full or forbidden ground is none. */
static gboolean is_damage (int code)
{
	code &= 0xff;
	return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_FORMAT;
}

/* PKI_ERROR_STALE where only making it anew helps. */
void pki_catalog_throw (PkiCatalog *catalog, int code, GError **error)
{
	const char *why = catalog->db ? sqlite3_errmsg (catalog->db) : sqlite3_errstr (code);
	g_autofree char *shown = pki_text_printable (why, -1);
	pki_throw (error, is_damage (code) ? PKI_ERROR_STALE : PKI_ERROR_INTERNAL,
		_ ("the catalog failed: %s"), shown);
}

/* A damaged catalog is thrown away; the next piece of work makes a new one. */
static void note_code (PkiCatalog *catalog, int code)
{
	if (is_damage (code) && !catalog->in_memory)
		pki_catalog_unlink (catalog->fresh ? catalog->fresh : catalog->name);
}

sqlite3_stmt *pki_catalog_prepare (PkiCatalog *catalog, const char *sql, GError **error)
{
	sqlite3_stmt *statement = g_hash_table_lookup (catalog->statements, sql);
	if (statement)
		return statement;
	int code = sqlite3_prepare_v3 (
		catalog->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
	if (code != SQLITE_OK) {
		pki_catalog_throw (catalog, code, error);
		note_code (catalog, code);
		return NULL;
	}
	g_hash_table_insert (catalog->statements, (gpointer)sql, statement);
	return statement;
}

gboolean pki_catalog_next (
	PkiCatalog *catalog, sqlite3_stmt *rows, gboolean *is_row, GError **error)
{
	int code = sqlite3_step (rows);
	*is_row = code == SQLITE_ROW;
	if (code == SQLITE_ROW || code == SQLITE_DONE)
		return TRUE;
	pki_catalog_throw (catalog, code, error);
	note_code (catalog, code);
	return FALSE;
}

gboolean pki_catalog_step (PkiCatalog *catalog, sqlite3_stmt *statement, GError **error)
{
	gboolean is_row;
	return pki_catalog_next (catalog, statement, &is_row, error) && is_row;
}

gboolean pki_catalog_run (PkiCatalog *catalog, sqlite3_stmt *statement, GError **error)
{
	gboolean is_row;
	return pki_catalog_next (catalog, statement, &is_row, error);
}

gboolean pki_catalog_run_with (
	PkiCatalog *catalog, const char *sql, gint64 first, gint64 second, GError **error)
{
	pki_autoreset sqlite3_stmt *run = pki_catalog_prepare (catalog, sql, error);
	if (!run)
		return FALSE;
	sqlite3_bind_int64 (run, 1, first);
	if (sqlite3_bind_parameter_count (run) > 1)
		sqlite3_bind_int64 (run, 2, second);
	return pki_catalog_run (catalog, run, error);
}

gboolean pki_catalog_execute (PkiCatalog *catalog, const char *sql, GError **error)
{
	int code = sqlite3_exec (catalog->db, sql, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		return TRUE;
	pki_catalog_throw (catalog, code, error);
	note_code (catalog, code);
	return FALSE;
}

gboolean pki_catalog_begin (PkiCatalog *catalog, GError **error)
{
	return pki_catalog_execute (catalog, "BEGIN IMMEDIATE", error);
}

gboolean pki_catalog_commit (PkiCatalog *catalog, GError **error)
{
	if (pki_catalog_execute (catalog, "COMMIT", error))
		return TRUE;
	pki_catalog_rollback (catalog);
	return FALSE;
}

void pki_catalog_rollback (PkiCatalog *catalog)
{
	if (!sqlite3_get_autocommit (catalog->db))
		(void)sqlite3_exec (catalog->db, "ROLLBACK", NULL, NULL, NULL);
}

gint64 pki_catalog_get (PkiCatalog *catalog, const char *key, gint64 otherwise)
{
	pki_autoreset sqlite3_stmt *find =
		pki_catalog_prepare (catalog, "SELECT value FROM meta WHERE key = ?", NULL);
	if (!find)
		return otherwise;
	sqlite3_bind_text (find, 1, key, -1, SQLITE_STATIC);
	return pki_catalog_step (catalog, find, NULL) ? sqlite3_column_int64 (find, 0) : otherwise;
}

gboolean pki_catalog_set (PkiCatalog *catalog, const char *key, gint64 value, GError **error)
{
	pki_autoreset sqlite3_stmt *set =
		pki_catalog_prepare (catalog, "REPLACE INTO meta VALUES (?, ?)", error);
	if (!set)
		return FALSE;
	sqlite3_bind_text (set, 1, key, -1, SQLITE_STATIC);
	sqlite3_bind_int64 (set, 2, value);
	return pki_catalog_run (catalog, set, error);
}

static void run_quietly (PkiCatalog *catalog, const char *sql)
{
	pki_autoreset sqlite3_stmt *statement = pki_catalog_prepare (catalog, sql, NULL);
	if (statement)
		(void)pki_catalog_run (catalog, statement, NULL);
}

void pki_catalog_set_cache (PkiCatalog *catalog, int kibibytes)
{
	g_autofree char *sql = g_strdup_printf ("PRAGMA cache_size = -%d", kibibytes);
	(void)pki_catalog_execute (catalog, sql, NULL);
}

void pki_catalog_hold (PkiCatalog *catalog)
{
	/* Within a change all readings are at one state anyway. */
	if (catalog->holds++ > 0 || !sqlite3_get_autocommit (catalog->db))
		return;
	run_quietly (catalog, "BEGIN");
	catalog->is_held = TRUE;
}

void pki_catalog_release (PkiCatalog *catalog)
{
	if (--catalog->holds > 0 || !catalog->is_held)
		return;
	run_quietly (catalog, "COMMIT");
	catalog->is_held = FALSE;
}

void pki_catalog_settle (PkiCatalog *catalog)
{
	/* Readers are not waited for: the next one who settles does it. */
	sqlite3_busy_timeout (catalog->db, 0);
	(void)sqlite3_wal_checkpoint_v2 (catalog->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_busy_timeout (catalog->db, PKI_BUSY_MILLISECONDS);
	(void)sqlite3_db_release_memory (catalog->db);
}

gint64 pki_catalog_last_id (PkiCatalog *catalog)
{
	return sqlite3_last_insert_rowid (catalog->db);
}

int pki_catalog_changes (PkiCatalog *catalog)
{
	return sqlite3_changes (catalog->db);
}

gint64 pki_catalog_version_of_data (PkiCatalog *catalog)
{
	pki_autoreset sqlite3_stmt *pragma =
		pki_catalog_prepare (catalog, "PRAGMA data_version", NULL);
	return pragma && pki_catalog_step (catalog, pragma, NULL) ? sqlite3_column_int64 (pragma, 0)
								  : -1;
}

guint64 pki_catalog_generation (PkiCatalog *catalog)
{
	pki_catalog_follow (catalog);
	gint64 version = pki_catalog_version_of_data (catalog);
	gint64 changes = sqlite3_total_changes64 (catalog->db);
	if (version != catalog->data_version || changes != catalog->own_changes)
		catalog->generation++;
	catalog->data_version = version;
	catalog->own_changes = changes;
	return catalog->generation;
}
