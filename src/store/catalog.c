#include "config.h"

#include "src/store/catalog-private.h"
#include "src/store/stamp.h"

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	UNUSED_DAYS = 90,
	BUSY_MILLISECONDS = 30 * 1000,
};

struct _PkiCatalog {
	sqlite3 *db;
	char *name; /* of the file, or of the database in memory */
	gboolean in_memory;
	dev_t device;
	ino_t inode;
	GHashTable *statements; /* literal → sqlite3_stmt */
	guint64 generation;
	gint64 data_version;
	gint64 own_changes;
	guint holds;
	gboolean is_held;
};

char *pki_catalog_folder (void)
{
	return g_build_filename (g_get_user_cache_dir (), "pkitty", NULL);
}

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
static void throw_sqlite (PkiCatalog *catalog, int code, GError **error)
{
	const char *why = catalog->db ? sqlite3_errmsg (catalog->db) : sqlite3_errstr (code);
	g_autofree char *shown = pki_text_printable (why, -1);
	pki_throw (error, is_damage (code) ? PKI_ERROR_STALE : PKI_ERROR_INTERNAL,
		_ ("the catalog failed: %s"), shown);
}

static void unlink_all (const char *name)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
	for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
		g_autofree char *path = g_strconcat (name, suffixes[i], NULL);
		(void)g_unlink (path);
	}
}

static void close_database (PkiCatalog *catalog)
{
	g_hash_table_remove_all (catalog->statements);
	if (catalog->db)
		sqlite3_close (catalog->db);
	catalog->db = NULL;
}

/* A damaged catalog is thrown away; the next piece of work makes a new one. */
static void note_code (PkiCatalog *catalog, int code)
{
	if (is_damage (code) && !catalog->in_memory)
		unlink_all (catalog->name);
}

