/*
 * The last page of every form: what will be made, as a dry run found it; nothing is written until
 * it is confirmed. Then the carrying out, with progress, and the page that tells what was done.
 */
#pragma once

#include "src/store/plan.h"
#include "ui/forms/desk.h"
#include "ui/forms/host.h"

/* What differs between actions. */
typedef struct {
	const char *what; /* N_(): "issue it", for the key that confirms */
	const char *next; /* N_(): what to do next, where no profile says it; NULL */
	void (*again) (UiDesk *desk); /* opens the same form anew; NULL: there is no such thing */
	gboolean (*before) (const char *directory, gpointer data, GError **error); /* in the
										      thread */
	gpointer before_data; /* taken over */
	GDestroyNotify free_before;
} UiReviewWords;

typedef struct {
	UiDesk *desk;
	const UiHost *host;
	UiView *form; /* closed once it is done */
	PkiPlan *plan; /* taken over */
	PkiSecret *known, *chosen; /* borrowed: the answers to the keyring */
	UiReviewWords words;
} UiReview;

extern const UiViewOps ui_review_ops;
void ui_review_open (const UiReview *review);
