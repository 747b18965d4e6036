/* How much of something is left, as a bar. */
#pragma once

#include "ui/core/cells.h"

/* Appends a bar of WIDTH columns, of which the share from START to END that lies after NOW is full
 * (all of it before START, nothing behind END); at least one column while anything is left. Times
 * in seconds; the role says the state. */
void ui_bar_draw_life (
	UiCells *cells, UiRole role, int width, gint64 start, gint64 end, gint64 now);
