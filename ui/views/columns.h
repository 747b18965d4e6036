/* The columns of a list of objects. The name comes first: it gets what the others do not need. */
#pragma once

#include "src/store/item.h"
#include "ui/views/row.h"

/* What the widest of the rows shown so far needs. It only grows, so that columns do not jump to and
 * fro while one scrolls; zeroed to begin with. */
struct _UiNeeds {
	int name, what, state;
};

void ui_needs_add (UiNeeds *needs, const PkiItem *item, guint depth, UiFold fold);

/* Of ROOM columns for name (with its fold sign) and WHAT, and a gap between them, those that WHAT
 * gets; 0 where LEAST_NAME for the name would not be left. */
int ui_needs_what (const UiNeeds *needs, int room, int least_name);

/* The widths on a row of so many columns; those that find no room are 0. */
typedef struct {
	int name, what, ends, left, state;
} UiColumns;
UiColumns ui_columns_for (const UiNeeds *needs, int columns);

/* Blanks between two columns. */
#define UI_COLUMNS_GAP 2
