#include "config.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/core/app-private.h"
#include "ui/term/clipboard.h"
#include "ui/term/screen.h"

/* ── what is possible ────────────────────────────────────────────────────── */

gboolean _ui_command_is_modal (const UiView *view)
{
	return view->ops->place != UI_PLACE_BODY;
}

/* What the app does while a popup or a prompt is open. */
static gboolean passes_modal (UiActionId action)
{
	switch (action) {
	case UI_ACTION_BACK:
	case UI_ACTION_ESCAPE:
	case UI_ACTION_CLOSE:
	case UI_ACTION_CANCEL:
	case UI_ACTION_REDRAW:
	case UI_ACTION_SUSPEND:
		return TRUE;
	default:
		return ui_action_info (action)->context != UI_CONTEXT_ANY;
	}
}

static UiCan refuse (char **why_not, const char *why)
{
	if (why_not)
		*why_not = g_strdup (why);
	return UI_CAN_NOT_NOW;
}

static UiCan can_search (UiApp *app, UiView *view, UiActionId action, char **why_not)
{
	if (!view->ops->match && !view->ops->find)
		return UI_CAN_NOT_HERE;
	if (action != UI_ACTION_SEARCH && !app->pattern)
		return refuse (why_not, _ ("Search for something first."));
	return UI_CAN;
}

static UiCan can_change_pane (UiView *view, char **why_not)
{
	UiView *main = view->main ? view->main : view;
	if (!main->side)
		return UI_CAN_NOT_HERE;
	if (!ui_view_side_is_seen (main))
		return refuse (
			why_not, _ ("A second pane stands beside this one from 100 columns on."));
	return UI_CAN;
}

static gboolean has_tab (UiApp *app, UiActionId action)
{
	for (guint i = 0; i < app->tabs->len; i++)
		if (g_array_index (app->tabs, UiTab, i).action == action)
			return TRUE;
	return FALSE;
}

/* What the app itself knows to do. */
static UiCan app_can (UiApp *app, UiView *view, UiActionId action, char **why_not)
{
	UiCan own = app->own ? app->own->can (action, why_not, app->own_data) : UI_CAN_NOT_HERE;
	if (own != UI_CAN_NOT_HERE)
		return own;
	switch (action) {
	case UI_ACTION_SEARCH:
	case UI_ACTION_NEXT:
	case UI_ACTION_PREVIOUS:
		return can_search (app, view, action, why_not);
	case UI_ACTION_FILTER:
		return view->ops->filter ? UI_CAN : UI_CAN_NOT_HERE;
	case UI_ACTION_PANE:
		return can_change_pane (view, why_not);
	case UI_ACTION_TAB_TREE:
	case UI_ACTION_TAB_EXPIRY:
	case UI_ACTION_TAB_HISTORY:
		return has_tab (app, action) ? UI_CAN : UI_CAN_NOT_HERE;
	case UI_ACTION_SETTINGS:
	case UI_ACTION_LOCK:
		return UI_CAN_NOT_HERE;
	case UI_ACTION_REFRESH:
		return app->refresh ? UI_CAN : UI_CAN_NOT_HERE;
	case UI_ACTION_CANCEL:
		if (!_ui_job_is_busy (app) && !_ui_command_is_modal (view))
			return refuse (why_not, _ ("Nothing is running. q quits."));
		return UI_CAN;
	case UI_ACTION_OPEN:
		return view->ops->act && !view->ops->can ? UI_CAN : UI_CAN_NOT_HERE;
	default:
		break;
	}
	UiContext context = ui_action_info (action)->context;
	return context & (UI_CONTEXT_OBJECT | UI_CONTEXT_FOLD | UI_CONTEXT_FORM) ? UI_CAN_NOT_HERE
										 : UI_CAN;
}

UiCan ui_app_can_in (UiApp *app, UiView *view, UiActionId action, char **why_not)
{
	if (_ui_command_is_modal (view) && !passes_modal (action))
		return UI_CAN_NOT_HERE;
	UiContext context = ui_action_info (action)->context;
	if (!(context & (view->ops->contexts | UI_CONTEXT_ANY)))
		return UI_CAN_NOT_HERE;
	char *why = NULL;
	UiCan can = view->ops->can ? view->ops->can (view, action, &why) : UI_CAN_NOT_HERE;
	if (can == UI_CAN_NOT_HERE)
		can = app_can (app, view, action, &why);
	if (why_not)
		*why_not = why;
	else
		g_free (why);
	return can;
}

