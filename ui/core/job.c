#include "config.h"

#include "ui/core/job.h"

#include "src/base/intl.h"
#include "src/base/secret.h"
#include "ui/core/app-private.h"

struct _UiJob {
	UiApp *app;
	UiJobSpec spec;
	char *title;
	GCancellable *cancellable;
	gboolean dropped; /* done is not to be called */
	char *(*poll) (gpointer done_data);
};

static void job_free (gpointer data)
{
	UiJob *job = data;
	if (job->spec.free_data)
		job->spec.free_data (job->spec.data);
	g_object_unref (job->cancellable);
	g_free (job->title);
	g_free (job);
}

static void run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
	UiJob *job = data;
	GError *error = NULL;
	gpointer result = job->spec.work (job, job->spec.data, &error);
	pki_wipe_stack ();
	if (error)
		g_task_return_error (task, error);
	else
		g_task_return_pointer (task, result, NULL);
}

static gboolean on_timer (gpointer data)
{
	UiApp *app = data;
	app->tick++;
	ui_app_dirty (app);
	return G_SOURCE_CONTINUE;
}

static void on_ready (GObject *source, GAsyncResult *async, gpointer data)
{
	UiJob *job = data;
	UiApp *app = job->app;
	g_autoptr (GError) error = NULL;
	gpointer result = g_task_propagate_pointer (G_TASK (async), &error);
	g_ptr_array_remove (app->jobs, job);
	if (!app->jobs->len && app->jobs_timer)
		g_clear_handle_id (&app->jobs_timer, g_source_remove);
	if (!job->dropped && job->spec.done)
		job->spec.done (result, error, job->spec.done_data);
	else if (result && job->spec.free_result)
		job->spec.free_result (result);
	if (job->spec.free_done_data)
		job->spec.free_done_data (job->spec.done_data);
	ui_app_dirty (app);
}

UiJob *ui_job_start (UiApp *app, const UiJobSpec *spec)
{
	UiJob *job = g_new0 (UiJob, 1);
	job->app = app;
	job->spec = *spec;
	job->title = g_strdup (spec->title);
	job->cancellable = g_cancellable_new ();
	/* Counted before it starts, so that there is no moment of false rest. */
	g_ptr_array_add (app->jobs, job);
	if (!app->jobs_timer)
		app->jobs_timer = g_timeout_add (100, on_timer, app);
	g_autoptr (GTask) task = g_task_new (NULL, NULL, on_ready, job);
	g_task_set_task_data (task, job, job_free);
	g_task_run_in_thread (task, run);
	ui_app_dirty (app);
	return job;
}

void ui_job_cancel (UiJob *job)
{
	job->dropped = TRUE;
	g_cancellable_cancel (job->cancellable);
}

GCancellable *ui_job_cancellable (UiJob *job)
{
	return job->cancellable;
}

void ui_job_set_poll (UiJob *job, char *(*poll) (gpointer done_data))
{
	job->poll = poll;
}

void _ui_job_forget_view (UiApp *app, UiView *view)
{
	for (guint i = 0; i < app->jobs->len; i++) {
		UiJob *job = g_ptr_array_index (app->jobs, i);
		if (job->spec.view == view)
			ui_job_cancel (job);
	}
}

/* The user asked: the views hear of it by the error that their work returns. */
gboolean _ui_job_cancel_all (UiApp *app)
{
	gboolean any = FALSE;
	for (guint i = 0; i < app->jobs->len; i++) {
		UiJob *job = g_ptr_array_index (app->jobs, i);
		if (job->spec.keep)
			continue;
		g_cancellable_cancel (job->cancellable);
		any = TRUE;
	}
	return any;
}

gboolean _ui_job_is_busy (UiApp *app)
{
	for (guint i = 0; i < app->jobs->len; i++)
		if (!((UiJob *)g_ptr_array_index (app->jobs, i))->dropped)
			return TRUE;
	return FALSE;
}

char *_ui_job_words (UiApp *app)
{
	for (guint i = 0; i < app->jobs->len; i++) {
		UiJob *job = g_ptr_array_index (app->jobs, i);
		if (job->dropped || !job->title)
			continue;
		g_autofree char *polled = job->poll ? job->poll (job->spec.done_data) : NULL;
		return polled ? g_strdup_printf (_ ("%s: %s"), job->title, polled)
			      : g_strdup (job->title);
	}
	return NULL;
}
