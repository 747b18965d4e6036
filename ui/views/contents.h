/* What was found in a locked file once its passphrase was given: shown for this run only, kept
 * nowhere. */
#pragma once

#include "ui/views/session.h"

typedef struct {
	UiSession *session;
	GPtrArray *objects; /* PkiObject; a reference is taken */
	const char *path; /* of the file, bytes; copied */
} UiContentsArguments;

extern const UiViewOps ui_contents_ops;
