#include "config.h"

#include "ui/views/expiry.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "ui/views/columns.h"
#include "ui/views/detail.h"
#include "ui/views/expiry-model.h"
#include "ui/views/hits.h"
#include "ui/views/notice.h"
#include "ui/views/object.h"
#include "ui/views/state.h"
#include "ui/widgets/bar.h"

typedef struct {
	UiSession *session;
	UiExpiryModel *model;
	UiHits *hits;
	char *filter;
	gint64 selected;
	UiNeeds needs; /* of the columns */
	GHashTable *ending; /* CA → how many below it end with it; gint64 → guint */
} Expiry;

/* ── rows
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gint64 end_of (gpointer data, gint64 id)
{
	Expiry *expiry = data;
	const PkiItem *item = ui_items_get (expiry->session->items, id);
	/* No end sorts behind all ends. */
	return !item || item->not_after == PKI_TIME_NONE ? G_MAXINT64 : item->not_after;
}

static gboolean load (Expiry *expiry, const char *text, GError **error)
{
	g_autoptr (PkiFilter) filter = pki_filter_new (text ? text : "", error);
	if (!filter)
		return FALSE;
	gint64 now = pki_time_now ();
	GArray *ids = pki_store_query (expiry->session->store, filter, PKI_SORT_END, now, error);
	if (!ids)
		return FALSE;
	g_clear_pointer (&expiry->model, ui_expiry_model_free);
	expiry->model = ui_expiry_model_new (ids, now, end_of, expiry);
	g_hash_table_remove_all (expiry->ending);
	return TRUE;
}

static gboolean is_empty (const Expiry *expiry)
{
	return !expiry->model || ui_expiry_model_rows (expiry->model) == UI_EXPIRY_N;
}

static guint rows (UiView *view)
{
	Expiry *expiry = ui_view_private (view);
	return is_empty (expiry) ? 0 : ui_expiry_model_rows (expiry->model);
}

static void draw_empty (UiView *view, guint row, UiCells *cells)
{
	Expiry *expiry = ui_view_private (view);
	ui_notice_draw (expiry->session, expiry->filter, row, cells);
}

/* How many right below a CA would live on, but for its end. Not known of what is filtered. */
static guint ending_with (Expiry *expiry, const PkiItem *item)
{
	gint64 id = item->id, end = item->not_after;
	gpointer known;
	if (expiry->filter || item->children == 0 || end == PKI_TIME_NONE)
		return 0;
	if (g_hash_table_lookup_extended (expiry->ending, &id, NULL, &known))
		return GPOINTER_TO_UINT (known);
	g_autoptr (GArray) below = pki_store_children (expiry->session->store, id, NULL);
	guint count = below ? ui_expiry_model_count_later (expiry->model, below, end) : 0;
	g_hash_table_insert (expiry->ending, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (count));
	return count;
}

static void draw_heading (Expiry *expiry, UiExpiryGroup group, UiCells *cells)
{
	guint count = ui_expiry_model_count (expiry->model, group);
	UiRole role = count == 0                   ? UI_ROLE_MUTED
		      : group == UI_EXPIRY_EXPIRED ? UI_ROLE_BAD
		      : group < UI_EXPIRY_QUARTER  ? UI_ROLE_SOON
						   : UI_ROLE_LABEL;
	ui_cells_move (cells, 1);
	ui_cells_addf (cells, role, "%s (%u)", ui_expiry_group_title (group), count);
}

enum { DATE_COLUMNS = 10, BAR_COLUMNS = 8, LEFT_COLUMNS = 7, NAME_LEAST = 18, INDENT = 3 };

/* What it is; of a CA that takes others with it, how many. */
static char *words_of (const PkiItem *item, guint ending)
{
	if (ending > 0)
		return g_strdup_printf (
			ngettext ("%u ends with it", "%u end with it", ending), ending);
	return pki_text_printable (item->use ? item->use : "", -1);
}

/* The name, and what stands between it and the date. */
static void draw_name (
	const PkiItem *item, guint ending, const UiNeeds *needs, int room, UiCells *cells)
{
	int what = ui_needs_what (needs, INDENT + room, INDENT + NAME_LEAST);
	g_autofree char *words = words_of (item, ending);
	int left = ui_row_draw_name (cells, item, room - (what ? what + UI_COLUMNS_GAP : 0));
	ui_cells_fit (cells, UI_ROLE_VALUE, "", left + 2);
	if (what == 0)
		return;
	ui_cells_fit (cells, ending > 0 ? UI_ROLE_SOON : UI_ROLE_VALUE, words, what);
	ui_cells_fit (cells, UI_ROLE_VALUE, "", 2);
}

