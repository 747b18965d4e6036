#include "config.h"

#include "ui/forms/cluster-table.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "ui/core/prompt.h"
#include "ui/forms/cluster-table-private.h"
#include "ui/forms/cluster.h"
#include "ui/forms/csv-file.h"
#include "ui/forms/leave.h"
#include "ui/forms/planning.h"
#include "ui/forms/runner.h"
#include "ui/widgets/lineedit-key.h"
#include "ui/widgets/note.h"

static guint rows (UiView *view)
{
	UiClusterTable *table = ui_view_private (view);
	return ui_cluster_rows (table->cluster);
}

static gboolean caret (UiView *view, guint *row, int *column)
{
	UiClusterTable *table = ui_view_private (view);
	int columns = ui_view_columns (view), cursor = 0;
	*row = ui_view_cursor (view);
	*column = _ui_cluster_column_begin (table, table->column, columns);
	if (table->edit)
		g_free (ui_line_edit_visible (table->edit,
			_ui_cluster_column_width (table, table->column, columns), &cursor));
	else if (table->column >= UI_CLUSTER_TEXTS)
		cursor = (_ui_cluster_column_width (table, table->column, columns) - 1) / 2;
	*column += cursor;
	return !table->job;
}

/* ── editing ─────────────────────────────────────────────────────────────── */

static void begin_edit (UiView *view)
{
	UiClusterTable *table = ui_view_private (view);
	if (table->column >= UI_CLUSTER_TEXTS)
		return;
	const char *text = ui_cluster_text (
		table->cluster, ui_view_cursor (view), (UiClusterColumn)table->column);
	if (strlen (text) > UI_LINE_EDIT_LONG) {
		ui_app_message (ui_view_app (view), UI_MESSAGE_WARNING,
			_ ("This cell holds too much to be edited here: mend the CSV file, and "
			   "read that again."));
		return;
	}
	table->edit = ui_line_edit_new_long ();
	ui_line_edit_set_text (table->edit, text);
}

static void end_edit (UiView *view, gboolean keep)
{
	UiClusterTable *table = ui_view_private (view);
	if (table->edit && keep)
		ui_cluster_set_text (table->cluster, ui_view_cursor (view),
			(UiClusterColumn)table->column, ui_line_edit_text (table->edit));
	g_clear_pointer (&table->edit, ui_line_edit_free);
}

/* The next cell; at the end of a row the first of the next one. */
static void step (UiView *view, int by)
{
	UiClusterTable *table = ui_view_private (view);
	int count = (int)_ui_cluster_column_count (table), to = (int)table->column + by;
	guint row = ui_view_cursor (view);
	if (to >= count && row + 1 < rows (view))
		ui_view_set_cursor (view, row + 1), to = 0;
	else if (to < 0 && row > 0)
		ui_view_set_cursor (view, row - 1), to = count - 1;
	table->column = (guint)CLAMP (to, 0, count - 1);
}

static gboolean edit_key (UiView *view, UiKey key)
{
	UiClusterTable *table = ui_view_private (view);
	switch (key) {
	case UI_KEY_ENTER:
		end_edit (view, TRUE);
		break;
	case UI_KEY_ESCAPE:
	case UI_KEY_CTRL ('c'):
		end_edit (view, FALSE);
		break;
	case UI_KEY_TAB:
	case UI_KEY_BACKTAB:
		end_edit (view, TRUE);
		step (view, key == UI_KEY_TAB ? 1 : -1);
		begin_edit (view);
		break;
	case UI_KEY_UP:
	case UI_KEY_DOWN:
		end_edit (view, TRUE);
		ui_view_set_cursor (view, key == UI_KEY_UP ? MAX (ui_view_cursor (view), 1) - 1
							   : ui_view_cursor (view) + 1);
		break;
	case UI_KEY_CTRL ('n'):
		end_edit (view, TRUE);
		return FALSE;
	case UI_KEY_CTRL ('z'):
	case UI_KEY_CTRL ('l'):
		return FALSE;
	default:
		(void)ui_line_edit_press (table->edit, key);
		break;
	}
	return TRUE;
}

static gboolean key_pressed (UiView *view, UiKey key)
{
	UiClusterTable *table = ui_view_private (view);
	ui_view_dirty (view);
	if (table->job)
		return FALSE;
	if (table->edit)
		return edit_key (view, key);
	switch (key) {
	case UI_KEY_TAB:
	case UI_KEY_RIGHT:
	case 'l':
		step (view, 1);
		return TRUE;
	case UI_KEY_BACKTAB:
	case UI_KEY_LEFT:
	case 'h':
		step (view, -1);
		return TRUE;
	default:
		return FALSE;
	}
}

/* ── a table from elsewhere ──────────────────────────────────────────────── */

