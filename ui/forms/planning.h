/*
 * From a form that is complete to its last page: the issuer's key is opened with what was typed,
 * the action is planned (a dry run), and shown. In the background; the form waits, and what is
 * wrong is told beside its field.
 */
#pragma once

#include "ui/forms/review.h"

typedef struct {
	UiDesk *desk;
	const UiHost *host; /* NULL: the runner of forms */
	UiView *view;
	PkiSite *site; /* borrowed; NULL where the plan needs none */
	gpointer wish; /* taken over; all that the plan is made from */
	GDestroyNotify free_wish;
	PkiPlan *(*plan) (PkiSite *site, gpointer wish, GError **error); /* in a thread */
	void (*opened) (UiView *view); /* instead of a plan: called when the keys are open */
	PkiAuthority *signer; /* borrowed: its key is opened first; NULL: none is needed */
	PkiSecret *known, *chosen; /* borrowed */
	const char *token; /* URI of the key that what is made will have, opened with PIN: fields
			      "token" and "pin"; NULL */
	PkiSecret *pin;
	UiReviewWords words;
} UiPlanning;

void ui_planning_start (const UiPlanning *planning);
