#include "config.h"

#include "src/store/store-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/settings.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean check_directory (const char *directory, GError **error)
{
	struct stat status;
	g_autofree char *shown = pki_text_printable (directory, -1);
	if (stat (directory, &status) < 0)
		return pki_throw_errno (error, errno, "%s", shown);
	if (!S_ISDIR (status.st_mode))
		return pki_throw (
			error, PKI_ERROR_UNSUPPORTED, _ ("%s: it is no directory"), shown);
	if (access (directory, R_OK | X_OK) < 0)
		return pki_throw_errno (error, errno, "%s", shown);
	return TRUE;
}

/* Absolute. ".." behind a link leads elsewhere than the path says: there the kernel is asked. */
static char *absolute_path (const char *path)
{
	g_auto (GStrv) parts = g_strsplit (path, "/", -1);
	if (!g_strv_contains ((const char *const *)parts, ".."))
		return g_canonicalize_filename (path, NULL);
	char *found = realpath (path, NULL);
	if (found)
		return found;
	g_autofree char *current = g_get_current_dir ();
	return g_path_is_absolute (path) ? g_strdup (path) : g_build_filename (current, path, NULL);
}

/* What the catalog is filed under. A path too long for realpath() is told by device and inode. */
static char *real_path (const char *directory)
{
	char *found = realpath (directory, NULL);
	if (found)
		return found;
	struct stat status = { 0 };
	(void)stat (directory, &status);
	return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64)status.st_dev,
		(guint64)status.st_ino);
}

static char *read_name (const char *directory)
{
	g_autoptr (PkiSettings) settings = pki_settings_read (directory, NULL, NULL);
	if (settings && settings->name)
		return g_steal_pointer (&settings->name);
	g_autofree char *real = real_path (directory);
	return g_path_get_basename (*real == '/' ? real : directory);
}

static PkiStore *store_new (void)
{
	PkiStore *store = g_new0 (PkiStore, 1);
	store->large = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_unref);
	return store;
}

PkiStore *pki_store_open (const char *directory, PkiStoreFlags flags, GError **error)
{
	if (!check_directory (directory, error))
		return NULL;
	g_autoptr (PkiStore) store = store_new ();
	store->directory = absolute_path (directory);
	store->name = read_name (store->directory);
	g_autofree char *key = real_path (store->directory);
	PkiCatalogMode mode = flags & PKI_STORE_IN_MEMORY          ? PKI_CATALOG_MEMORY
			      : flags & PKI_STORE_EXISTING_CATALOG ? PKI_CATALOG_EXISTING
								   : PKI_CATALOG_KEEP;
	store->catalog = pki_catalog_open (key, mode, error);
	if (!store->catalog)
		return NULL;
	if (mode == PKI_CATALOG_KEEP && !pki_catalog_is_kept (store->catalog)) {
		g_autofree char *folder = pki_catalog_folder ();
		g_autofree char *shown = pki_text_printable (folder, -1);
		store->note = g_strdup_printf (
			_ ("No catalog can be kept in %s: the directory is read anew each time"),
			shown);
	}
	return g_steal_pointer (&store);
}

PkiStore *pki_store_dup (PkiStore *store, GError **error)
{
	g_autoptr (PkiStore) other = store_new ();
	other->directory = g_strdup (store->directory);
	other->name = g_strdup (store->name);
	other->note = g_strdup (store->note);
	other->catalog = pki_catalog_dup (store->catalog, error);
	return other->catalog ? g_steal_pointer (&other) : NULL;
}

void pki_store_free (PkiStore *store)
{
	if (!store)
		return;
	pki_catalog_free (store->catalog);
	g_ptr_array_unref (store->large);
	g_free (store->directory);
	g_free (store->name);
	g_free (store->note);
	g_free (store);
}

const char *pki_store_directory (const PkiStore *store)
{
	return store->directory;
}

const char *pki_store_name (const PkiStore *store)
{
	return store->name;
}

const char *pki_store_note (const PkiStore *store)
{
	return store->note;
}

char *pki_store_find_above (const char *directory)
{
	g_autofree char *current = absolute_path (directory);
	g_autofree char *here = g_strdup (current);
	for (;;) {
		g_autofree char *settings = g_build_filename (here, PKI_SETTINGS_FILE, NULL);
		if (access (settings, F_OK) == 0)
			return g_steal_pointer (&here);
		char *up = g_path_get_dirname (here);
		if (strcmp (up, here) == 0) {
			g_free (up);
			return g_steal_pointer (&current);
		}
		g_free (here);
		here = up;
	}
}

char *pki_store_find (const char *directory)
{
	const char *variable = g_getenv ("PKITTY_STORE");
	if (directory || (variable && *variable))
		return absolute_path (directory ? directory : variable);
	return pki_store_find_above (".");
}

guint64 pki_store_generation (PkiStore *store)
{
	return pki_catalog_generation (store->catalog);
}

gboolean pki_store_is_scanned (PkiStore *store)
{
	pki_catalog_follow (store->catalog);
	return pki_catalog_get (store->catalog, "scanned", 0) != 0;
}

guint pki_store_count (PkiStore *store)
{
	return (guint)pki_catalog_number (store->catalog, "SELECT count(*) FROM object", 0, 0);
}
