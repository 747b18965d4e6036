/*
 * What planning and review need of the view that something was filled in: the runner of forms, or
 * the table of a cluster.
 */
#pragma once

#include "ui/core/view.h"

typedef struct _UiJob UiJob;

typedef struct {
	/* Work for it is under way: keys wait. NULL: it is over. */
	void (*set_busy) (UiView *view, UiJob *job);
	/* What went wrong, and the field to mend (NULL: not known). Of one that is secret: it did
	 * not open the key. */
	void (*tell) (UiView *view, const char *field, const GError *error);
	/* Asks, where something was typed, and closes the view, and ABOVE on top of it. */
	void (*leave) (UiView *view, UiView *above);
	/* It is done: closes the view and what it stands on. */
	void (*close) (UiView *view);
} UiHost;
