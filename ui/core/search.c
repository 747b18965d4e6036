#include "config.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/core/app-private.h"
#include "ui/core/prompt.h"

enum { HISTORY_SEARCH, HISTORY_FILTER, HISTORY_COMMAND };

void ui_prompt_open (UiApp *app, const UiPromptRequest *request)
{
	g_autoptr (GError) error = NULL;
	if (!ui_app_push (app, app->setup.prompt, (gpointer)request, &error))
		ui_app_error (app, error);
}

void _ui_search_forget_view (UiApp *app, UiView *view)
{
	if (app->prompt_view == view)
		app->prompt_view = NULL;
}

/* ── search ──────────────────────────────────────────────────────────────── */

static gboolean find_from (UiView *view, const UiPattern *pattern, guint from, int step, guint *row)
{
	guint count = view->list.count;
	if (from >= count)
		return FALSE;
	if (view->ops->find)
		return view->ops->find (view, pattern, from, step, row);
	for (guint i = from; i < count; i += (guint)step) {
		if (view->ops->match (view, i, pattern)) {
			*row = i;
			return TRUE;
		}
	}
	return FALSE; /* below row 0 the number is above all counts */
}

/* From START on, then around the end. */
static gboolean find_around (
	UiView *view, const UiPattern *pattern, guint start, int step, guint *row, gboolean *around)
{
	*around = FALSE;
	if (find_from (view, pattern, start, step, row))
		return TRUE;
	*around = TRUE;
	return find_from (view, pattern, step > 0 ? 0 : view->list.count - 1, step, row);
}

static void found (UiView *view, guint row)
{
	view->found = row;
	ui_view_set_cursor (view, row);
}

static void set_pattern (UiApp *app, const char *text)
{
	g_clear_pointer (&app->pattern, ui_pattern_free);
	if (text && *text)
		app->pattern = ui_pattern_new (text);
	ui_app_dirty (app);
}

/* What is typed is searched for as it stands. NULL, or why that failed; the caller frees. */
static char *search_now (UiApp *app, const char *text)
{
	UiView *view = app->prompt_view;
	guint row;
	gboolean around;
	set_pattern (app, text);
	_ui_view_sync (view);
	if (!app->pattern || !view->list.count) {
		ui_view_set_cursor (view, app->prompt_cursor);
		return NULL;
	}
	if (find_around (view, app->pattern, app->prompt_cursor, 1, &row, &around)) {
		found (view, row);
		return NULL;
	}
	ui_view_set_cursor (view, app->prompt_cursor);
	return g_strdup (_ ("not found"));
}

void _ui_search_for (UiApp *app, UiView *view, const char *text)
{
	app->prompt_view = view;
	app->prompt_cursor = view->list.cursor;
	g_autofree char *problem = search_now (app, text);
	app->prompt_view = NULL;
	if (problem) {
		g_autofree char *shown = pki_text_printable (text, -1);
		ui_app_message (app, UI_MESSAGE_WARNING, _ ("No row holds “%s”."), shown);
	}
}

static const char *last_of (const GPtrArray *history)
{
	return history->len ? g_ptr_array_index (history, history->len - 1) : "";
}

static char *typed (const char *text, gpointer data)
{
	UiApp *app = data;
	g_free (app->prompt_text);
	app->prompt_text = g_strdup (text);
	ui_app_dirty (app);
	return NULL;
}

static void prompt_begins (UiApp *app, UiView *view, gboolean filters)
{
	g_clear_pointer (&app->prompt_text, g_free);
	g_clear_pointer (&app->prompt_note, g_free);
	app->prompt_view = view;
	app->prompt_filters = filters;
	app->prompt_cursor = view->list.cursor;
}

static void prompt_ends (UiApp *app)
{
	g_clear_pointer (&app->prompt_text, g_free);
	g_clear_pointer (&app->prompt_note, g_free);
}

static void search_accepted (const char *text, gpointer data)
{
	UiApp *app = data;
	prompt_ends (app);
	if (!app->prompt_view)
		return;
	/* As in less: nothing typed means the same again. */
	const char *wanted = *text ? text : last_of (app->history[HISTORY_SEARCH]);
	UiView *view = app->prompt_view;
	if (!*text && *wanted)
		ui_list_move (&view->list, 1);
	else
		ui_list_go (&view->list, app->prompt_cursor);
	_ui_search_for (app, view, wanted);
}

static void search_cancelled (gpointer data)
{
	UiApp *app = data;
	prompt_ends (app);
	set_pattern (app, NULL);
	if (app->prompt_view)
		ui_view_set_cursor (app->prompt_view, app->prompt_cursor);
}

void _ui_search_ask (UiApp *app, UiView *view)
{
	prompt_begins (app, view, FALSE);
	UiPromptRequest request = { .label = "/",
		.history = app->history[HISTORY_SEARCH],
		.changed = typed,
		.accepted = search_accepted,
		.cancelled = search_cancelled,
		.data = app };
	ui_prompt_open (app, &request);
}

