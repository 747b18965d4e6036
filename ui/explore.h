/* The application that explores a directory: tree, details, expiry, and what goes on behind them.
 */
#pragma once

#include <glib.h>

/* Opens DIRECTORY and runs until the user quits. The exit status: 0, or 2 with an error when it
 * could not begin. Main thread, locale set. */
int ui_explore (const char *directory, gboolean mouse, GError **error);
