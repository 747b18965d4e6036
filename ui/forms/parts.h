/* The parts of a list as people type and paste it. */
#pragma once

#include <glib.h>

/* What stands between blanks, newlines, commas and semicolons, those of Chinese and Japanese texts
 * included. Valid UTF-8; for the caller to free. */
GStrv ui_parts_of (const char *text);
