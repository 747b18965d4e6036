#include "config.h"

#include "ui/widgets/note.h"

#include "src/base/intl.h"
#include "ui/core/app.h"
#include "ui/core/keymap.h"
#include "ui/widgets/keys.h"
#include "ui/widgets/wrapped.h"

#define COLUMNS 72

typedef struct {
	UiWrapped *text;
} Note;

static gboolean open_note (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	const UiNote *given = arguments;
	Note *note = ui_view_private (view);
	note->text = ui_wrapped_new (given->text);
	ui_view_set_title (view, given->title);
	return TRUE;
}

static void close_note (UiView *view)
{
	Note *note = ui_view_private (view);
	ui_wrapped_free (note->text);
}

static guint rows (UiView *view)
{
	Note *note = ui_view_private (view);
	return ui_wrapped_lines (note->text, ui_view_columns (view) - 2);
}

static void wanted (UiView *view, int max_rows, int max_columns, int *out_rows, int *out_columns)
{
	Note *note = ui_view_private (view);
	*out_columns = MIN (COLUMNS, max_columns);
	*out_rows = MIN ((int)ui_wrapped_lines (note->text, *out_columns - 2), max_rows);
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Note *note = ui_view_private (view);
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_VALUE, ui_wrapped_line (note->text, row));
}

static void draw_footer (UiView *view, UiCells *cells)
{
	(void)view;
	ui_keys_add (cells, "Esc", _ ("close"));
}

/* Whatever people press to be rid of it. */
static gboolean key_pressed (UiView *view, UiKey key)
{
	UiActionId action = ui_keymap_find (ui_app_keymap (ui_view_app (view)), 0, key);
	if (action != UI_ACTION_HELP && key != UI_KEY_ENTER && key != ' ')
		return FALSE;
	ui_view_close (view);
	return TRUE;
}

const UiViewOps ui_note_ops = {
	.name = "note",
	.place = UI_PLACE_POPUP,
	.contexts = UI_CONTEXT_LIST,
	.private_size = sizeof (Note),
	.scrolls = TRUE,
	.open = open_note,
	.close = close_note,
	.rows = rows,
	.wanted = wanted,
	.draw_row = draw_row,
	.draw_footer = draw_footer,
	.key = key_pressed,
};
