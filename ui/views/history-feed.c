#include "config.h"

#include "ui/views/history-feed.h"

#include "src/base/intl.h"
#include "src/base/memory.h"
#include "src/base/text.h"
#include "src/store/history.h"
#include "ui/core/job.h"

enum { FIRST_BATCH = 40, BATCH = 500 };

/* Shared by the job and the main thread: rows on their way. */
struct _UiHistoryFlow {
	gatomicrefcount references;
	UiHistoryFeed feed; /* texts owned; the view is the main thread's */
	GStrv paths;
	gboolean done; /* of the main thread: nothing is handed over any more */
	gboolean met; /* of the work, read when that has ended */
	char *reflog;
	GMutex lock;
	GPtrArray *waiting; /* UiHistoryRow */
};
typedef UiHistoryFlow Flow;

void ui_history_row_free (UiHistoryRow *row)
{
	g_free (row->id);
	g_free (row->who);
	g_free (row->action);
	g_free (row->object);
	g_free (row->remark);
	g_free (row);
}

static GPtrArray *new_rows (void)
{
	return g_ptr_array_new_with_free_func ((GDestroyNotify)ui_history_row_free);
}

static Flow *flow_ref (Flow *flow)
{
	g_atomic_ref_count_inc (&flow->references);
	return flow;
}

static void flow_unref (gpointer data)
{
	Flow *flow = data;
	if (!g_atomic_ref_count_dec (&flow->references))
		return;
	g_free ((char *)flow->feed.directory);
	g_free ((char *)flow->feed.until);
	g_strfreev (flow->paths);
	g_free (flow->reflog);
	g_ptr_array_unref (flow->waiting);
	g_mutex_clear (&flow->lock);
	g_free (flow);
}

/* ── in the thread
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gboolean hand_over (gpointer data)
{
	Flow *flow = data;
	g_mutex_lock (&flow->lock);
	g_autoptr (GPtrArray) rows = flow->waiting;
	flow->waiting = new_rows ();
	g_mutex_unlock (&flow->lock);
	if (!flow->done && rows->len)
		flow->feed.rows (flow->feed.view, rows);
	return G_SOURCE_REMOVE;
}

static UiHistoryRow *row_of (const PkiHistoryEntry *entry)
{
	UiHistoryRow *row = g_new0 (UiHistoryRow, 1);
	row->id = g_strdup (entry->revision->id);
	row->time = entry->revision->author.time;
	row->who = pki_text_printable (entry->revision->author.name, -1);
	row->action = pki_history_action (entry);
	row->object = pki_history_object (entry);
	row->remark = pki_history_remark (entry);
	row->wrong = entry->mismatch || entry->error;
	return row;
}

static guint put (Flow *flow, UiHistoryRow *row)
{
	g_mutex_lock (&flow->lock);
	g_ptr_array_add (flow->waiting, row);
	guint waiting = flow->waiting->len;
	g_mutex_unlock (&flow->lock);
	return waiting;
}

static void walk (Flow *flow, PkiHistory *history, GCancellable *cancellable, GError **error)
{
	guint put_so_far = 0;
	PkiRevision *revision;
	while ((revision = pki_history_next (history, cancellable, error))) {
		flow->met = g_strcmp0 (revision->id, flow->feed.until) == 0;
		if (flow->met) {
			pki_revision_free (revision);
			return;
		}
		g_autoptr (PkiHistoryEntry) entry = pki_history_entry_new (
			history, revision, PKI_HISTORY_FILES_OF_ROW, cancellable, error);
		if (!entry)
			return;
		guint waiting = put (flow, row_of (entry));
		if (++put_so_far == FIRST_BATCH || waiting == BATCH)
			g_idle_add_full (
				G_PRIORITY_DEFAULT, hand_over, flow_ref (flow), flow_unref);
	}
}

static gpointer work (UiJob *job, gpointer data, GError **error)
{
	Flow *flow = data;
	PkiHistory *history = pki_history_open (flow->feed.directory, error);
	if (!history)
		return NULL;
	flow->reflog = pki_history_reflog (history);
	if (pki_history_begin (history, (const char *const *)flow->paths, error))
		walk (flow, history, ui_job_cancellable (job), error);
	/* What the library kept of so many trees took its room. */
	pki_history_free (history);
	pki_memory_give_back ();
	return NULL;
}

/* ── on the main thread
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void done (gpointer result, const GError *error, gpointer data)
{
	(void)result;
	Flow *flow = data;
	hand_over (flow);
	flow->done = TRUE;
	flow->feed.done (flow->feed.view, flow->met, flow->reflog, error);
}

void ui_history_feed_stop (UiHistoryFlow *flow)
{
	flow->done = TRUE;
}

UiHistoryFlow *ui_history_feed_start (const UiHistoryFeed *feed)
{
	Flow *flow = g_new0 (Flow, 1);
	g_atomic_ref_count_init (&flow->references);
	g_mutex_init (&flow->lock);
	flow->feed = *feed;
	flow->feed.directory = g_strdup (feed->directory);
	flow->feed.until = g_strdup (feed->until);
	flow->paths = g_strdupv ((char **)feed->paths);
	flow->waiting = new_rows ();
	const UiJobSpec spec = {
		.title = _ ("reading history"),
		.work = work,
		.data = flow_ref (flow),
		.free_data = flow_unref,
		.done = done,
		.done_data = flow,
		.free_done_data = flow_unref,
		.view = feed->view,
	};
	(void)ui_job_start (ui_view_app (feed->view), &spec);
	return flow;
}
