#include "config.h"

#include "ui/forms/review.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "ui/core/job.h"
#include "ui/forms/done.h"
#include "ui/forms/leave.h"
#include "ui/forms/review-model.h"
#include "ui/term/glyph.h"
#include "ui/widgets/keys.h"

#define VALUE_COLUMN 22

/* What the thread works on, and what it tells meanwhile. */
typedef struct {
	UiDesk *desk;
	UiView *view;
	PkiPlan *plan;
	UiReviewWords words;
	guint done, total; /* atomic */
	gint64 begun;
} Carrying;

typedef struct {
	UiDesk *desk;
	const UiHost *host;
	UiView *form;
	PkiPlan *plan; /* NULL while it is carried out */
	PkiSecret *known, *chosen;
	UiReviewWords words;
	char *command;
	GPtrArray *lines;
	int columns; /* for which the lines were made */
	UiJob *job; /* NULL: nothing is under way */
} Review;

static gboolean open_review (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	const UiReview *given = arguments;
	Review *review = ui_view_private (view);
	review->desk = given->desk;
	review->host = given->host;
	review->form = given->form;
	review->plan = given->plan;
	review->known = given->known ? pki_secret_ref (given->known) : NULL;
	review->chosen = given->chosen ? pki_secret_ref (given->chosen) : NULL;
	review->words = given->words;
	review->command = ui_review_command (given->plan);
	return TRUE;
}

static void close_review (UiView *view)
{
	Review *review = ui_view_private (view);
	pki_plan_free (review->plan);
	g_clear_pointer (&review->known, pki_secret_unref);
	g_clear_pointer (&review->chosen, pki_secret_unref);
	if (review->words.free_before)
		review->words.free_before (review->words.before_data);
	g_clear_pointer (&review->lines, g_ptr_array_unref);
	g_free (review->command);
}

void ui_review_open (const UiReview *review)
{
	ui_app_show (ui_desk_app (review->desk), &ui_review_ops, (gpointer)review);
}

/* ── what is shown ───────────────────────────────────────────────────────── */

static guint rows (UiView *view)
{
	Review *review = ui_view_private (view);
	int columns = ui_view_columns (view);
	if (review->plan && (!review->lines || review->columns != columns)) {
		g_clear_pointer (&review->lines, g_ptr_array_unref);
		review->lines = ui_review_lines (review->plan, columns);
		review->columns = columns;
	}
	return review->lines->len;
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Review *review = ui_view_private (view);
	const UiReviewLine *line = g_ptr_array_index (review->lines, row);
	if (line->label) {
		ui_cells_move (cells, 2);
		ui_cells_fit (cells, UI_ROLE_LABEL, line->label, VALUE_COLUMN - 3);
	}
	ui_cells_move (cells, VALUE_COLUMN);
	ui_cells_add (cells, line->role, line->text);
}

static void draw_header (UiView *view, UiCells *cells)
{
	Review *review = ui_view_private (view);
	const char *dot = ui_glyph (UI_GLYPH_DOT);
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_TITLE, ui_view_title (view));
	ui_cells_addf (cells, UI_ROLE_SOON, " %s %s", dot,
		review->job ? _ ("under way") : _ ("nothing is written yet"));
}

static void draw_status (UiView *view, UiCells *cells)
{
	(void)view;
	(void)cells;
}

static void draw_footer (UiView *view, UiCells *cells)
{
	Review *review = ui_view_private (view);
	UiApp *app = ui_view_app (view);
	if (review->job) {
		ui_keys_add_action_as (cells, app, UI_ACTION_CANCEL, _ ("cancel"));
		return;
	}
	ui_keys_add_action_as (cells, app, UI_ACTION_CONFIRM, _ (review->words.what));
	ui_keys_add_action_as (cells, app, UI_ACTION_PREVIOUS_PAGE, _ ("change something"));
	if (*review->command)
		ui_keys_add_action_as (cells, app, UI_ACTION_COPY, _ ("copy the command"));
	ui_keys_add (cells, "Esc", _ ("leave"));
	ui_keys_add_action (cells, app, UI_ACTION_HELP);
}

/* ── carrying out ────────────────────────────────────────────────────────── */

static void note_progress (guint done, guint total, gpointer data)
{
	Carrying *carrying = data;
	g_atomic_int_set (&carrying->done, done);
	g_atomic_int_set (&carrying->total, total);
}

static gpointer carry_out (UiJob *job, gpointer data, GError **error)
{
	Carrying *carrying = data;
	const UiReviewWords *words = &carrying->words;
	if (words->before &&
		!words->before (ui_desk_directory (carrying->desk), words->before_data, error))
		return NULL;
	return pki_plan_carry_out (carrying->plan, ui_desk_keyring (carrying->desk), note_progress,
		carrying, ui_job_cancellable (job), error);
}

