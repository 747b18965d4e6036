#include "config.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/core/app-private.h"
#include "ui/core/wrap.h"
#include "ui/term/glyph.h"

static void add_spot (UiApp *app, int row, int column, int width, UiActionId action)
{
	UiSpot spot = { row, column, width, action };
	g_array_append_val (app->spots, spot);
}

/* ── tabs ────────────────────────────────────────────────────────────────── */

static char *tab_words (UiApp *app, const UiTab *tab)
{
	g_autofree char *key = ui_keymap_first_key (app->keymap, tab->action);
	return g_strdup_printf (" %s %s ", key, _ (tab->ops->title));
}

static char *help_words (UiApp *app)
{
	g_autofree char *key = ui_keymap_first_key (app->keymap, UI_ACTION_HELP);
	return g_strdup_printf ("%s %s", key, _ ("help"));
}

static int tabs_width (UiApp *app)
{
	g_autofree char *help = help_words (app);
	int width = pki_text_width (help) + 2;
	for (guint i = 0; i < app->tabs->len; i++) {
		g_autofree char *words = tab_words (app, &g_array_index (app->tabs, UiTab, i));
		width += pki_text_width (words);
	}
	return width;
}

static void draw_place (UiApp *app, UiCells *cells, int room)
{
	if (!app->name)
		return;
	int others = (app->branch ? pki_text_width (app->branch) + 2 : 0) +
		     (app->state ? pki_text_width (app->state) + 1 : 0);
	g_autofree char *name = pki_text_clip (app->name, MAX (room - others - 2, 8));
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_TITLE, name);
	if (app->branch) {
		ui_cells_move (cells, ui_cells_position (cells) + 2);
		g_autofree char *branch = pki_text_clip (
			app->branch, room - ui_cells_position (cells) -
					     (app->state ? pki_text_width (app->state) + 1 : 0));
		ui_cells_add (cells, UI_ROLE_LABEL, branch);
	}
	if (app->state && ui_cells_position (cells) + 1 < room) {
		ui_cells_move (cells, ui_cells_position (cells) + (app->branch ? 1 : 2));
		g_autofree char *state =
			pki_text_clip (app->state, room - ui_cells_position (cells));
		ui_cells_add (cells, app->state_role, state);
	}
}

void _ui_bar_tabs (UiApp *app, UiCells *cells)
{
	int begin = ui_cells_columns (cells) - tabs_width (app) - 1;
	draw_place (app, cells, begin - 1);
	ui_cells_move (cells, begin);
	for (guint i = 0; i < app->tabs->len; i++) {
		const UiTab *tab = &g_array_index (app->tabs, UiTab, i);
		g_autofree char *words = tab_words (app, tab);
		add_spot (app, 0, ui_cells_position (cells), pki_text_width (words), tab->action);
		ui_cells_add (cells, i == app->tab ? UI_ROLE_TAB : UI_ROLE_VALUE, words);
	}
	ui_cells_move (cells, ui_cells_position (cells) + 2);
	g_autofree char *help = help_words (app);
	add_spot (app, 0, ui_cells_position (cells), pki_text_width (help), UI_ACTION_HELP);
	ui_cells_add (cells, UI_ROLE_KEY, help);
}

/* ── status ──────────────────────────────────────────────────────────────── */

/* Lines that a long text takes at most; the last shows as much of the rest as fits. */
#define LINES_MOST 4

/* What is said at the bottom of the screen: a sign, then text that goes on below itself. */
typedef struct {
	UiRole role;
	const char *sign;
	const char *text; /* printable */
} Saying;

static Saying saying_of (const UiMessage *message)
{
	if (message->kind == UI_MESSAGE_NOTE)
		return (Saying){ UI_ROLE_VALUE, "", message->text };
	if (message->kind == UI_MESSAGE_ERROR)
		return (Saying){ UI_ROLE_BAD, ui_glyph (UI_GLYPH_BAD), message->text };
	return (Saying){ UI_ROLE_SOON, "!", message->text };
}

static int sign_width (const Saying *saying)
{
	int width = pki_text_width (saying->sign);
	return width > 0 ? width + 1 : 0;
}