UiCan ui_app_can (UiApp *app, UiActionId action, char **why_not)
{
	return ui_app_can_in (app, _ui_app_front (app), action, why_not);
}

/* ── doing it ────────────────────────────────────────────────────────────── */

static gboolean move (UiView *view, UiActionId action)
{
	UiList *list = &view->list;
	switch (action) {
	case UI_ACTION_UP:
		return ui_list_move (list, -1), TRUE;
	case UI_ACTION_DOWN:
		return ui_list_move (list, 1), TRUE;
	case UI_ACTION_PAGE_UP:
		return ui_list_page (list, -1), TRUE;
	case UI_ACTION_PAGE_DOWN:
		return ui_list_page (list, 1), TRUE;
	case UI_ACTION_HALF_UP:
		return ui_list_half (list, -1), TRUE;
	case UI_ACTION_HALF_DOWN:
		return ui_list_half (list, 1), TRUE;
	case UI_ACTION_FIRST:
		return ui_list_first (list), TRUE;
	case UI_ACTION_LAST:
		return ui_list_last (list), TRUE;
	default:
		return FALSE;
	}
}

static gboolean search (UiApp *app, UiView *view, UiActionId action, const char *argument)
{
	switch (action) {
	case UI_ACTION_SEARCH:
		if (argument)
			_ui_search_for (app, view, argument);
		else
			_ui_search_ask (app, view);
		return TRUE;
	case UI_ACTION_NEXT:
		_ui_search_next (app, view, 1);
		return TRUE;
	case UI_ACTION_PREVIOUS:
		_ui_search_next (app, view, -1);
		return TRUE;
	case UI_ACTION_FILTER:
		if (argument)
			_ui_filter_set (app, view, argument);
		else
			_ui_filter_ask (app, view);
		return TRUE;
	default:
		return FALSE;
	}
}

static gboolean go_back (UiApp *app, UiView *view)
{
	if (view->main) {
		view->main->in_side = FALSE;
		return TRUE;
	}
	if (view->ops->place == UI_PLACE_BODY && _ui_app_tab (app)->stack->len < 2)
		return FALSE;
	ui_view_close (view);
	return TRUE;
}

static void escape (UiApp *app, UiView *view)
{
	if (_ui_command_is_modal (view)) {
		ui_view_close (view);
	} else if (view->filter) {
		_ui_filter_set (app, view, NULL);
	} else if (app->pattern) {
		g_clear_pointer (&app->pattern, ui_pattern_free);
	} else if (view->ops->act && view->ops->act (view, UI_ACTION_BACK, NULL)) {
		return;
	} else if (!go_back (app, view)) {
		ui_app_message (app, UI_MESSAGE_NOTE, _ ("Esc never leaves the program; q does."));
	}
}

static void close_view (UiApp *app, UiView *view)
{
	UiView *main = view->main ? view->main : view;
	if (!_ui_command_is_modal (main) && _ui_app_tab (app)->stack->len < 2)
		ui_app_quit (app);
	else
		ui_view_close (main);
}

static void cancel (UiApp *app, UiView *view)
{
	if (_ui_command_is_modal (view))
		ui_view_close (view);
	else if (_ui_job_cancel_all (app))
		ui_app_message (app, UI_MESSAGE_NOTE, _ ("Cancelled."));
	else
		ui_app_message (app, UI_MESSAGE_NOTE, _ ("What is running can't be cancelled."));
}

static void open_tab (UiApp *app, UiActionId action)
{
	g_autoptr (GError) error = NULL;
	for (guint i = 0; i < app->tabs->len; i++)
		if (g_array_index (app->tabs, UiTab, i).action == action &&
			!_ui_app_open_tab (app, i, &error))
			ui_app_error (app, error);
}

static void push_named (UiApp *app, const UiViewOps *ops)
{
	g_autoptr (GError) error = NULL;
	/* Once is enough. */
	if (_ui_app_front (app)->ops != ops && !ui_app_push (app, ops, NULL, &error))
		ui_app_error (app, error);
}

static void switch_mouse (UiApp *app)
{
	app->mouse = !app->mouse;
	ui_input_set_mouse (app->mouse);
	ui_app_message (app, UI_MESSAGE_NOTE, "%s",
		app->mouse ? _ ("The mouse is on; hold Shift to select text.")
			   : _ ("The mouse is off."));
}

