#include "config.h"

#include "ui/views/history.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/store/history.h"
#include "ui/core/wrap.h"
#include "ui/term/glyph.h"
#include "ui/views/commit.h"
#include "ui/views/history-feed.h"

enum { WHEN_COLUMNS = 16, WHO_MOST = 16, ACTION_MOST = 14, GAP = 2, MARGIN = 1, PLACES_MOST = 20 };

typedef struct {
	UiSession *session;
	GStrv paths;
	GPtrArray *rows; /* UiHistoryRow, newest first */
	GPtrArray *fresh; /* those of a walk that follows new commits, or NULL */
	GArray *shown; /* guint, into rows; NULL: all */
	GPtrArray *words; /* UiPattern, of the filter */
	int who, action; /* columns that the widest so far needs */
	char *selected; /* id of the commit under the cursor */
	char *why; /* there is no history: a sentence; or NULL */
	UiHistoryFlow *flow; /* while commits are read */
	gboolean again; /* there may be new ones since that began */
	GFileMonitor *monitor;
} History;

/* ── rows
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static guint count (const History *history)
{
	return history->shown ? history->shown->len : history->rows->len;
}

static const UiHistoryRow *row_at (const History *history, guint row)
{
	if (row >= count (history))
		return NULL;
	guint index = history->shown ? g_array_index (history->shown, guint, row) : row;
	return history->rows->pdata[index];
}

static guint rows (UiView *view)
{
	return count (ui_view_private (view));
}

static gboolean row_has (const UiHistoryRow *row, const UiPattern *pattern)
{
	g_autofree char *when = pki_time_format (row->time);
	return ui_pattern_match (pattern, row->object) || ui_pattern_match (pattern, row->action) ||
	       ui_pattern_match (pattern, row->who) || ui_pattern_match (pattern, row->remark) ||
	       ui_pattern_match (pattern, when) || ui_pattern_match (pattern, row->id);
}

static gboolean passes (const History *history, const UiHistoryRow *row)
{
	for (guint i = 0; i < history->words->len; i++)
		if (!row_has (row, history->words->pdata[i]))
			return FALSE;
	return TRUE;
}

static void show_from (History *history, guint first)
{
	for (guint i = first; history->shown && i < history->rows->len; i++)
		if (passes (history, history->rows->pdata[i]))
			g_array_append_val (history->shown, i);
}

static void measure (History *history, const UiHistoryRow *row)
{
	history->who = CLAMP (pki_text_width (row->who), history->who, WHO_MOST);
	history->action = CLAMP (pki_text_width (row->action), history->action, ACTION_MOST);
}

static char *when_of (gint64 time)
{
	g_autofree char *text = pki_time_format (time);
	if (strlen (text) < WHEN_COLUMNS)
		return g_strdup (text);
	return g_strdup_printf ("%.10s %.5s", text, text + 11);
}

/* The remark tells how far the row is to be believed: of both, the object is cut off. */
static void draw_object (const UiHistoryRow *at, UiCells *cells)
{
	if (at->wrong)
		ui_cells_addf (cells, UI_ROLE_BAD, "%s ", ui_glyph (UI_GLYPH_BAD));
	g_autofree char *remark = at->remark ? g_strdup_printf ("(%s)", at->remark) : NULL;
	int left = ui_cells_columns (cells) - ui_cells_position (cells);
	int most = MIN (remark ? pki_text_width (remark) + 2 * GAP : 0, left / 2);
	ui_cells_fit (
		cells, UI_ROLE_VALUE, at->object, MIN (pki_text_width (at->object), left - most));
	if (remark)
		ui_cells_addf (cells, at->wrong ? UI_ROLE_BAD : UI_ROLE_MUTED, "%s%s",
			*at->object ? "  " : "", remark);
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	History *history = ui_view_private (view);
	const UiHistoryRow *at = row_at (history, row);
	if (!at)
		return;
	g_autofree char *when = when_of (at->time);
	ui_cells_move (cells, MARGIN);
	ui_cells_fit (cells, UI_ROLE_MUTED, when, WHEN_COLUMNS + GAP);
	ui_cells_fit (cells, UI_ROLE_VALUE, at->who, history->who);
	ui_cells_fit (cells, UI_ROLE_VALUE, "", GAP);
	ui_cells_fit (cells, UI_ROLE_LABEL, at->action, history->action);
	ui_cells_fit (cells, UI_ROLE_VALUE, "", GAP);
	draw_object (at, cells);
}

static void draw_empty (UiView *view, guint row, UiCells *cells)
{
	History *history = ui_view_private (view);
	const char *text = history->why             ? history->why
			   : history->flow          ? _ ("Reading...")
			   : *ui_view_filter (view) ? _ ("No commit matches the filter.")
			   : history->paths ? _ ("No commit has it: it is not in git, or not yet.")
					    : _ ("There is no commit yet.");
	gsize rest = strlen (text);
	for (guint at = 0; rest > 0; at++) {
		gsize fits = ui_wrap_fits (text, rest, ui_cells_columns (cells) - 4);
		if (at == row) {
			g_autofree char *part = g_strndup (text, fits);
			ui_cells_move (cells, 2);
			ui_cells_add (cells, UI_ROLE_VALUE, part);
			return;
		}
		text += fits;
		rest -= fits;
	}
}

