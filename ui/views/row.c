#include "config.h"

#include "ui/views/row.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "ui/views/columns.h"
#include "ui/views/state.h"

static void gap (UiCells *cells)
{
	ui_cells_fit (cells, UI_ROLE_VALUE, "", UI_COLUMNS_GAP);
}

void ui_row_draw_header (UiCells *cells, const UiNeeds *needs)
{
	UiColumns columns = ui_columns_for (needs, ui_cells_columns (cells));
	ui_cells_fit (cells, UI_ROLE_LABEL, "  ", 2);
	ui_cells_fit (cells, UI_ROLE_LABEL, _ ("NAME"), columns.name - 1);
	gap (cells);
	if (columns.what > 0) {
		ui_cells_fit (cells, UI_ROLE_LABEL, _ ("WHAT"), columns.what);
		gap (cells);
	}
	if (columns.ends > 0) {
		ui_cells_fit (cells, UI_ROLE_LABEL, _ ("ENDS"), columns.ends);
		gap (cells);
	}
	ui_cells_fit_right (cells, UI_ROLE_LABEL, _ ("LEFT"), columns.left);
}

static const char *fold_sign (UiFold fold)
{
	if (fold == UI_FOLD_NONE)
		return " ";
	return ui_glyph (fold == UI_FOLD_OPEN ? UI_GLYPH_OPEN : UI_GLYPH_CLOSED);
}

/* What tells it from its namesakes, in ROOM columns; gives how many it took. */
static int draw_apart (UiCells *cells, const char *apart, int room)
{
	if (room <= UI_COLUMNS_GAP)
		return 0;
	g_autofree char *printable = pki_text_printable (apart, -1);
	g_autofree char *shown = pki_text_clip (printable, room - UI_COLUMNS_GAP);
	gap (cells);
	ui_cells_add (cells, UI_ROLE_MUTED, shown);
	return UI_COLUMNS_GAP + pki_text_width (shown);
}

int ui_row_draw_name (UiCells *cells, const PkiItem *item, int room)
{
	UiRole role = item->ca ? UI_ROLE_TITLE : UI_ROLE_VALUE;
	g_autofree char *name = pki_text_printable (item->name, -1);
	g_autofree char *shown = pki_text_clip (name, MAX (room, 1));
	ui_cells_add (cells, role, shown);
	room = MAX (room - pki_text_width (shown), 0);
	return item->apart ? room - draw_apart (cells, item->apart, room) : room;
}

static void draw_name (UiCells *cells, const PkiItem *item, guint depth, UiFold fold, int columns)
{
	/* Far down, the name matters more than the indentation: a number tells the level. */
	int indent = MIN (2 * (int)depth, columns / 2);
	g_autofree char *level =
		2 * (int)depth > indent
			? g_strdup_printf ("%s%u ", ui_glyph (UI_GLYPH_ELLIPSIS), depth)
			: g_strdup ("");
	int room = columns - indent - 2;
	g_autofree char *count =
		fold == UI_FOLD_CLOSED ? g_strdup_printf ("  (%u)", item->children) : g_strdup ("");
	room -= pki_text_width (count);
	ui_cells_fit_right (cells, UI_ROLE_MUTED, level, 1 + indent);
	ui_cells_fit (cells, UI_ROLE_MUTED, fold_sign (fold), 2);
	room = ui_row_draw_name (cells, item, room);
	ui_cells_add (cells, item->ca ? UI_ROLE_TITLE : UI_ROLE_VALUE, count);
	ui_cells_fit (cells, UI_ROLE_VALUE, "", room);
}

static void draw_times (UiCells *cells, const PkiItem *item, const UiColumns *columns, gint64 now)
{
	g_autofree char *ends = item->not_after == PKI_TIME_NONE
					? g_strdup ("")
					: pki_time_format_date (item->not_after);
	g_autofree char *left = item->not_after == PKI_TIME_NONE
					? g_strdup ("")
					: pki_time_left_short (now, item->not_after);
	gboolean over = item->status == PKI_STATUS_EXPIRED;
	if (columns->ends > 0) {
		ui_cells_fit (cells, over ? UI_ROLE_MUTED : UI_ROLE_VALUE, ends, columns->ends);
		gap (cells);
	}
	ui_cells_fit_right (
		cells, UI_ROLE_VALUE, over ? ui_glyph (UI_GLYPH_DASH) : left, columns->left);
	gap (cells);
}

static void draw_state (UiCells *cells, const PkiItem *item, UiFold fold)
{
	g_auto (UiState) state =
		fold == UI_FOLD_CLOSED ? ui_state_of_closed (item) : ui_state_of (item);
	if (state.glyph == UI_GLYPH_N)
		return;
	ui_cells_addf (cells, state.role, "%s %s", ui_glyph (state.glyph), state.word);
}

void ui_row_draw (UiCells *cells, const UiNeeds *needs, const PkiItem *item, guint depth,
	UiFold fold, gint64 now)
{
	UiColumns columns = ui_columns_for (needs, ui_cells_columns (cells));
	draw_name (cells, item, depth, fold, columns.name);
	gap (cells);
	if (columns.what > 0) {
		g_autofree char *use = pki_text_printable (item->use ? item->use : "", -1);
		ui_cells_fit (cells, UI_ROLE_VALUE, use, columns.what);
		gap (cells);
	}
	draw_times (cells, item, &columns, now);
	draw_state (cells, item, fold);
}

void ui_row_draw_heading (UiCells *cells, const char *title, guint count, UiFold fold)
{
	ui_cells_fit (cells, UI_ROLE_VALUE, "", 1);
	ui_cells_fit (cells, UI_ROLE_MUTED, fold_sign (fold), 2);
	ui_cells_addf (cells, UI_ROLE_LABEL, "%s  (%u)", title, count);
}
