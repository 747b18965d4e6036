#include "config.h"

#include "ui/forms/done.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/forms/export.h"
#include "ui/term/glyph.h"
#include "ui/widgets/keys.h"
#include "ui/widgets/wrapped.h"

#define LABEL_COLUMNS 11
#define SHORT_ID      7
/* Of a batch the files of the first are told one by one. */
#define SHOWN_MOST 50

typedef struct {
	UiDesk *desk;
	PkiOutcome *outcome;
	void (*again) (UiDesk *desk);
	UiWrapped *text;
} Done;

/* ── the text ────────────────────────────────────────────────────────────── */

static void add (GString *text, const char *label, const char *value)
{
	if (value)
		g_string_append_printf (text, "%s%*s  %s\n", label,
			MAX (LABEL_COLUMNS - pki_text_width (label), 0), "", value);
}

static void add_made (GString *text, const PkiMade *made)
{
	gboolean is_request = made->object->type == PKI_OBJECT_REQUEST;
	add (text, is_request ? _ ("Request") : _ ("Certificate"), made->path);
	add (text, _ ("Key"), made->key_path);
}

static void add_notes (GString *text, const PkiOutcome *outcome)
{
	if (outcome->warning)
		g_string_append_printf (text, "\n! %s\n", outcome->warning);
	if (outcome->recovered)
		g_string_append_printf (text, "\n%s\n", outcome->recovered);
	for (guint i = 0; i < outcome->notes->len; i++)
		g_string_append_printf (text, "%s%s\n", i == 0 ? "\n" : "",
			(const char *)g_ptr_array_index (outcome->notes, i));
}

static gboolean told_before (const PkiOutcome *outcome, guint index)
{
	const PkiMade *made = g_ptr_array_index (outcome->made, index);
	for (guint i = 0; i < index; i++) {
		const PkiMade *other = g_ptr_array_index (outcome->made, i);
		if (g_strcmp0 (other->next_steps, made->next_steps) == 0)
			return TRUE;
	}
	return FALSE;
}

static void add_next_steps (GString *text, const PkiOutcome *outcome)
{
	guint count = MIN (outcome->made->len, SHOWN_MOST);
	for (guint i = 0; i < count; i++) {
		const PkiMade *made = g_ptr_array_index (outcome->made, i);
		if (!made->next_steps || told_before (outcome, i))
			continue;
		if (outcome->made->len > 1)
			g_string_append_printf (text, "\n%s\n", made->path);
		g_string_append_printf (
			text, "%s%s\n", outcome->made->len > 1 ? "" : "\n", made->next_steps);
	}
}

static char *text_of (const PkiOutcome *outcome, const char *next)
{
	g_autoptr (GString) text = g_string_new ("\n");
	guint count = MIN (outcome->made->len, SHOWN_MOST);
	for (guint i = 0; i < count; i++)
		add_made (text, g_ptr_array_index (outcome->made, i));
	for (guint i = 0; outcome->made->len == 0 && i < outcome->files->len; i++)
		add (text, _ ("File"), g_ptr_array_index (outcome->files, i));
	add_notes (text, outcome);
	add_next_steps (text, outcome);
	if (next)
		g_string_append_printf (text, "\n%s\n", _ (next));
	return pki_text_printable_lines (text->str, -1);
}

static char *title_of (const PkiOutcome *outcome)
{
	const PkiMade *first = outcome->made->len > 0 ? g_ptr_array_index (outcome->made, 0) : NULL;
	if (!first)
		return g_strdup (_ ("Done"));
	if (outcome->made->len > 1)
		return g_strdup_printf (
			ngettext ("Done: %u certificate is issued",
				"Done: %u certificates are issued", outcome->made->len),
			outcome->made->len);
	g_autofree char *name = pki_text_printable (first->name, -1);
	return g_strdup_printf (
		first->object->type == PKI_OBJECT_REQUEST ? _ ("Done: the request %s is made")
		: pki_object_is_ca (first->object, NULL)  ? _ ("Done: the CA %s is made")
							  : _ ("Done: %s is issued"),
		name);
}

/* ── the view ────────────────────────────────────────────────────────────── */

