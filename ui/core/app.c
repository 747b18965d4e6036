#include "config.h"

#include "ui/core/app.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/base/intl.h"
#include "src/base/secret.h"
#include "ui/core/app-private.h"
#include "ui/core/job.h"
#include "ui/term/screen.h"

/* How long running work is waited for at the end, once it was told to stop. */
#define LAST_WAIT (2 * G_USEC_PER_SEC)

/* ── views ───────────────────────────────────────────────────────────────── */

UiTab *_ui_app_tab (UiApp *app)
{
	return &g_array_index (app->tabs, UiTab, app->tab);
}

UiView *_ui_app_top (UiApp *app)
{
	GPtrArray *stack = _ui_app_tab (app)->stack;
	return stack->len ? g_ptr_array_index (stack, stack->len - 1) : NULL;
}

gboolean _ui_app_is_at_top (UiApp *app)
{
	return app->over->len == 0 && _ui_app_tab (app)->stack->len < 2;
}

UiView *ui_app_behind (UiApp *app)
{
	return _ui_view_focused (_ui_app_top (app));
}

UiView *_ui_app_front (UiApp *app)
{
	if (app->over->len)
		return g_ptr_array_index (app->over, app->over->len - 1);
	return ui_app_behind (app);
}

void _ui_app_layout (UiApp *app, UiLayout *out)
{
	UiView *top = _ui_app_top (app);
	*out = ui_layout (ui_screen_rows (), ui_screen_columns (), top && top->side);
}

static void tab_clear (gpointer data)
{
	g_ptr_array_unref (((UiTab *)data)->stack);
}

void ui_app_add_tab (UiApp *app, UiActionId action, const UiViewOps *ops, gpointer arguments)
{
	UiTab tab = { action, ops, arguments, g_ptr_array_new () };
	g_array_append_val (app->tabs, tab);
}

gboolean _ui_app_open_tab (UiApp *app, guint number, GError **error)
{
	UiTab *tab = &g_array_index (app->tabs, UiTab, number);
	if (!tab->stack->len) {
		UiView *view = _ui_view_new (app, tab->ops);
		if (!_ui_view_open (view, tab->arguments, error)) {
			_ui_view_free (view);
			return FALSE;
		}
		g_ptr_array_add (tab->stack, view);
	}
	app->tab = number;
	ui_app_dirty (app);
	return TRUE;
}

UiView *ui_app_go_to_tab (UiApp *app, UiActionId action)
{
	g_autoptr (GError) error = NULL;
	for (guint i = 0; i < app->tabs->len; i++) {
		if (g_array_index (app->tabs, UiTab, i).action != action)
			continue;
		if (!_ui_app_open_tab (app, i, &error)) {
			ui_app_error (app, error);
			return NULL;
		}
		while (_ui_app_tab (app)->stack->len > 1)
			ui_view_close (_ui_app_top (app));
		return _ui_app_top (app);
	}
	return NULL;
}

UiView *ui_app_push (UiApp *app, const UiViewOps *ops, gpointer arguments, GError **error)
{
	UiView *view = _ui_view_new (app, ops);
	if (!_ui_view_open (view, arguments, error)) {
		_ui_view_free (view);
		return NULL;
	}
	g_ptr_array_add (ops->place == UI_PLACE_BODY ? _ui_app_tab (app)->stack : app->over, view);
	ui_app_dirty (app);
	return view;
}

UiView *ui_app_show (UiApp *app, const UiViewOps *ops, gpointer arguments)
{
	g_autoptr (GError) error = NULL;
	UiView *view = ui_app_push (app, ops, arguments, &error);
	if (!view)
		ui_app_error (app, error);
	return view;
}

static void tell_model_changed (UiView *view)
{
	if (view->ops->model_changed)
		view->ops->model_changed (view);
	if (view->side)
		tell_model_changed (view->side);
}

void ui_app_model_changed (UiApp *app)
{
	for (guint i = 0; i < app->tabs->len; i++) {
		GPtrArray *stack = g_array_index (app->tabs, UiTab, i).stack;
		for (guint k = 0; k < stack->len; k++)
			tell_model_changed (g_ptr_array_index (stack, k));
	}
	for (guint i = 0; i < app->over->len; i++)
		tell_model_changed (g_ptr_array_index (app->over, i));
	ui_app_dirty (app);
}

static void bury_closed (UiApp *app)
{
	while (app->closed->len)
		_ui_view_free (g_ptr_array_steal_index (app->closed, app->closed->len - 1));
}

/* ── painting ────────────────────────────────────────────────────────────── */

/* Tests wait for this: everything that came in was worked off, and the screen shows it. */
static void tell_idle (UiApp *app)
{
	if (!app->mark || _ui_job_is_busy (app) || app->paint_source)
		return;
	g_autofree char *mark = g_strdup_printf ("\033]7770;%u\a", app->events);
	ui_screen_write (mark, strlen (mark));
}

