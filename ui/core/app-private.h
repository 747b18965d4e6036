/* The app's insides, shared by the files of ui/core. */
#pragma once

#include <gio/gio.h>

#include "ui/core/app.h"
#include "ui/core/keymap.h"
#include "ui/core/layout.h"
#include "ui/term/input.h"

struct _UiView {
	const UiViewOps *ops;
	UiApp *app;
	gpointer private;
	UiList list;
	int columns;
	char *title; /* NULL: ops->title */
	char *filter; /* in force; NULL: none */
	UiView *side; /* owned */
	UiView *main; /* of which this is the side */
	gboolean in_side; /* of a main view: the side has the keys */
	gboolean closed;
	guint found; /* where the last search ended, for texts that have no cursor */
	guint told; /* the row that `moved` was last told of, G_MAXUINT for none */
	UiArea area; /* of its rows as painted, for the mouse */
};

typedef struct {
	UiActionId action;
	const UiViewOps *ops;
	gpointer arguments;
	GPtrArray *stack; /* UiView, owned; empty until the first visit */
} UiTab;

/* A stretch of the tab bar or footer that acts when pressed. */
typedef struct {
	int row, column, width;
	UiActionId action;
} UiSpot;

struct _UiApp {
	GMainLoop *loop;
	UiAppSetup setup;
	UiInput *input;
	UiKeymap *keymap;
	GArray *tabs; /* UiTab */
	guint tab;
	GPtrArray *over; /* UiView: popups and lines, the last in front; owned */
	GPtrArray *closed; /* UiView: freed at the end of the event */

	guint paint_source;
	gboolean ending; /* the screen is closed: nothing is painted any more */
	guint events; /* that came from the terminal, for tests */
	gboolean mark; /* tests want to know when we are idle */
	GArray *spots; /* UiSpot of the last paint */
	UiCells *cells; /* for whatever row is drawn at the moment */
	gboolean mouse;

	char *name, *branch, *state; /* the place */
	UiRole state_role;

	GPtrArray *messages; /* UiMessage */
	UiMessage *shown; /* the one of them on the status line, or NULL */

	UiPattern *pattern; /* what the search looks for, NULL for none */
	UiView *prompt_view; /* whose search or filter is being typed */
	guint prompt_cursor; /* where its cursor stood */
	char *prompt_filter; /* what its filter was */
	char *prompt_text; /* typed, and not yet searched or filtered for; NULL: nothing */
	char *prompt_note; /* what came of it: "not found" */
	gboolean prompt_filters; /* a filter is being typed, else a search */
	GPtrArray *history[3]; /* of search, filter, command */

	GPtrArray *jobs; /* UiJob */
	guint jobs_timer;
	guint tick; /* of the timer, for the spinner */

	const UiAppOwn *own;
	gpointer own_data;
	void (*refresh) (gpointer data);
	gpointer refresh_data;
	GArray *sources; /* guint: to remove at the end */
	int signal; /* that ends the program, 0 for none */
};

/* view.c */
UiView *_ui_view_new (UiApp *app, const UiViewOps *ops);
gboolean _ui_view_open (UiView *view, gpointer arguments, GError **error);
void _ui_view_free (UiView *view);
/* Brings count, height and cursor up to date. */
void _ui_view_sync (UiView *view);
/* The side, where it has the keys, else the view itself. */
UiView *_ui_view_focused (UiView *view);

/* app.c */
UiView *_ui_app_front (UiApp *app);
UiTab *_ui_app_tab (UiApp *app);
UiView *_ui_app_top (UiApp *app); /* of the tab's stack; NULL before the first */
/* Nothing stands on the tab's own view: closing that one is quitting. */
gboolean _ui_app_is_at_top (UiApp *app);
gboolean _ui_app_open_tab (UiApp *app, guint tab, GError **error);
void _ui_app_layout (UiApp *app, UiLayout *out);

/* frame.c */
void _ui_frame_paint (UiApp *app);

/* bar.c: the lines around the body; CELLS has their width. */
void _ui_bar_tabs (UiApp *app, UiCells *cells);
/* The message, or what is wrong with what is typed, where that does not fit its line: how many
 * lines stand above the status line, and one of them. */
guint _ui_bar_lines_above (UiApp *app, UiView *front, int columns);
void _ui_bar_line_above (UiApp *app, UiView *front, guint line, UiCells *cells);
void _ui_bar_status (UiApp *app, UiView *front, UiCells *cells);
void _ui_bar_footer (UiApp *app, UiView *front, UiCells *cells, int row);

/* command.c */
void _ui_command_key (UiApp *app, UiKey key);
gboolean _ui_command_is_modal (const UiView *view);

/* mouse.c */
void _ui_mouse_event (UiApp *app, const UiEvent *event);

/* search.c */
void _ui_search_ask (UiApp *app, UiView *view);
void _ui_search_for (UiApp *app, UiView *view, const char *text);
void _ui_search_next (UiApp *app, UiView *view, int step);
void _ui_filter_ask (UiApp *app, UiView *view);
void _ui_filter_set (UiApp *app, UiView *view, const char *text);
void _ui_command_ask (UiApp *app);
void _ui_search_forget_view (UiApp *app, UiView *view);
/* Searches or filters for what has been typed so far: once before each paint, however many keys
 * came meanwhile. */
void _ui_search_catch_up (UiApp *app);

/* message.c */
void _ui_message_free (gpointer message);
void _ui_message_collect_caught (UiApp *app);

/* job.c */
void _ui_job_forget_view (UiApp *app, UiView *view);
gboolean _ui_job_cancel_all (UiApp *app);
/* Whether something runs whose result somebody waits for. */
gboolean _ui_job_is_busy (UiApp *app);
/* "Reading: 12,000 files" of the job to show, or NULL. The caller frees. */
char *_ui_job_words (UiApp *app);
