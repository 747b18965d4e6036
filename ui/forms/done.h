/* What was done: where the files are, the commit, what to do next. */
#pragma once

#include "src/store/outcome.h"
#include "ui/forms/desk.h"

typedef struct {
	UiDesk *desk;
	PkiOutcome *outcome; /* taken over */
	void (*again) (UiDesk *desk); /* NULL: there is no such thing */
	const char *next; /* N_(): what to do next, where the outcome does not say; NULL */
} UiDone;

extern const UiViewOps ui_done_ops;
void ui_done_open (const UiDone *done);