static void draw_header (UiView *view, UiCells *cells)
{
	History *history = ui_view_private (view);
	ui_cells_move (cells, MARGIN);
	ui_cells_fit (cells, UI_ROLE_LABEL, _ ("WHEN (UTC)"), WHEN_COLUMNS + GAP);
	ui_cells_fit (cells, UI_ROLE_LABEL, _ ("WHO"), history->who + GAP);
	ui_cells_fit (cells, UI_ROLE_LABEL, _ ("ACTION"), history->action + GAP);
	ui_cells_add (cells, UI_ROLE_LABEL, _ ("OBJECT"));
	if (history->paths)
		ui_cells_right (cells, UI_ROLE_TITLE, ui_view_title (view));
	else if (*ui_view_filter (view))
		ui_cells_right (cells, UI_ROLE_MUTED, _ ("Esc shows all "));
}

static void draw_status (UiView *view, UiCells *cells)
{
	const UiHistoryRow *row = row_at (ui_view_private (view), ui_view_cursor (view));
	if (!row)
		return;
	ui_cells_move (cells, MARGIN);
	ui_cells_addf (cells, UI_ROLE_VALUE, _ ("commit %s"), row->id);
}

/* ── the cursor
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void moved (UiView *view)
{
	History *history = ui_view_private (view);
	const UiHistoryRow *row = row_at (history, ui_view_cursor (view));
	g_free (history->selected);
	history->selected = row ? g_strdup (row->id) : NULL;
}

static void keep_cursor (UiView *view)
{
	History *history = ui_view_private (view);
	for (guint i = 0; history->selected && i < count (history); i++)
		if (g_str_equal (row_at (history, i)->id, history->selected)) {
			ui_view_set_cursor (view, i);
			break;
		}
	ui_view_dirty (view);
}

/* ── reading
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void start (UiView *view);

static void add_rows (UiView *view, GPtrArray *given)
{
	History *history = ui_view_private (view);
	GPtrArray *to = history->fresh ? history->fresh : history->rows;
	guint first = to->len;
	for (guint i = 0; i < given->len; i++)
		measure (history, given->pdata[i]);
	g_ptr_array_extend_and_steal (to, g_ptr_array_ref (given));
	if (!history->fresh)
		show_from (history, first);
	ui_view_dirty (view);
}

/* What came since goes in front; where the old newest was not met, history was written anew. */
static void put_fresh (UiView *view, gboolean met)
{
	History *history = ui_view_private (view);
	g_autoptr (GPtrArray) old = history->rows;
	history->rows = g_steal_pointer (&history->fresh);
	if (met)
		g_ptr_array_extend_and_steal (history->rows, g_steal_pointer (&old));
	if (history->shown)
		g_array_set_size (history->shown, 0);
	show_from (history, 0);
	keep_cursor (view);
}

static void follow (
	GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
	(void)monitor;
	(void)file;
	(void)other;
	(void)event;
	UiView *view = data;
	History *history = ui_view_private (view);
	history->again = TRUE;
	if (!history->flow)
		start (view);
}

static void watch (UiView *view, const char *reflog)
{
	History *history = ui_view_private (view);
	if (history->monitor || !reflog)
		return;
	g_autoptr (GFile) file = g_file_new_for_path (reflog);
	history->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
	if (history->monitor)
		g_signal_connect (history->monitor, "changed", G_CALLBACK (follow), view);
}

static void ended (UiView *view, gboolean met, const char *reflog, const GError *error)
{
	History *history = ui_view_private (view);
	gboolean nowhere = g_error_matches (error, PKI_ERROR, PKI_ERROR_NOT_FOUND);
	history->flow = NULL;
	g_clear_pointer (&history->why, g_free);
	if (error && !history->rows->len)
		history->why = nowhere ? g_strdup (_ ("This directory is in no git repository, so "
						      "there is no history to show."))
				       : ui_error_words (error);
	if (history->fresh && !error)
		put_fresh (view, met);
	g_clear_pointer (&history->fresh, g_ptr_array_unref);
	watch (view, reflog);
	if (history->again && !error)
		start (view);
	ui_view_dirty (view);
}

static void start (UiView *view)
{
	History *history = ui_view_private (view);
	const UiHistoryRow *newest = history->rows->len ? history->rows->pdata[0] : NULL;
	const UiHistoryFeed feed = {
		.directory = pki_store_directory (history->session->store),
		.paths = (const char *const *)history->paths,
		.until = newest ? newest->id : NULL,
		.view = view,
		.rows = add_rows,
		.done = ended,
	};
	history->again = FALSE;
	if (newest)
		history->fresh =
			g_ptr_array_new_with_free_func ((GDestroyNotify)ui_history_row_free);
	history->flow = ui_history_feed_start (&feed);
}

