/* One object as a row: name, what it is, its end, what is left, its state; aligned the same way in
 * every list. */
#pragma once

#include "src/store/item.h"
#include "ui/core/cells.h"

/* See ui/views/columns.h. */
typedef struct _UiNeeds UiNeeds;

/* The line above the rows: NAME, WHAT, ... */
void ui_row_draw_header (UiCells *cells, const UiNeeds *needs);

typedef enum {
	UI_FOLD_NONE, /* nothing is below it */
	UI_FOLD_CLOSED,
	UI_FOLD_OPEN,
} UiFold;

void ui_row_draw (UiCells *cells, const UiNeeds *needs, const PkiItem *item, guint depth,
	UiFold fold, gint64 now);

/* Its name alone, with what tells it from its namesakes, in ROOM columns; gives how many are left.
 */
int ui_row_draw_name (UiCells *cells, const PkiItem *item, int room);

/* A heading among the rows, "▸ Requests  (2)". */
void ui_row_draw_heading (UiCells *cells, const char *title, guint count, UiFold fold);