static gboolean paint (gpointer data)
{
	UiApp *app = data;
	bury_closed (app);
	_ui_search_catch_up (app);
	_ui_message_collect_caught (app);
	_ui_frame_paint (app);
	/* What painting itself changed is painted already. */
	app->paint_source = 0;
	tell_idle (app);
	return G_SOURCE_REMOVE;
}

void ui_app_dirty (UiApp *app)
{
	if (!app->paint_source && !app->ending)
		app->paint_source = g_idle_add_full (G_PRIORITY_LOW, paint, app, NULL);
}

/* ── what happens ────────────────────────────────────────────────────────── */

static void on_paste (UiApp *app, const char *text)
{
	UiView *view = _ui_app_front (app);
	app->shown = NULL;
	if (view->ops->paste)
		view->ops->paste (view, text);
	else
		ui_app_message (app, UI_MESSAGE_NOTE, _ ("What was pasted has no meaning here."));
}

static void on_event (UiApp *app, const UiEvent *event)
{
	UiLayout layout;
	_ui_app_layout (app, &layout);
	if (event->type == UI_EVENT_KEY)
		_ui_command_key (app, event->key);
	else if (layout.too_small)
		return; /* nobody sees what would come of it */
	else if (event->type == UI_EVENT_PASTE)
		on_paste (app, event->text);
	else
		_ui_mouse_event (app, event);
}

static void read_input (UiApp *app)
{
	UiEvent event;
	while (g_main_loop_is_running (app->loop) && ui_input_next (app->input, &event)) {
		app->events++;
		ui_app_dirty (app);
		on_event (app, &event);
		if (event.type == UI_EVENT_PASTE) {
			pki_wipe (event.text, strlen (event.text));
			g_free (event.text);
		}
		bury_closed (app);
	}
}

static gboolean on_input (int descriptor, GIOCondition condition, gpointer data)
{
	UiApp *app = data;
	if (condition & (G_IO_HUP | G_IO_ERR | G_IO_NVAL)) {
		app->signal = SIGHUP;
		ui_app_quit (app);
		return G_SOURCE_CONTINUE;
	}
	read_input (app);
	return G_SOURCE_CONTINUE;
}

static gboolean on_resize (gpointer data)
{
	UiApp *app = data;
	if (ui_screen_resized ())
		ui_app_dirty (app);
	/* ncurses may hold keys that the descriptor does not show. */
	read_input (app);
	return G_SOURCE_CONTINUE;
}

static gboolean on_stop (int descriptor, GIOCondition condition, gpointer data)
{
	UiApp *app = data;
	char byte;
	while (read (descriptor, &byte, 1) == 1)
		;
	ui_screen_suspend ();
	ui_app_dirty (app);
	read_input (app);
	return G_SOURCE_CONTINUE;
}

static void die_of (UiApp *app, int number)
{
	app->signal = number;
	ui_app_quit (app);
}

static gboolean on_term (gpointer data)
{
	die_of (data, SIGTERM);
	return G_SOURCE_CONTINUE;
}

static gboolean on_int (gpointer data)
{
	die_of (data, SIGINT);
	return G_SOURCE_CONTINUE;
}

static gboolean on_hup (gpointer data)
{
	die_of (data, SIGHUP);
	return G_SOURCE_CONTINUE;
}

static void listen (UiApp *app)
{
	guint sources[] = {
		g_unix_fd_add (
			ui_input_descriptor (), G_IO_IN | G_IO_HUP | G_IO_ERR, on_input, app),
		g_unix_fd_add (ui_screen_stop_descriptor (), G_IO_IN, on_stop, app),
		g_unix_signal_add (SIGWINCH, on_resize, app),
		g_unix_signal_add (SIGTERM, on_term, app),
		g_unix_signal_add (SIGINT, on_int, app),
		g_unix_signal_add (SIGHUP, on_hup, app),
	};
	g_array_append_vals (app->sources, sources, G_N_ELEMENTS (sources));
}

/* ── life ────────────────────────────────────────────────────────────────── */

static void load_keymap (UiApp *app)
{
	g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
	app->keymap = ui_keymap_new ();
	ui_keymap_load (app->keymap, complaints);
	for (guint i = 0; i < complaints->len; i++)
		ui_app_message (app, UI_MESSAGE_WARNING, "%s",
			(const char *)g_ptr_array_index (complaints, i));
}

