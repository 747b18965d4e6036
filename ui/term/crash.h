/* The last resort of the terminal: puts it back into its old state from a signal handler when the
 * program crashes. */
#pragma once

#include <glib.h>
#include <termios.h>

/* Remembers what to do: the terminal's state as it was, and the bytes (at most 256) that bring
 * the old screen back. CAUGHT holds what was written to standard error, STANDARD_ERROR is the real
 * one. Arms the handlers. */
void _ui_crash_arm (int terminal, const struct termios *before, const char *bytes, gsize size,
	int caught, int standard_error);

/* Standard error is caught elsewhere from now on; -1 for nowhere. */
void _ui_crash_set_errors (int caught, int standard_error);

/* The terminal has been handed back in good order. */
void _ui_crash_disarm (void);
