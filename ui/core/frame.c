#include "config.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/core/app-private.h"
#include "ui/term/glyph.h"
#include "ui/term/screen.h"

/* ── one row ─────────────────────────────────────────────────────────────── */

/* Of a letter that is found its accents are part. */
static gsize behind_marks (const char *text, gsize end)
{
	const char *p = text + end;
	while (*p && pki_text_character_width (g_utf8_get_char (p)) == 0)
		p = g_utf8_next_char (p);
	return (gsize)(p - text);
}

/* Draws a run, with what the search looks for standing out. */
static void draw_run (const UiArea *area, int row, UiRun run, UiRole over, const UiPattern *pattern)
{
	gsize at = 0, start, end;
	int column = run.column;
	ui_draw_text (area, row, column, run.role, over, run.text);
	while (pattern && ui_pattern_find (pattern, run.text, at, &start, &end)) {
		end = behind_marks (run.text, end);
		g_autofree char *before = g_strndup (run.text, start);
		g_autofree char *match = g_strndup (run.text + start, end - start);
		ui_draw_text (area, row, column + pki_text_width (before),
			over == UI_ROLE_VALUE ? run.role : over, UI_ROLE_MATCH, match);
		at = end;
	}
}

static void draw_cells (
	const UiArea *area, int row, const UiCells *cells, UiRole over, const UiPattern *pattern)
{
	if (over != UI_ROLE_VALUE)
		ui_draw_blank (area, row, 0, over);
	for (guint i = 0; i < ui_cells_runs (cells); i++)
		draw_run (area, row, ui_cells_run (cells, i), over, pattern);
}

/* ── one view ────────────────────────────────────────────────────────────── */

static void draw_rows (UiView *view, const UiArea *area, gboolean focused)
{
	UiApp *app = view->app;
	const UiList *list = &view->list;
	view->area = *area;
	for (guint i = 0; view->ops->draw_empty && !list->count && i < list->height; i++) {
		ui_cells_reset (app->cells, area->columns);
		view->ops->draw_empty (view, i, app->cells);
		draw_cells (area, (int)i, app->cells, UI_ROLE_VALUE, NULL);
	}
	for (guint i = 0; i < list->height && list->top + i < list->count; i++) {
		guint row = list->top + i;
		gboolean selected = !list->scrolls && row == list->cursor;
		UiRole over = !selected ? UI_ROLE_VALUE
			      : focused ? UI_ROLE_SELECTED
					: UI_ROLE_TITLE;
		ui_cells_reset (app->cells, area->columns);
		view->ops->draw_row (view, row, app->cells);
		draw_cells (area, (int)i, app->cells, over, app->pattern);
	}
}

static void draw_header (UiView *view, const UiArea *area)
{
	UiCells *cells = view->app->cells;
	ui_cells_reset (cells, area->columns);
	if (view->ops->draw_header) {
		view->ops->draw_header (view, cells);
	} else {
		ui_cells_move (cells, 1);
		ui_cells_add (cells, UI_ROLE_TITLE, ui_view_title (view));
	}
	draw_cells (area, 0, cells, UI_ROLE_VALUE, NULL);
}

static void place_view (UiView *view, const UiArea *area)
{
	view->columns = area->columns;
	view->list.height = (guint)MAX (area->rows, 0);
	_ui_view_sync (view);
}

static void paint_body (UiApp *app, UiView *top, const UiLayout *layout)
{
	UiView *front = _ui_app_front (app);
	gboolean wide = layout->divider >= 0;
	place_view (top, &layout->body);
	if (wide)
		place_view (top->side, &layout->side);
	draw_header (top, &layout->header);
	draw_rows (top, &layout->body, front != top->side || !wide);
	if (!wide)
		return;
	UiArea line = { layout->header.row, layout->divider, layout->body.rows + 1, 1 };
	for (int row = 0; row < line.rows; row++)
		ui_draw_text (
			&line, row, 0, UI_ROLE_LINE, UI_ROLE_VALUE, ui_glyph (UI_GLYPH_VERTICAL));
	draw_header (top->side, &layout->side_header);
	draw_rows (top->side, &layout->side, front == top->side);
}

/* ── popups and lines ────────────────────────────────────────────────────── */

static void draw_edge (const UiArea *frame, int row, UiGlyph left, UiGlyph right, const char *title)
{
	UiCells *cells = ui_cells_new (frame->columns);
	ui_cells_add (cells, UI_ROLE_LINE, ui_glyph (left));
	if (*title) {
		ui_cells_add (cells, UI_ROLE_LINE, ui_glyph (UI_GLYPH_HORIZONTAL));
		g_autofree char *clipped = pki_text_clip (title, frame->columns - 6);
		ui_cells_addf (cells, UI_ROLE_TITLE, " %s ", clipped);
	}
	ui_cells_repeat (cells, UI_ROLE_LINE, ui_glyph (UI_GLYPH_HORIZONTAL),
		frame->columns - ui_cells_position (cells) - 1);
	ui_cells_add (cells, UI_ROLE_LINE, ui_glyph (right));
	draw_cells (frame, row, cells, UI_ROLE_VALUE, NULL);
	ui_cells_free (cells);
}

