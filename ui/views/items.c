#include "config.h"

#include "ui/views/items.h"

#include "src/base/time.h"

#define KEPT_MOST    1024
#define KEPT_SECONDS 30 /* then states may have changed with the clock */

struct _UiItems {
	PkiStore *store;
	GHashTable *kept; /* gint64 → PkiItem */
	gint64 since;
};

static void free_item (gpointer item)
{
	pki_item_free (item);
}

UiItems *ui_items_new (PkiStore *store)
{
	UiItems *items = g_new0 (UiItems, 1);
	items->store = store;
	items->kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_item);
	return items;
}

void ui_items_free (UiItems *items)
{
	if (!items)
		return;
	g_hash_table_unref (items->kept);
	g_free (items);
}

void ui_items_forget (UiItems *items)
{
	g_hash_table_remove_all (items->kept);
}

const PkiItem *ui_items_get (UiItems *items, gint64 id)
{
	gint64 now = pki_time_now ();
	if (g_hash_table_size (items->kept) >= KEPT_MOST ||
		ABS (now - items->since) > KEPT_SECONDS) {
		ui_items_forget (items);
		items->since = now;
	}
	PkiItem *item = g_hash_table_lookup (items->kept, &id);
	if (item)
		return item;
	item = pki_store_item (items->store, id, now, NULL);
	if (item)
		g_hash_table_insert (items->kept, g_memdup2 (&id, sizeof id), item);
	return item;
}