/* Where LINE begins, and how many bytes of the text it shows; FALSE when there is no such line. */
static gboolean saying_line (
	const Saying *saying, int columns, guint line, const char **begin, gsize *size)
{
	int room = columns - 2 - sign_width (saying);
	const char *text = saying->text;
	for (guint i = 0;; i++) {
		gsize rest = strlen (text);
		gsize fits = i + 1 < LINES_MOST ? ui_wrap_fits (text, rest, room) : rest;
		*begin = text;
		*size = fits;
		if (i == line)
			return fits > 0;
		if (fits == rest)
			return FALSE;
		text += fits;
	}
}

static guint saying_lines (const Saying *saying, int columns)
{
	const char *begin;
	gsize size;
	guint count = 0;
	while (count < LINES_MOST && saying_line (saying, columns, count, &begin, &size))
		count++;
	return count;
}

static void saying_draw (const Saying *saying, guint line, UiCells *cells)
{
	const char *begin;
	gsize size;
	if (!saying_line (saying, ui_cells_columns (cells), line, &begin, &size))
		return;
	g_autofree char *text = g_strndup (begin, size);
	ui_cells_move (cells, 1);
	if (line == 0)
		ui_cells_add (cells, saying->role, saying->sign);
	ui_cells_move (cells, 1 + sign_width (saying));
	ui_cells_add (cells, saying->role, text);
}

static char *position_words (UiView *view)
{
	const UiList *list = &view->list;
	/* Of a form nobody counts lines; that there are more must not be missed. */
	if (view->ops->contexts & UI_CONTEXT_FORM)
		return list->scrolls && list->height && list->top + list->height < list->count
			       ? g_strdup (_ ("more below"))
			       : NULL;
	if (!list->count)
		return NULL;
	guint at = list->scrolls ? MIN (list->top + list->height, list->count) : list->cursor + 1;
	return g_strdup_printf (_ ("%u of %u"), at, list->count);
}

static char *right_words (UiApp *app, UiView *view)
{
	static const char spinner[] = "|/-\\";
	g_autofree char *job = _ui_job_words (app);
	g_autofree char *position = position_words (view);
	g_autofree char *filter = pki_text_printable (ui_view_filter (view), -1);
	g_autofree char *clipped = pki_text_clip (filter, 24);
	GString *out = g_string_new (NULL);
	if (job)
		g_string_append_printf (out, "%c %s", spinner[app->tick % 4], job);
	if (*clipped)
		g_string_append_printf (out, "%s& %s", out->len ? "   " : "", clipped);
	if (position)
		g_string_append_printf (out, "%s%s", out->len ? "   " : "", position);
	g_string_append_c (out, ' ');
	return g_string_free (out, FALSE);
}

void _ui_bar_status (UiApp *app, UiView *front, UiCells *cells)
{
	if (!app->shown) {
		if (front->ops->draw_status)
			front->ops->draw_status (front, cells);
		g_autofree char *right = right_words (app, front);
		ui_cells_right (cells, UI_ROLE_MUTED, right);
		return;
	}
	/* A message goes before all else. */
	Saying saying = saying_of (app->shown);
	guint lines = saying_lines (&saying, ui_cells_columns (cells));
	saying_draw (&saying, lines > 0 ? lines - 1 : 0, cells);
	g_autofree char *right = right_words (app, front);
	if (ui_cells_position (cells) + 2 + pki_text_width (right) <= ui_cells_columns (cells))
		ui_cells_right (cells, UI_ROLE_MUTED, right);
}

/* ── footer ──────────────────────────────────────────────────────────────── */

static const char *footer_words (UiApp *app, UiActionId action)
{
	if (action == UI_ACTION_CLOSE && _ui_app_tab (app)->stack->len < 2)
		return _ ("quit");
	return _ (ui_action_info (action)->footer);
}

static int action_width (UiApp *app, UiActionId action)
{
	g_autofree char *key = ui_keymap_first_key (app->keymap, action);
	return *key ? pki_text_width (key) + 1 + pki_text_width (footer_words (app, action)) : 0;
}

/* FALSE when it does not fit any more. */
static gboolean add_action (UiApp *app, UiCells *cells, UiActionId action, gboolean can, int row)
{
	g_autofree char *key = ui_keymap_first_key (app->keymap, action);
	int begin = ui_cells_position (cells) + (ui_cells_position (cells) ? 2 : 1);
	int width = action_width (app, action);
	if (width == 0)
		return TRUE;
	if (begin + width > ui_cells_columns (cells))
		return FALSE;
	ui_cells_move (cells, begin);
	ui_cells_add (cells, can ? UI_ROLE_KEY : UI_ROLE_MUTED, key);
	ui_cells_move (cells, ui_cells_position (cells) + 1);
	ui_cells_add (cells, can ? UI_ROLE_VALUE : UI_ROLE_MUTED, footer_words (app, action));
	add_spot (app, row, begin, width, action);
	return TRUE;
}

