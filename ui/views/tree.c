#include "config.h"

#include "ui/views/tree.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "ui/views/checks.h"
#include "ui/views/columns.h"
#include "ui/views/detail.h"
#include "ui/views/hits.h"
#include "ui/views/notice.h"
#include "ui/views/object.h"
#include "ui/views/reading.h"
#include "ui/views/row.h"
#include "ui/views/tree-model.h"
#include "ui/views/tree-state.h"

/* A directory with at most so many objects opens expanded. */
#define EXPANDED_MOST 200
/* Else the first rows are, unless they have more below them. */
#define OPENED_ROWS_MOST  200
#define OPENED_BELOW_MOST 2000
/* In a larger catalog only CAs are asked for what is below them when everything is expanded. */
#define ASKED_MOST 20000

typedef struct {
	UiSession *session;
	UiTreeModel *model;
	UiHits *hits;
	GArray *opened; /* by the search for `pattern` */
	char *pattern;
	GArray *matches; /* what the filter lets through; NULL: no filter */
	char *filter;
	gint64 selected; /* what stands in the row of the cursor */
	gint64 anchor; /* what the user moved to: the cursor follows it */
	UiNeeds needs; /* of the columns */
	GPtrArray *kept; /* names of what was open in the last run and is not found yet, or NULL */
	guint followed; /* the row to which keep_cursor() has moved by itself */
	gboolean touched; /* the user has expanded or collapsed something, now or in an earlier run
			   */
} Tree;

/* Headings have the numbers -1 (the first section) and below. */
static gint64 id_of_section (PkiSection section)
{
	return -1 - (gint64)section;
}

static PkiSection section_of_id (gint64 id)
{
	return (PkiSection)(-1 - id);
}

/* ── rows
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static GArray *fetch_top (Tree *tree)
{
	PkiStore *store = tree->session->store;
	if (tree->matches)
		return g_array_copy (tree->matches);
	GArray *ids = pki_store_children (store, PKI_ROOTS, NULL);
	if (!ids)
		ids = g_array_new (FALSE, FALSE, sizeof (gint64));
	for (PkiSection section = 0; section < PKI_SECTION_N; section++) {
		gint64 id = id_of_section (section);
		if (pki_store_section_count (store, section) > 0)
			g_array_append_val (ids, id);
	}
	return ids;
}

static GArray *fetch (gpointer data, gint64 parent)
{
	Tree *tree = data;
	if (parent == 0)
		return fetch_top (tree);
	if (tree->matches)
		return NULL;
	if (parent < 0)
		return pki_store_section (tree->session->store, section_of_id (parent), NULL);
	return pki_store_children (tree->session->store, parent, NULL);
}

static gint64 id_at (Tree *tree, guint row)
{
	UiTreeRow at;
	return ui_tree_model_row (tree->model, row, &at) ? at.id : 0;
}

static guint rows (UiView *view)
{
	Tree *tree = ui_view_private (view);
	return ui_tree_model_rows (tree->model);
}

static void draw_empty (UiView *view, guint row, UiCells *cells)
{
	Tree *tree = ui_view_private (view);
	ui_notice_draw (tree->session, tree->filter, row, cells);
}

static UiFold fold_of (const Tree *tree, const PkiItem *item, gboolean open)
{
	if (open)
		return UI_FOLD_OPEN;
	return item->children > 0 && !tree->matches ? UI_FOLD_CLOSED : UI_FOLD_NONE;
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Tree *tree = ui_view_private (view);
	UiTreeRow at;
	if (!ui_tree_model_row (tree->model, row, &at))
		return;
	if (at.id < 0) {
		PkiSection section = section_of_id (at.id);
		ui_row_draw_heading (cells, pki_section_title (section),
			pki_store_section_count (tree->session->store, section),
			at.open ? UI_FOLD_OPEN : UI_FOLD_CLOSED);
		return;
	}
	const PkiItem *item = ui_items_get (tree->session->items, at.id);
	if (!item)
		return;
	if (item->issuer && item->issuer_verdict == 0)
		ui_checks_want (tree->session->checks, at.id);
	ui_row_draw (cells, &tree->needs, item, at.depth, fold_of (tree, item, at.open),
		pki_time_now ());
}

/* The rows that are about to be drawn. */
static void measure (UiView *view)
{
	Tree *tree = ui_view_private (view);
	guint top = ui_view_top (view);
	UiTreeRow at;
	for (guint i = 0; i < (guint)MAX (ui_view_height (view), 0); i++) {
		if (!ui_tree_model_row (tree->model, top + i, &at))
			return;
		const PkiItem *item = at.id > 0 ? ui_items_get (tree->session->items, at.id) : NULL;
		if (item)
			ui_needs_add (&tree->needs, item, at.depth, fold_of (tree, item, at.open));
	}
}