static void paint_popup (UiView *view, const UiLayout *layout)
{
	UiArea most = ui_layout_inside (ui_layout_popup (layout, G_MAXINT / 2, G_MAXINT / 2));
	int columns = MIN (60, most.columns);
	view->columns = columns;
	int rows = (int)MIN (view->ops->rows (view), (guint)most.rows);
	if (view->ops->wanted)
		view->ops->wanted (view, most.rows, most.columns, &rows, &columns);
	UiArea frame = ui_layout_popup (layout, MIN (rows, most.rows), MIN (columns, most.columns));
	UiArea inside = ui_layout_inside (frame);
	ui_draw_clear (&frame);
	draw_edge (&frame, 0, UI_GLYPH_CORNER_TL, UI_GLYPH_CORNER_TR, ui_view_title (view));
	for (int row = 1; row < frame.rows - 1; row++) {
		const char *side = ui_glyph (UI_GLYPH_VERTICAL);
		ui_draw_text (&frame, row, 0, UI_ROLE_LINE, UI_ROLE_VALUE, side);
		ui_draw_text (&frame, row, frame.columns - 1, UI_ROLE_LINE, UI_ROLE_VALUE, side);
	}
	draw_edge (&frame, frame.rows - 1, UI_GLYPH_CORNER_BL, UI_GLYPH_CORNER_BR, "");
	if (view->ops->draw_header) {
		UiArea header = { inside.row, inside.column, 1, inside.columns };
		draw_header (view, &header);
		inside.row++;
		inside.rows--;
	}
	place_view (view, &inside);
	draw_rows (view, &inside, TRUE);
}

static void paint_line (UiView *view, const UiLayout *layout)
{
	ui_draw_clear (&layout->status);
	place_view (view, &layout->status);
	view->area = layout->status;
	UiCells *cells = view->app->cells;
	ui_cells_reset (cells, layout->status.columns);
	view->ops->draw_row (view, 0, cells);
	draw_cells (&layout->status, 0, cells, UI_ROLE_VALUE, NULL);
}

/* ── the whole ───────────────────────────────────────────────────────────── */

static void paint_too_small (UiApp *app, int rows, int columns)
{
	UiArea all = { 0, 0, rows, columns };
	g_autofree char *is = g_strdup_printf (_ ("This screen has %d × %d."), columns, rows);
	g_autofree char *needs =
		g_strdup_printf (_ ("pkitty needs %d × %d."), UI_LAYOUT_COLUMNS, UI_LAYOUT_ROWS);
	const char *lines[] = { _ ("Too small"), is, needs,
		_ui_app_is_at_top (app) ? _ ("Enlarge it, or q quits.")
					: _ ("Enlarge it: your work waits.") };
	for (int i = 0; i < (int)G_N_ELEMENTS (lines); i++)
		ui_draw_text (
			&all, i, 0, i ? UI_ROLE_VALUE : UI_ROLE_TITLE, UI_ROLE_VALUE, lines[i]);
	ui_draw_end (-1, 0);
}

static void paint_bars (UiApp *app, UiView *front, const UiLayout *layout)
{
	UiView *behind = ui_app_behind (app);
	ui_cells_reset (app->cells, layout->bar.columns);
	_ui_bar_tabs (app, app->cells);
	draw_cells (&layout->bar, 0, app->cells, UI_ROLE_VALUE, NULL);
	ui_cells_reset (app->cells, layout->status.columns);
	_ui_bar_status (app, front->ops->draw_status ? front : behind, app->cells);
	draw_cells (&layout->status, 0, app->cells, UI_ROLE_VALUE, NULL);
	ui_cells_reset (app->cells, layout->footer.columns);
	_ui_bar_footer (app, front, app->cells, layout->footer.row);
	draw_cells (&layout->footer, 0, app->cells, UI_ROLE_VALUE, NULL);
}

/* What does not fit the status line goes on above it. */
static void paint_above (UiApp *app, UiView *front, const UiLayout *layout)
{
	UiArea area = layout->status;
	guint lines = _ui_bar_lines_above (app, front, area.columns);
	area.row -= (int)lines;
	for (guint i = 0; i < lines; i++, area.row++) {
		ui_draw_clear (&area);
		ui_cells_reset (app->cells, area.columns);
		_ui_bar_line_above (app, front, i, app->cells);
		draw_cells (&area, 0, app->cells, UI_ROLE_VALUE, NULL);
	}
}

static void finish (UiView *front)
{
	guint row = 0;
	int column = 0;
	if (!front->ops->caret || !front->ops->caret (front, &row, &column) ||
		row < front->list.top || row - front->list.top >= (guint)front->area.rows) {
		ui_draw_end (-1, 0);
		return;
	}
	column = CLAMP (column, 0, front->area.columns - 1);
	ui_draw_end (front->area.row + (int)(row - front->list.top), front->area.column + column);
}

void _ui_frame_paint (UiApp *app)
{
	UiLayout layout;
	_ui_app_layout (app, &layout);
	UiView *top = _ui_app_top (app);
	g_array_set_size (app->spots, 0);
	ui_draw_begin ();
	if (layout.too_small || !top) {
		paint_too_small (app, ui_screen_rows (), ui_screen_columns ());
		return;
	}
	UiView *front = _ui_app_front (app);
	paint_body (app, top, &layout);
	paint_bars (app, front, &layout);
	for (guint i = 0; i < app->over->len; i++) {
		UiView *view = g_ptr_array_index (app->over, i);
		if (view->ops->place == UI_PLACE_LINE)
			paint_line (view, &layout);
		else
			paint_popup (view, &layout);
	}
	paint_above (app, front, &layout);
	finish (front);
}