/* How well an action suits the footer: UI_CAN_NOT_HERE for not at all. */
static UiCan footer_can (UiApp *app, UiActionId action)
{
	return ui_action_info (action)->footer ? ui_app_can (app, action, NULL) : UI_CAN_NOT_HERE;
}

static gboolean all_fit (UiApp *app, int columns)
{
	int taken = 0;
	for (int i = 1; i < UI_ACTION_N; i++) {
		UiActionId action = (UiActionId)i;
		int width = footer_can (app, action) != UI_CAN_NOT_HERE ? action_width (app, action)
									: 0;
		taken += width > 0 ? width + (taken > 0 ? 2 : 1) : 0;
	}
	return taken <= columns;
}

/* What is wrong with what is typed; FALSE for nothing. The caller frees *OUT. */
static gboolean entry_note (UiApp *app, UiView *front, char **out)
{
	gboolean is_said = app->prompt_note && _ui_command_is_modal (front);
	*out = is_said ? pki_text_printable (app->prompt_note, -1) : NULL;
	return is_said;
}

static int entry_keys_width (void)
{
	return 1 + 8 + 6 + pki_text_width (_ ("ok")) + pki_text_width (_ ("cancel"));
}

static gboolean note_fits (const char *note, int columns)
{
	int sign = pki_text_width (ui_glyph (UI_GLYPH_BAD)) + 1;
	return entry_keys_width () + sign + pki_text_width (note) <= columns;
}

static void draw_entry_footer (UiApp *app, UiView *front, UiCells *cells)
{
	g_autofree char *note = NULL;
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_KEY, "Enter");
	ui_cells_addf (cells, UI_ROLE_VALUE, " %s  ", _ ("ok"));
	ui_cells_add (cells, UI_ROLE_KEY, "Esc");
	ui_cells_addf (cells, UI_ROLE_VALUE, " %s  ", _ ("cancel"));
	if (entry_note (app, front, &note) && note_fits (note, ui_cells_columns (cells)))
		ui_cells_addf (cells, UI_ROLE_BAD, "%s %s", ui_glyph (UI_GLYPH_BAD), note);
}

guint _ui_bar_lines_above (UiApp *app, UiView *front, int columns)
{
	g_autofree char *note = NULL;
	if (entry_note (app, front, &note)) {
		Saying saying = { UI_ROLE_BAD, ui_glyph (UI_GLYPH_BAD), note };
		return note_fits (note, columns) ? 0 : saying_lines (&saying, columns);
	}
	if (!app->shown)
		return 0;
	Saying saying = saying_of (app->shown);
	guint lines = saying_lines (&saying, columns);
	return lines > 0 ? lines - 1 : 0;
}

void _ui_bar_line_above (UiApp *app, UiView *front, guint line, UiCells *cells)
{
	g_autofree char *note = NULL;
	Saying saying;
	if (entry_note (app, front, &note))
		saying = (Saying){ UI_ROLE_BAD, ui_glyph (UI_GLYPH_BAD), note };
	else
		saying = saying_of (app->shown);
	saying_draw (&saying, line, cells);
}

void _ui_bar_footer (UiApp *app, UiView *front, UiCells *cells, int row)
{
	if (front->ops->draw_footer) {
		front->ops->draw_footer (front, cells);
		return;
	}
	if (_ui_command_is_modal (front)) {
		draw_entry_footer (app, front, cells);
		return;
	}
	/* Where not all have room, what is off now goes first. Help comes first in the table, so it
	 * is never what gets dropped. */
	gboolean all = all_fit (app, ui_cells_columns (cells));
	for (int i = 1; i < UI_ACTION_N; i++) {
		UiActionId action = (UiActionId)i;
		UiCan can = footer_can (app, action);
		if (can == UI_CAN_NOT_HERE || (can == UI_CAN_NOT_NOW && !all))
			continue;
		if (!add_action (app, cells, action, can == UI_CAN, row))
			return;
	}
}