static void draw_header (UiView *view, UiCells *cells)
{
	Tree *tree = ui_view_private (view);
	measure (view);
	if (!tree->matches) {
		if (ui_tree_model_rows (tree->model) > 0)
			ui_row_draw_header (cells, &tree->needs);
		return;
	}
	g_autofree char *filter = pki_text_printable (tree->filter, -1);
	guint count = pki_store_count (tree->session->store);
	ui_cells_move (cells, 1);
	ui_cells_addf (
		cells, UI_ROLE_TITLE, _ ("%u of %u match: %s"), tree->matches->len, count, filter);
	ui_cells_right (cells, UI_ROLE_MUTED, _ ("Esc shows all "));
}

static void draw_status (UiView *view, UiCells *cells)
{
	Tree *tree = ui_view_private (view);
	const PkiItem *item =
		tree->selected > 0 ? ui_items_get (tree->session->items, tree->selected) : NULL;
	if (!item || !item->path)
		return;
	g_autofree char *path = pki_text_printable (item->path, -1);
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_VALUE, path);
	if (item->index > 0)
		ui_cells_addf (cells, UI_ROLE_MUTED, "#%u", item->index);
	if (item->places > 1)
		ui_cells_addf (cells, UI_ROLE_MUTED,
			ngettext (" and %u more place", " and %u more places", item->places - 1),
			item->places - 1);
}

/* ── the cursor
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void select_row (UiView *view, guint row)
{
	Tree *tree = ui_view_private (view);
	tree->selected = id_at (tree, row);
	if (ui_view_side (view))
		ui_detail_select (ui_view_side (view), MAX (tree->selected, 0));
}

static void moved (UiView *view)
{
	Tree *tree = ui_view_private (view);
	guint cursor = ui_view_cursor (view);
	select_row (view, cursor);
	/* Where the object has vanished, it may come back: only the user chooses another. */
	if (cursor != tree->followed || ui_tree_model_find (tree->model, tree->anchor, cursor) >= 0)
		tree->anchor = tree->selected;
}

/* After the rows have changed: the same object, where it is still among them. */
static void keep_cursor (UiView *view)
{
	Tree *tree = ui_view_private (view);
	guint cursor = ui_view_cursor (view);
	guint rows_now = ui_tree_model_rows (tree->model);
	int row = ui_tree_model_find (tree->model, tree->anchor, cursor);
	if (row < 0)
		row = (int)MIN (cursor, rows_now > 0 ? rows_now - 1 : 0);
	tree->followed = (guint)row;
	ui_view_set_cursor (view, (guint)row);
	select_row (view, (guint)row);
	ui_view_dirty (view);
}

/* Opens what stands above ID, so that it is among the rows. */
static void reveal (Tree *tree, gint64 id)
{
	g_autoptr (GArray) chain = g_array_new (FALSE, FALSE, sizeof (gint64));
	for (guint i = 0; id > 0 && i < 256; i++) {
		const PkiItem *item = ui_items_get (tree->session->items, id);
		id = item ? item->issuer : 0;
		if (id > 0)
			g_array_append_val (chain, id);
	}
	for (guint i = chain->len; i > 0; i--) {
		gint64 above = g_array_index (chain, gint64, i - 1);
		int row = ui_tree_model_find (tree->model, above, 0);
		if (row >= 0)
			(void)ui_tree_model_open (tree->model, (guint)row);
	}
}

/* ── what is open
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

/* Until the user has chosen: all of a small store, else the roots. */
static void open_by_itself (Tree *tree)
{
	if (tree->touched || tree->matches)
		return;
	if (pki_store_count (tree->session->store) <= EXPANDED_MOST) {
		(void)ui_tree_model_open_all (tree->model, G_MAXUINT, G_MAXUINT, NULL);
		return;
	}
	for (guint row = MIN (ui_tree_model_rows (tree->model), OPENED_ROWS_MOST); row > 0; row--) {
		UiTreeRow at;
		if (!ui_tree_model_row (tree->model, row - 1, &at) || at.depth > 0 || at.id < 0)
			continue;
		const PkiItem *item = ui_items_get (tree->session->items, at.id);
		if (item && item->children > 0 && item->children <= OPENED_BELOW_MOST)
			(void)ui_tree_model_open (tree->model, row - 1);
	}
}