static void model_changed (UiView *view)
{
	follow (NULL, NULL, NULL, G_FILE_MONITOR_EVENT_CHANGED, view);
}

/* ── actions
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gboolean match (UiView *view, guint row, const UiPattern *pattern)
{
	const UiHistoryRow *at = row_at (ui_view_private (view), row);
	return at && row_has (at, pattern);
}

static gboolean filter (UiView *view, const char *text, GError **error)
{
	(void)error;
	History *history = ui_view_private (view);
	g_auto (GStrv) words = g_strsplit_set (text ? text : "", " \t", -1);
	g_ptr_array_set_size (history->words, 0);
	for (char **word = words; *word; word++)
		if (**word)
			g_ptr_array_add (history->words, ui_pattern_new (*word));
	g_clear_pointer (&history->shown, g_array_unref);
	if (history->words->len)
		history->shown = g_array_new (FALSE, FALSE, sizeof (guint));
	show_from (history, 0);
	keep_cursor (view);
	return TRUE;
}

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	if (action != UI_ACTION_OPEN && action != UI_ACTION_COPY && action != UI_ACTION_DIFF)
		return UI_CAN_NOT_HERE;
	if (row_at (ui_view_private (view), ui_view_cursor (view)))
		return UI_CAN;
	if (why_not)
		*why_not = g_strdup (_ ("There is no commit to select."));
	return UI_CAN_NOT_NOW;
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	History *history = ui_view_private (view);
	const UiHistoryRow *row = row_at (history, ui_view_cursor (view));
	if (!row || can (view, action, NULL) != UI_CAN)
		return FALSE;
	if (action == UI_ACTION_COPY)
		ui_app_copy (ui_view_app (view), row->id, _ ("Commit id copied."));
	else
		ui_commit_open (history->session, row->id, action == UI_ACTION_DIFF);
	return TRUE;
}

/* ── life
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gboolean open_history (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	const UiHistoryArguments *given = arguments;
	History *history = ui_view_private (view);
	history->session = given->session;
	history->paths = g_strdupv ((char **)given->paths);
	history->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)ui_history_row_free);
	history->words = g_ptr_array_new_with_free_func ((GDestroyNotify)ui_pattern_free);
	history->who = pki_text_width (_ ("WHO"));
	history->action = pki_text_width (_ ("ACTION"));
	if (given->name) {
		g_autofree char *name = pki_text_printable (given->name, -1);
		g_autofree char *title = g_strdup_printf (_ ("History of %s "), name);
		ui_view_set_title (view, title);
	}
	start (view);
	return TRUE;
}

static void close_history (UiView *view)
{
	History *history = ui_view_private (view);
	if (history->flow)
		ui_history_feed_stop (history->flow);
	if (history->monitor) {
		g_signal_handlers_disconnect_by_data (history->monitor, view);
		g_file_monitor_cancel (history->monitor);
		g_object_unref (history->monitor);
	}
	g_strfreev (history->paths);
	g_clear_pointer (&history->rows, g_ptr_array_unref);
	g_clear_pointer (&history->fresh, g_ptr_array_unref);
	g_clear_pointer (&history->shown, g_array_unref);
	g_clear_pointer (&history->words, g_ptr_array_unref);
	g_free (history->selected);
	g_free (history->why);
}

void ui_history_open (UiSession *session, gint64 id)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) places = pki_store_places (session->store, id, &error);
	const PkiItem *item = ui_items_get (session->items, id);
	if (!places || !item) {
		if (error)
			ui_app_error (session->app, error);
		return;
	}
	g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
	for (guint i = 0; i < places->len && i < PLACES_MOST; i++) {
		g_auto (GStrv) more = pki_history_paths (((PkiPlace *)places->pdata[i])->path);
		g_strv_builder_addv (paths, (const char **)more);
	}
	g_auto (GStrv) all = g_strv_builder_end (paths);
	UiHistoryArguments arguments = { session, (const char *const *)all, item->name };
	(void)ui_app_show (session->app, &ui_history_ops, &arguments);
}

const UiViewOps ui_history_ops = {
	.name = "history",
	.title = N_ ("History"),
	.place = UI_PLACE_BODY,
	.contexts = UI_CONTEXT_LIST | UI_CONTEXT_FILTER | UI_CONTEXT_OBJECT,
	.private_size = sizeof (History),
	.open = open_history,
	.close = close_history,
	.rows = rows,
	.draw_row = draw_row,
	.draw_empty = draw_empty,
	.draw_header = draw_header,
	.draw_status = draw_status,
	.match = match,
	.filter = filter,
	.can = can,
	.act = act,
	.moved = moved,
	.model_changed = model_changed,
};
