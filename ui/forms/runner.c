#include "config.h"

#include "ui/forms/runner.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "ui/core/job.h"
#include "ui/core/keymap.h"
#include "ui/forms/form-lines.h"
#include "ui/forms/leave.h"
#include "ui/term/glyph.h"
#include "ui/widgets/keys.h"
#include "ui/widgets/note.h"

typedef struct {
	UiForm *form;
	UiFormLines *lines;
	UiJob *job; /* under way for the form; NULL: none */
} Runner;

typedef struct {
	const UiFormSpec *spec;
	gpointer record;
} Arguments;

static gboolean open_runner (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	const Arguments *given = arguments;
	Runner *runner = ui_view_private (view);
	runner->form = ui_form_new (given->spec, given->record);
	runner->lines = ui_form_lines_new ();
	ui_view_set_title (view, _ (given->spec->title));
	return TRUE;
}

static void close_runner (UiView *view)
{
	Runner *runner = ui_view_private (view);
	ui_form_free (runner->form);
	ui_form_lines_free (runner->lines);
}

UiView *ui_runner_open (UiApp *app, const UiFormSpec *spec, gpointer record)
{
	Arguments arguments = { spec, record };
	return ui_app_show (app, &ui_runner_ops, &arguments);
}

UiForm *ui_runner_form (UiView *view)
{
	return ((Runner *)ui_view_private (view))->form;
}

static void set_busy (UiView *view, UiJob *job)
{
	Runner *runner = ui_view_private (view);
	runner->job = job;
	ui_view_dirty (view);
}

static gboolean is_secret (UiForm *form, const char *field)
{
	return ui_form_spec (form)->fields[ui_form_field (form, field)].kind == UI_FIELD_SECRET;
}

/* What was typed is wrong; or the key was open, nothing was typed, and it was locked meanwhile. */
static const char *refusal (const char *field, gboolean typed)
{
	if (g_str_equal (field, "pin"))
		return typed ? _ ("that does not open the token: type its PIN again")
			     : _ ("the token has been locked meanwhile: type its PIN");
	return typed ? _ ("that does not open the key: type its passphrase again")
		     : _ ("the key has been locked meanwhile: type its passphrase");
}

static void ask_again (UiForm *form, const char *field)
{
	const UiFormSpec *spec = ui_form_spec (form);
	gboolean typed = !ui_line_edit_is_empty (ui_form_edit (form, ui_form_field (form, field)));
	if (spec->key_locked)
		spec->key_locked (ui_form_record (form));
	ui_form_wipe (form, field);
	ui_form_blame (form, field, refusal (field, typed));
}

static void tell (UiView *view, const char *field, const GError *error)
{
	UiForm *form = ui_runner_form (view);
	if (field && ui_form_has_field (form, field) && is_secret (form, field)) {
		ask_again (form, field);
	} else if (field && ui_form_has_field (form, field)) {
		ui_form_blame (form, field, error->message);
	} else if (g_error_matches (error, PKI_ERROR, PKI_ERROR_EXISTS) &&
		   ui_form_has_field (form, "name")) {
		ui_form_blame (form, "name", error->message);
	} else {
		ui_app_error (ui_view_app (view), error);
	}
	ui_view_dirty (view);
}

/* ── what is shown ───────────────────────────────────────────────────────── */

static guint rows (UiView *view)
{
	Runner *runner = ui_view_private (view);
	return ui_form_lines_lay_out (
		runner->lines, runner->form, ui_view_height (view), ui_view_columns (view));
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Runner *runner = ui_view_private (view);
	ui_form_lines_draw (runner->lines, runner->form, row, cells);
}

static void draw_header (UiView *view, UiCells *cells)
{
	Runner *runner = ui_view_private (view);
	const UiFormSpec *spec = ui_form_spec (runner->form);
	const char *dot = ui_glyph (UI_GLYPH_DOT);
	guint count = ui_form_page_count (runner->form);
	const char *title = spec->pages[ui_form_page (runner->form)].title;
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_TITLE, ui_view_title (view));
	if (count > 1)
		ui_cells_addf (cells, UI_ROLE_LABEL, _ (" %s %u of %u"), dot,
			ui_form_page_number (runner->form), count);
	if (title)
		ui_cells_addf (cells, UI_ROLE_TITLE, " %s %s", dot, _ (title));
}

/* The field with the focus, with its words, is in sight. */
static void follow_focus (UiView *view)
{
	Runner *runner = ui_view_private (view);
	guint first, last;
	(void)rows (view);
	ui_form_lines_focus (runner->lines, runner->form, &first, &last);
	ui_view_set_cursor (view, first > 0 ? first - 1 : 0);
	ui_view_set_cursor (view, last);
	ui_view_set_cursor (view, first);
}

static gboolean caret (UiView *view, guint *row, int *column)
{
	Runner *runner = ui_view_private (view);
	return !runner->job && ui_form_lines_caret (runner->lines, runner->form, row, column);
}

static void draw_status (UiView *view, UiCells *cells)
{
	(void)view;
	(void)cells;
}

