#include "config.h"

#include "ui/views/tree-state.h"

#include <glib/gstdio.h>
#include <string.h>

/* More open rows than this are not worth the time at the next start. */
#define KEPT_MOST 1000

static char *file_of (UiSession *session)
{
	g_autofree char *sum = g_compute_checksum_for_string (
		G_CHECKSUM_SHA256, pki_store_directory (session->store), -1);
	g_autofree char *name = g_strndup (sum, 32);
	return g_build_filename (g_get_user_state_dir (), PACKAGE, "tree", name, NULL);
}

/* "-2" for a heading, "0:ca/ca.crt" for the first object in a file. NULL when it is gone, or when a
 * line can't hold its path. */
static char *name_of (UiSession *session, gint64 id)
{
	if (id < 0)
		return g_strdup_printf ("%" G_GINT64_FORMAT, id);
	const PkiItem *item = ui_items_get (session->items, id);
	if (!item || !item->path || strchr (item->path, '\n'))
		return NULL;
	return g_strdup_printf ("%u:%s", item->index, item->path);
}

GPtrArray *ui_tree_state_load (UiSession *session)
{
	g_autofree char *file = file_of (session);
	g_autofree char *text = NULL;
	if (!g_file_get_contents (file, &text, NULL, NULL))
		return NULL;
	GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
	g_auto (GStrv) lines = g_strsplit (text, "\n", KEPT_MOST + 1);
	for (char **line = lines; *line && names->len < KEPT_MOST; line++)
		if (**line)
			g_ptr_array_add (names, g_strdup (*line));
	return names;
}

static gint64 id_of (UiSession *session, const char *name)
{
	char *rest;
	gint64 number = g_ascii_strtoll (name, &rest, 10);
	if (*rest != ':')
		return number < 0 && number >= -PKI_SECTION_N ? number : 0;
	g_autoptr (GArray) ids = pki_store_at_path (session->store, rest + 1, (int)number, NULL);
	return ids && ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
}

void ui_tree_state_resolve (UiSession *session, GPtrArray *names, GHashTable *ids)
{
	for (guint i = names->len; i > 0; i--) {
		gint64 id = id_of (session, g_ptr_array_index (names, i - 1));
		if (id == 0)
			continue;
		g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
		g_ptr_array_remove_index_fast (names, i - 1);
	}
}

void ui_tree_state_save (UiSession *session, GHashTable *ids)
{
	g_autofree char *file = file_of (session);
	g_autofree char *folder = g_path_get_dirname (file);
	g_autoptr (GString) text = g_string_new (NULL);
	GHashTableIter iter;
	gpointer key;
	guint kept = 0;
	g_hash_table_iter_init (&iter, ids);
	while (kept < KEPT_MOST && g_hash_table_iter_next (&iter, &key, NULL)) {
		g_autofree char *name = name_of (session, *(const gint64 *)key);
		if (!name)
			continue;
		g_string_append_printf (text, "%s\n", name);
		kept++;
	}
	if (g_mkdir_with_parents (folder, 0700) == 0)
		(void)g_file_set_contents_full (file, text->str, (gssize)text->len,
			G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}