static void draw_left (const PkiItem *item, const UiState *state, gint64 now, UiCells *cells)
{
	if (item->not_after < now) {
		g_autofree char *words = pki_time_left_words (now, item->not_after);
		ui_cells_add (cells, UI_ROLE_BAD, words);
		return;
	}
	g_autofree char *left = pki_time_left_short (now, item->not_after);
	ui_bar_draw_life (cells, state->role, BAR_COLUMNS,
		item->not_before == PKI_TIME_NONE ? now : item->not_before, item->not_after, now);
	ui_cells_fit_right (cells, UI_ROLE_VALUE, left, LEFT_COLUMNS);
	if (state->glyph != UI_GLYPH_N)
		ui_cells_addf (cells, state->role, "  %s %s", ui_glyph (state->glyph), state->word);
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Expiry *expiry = ui_view_private (view);
	UiExpiryGroup group;
	gint64 id = ui_expiry_model_row (expiry->model, row, &group);
	if (id == 0) {
		draw_heading (expiry, group, cells);
		return;
	}
	const PkiItem *item = ui_items_get (expiry->session->items, id);
	guint ending = item ? ending_with (expiry, item) : 0;
	/* That may have fetched others. */
	item = ui_items_get (expiry->session->items, id);
	if (!item)
		return;
	gint64 now = pki_time_now ();
	g_auto (UiState) state = ui_state_of (item);
	g_autofree char *date = item->not_after == PKI_TIME_NONE
					? g_strdup (_ ("no end"))
					: pki_time_format_date (item->not_after);
	int after = 2 + DATE_COLUMNS + 2 + BAR_COLUMNS + LEFT_COLUMNS + 2 + expiry->needs.state;
	ui_cells_move (cells, INDENT);
	draw_name (
		item, ending, &expiry->needs, ui_cells_columns (cells) - INDENT - after - 1, cells);
	ui_cells_fit (cells, UI_ROLE_VALUE, date, DATE_COLUMNS);
	ui_cells_fit (cells, UI_ROLE_VALUE, "", 2);
	if (item->not_after != PKI_TIME_NONE)
		draw_left (item, &state, now, cells);
}

static void add_needs (Expiry *expiry, gint64 id)
{
	const PkiItem *item = ui_items_get (expiry->session->items, id);
	guint ending = item ? ending_with (expiry, item) : 0;
	/* That may have fetched others. */
	item = ui_items_get (expiry->session->items, id);
	if (!item)
		return;
	gint64 now = pki_time_now ();
	UiNeeds *needs = &expiry->needs;
	g_autofree char *words = words_of (item, ending);
	needs->what = MAX (needs->what, pki_text_width (words));
	ui_needs_add (needs, item, 0, UI_FOLD_NONE);
	if (item->not_after >= now)
		return;
	/* Words stand where others have bar, time and state. */
	g_autofree char *over = pki_time_left_words (now, item->not_after);
	needs->state = MAX (needs->state, pki_text_width (over) - BAR_COLUMNS - LEFT_COLUMNS - 2);
}

/* The rows that are about to be drawn. */
static void measure (UiView *view)
{
	Expiry *expiry = ui_view_private (view);
	guint top = ui_view_top (view);
	UiExpiryGroup group;
	for (guint i = 0; i < (guint)MAX (ui_view_height (view), 0); i++) {
		if (top + i >= rows (view))
			return;
		gint64 id = ui_expiry_model_row (expiry->model, top + i, &group);
		if (id != 0)
			add_needs (expiry, id);
	}
}

static void draw_header (UiView *view, UiCells *cells)
{
	Expiry *expiry = ui_view_private (view);
	measure (view);
	guint count = is_empty (expiry) ? 0 : ui_expiry_model_rows (expiry->model) - UI_EXPIRY_N;
	ui_cells_move (cells, 1);
	if (!expiry->filter) {
		ui_cells_addf (cells, UI_ROLE_TITLE,
			ngettext ("%u certificate or CRL by its end",
				"%u certificates and CRLs by their end", count),
			count);
		return;
	}
	g_autofree char *filter = pki_text_printable (expiry->filter, -1);
	ui_cells_addf (cells, UI_ROLE_TITLE, ngettext ("%u matches: %s", "%u match: %s", count),
		count, filter);
	ui_cells_right (cells, UI_ROLE_MUTED, _ ("Esc shows all "));
}