static void take_csv (UiView *view, GBytes *text)
{
	UiClusterTable *table = ui_view_private (view);
	UiApp *app = ui_view_app (view);
	g_autoptr (GError) error = NULL;
	guint count =
		ui_cluster_add_csv (table->cluster, table->draft->materials->site, text, &error);
	if (error)
		ui_app_error (app, error);
	else
		ui_app_message (app, UI_MESSAGE_NOTE,
			ngettext ("%u row was taken.", "%u rows were taken.", count), count);
	ui_view_dirty (view);
}

static void pasted (UiView *view, const char *text)
{
	UiClusterTable *table = ui_view_private (view);
	if (table->job)
		return;
	if (table->edit) {
		if (!ui_line_edit_fits (table->edit, text, -1))
			ui_app_message (ui_view_app (view), UI_MESSAGE_WARNING,
				_ ("That is too long for this cell: nothing of it was "
				   "taken."));
		(void)ui_line_edit_insert (table->edit, text, -1);
		return;
	}
	g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
	take_csv (view, bytes);
}

static void read_file (GBytes *text, gpointer data)
{
	take_csv (data, text);
}

/* ── on to the review ────────────────────────────────────────────────────── */

static PkiPlan *plan (PkiSite *site, gpointer wishes, GError **error)
{
	return pki_plan_batch (site, wishes, error);
}

static void open_again (UiDesk *desk, UiMaterials *materials, gpointer data)
{
	(void)data;
	if (ui_materials_suffice (desk, materials, TRUE))
		ui_cluster_open_again (desk, materials);
}

static void again (UiDesk *desk)
{
	ui_materials_gather (desk, open_again, NULL, NULL);
}

static const UiHost host;

static void review (UiView *view)
{
	UiClusterTable *table = ui_view_private (view);
	UiDraft *draft = table->draft;
	guint row;
	UiClusterColumn column;
	g_autofree char *what = NULL;
	if (!ui_cluster_check (table->cluster, &row, &column, &what)) {
		ui_view_set_cursor (view, row);
		table->column = column;
		ui_app_message (ui_view_app (view), UI_MESSAGE_ERROR, "%s", what);
		return;
	}
	ui_draft_remember (draft);
	g_autofree char *authority = ui_draft_authority_reference (draft);
	const UiPlanning planning = {
		.desk = draft->desk,
		.host = &host,
		.view = view,
		.site = draft->materials->site,
		.wish = ui_cluster_wishes (table->cluster, authority, draft->suggested),
		.free_wish = (GDestroyNotify)g_ptr_array_unref,
		.plan = plan,
		.signer = ui_draft_authority (draft),
		.known = draft->known,
		.words = { .what = N_ ("issue them all"), .again = again },
	};
	ui_planning_start (&planning);
}

static void set_busy (UiView *view, UiJob *job)
{
	UiClusterTable *table = ui_view_private (view);
	table->job = job;
	ui_view_dirty (view);
}

/* The passphrase was asked for by the form below. */
static void tell (UiView *view, const char *field, const GError *error)
{
	UiClusterTable *table = ui_view_private (view);
	UiView *form = table->form;
	if (!field) {
		ui_app_error (ui_view_app (view), error);
		return;
	}
	ui_view_close (view);
	ui_runner_host.tell (form, field, error);
}

static void leave (UiView *view, UiView *above)
{
	UiClusterTable *table = ui_view_private (view);
	gboolean typed = ui_cluster_certificates (table->cluster) > 0;
	ui_leave (above, view, table->form,
		typed || ui_form_is_touched (ui_runner_form (table->form)));
}

static void close_both (UiView *view)
{
	UiClusterTable *table = ui_view_private (view);
	UiView *form = table->form;
	ui_view_close (view);
	ui_view_close (form);
}

static const UiHost host = {
	.set_busy = set_busy, .tell = tell, .leave = leave, .close = close_both
};

/* ── acting ──────────────────────────────────────────────────────────────── */

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	UiClusterTable *table = ui_view_private (view);
	switch (action) {
	case UI_ACTION_OPEN:
	case UI_ACTION_ADD:
	case UI_ACTION_REMOVE:
	case UI_ACTION_PASTE:
	case UI_ACTION_NEXT_PAGE:
	case UI_ACTION_PREVIOUS_PAGE:
	case UI_ACTION_ESCAPE:
	case UI_ACTION_CANCEL:
	case UI_ACTION_CLOSE:
	case UI_ACTION_HELP:
		return UI_CAN;
	case UI_ACTION_DUPLICATE:
		if (!ui_cluster_is_blank (table->cluster, ui_view_cursor (view)))
			return UI_CAN;
		if (why_not)
			*why_not = g_strdup (
				_ ("This row is empty: press Enter and type a name first."));
		return UI_CAN_NOT_NOW;
	case UI_ACTION_TOGGLE:
		if (table->column >= UI_CLUSTER_TEXTS)
			return UI_CAN;
		if (why_not)
			*why_not = g_strdup (_ ("Go to a role first (Tab), then Space."));
		return UI_CAN_NOT_NOW;
	default:
		return ui_leave_can (action, why_not);
	}
}

