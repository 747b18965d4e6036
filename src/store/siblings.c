/* The rows that stand together in the tree, in the order in which they are shown. */
#include "config.h"

#include "src/store/store-private.h"

#include <string.h>

#include "src/store/catalog-private.h"

/* Where they stand is looked up; beyond so many of one place nobody looks at the order. */
#define NAMESAKES_MOST 4096

typedef struct {
	gint64 id;
	gboolean is_namesake; /* has the name of the one before it */
} Sibling;

static gboolean is_same (sqlite3_stmt *row, gint64 rank, GBytes *sort)
{
	gsize size;
	const void *bytes = g_bytes_get_data (sort, &size);
	return sqlite3_column_int64 (row, 1) == rank &&
	       (gsize)sqlite3_column_bytes (row, 2) == size &&
	       (size == 0 || memcmp (sqlite3_column_blob (row, 2), bytes, size) == 0);
}

static GArray *siblings (PkiStore *store, gint64 place, GError **error)
{
	pki_autoreset sqlite3_stmt *rows = pki_catalog_prepare (store->catalog,
		"SELECT object, rank, sort FROM tree WHERE place = ? "
		"ORDER BY place, rank, sort, object",
		error);
	if (!rows)
		return NULL;
	g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (Sibling));
	gboolean is_row;
	g_autoptr (GBytes) sort = g_bytes_new (NULL, 0);
	gint64 rank = -1;
	sqlite3_bind_int64 (rows, 1, place);
	while (pki_catalog_next (store->catalog, rows, &is_row, error)) {
		if (!is_row)
			return g_steal_pointer (&out);
		Sibling sibling = { sqlite3_column_int64 (rows, 0), is_same (rows, rank, sort) };
		g_array_append_val (out, sibling);
		if (!sibling.is_namesake) {
			rank = sqlite3_column_int64 (rows, 1);
			g_bytes_unref (sort);
			sort = g_bytes_new (sqlite3_column_blob (rows, 2),
				(gsize)sqlite3_column_bytes (rows, 2));
		}
	}
	return NULL;
}

static void order_run (PkiStore *store, Sibling *run, guint count)
{
	g_autoptr (GArray) namesakes = pki_namesakes_new (count);
	for (guint i = 0; i < count; i++) {
		PkiNamesake one = { .id = run[i].id };
		one.path = pki_store_first_place (store, one.id, &one.index);
		g_array_append_val (namesakes, one);
	}
	pki_namesakes_sort (namesakes);
	for (guint i = 0; i < count; i++)
		run[i].id = g_array_index (namesakes, PkiNamesake, i).id;
}

static void order_namesakes (PkiStore *store, GArray *all)
{
	Sibling *rows = (Sibling *)(void *)all->data;
	guint looked_up = 0;
	for (guint from = 0, end; from < all->len; from = end) {
		for (end = from + 1; end < all->len && rows[end].is_namesake;)
			end++;
		if (end - from == 1 || end - from > NAMESAKES_MOST - looked_up)
			continue;
		looked_up += end - from;
		order_run (store, rows + from, end - from);
	}
}

GArray *pki_store_children (PkiStore *store, gint64 parent, GError **error)
{
	pki_catalog_follow (store->catalog);
	g_autoptr (GArray) all = siblings (store, parent, error);
	if (!all)
		return NULL;
	order_namesakes (store, all);
	GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), all->len);
	for (guint i = 0; i < all->len; i++)
		g_array_append_val (ids, g_array_index (all, Sibling, i).id);
	return ids;
}
