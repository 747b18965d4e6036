#include "config.h"

#include "ui/widgets/pager.h"

#include <string.h>

#include "ui/core/app.h"
#include "ui/core/wrap.h"

/* One row: a part of a line that fits the width. */
typedef struct {
	gsize line; /* where its line begins in the text */
	gsize start, size;
} Piece;

typedef struct {
	char *text;
	char *copied;
	GArray *pieces;
	int columns; /* for which the pieces were made */
} Pager;

static gboolean open_pager (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	const UiPagerText *given = arguments;
	Pager *pager = ui_view_private (view);
	pager->text = g_strdup (given->text);
	pager->copied = g_strdup (given->copied);
	pager->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
	ui_view_set_title (view, given->title);
	return TRUE;
}

static void close_pager (UiView *view)
{
	Pager *pager = ui_view_private (view);
	g_free (pager->text);
	g_free (pager->copied);
	if (pager->pieces)
		g_array_unref (pager->pieces);
}

static void add_line (Pager *pager, gsize line, gsize size)
{
	gsize done = 0;
	do {
		const char *rest = pager->text + line + done;
		gsize fits = ui_wrap_fits (rest, size - done, pager->columns);
		const Piece piece = { line, line + done, fits };
		g_array_append_val (pager->pieces, piece);
		done += fits;
	} while (done < size);
}

static void wrap (Pager *pager, int columns)
{
	pager->columns = MAX (columns, 8);
	g_array_set_size (pager->pieces, 0);
	for (const char *line = pager->text; *line;) {
		const char *end = strchrnul (line, '\n');
		add_line (pager, (gsize)(line - pager->text), (gsize)(end - line));
		line = *end ? end + 1 : end;
	}
}

static guint rows (UiView *view)
{
	Pager *pager = ui_view_private (view);
	if (pager->columns != MAX (ui_view_columns (view), 8))
		wrap (pager, ui_view_columns (view));
	return pager->pieces->len;
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Pager *pager = ui_view_private (view);
	const Piece *piece = &g_array_index (pager->pieces, Piece, row);
	g_autofree char *text = g_strndup (pager->text + piece->start, piece->size);
	ui_cells_add (cells, UI_ROLE_VALUE, text);
}

/* The row where a match begins, though the line may go on in the next one. */
static gboolean match (UiView *view, guint row, const UiPattern *pattern)
{
	Pager *pager = ui_view_private (view);
	const Piece *piece = &g_array_index (pager->pieces, Piece, row);
	const char *end = strchrnul (pager->text + piece->line, '\n');
	g_autofree char *line =
		g_strndup (pager->text + piece->line, (gsize)(end - pager->text) - piece->line);
	gsize from = piece->start - piece->line;
	gsize start, stop;
	return ui_pattern_find (pattern, line, from, &start, &stop) && start < from + piece->size;
}

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	(void)why_not;
	Pager *pager = ui_view_private (view);
	return action == UI_ACTION_COPY && pager->copied ? UI_CAN : UI_CAN_NOT_HERE;
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	Pager *pager = ui_view_private (view);
	if (action != UI_ACTION_COPY || !pager->copied)
		return FALSE;
	ui_app_copy (ui_view_app (view), pager->text, pager->copied);
	return TRUE;
}

const UiViewOps ui_pager_ops = {
	.name = "pager",
	.place = UI_PLACE_BODY,
	.contexts = UI_CONTEXT_LIST | UI_CONTEXT_OBJECT,
	.private_size = sizeof (Pager),
	.scrolls = TRUE,
	.open = open_pager,
	.close = close_pager,
	.rows = rows,
	.draw_row = draw_row,
	.match = match,
	.can = can,
	.act = act,
};
