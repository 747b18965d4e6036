/*
 * The application: one thread, GLib's main loop. It has the terminal, the tabs with their stacks of
 * views, the frame around them (tab bar, status line, footer), the keymap, the messages and the
 * jobs. Everything changes state and marks it dirty; one source of the lowest priority paints.
 *
 * A composition (ui/explore.c) does: ui_app_new(), ui_app_set_place(), ui_app_add_tab() …,
 * ui_app_run(), ui_app_free().
 */
#pragma once

#include <glib.h>

#include "ui/core/view.h"

typedef struct {
	const UiViewOps *prompt; /* gets a UiPromptRequest */
	const UiViewOps *help; /* a popup; gets NULL */
	const UiViewOps *messages;
	gboolean mouse;
} UiAppSetup;

/* Opens the screen. PKI_ERROR_UNSUPPORTED where that can't be done. */
UiApp *ui_app_new (const UiAppSetup *setup, GError **error);
/* Closes views, jobs and the screen. */
void ui_app_free (UiApp *app);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiApp, ui_app_free)

/* A tab, in order of their keys; ACTION opens it. The view is opened at the first visit. ARGUMENTS
 * must outlive the app. */
void ui_app_add_tab (UiApp *app, UiActionId action, const UiViewOps *ops, gpointer arguments);

/* Runs until the user quits. FALSE with an error when the first view can't be opened. */
gboolean ui_app_run (UiApp *app, GError **error);
void ui_app_quit (UiApp *app);

/* The left of the tab bar: the store's name, its branch (or NULL), and the state behind it in words
 * or a glyph. Printable texts, copied. */
void ui_app_set_place (
	UiApp *app, const char *name, const char *branch, UiRole role, const char *state);

/* Opens a view: in the body on top of the tab's stack, a popup or a line over all. NULL with an
 * error when its open failed. */
UiView *ui_app_push (UiApp *app, const UiViewOps *ops, gpointer arguments, GError **error);

/* Opens a view in the body, beneath the popups and lines that are open; tells an error as a
 * message. */
UiView *ui_app_show (UiApp *app, const UiViewOps *ops, gpointer arguments);

/* Messages: on the status line until the next key, and kept for the Messages view. */
typedef enum {
	UI_MESSAGE_NOTE,
	UI_MESSAGE_WARNING,
	UI_MESSAGE_ERROR,
	UI_MESSAGE_CAUGHT, /* a library wrote it to standard error: only kept */
} UiMessageKind;
void ui_app_message (UiApp *app, UiMessageKind kind, const char *format, ...) G_GNUC_PRINTF (3, 4);
void ui_app_error (UiApp *app, const GError *error);

/* An error as one printable line: the way out, which stands in a line of its own in it, is the next
 * sentence. The caller frees. */
char *ui_error_words (const GError *error);

typedef struct {
	UiMessageKind kind;
	gint64 time;
	char *text; /* printable */
} UiMessage;
/* The last 500, oldest first: UiMessage*. The app's. */
const GPtrArray *ui_app_messages (UiApp *app);

/* Something must be painted. */
void ui_app_dirty (UiApp *app);

/* Tells all open views that the store has changed. */
void ui_app_model_changed (UiApp *app);

/* What the composition does itself: asked about actions that the view in front knows nothing of,
 * before the app's own. UI_CAN_NOT_HERE for those that are none of its. */
typedef struct {
	UiCan (*can) (UiActionId action, char **why_not, gpointer data);
	void (*act) (UiActionId action, gpointer data);
} UiAppOwn;
void ui_app_set_own (UiApp *app, const UiAppOwn *own, gpointer data);

/* Opens the tab of this action and closes what was opened above its first view, which is returned.
 */
UiView *ui_app_go_to_tab (UiApp *app, UiActionId action);

/* Called for REFRESH, which is the composition's business. */
void ui_app_set_refresh (UiApp *app, void (*refresh) (gpointer data), gpointer data);

/* Runs an action as a key would, for the view in front. */
void ui_app_act (UiApp *app, UiActionId action, const char *argument);

/* Whether the action is possible now for the view in front, the app's own actions included. WHY_NOT
 * may be NULL. */
UiCan ui_app_can (UiApp *app, UiActionId action, char **why_not);

/* The view that is in front when popups and prompts are out of the way: what the help view helps
 * with. */
UiView *ui_app_behind (UiApp *app);
UiCan ui_app_can_in (UiApp *app, UiView *view, UiActionId action, char **why_not);

/* Copies to the user's clipboard, and says SAID (a translated sentence) when that is done. */
void ui_app_copy (UiApp *app, const char *text, const char *said);

/* The keys in force. */
const struct _UiKeymap *ui_app_keymap (UiApp *app);
