#include "config.h"

#include "ui/views/messages.h"

#include <string.h>

#include "src/base/intl.h"
#include "ui/core/app.h"
#include "ui/term/glyph.h"
#include "ui/core/wrap.h"

#define TEXT_COLUMN 13

typedef struct {
	const UiMessage *message; /* NULL: goes on */
	char *text;
} Line;

typedef struct {
	GArray *lines; /* Line, wrapped for the width */
	const UiMessage *newest; /* that they hold */
	int columns;
} Messages;

static void clear_line (gpointer data)
{
	g_free (((Line *)data)->text);
}

static void wrap (Messages *messages, const UiMessage *message, int columns)
{
	const char *text = message->text;
	do {
		gsize size = *text ? ui_wrap_fits (text, strlen (text), columns) : 0;
		Line line = { text == message->text ? message : NULL, g_strndup (text, size) };
		g_array_append_val (messages->lines, line);
		text += size;
		while (*text == ' ')
			text++;
	} while (*text);
}

static guint rows (UiView *view)
{
	Messages *messages = ui_view_private (view);
	const GPtrArray *all = ui_app_messages (ui_view_app (view));
	int columns = ui_view_columns (view);
	const UiMessage *newest = all->len ? g_ptr_array_index (all, all->len - 1) : NULL;
	if (newest == messages->newest && columns == messages->columns)
		return messages->lines->len;
	messages->newest = newest;
	messages->columns = columns;
	g_array_set_size (messages->lines, 0);
	for (guint i = 0; i < all->len; i++)
		wrap (messages, g_ptr_array_index (all, i), MAX (columns - TEXT_COLUMN - 1, 20));
	return messages->lines->len;
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Messages *messages = ui_view_private (view);
	const Line *line = &g_array_index (messages->lines, Line, row);
	UiRole role = UI_ROLE_VALUE;
	if (line->message) {
		g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (line->message->time);
		g_autofree char *clock = g_date_time_format (time, "%H:%M:%S");
		const char *sign = " ";
		switch (line->message->kind) {
		case UI_MESSAGE_ERROR:
			role = UI_ROLE_BAD, sign = ui_glyph (UI_GLYPH_BAD);
			break;
		case UI_MESSAGE_WARNING:
			role = UI_ROLE_SOON, sign = "!";
			break;
		case UI_MESSAGE_CAUGHT:
			role = UI_ROLE_MUTED, sign = ui_glyph (UI_GLYPH_CLOSED);
			break;
		case UI_MESSAGE_NOTE:
			break;
		}
		ui_cells_move (cells, 1);
		ui_cells_addf (cells, UI_ROLE_MUTED, "%s ", clock);
		ui_cells_add (cells, role, sign);
	}
	ui_cells_move (cells, TEXT_COLUMN);
	ui_cells_add (cells, role, line->text);
}

static void draw_header (UiView *view, UiCells *cells)
{
	ui_cells_move (cells, 1);
	ui_cells_addf (cells, UI_ROLE_TITLE, "%s", _ ("Messages"));
	if (!rows (view))
		ui_cells_addf (cells, UI_ROLE_MUTED, "  %s", _ ("none so far"));
	else
		ui_cells_right (cells, UI_ROLE_MUTED, _ ("times are UTC "));
}

static gboolean match (UiView *view, guint row, const UiPattern *pattern)
{
	Messages *messages = ui_view_private (view);
	return ui_pattern_match (pattern, g_array_index (messages->lines, Line, row).text);
}

static gboolean open_messages (UiView *view, gpointer arguments, GError **error)
{
	Messages *messages = ui_view_private (view);
	messages->lines = g_array_new (FALSE, FALSE, sizeof (Line));
	g_array_set_clear_func (messages->lines, clear_line);
	ui_view_set_cursor (view, G_MAXUINT);
	return TRUE;
}

static void close_messages (UiView *view)
{
	g_array_unref (((Messages *)ui_view_private (view))->lines);
}

const UiViewOps ui_messages_ops = {
	.name = "messages",
	.title = N_ ("Messages"),
	.contexts = UI_CONTEXT_LIST,
	.private_size = sizeof (Messages),
	.scrolls = TRUE,
	.open = open_messages,
	.close = close_messages,
	.rows = rows,
	.draw_row = draw_row,
	.draw_header = draw_header,
	.match = match,
};
