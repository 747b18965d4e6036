#include "config.h"

#include "ui/views/reading.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/scan.h"
#include "ui/core/job.h"
#include "ui/views/checks.h"
#include "ui/views/place-mark.h"

struct _UiReading {
	UiSession *session;
	UiJob *job;
	PkiScanProgress *progress; /* of the last job, whose thread holds a reference */
	gboolean again; /* something changed meanwhile */
	gboolean asked; /* the user waits for the end */
	gboolean gone; /* there was no directory any more */
	PkiWatch *watch;
	char *told; /* the last words about what was skipped */
};

static void changed (gpointer data)
{
	ui_reading_start (data);
}

UiReading *ui_reading_new (UiSession *session)
{
	UiReading *reading = g_new0 (UiReading, 1);
	reading->session = session;
	reading->progress = g_atomic_rc_box_new0 (PkiScanProgress);
	return reading;
}

void ui_reading_free (UiReading *reading)
{
	if (!reading)
		return;
	pki_watch_free (reading->watch);
	g_atomic_rc_box_release (reading->progress);
	g_free (reading->told);
	g_free (reading);
}

gboolean ui_reading_runs (const UiReading *reading, guint *files)
{
	if (files)
		*files = (guint)g_atomic_int_get (&reading->progress->files);
	return reading->job != NULL;
}

/* ── what was skipped
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

/* Tells it once, not again after each change. */
static void tell_skipped (UiReading *reading)
{
	g_autoptr (PkiSkipped) skipped = pki_store_skipped (reading->session->store);
	guint count;
	g_autofree char *words = pki_skipped_words (skipped, &count);
	if (g_strcmp0 (words, reading->told ? reading->told : "") == 0)
		return;
	g_free (reading->told);
	reading->told = g_steal_pointer (&words);
	if (count == 0)
		return;
	UiApp *app = reading->session->app;
	for (guint i = 0; i < skipped->notes->len; i++)
		ui_app_message (app, UI_MESSAGE_NOTE, "%s",
			(const char *)g_ptr_array_index (skipped->notes, i));
	ui_app_message (app, UI_MESSAGE_NOTE, _ ("Skipped: %s"), reading->told);
	ui_app_message (app, UI_MESSAGE_NOTE,
		ngettext ("%u skipped: see :messages", "%u skipped: see :messages", count), count);
}

static void tell_gone (UiReading *reading)
{
	const char *directory = pki_store_directory (reading->session->store);
	g_autofree char *shown = pki_text_printable (directory, -1);
	reading->gone = TRUE;
	ui_app_message (reading->session->app, UI_MESSAGE_ERROR,
		_ ("%s is gone. It is read again when it comes back."), shown);
}

static void tell_read (UiReading *reading)
{
	if (reading->gone)
		ui_app_message (reading->session->app, UI_MESSAGE_NOTE,
			_ ("The directory is back, and was read again."));
	reading->gone = FALSE;
	tell_skipped (reading);
}

static void tell_end (UiReading *reading)
{
	guint files = (guint)g_atomic_int_get (&reading->progress->files);
	guint objects = pki_store_count (reading->session->store);
	g_autofree char *read = g_strdup_printf (
		ngettext ("%u file was read again.", "%u files were read again.", files), files);
	g_autofree char *found = g_strdup_printf (
		ngettext ("%u object was found.", "%u objects were found.", objects), objects);
	/* TRANSLATORS: two sentences, one after the other. */
	ui_app_message (reading->session->app, UI_MESSAGE_NOTE, _ ("%s %s"), read, found);
}

/* ── the work
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

typedef struct {
	PkiStore *store;
	PkiScanProgress *progress;
} Work;

static void work_free (gpointer data)
{
	Work *work = data;
	pki_store_free (work->store);
	g_atomic_rc_box_release (work->progress);
	g_free (work);
}

static gpointer read_directory (UiJob *job, gpointer data, GError **error)
{
	Work *work = data;
	(void)pki_store_scan (work->store, work->progress, ui_job_cancellable (job), error);
	return NULL;
}

static void done (gpointer result, const GError *error, gpointer data)
{
	(void)result;
	UiReading *reading = data;
	UiSession *session = reading->session;
	gboolean cancelled = error && g_error_matches (error, PKI_ERROR, PKI_ERROR_CANCELLED);
	reading->job = NULL;
	ui_session_follow (session);
	ui_app_dirty (session->app);
	if (cancelled)
		ui_app_message (session->app, UI_MESSAGE_WARNING,
			_ ("Reading was cancelled: not everything is shown. R reads again."));
	else if (error && g_error_matches (error, PKI_ERROR, PKI_ERROR_NOT_FOUND))
		tell_gone (reading);
	else if (error)
		ui_app_error (session->app, error);
	else
		tell_read (reading);
	if (reading->again && !cancelled) {
		ui_reading_start (reading);
		return;
	}
	if (reading->asked && !error)
		tell_end (reading);
	reading->asked = FALSE;
	if (!reading->watch)
		reading->watch = pki_watch_new (session->store, changed, reading);
	ui_place_mark_refresh (session->mark);
	if (!cancelled)
		ui_checks_rest (session->checks);
}

static char *poll (gpointer data)
{
	UiReading *reading = data;
	guint files = (guint)g_atomic_int_get (&reading->progress->files);
	return g_strdup_printf (ngettext ("%'u file", "%'u files", files), files);
}

void ui_reading_start (UiReading *reading)
{
	UiSession *session = reading->session;
	reading->again = reading->job != NULL;
	if (reading->job)
		return;
	g_autoptr (GError) error = NULL;
	PkiStore *store = pki_store_dup (session->store, &error);
	if (!store) {
		ui_app_error (session->app, error);
		return;
	}
	g_atomic_rc_box_release (reading->progress);
	reading->progress = g_atomic_rc_box_new0 (PkiScanProgress);
	reading->progress->is_followed = TRUE;
	Work *work = g_new (Work, 1);
	*work = (Work){ store, g_atomic_rc_box_acquire (reading->progress) };
	const UiJobSpec spec = {
		.title = _ ("reading"),
		.work = read_directory,
		.data = work,
		.free_data = work_free,
		.done = done,
		.done_data = reading,
	};
	reading->job = ui_job_start (session->app, &spec);
	ui_job_set_poll (reading->job, poll);
	ui_session_keep_following (session);
	ui_app_dirty (session->app);
}

void ui_reading_ask (UiReading *reading)
{
	reading->asked = TRUE;
	ui_reading_start (reading);
}