UiApp *ui_app_new (const UiAppSetup *setup, GError **error)
{
	if (!ui_screen_open (error))
		return NULL;
	UiApp *app = g_new0 (UiApp, 1);
	app->setup = *setup;
	app->loop = g_main_loop_new (NULL, FALSE);
	app->tabs = g_array_new (FALSE, FALSE, sizeof (UiTab));
	g_array_set_clear_func (app->tabs, tab_clear);
	app->over = g_ptr_array_new ();
	app->closed = g_ptr_array_new ();
	app->spots = g_array_new (FALSE, FALSE, sizeof (UiSpot));
	app->cells = ui_cells_new (80);
	app->messages = g_ptr_array_new_with_free_func (_ui_message_free);
	app->jobs = g_ptr_array_new ();
	app->sources = g_array_new (FALSE, FALSE, sizeof (guint));
	for (guint i = 0; i < G_N_ELEMENTS (app->history); i++)
		app->history[i] = g_ptr_array_new_with_free_func (g_free);
	app->mark = g_strcmp0 (g_getenv ("PKITTY_TEST_MARK"), "1") == 0;
	app->input = ui_input_new ();
	app->mouse = setup->mouse;
	ui_input_set_mouse (app->mouse);
	if (ui_screen_note ())
		ui_app_message (app, UI_MESSAGE_WARNING, "%s", ui_screen_note ());
	load_keymap (app);
	return app;
}

gboolean ui_app_run (UiApp *app, GError **error)
{
	if (!_ui_app_open_tab (app, 0, error))
		return FALSE;
	listen (app);
	ui_screen_resized ();
	ui_app_dirty (app);
	g_main_loop_run (app->loop);
	return TRUE;
}

void ui_app_quit (UiApp *app)
{
	g_main_loop_quit (app->loop);
}

static void close_views (UiApp *app)
{
	while (app->over->len)
		_ui_view_free (g_ptr_array_steal_index (app->over, app->over->len - 1));
	bury_closed (app);
	for (guint i = 0; i < app->tabs->len; i++) {
		GPtrArray *stack = g_array_index (app->tabs, UiTab, i).stack;
		while (stack->len)
			_ui_view_free (g_ptr_array_steal_index (stack, stack->len - 1));
	}
}

/* FALSE when some work does not stop: its app must stay. */
static gboolean end_jobs (UiApp *app)
{
	gint64 end = g_get_monotonic_time () + LAST_WAIT;
	while (app->jobs->len && g_get_monotonic_time () < end) {
		/* Those too that only begin meanwhile. */
		for (guint i = 0; i < app->jobs->len; i++)
			ui_job_cancel (g_ptr_array_index (app->jobs, i));
		if (!g_main_context_iteration (NULL, FALSE))
			g_usleep (1000);
	}
	return app->jobs->len == 0;
}

void ui_app_free (UiApp *app)
{
	if (!app)
		return;
	int number = app->signal;
	app->ending = TRUE;
	g_clear_handle_id (&app->paint_source, g_source_remove);
	/* Closing takes the window that keys are read from away. */
	g_clear_pointer (&app->input, ui_input_free);
	ui_screen_close ();
	for (guint i = 0; i < app->sources->len; i++)
		g_source_remove (g_array_index (app->sources, guint, i));
	close_views (app);
	gboolean ended = end_jobs (app);
	if (ended) {
		g_array_unref (app->sources);
		g_array_unref (app->tabs);
		g_array_unref (app->spots);
		g_ptr_array_unref (app->over);
		g_ptr_array_unref (app->closed);
		g_ptr_array_unref (app->messages);
		g_ptr_array_unref (app->jobs);
		for (guint i = 0; i < G_N_ELEMENTS (app->history); i++)
			g_ptr_array_unref (app->history[i]);
		ui_cells_free (app->cells);
		ui_keymap_free (app->keymap);
		g_clear_pointer (&app->pattern, ui_pattern_free);
		g_main_loop_unref (app->loop);
		g_free (app->prompt_filter);
		g_free (app->prompt_text);
		g_free (app->prompt_note);
		g_free (app->name);
		g_free (app->branch);
		g_free (app->state);
		g_free (app);
	}
	if (number) {
		signal (number, SIG_DFL);
		raise (number);
	}
}

void ui_app_set_place (
	UiApp *app, const char *name, const char *branch, UiRole role, const char *state)
{
	g_free (app->name);
	g_free (app->branch);
	g_free (app->state);
	app->name = g_strdup (name);
	app->branch = g_strdup (branch);
	app->state = g_strdup (state);
	app->state_role = role;
	ui_app_dirty (app);
}

void ui_app_set_refresh (UiApp *app, void (*refresh) (gpointer data), gpointer data)
{
	app->refresh = refresh;
	app->refresh_data = data;
}

void ui_app_set_own (UiApp *app, const UiAppOwn *own, gpointer data)
{
	app->own = own;
	app->own_data = data;
}

const UiKeymap *ui_app_keymap (UiApp *app)
{
	return app->keymap;
}