static void draw_footer (UiView *view, UiCells *cells)
{
	Runner *runner = ui_view_private (view);
	UiApp *app = ui_view_app (view);
	if (runner->job) {
		ui_keys_add (cells, "Esc", _ ("cancel"));
		return;
	}
	const UiField *spec = &ui_form_spec (runner->form)->fields[ui_form_focus (runner->form)];
	ui_keys_add (cells, "Tab", _ ("next field"));
	if (spec->kind == UI_FIELD_YES_NO)
		ui_keys_add (cells, _ ("Space"), _ ("change"));
	ui_keys_add (cells, "F1", _ ("explain"));
	ui_keys_add_action (cells, app, UI_ACTION_NEXT_PAGE);
	if (ui_form_page_number (runner->form) > 1)
		ui_keys_add_action (cells, app, UI_ACTION_PREVIOUS_PAGE);
	ui_keys_add (cells, "Esc", _ ("leave"));
}

static void leave (UiView *view, UiView *above)
{
	Runner *runner = ui_view_private (view);
	ui_leave (above, NULL, view, ui_form_is_touched (runner->form));
}

/* ── acting ──────────────────────────────────────────────────────────────── */

static void next_page (UiView *view)
{
	Runner *runner = ui_view_private (view);
	UiFormStep step = ui_form_next_page (runner->form);
	if (step == UI_FORM_COMPLETE)
		ui_form_spec (runner->form)->submit (view, runner->form);
	else
		follow_focus (view);
	ui_view_dirty (view);
}

static void explain (UiView *view)
{
	Runner *runner = ui_view_private (view);
	const UiField *spec = &ui_form_spec (runner->form)->fields[ui_form_focus (runner->form)];
	const char *text = spec->explanation ? spec->explanation : spec->hint;
	const UiNote note = { _ (spec->label), text ? _ (text) : "" };
	ui_app_show (ui_view_app (view), &ui_note_ops, (gpointer)&note);
}

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	(void)view;
	switch (action) {
	case UI_ACTION_NEXT_PAGE:
	case UI_ACTION_PREVIOUS_PAGE:
	case UI_ACTION_HELP:
	case UI_ACTION_ESCAPE:
	case UI_ACTION_CANCEL:
		return UI_CAN;
	default:
		return ui_leave_can (action, why_not);
	}
}

static void cancel_work (UiView *view)
{
	Runner *runner = ui_view_private (view);
	/* Its answer tells when it has stopped. */
	g_cancellable_cancel (ui_job_cancellable (runner->job));
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	Runner *runner = ui_view_private (view);
	if (runner->job) {
		if (action == UI_ACTION_ESCAPE || action == UI_ACTION_CANCEL)
			cancel_work (view);
		return TRUE;
	}
	switch (action) {
	case UI_ACTION_NEXT_PAGE:
		next_page (view);
		return TRUE;
	case UI_ACTION_PREVIOUS_PAGE:
		(void)ui_form_previous_page (runner->form);
		follow_focus (view);
		return TRUE;
	case UI_ACTION_HELP:
		explain (view);
		return TRUE;
	case UI_ACTION_ESCAPE:
	case UI_ACTION_CANCEL:
		leave (view, NULL);
		return TRUE;
	default:
		return FALSE;
	}
}

/* What the keymap knows to do in a form, by a key that types nothing. */
static gboolean is_command (UiView *view, UiKey key)
{
	if (ui_key_is_text (key))
		return FALSE;
	switch (ui_keymap_find (ui_app_keymap (ui_view_app (view)), UI_CONTEXT_FORM, key)) {
	case UI_ACTION_NEXT_PAGE:
	case UI_ACTION_PREVIOUS_PAGE:
	case UI_ACTION_HELP:
	case UI_ACTION_ESCAPE:
	case UI_ACTION_CANCEL:
	case UI_ACTION_REDRAW:
	case UI_ACTION_SUSPEND:
		return TRUE;
	default:
		return FALSE;
	}
}

static gboolean key_pressed (UiView *view, UiKey key)
{
	Runner *runner = ui_view_private (view);
	if (is_command (view, key))
		return FALSE;
	if (runner->job)
		return TRUE;
	if (ui_form_key (runner->form, key) == UI_FORM_ENTERED)
		next_page (view);
	follow_focus (view);
	return TRUE;
}

static void pasted (UiView *view, const char *text)
{
	Runner *runner = ui_view_private (view);
	if (runner->job)
		return;
	ui_form_paste (runner->form, text);
	follow_focus (view);
}

const UiViewOps ui_runner_ops = {
	.name = "form",
	.place = UI_PLACE_BODY,
	.contexts = UI_CONTEXT_FORM,
	.private_size = sizeof (Runner),
	.scrolls = TRUE,
	.open = open_runner,
	.close = close_runner,
	.rows = rows,
	.draw_row = draw_row,
	.draw_header = draw_header,
	.draw_status = draw_status,
	.draw_footer = draw_footer,
	.caret = caret,
	.can = can,
	.act = act,
	.key = key_pressed,
	.paste = pasted,
};

const UiHost ui_runner_host = {
	.set_busy = set_busy,
	.tell = tell,
	.leave = leave,
	.close = ui_view_close,
};
