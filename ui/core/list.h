/* A list's cursor and window, without a list and without a terminal: which row is selected, which
 * rows are seen. */
#pragma once

#include <glib.h>

typedef struct {
	guint count; /* rows there are */
	guint height; /* rows that fit */
	guint top; /* first row seen */
	guint cursor; /* selected row; < count, or 0 when there is none */
	gboolean scrolls; /* a text: moving scrolls, and no row is selected */
} UiList;

/* Takes new counts; cursor and window stay as near as they can. */
void ui_list_set (UiList *list, guint count, guint height);

/* Selects a row and brings it into the window. */
void ui_list_go (UiList *list, guint row);

/* Moves by rows, pages, half pages; stops at the ends. TRUE when anything changed. */
gboolean ui_list_move (UiList *list, gint64 rows);
gboolean ui_list_page (UiList *list, int pages);
gboolean ui_list_half (UiList *list, int halves);
gboolean ui_list_first (UiList *list);
gboolean ui_list_last (UiList *list);

/* Moves the window without the cursor (mouse wheel); the cursor follows when it would leave it. */
gboolean ui_list_scroll (UiList *list, gint64 rows);