static void app_act (UiApp *app, UiView *view, UiActionId action)
{
	switch (action) {
	case UI_ACTION_BACK:
		go_back (app, view);
		break;
	case UI_ACTION_ESCAPE:
		escape (app, view);
		break;
	case UI_ACTION_HELP:
		push_named (app, app->setup.help);
		break;
	case UI_ACTION_MESSAGES:
		push_named (app, app->setup.messages);
		break;
	case UI_ACTION_PANE:
		view = view->main ? view->main : view;
		view->in_side = !view->in_side;
		break;
	case UI_ACTION_REFRESH:
		app->refresh (app->refresh_data);
		break;
	case UI_ACTION_COMMAND:
		_ui_command_ask (app);
		break;
	case UI_ACTION_MOUSE:
		switch_mouse (app);
		break;
	case UI_ACTION_CANCEL:
		cancel (app, view);
		break;
	case UI_ACTION_REDRAW:
		ui_screen_redraw ();
		break;
	case UI_ACTION_SUSPEND:
		ui_screen_suspend ();
		break;
	case UI_ACTION_CLOSE:
		close_view (app, view);
		break;
	case UI_ACTION_QUIT:
		ui_app_quit (app);
		break;
	case UI_ACTION_TAB_TREE:
	case UI_ACTION_TAB_EXPIRY:
	case UI_ACTION_TAB_HISTORY:
		open_tab (app, action);
		break;
	default:
		if (app->own)
			app->own->act (action, app->own_data);
		break;
	}
}

void ui_app_act (UiApp *app, UiActionId action, const char *argument)
{
	UiView *view = _ui_app_front (app);
	g_autofree char *why = NULL;
	UiCan can = ui_app_can_in (app, view, action, &why);
	ui_app_dirty (app);
	if (can == UI_CAN_NOT_NOW) {
		ui_app_message (app, UI_MESSAGE_WARNING, "%s", why ? why : _ ("Not possible now."));
		return;
	}
	if (can == UI_CAN_NOT_HERE) {
		ui_app_message (app, UI_MESSAGE_WARNING, _ ("Not possible here: %s"),
			_ (ui_action_info (action)->help));
		return;
	}
	if (view->ops->act && view->ops->act (view, action, argument))
		return;
	if (!move (view, action) && !search (app, view, action, argument))
		app_act (app, view, action);
}

/* ── keys ────────────────────────────────────────────────────────────────── */

static void key_too_small (UiApp *app, UiActionId action)
{
	gboolean quits = action == UI_ACTION_CLOSE || action == UI_ACTION_QUIT;
	/* What is typed into a form is not thrown away by a key that nobody sees the effect of. */
	if (quits && _ui_app_is_at_top (app))
		ui_app_quit (app);
	else if (action == UI_ACTION_SUSPEND)
		ui_screen_suspend ();
	else if (action == UI_ACTION_REDRAW)
		ui_screen_redraw ();
}

void _ui_command_key (UiApp *app, UiKey key)
{
	UiLayout layout;
	_ui_app_layout (app, &layout);
	UiView *view = _ui_app_front (app);
	if (layout.too_small) {
		key_too_small (app, ui_keymap_find (app->keymap, UI_CONTEXT_ANY, key));
		return;
	}
	app->shown = NULL;
	_ui_view_sync (view);
	if (view->ops->key && view->ops->key (view, key))
		return;
	UiActionId action = ui_keymap_find (app->keymap, view->ops->contexts, key);
	if (action != UI_ACTION_NONE) {
		if (!_ui_command_is_modal (view) || passes_modal (action))
			ui_app_act (app, action, NULL);
	} else if (!_ui_command_is_modal (view)) {
		g_autofree char *name = ui_key_name (key);
		g_autofree char *shown = pki_text_printable (name, -1);
		g_autofree char *help = ui_keymap_first_key (app->keymap, UI_ACTION_HELP);
		ui_app_message (app, UI_MESSAGE_NOTE,
			_ ("%s does nothing here; %s lists the keys."), shown, help);
	}
}

/* ── clipboard ───────────────────────────────────────────────────────────── */

void ui_app_copy (UiApp *app, const char *text, const char *said)
{
	g_autoptr (GError) error = NULL;
	if (ui_clipboard_copy (text, strlen (text), &error))
		ui_app_message (app, UI_MESSAGE_NOTE, "%s", said);
	else
		ui_app_error (app, error);
}
