#include "config.h"

#include "ui/views/commit.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/core/job.h"
#include "ui/core/wrap.h"
#include "ui/views/commit-lines.h"
#include "ui/widgets/pager.h"

enum { FILES_MOST = 5000, PATCH_MOST = 1 << 20 };

typedef struct {
	char *directory, *id;
} Question;

typedef struct {
	UiSession *session;
	char *id;
	GPtrArray *lines; /* UiCommitLine; NULL: being read */
	GArray *pieces; /* Piece */
	int columns; /* for which the pieces were made */
	char *why; /* it can't be read; or NULL */
} Commit;

/* A part of a line that fits the width. */
typedef struct {
	guint line;
	gsize start, size;
} Piece;

static void question_free (gpointer data)
{
	Question *question = data;
	g_free (question->directory);
	g_free (question->id);
	g_free (question);
}

static void lines_free (gpointer data)
{
	g_ptr_array_unref (data);
}

/* ── in the thread
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gpointer read_lines (UiJob *job, gpointer data, GError **error)
{
	const Question *question = data;
	g_autoptr (PkiHistory) history = pki_history_open (question->directory, error);
	PkiRevision *revision =
		history ? pki_history_revision (history, question->id, error) : NULL;
	g_autoptr (PkiHistoryEntry) entry =
		revision ? pki_history_entry_new (
				   history, revision, FILES_MOST, ui_job_cancellable (job), error)
			 : NULL;
	return entry ? ui_commit_lines (entry) : NULL;
}

static gpointer read_patch (UiJob *job, gpointer data, GError **error)
{
	const Question *question = data;
	guint total;
	g_autoptr (PkiHistory) history = pki_history_open (question->directory, error);
	g_autoptr (PkiRevision) revision =
		history ? pki_history_revision (history, question->id, error) : NULL;
	g_autoptr (GPtrArray) files = revision ? pki_history_files (history, revision, FILES_MOST,
							 &total, ui_job_cancellable (job), error)
					       : NULL;
	if (!files)
		return NULL;
	g_autofree char *patch =
		pki_history_patch (history, files, PATCH_MOST, ui_job_cancellable (job));
	return pki_text_printable_lines (patch, -1);
}

/* ── the diff
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

typedef struct {
	UiSession *session;
	char *title;
} Diff;

static void diff_free (gpointer data)
{
	Diff *diff = data;
	g_free (diff->title);
	g_free (diff);
}

static void diff_ready (gpointer result, const GError *error, gpointer data)
{
	Diff *diff = data;
	g_autofree char *text = result;
	if (!text) {
		if (error)
			ui_app_error (diff->session->app, error);
		return;
	}
	const UiPagerText pager = { diff->title, *text ? text : _ ("Nothing here changed."),
		_ ("Diff copied.") };
	(void)ui_app_show (diff->session->app, &ui_pager_ops, (gpointer)&pager);
}

static Question *question_new (UiSession *session, const char *id)
{
	Question *question = g_new0 (Question, 1);
	question->directory = g_strdup (pki_store_directory (session->store));
	question->id = g_strdup (id);
	return question;
}

static void open_diff (UiSession *session, const char *id)
{
	Diff *diff = g_new0 (Diff, 1);
	diff->session = session;
	diff->title = g_strdup_printf (_ ("Diff of commit %.12s"), id);
	const UiJobSpec spec = {
		.title = _ ("comparing"),
		.work = read_patch,
		.data = question_new (session, id),
		.free_data = question_free,
		.free_result = g_free,
		.done = diff_ready,
		.done_data = diff,
		.free_done_data = diff_free,
	};
	(void)ui_job_start (session->app, &spec);
}

/* ── rows
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static int room_of (const UiCommitLine *line, int columns)
{
	return MAX (columns - line->indent - line->label_columns - 1, 8);
}

static void wrap (Commit *commit, int columns)
{
	commit->columns = columns;
	g_array_set_size (commit->pieces, 0);
	for (guint i = 0; i < commit->lines->len; i++) {
		const UiCommitLine *line = commit->lines->pdata[i];
		gsize size = strlen (line->text), done = 0;
		do {
			gsize fits = ui_wrap_fits (
				line->text + done, size - done, room_of (line, columns));
			const Piece piece = { i, done, fits };
			g_array_append_val (commit->pieces, piece);
			done += fits;
		} while (done < size);
	}
}

static guint rows (UiView *view)
{
	Commit *commit = ui_view_private (view);
	if (!commit->lines)
		return 0;
	if (commit->columns != ui_view_columns (view))
		wrap (commit, ui_view_columns (view));
	return commit->pieces->len;
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Commit *commit = ui_view_private (view);
	const Piece *piece = &g_array_index (commit->pieces, Piece, row);
	const UiCommitLine *line = commit->lines->pdata[piece->line];
	g_autofree char *text = g_strndup (line->text + piece->start, piece->size);
	ui_cells_move (cells, line->indent);
	if (line->label)
		ui_cells_fit (cells, line->label_role, piece->start ? "" : line->label,
			line->label_columns);
	ui_cells_add (cells, line->role, text);
}

static void draw_empty (UiView *view, guint row, UiCells *cells)
{
	Commit *commit = ui_view_private (view);
	if (row > 0)
		return;
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_VALUE, commit->why ? commit->why : _ ("Reading..."));
}

static gboolean match (UiView *view, guint row, const UiPattern *pattern)
{
	Commit *commit = ui_view_private (view);
	const Piece *piece = &g_array_index (commit->pieces, Piece, row);
	const UiCommitLine *line = commit->lines->pdata[piece->line];
	return piece->start == 0 &&
	       (ui_pattern_match (pattern, line->text) || ui_pattern_match (pattern, line->label));
}

/* ── actions and life
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	(void)view;
	(void)why_not;
	return action == UI_ACTION_COPY || action == UI_ACTION_DIFF ? UI_CAN : UI_CAN_NOT_HERE;
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	Commit *commit = ui_view_private (view);
	if (action == UI_ACTION_COPY)
		ui_app_copy (ui_view_app (view), commit->id, _ ("Commit id copied."));
	else if (action == UI_ACTION_DIFF)
		open_diff (commit->session, commit->id);
	else
		return FALSE;
	return TRUE;
}

static void lines_ready (gpointer result, const GError *error, gpointer data)
{
	UiView *view = data;
	Commit *commit = ui_view_private (view);
	commit->lines = result;
	commit->columns = 0;
	if (error)
		commit->why = ui_error_words (error);
	ui_view_dirty (view);
}

static gboolean open_commit (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	const Commit *given = arguments;
	Commit *commit = ui_view_private (view);
	commit->session = given->session;
	commit->id = g_strdup (given->id);
	commit->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
	g_autofree char *title = g_strdup_printf (_ ("Commit %.12s"), commit->id);
	ui_view_set_title (view, title);
	const UiJobSpec spec = {
		.title = _ ("reading the commit"),
		.work = read_lines,
		.data = question_new (commit->session, commit->id),
		.free_data = question_free,
		.free_result = lines_free,
		.done = lines_ready,
		.done_data = view,
		.view = view,
	};
	(void)ui_job_start (ui_view_app (view), &spec);
	return TRUE;
}

static void close_commit (UiView *view)
{
	Commit *commit = ui_view_private (view);
	g_free (commit->id);
	g_free (commit->why);
	g_clear_pointer (&commit->lines, g_ptr_array_unref);
	g_clear_pointer (&commit->pieces, g_array_unref);
}

static const UiViewOps commit_ops = {
	.name = "commit",
	.title = N_ ("Commit"),
	.place = UI_PLACE_BODY,
	.contexts = UI_CONTEXT_LIST | UI_CONTEXT_OBJECT,
	.private_size = sizeof (Commit),
	.scrolls = TRUE,
	.open = open_commit,
	.close = close_commit,
	.rows = rows,
	.draw_row = draw_row,
	.draw_empty = draw_empty,
	.match = match,
	.can = can,
	.act = act,
};

void ui_commit_open (UiSession *session, const char *id, gboolean diff)
{
	if (diff) {
		open_diff (session, id);
		return;
	}
	Commit arguments = { .session = session, .id = (char *)id };
	(void)ui_app_show (session->app, &commit_ops, &arguments);
}
