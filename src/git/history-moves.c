/* Which of very many files of a commit are looked into: a folder that was renamed is first all that
 * was removed here and then all that was added there, and looked at by halves it is gone. */
#include "config.h"

#include <string.h>

#include "src/git/history-private.h"

typedef struct {
	PkiHistory *history;
	GPtrArray *files;
	GHashTable *added; /* identity → PkiFileChange */
	GPtrArray *ordered;
	GHashTable *placed; /* what is in there */
} Order;

/* What a file keeps when its folder is renamed. */
static char *identity_of (const PkiFileChange *file)
{
	g_autofree char *name = g_path_get_basename (file->path);
	return g_strconcat (file->before ? file->before : file->after, "/", name, NULL);
}

static void note_added (Order *order)
{
	for (guint i = 0; i < order->files->len; i++) {
		PkiFileChange *file = order->files->pdata[i];
		if (file->after && !file->before)
			g_hash_table_insert (order->added, identity_of (file), file);
	}
}

/* Where FILE was moved to; NULL: nowhere. */
static PkiFileChange *find_moved (const Order *order, const PkiFileChange *file)
{
	if (!file->before || file->after)
		return NULL;
	g_autofree char *identity = identity_of (file);
	PkiFileChange *to = g_hash_table_lookup (order->added, identity);
	return to && !g_hash_table_contains (order->placed, to) ? to : NULL;
}

static void place (Order *order, PkiFileChange *file)
{
	if (g_hash_table_add (order->placed, file))
		g_ptr_array_add (order->ordered, file);
}

static void place_moves (Order *order, gboolean walked)
{
	for (guint i = 0; i < order->files->len; i++) {
		PkiFileChange *from = order->files->pdata[i], *to = find_moved (order, from);
		if (!to || pki_history_is_walked (order->history, to->path) != walked)
			continue;
		place (order, from);
		place (order, to);
	}
}

void pki_history_choose (PkiHistory *history, GPtrArray *files, guint most)
{
	if (files->len <= most)
		return;
	g_autoptr (GHashTable) added =
		g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);
	g_autoptr (GPtrArray) ordered = g_ptr_array_sized_new (files->len);
	Order order = { history, files, added, ordered, placed };
	note_added (&order);
	place_moves (&order, TRUE);
	place_moves (&order, FALSE);
	for (guint i = 0; i < files->len; i++)
		place (&order, files->pdata[i]);
	memcpy (files->pdata, ordered->pdata, files->len * sizeof (gpointer));
	g_ptr_array_set_size (files, (int)most);
}
