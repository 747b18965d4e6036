/* The commits of a directory as rows, read by a job and handed over in batches, the first of them
 * at once. */
#pragma once

#include <gio/gio.h>

#include "ui/core/view.h"

/* All texts printable. */
typedef struct {
	char *id;
	gint64 time;
	char *who, *action, *object;
	char *remark; /* or NULL */
	gboolean wrong; /* the remark is about something amiss */
} UiHistoryRow;
void ui_history_row_free (UiHistoryRow *row);

typedef struct {
	const char *directory;
	const char *const *paths; /* NULL: all */
	const char *until; /* the commit at which to stop, or NULL */
	UiView *view; /* hears of it; when it closes, nothing is handed over any more */
	/* On the main thread. Takes the rows out of the array. */
	void (*rows) (UiView *view, GPtrArray *rows);
	/* The walk has ended: it MET `until`, or could not be begun or was cancelled (ERROR).
	 * REFLOG is a file that grows with every commit, or NULL. */
	void (*done) (UiView *view, gboolean met, const char *reflog, const GError *error);
} UiHistoryFeed;

typedef struct _UiHistoryFlow UiHistoryFlow;

/* Texts are copied. The result is good until `done` has been called or it is stopped: what the view
 * does when it closes. */
UiHistoryFlow *ui_history_feed_start (const UiHistoryFeed *feed);
void ui_history_feed_stop (UiHistoryFlow *flow);
