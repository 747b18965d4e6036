/* Other programs as the source of truth: openssl, certtool and the shell, in a folder of the test's
 * own that is removed at exit. */
#pragma once

#include <glib.h>

#include "src/base/slice.h"

/* The folder; made at the first call. */
const char *tool_folder (void);

/* Runs a shell command in the folder and returns what it prints; the test fails when the command
 * does. */
GBytes *tool_run (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* The same without a result. */
void tool_do (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* The same, TRUE when the command succeeds; its output is dropped. */
gboolean tool_try (const char *format, ...) G_GNUC_PRINTF (1, 2);

GBytes *tool_read (const char *name);
void tool_write (const char *name, const void *data, gsize size);

PkiSlice tool_slice (GBytes *bytes);

/* What a command prints, as text without the last line end. The caller frees. */
char *tool_text (const char *format, ...) G_GNUC_PRINTF (1, 2);
