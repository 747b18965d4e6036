#include "config.h"

#include "ui/views/detail.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "ui/views/committed.h"
#include "ui/views/detail-model.h"
#include "ui/views/object.h"
#include "ui/widgets/bar.h"

#define BAR_COLUMNS_MOST 50

typedef struct {
	UiDetailArguments subject; /* object and name are ours */
	GHashTable *open; /* names of the sections that are open, char* */
	UiDetailModel *model; /* NULL: to be made anew */
	int columns; /* for which it was made */
	UiCommitted *committed;
} Detail;

static void drop_model (Detail *detail)
{
	g_clear_pointer (&detail->model, ui_detail_model_free);
}

static UiDetailModel *model_of (UiView *view)
{
	Detail *detail = ui_view_private (view);
	if (detail->model && detail->columns == ui_view_columns (view))
		return detail->model;
	drop_model (detail);
	detail->columns = ui_view_columns (view);
	detail->model = ui_detail_model_new (&detail->subject, detail->columns, detail->open,
		ui_committed_words (detail->committed));
	return detail->model;
}

static const UiDetailLine *line_at (UiView *view, guint row)
{
	UiDetailModel *model = model_of (view);
	return row < model->lines->len ? g_ptr_array_index (model->lines, row) : NULL;
}

static UiSubject subject_of (const Detail *detail)
{
	return (UiSubject){ detail->subject.id, detail->subject.object, detail->subject.name };
}

/* ── drawing
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static guint rows (UiView *view)
{
	return model_of (view)->lines->len;
}

static void draw_bar (const UiDetailModel *model, UiCells *cells)
{
	g_autofree char *from = pki_time_format_date (model->not_before);
	g_autofree char *to = pki_time_format_date (model->not_after);
	int width = ui_cells_columns (cells) - 3 - 2 - 23;
	ui_cells_move (cells, 3);
	if (width >= 8) {
		ui_bar_draw_life (cells, model->state.role, MIN (width, BAR_COLUMNS_MOST),
			model->not_before, model->not_after, pki_time_now ());
		ui_cells_fit (cells, UI_ROLE_VALUE, "", 2);
	}
	ui_cells_addf (cells, UI_ROLE_VALUE, "%s %s %s", from, ui_glyph (UI_GLYPH_ARROW), to);
}

static const char *sign_of (const UiDetailLine *line)
{
	if (!line->fold)
		return " ";
	return ui_glyph (line->open ? UI_GLYPH_OPEN : UI_GLYPH_CLOSED);
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	const UiDetailModel *model = model_of (view);
	const UiDetailLine *line = line_at (view, row);
	if (!line)
		return;
	if (line->bar) {
		draw_bar (model, cells);
		return;
	}
	int indent = 2 * (int)line->depth;
	int labels = MAX (model->label_columns - indent, pki_text_width (line->label));
	ui_cells_move (cells, 1 + indent);
	ui_cells_fit (cells, UI_ROLE_MUTED, sign_of (line), 2);
	ui_cells_fit (cells, UI_ROLE_LABEL, line->label, labels);
	ui_cells_fit (cells, UI_ROLE_VALUE, "", 2);
	ui_cells_add (cells, line->role, line->value);
}

static void draw_header (UiView *view, UiCells *cells)
{
	const UiDetailModel *model = model_of (view);
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_TITLE, model->name);
	if (model->state.glyph == UI_GLYPH_N)
		return;
	g_autofree char *state = g_strdup_printf ("%s %s ", ui_glyph (model->state.glyph),
		model->state_words && *model->state_words ? model->state_words : model->state.word);
	ui_cells_right (cells, model->state.role, state);
}

static void draw_status (UiView *view, UiCells *cells)
{
	Detail *detail = ui_view_private (view);
	const PkiItem *item = detail->subject.id ? ui_items_get (detail->subject.session->items,
							   detail->subject.id)
						 : NULL;
	if (!item || !item->path)
		return;
	g_autofree char *path = pki_text_printable (item->path, -1);
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_VALUE, path);
}

static gboolean match (UiView *view, guint row, const UiPattern *pattern)
{
	const UiDetailLine *line = line_at (view, row);
	return line &&
	       (ui_pattern_match (pattern, line->value) || ui_pattern_match (pattern, line->label));
}

/* ── actions
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void set_fold (UiView *view, const char *fold, gboolean open)
{
	Detail *detail = ui_view_private (view);
	if (open)
		g_hash_table_add (detail->open, g_strdup (fold));
	else
		g_hash_table_remove (detail->open, fold);
	drop_model (detail);
	ui_view_dirty (view);
}

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	Detail *detail = ui_view_private (view);
	UiSubject subject = subject_of (detail);
	const UiDetailLine *line = line_at (view, ui_view_cursor (view));
	switch (action) {
	case UI_ACTION_OPEN:
		if (line && (line->target || line->fold))
			return UI_CAN;
		if (why_not)
			*why_not = g_strdup (_ ("There is nothing more behind this line."));
		return UI_CAN_NOT_NOW;
	case UI_ACTION_BACK:
	case UI_ACTION_EXPAND_ALL:
	case UI_ACTION_COLLAPSE_ALL:
		return UI_CAN;
	default:
		return ui_object_can (detail->subject.session, &subject, action, why_not);
	}
}

static void open_line (UiView *view)
{
	Detail *detail = ui_view_private (view);
	const UiDetailLine *line = line_at (view, ui_view_cursor (view));
	if (!line)
		return;
	if (line->target) {
		ui_detail_open (detail->subject.session, line->target);
		return;
	}
	if (!line->fold)
		return;
	g_autofree char *fold = g_strdup (line->fold);
	set_fold (view, fold, !line->open);
}

/* Closes the section that the cursor is in; FALSE when it is in none that is open. */
static gboolean close_section (UiView *view)
{
	guint cursor = ui_view_cursor (view);
	const UiDetailLine *line = line_at (view, cursor);
	guint depth = line ? line->depth : 0;
	for (guint row = cursor + 1; row > 0; row--) {
		const UiDetailLine *above = line_at (view, row - 1);
		gboolean is_head = above && above->fold && above->open;
		if (!is_head || !(row - 1 == cursor || above->depth < depth))
			continue;
		g_autofree char *fold = g_strdup (above->fold);
		set_fold (view, fold, FALSE);
		ui_view_set_cursor (view, row - 1);
		return TRUE;
	}
	return FALSE;
}

