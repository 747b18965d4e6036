#include "config.h"

#include "src/store/store-private.h"

#include <string.h>

#include "src/store/status-private.h"

/* Of more, the first are enough to tell how much of a path is needed. */
#define TOLD_APART_MOST 8

static void clear_path (gpointer namesake)
{
	g_free (((PkiNamesake *)namesake)->path);
}

GArray *pki_namesakes_new (guint count)
{
	GArray *namesakes = g_array_sized_new (FALSE, FALSE, sizeof (PkiNamesake), count);
	g_array_set_clear_func (namesakes, clear_path);
	return namesakes;
}

static int by_place (gconstpointer a, gconstpointer b)
{
	const PkiNamesake *one = a, *other = b;
	int order = g_strcmp0 (one->path, other->path);
	if (order == 0)
		order = (one->index > other->index) - (one->index < other->index);
	return order ? order : (one->id > other->id) - (one->id < other->id);
}

void pki_namesakes_sort (GArray *namesakes)
{
	g_array_sort (namesakes, by_place);
}

static GArray *namesakes (PkiStore *store, gint64 id)
{
	return pki_catalog_ids (store->catalog,
		"SELECT other.object FROM tree JOIN tree other ON other.place = tree.place "
		"AND other.rank = tree.rank AND other.sort = tree.sort "
		"WHERE tree.object = ?1 AND other.object <> ?1 LIMIT ?2",
		id, TOLD_APART_MOST, NULL);
}

/* The last PARTS of a path. */
static const char *end_of (const char *path, guint parts)
{
	const char *end = path + strlen (path);
	for (; end > path; end--)
		if (end[-1] == '/' && --parts == 0)
			break;
	return end;
}

static gboolean is_end_of_any (const char *end, guint parts, const GPtrArray *paths)
{
	for (guint i = 0; i < paths->len; i++)
		if (g_str_equal (end, end_of (g_ptr_array_index (paths, i), parts)))
			return TRUE;
	return FALSE;
}

static char *shortest_end (const char *path, guint index, const GPtrArray *others)
{
	const char *end = path;
	guint parts = 0;
	do
		end = end_of (path, ++parts);
	while (end > path && is_end_of_any (end, parts, others));
	/* All in one file. */
	if (is_end_of_any (end, parts, others))
		return g_strdup_printf ("%s#%u", end_of (path, 1), index + 1);
	return g_strdup (end);
}

char *pki_store_apart (PkiStore *store, gint64 id, const char *path, guint index)
{
	g_autoptr (GArray) ids = namesakes (store, id);
	g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
	for (guint i = 0; ids && i < ids->len; i++) {
		guint at;
		char *other = pki_store_first_place (store, g_array_index (ids, gint64, i), &at);
		if (other)
			g_ptr_array_add (paths, other);
	}
	return paths->len > 0 ? shortest_end (path, index, paths) : NULL;
}
