#include "config.h"

#include "ui/views/tree-state.h"

#include <glib/gstdio.h>
#include <string.h>

#include "src/base/hex.h"

/* More open rows than this are not worth the time at the next start. */
#define KEPT_MOST 1000
#define MARK_BYTES                                                                                 \
	8 /* of the fingerprint: numbers of the catalog may come to mean another object */

static char *file_of (UiSession *session)
{
	g_autofree char *sum = g_compute_checksum_for_string (
		G_CHECKSUM_SHA256, pki_store_directory (session->store), -1);
	g_autofree char *name = g_strndup (sum, 32);
	return g_build_filename (g_get_user_state_dir (), PACKAGE, "tree", name, NULL);
}

/* "section" for the headings, which have negative numbers. NULL when the object is gone. */
static char *mark_of (UiSession *session, gint64 id)
{
	if (id < 0)
		return g_strdup ("section");
	const PkiItem *item = ui_items_get (session->items, id);
	if (!item || !item->object)
		return NULL;
	return pki_hex_encode (pki_slice (item->object->digest, MARK_BYTES));
}

GArray *ui_tree_state_load (UiSession *session)
{
	g_autofree char *file = file_of (session);
	g_autofree char *text = NULL;
	if (!g_file_get_contents (file, &text, NULL, NULL))
		return NULL;
	GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
	g_auto (GStrv) lines = g_strsplit (text, "\n", KEPT_MOST + 1);
	for (char **line = lines; *line; line++) {
		char *rest;
		gint64 id = g_ascii_strtoll (*line, &rest, 10);
		if (id == 0 || *rest != ' ')
			continue;
		g_autofree char *mark = mark_of (session, id);
		if (mark && strcmp (mark, rest + 1) == 0)
			g_array_append_val (ids, id);
	}
	return ids;
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
		gint64 id = *(const gint64 *)key;
		g_autofree char *mark = mark_of (session, id);
		if (!mark)
			continue;
		g_string_append_printf (text, "%" G_GINT64_FORMAT " %s\n", id, mark);
		kept++;
	}
	if (g_mkdir_with_parents (folder, 0700) == 0)
		(void)g_file_set_contents_full (file, text->str, (gssize)text->len,
			G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}
