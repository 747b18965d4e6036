/*
 * The frame of the application around a list of numbered rows, for tests of what all screens share.
 * Arguments: how many rows; "mouse" switches the mouse on. `t` opens a text, `p` crashes, `y`
 * copies the row, `o` starts work that only ^C ends, `+` writes to standard error, `-` is never
 * possible.
 */
#include "config.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/core/app.h"
#include "ui/core/job.h"
#include "ui/views/help.h"
#include "ui/views/messages.h"
#include "ui/widgets/prompt.h"

typedef struct {
	GArray *numbers; /* guint: the rows that the filter lets through */
	guint count;
} Sample;

static gboolean filter (UiView *view, const char *text, GError **error)
{
	Sample *sample = ui_view_private (view);
	if (g_strcmp0 (text, "wrong:") == 0) {
		g_set_error (error, G_FILE_ERROR, 0, "there is no field “wrong”");
		return FALSE;
	}
	g_array_set_size (sample->numbers, 0);
	for (guint i = 0; i < sample->count; i++) {
		g_autofree char *name = g_strdup_printf ("row %u", i);
		if (!text || strstr (name, text))
			g_array_append_val (sample->numbers, i);
	}
	return TRUE;
}

static gboolean open_sample (UiView *view, gpointer arguments, GError **error)
{
	Sample *sample = ui_view_private (view);
	sample->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
	sample->count = *(guint *)arguments;
	return filter (view, NULL, error);
}

static void close_sample (UiView *view)
{
	g_array_unref (((Sample *)ui_view_private (view))->numbers);
}

static guint rows (UiView *view)
{
	return ((Sample *)ui_view_private (view))->numbers->len;
}

static guint number (UiView *view, guint row)
{
	return g_array_index (((Sample *)ui_view_private (view))->numbers, guint, row);
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	ui_cells_addf (cells, UI_ROLE_VALUE, " row %u ", number (view, row));
	ui_cells_add (cells, UI_ROLE_GOOD, "good ");
	ui_cells_add (cells, UI_ROLE_BAD, "bad");
}

static gboolean match (UiView *view, guint row, const UiPattern *pattern)
{
	g_autofree char *name = g_strdup_printf ("row %u", number (view, row));
	return ui_pattern_match (pattern, name);
}

/* ── a text ──────────────────────────────────────────────────────────────── */

static guint text_rows (UiView *view)
{
	return 100;
}

static char *text_line (guint row)
{
	return g_strdup_printf ("line %u at the cafe\u0301", row);
}

static void draw_text_row (UiView *view, guint row, UiCells *cells)
{
	g_autofree char *line = text_line (row);
	ui_cells_add (cells, UI_ROLE_VALUE, line);
}

static gboolean match_text (UiView *view, guint row, const UiPattern *pattern)
{
	g_autofree char *line = text_line (row);
	return ui_pattern_match (pattern, line);
}

static const UiViewOps text_view = {
	.name = "text",
	.title = "A text",
	.contexts = UI_CONTEXT_LIST,
	.scrolls = TRUE,
	.rows = text_rows,
	.draw_row = draw_text_row,
	.match = match_text,
};

static const UiViewOps side_view = {
	.name = "side",
	.title = "Beside",
	.contexts = UI_CONTEXT_LIST,
	.rows = text_rows,
	.draw_row = draw_text_row,
};

static gboolean open_with_side (UiView *view, gpointer arguments, GError **error)
{
	return open_sample (view, arguments, error) &&
	       ui_view_open_side (view, &side_view, NULL, error);
}

/* ── actions ─────────────────────────────────────────────────────────────── */

static gpointer work (UiJob *job, gpointer data, GError **error)
{
	GCancellable *cancellable = ui_job_cancellable (job);
	GPollFD cancelled;
	if (!g_cancellable_make_pollfd (cancellable, &cancelled))
		g_error ("no descriptor is left");
	while (!g_cancellable_set_error_if_cancelled (cancellable, error))
		g_poll (&cancelled, 1, -1);
	g_cancellable_release_fd (cancellable);
	return NULL;
}

static char *progress (gpointer data)
{
	return g_strdup ("under way");
}

static void worked (gpointer result, const GError *error, gpointer data)
{
	ui_app_message (data, UI_MESSAGE_WARNING, "work ended: %s", error->message);
}

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	switch (action) {
	case UI_ACTION_TEXT:
	case UI_ACTION_PEM:
	case UI_ACTION_COPY:
	case UI_ACTION_UNLOCK:
	case UI_ACTION_EXPAND_ALL:
		return UI_CAN;
	case UI_ACTION_COLLAPSE_ALL:
		*why_not = g_strdup ("There is nothing to collapse.");
		return UI_CAN_NOT_NOW;
	default:
		return UI_CAN_NOT_HERE;
	}
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	UiApp *app = ui_view_app (view);
	g_autofree char *name = NULL;
	UiJobSpec spec = { .title = "Working", .work = work, .done = worked, .done_data = app };
	switch (action) {
	case UI_ACTION_TEXT:
		ui_app_show (app, &text_view, NULL);
		return TRUE;
	case UI_ACTION_PEM:
		raise (SIGSEGV);
		return TRUE;
	case UI_ACTION_COPY:
		name = g_strdup_printf ("row %u", number (view, ui_view_cursor (view)));
		ui_app_copy (app, name, "Row copied.");
		return TRUE;
	case UI_ACTION_UNLOCK:
		ui_job_set_poll (ui_job_start (app, &spec), progress);
		return TRUE;
	case UI_ACTION_EXPAND_ALL:
		fputs ("a library complains\n", stderr);
		return TRUE;
	default:
		return FALSE;
	}
}

#define SAMPLE                                                                                     \
	.contexts = UI_CONTEXT_LIST | UI_CONTEXT_FILTER | UI_CONTEXT_OBJECT | UI_CONTEXT_FOLD,     \
	.private_size = sizeof (Sample), .close = close_sample, .rows = rows,                      \
	.draw_row = draw_row, .match = match, .filter = filter, .can = can, .act = act

static const UiViewOps sample_view = {
	.name = "sample", .title = "Sample", .open = open_with_side, SAMPLE
};
static const UiViewOps other_view = {
	.name = "other", .title = "Other", .open = open_sample, SAMPLE
};

int main (int argc, char **argv)
{
	setlocale (LC_ALL, "");
	guint count = argc > 1 ? (guint)strtoul (argv[1], NULL, 10) : 100;
	UiAppSetup setup = { .prompt = &ui_prompt_ops,
		.help = &ui_help_ops,
		.messages = &ui_messages_ops,
		.mouse = argc > 2 && g_str_equal (argv[2], "mouse") };
	g_autoptr (GError) error = NULL;
	g_autoptr (UiApp) app = ui_app_new (&setup, &error);
	if (app) {
		ui_app_set_place (app, "the store", "main", UI_ROLE_GOOD, "clean");
		ui_app_add_tab (app, UI_ACTION_TAB_TREE, &sample_view, &count);
		ui_app_add_tab (app, UI_ACTION_TAB_EXPIRY, &other_view, &count);
	}
	if (app && ui_app_run (app, &error))
		return EXIT_SUCCESS;
	fprintf (stderr, "sample: %s\n", error->message);
	return 2;
}