void _ui_search_next (UiApp *app, UiView *view, int step)
{
	const UiList *list = &view->list;
	guint at = list->cursor, row;
	gboolean around;
	if (list->scrolls && view->found >= list->top && view->found < list->top + list->height)
		at = view->found;
	guint start = step > 0 ? at + 1 : at - 1; /* before row 0 there is none: around */
	if (!list->count || !find_around (view, app->pattern, start, step, &row, &around)) {
		g_autofree char *shown = pki_text_printable (ui_pattern_text (app->pattern), -1);
		ui_app_message (app, UI_MESSAGE_WARNING, _ ("No row holds “%s”."), shown);
		return;
	}
	found (view, row);
	if (around)
		ui_app_message (app, UI_MESSAGE_NOTE, "%s",
			step > 0 ? _ ("Searching went on from the top.")
				 : _ ("Searching went on from the end."));
}

/* ── filter ──────────────────────────────────────────────────────────────── */

static gboolean apply_filter (UiView *view, const char *text, GError **error)
{
	if (!view->ops->filter (view, text, error))
		return FALSE;
	g_free (view->filter);
	view->filter = text && *text ? g_strdup (text) : NULL;
	_ui_view_sync (view);
	ui_view_dirty (view);
	return TRUE;
}

static char *filter_now (UiApp *app, const char *text)
{
	g_autoptr (GError) error = NULL;
	return apply_filter (app->prompt_view, text, &error) ? NULL : g_strdup (error->message);
}

void _ui_search_catch_up (UiApp *app)
{
	g_autofree char *text = g_steal_pointer (&app->prompt_text);
	if (!text || !app->prompt_view)
		return;
	g_free (app->prompt_note);
	app->prompt_note = app->prompt_filters ? filter_now (app, text) : search_now (app, text);
}

void _ui_filter_set (UiApp *app, UiView *view, const char *text)
{
	g_autoptr (GError) error = NULL;
	if (!apply_filter (view, text, &error))
		ui_app_error (app, error);
}

static void filter_accepted (const char *text, gpointer data)
{
	UiApp *app = data;
	UiView *view = app->prompt_view;
	prompt_ends (app);
	if (!view)
		return;
	g_autoptr (GError) error = NULL;
	if (!apply_filter (view, text, &error)) {
		ui_app_error (app, error);
		apply_filter (view, app->prompt_filter, NULL);
	}
	app->prompt_view = NULL;
}

static void filter_cancelled (gpointer data)
{
	UiApp *app = data;
	prompt_ends (app);
	if (app->prompt_view)
		apply_filter (app->prompt_view, app->prompt_filter, NULL);
	app->prompt_view = NULL;
}

void _ui_filter_ask (UiApp *app, UiView *view)
{
	prompt_begins (app, view, TRUE);
	g_free (app->prompt_filter);
	app->prompt_filter = g_strdup (ui_view_filter (view));
	UiPromptRequest request = { .label = "&",
		.text = app->prompt_filter,
		.history = app->history[HISTORY_FILTER],
		.changed = typed,
		.accepted = filter_accepted,
		.cancelled = filter_cancelled,
		.data = app };
	ui_prompt_open (app, &request);
}

/* ── command line ────────────────────────────────────────────────────────── */

static char **command_complete (const char *text, gpointer data)
{
	g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
	for (int i = 1; i < UI_ACTION_N; i++) {
		const char *name = ui_action_info ((UiActionId)i)->name;
		if (g_str_has_prefix (name, text))
			g_strv_builder_add (builder, name);
	}
	return g_strv_builder_end (builder);
}

/* A name, or the only one that begins so. */
static UiActionId action_named (const char *text)
{
	UiActionId exact = ui_action_from_name (text), only = UI_ACTION_NONE;
	if (exact != UI_ACTION_NONE)
		return exact;
	for (int i = 1; i < UI_ACTION_N; i++) {
		if (!g_str_has_prefix (ui_action_info ((UiActionId)i)->name, text))
			continue;
		if (only != UI_ACTION_NONE)
			return UI_ACTION_NONE;
		only = (UiActionId)i;
	}
	return only;
}

static void command_accepted (const char *text, gpointer data)
{
	UiApp *app = data;
	g_autofree char *line = g_strstrip (g_strdup (text));
	if (!*line)
		return;
	char *argument = line;
	while (*argument && *argument != ' ')
		argument++;
	if (*argument)
		*argument++ = '\0';
	UiActionId action = action_named (line);
	if (action == UI_ACTION_NONE) {
		g_autofree char *shown = pki_text_printable (line, -1);
		ui_app_message (app, UI_MESSAGE_ERROR,
			_ ("There is no action “%s”; Tab completes names, ? lists them."), shown);
		return;
	}
	argument = g_strchug (argument);
	ui_app_act (app, action, *argument ? argument : NULL);
}

void _ui_command_ask (UiApp *app)
{
	UiPromptRequest request = { .label = ":",
		.history = app->history[HISTORY_COMMAND],
		.complete = command_complete,
		.accepted = command_accepted,
		.data = app };
	ui_prompt_open (app, &request);
}