/* Making a key tells nothing of how far it is: then the time that has passed. */
static char *progress (gpointer data)
{
	Carrying *carrying = data;
	guint done = (guint)g_atomic_int_get (&carrying->done);
	guint total = (guint)g_atomic_int_get (&carrying->total);
	if (total > 1)
		return g_strdup_printf (_ ("%u of %u"), done, total);
	gint64 seconds = (g_get_monotonic_time () - carrying->begun) / G_USEC_PER_SEC;
	return g_strdup_printf ("%" PRId64 " s", seconds);
}

/* A plan is carried out once; what failed has changed nothing and may be tried again. */
static void fail (Carrying *carrying, const GError *error, gboolean cancelled)
{
	Review *review = ui_view_private (carrying->view);
	UiApp *app = ui_desk_app (carrying->desk);
	review->plan = g_steal_pointer (&carrying->plan);
	review->words.before = carrying->words.before;
	if (cancelled) {
		ui_app_message (app, UI_MESSAGE_NOTE, _ ("Cancelled: nothing was written."));
	} else if (g_error_matches (error, PKI_ERROR, PKI_ERROR_CANCELLED)) {
		/* No passphrase: the key was locked while this was read. */
		ui_view_close (carrying->view);
		review->host->tell (review->form, "known", error);
	} else {
		ui_app_error (app, error);
	}
}

static void carried_out (gpointer result, const GError *error, gpointer data)
{
	Carrying *carrying = data;
	Review *review = ui_view_private (carrying->view);
	gboolean cancelled = g_cancellable_is_cancelled (ui_job_cancellable (review->job));
	review->job = NULL;
	ui_desk_answer (carrying->desk, NULL, NULL);
	if (error) {
		fail (carrying, error, cancelled);
		return;
	}
	const UiDone done = { carrying->desk, result, review->words.again, review->words.next };
	UiView *form = review->form;
	const UiHost *host = review->host;
	ui_view_close (carrying->view);
	host->close (form);
	ui_desk_changed (carrying->desk);
	ui_done_open (&done);
}

static void carrying_free (gpointer data)
{
	Carrying *carrying = data;
	pki_plan_free (carrying->plan);
	g_free (carrying);
}

static void confirm (UiView *view)
{
	Review *review = ui_view_private (view);
	Carrying *carrying = g_new0 (Carrying, 1);
	(void)rows (view); /* the lines stay while the plan is with the job */
	*carrying = (Carrying){ .desk = review->desk,
		.view = view,
		.plan = g_steal_pointer (&review->plan),
		.words = review->words,
		.begun = g_get_monotonic_time () };
	ui_desk_answer (review->desk, review->known, review->chosen);
	const UiJobSpec spec = {
		.title = _ ("making keys and certificates"),
		.work = carry_out,
		.data = carrying,
		.free_data = carrying_free,
		.free_result = (GDestroyNotify)pki_outcome_free,
		.done = carried_out,
		.done_data = carrying,
		.view = view,
	};
	review->job = ui_job_start (ui_view_app (view), &spec);
	ui_job_set_poll (review->job, progress);
}

/* ── acting ──────────────────────────────────────────────────────────────── */

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	Review *review = ui_view_private (view);
	switch (action) {
	case UI_ACTION_CONFIRM:
	case UI_ACTION_PREVIOUS_PAGE:
	case UI_ACTION_ESCAPE:
	case UI_ACTION_BACK:
	case UI_ACTION_CLOSE:
	case UI_ACTION_CANCEL:
		return UI_CAN;
	case UI_ACTION_COPY:
		return *review->command ? UI_CAN : UI_CAN_NOT_HERE;
	default:
		return ui_leave_can (action, why_not);
	}
}

static void act_under_way (Review *review, UiActionId action)
{
	if (action == UI_ACTION_CANCEL || action == UI_ACTION_ESCAPE)
		g_cancellable_cancel (ui_job_cancellable (review->job));
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	Review *review = ui_view_private (view);
	if (can (view, action, NULL) != UI_CAN)
		return FALSE;
	if (review->job) {
		act_under_way (review, action);
		return TRUE;
	}
	if (action == UI_ACTION_CONFIRM)
		confirm (view);
	else if (action == UI_ACTION_COPY)
		ui_app_copy (ui_view_app (view), review->command, _ ("Command"));
	else if (action == UI_ACTION_PREVIOUS_PAGE || action == UI_ACTION_BACK)
		ui_view_close (view);
	else
		review->host->leave (review->form, view);
	return TRUE;
}

const UiViewOps ui_review_ops = {
	.name = "review",
	.title = N_ ("Review"),
	.place = UI_PLACE_BODY,
	.contexts = UI_CONTEXT_LIST | UI_CONTEXT_FORM | UI_CONTEXT_OBJECT,
	.private_size = sizeof (Review),
	.scrolls = TRUE,
	.open = open_review,
	.close = close_review,
	.rows = rows,
	.draw_row = draw_row,
	.draw_header = draw_header,
	.draw_status = draw_status,
	.draw_footer = draw_footer,
	.can = can,
	.act = act,
};
