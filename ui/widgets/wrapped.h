/* A text broken into lines for a width. */
#pragma once

#include <glib.h>

typedef struct _UiWrapped UiWrapped;

/* TEXT is printable but for newlines; copied. */
UiWrapped *ui_wrapped_new (const char *text);
void ui_wrapped_free (UiWrapped *wrapped);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiWrapped, ui_wrapped_free)

/* How many lines it has at this width. */
guint ui_wrapped_lines (UiWrapped *wrapped, int columns);

/* One of them, of the last width; owned by it. */
const char *ui_wrapped_line (const UiWrapped *wrapped, guint line);
