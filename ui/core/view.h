/*
 * A view: one screenful of something, as a const table of functions and private data. It says what
 * its rows are; the app draws them, moves in them, searches, and turns keys into actions. Views
 * never wait and never touch a terminal, so they work the same in a test without one. Dialogs,
 * menus and prompts are views as well, placed otherwise.
 */
#pragma once

#include <glib.h>

#include "ui/core/action.h"
#include "ui/core/cells.h"
#include "ui/core/list.h"
#include "ui/core/pattern.h"
#include "ui/term/key.h"

typedef struct _UiApp UiApp;
typedef struct _UiView UiView;

typedef enum {
	UI_PLACE_BODY,
	UI_PLACE_POPUP, /* a frame over the body */
	UI_PLACE_LINE, /* one row at the place of the status line */
} UiPlace;

typedef enum {
	UI_CAN_NOT_HERE, /* this view knows nothing of the action: the app may */
	UI_CAN,
	UI_CAN_NOT_NOW, /* *why_not tells: greyed */
} UiCan;

/* Every function but rows and draw_row may be NULL. */
typedef struct {
	const char *name; /* "tree": never translated */
	const char *title; /* N_() */
	UiPlace place;
	guint contexts; /* UiContext bits; UI_CONTEXT_ANY need not be said */
	gsize private_size; /* of what ui_view_private() returns, zeroed */
	gboolean scrolls; /* a text to scroll: no row is selected */

	/* ARGUMENTS are what ui_app_push() was given, its caller's. FALSE with an error: the view
	 * is not opened, and close is called. */
	gboolean (*open) (UiView *view, gpointer arguments, GError **error);
	void (*close) (UiView *view);

	/* Called before each paint when the view is seen: ui_view_columns() tells its width. Cheap.
	 */
	guint (*rows) (UiView *view);
	/* One visible row. The app lays selection and search matches over it. */
	void (*draw_row) (UiView *view, guint row, UiCells *cells);
	/* While there are no rows: what stands in their place, one row of the window. */
	void (*draw_empty) (UiView *view, guint row, UiCells *cells);
	/* The line above the rows; NULL: the title. */
	void (*draw_header) (UiView *view, UiCells *cells);
	/* The left part of the line below the body (the app adds "7 of 31" and running work). A
	 * popup without it leaves the line to the view behind. */
	void (*draw_status) (UiView *view, UiCells *cells);
	/* Text entry: what keys do, instead of the footer of actions. */
	void (*draw_footer) (UiView *view, UiCells *cells);
	/* The rows that would be good for a popup with this much room; the app clamps. */
	void (*wanted) (UiView *view, int max_rows, int max_columns, int *rows, int *columns);
	/* Text entry: where the terminal's cursor stands; FALSE: hidden. */
	gboolean (*caret) (UiView *view, guint *row, int *column);

	/* Search goes by the model, not by what is drawn. match looks at one row; a view of many
	 * rows gives find instead: the first row that matches from FROM on (it included) in
	 * direction STEP (1 or -1), without wrapping. */
	gboolean (*match) (UiView *view, guint row, const UiPattern *pattern);
	gboolean (*find) (UiView *view, const UiPattern *pattern, guint from, int step, guint *row);
	/* Shows only what matches TEXT ("" or NULL: all); called at each change while it is typed.
	 * With an error nothing changes. */
	gboolean (*filter) (UiView *view, const char *text, GError **error);

	/* Whether an action is possible now. Movement, search and what the app itself does need no
	 * answer; a NULL can means that act, if there is one, knows OPEN and no other. */
	UiCan (*can) (UiView *view, UiActionId action, char **why_not);
	/* Does it. ARGUMENT is what was typed behind the name after `:`, or NULL. FALSE: not done
	 * here, the app may do its own (for BACK: close the view). */
	gboolean (*act) (UiView *view, UiActionId action, const char *argument);

	/* Text entry: sees each key before the keymap; TRUE when it took it. */
	gboolean (*key) (UiView *view, UiKey key);
	/* A paste; without this it only leads to a message. Never arrives as keys. */
	void (*paste) (UiView *view, const char *text);

	/* The cursor stands on another row than at the last call. */
	void (*moved) (UiView *view);
	/* The store changed (ui_app_model_changed()): keep the cursor on the same object. */
	void (*model_changed) (UiView *view);
} UiViewOps;

gpointer ui_view_private (UiView *view);
UiApp *ui_view_app (UiView *view);

/* Cursor and window. The app keeps the count up to date before it asks for rows. */
guint ui_view_cursor (UiView *view);
void ui_view_set_cursor (UiView *view, guint row);
guint ui_view_top (UiView *view);
/* Columns and rows there are for the view's rows, as of the last layout (80 × 20 before any). */
int ui_view_columns (UiView *view);
int ui_view_height (UiView *view);

/* Instead of ops->title; printable text, copied. NULL: ops->title again. */
void ui_view_set_title (UiView *view, const char *title);
const char *ui_view_title (UiView *view);

/* Something to paint changed. */
void ui_view_dirty (UiView *view);

/* The filter in force as typed, or "" . */
const char *ui_view_filter (UiView *view);

/* A second view beside this one, drawn when the screen has at least 100 columns; opened in `open`
 * of the main one, closed with it. */
UiView *ui_view_open_side (UiView *view, const UiViewOps *ops, gpointer arguments, GError **error);
UiView *ui_view_side (UiView *view);
gboolean ui_view_side_is_seen (UiView *view);

/* Closes a pushed view (popup, line, or the top of a tab's stack); the memory goes at the end of
 * the event, so a view may close itself. */
void ui_view_close (UiView *view);