static gboolean open_done (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	const UiDone *given = arguments;
	Done *done = ui_view_private (view);
	done->desk = given->desk;
	done->outcome = given->outcome;
	done->again = given->again;
	g_autofree char *text = text_of (given->outcome, given->next);
	g_autofree char *title = title_of (given->outcome);
	done->text = ui_wrapped_new (text);
	ui_view_set_title (view, title);
	return TRUE;
}

static void close_done (UiView *view)
{
	Done *done = ui_view_private (view);
	ui_wrapped_free (done->text);
	pki_outcome_free (done->outcome);
}

void ui_done_open (const UiDone *done)
{
	ui_app_show (ui_desk_app (done->desk), &ui_done_ops, (gpointer)done);
}

static guint rows (UiView *view)
{
	Done *done = ui_view_private (view);
	return ui_wrapped_lines (done->text, ui_view_columns (view) - 4);
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Done *done = ui_view_private (view);
	ui_cells_move (cells, 2);
	ui_cells_add (cells, UI_ROLE_VALUE, ui_wrapped_line (done->text, row));
}

static void draw_header (UiView *view, UiCells *cells)
{
	Done *done = ui_view_private (view);
	ui_cells_move (cells, 1);
	ui_cells_addf (cells, UI_ROLE_GOOD, "%s ", ui_glyph (UI_GLYPH_YES));
	ui_cells_add (cells, UI_ROLE_TITLE, ui_view_title (view));
	if (!done->outcome->commit)
		return;
	g_autofree char *id = g_strndup (done->outcome->commit, SHORT_ID);
	g_autofree char *commit = g_strdup_printf (_ (" commit %s "), id);
	ui_cells_right (cells, UI_ROLE_MUTED, commit);
}

static const PkiMade *first_made (UiView *view)
{
	Done *done = ui_view_private (view);
	return done->outcome->made->len ? g_ptr_array_index (done->outcome->made, 0) : NULL;
}

static void draw_footer (UiView *view, UiCells *cells)
{
	Done *done = ui_view_private (view);
	const PkiMade *made = first_made (view);
	ui_keys_add (cells, "Enter", made ? _ ("see it") : _ ("go on"));
	UiApp *app = ui_view_app (view);
	if (done->again)
		ui_keys_add_action_as (cells, app, UI_ACTION_ADD, _ ("another one"));
	if (made && made->object->type == PKI_OBJECT_CERTIFICATE)
		ui_keys_add_action_as (cells, app, UI_ACTION_EXPORT, _ ("export for deployment"));
	ui_keys_add_action (cells, app, UI_ACTION_CLOSE);
}

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	(void)why_not;
	Done *done = ui_view_private (view);
	const PkiMade *made = first_made (view);
	switch (action) {
	case UI_ACTION_OPEN:
		return UI_CAN;
	case UI_ACTION_ADD:
		return done->again ? UI_CAN : UI_CAN_NOT_HERE;
	case UI_ACTION_EXPORT:
		return made && made->object->type == PKI_OBJECT_CERTIFICATE ? UI_CAN
									    : UI_CAN_NOT_HERE;
	default:
		return UI_CAN_NOT_HERE;
	}
}

static void see_it (UiView *view)
{
	Done *done = ui_view_private (view);
	const PkiMade *made = first_made (view);
	g_autofree char *path = made ? g_strdup (made->path) : NULL;
	UiDesk *desk = done->desk;
	ui_view_close (view);
	if (path)
		ui_desk_show (desk, path);
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	Done *done = ui_view_private (view);
	UiDesk *desk = done->desk;
	if (can (view, action, NULL) != UI_CAN)
		return FALSE;
	if (action == UI_ACTION_OPEN) {
		see_it (view);
	} else if (action == UI_ACTION_ADD) {
		void (*again) (UiDesk *) = done->again;
		ui_view_close (view);
		again (desk);
	} else {
		ui_export_open (desk, first_made (view)->path);
	}
	return TRUE;
}

const UiViewOps ui_done_ops = {
	.name = "done",
	.title = N_ ("Done"),
	.place = UI_PLACE_BODY,
	.contexts = UI_CONTEXT_LIST | UI_CONTEXT_FORM | UI_CONTEXT_OBJECT,
	.private_size = sizeof (Done),
	.scrolls = TRUE,
	.open = open_done,
	.close = close_done,
	.rows = rows,
	.draw_row = draw_row,
	.draw_header = draw_header,
	.draw_footer = draw_footer,
	.can = can,
	.act = act,
};
