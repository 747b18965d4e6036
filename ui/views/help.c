#include "config.h"

#include "ui/views/help.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/core/app.h"
#include "ui/core/keymap.h"
#include "ui/widgets/keys.h"

#define KEYS_WIDTH 15
/* Nothing that could be found is longer. */
#define TYPED_MOST 200

typedef struct {
	UiActionId action; /* UI_ACTION_NONE: a heading */
	const char *heading;
	char *why_not; /* NULL: possible now */
	char *keys;
} Row;

typedef struct {
	GArray *rows; /* Row */
	GString *typed;
} Help;

static void clear_row (gpointer data)
{
	Row *row = data;
	g_free (row->why_not);
	g_free (row->keys);
}

static const Row *row_at (UiView *view, guint row)
{
	Help *help = ui_view_private (view);
	return row < help->rows->len ? &g_array_index (help->rows, Row, row) : NULL;
}

/* ── what there is ───────────────────────────────────────────────────────── */

static gboolean wanted_by (const UiPattern *pattern, const UiActionInfo *info, const char *keys)
{
	return !*ui_pattern_text (pattern) || ui_pattern_match (pattern, info->name) ||
	       ui_pattern_match (pattern, _ (info->help)) || ui_pattern_match (pattern, keys);
}

static void add_heading (Help *help, const char *text)
{
	Row row = { .heading = text };
	if (!help->typed->len)
		g_array_append_val (help->rows, row);
}

/* The actions of the view itself (OWN), or those that are there everywhere. */
static void add_actions (UiView *view, gboolean own, const UiPattern *pattern)
{
	Help *help = ui_view_private (view);
	UiApp *app = ui_view_app (view);
	for (int i = 1; i < UI_ACTION_N; i++) {
		const UiActionInfo *info = ui_action_info ((UiActionId)i);
		if ((info->context != UI_CONTEXT_ANY) != own)
			continue;
		g_autofree char *why = NULL;
		UiCan can = ui_app_can_in (app, ui_app_behind (app), info->id, &why);
		g_autofree char *keys = ui_keymap_keys (ui_app_keymap (app), info->id);
		if (can == UI_CAN_NOT_HERE || !wanted_by (pattern, info, keys))
			continue;
		Row row = { .action = info->id, .keys = g_steal_pointer (&keys) };
		if (can == UI_CAN_NOT_NOW)
			row.why_not =
				why ? g_steal_pointer (&why) : g_strdup (_ ("Not possible now."));
		g_array_append_val (help->rows, row);
	}
}

static void fill (UiView *view)
{
	Help *help = ui_view_private (view);
	g_autoptr (UiPattern) pattern = ui_pattern_new (help->typed->str);
	g_array_set_size (help->rows, 0);
	add_heading (help, ui_view_title (ui_app_behind (ui_view_app (view))));
	add_actions (view, TRUE, pattern);
	add_heading (help, _ ("Everywhere"));
	add_actions (view, FALSE, pattern);
	ui_view_set_cursor (view, help->typed->len ? 0 : 1);
}

static gboolean open_help (UiView *view, gpointer arguments, GError **error)
{
	Help *help = ui_view_private (view);
	help->rows = g_array_new (FALSE, FALSE, sizeof (Row));
	g_array_set_clear_func (help->rows, clear_row);
	help->typed = g_string_new (NULL);
	fill (view);
	return TRUE;
}

static void close_help (UiView *view)
{
	Help *help = ui_view_private (view);
	g_array_unref (help->rows);
	g_string_free (help->typed, TRUE);
}

static guint rows (UiView *view)
{
	return ((Help *)ui_view_private (view))->rows->len;
}

/* ── drawing ─────────────────────────────────────────────────────────────── */

static void wanted (UiView *view, int max_rows, int max_columns, int *out_rows, int *out_columns)
{
	/* The header takes one; the frame does not jump about while typing filters. */
	*out_rows = max_rows;
	*out_columns = 96;
}

static void draw_header (UiView *view, UiCells *cells)
{
	Help *help = ui_view_private (view);
	g_autofree char *typed = pki_text_printable (help->typed->str, -1);
	ui_cells_add (cells, UI_ROLE_LABEL, _ ("Type to filter: "));
	ui_cells_add (cells, UI_ROLE_VALUE, typed);
	ui_cells_add (cells, UI_ROLE_VALUE, "_");
}

