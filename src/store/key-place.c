#include "config.h"

#include "src/store/key-place.h"

#include "src/base/time.h"

char *pki_store_key_path (PkiStore *store, gint64 id, gboolean locked_only)
{
	g_autoptr (GArray) same = pki_store_same_key (store, id, NULL, NULL);
	g_autofree char *locked = NULL;
	for (guint i = 0; same && i < same->len; i++) {
		g_autoptr (PkiItem) item = pki_store_item (
			store, g_array_index (same, gint64, i), pki_time_now (), NULL);
		if (item && item->type == PKI_OBJECT_PRIVATE_KEY && !locked_only)
			return g_strdup (item->path);
		if (item && item->type == PKI_OBJECT_LOCKED && !locked)
			locked = g_strdup (item->path);
	}
	return g_steal_pointer (&locked);
}
