/* What was done, by whom and when: one row for each commit, newest first. Of everything, or of one
 * object. */
#pragma once

#include "ui/views/session.h"

typedef struct {
	UiSession *session;
	const char *const *paths; /* only commits that touched these; NULL: all; copied */
	const char *name; /* of the object whose they are; hostile text; or NULL */
} UiHistoryArguments;

extern const UiViewOps ui_history_ops;

/* Opens the history of the object ID. */
void ui_history_open (UiSession *session, gint64 id);
