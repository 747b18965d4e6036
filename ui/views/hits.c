#include "config.h"

#include "ui/views/hits.h"

#include "src/base/time.h"

/* Following each to its root takes a fetch per step. */
#define FOLLOWED_MOST 500
#define CHAIN_MOST    256

struct _UiHits {
	UiSession *session;
	char *pattern;
	guint64 generation;
	GHashTable *ids;
	GHashTable *gateways;
};

static GHashTable *set_new (void)
{
	return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static gboolean set_add (GHashTable *set, gint64 id)
{
	return g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

UiHits *ui_hits_new (UiSession *session)
{
	UiHits *hits = g_new0 (UiHits, 1);
	hits->session = session;
	hits->ids = set_new ();
	return hits;
}

void ui_hits_free (UiHits *hits)
{
	if (!hits)
		return;
	g_free (hits->pattern);
	g_hash_table_unref (hits->ids);
	g_clear_pointer (&hits->gateways, g_hash_table_unref);
	g_free (hits);
}

/* A search looks for what was typed, blanks and signs included: quoted, in the language of filters.
 */
static PkiFilter *literal_filter (const char *pattern)
{
	g_autoptr (GString) text = g_string_new ("\"");
	for (const char *p = pattern; *p; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c (text, '\\');
		g_string_append_c (text, *p);
	}
	g_string_append_c (text, '"');
	return pki_filter_new (text->str, NULL);
}

GHashTable *ui_hits_find (UiHits *hits, const UiPattern *pattern)
{
	const char *text = ui_pattern_text (pattern);
	PkiStore *store = hits->session->store;
	guint64 generation = pki_store_generation (store);
	if (hits->generation == generation && g_strcmp0 (hits->pattern, text) == 0)
		return hits->ids;
	g_free (hits->pattern);
	hits->pattern = g_strdup (text);
	hits->generation = generation;
	g_hash_table_remove_all (hits->ids);
	g_clear_pointer (&hits->gateways, g_hash_table_unref);
	g_autoptr (PkiFilter) filter = literal_filter (text);
	if (!filter || !*text)
		return hits->ids;
	g_autoptr (GArray) found =
		pki_store_query (store, filter, PKI_ORDER_NAME, pki_time_now (), NULL);
	for (guint i = 0; found && i < found->len; i++)
		set_add (hits->ids, g_array_index (found, gint64, i));
	return hits->ids;
}

/* A key stands in the tree only as part of its certificate. */
static void add_owners (UiHits *hits, GArray *keys)
{
	for (guint i = 0; i < keys->len; i++) {
		gboolean certain = FALSE;
		g_autoptr (GArray) same = pki_store_same_key (
			hits->session->store, g_array_index (keys, gint64, i), &certain, NULL);
		for (guint k = 0; same && certain && k < same->len; k++)
			set_add (hits->ids, g_array_index (same, gint64, k));
	}
}

static gboolean is_key (UiHits *hits, gint64 id)
{
	const PkiItem *item = ui_items_get (hits->session->items, id);
	return item &&
	       (item->type == PKI_OBJECT_PRIVATE_KEY || item->type == PKI_OBJECT_PUBLIC_KEY);
}

/* The number of the heading under which the top of a tree, or what has none, stands; 0: none. */
static gint64 heading_of (const PkiItem *top)
{
	switch (top->type) {
	case PKI_OBJECT_REQUEST:
		return -1 - PKI_SECTION_REQUESTS;
	case PKI_OBJECT_PRIVATE_KEY:
	case PKI_OBJECT_PUBLIC_KEY:
		return -1 - PKI_SECTION_KEYS;
	case PKI_OBJECT_LOCKED:
		return -1 - PKI_SECTION_LOCKED;
	case PKI_OBJECT_UNREADABLE:
		return -1 - PKI_SECTION_UNREADABLE;
	case PKI_OBJECT_CERTIFICATE:
	case PKI_OBJECT_CRL:
	case PKI_OBJECT_N:
		break;
	}
	return top->self_issued ? 0 : -1 - PKI_SECTION_ORPHANS;
}

static void follow (UiHits *hits, gint64 id)
{
	for (guint i = 0; i < CHAIN_MOST; i++) {
		const PkiItem *item = ui_items_get (hits->session->items, id);
		if (!item)
			return;
		gint64 above = item->issuer ? item->issuer : heading_of (item);
		if (above == 0 || !set_add (hits->gateways, above) || above < 0)
			return;
		id = above;
	}
}

GHashTable *ui_hits_gateways (UiHits *hits)
{
	if (hits->gateways || g_hash_table_size (hits->ids) > FOLLOWED_MOST)
		return hits->gateways;
	g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
	GHashTableIter iter;
	gpointer key;
	g_hash_table_iter_init (&iter, hits->ids);
	while (g_hash_table_iter_next (&iter, &key, NULL))
		if (is_key (hits, *(const gint64 *)key))
			g_array_append_val (keys, *(const gint64 *)key);
	add_owners (hits, keys);
	hits->gateways = set_new ();
	g_hash_table_iter_init (&iter, hits->ids);
	while (g_hash_table_iter_next (&iter, &key, NULL))
		follow (hits, *(const gint64 *)key);
	return hits->gateways;
}