/* The path, and what ends with a CA. */
static void draw_status (UiView *view, UiCells *cells)
{
	Expiry *expiry = ui_view_private (view);
	const PkiItem *item =
		expiry->selected ? ui_items_get (expiry->session->items, expiry->selected) : NULL;
	if (!item || !item->path)
		return;
	g_autofree char *path = pki_text_printable (item->path, -1);
	/* Fetches others, so it comes last with the item. */
	guint ending = ending_with (expiry, item);
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_VALUE, path);
	if (ending > 0)
		ui_cells_addf (cells, UI_ROLE_SOON,
			ngettext (
				"  %u below it ends with it", "  %u below it end with it", ending),
			ending);
}

/* ── the cursor
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void moved (UiView *view)
{
	Expiry *expiry = ui_view_private (view);
	if (!is_empty (expiry))
		expiry->selected = ui_expiry_model_row (expiry->model, ui_view_cursor (view), NULL);
}

static void keep_cursor (UiView *view)
{
	Expiry *expiry = ui_view_private (view);
	if (is_empty (expiry))
		return;
	int row = expiry->selected ? ui_expiry_model_find (expiry->model, expiry->selected) : -1;
	if (row >= 0)
		ui_view_set_cursor (view, (guint)row);
	moved (view);
	ui_view_dirty (view);
}

/* ── actions
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	Expiry *expiry = ui_view_private (view);
	UiSubject subject = { .id = expiry->selected };
	if (action != UI_ACTION_OPEN)
		return ui_object_can (expiry->session, &subject, action, why_not);
	if (expiry->selected)
		return UI_CAN;
	if (why_not)
		*why_not = g_strdup (_ ("This is a heading: select a row below it."));
	return UI_CAN_NOT_NOW;
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	Expiry *expiry = ui_view_private (view);
	UiSubject subject = { .id = expiry->selected };
	if (action != UI_ACTION_OPEN)
		return ui_object_act (expiry->session, &subject, action);
	ui_detail_open (expiry->session, expiry->selected);
	return TRUE;
}

static gboolean find (UiView *view, const UiPattern *pattern, guint from, int step, guint *row)
{
	Expiry *expiry = ui_view_private (view);
	if (is_empty (expiry))
		return FALSE;
	int found = ui_expiry_model_search (
		expiry->model, from, step, ui_hits_find (expiry->hits, pattern));
	if (found < 0)
		return FALSE;
	*row = (guint)found;
	return TRUE;
}

static gboolean filter_rows (UiView *view, const char *text, GError **error)
{
	Expiry *expiry = ui_view_private (view);
	if (!load (expiry, text, error))
		return FALSE;
	g_free (expiry->filter);
	expiry->filter = text && *text ? g_strdup (text) : NULL;
	keep_cursor (view);
	return TRUE;
}

static void model_changed (UiView *view)
{
	Expiry *expiry = ui_view_private (view);
	(void)load (expiry, expiry->filter, NULL);
	keep_cursor (view);
}

/* ── life
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gboolean open_expiry (UiView *view, gpointer arguments, GError **error)
{
	Expiry *expiry = ui_view_private (view);
	expiry->session = arguments;
	expiry->hits = ui_hits_new (expiry->session);
	expiry->ending = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	if (!load (expiry, NULL, error))
		return FALSE;
	/* What ends first is what one came for. */
	int row = ui_expiry_model_search (expiry->model, 0, 1, NULL);
	if (row >= 0)
		ui_view_set_cursor (view, (guint)row);
	return TRUE;
}

static void close_expiry (UiView *view)
{
	Expiry *expiry = ui_view_private (view);
	ui_expiry_model_free (expiry->model);
	ui_hits_free (expiry->hits);
	g_clear_pointer (&expiry->ending, g_hash_table_unref);
	g_free (expiry->filter);
}

const UiViewOps ui_expiry_ops = {
	.name = "expiry",
	.title = N_ ("Expiry"),
	.place = UI_PLACE_BODY,
	.contexts = UI_CONTEXT_LIST | UI_CONTEXT_FILTER | UI_CONTEXT_OBJECT,
	.private_size = sizeof (Expiry),
	.open = open_expiry,
	.close = close_expiry,
	.rows = rows,
	.draw_row = draw_row,
	.draw_empty = draw_empty,
	.draw_header = draw_header,
	.draw_status = draw_status,
	.find = find,
	.filter = filter_rows,
	.can = can,
	.act = act,
	.moved = moved,
	.model_changed = model_changed,
};
