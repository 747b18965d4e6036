#include "config.h"

#include "src/store/catalog-handle.h"

#include "src/base/file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Nobody else sees it, and what is not finished is thrown away: no journal, no waiting. */
static const char settings[] = "PRAGMA page_size = 8192;"
			       "PRAGMA journal_mode = OFF;"
			       "PRAGMA secure_delete = OFF;"
			       "PRAGMA synchronous = OFF;"
			       "PRAGMA locking_mode = EXCLUSIVE;"
			       "PRAGMA temp_store = MEMORY;"
			       "PRAGMA trusted_schema = OFF;";

static gboolean is_empty (PkiCatalog *catalog)
{
	pki_autoreset sqlite3_stmt *row = pki_catalog_prepare (catalog,
		"SELECT EXISTS (SELECT 1 FROM file) OR EXISTS (SELECT 1 FROM directory WHERE "
		"parent <> 0)",
		NULL);
	return row && pki_catalog_step (catalog, row, NULL) && sqlite3_column_int (row, 0) == 0;
}

/* 0600, beside the catalog; NULL when it can't be made. */
static char *make_beside (const PkiCatalog *catalog, int *file)
{
	g_autofree char *name = g_strconcat (catalog->name, "-XXXXXX", NULL);
	*file = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
	return *file >= 0 ? g_steal_pointer (&name) : NULL;
}

gboolean pki_catalog_begin_fresh (PkiCatalog *catalog)
{
	if (catalog->in_memory || !sqlite3_get_autocommit (catalog->db) || !is_empty (catalog))
		return FALSE;
	pki_autofd int file = -1;
	g_autofree char *name = make_beside (catalog, &file);
	g_autoptr (PkiCatalog) fresh = name ? pki_catalog_new (NULL, FALSE) : NULL;
	if (!fresh)
		return FALSE;
	if (!pki_catalog_connect (fresh, name, settings, NULL)) {
		(void)g_unlink (name);
		return FALSE;
	}
	pki_catalog_disconnect (catalog);
	catalog->db = g_steal_pointer (&fresh->db);
	catalog->fresh = g_steal_pointer (&name);
	catalog->fresh_file = file;
	file = -1;
	return TRUE;
}

static gpointer sync_file (gpointer descriptor)
{
	return GINT_TO_POINTER (fdatasync (GPOINTER_TO_INT (descriptor)));
}

void pki_catalog_sync_fresh (PkiCatalog *catalog)
{
	if (catalog->fresh && !catalog->syncing)
		catalog->syncing = g_thread_try_new (
			"sync", sync_file, GINT_TO_POINTER (catalog->fresh_file), NULL);
}

/* FALSE where not all is on the disk: a descriptor tells of an error only once. It is closed while
 * the file has a name that nobody else opens: under the other one, closing it would take the locks
 * of all our handles away (fcntl(2)). */
static gboolean close_file (PkiCatalog *catalog, gboolean keep)
{
	GThread *thread = g_steal_pointer (&catalog->syncing);
	gboolean whole = !thread || GPOINTER_TO_INT (g_thread_join (thread)) == 0;
	whole = whole && keep && fdatasync (catalog->fresh_file) == 0;
	(void)close (catalog->fresh_file);
	return whole;
}

/* The catalog that is there now, if it is still without content. */
static gboolean may_be_replaced (const PkiCatalog *catalog)
{
	if (access (catalog->name, F_OK) != 0)
		return TRUE;
	g_autoptr (PkiCatalog) old = pki_catalog_new (g_strdup (catalog->name), FALSE);
	return pki_catalog_make (old, NULL) && is_empty (old);
}

static gboolean put_into_place (PkiCatalog *catalog)
{
	pki_autofd int lock = pki_catalog_lock_folder (catalog, TRUE);
	if (lock < 0 || !may_be_replaced (catalog))
		return FALSE;
	pki_catalog_unlink (catalog->name);
	return g_rename (catalog->fresh, catalog->name) == 0;
}

gboolean pki_catalog_finish_fresh (PkiCatalog *catalog, gboolean keep)
{
	pki_catalog_disconnect (catalog);
	gboolean placed = close_file (catalog, keep) && put_into_place (catalog);
	(void)g_unlink (catalog->fresh);
	g_clear_pointer (&catalog->fresh, g_free);
	pki_catalog_reopen (catalog);
	return placed && !catalog->in_memory;
}
