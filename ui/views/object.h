/* What can be done with an object wherever it is selected or shown: text, PEM, copy, unlock,
 * and what the composition makes of it (session.h). */
#pragma once

#include "ui/views/session.h"

/* OBJECT may be NULL: then ID's is fetched. */
struct _UiSubject {
	gint64 id; /* in the catalog; 0 for what was found in a locked file */
	PkiObject *object;
	const char *name; /* of an object without id; hostile text */
};

/* UI_CAN_NOT_HERE for other actions. ID 0 without object: nothing is selected. */
UiCan ui_object_can (
	UiSession *session, const UiSubject *subject, UiActionId action, char **why_not);
gboolean ui_object_act (UiSession *session, const UiSubject *subject, UiActionId action);
