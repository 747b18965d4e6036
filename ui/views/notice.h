/* What stands where rows would be, while there are none. */
#pragma once

#include "ui/views/session.h"

/* FILTER: the one in force, or NULL. ROW from 0 on. */
void ui_notice_draw (UiSession *session, const char *filter, guint row, UiCells *cells);
