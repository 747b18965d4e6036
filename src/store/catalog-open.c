#include "config.h"

#include "src/store/catalog-handle.h"
#include "src/store/stamp.h"

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	UNUSED_DAYS = 90,
	OTHER_VERSION_DAYS = 7,
	DAY_SECONDS = 24 * 60 * 60,
	HASH_DIGITS = 32,
	UNFINISHED_SECONDS = 60 * 60,
};

char *pki_catalog_folder (void)
{
	return g_build_filename (g_get_user_cache_dir (), "pkitty", NULL);
}

char *pki_catalog_own_folder (const PkiCatalog *catalog)
{
	return catalog->in_memory ? NULL : g_path_get_dirname (catalog->name);
}

gboolean pki_catalog_is_kept (const PkiCatalog *catalog)
{
	return !catalog->in_memory && !catalog->is_temporary;
}

void pki_catalog_unlink (const char *name)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
	for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
		g_autofree char *path = g_strconcat (name, suffixes[i], NULL);
		(void)g_unlink (path);
	}
}

void pki_catalog_disconnect (PkiCatalog *catalog)
{
	g_hash_table_remove_all (catalog->statements);
	if (catalog->db)
		sqlite3_close (catalog->db);
	catalog->db = NULL;
}

int pki_catalog_lock_folder (const PkiCatalog *catalog, gboolean alone)
{
	g_autofree char *folder = pki_catalog_own_folder (catalog);
	int descriptor = folder ? open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	if (descriptor < 0 || flock (descriptor, alone ? LOCK_EX : LOCK_SH) == 0)
		return descriptor;
	(void)close (descriptor);
	return -1;
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
		pki_catalog_throw (catalog, sqlite3_errcode (catalog->db), error);
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

gboolean pki_catalog_connect (
	PkiCatalog *catalog, const char *file, const char *pragmas, GError **error)
{
	configure_library ();
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_EXRESCODE;
	int code = sqlite3_open_v2 (file, &catalog->db, flags, catalog->in_memory ? "memdb" : NULL);
	if (code == SQLITE_OK) {
		sqlite3_busy_timeout (catalog->db, PKI_BUSY_MILLISECONDS);
		sqlite3_db_config (catalog->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
		code = sqlite3_exec (catalog->db, pragmas ? pragmas : settings, NULL, NULL, NULL);
		sqlite3_db_config (catalog->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	}
	if (code == SQLITE_OK)
		return make_tables (catalog, error);
	pki_catalog_throw (catalog, code, error);
	return FALSE;
}

static gboolean connect_file (PkiCatalog *catalog, GError **error)
{
	struct stat status;
	if (!pki_catalog_connect (catalog, catalog->name, NULL, error))
		return FALSE;
	if (!catalog->in_memory && stat (catalog->name, &status) == 0) {
		catalog->device = status.st_dev;
		catalog->inode = status.st_ino;
	}
	return TRUE;
}

/* 0600 from the first byte: SQLite gives its other files the mode of this one. It is not opened:
 * closing it would take the locks of all our handles on it away (fcntl(2)). */
static gboolean make_file (const char *name, GError **error)
{
	if (mknod (name, S_IFREG | 0600, 0) == 0)
		return TRUE;
	if (errno != EEXIST || utimensat (AT_FDCWD, name, NULL, AT_SYMLINK_NOFOLLOW) < 0)
		return pki_throw_errno (error, errno, _ ("the catalog can't be kept"));
	return TRUE;
}

gboolean pki_catalog_make (PkiCatalog *catalog, GError **error)
{
	if (!catalog->in_memory && !make_file (catalog->name, error))
		return FALSE;
	if (connect_file (catalog, error))
		return TRUE;
	pki_catalog_disconnect (catalog);
	return FALSE;
}

static gboolean make_shared (PkiCatalog *catalog, GError **error)
{
	pki_autofd int lock = pki_catalog_lock_folder (catalog, FALSE);
	return pki_catalog_make (catalog, error);
}

/* What is damaged or of another version is thrown away, once. */
static gboolean open_database (PkiCatalog *catalog, GError **error)
{
	g_autoptr (GError) first = NULL;
	if (make_shared (catalog, &first))
		return TRUE;
	if (catalog->in_memory || !g_error_matches (first, PKI_ERROR, PKI_ERROR_STALE)) {
		g_propagate_error (error, g_steal_pointer (&first));
		return FALSE;
	}
	pki_autofd int lock = pki_catalog_lock_folder (catalog, TRUE);
	/* Another may have done so meanwhile. */
	if (pki_catalog_make (catalog, NULL))
		return TRUE;
	pki_catalog_unlink (catalog->name);
	return pki_catalog_make (catalog, error);
}

/* How long what NAME tells of is kept: 0 where it is none of ours. OWN is a catalog's name; those
 * of its directory that other versions made are of use only while these run. */
static time_t age_kept (const char *name, const char *own)
{
	if (!g_str_has_suffix (name, ".catalog"))
		return strstr (name, PKI_CATALOG_FRESH) ? UNFINISHED_SECONDS : 0;
	if (strncmp (name, own, HASH_DIGITS) == 0)
		return (time_t)OTHER_VERSION_DAYS * DAY_SECONDS;
	return (time_t)UNUSED_DAYS * DAY_SECONDS;
}

/* Catalogs of directories that nobody has opened for a long time, and what somebody who was killed
 * has not finished; before the catalog OWN is made. */
static void remove_unused (const char *folder, const char *own)
{
	g_autofree char *base = g_path_get_basename (own);
	g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
	time_t now = time (NULL);
	const char *name;
	while (dir && (name = g_dir_read_name (dir))) {
		struct stat status;
		g_autofree char *path = g_build_filename (folder, name, NULL);
		time_t age = age_kept (name, base);
		if (age > 0 && lstat (path, &status) == 0 && S_ISREG (status.st_mode) &&
			status.st_mtime < now - age)
			pki_catalog_unlink (path);
	}
}

/* With the version: two programs of other versions that run at once, as after an upgrade, would
 * throw away each other's catalog all the time. */
static char *file_name (const char *folder, const char *key)
{
	g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
	hash[HASH_DIGITS] = '\0';
	g_autofree char *base = g_strdup_printf ("%s-%08x.catalog", hash, (guint)stamp ());
	return g_build_filename (folder, base, NULL);
}

static void finalize (gpointer statement)
{
	(void)sqlite3_finalize (statement);
}

PkiCatalog *pki_catalog_new (char *name, gboolean in_memory)
{
	PkiCatalog *catalog = g_new0 (PkiCatalog, 1);
	catalog->name = name;
	catalog->in_memory = in_memory;
	catalog->temporary_lock = -1;
	catalog->generation = 1;
	catalog->data_version = -1;
	catalog->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, finalize);
	return catalog;
}

/* Who only looks at what exists throws nothing away. */
static PkiCatalog *open_existing (char *name, GError **error)
{
	g_autoptr (PkiCatalog) catalog = pki_catalog_new (name, FALSE);
	if (access (catalog->name, F_OK) != 0) {
		pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("there is no catalog yet"));
		return NULL;
	}
	return make_shared (catalog, error) ? g_steal_pointer (&catalog) : NULL;
}

static PkiCatalog *open_kept (char *name, const char *folder, GError **error)
{
	g_autoptr (PkiCatalog) catalog = pki_catalog_new (name, FALSE);
	gboolean exists = access (catalog->name, F_OK) == 0;
	if (!exists && g_mkdir_with_parents (folder, 0700) < 0) {
		pki_throw_errno (error, errno, _ ("the catalog can't be kept"));
		return NULL;
	}
	if (!exists)
		remove_unused (folder, catalog->name);
	return open_database (catalog, error) ? g_steal_pointer (&catalog) : NULL;
}

/* The address of the handle is a name that no other catalog of this process has. */
static char *memory_name (const PkiCatalog *catalog)
{
	return g_strdup_printf ("/pkitty-%p", (const void *)catalog);
}

static PkiCatalog *open_memory (GError **error)
{
	g_autoptr (PkiCatalog) catalog = pki_catalog_new (NULL, TRUE);
	catalog->name = memory_name (catalog);
	return open_database (catalog, error) ? g_steal_pointer (&catalog) : NULL;
}

static PkiCatalog *open_temporary (const char *key, GError **error)
{
	g_autoptr (PkiCatalog) catalog = pki_catalog_new (NULL, FALSE);
	if (!pki_catalog_make_temporary (catalog))
		return open_memory (error);
	catalog->name = file_name (catalog->temporary, key);
	return open_database (catalog, NULL) ? g_steal_pointer (&catalog) : open_memory (error);
}

PkiCatalog *pki_catalog_open (const char *key, PkiCatalogMode mode, GError **error)
{
	if (mode == PKI_CATALOG_MEMORY)
		return open_memory (error);
	g_autofree char *folder = pki_catalog_folder ();
	char *name = file_name (folder, key);
	if (mode == PKI_CATALOG_EXISTING)
		return open_existing (name, error);
	PkiCatalog *catalog = open_kept (name, folder, NULL);
	return catalog ? catalog : open_temporary (key, error);
}

PkiCatalog *pki_catalog_dup (PkiCatalog *catalog, GError **error)
{
	g_autoptr (PkiCatalog) other =
		pki_catalog_new (g_strdup (catalog->name), catalog->in_memory);
	other->is_temporary = catalog->is_temporary;
	return open_database (other, error) ? g_steal_pointer (&other) : NULL;
}

void pki_catalog_reopen (PkiCatalog *catalog)
{
	catalog->generation++;
	if (open_database (catalog, NULL))
		return;
	g_free (catalog->name);
	catalog->name = memory_name (catalog);
	catalog->in_memory = TRUE;
	(void)open_database (catalog, NULL);
}

void pki_catalog_free (PkiCatalog *catalog)
{
	if (!catalog)
		return;
	pki_catalog_disconnect (catalog);
	if (catalog->temporary)
		pki_catalog_drop_temporary (catalog);
	g_hash_table_unref (catalog->statements);
	g_free (catalog->name);
	g_free (catalog);
}

void pki_catalog_follow (PkiCatalog *catalog)
{
	struct stat status;
	if (catalog->in_memory || catalog->fresh || !sqlite3_get_autocommit (catalog->db))
		return;
	gboolean exists = stat (catalog->name, &status) == 0;
	if (exists && status.st_dev == catalog->device && status.st_ino == catalog->inode)
		return;
	/* Where everybody may make folders, what has gone may come back as another's. */
	if (catalog->is_temporary && (!exists || status.st_uid != geteuid ()))
		return;
	/* Where it can't be made anew, the deleted one serves on. */
	g_autoptr (PkiCatalog) other = pki_catalog_new (g_strdup (catalog->name), FALSE);
	g_autofree char *folder = pki_catalog_own_folder (catalog);
	if (g_mkdir_with_parents (folder, 0700) < 0 || !open_database (other, NULL))
		return;
	pki_catalog_disconnect (catalog);
	catalog->db = g_steal_pointer (&other->db);
	catalog->device = other->device;
	catalog->inode = other->inode;
	catalog->generation++;
}
