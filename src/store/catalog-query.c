/* Search over everything: one pass over the narrow records of all places. */
#include "config.h"

#include "src/store/filter-private.h"
#include "src/store/store-private.h"

#include "src/base/time.h"

typedef struct {
	gint64 id, location;
	gint64 number; /* end date, or index within the file */
	guint64 start; /* of the sort text, so that most comparisons need no more */
	guint32 text; /* offset of the sort text in the arena */
} Match;

typedef struct {
	const PkiFilter *filter;
	PkiSort order;
	gint64 now;
	GHashTable *revoked; /* ids, where the filter asks for states */
	GHashTable *seen; /* ids with several places that have matched */
	GArray *matches;
	GString *arena; /* sort texts, each with its length in front */
	GString *fold;
} Query;

static GHashTable *revoked_ids (PkiCatalog *catalog)
{
	GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	pki_autoreset sqlite3_stmt *row = pki_catalog_prepare (
		catalog, "SELECT id FROM object WHERE revoked_at IS NOT NULL", NULL);
	while (row && pki_catalog_step (catalog, row, NULL)) {
		gint64 id = sqlite3_column_int64 (row, 0);
		g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
	}
	return ids;
}

/* The first octets of a text as a number that sorts as they do. */
static guint64 start_of (const char *text, gsize size)
{
	guint64 start = 0;
	memcpy (&start, text, MIN (size, sizeof start));
	return GUINT64_FROM_BE (start);
}

/* Returns the start of the text. */
static guint64 append_sort_text (Query *query, const PkiRecord *record, PkiText which)
{
	PkiSlice text = pki_record_text (record->text, record->text_size, which);
	guint32 size = (guint32)text.size;
	g_string_append_len (query->arena, (const char *)&size, sizeof size);
	gsize from = query->arena->len;
	g_string_append_len (query->arena, (const char *)text.data, (gssize)text.size);
	for (gsize i = from; which == PKI_TEXT_NAME && i < query->arena->len; i++)
		query->arena->str[i] = g_ascii_tolower (query->arena->str[i]);
	return start_of (query->arena->str + from, text.size);
}

static void add_match (Query *query, gint64 id, gint64 location, const PkiRecord *record)
{
	Match match = { .id = id, .location = location, .text = (guint32)query->arena->len };
	if (query->order == PKI_SORT_END) {
		match.number = record->not_after;
	} else if (query->order != PKI_SORT_NONE) {
		match.start = append_sort_text (query, record,
			query->order == PKI_SORT_NAME ? PKI_TEXT_NAME : PKI_TEXT_PATH);
		match.number = location & (PKI_MOST_IN_FILE - 1);
	}
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
	if (query->order == PKI_SORT_END && !has_end (&record))
		return;
	gboolean revoked = query->revoked && g_hash_table_contains (query->revoked, &id);
	if (!query->filter ||
		pki_filter_match (query->filter, &record, revoked, query->now, query->fold))
		add_match (query, id, sqlite3_column_int64 (row, 0), &record);
}

static int compare_matches (gconstpointer a, gconstpointer b, gpointer data)
{
	const Query *query = data;
	const Match *one = a;
	const Match *two = b;
	int order = (one->start > two->start) - (one->start < two->start);
	if (order == 0 && query->order != PKI_SORT_END) {
		guint32 sizes[2];
		memcpy (&sizes[0], query->arena->str + one->text, sizeof *sizes);
		memcpy (&sizes[1], query->arena->str + two->text, sizeof *sizes);
		order = memcmp (query->arena->str + one->text + sizeof *sizes,
			query->arena->str + two->text + sizeof *sizes, MIN (sizes[0], sizes[1]));
		if (order == 0)
			order = (sizes[0] > sizes[1]) - (sizes[0] < sizes[1]);
	}
	if (order == 0)
		order = (one->number > two->number) - (one->number < two->number);
	return order ? order : (one->id > two->id) - (one->id < two->id);
}

/* An object with several places stands where its first one does. */
static GArray *ids_once (const Query *query)
{
	GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), query->matches->len);
	for (guint i = 0; i < query->matches->len; i++) {
		gint64 id = g_array_index (query->matches, Match, i).id;
		if (!query->seen || g_hash_table_add (query->seen, g_memdup2 (&id, sizeof id)))
			g_array_append_val (ids, id);
	}
	return ids;
}

static gboolean take_matches (PkiCatalog *catalog, Query *query, GError **error)
{
	g_autoptr (GError) failure = NULL;
	pki_autoreset sqlite3_stmt *row =
		pki_catalog_prepare (catalog, "SELECT id, object, record FROM location", error);
	if (!row)
		return FALSE;
	while (pki_catalog_step (catalog, row, &failure))
		look_at (query, row);
	if (!failure)
		return TRUE;
	g_propagate_error (error, g_steal_pointer (&failure));
	return FALSE;
}

/* Matches in their order. */
static gboolean run_query (PkiCatalog *catalog, Query *query, GError **error)
{
	if (query->filter && pki_filter_needs_status (query->filter))
		query->revoked = revoked_ids (catalog);
	if (!take_matches (catalog, query, error))
		return FALSE;
	if (query->order != PKI_SORT_NONE)
		g_array_sort_with_data (query->matches, compare_matches, query);
	return TRUE;
}

static Query query_of (const PkiFilter *filter, PkiSort order, gint64 now)
{
	return (Query){
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
	g_clear_pointer (&query->seen, g_hash_table_unref);
	g_array_unref (query->matches);
	g_string_free (query->arena, TRUE);
	g_string_free (query->fold, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

GArray *pki_store_find_places (PkiStore *store, const PkiFilter *filter, gint64 now, GError **error)
{
	g_auto (Query) query = query_of (filter, PKI_SORT_PATH, now);
	if (!run_query (store->catalog, &query, error))
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

/* Whether anything is kept in more than one place. */
static gboolean has_repeats (PkiCatalog *catalog, guint matches)
{
	return pki_catalog_number (catalog, "SELECT count(*) FROM object", 0, 0) <
		       pki_catalog_number (catalog, "SELECT count(*) FROM location", 0, 0) &&
	       matches > 1;
}

GArray *pki_store_query (
	PkiStore *store, const PkiFilter *filter, PkiSort order, gint64 now, GError **error)
{
	pki_catalog_follow (store->catalog);
	g_auto (Query) query = query_of (filter, order, now);
	if (!run_query (store->catalog, &query, error))
		return NULL;
	if (has_repeats (store->catalog, query.matches->len))
		query.seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	return ids_once (&query);
}
