/* Search over everything: one pass over the narrow records of all places. */
#include "config.h"

#include "src/store/filter-private.h"
#include "src/store/store-private.h"

#include "src/base/byte-sort.h"
#include "src/base/time.h"

/* Where they stand is looked up, at each key that is typed; of more of them nobody looks at the
 * order. */
#define NAMESAKES_MOST 1024

typedef struct {
	gint64 id, location;
	guint32 text, size; /* of the sort text: where it begins in the arena */
} Match;

typedef struct {
	PkiCatalog *catalog;
	const PkiFilter *filter;
	PkiSort order;
	gint64 now;
	GHashTable *revoked; /* ids, where the filter asks for states */
	GArray *matches;
	gint64 last_id; /* the highest among the matches */
	GString *arena; /* sort texts */
	GString *fold;
} Query;

static GHashTable *revoked_ids (PkiCatalog *catalog)
{
	GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	pki_autoreset sqlite3_stmt *row = pki_catalog_prepare (
		catalog, "SELECT object FROM tree WHERE revoked_at IS NOT NULL", NULL);
	while (row && pki_catalog_step (catalog, row, NULL)) {
		gint64 id = sqlite3_column_int64 (row, 0);
		g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
	}
	return ids;
}

static void append_text (Query *query, const PkiRecord *record, PkiText which)
{
	PkiSlice text = pki_record_text (record->text, record->text_size, which);
	gsize from = query->arena->len;
	g_string_append_len (query->arena, (const char *)text.data, (gssize)text.size);
	if (which == PKI_TEXT_NAME)
		pki_filter_fold_ascii (
			query->arena->str + from, query->arena->str + from, text.size);
}

/* Records have valid UTF-8, while files are gone through by the octets of their names. */
static void append_path (Query *query, const PkiRecord *record, gint64 location)
{
	PkiSlice text = pki_record_text (record->text, record->text_size, PKI_TEXT_PATH);
	g_autofree char *path = NULL;
	if (text.size > 0 && memmem (text.data, text.size, "\\x", 2))
		path = pki_catalog_file_path (query->catalog, location >> PKI_INDEX_BITS);
	if (path)
		g_string_append (query->arena, path);
	else
		append_text (query, record, PKI_TEXT_PATH);
}

/* A number as bytes that sort as it does. */
static void append_number (Query *query, gint64 number)
{
	guint64 bytes = GUINT64_TO_BE ((guint64)number ^ (G_GUINT64_CONSTANT (1) << 63));
	g_string_append_len (query->arena, (const char *)&bytes, sizeof bytes);
}

static void append_sort_text (Query *query, const PkiRecord *record, gint64 location)
{
	switch (query->order) {
	case PKI_SORT_PATH:
		append_path (query, record, location);
		break;
	case PKI_SORT_NAME:
		append_text (query, record, PKI_TEXT_NAME);
		break;
	case PKI_SORT_END:
		append_number (query, record->not_after);
		break;
	case PKI_SORT_NONE:
		break;
	}
}

static void add_match (Query *query, gint64 id, gint64 location, const PkiRecord *record)
{
	Match match = { .id = id, .location = location, .text = (guint32)query->arena->len };
	append_sort_text (query, record, location);
	match.size = (guint32)query->arena->len - match.text;
	query->last_id = MAX (query->last_id, id);
	g_array_append_val (query->matches, match);
}

static gboolean has_end (const PkiRecord *record)
{
	return (record->type == PKI_OBJECT_CERTIFICATE || record->type == PKI_OBJECT_CRL) &&
	       record->not_after != PKI_TIME_NONE;
}

static void look_at (Query *query, sqlite3_stmt *row)
{
	PkiRecord record;
	if (!pki_record_unpack (
		    sqlite3_column_blob (row, 2), (gsize)sqlite3_column_bytes (row, 2), &record))
		return;
	gint64 id = sqlite3_column_int64 (row, 1);
	if (id <= 0 || id > G_MAXINT32)
		return;
	if (query->order == PKI_SORT_END && !has_end (&record))
		return;
	gboolean revoked = query->revoked && g_hash_table_contains (query->revoked, &id);
	if (!query->filter ||
		pki_filter_match (query->filter, &record, revoked, query->now, query->fold))
		add_match (query, id, sqlite3_column_int64 (row, 0), &record);
}

static void order_run (const Query *query, PkiSortable *run, guint count)
{
	g_autoptr (GArray) namesakes = pki_namesakes_new (count);
	for (guint i = 0; i < count; i++) {
		gint64 location = g_array_index (query->matches, Match, run[i].index).location;
		PkiNamesake one = { run[i].index,
			pki_catalog_file_path (query->catalog, location >> PKI_INDEX_BITS),
			(guint)(location & (PKI_MOST_IN_FILE - 1)) };
		g_array_append_val (namesakes, one);
	}
	pki_namesakes_sort (namesakes);
	for (guint i = 0; i < count; i++)
		run[i].index = (guint32)g_array_index (namesakes, PkiNamesake, i).id;
}

