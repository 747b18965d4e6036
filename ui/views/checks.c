#include "config.h"

#include "ui/views/checks.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "ui/core/job.h"

struct _UiChecks {
	UiSession *session;
	GArray *wanted; /* ids of rows that were seen */
	GHashTable *asked; /* ids that were wanted since the last reading: once is enough */
	UiJob *job;
	gboolean job_is_rest;
	gboolean rest; /* the others are to be checked as well */
	guint source;
};

UiChecks *ui_checks_new (UiSession *session)
{
	UiChecks *checks = g_new0 (UiChecks, 1);
	checks->session = session;
	checks->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
	checks->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	return checks;
}

void ui_checks_stop (UiChecks *checks)
{
	if (!checks)
		return;
	g_clear_handle_id (&checks->source, g_source_remove);
	g_array_set_size (checks->wanted, 0);
	checks->rest = FALSE;
}

void ui_checks_free (UiChecks *checks)
{
	if (!checks)
		return;
	ui_checks_stop (checks);
	g_array_unref (checks->wanted);
	g_hash_table_unref (checks->asked);
	g_free (checks);
}

typedef struct {
	PkiStore *store;
	GArray *ids;
} Work;

static void work_free (gpointer data)
{
	Work *work = data;
	pki_store_free (work->store);
	g_array_unref (work->ids);
	g_free (work);
}

static gpointer check (UiJob *job, gpointer data, GError **error)
{
	Work *work = data;
	(void)pki_store_check_signatures (work->store, (const gint64 *)(void *)work->ids->data,
		work->ids->len, ui_job_cancellable (job), error);
	return NULL;
}

static void schedule (UiChecks *checks);

static void done (gpointer result, const GError *error, gpointer data)
{
	(void)result;
	UiChecks *checks = data;
	checks->job = NULL;
	if (error && !g_error_matches (error, PKI_ERROR, PKI_ERROR_CANCELLED))
		ui_app_error (checks->session->app, error);
	/* What failed or was cancelled is not begun anew by itself. */
	if (checks->job_is_rest || error)
		checks->rest = FALSE;
	ui_session_follow (checks->session);
	schedule (checks);
}

static void start (UiChecks *checks)
{
	g_autoptr (GError) error = NULL;
	PkiStore *store = pki_store_dup (checks->session->store, &error);
	if (!store) {
		ui_app_error (checks->session->app, error);
		checks->rest = FALSE;
		return;
	}
	Work *work = g_new (Work, 1);
	*work = (Work){ store, checks->wanted };
	checks->job_is_rest = checks->wanted->len == 0;
	checks->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
	const UiJobSpec spec = {
		.title = _ ("checking signatures"),
		.work = check,
		.data = work,
		.free_data = work_free,
		.done = done,
		.done_data = checks,
	};
	checks->job = ui_job_start (checks->session->app, &spec);
	ui_session_keep_following (checks->session);
}

static gboolean begin (gpointer data)
{
	UiChecks *checks = data;
	checks->source = 0;
	/* Rows on the screen do not wait for the rest. */
	if (checks->job && checks->job_is_rest && checks->wanted->len > 0) {
		ui_job_cancel (checks->job);
		checks->job = NULL;
	}
	if (!checks->job && (checks->wanted->len > 0 || checks->rest))
		start (checks);
	return G_SOURCE_REMOVE;
}

static void schedule (UiChecks *checks)
{
	if (!checks->source && (checks->wanted->len > 0 || checks->rest))
		checks->source = g_idle_add (begin, checks);
}

void ui_checks_want (UiChecks *checks, gint64 id)
{
	if (!g_hash_table_add (checks->asked, g_memdup2 (&id, sizeof id)))
		return;
	g_array_append_val (checks->wanted, id);
	schedule (checks);
}

void ui_checks_rest (UiChecks *checks)
{
	g_hash_table_remove_all (checks->asked);
	checks->rest = TRUE;
	schedule (checks);
}

gboolean ui_checks_run (const UiChecks *checks)
{
	return checks->job != NULL;
}
