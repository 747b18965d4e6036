/*
 * What the views of one directory share: the store, the rows fetched, and the work behind them
 * (reading the directory, following its changes, checking signatures, asking git).
 */
#pragma once

#include "ui/core/app.h"
#include "ui/views/items.h"

typedef struct _UiReading UiReading;
typedef struct _UiChecks UiChecks;
typedef struct _UiPlaceMark UiPlaceMark;

typedef struct _UiSession UiSession;
typedef struct _UiSubject UiSubject;

/* What is made and changed from what the views show: the composition's, since forms stand beside
 * the views. */
typedef struct {
	UiCan (*can) (
		UiSession *session, const UiSubject *subject, UiActionId action, char **why_not);
	gboolean (*act) (UiSession *session, const UiSubject *subject, UiActionId action);
} UiMaking;

struct _UiSession {
	UiApp *app;
	PkiStore *store;
	UiItems *items;
	UiReading *reading;
	UiChecks *checks;
	UiPlaceMark *mark;
	gboolean in_git; /* as far as git has answered */
	guint64 generation; /* of the catalog, as the views know it */
	guint timer; /* while work is under way that changes the catalog */
	gint64 rest_until; /* on the monotonic clock: before that, the timer lets the screen be */
	const UiMaking *making; /* NULL: nothing is made */
	gpointer maker; /* for it */
};

/* Lets the views follow when the catalog has changed since they last looked. */
void ui_session_follow (UiSession *session);

/* Lets them follow from now on until neither reading nor checks run. */
void ui_session_keep_following (UiSession *session);