static gboolean is_equal (const PkiSortable *one, const PkiSortable *other)
{
	return one->size == other->size && memcmp (one->data, other->data, one->size) == 0;
}

static void order_namesakes (const Query *query, PkiSortable *items, guint count)
{
	guint looked_up = 0;
	for (guint from = 0, end; from < count; from = end) {
		for (end = from + 1; end < count && is_equal (&items[from], &items[end]);)
			end++;
		if (end - from == 1 || end - from > NAMESAKES_MOST - looked_up)
			continue;
		looked_up += end - from;
		order_run (query, items + from, end - from);
	}
}

/* What is equal stays as it comes: by location, and so by the index in its file. */
static void sort_matches (Query *query)
{
	guint count = query->matches->len;
	const Match *matches = (const Match *)(void *)query->matches->data;
	g_autofree PkiSortable *items = g_new (PkiSortable, count);
	for (guint i = 0; i < count; i++)
		items[i] =
			(PkiSortable){ .data = (const guint8 *)query->arena->str + matches[i].text,
				.size = matches[i].size,
				.index = i };
	pki_byte_sort (items, count);
	if (query->order != PKI_SORT_PATH)
		order_namesakes (query, items, count);
	GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (Match), count);
	for (guint i = 0; i < count; i++)
		g_array_append_val (sorted, matches[items[i].index]);
	g_array_unref (query->matches);
	query->matches = sorted;
}

/* An object with several places stands where its first one does. */
static GArray *ids_once (const Query *query)
{
	GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), query->matches->len);
	g_autofree guint8 *seen = g_malloc0 ((gsize)query->last_id / 8 + 1);
	for (guint i = 0; i < query->matches->len; i++) {
		gint64 id = g_array_index (query->matches, Match, i).id;
		guint8 bit = (guint8)(1u << (id & 7));
		if (!(seen[id >> 3] & bit))
			g_array_append_val (ids, id);
		seen[id >> 3] |= bit;
	}
	return ids;
}

static gboolean take_matches (Query *query, GError **error)
{
	gboolean is_row;
	pki_autoreset sqlite3_stmt *row = pki_catalog_prepare (
		query->catalog, "SELECT id, object, record FROM location ORDER BY id", error);
	if (!row)
		return FALSE;
	while (pki_catalog_next (query->catalog, row, &is_row, error)) {
		if (!is_row)
			return TRUE;
		look_at (query, row);
	}
	return FALSE;
}

/* Matches in their order. */
static gboolean run_query (Query *query, GError **error)
{
	if (query->filter && pki_filter_needs_status (query->filter))
		query->revoked = revoked_ids (query->catalog);
	if (!take_matches (query, error))
		return FALSE;
	if (query->order != PKI_SORT_NONE)
		sort_matches (query);
	return TRUE;
}

static Query query_of (PkiCatalog *catalog, const PkiFilter *filter, PkiSort order, gint64 now)
{
	return (Query){
		.catalog = catalog,
		.filter = filter && !pki_filter_is_empty (filter) ? filter : NULL,
		.order = order,
		.now = now,
		.matches = g_array_new (FALSE, FALSE, sizeof (Match)),
		.arena = g_string_new (NULL),
		.fold = g_string_new (NULL),
	};
}

static void query_clear (Query *query)
{
	g_clear_pointer (&query->revoked, g_hash_table_unref);
	g_array_unref (query->matches);
	g_string_free (query->arena, TRUE);
	g_string_free (query->fold, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

GArray *pki_store_find_places (PkiStore *store, const PkiFilter *filter, gint64 now, GError **error)
{
	g_auto (Query) query = query_of (store->catalog, filter, PKI_SORT_PATH, now);
	if (!run_query (&query, error))
		return NULL;
	GArray *found =
		g_array_sized_new (FALSE, FALSE, sizeof (PkiFoundPlace), query.matches->len);
	for (guint i = 0; i < query.matches->len; i++) {
		const Match *match = &g_array_index (query.matches, Match, i);
		PkiFoundPlace place = { match->location, match->id };
		g_array_append_val (found, place);
	}
	return found;
}

GArray *pki_store_query (
	PkiStore *store, const PkiFilter *filter, PkiSort order, gint64 now, GError **error)
{
	pki_catalog_follow (store->catalog);
	g_auto (Query) query = query_of (store->catalog, filter, order, now);
	if (!run_query (&query, error))
		return NULL;
	return ids_once (&query);
}
