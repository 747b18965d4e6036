/*
 * What the views of one directory share: the store, the rows fetched, and the work behind them
 * (reading the directory, following its changes, checking signatures, asking git).
 */
#pragma once

#include "src/store/scan.h"
#include "ui/core/app.h"
#include "ui/core/job.h"
#include "ui/views/items.h"

typedef struct _UiReading UiReading;
typedef struct _UiChecks UiChecks;
typedef struct _UiPlaceMark UiPlaceMark;

typedef struct {
	UiApp *app;
	PkiStore *store;
	UiItems *items;
	UiReading *reading;
	UiChecks *checks;
	UiPlaceMark *mark;
	guint64 generation; /* of the catalog, as the views know it */
	guint timer; /* while work is under way that changes the catalog */
	gint64 rest_until; /* on the monotonic clock: before that, the timer lets the screen be */
} UiSession;

/* Lets the views follow when the catalog has changed since they last looked. */
void ui_session_follow (UiSession *session);

/* Lets them follow from now on until neither reading nor checks run. */
void ui_session_keep_following (UiSession *session);

/* Reading the directory into the catalog, now and whenever it changes. */
UiReading *ui_reading_new (UiSession *session);
void ui_reading_free (UiReading *reading);
void ui_reading_start (UiReading *reading);
/* Whether it runs; FILES (may be NULL): how many files it has seen so far. */
gboolean ui_reading_runs (const UiReading *reading, guint *files);

/* Checking signatures: those of rows that were seen first, then all the others. */
UiChecks *ui_checks_new (UiSession *session);
void ui_checks_free (UiChecks *checks);
/* A row whose signature is not checked yet is seen. */
void ui_checks_want (UiChecks *checks, gint64 id);
/* Nothing else is to be done: check the rest. */
void ui_checks_rest (UiChecks *checks);
gboolean ui_checks_run (const UiChecks *checks);

/* The name of the store, its branch and state, in the tab bar. */
UiPlaceMark *ui_place_mark_new (UiSession *session);
void ui_place_mark_free (UiPlaceMark *mark);
/* Asks git again. */
void ui_place_mark_refresh (UiPlaceMark *mark);
