#include "config.h"

#include "src/store/follow.h"

#include "src/store/scan.h"

/* The folders the files are in, each once; what lies in the directory itself holds settings. */
static GHashTable *folders_of (const GPtrArray *files)
{
	GHashTable *folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < files->len; i++) {
		char *folder = g_path_get_dirname (g_ptr_array_index (files, i));
		if (g_str_equal (folder, "."))
			g_free (folder);
		else
			g_hash_table_add (folders, folder);
	}
	return folders;
}

void pki_follow_files (const char *directory, const GPtrArray *files)
{
	g_autoptr (PkiStore) store = pki_store_open (directory, PKI_STORE_EXISTING_CATALOG, NULL);
	if (!store || !pki_store_is_scanned (store))
		return;
	g_autoptr (GHashTable) folders = folders_of (files);
	GHashTableIter iter;
	gpointer folder;
	g_hash_table_iter_init (&iter, folders);
	while (g_hash_table_iter_next (&iter, &folder, NULL))
		(void)pki_store_scan (store, folder, NULL, NULL, NULL);
}
