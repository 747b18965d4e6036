/*
 * Work in the background: a function that runs in a thread of GLib's pool, opens what it needs for
 * itself, and hands its result to the main thread. While one runs, the screen shows it and the
 * program counts as busy.
 */
#pragma once

#include <gio/gio.h>

#include "ui/core/view.h"

typedef struct _UiJob UiJob;

/* In the thread. Returns the result, or NULL with or without an error. */
typedef gpointer (*UiJobWork) (UiJob *job, gpointer data, GError **error);
/* On the main thread. Takes RESULT over. ERROR is NULL when the work went well. */
typedef void (*UiJobDone) (gpointer result, const GError *error, gpointer done_data);

typedef struct {
	const char *title; /* translated, shown while it runs; copied */
	UiJobWork work;
	gpointer data; /* for work; freed in the end by free_data */
	GDestroyNotify free_data;
	GDestroyNotify free_result; /* for a result that nobody takes any more */
	UiJobDone done;
	gpointer done_data;
	GDestroyNotify free_done_data; /* on the main thread, behind done, also where that is not
					  called; or NULL */
	UiView *view; /* when this view closes first, the job is cancelled and done is not called;
			 or NULL: as long as the app */
	gboolean keep; /* ^C does not cancel it */
} UiJobSpec;

/* The job belongs to the app; the pointer is good until done has been called or ui_job_cancel(). */
UiJob *ui_job_start (UiApp *app, const UiJobSpec *spec);

/* Asks the work to stop; done is not called any more, the result is thrown away. */
void ui_job_cancel (UiJob *job);

/* For the work: look at it between objects. */
GCancellable *ui_job_cancellable (UiJob *job);

/* The main thread: asked for progress every 100 ms while it runs, shown behind the title ("12,000
 * files"); the caller frees the text. The work counts in its own counters. */
void ui_job_set_poll (UiJob *job, char *(*poll) (gpointer done_data));
