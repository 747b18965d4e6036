#include "config.h"

#include "ui/core/list.h"

static guint last_top (const UiList *list)
{
	guint height = MAX (list->height, 1);
	return list->count > height ? list->count - height : 0;
}

/* Brings cursor and window back into their bounds and the cursor into the window. */
static void settle (UiList *list)
{
	list->cursor = list->count ? MIN (list->cursor, list->count - 1) : 0;
	list->top = MIN (list->top, last_top (list));
	if (list->scrolls || !list->height)
		return;
	if (list->cursor < list->top)
		list->top = list->cursor;
	else if (list->cursor >= list->top + list->height)
		list->top = list->cursor - list->height + 1;
}

void ui_list_set (UiList *list, guint count, guint height)
{
	list->count = count;
	list->height = height;
	settle (list);
	if (list->scrolls)
		list->cursor = list->top;
}

void ui_list_go (UiList *list, guint row)
{
	list->cursor = row;
	/* From afar with a third of the window above it, so that its surroundings are seen. */
	guint third = list->height / 3;
	if (row + 1 < list->top || row > list->top + list->height)
		list->top = row > third ? row - third : 0;
	else if (list->scrolls)
		list->top =
			CLAMP (list->top, row + 1 > list->height ? row + 1 - list->height : 0, row);
	settle (list);
}

static guint shifted (guint from, gint64 by, guint limit)
{
	return (guint)CLAMP ((gint64)from + by, 0, (gint64)limit);
}

gboolean ui_list_move (UiList *list, gint64 rows)
{
	guint cursor = list->cursor, top = list->top;
	if (list->scrolls) {
		list->top = shifted (list->top, rows, last_top (list));
		list->cursor = list->top;
	} else {
		list->cursor = shifted (list->cursor, rows, list->count ? list->count - 1 : 0);
	}
	settle (list);
	return list->cursor != cursor || list->top != top;
}

/* The window moves along with the cursor, so that a page shows what comes next. */
static gboolean jump (UiList *list, gint64 rows)
{
	guint cursor = list->cursor, top = list->top;
	if (!list->scrolls)
		list->top = shifted (list->top, rows, last_top (list));
	ui_list_move (list, rows);
	return list->cursor != cursor || list->top != top;
}

gboolean ui_list_page (UiList *list, int pages)
{
	/* One row of the old page stays in sight. */
	return jump (list, (gint64)pages * MAX ((gint64)list->height - 1, 1));
}

gboolean ui_list_half (UiList *list, int halves)
{
	return jump (list, (gint64)halves * MAX ((gint64)list->height / 2, 1));
}

gboolean ui_list_first (UiList *list)
{
	return ui_list_move (list, -(gint64)G_MAXUINT);
}

gboolean ui_list_last (UiList *list)
{
	return ui_list_move (list, G_MAXUINT);
}

gboolean ui_list_scroll (UiList *list, gint64 rows)
{
	guint top = list->top;
	list->top = shifted (list->top, rows, last_top (list));
	guint bottom = list->top + MAX (list->height, 1) - 1;
	list->cursor = list->scrolls ? list->top : CLAMP (list->cursor, list->top, bottom);
	settle (list);
	return list->top != top;
}
