#include "config.h"

#include "ui/views/hits.h"

#include "src/base/time.h"

/* Following each to its root takes a question per step. */
#define FOLLOWED_MOST 5000
#define CHAIN_MOST    256

struct _UiHits {
	UiSession *session;
	char *pattern;
	guint64 generation;
	GArray *found; /* gint64: the keys of `ids` */
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
	hits->ids = g_hash_table_new (g_int64_hash, g_int64_equal);
	return hits;
}

void ui_hits_free (UiHits *hits)
{
	if (!hits)
		return;
	g_free (hits->pattern);
	g_hash_table_unref (hits->ids);
	g_clear_pointer (&hits->found, g_array_unref);
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

/* Headings have the numbers -1 (the first section) and below. */
static void add_headings (UiHits *hits, const UiPattern *pattern)
{
	for (int section = 0; section < PKI_SECTION_N; section++) {
		gint64 id = -1 - section;
		if (ui_pattern_match (pattern, pki_section_title (section)))
			g_array_append_val (hits->found, id);
	}
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
	g_clear_pointer (&hits->found, g_array_unref);
	g_clear_pointer (&hits->gateways, g_hash_table_unref);
	g_autoptr (PkiFilter) filter = literal_filter (text);
	if (!filter || !*text)
		return hits->ids;
	hits->found = pki_store_query (store, filter, PKI_SORT_NONE, pki_time_now (), NULL);
	if (hits->found)
		add_headings (hits, pattern);
	for (guint i = 0; hits->found && i < hits->found->len; i++)
		g_hash_table_add (hits->ids, &g_array_index (hits->found, gint64, i));
	return hits->ids;
}

/* A key stands in the tree only as part of its certificate: that is found with it. */
static void add_owners (UiHits *hits)
{
	PkiStore *store = hits->session->store;
	guint count = hits->found->len;
	for (guint i = 0; i < count; i++) {
		gint64 id = g_array_index (hits->found, gint64, i);
		gboolean certain = FALSE;
		gint64 parent;
		PkiSection section;
		if (id < 0 || pki_store_above (store, id, &parent, &section))
			continue;
		g_autoptr (GArray) same = pki_store_same_key (store, id, &certain, NULL);
		if (same && certain)
			g_array_append_vals (hits->found, same->data, same->len);
	}
	/* The array may have moved. */
	g_hash_table_remove_all (hits->ids);
	for (guint i = 0; i < hits->found->len; i++)
		g_hash_table_add (hits->ids, &g_array_index (hits->found, gint64, i));
}

static void follow (UiHits *hits, gint64 id)
{
	for (guint i = 0; i < CHAIN_MOST; i++) {
		gint64 parent;
		PkiSection section;
		if (!pki_store_above (hits->session->store, id, &parent, &section))
			return;
		gint64 above = parent ? parent : -1 - (gint64)section;
		if (section == PKI_SECTION_N && !parent)
			return;
		if (!set_add (hits->gateways, above) || above < 0)
			return;
		id = above;
	}
}

GHashTable *ui_hits_gateways (UiHits *hits)
{
	if (hits->gateways || !hits->found || hits->found->len > FOLLOWED_MOST)
		return hits->gateways;
	add_owners (hits);
	hits->gateways = set_new ();
	for (guint i = 0; i < hits->found->len; i++)
		follow (hits, g_array_index (hits->found, gint64, i));
	return hits->gateways;
}
