/* A list from which Enter opens the sample form, for the tests of the runner on a screen. What the
 * form gave is told as a message. */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/ui/form-sample.h"
#include "ui/forms/runner.h"
#include "ui/views/help.h"
#include "ui/views/messages.h"
#include "ui/widgets/prompt.h"

static guint rows (UiView *view)
{
	(void)view;
	return 1;
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	(void)view;
	(void)row;
	ui_cells_add (cells, UI_ROLE_VALUE, "Enter opens the form");
}

static void submit (UiView *view, UiForm *form)
{
	g_autofree char *words = form_sample_words (ui_form_record (form));
	ui_app_message (ui_view_app (view), UI_MESSAGE_NOTE, "Given: %s", words);
	ui_view_close (view);
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	static UiFormSpec spec;
	if (action != UI_ACTION_OPEN)
		return FALSE;
	spec = form_sample;
	spec.submit = submit;
	(void)ui_runner_open (ui_view_app (view), &spec, form_sample_new ());
	return TRUE;
}

static const UiViewOps list_view = {
	.name = "list",
	.title = "List",
	.contexts = UI_CONTEXT_LIST,
	.rows = rows,
	.draw_row = draw_row,
	.act = act,
};

int main (void)
{
	setlocale (LC_ALL, "");
	UiAppSetup setup = {
		.prompt = &ui_prompt_ops, .help = &ui_help_ops, .messages = &ui_messages_ops
	};
	g_autoptr (GError) error = NULL;
	g_autoptr (UiApp) app = ui_app_new (&setup, &error);
	if (app)
		ui_app_add_tab (app, UI_ACTION_TAB_TREE, &list_view, NULL);
	if (app && ui_app_run (app, &error))
		return EXIT_SUCCESS;
	fprintf (stderr, "form-program: %s\n", error->message);
	return 2;
}
