/* The rows that stand together in the tree, in the order in which they are shown. */
#include "config.h"

#include "src/store/store-private.h"

#include <string.h>

#include "src/store/catalog-private.h"

/* To put rows of one name in order takes the path of each; beyond so many of them in one place
 * nobody looks at the order. */
#define NAMESAKES_MOST 4096

typedef struct {
	gint64 id;
	gint64 run; /* rows of one run have the same name */
	char *path; /* of those in longer runs; NULL */
	guint index;
} Sibling;

static void clear_sibling (gpointer data)
{
	g_free (((Sibling *)data)->path);
}

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
	g_autoptr (GError) failure = NULL;
	g_autoptr (GBytes) sort = g_bytes_new (NULL, 0);
	gint64 rank = -1, run = 0;
	g_array_set_clear_func (out, clear_sibling);
	sqlite3_bind_int64 (rows, 1, place);
	while (pki_catalog_step (store->catalog, rows, &failure)) {
		if (!is_same (rows, rank, sort)) {
			run++;
			rank = sqlite3_column_int64 (rows, 1);
			g_bytes_unref (sort);
			sort = g_bytes_new (sqlite3_column_blob (rows, 2),
				(gsize)sqlite3_column_bytes (rows, 2));
		}
		Sibling sibling = { .id = sqlite3_column_int64 (rows, 0), .run = run };
		g_array_append_val (out, sibling);
	}
	if (!failure)
		return g_steal_pointer (&out);
	g_propagate_error (error, g_steal_pointer (&failure));
	return NULL;
}

static int by_path (gconstpointer a, gconstpointer b)
{
	const Sibling *one = a, *other = b;
	if (one->run != other->run)
		return one->run < other->run ? -1 : 1;
	int order = g_strcmp0 (one->path, other->path);
	return order                        ? order
	       : one->index != other->index ? (one->index < other->index ? -1 : 1)
	       : one->id < other->id        ? -1
					    : one->id > other->id;
}

static gboolean is_in_run (const GArray *all, guint i)
{
	const Sibling *one = &g_array_index (all, Sibling, i);
	return (i > 0 && one[-1].run == one->run) || (i + 1 < all->len && one[1].run == one->run);
}

/* Ids follow the order in which files were read, which is another one each time. */
static void put_in_order (PkiStore *store, GArray *all)
{
	guint looked_up = 0;
	for (guint i = 0; i < all->len && looked_up < NAMESAKES_MOST; i++) {
		Sibling *sibling = &g_array_index (all, Sibling, i);
		if (!is_in_run (all, i))
			continue;
		sibling->path = pki_store_first_place (store, sibling->id, &sibling->index);
		looked_up++;
	}
	if (looked_up > 0)
		g_array_sort (all, by_path);
}

GArray *pki_store_children (PkiStore *store, gint64 parent, GError **error)
{
	pki_catalog_follow (store->catalog);
	g_autoptr (GArray) all = siblings (store, parent, error);
	if (!all)
		return NULL;
	put_in_order (store, all);
	GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), all->len);
	for (guint i = 0; i < all->len; i++)
		g_array_append_val (ids, g_array_index (all, Sibling, i).id);
	return ids;
}