/* Opening a section brings up others in it: again until there are none. */
static void expand_all (UiView *view)
{
	Detail *detail = ui_view_private (view);
	gboolean more;
	do {
		more = FALSE;
		UiDetailModel *model = model_of (view);
		for (guint i = 0; i < model->lines->len; i++) {
			const UiDetailLine *line = g_ptr_array_index (model->lines, i);
			if (line->fold && !line->open)
				more = g_hash_table_add (detail->open, g_strdup (line->fold)) ||
				       more;
		}
		drop_model (detail);
	} while (more);
	ui_view_dirty (view);
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	Detail *detail = ui_view_private (view);
	UiSubject subject = subject_of (detail);
	switch (action) {
	case UI_ACTION_OPEN:
		open_line (view);
		return TRUE;
	case UI_ACTION_BACK:
		return close_section (view);
	case UI_ACTION_EXPAND_ALL:
		expand_all (view);
		return TRUE;
	case UI_ACTION_COLLAPSE_ALL:
		g_hash_table_remove_all (detail->open);
		drop_model (detail);
		ui_view_set_cursor (view, 0);
		return TRUE;
	default:
		return ui_object_act (detail->subject.session, &subject, action);
	}
}

static void committed_changed (UiView *view)
{
	drop_model (ui_view_private (view));
	ui_view_dirty (view);
}

static void model_changed (UiView *view)
{
	Detail *detail = ui_view_private (view);
	ui_committed_ask_again (detail->committed);
	drop_model (detail);
	ui_view_dirty (view);
}

/* ── life
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gboolean open_detail (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	Detail *detail = ui_view_private (view);
	detail->subject = *(const UiDetailArguments *)arguments;
	if (detail->subject.object)
		pki_object_ref (detail->subject.object);
	detail->subject.name = g_strdup (detail->subject.name);
	detail->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	g_hash_table_add (detail->open, g_strdup_printf ("/%s", _ ("Remarks")));
	detail->committed = ui_committed_new (detail->subject.session, view, committed_changed);
	ui_committed_ask (detail->committed, detail->subject.id);
	return TRUE;
}

static void close_detail (UiView *view)
{
	Detail *detail = ui_view_private (view);
	drop_model (detail);
	ui_committed_free (detail->committed);
	g_clear_pointer (&detail->subject.object, pki_object_unref);
	g_free ((char *)detail->subject.name);
	g_clear_pointer (&detail->open, g_hash_table_unref);
}

void ui_detail_select (UiView *view, gint64 id)
{
	Detail *detail = ui_view_private (view);
	if (detail->subject.id == id)
		return;
	detail->subject.id = id;
	ui_committed_ask (detail->committed, id);
	drop_model (detail);
	ui_view_set_cursor (view, 0);
}

void ui_detail_open (UiSession *session, gint64 id)
{
	UiDetailArguments arguments = { .session = session, .id = id };
	ui_app_show (session->app, &ui_detail_ops, &arguments);
}

const UiViewOps ui_detail_ops = {
	.name = "details",
	.title = N_ ("Details"),
	.place = UI_PLACE_BODY,
	.contexts = UI_CONTEXT_LIST | UI_CONTEXT_FOLD | UI_CONTEXT_OBJECT,
	.private_size = sizeof (Detail),
	.open = open_detail,
	.close = close_detail,
	.rows = rows,
	.draw_row = draw_row,
	.draw_header = draw_header,
	.draw_status = draw_status,
	.match = match,
	.can = can,
	.act = act,
	.model_changed = model_changed,
};