static void explain (UiView *view)
{
	const UiNote note = { _ ("A table for a whole cluster"),
		_ ("Each row is a machine or a user; each x is a certificate for that role.\n\n"
		   "Arrows and Tab move. Enter edits a cell; several names or addresses in it are "
		   "separated by commas. Space switches a role on and off. a adds a row, d copies "
		   "one and counts its numbers on (etcd1 becomes etcd2), Del removes one.\n\n"
		   "A table from elsewhere: paste its text here, or press ^V for a file. It is CSV "
		   "with a first line such as profile,name,dns,ip; several values in one field are "
		   "separated by blanks, and node[1-3] stands for three rows.\n\n"
		   "^N checks everything and shows what will be made; nothing is written before "
		   "you "
		   "confirm that. ^P goes back.") };
	ui_app_show (ui_view_app (view), &ui_note_ops, (gpointer)&note);
}

static void act_on_rows (UiView *view, UiActionId action)
{
	UiClusterTable *table = ui_view_private (view);
	guint row = ui_view_cursor (view);
	if (action == UI_ACTION_TOGGLE) {
		ui_cluster_toggle_role (table->cluster, row, table->column - UI_CLUSTER_TEXTS);
		return;
	}
	guint to = action == UI_ACTION_ADD         ? ui_cluster_add (table->cluster, row)
		   : action == UI_ACTION_DUPLICATE ? ui_cluster_copy (table->cluster, row)
						   : ui_cluster_remove (table->cluster, row);
	ui_view_set_cursor (view, to);
	if (action == UI_ACTION_ADD) {
		table->column = UI_CLUSTER_NAME;
		begin_edit (view);
	}
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	UiClusterTable *table = ui_view_private (view);
	if (can (view, action, NULL) != UI_CAN)
		return table->job != NULL;
	if (table->job) {
		if (action == UI_ACTION_ESCAPE || action == UI_ACTION_CANCEL)
			g_cancellable_cancel (ui_job_cancellable (table->job));
		return TRUE;
	}
	switch (action) {
	case UI_ACTION_OPEN:
		if (table->column >= UI_CLUSTER_TEXTS)
			act_on_rows (view, UI_ACTION_TOGGLE);
		else
			begin_edit (view);
		break;
	case UI_ACTION_PASTE:
		ui_csv_file_ask (view, ui_desk_directory (table->draft->desk), read_file, view);
		break;
	case UI_ACTION_NEXT_PAGE:
		review (view);
		break;
	case UI_ACTION_PREVIOUS_PAGE:
		ui_view_close (view);
		break;
	case UI_ACTION_HELP:
		explain (view);
		break;
	case UI_ACTION_ESCAPE:
	case UI_ACTION_CANCEL:
	case UI_ACTION_CLOSE:
		leave (view, NULL);
		break;
	default:
		act_on_rows (view, action);
		break;
	}
	ui_view_dirty (view);
	return TRUE;
}

/* ── life ────────────────────────────────────────────────────────────────── */

typedef struct {
	UiView *form;
	UiDraft *draft;
} Arguments;

static void free_cluster (gpointer cluster)
{
	ui_cluster_free (cluster);
}

static gboolean open_table (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	const Arguments *given = arguments;
	UiClusterTable *table = ui_view_private (view);
	UiDraft *draft = given->draft;
	table->form = given->form;
	table->draft = draft;
	/* Another system has other columns. */
	if (g_strcmp0 (draft->table_group, draft->profile) != 0) {
		g_free (draft->table_group);
		draft->table_group = g_strdup (draft->profile);
		if (draft->table)
			draft->free_table (draft->table);
		draft->table = ui_cluster_new (draft->profile, draft->materials->profiles);
		draft->free_table = free_cluster;
	}
	table->cluster = draft->table;
	return TRUE;
}

static void close_table (UiView *view)
{
	end_edit (view, FALSE);
}

static const UiViewOps table_ops = {
	.name = "cluster",
	.title = N_ ("A whole cluster"),
	.place = UI_PLACE_BODY,
	.contexts = UI_CONTEXT_LIST | UI_CONTEXT_FORM,
	.private_size = sizeof (UiClusterTable),
	.open = open_table,
	.close = close_table,
	.rows = rows,
	.draw_row = _ui_cluster_draw_row,
	.draw_header = _ui_cluster_draw_header,
	.draw_status = _ui_cluster_draw_status,
	.draw_footer = _ui_cluster_draw_footer,
	.caret = caret,
	.can = can,
	.act = act,
	.key = key_pressed,
	.paste = pasted,
};

void ui_cluster_table_open (UiView *form, UiDraft *draft)
{
	Arguments arguments = { form, draft };
	ui_app_show (ui_view_app (form), &table_ops, &arguments);
}
