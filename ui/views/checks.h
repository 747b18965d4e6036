/* Checking signatures in the background: those of rows that were seen first, then all others. */
#pragma once

#include "ui/views/session.h"

UiChecks *ui_checks_new (UiSession *session);
void ui_checks_free (UiChecks *checks);

/* Begins nothing more by itself: the app ends. NULL is allowed. */
void ui_checks_stop (UiChecks *checks);

/* A row whose signature is not checked yet is seen. */
void ui_checks_want (UiChecks *checks, gint64 id);

/* The directory has been read: check the rest. */
void ui_checks_rest (UiChecks *checks);
gboolean ui_checks_run (const UiChecks *checks);