static void draw_row (UiView *view, guint number, UiCells *cells)
{
	const Row *row = row_at (view, number);
	if (row->heading) {
		ui_cells_add (cells, UI_ROLE_TITLE, row->heading);
		return;
	}
	UiRole muted = row->why_not ? UI_ROLE_MUTED : UI_ROLE_VALUE;
	ui_cells_move (cells, 1);
	ui_cells_fit (cells, row->why_not ? muted : UI_ROLE_KEY, row->keys, KEYS_WIDTH);
	ui_cells_move (cells, KEYS_WIDTH + 2);
	ui_cells_add (cells, muted, _ (ui_action_info (row->action)->help));
	int room = ui_cells_columns (cells) - ui_cells_position (cells);
	g_autofree char *name = g_strdup_printf (" :%s", ui_action_info (row->action)->name);
	if (room > pki_text_width (name))
		ui_cells_right (cells, UI_ROLE_MUTED, name);
}

static void draw_empty (UiView *view, guint row, UiCells *cells)
{
	if (row == 0)
		ui_cells_add (cells, UI_ROLE_MUTED, _ ("Nothing here is called so; Esc clears."));
}

/* Why the selected action is off. */
static void draw_status (UiView *view, UiCells *cells)
{
	const Row *row = row_at (view, ui_view_cursor (view));
	if (!row || !row->why_not)
		return;
	ui_cells_move (cells, 1);
	ui_cells_addf (cells, UI_ROLE_SOON, _ ("Not now: %s"), row->why_not);
}

static void draw_footer (UiView *view, UiCells *cells)
{
	ui_keys_add (cells, "Enter", _ ("do it"));
	ui_keys_add (cells, "Esc", _ ("close"));
	ui_keys_add (cells, "Up Down PgUp PgDn", _ ("move"));
}

/* ── acting ──────────────────────────────────────────────────────────────── */

static gboolean run (UiView *view)
{
	const Row *row = row_at (view, ui_view_cursor (view));
	if (!row || row->action == UI_ACTION_NONE)
		return TRUE;
	UiActionId action = row->action;
	ui_view_close (view);
	ui_app_act (ui_view_app (view), action, NULL);
	return TRUE;
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	Help *help = ui_view_private (view);
	if (action == UI_ACTION_OPEN)
		return run (view);
	if (action == UI_ACTION_BACK || action == UI_ACTION_ESCAPE) {
		if (!help->typed->len)
			return FALSE;
		g_string_truncate (help->typed, 0);
		fill (view);
		return TRUE;
	}
	return FALSE;
}

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	return action == UI_ACTION_OPEN ? UI_CAN : UI_CAN_NOT_HERE;
}

static gboolean key (UiView *view, UiKey key)
{
	Help *help = ui_view_private (view);
	UiApp *app = ui_view_app (view);
	gboolean empty = !help->typed->len;
	/* The keys that opened it and the one that closes views close it. */
	UiActionId action = ui_keymap_find (ui_app_keymap (app), 0, key);
	if (action == UI_ACTION_HELP || (empty && action == UI_ACTION_CLOSE)) {
		ui_view_close (view);
		return TRUE;
	}
	if (key == UI_KEY_BACKSPACE && !empty) {
		char *last = g_utf8_find_prev_char (
			help->typed->str, help->typed->str + help->typed->len);
		g_string_truncate (help->typed, (gsize)(last - help->typed->str));
	} else if (ui_key_is_text (key) && !(empty && (key == ' ' || key == '/'))) {
		if (help->typed->len >= TYPED_MOST)
			return TRUE;
		g_string_append_unichar (help->typed, key);
	} else {
		return key == '/' || key == ' ';
	}
	fill (view);
	return TRUE;
}

const UiViewOps ui_help_ops = {
	.name = "help",
	.title = N_ ("Help"),
	.place = UI_PLACE_POPUP,
	.contexts = UI_CONTEXT_LIST,
	.private_size = sizeof (Help),
	.open = open_help,
	.close = close_help,
	.rows = rows,
	.draw_row = draw_row,
	.draw_empty = draw_empty,
	.draw_header = draw_header,
	.draw_status = draw_status,
	.draw_footer = draw_footer,
	.wanted = wanted,
	.can = can,
	.act = act,
	.key = key,
};
