#include "config.h"

#include "ui/cli/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "ui/cli/place.h"

/* The real folder and the name as it stands: a catalog knows links by their own names. */
static char *real_path (const char *path)
{
	g_autofree char *folder = g_path_get_dirname (path);
	g_autofree char *real = realpath (folder, NULL);
	g_autofree char *name = g_path_get_basename (path);
	return real ? g_build_filename (real, name, NULL) : NULL;
}

static gboolean open_folder (CliCatalog *catalog, const char *path, const char *folder)
{
	const char *below = cli_place_within (path, folder);
	g_autoptr (PkiStore) store =
		below ? pki_store_open (folder, PKI_STORE_EXISTING_CATALOG, NULL) : NULL;
	g_autoptr (GArray) ids = store ? pki_store_at_path (store, below, -1, NULL) : NULL;
	if (!ids || !ids->len)
		return FALSE;
	catalog->store = g_steal_pointer (&store);
	catalog->path = g_strdup (below);
	return TRUE;
}

void cli_catalog_find (CliCatalog *catalog, const CliContext *context, const char *path)
{
	g_autofree char *real = real_path (path);
	g_autofree char *chosen = cli_place_store (context);
	g_autofree char *chosen_real = realpath (chosen, NULL);
	if (!real)
		return;
	if (chosen_real) {
		catalog->shown = g_strdup (cli_place_within (real, chosen_real));
		if (open_folder (catalog, real, chosen_real))
			return;
	}
	catalog->elsewhere = TRUE;
	for (g_autofree char *folder = g_path_get_dirname (real);;) {
		if (open_folder (catalog, real, folder) || g_str_equal (folder, "/"))
			return;
		char *above = g_path_get_dirname (folder);
		g_free (folder);
		folder = above;
	}
}

static void set_path (char **path, const char *folder)
{
	char *absolute = *path ? g_build_filename (folder, *path, NULL) : NULL;
	g_free (*path);
	*path = absolute;
}

PkiItem *cli_catalog_item (
	const CliCatalog *catalog, const PkiObject *object, guint index, gint64 now)
{
	g_autoptr (GArray) ids =
		catalog->store ? pki_store_at_path (catalog->store, catalog->path, (int)index, NULL)
			       : NULL;
	if (!ids || ids->len != 1)
		return NULL;
	gint64 id = g_array_index (ids, gint64, 0);
	g_autoptr (PkiObject) known = pki_store_object (catalog->store, id, NULL);
	if (!known || memcmp (known->digest, object->digest, sizeof known->digest) != 0)
		return NULL;
	pki_store_check_signatures (catalog->store, &id, 1, NULL, NULL);
	PkiItem *item = pki_store_item (catalog->store, id, now, NULL);
	if (!item)
		return NULL;
	g_free (item->path);
	item->path = g_strdup (catalog->shown ? catalog->shown : catalog->path);
	item->index = index;
	if (catalog->elsewhere) {
		set_path (&item->private_key, pki_store_directory (catalog->store));
		if (!catalog->shown)
			set_path (&item->path, pki_store_directory (catalog->store));
	}
	return item;
}

void cli_catalog_clear (CliCatalog *catalog)
{
	g_clear_pointer (&catalog->store, pki_store_free);
	g_free (catalog->path);
	g_free (catalog->shown);
}