/* What was open in the last run, as far as the catalog knows it by now. */
static void resolve_kept (Tree *tree)
{
	if (!tree->kept)
		return;
	ui_tree_state_resolve (tree->session, tree->kept, ui_tree_model_open_ids (tree->model));
	if (tree->kept->len == 0 || !ui_reading_runs (tree->session->reading, NULL))
		g_clear_pointer (&tree->kept, g_ptr_array_unref);
}

static void reload (UiView *view)
{
	Tree *tree = ui_view_private (view);
	resolve_kept (tree);
	ui_tree_model_reload (tree->model);
	open_by_itself (tree);
	keep_cursor (view);
}

void ui_tree_select (UiView *view, gint64 id)
{
	Tree *tree = ui_view_private (view);
	tree->anchor = id;
	reveal (tree, id);
	keep_cursor (view);
}

static GHashTable *authorities (Tree *tree)
{
	PkiStore *store = tree->session->store;
	if (pki_store_count (store) <= ASKED_MOST)
		return NULL;
	g_autoptr (PkiFilter) filter = pki_filter_new ("type:ca", NULL);
	g_autoptr (GArray) ids =
		pki_store_query (store, filter, PKI_SORT_NAME, pki_time_now (), NULL);
	GHashTable *set = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	for (guint i = 0; ids && i < ids->len; i++)
		g_hash_table_add (
			set, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
	return set;
}

static void expand_all (UiView *view)
{
	Tree *tree = ui_view_private (view);
	g_autoptr (GHashTable) only = authorities (tree);
	tree->touched = TRUE;
	(void)ui_tree_model_open_all (tree->model, G_MAXUINT, G_MAXUINT, only);
	keep_cursor (view);
}

static void collapse_all (UiView *view)
{
	Tree *tree = ui_view_private (view);
	/* The cursor stays with what is left of where it was. */
	guint row = ui_view_cursor (view);
	int above;
	while ((above = ui_tree_model_parent (tree->model, row)) >= 0)
		row = (guint)above;
	tree->anchor = id_at (tree, row);
	tree->touched = TRUE;
	ui_tree_model_set_open_ids (tree->model, NULL);
	ui_tree_model_reload (tree->model);
	keep_cursor (view);
}

/* ── actions
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static UiSubject subject_of (Tree *tree)
{
	return (UiSubject){ .id = MAX (tree->selected, 0) };
}

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	Tree *tree = ui_view_private (view);
	UiSubject subject = subject_of (tree);
	switch (action) {
	case UI_ACTION_OPEN:
	case UI_ACTION_BACK:
		return UI_CAN;
	case UI_ACTION_EXPAND_ALL:
	case UI_ACTION_COLLAPSE_ALL:
		if (!tree->matches)
			return UI_CAN;
		if (why_not)
			*why_not = g_strdup (_ ("A filtered list has nothing to expand."));
		return UI_CAN_NOT_NOW;
	default:
		return ui_object_can (tree->session, &subject, action, why_not);
	}
}

/* Expands what is closed; what has nothing below, or is open, shows its details. */
static void open_selected (UiView *view)
{
	Tree *tree = ui_view_private (view);
	guint cursor = ui_view_cursor (view);
	if (ui_tree_model_open (tree->model, cursor)) {
		tree->touched = TRUE;
		ui_view_dirty (view);
		return;
	}
	if (tree->selected > 0)
		ui_detail_open (tree->session, tree->selected);
	else if (ui_tree_model_close (tree->model, cursor))
		tree->touched = TRUE;
	ui_view_dirty (view);
}

/* FALSE when there is nothing to go back to. */
static gboolean go_back (UiView *view)
{
	Tree *tree = ui_view_private (view);
	guint cursor = ui_view_cursor (view);
	int above = ui_tree_model_parent (tree->model, cursor);
	ui_view_dirty (view);
	if (ui_tree_model_close (tree->model, cursor))
		return tree->touched = TRUE;
	if (above >= 0)
		ui_view_set_cursor (view, (guint)above);
	return above >= 0;
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	Tree *tree = ui_view_private (view);
	UiSubject subject = subject_of (tree);
	switch (action) {
	case UI_ACTION_OPEN:
		open_selected (view);
		return TRUE;
	case UI_ACTION_BACK:
		return go_back (view);
	case UI_ACTION_EXPAND_ALL:
		expand_all (view);
		return TRUE;
	case UI_ACTION_COLLAPSE_ALL:
		collapse_all (view);
		return TRUE;
	default:
		return ui_object_act (tree->session, &subject, action);
	}
}

/* ── search and filter
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

/* Whether one text became the other by typing or erasing one character. */
static gboolean is_typing (const char *before, const char *now)
{
	gsize longer = MAX (strlen (before), strlen (now));
	gsize shorter = MIN (strlen (before), strlen (now));
	return strncmp (before, now, shorter) == 0 && longer - shorter <= 6 &&
	       ABS (g_utf8_strlen (before, -1) - g_utf8_strlen (now, -1)) == 1;
}

/* What the search opened for a shorter or longer text is closed again, or typing would leave a
 * trail; what was found stays open. */
static void begin_search (Tree *tree, const UiPattern *pattern)
{
	const char *text = ui_pattern_text (pattern);
	if (g_strcmp0 (tree->pattern, text) == 0)
		return;
	gboolean typing = tree->pattern && is_typing (tree->pattern, text);
	g_free (tree->pattern);
	tree->pattern = g_strdup (text);
	for (guint i = typing ? tree->opened->len : 0; i > 0; i--) {
		int row = ui_tree_model_find (
			tree->model, g_array_index (tree->opened, gint64, i - 1), 0);
		if (row >= 0)
			(void)ui_tree_model_close (tree->model, (guint)row);
	}
	g_array_set_size (tree->opened, 0);
}

static gboolean find (UiView *view, const UiPattern *pattern, guint from, int step, guint *row)
{
	Tree *tree = ui_view_private (view);
	begin_search (tree, pattern);
	const UiTreeSearch search = {
		.model = tree->model,
		.wanted = ui_hits_find (tree->hits, pattern),
		.gateways = ui_hits_gateways (tree->hits),
		.opened = tree->opened,
	};
	int found = ui_tree_model_search (&search, from, step);
	if (found < 0)
		return FALSE;
	*row = (guint)found;
	return TRUE;
}

static GArray *query (Tree *tree, const char *text, GError **error)
{
	g_autoptr (PkiFilter) filter = pki_filter_new (text, error);
	if (!filter)
		return NULL;
	return pki_store_query (
		tree->session->store, filter, PKI_SORT_NAME, pki_time_now (), error);
}

static gboolean filter_rows (UiView *view, const char *text, GError **error)
{
	Tree *tree = ui_view_private (view);
	GArray *matches = NULL;
	gboolean drops = !text || !*text;
	if (!drops && !(matches = query (tree, text, error)))
		return FALSE;
	g_clear_pointer (&tree->matches, g_array_unref);
	tree->matches = matches;
	g_free (tree->filter);
	tree->filter = drops ? NULL : g_strdup (text);
	tree->needs = (UiNeeds){ 0 };
	ui_tree_model_reload (tree->model);
	if (drops && tree->selected > 0)
		tree->anchor = tree->selected;
	if (drops)
		reveal (tree, tree->anchor);
	keep_cursor (view);
	return TRUE;
}

static void model_changed (UiView *view)
{
	Tree *tree = ui_view_private (view);
	if (tree->filter) {
		GArray *matches = query (tree, tree->filter, NULL);
		g_clear_pointer (&tree->matches, g_array_unref);
		tree->matches = matches;
	}
	reload (view);
}

/* ── life
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gboolean open_tree (UiView *view, gpointer arguments, GError **error)
{
	Tree *tree = ui_view_private (view);
	tree->session = arguments;
	tree->hits = ui_hits_new (tree->session);
	tree->opened = g_array_new (FALSE, FALSE, sizeof (gint64));
	tree->model = ui_tree_model_new (fetch, tree);
	tree->kept = ui_tree_state_load (tree->session);
	tree->touched = tree->kept != NULL;
	resolve_kept (tree);
	ui_tree_model_reload (tree->model);
	open_by_itself (tree);
	tree->selected = id_at (tree, 0);
	UiDetailArguments detail = { .session = tree->session, .id = MAX (tree->selected, 0) };
	return ui_view_open_side (view, &ui_detail_ops, &detail, error) != NULL;
}

static void close_tree (UiView *view)
{
	Tree *tree = ui_view_private (view);
	if (tree->model && tree->touched)
		ui_tree_state_save (tree->session, ui_tree_model_open_ids (tree->model));
	g_clear_pointer (&tree->matches, g_array_unref);
	g_clear_pointer (&tree->opened, g_array_unref);
	g_clear_pointer (&tree->kept, g_ptr_array_unref);
	ui_tree_model_free (tree->model);
	ui_hits_free (tree->hits);
	g_free (tree->filter);
	g_free (tree->pattern);
}

const UiViewOps ui_tree_ops = {
	.name = "tree",
	.title = N_ ("Tree"),
	.place = UI_PLACE_BODY,
	.contexts = UI_CONTEXT_LIST | UI_CONTEXT_FILTER | UI_CONTEXT_FOLD | UI_CONTEXT_OBJECT,
	.private_size = sizeof (Tree),
	.open = open_tree,
	.close = close_tree,
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