sqlite3_stmt *pki_catalog_prepare (PkiCatalog *catalog, const char *sql, GError **error)
{
	sqlite3_stmt *statement = g_hash_table_lookup (catalog->statements, sql);
	if (statement)
		return statement;
	int code = sqlite3_prepare_v3 (
		catalog->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
	if (code != SQLITE_OK) {
		throw_sqlite (catalog, code, error);
		note_code (catalog, code);
		return NULL;
	}
	g_hash_table_insert (catalog->statements, (gpointer)sql, statement);
	return statement;
}

gboolean pki_catalog_step (PkiCatalog *catalog, sqlite3_stmt *statement, GError **error)
{
	int code = sqlite3_step (statement);
	if (code == SQLITE_ROW)
		return TRUE;
	if (code != SQLITE_DONE) {
		throw_sqlite (catalog, code, error);
		note_code (catalog, code);
	}
	return FALSE;
}

gboolean pki_catalog_run (PkiCatalog *catalog, sqlite3_stmt *statement, GError **error)
{
	int code = sqlite3_step (statement);
	if (code == SQLITE_DONE || code == SQLITE_ROW)
		return TRUE;
	throw_sqlite (catalog, code, error);
	note_code (catalog, code);
	return FALSE;
}

gboolean pki_catalog_execute (PkiCatalog *catalog, const char *sql, GError **error)
{
	int code = sqlite3_exec (catalog->db, sql, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		return TRUE;
	throw_sqlite (catalog, code, error);
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
	sqlite3_busy_timeout (catalog->db, BUSY_MILLISECONDS);
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

/* Schema and parser in one number: any change in their sources is another version. */
static gint64 stamp (void)
{
	return (gint64)(PKI_SOURCES_STAMP ^ (guint32)PKI_CATALOG_VERSION << 24 ^ G_BYTE_ORDER) &
	       0x7fffffff;
}

static gboolean read_stamp (PkiCatalog *catalog, gint64 *out)
{
	sqlite3_stmt *pragma = NULL;
	gboolean done = sqlite3_prepare_v2 (catalog->db, "PRAGMA user_version", -1, &pragma,
				NULL) == SQLITE_OK &&
			sqlite3_step (pragma) == SQLITE_ROW;
	if (done)
		*out = sqlite3_column_int64 (pragma, 0);
	sqlite3_finalize (pragma);
	return done;
}

/* Two processes may come here at once: who gets the lock first makes the tables. */
static gboolean make_tables (PkiCatalog *catalog, GError **error)
{
	gint64 found = 0;
	if (!read_stamp (catalog, &found)) {
		throw_sqlite (catalog, sqlite3_errcode (catalog->db), error);
		return FALSE;
	}
	if (found == stamp ())
		return TRUE;
	if (found != 0)
		return pki_throw (error, PKI_ERROR_STALE, "another version");
	g_autofree char *mark =
		g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, stamp ());
	if (!pki_catalog_begin (catalog, error))
		return FALSE;
	if (!read_stamp (catalog, &found) || found == stamp ())
		return pki_catalog_commit (catalog, error);
	if (pki_catalog_execute (catalog, pki_catalog_schema, error) &&
		pki_catalog_execute (catalog, mark, error))
		return pki_catalog_commit (catalog, error);
	pki_catalog_rollback (catalog);
	return FALSE;
}

/* Counting what it allocates costs SQLite a lock for every allocation; asked for once, before its
 * first use. */
static void configure_library (void)
{
	static gsize once;
	if (g_once_init_enter (&once)) {
		(void)sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
		g_once_init_leave (&once, 1);
	}
}

/* The journal's checkpoints are made by the scan when it ends (catalog-write.c). */
static const char settings[] = "PRAGMA page_size = 8192;"
			       "PRAGMA journal_mode = WAL;"
			       "PRAGMA synchronous = NORMAL;"
			       "PRAGMA temp_store = MEMORY;"
			       "PRAGMA cache_size = -3072;"
			       "PRAGMA wal_autocheckpoint = 0;"
			       "PRAGMA trusted_schema = OFF;";

static gboolean connect_database (PkiCatalog *catalog, GError **error)
{
	configure_library ();
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_EXRESCODE;
	int code = sqlite3_open_v2 (
		catalog->name, &catalog->db, flags, catalog->in_memory ? "memdb" : NULL);
	if (code == SQLITE_OK) {
		sqlite3_busy_timeout (catalog->db, BUSY_MILLISECONDS);
		sqlite3_db_config (catalog->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		sqlite3_db_config (catalog->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
		code = sqlite3_exec (catalog->db, settings, NULL, NULL, NULL);
	}
	if (code != SQLITE_OK) {
		throw_sqlite (catalog, code, error);
		return FALSE;
	}
	struct stat status;
	if (!catalog->in_memory && stat (catalog->name, &status) == 0) {
		catalog->device = status.st_dev;
		catalog->inode = status.st_ino;
	}
	return make_tables (catalog, error);
}

/* 0600 from the first byte: SQLite gives its other files the mode of this one. One that exists is
 * not opened: closing it would take the locks of all our handles on it away (fcntl(2)). */
static gboolean make_file (const char *name, GError **error)
{
	pki_autofd int descriptor =
		open (name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (descriptor >= 0)
		return TRUE;
	if (errno != EEXIST || utimensat (AT_FDCWD, name, NULL, AT_SYMLINK_NOFOLLOW) < 0)
		return pki_throw_errno (error, errno, _ ("the catalog can't be kept"));
	return TRUE;
}

/* What is damaged or of another version is thrown away, once. */
static gboolean open_database (PkiCatalog *catalog, GError **error)
{
	g_autoptr (GError) first = NULL;
	if (connect_database (catalog, &first))
		return TRUE;
	close_database (catalog);
	if (catalog->in_memory || !g_error_matches (first, PKI_ERROR, PKI_ERROR_STALE)) {
		g_propagate_error (error, g_steal_pointer (&first));
		return FALSE;
	}
	unlink_all (catalog->name);
	if (!make_file (catalog->name, error))
		return FALSE;
	if (connect_database (catalog, error))
		return TRUE;
	close_database (catalog);
	return FALSE;
}

/* Catalogs of directories that nobody has opened for a long time. */
static void remove_unused (const char *folder)
{
	g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
	time_t oldest = time (NULL) - (time_t)UNUSED_DAYS * 24 * 60 * 60;
	const char *name;
	while (dir && (name = g_dir_read_name (dir))) {
		struct stat status;
		g_autofree char *path = g_build_filename (folder, name, NULL);
		if (g_str_has_suffix (name, ".catalog") && lstat (path, &status) == 0 &&
			S_ISREG (status.st_mode) && status.st_mtime < oldest)
			unlink_all (path);
	}
}

static char *file_name (const char *folder, const char *key)
{
	g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
	hash[32] = '\0';
	g_autofree char *base = g_strconcat (hash, ".catalog", NULL);
	return g_build_filename (folder, base, NULL);
}

static void finalize (gpointer statement)
{
	(void)sqlite3_finalize (statement);
}

static PkiCatalog *catalog_new (char *name, gboolean in_memory)
{
	PkiCatalog *catalog = g_new0 (PkiCatalog, 1);
	catalog->name = name;
	catalog->in_memory = in_memory;
	catalog->generation = 1;
	catalog->data_version = -1;
	catalog->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, finalize);
	return catalog;
}

static PkiCatalog *open_file (const char *key, PkiCatalogMode mode, GError **error)
{
	g_autofree char *folder = pki_catalog_folder ();
	g_autoptr (PkiCatalog) catalog = catalog_new (file_name (folder, key), FALSE);
	gboolean exists = access (catalog->name, F_OK) == 0;
	if (!exists && mode == PKI_CATALOG_EXISTING) {
		pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("there is no catalog yet"));
		return NULL;
	}
	if (!exists && g_mkdir_with_parents (folder, 0700) < 0) {
		pki_throw_errno (error, errno, _ ("the catalog can't be kept"));
		return NULL;
	}
	if (!exists)
		remove_unused (folder);
	if (!make_file (catalog->name, error))
		return NULL;
	/* Who only looks at what exists throws nothing away. */
	gboolean opened = mode == PKI_CATALOG_EXISTING ? connect_database (catalog, error)
						       : open_database (catalog, error);
	return opened ? g_steal_pointer (&catalog) : NULL;
}

static PkiCatalog *open_memory (GError **error)
{
	/* The address of the handle is a name that no other catalog of this process has. */
	PkiCatalog *catalog = catalog_new (NULL, TRUE);
	catalog->name = g_strdup_printf ("/pkitty-%p", (void *)catalog);
	if (open_database (catalog, error))
		return catalog;
	pki_catalog_free (catalog);
	return NULL;
}

PkiCatalog *pki_catalog_open (const char *key, PkiCatalogMode mode, GError **error)
{
	if (mode == PKI_CATALOG_MEMORY)
		return open_memory (error);
	g_autoptr (GError) why = NULL;
	PkiCatalog *catalog = open_file (key, mode, &why);
	if (catalog)
		return catalog;
	if (mode == PKI_CATALOG_KEEP)
		return open_memory (error);
	g_propagate_error (error, g_steal_pointer (&why));
	return NULL;
}

PkiCatalog *pki_catalog_dup (PkiCatalog *catalog, GError **error)
{
	g_autoptr (PkiCatalog) other = catalog_new (g_strdup (catalog->name), catalog->in_memory);
	if (!catalog->in_memory && !make_file (other->name, error))
		return NULL;
	return open_database (other, error) ? g_steal_pointer (&other) : NULL;
}

void pki_catalog_free (PkiCatalog *catalog)
{
	if (!catalog)
		return;
	close_database (catalog);
	g_hash_table_unref (catalog->statements);
	g_free (catalog->name);
	g_free (catalog);
}

void pki_catalog_follow (PkiCatalog *catalog)
{
	struct stat status;
	if (catalog->in_memory || !sqlite3_get_autocommit (catalog->db))
		return;
	if (stat (catalog->name, &status) == 0 && status.st_dev == catalog->device &&
		status.st_ino == catalog->inode)
		return;
	/* Where it can't be made anew, the deleted one serves on. */
	g_autoptr (PkiCatalog) other = catalog_new (g_strdup (catalog->name), FALSE);
	g_autofree char *folder = g_path_get_dirname (catalog->name);
	if (g_mkdir_with_parents (folder, 0700) < 0 || !make_file (other->name, NULL) ||
		!open_database (other, NULL))
		return;
	close_database (catalog);
	catalog->db = g_steal_pointer (&other->db);
	catalog->device = other->device;
	catalog->inode = other->inode;
	catalog->generation++;
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
