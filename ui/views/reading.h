/* Reading the directory into the catalog: at the start, when the user asks, and whenever files
 * change. */
#pragma once

#include "ui/views/session.h"

UiReading *ui_reading_new (UiSession *session);
void ui_reading_free (UiReading *reading);

/* Begins, or begins anew when what runs has ended. */
void ui_reading_start (UiReading *reading);

/* The same for a user who asked: the end is told. */
void ui_reading_ask (UiReading *reading);

/* Whether it runs; FILES (may be NULL): how many files it has seen so far. */
gboolean ui_reading_runs (const UiReading *reading, guint *files);
