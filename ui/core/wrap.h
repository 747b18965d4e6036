/* Breaking long lines for the screen. */
#pragma once

#include <glib.h>

/* How many bytes of TEXT, SIZE long, printable and without newline, go on a line of COLUMNS: all
 * where they fit, else up to a blank in the second half, else as many as fit; at least one
 * character. Chinese, Japanese and Korean break between characters, but not before a full stop. */
gsize ui_wrap_fits (const char *text, gsize size, int columns);
