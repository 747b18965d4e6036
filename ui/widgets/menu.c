#include "config.h"

#include "ui/widgets/menu.h"

#include "src/base/intl.h"
#include "src/base/text.h"

typedef struct {
	UiMenu menu;
	UiMenuItem *items;
	int label_columns;
} Menu;

static gboolean open_menu (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	Menu *menu = ui_view_private (view);
	menu->menu = *(const UiMenu *)arguments;
	menu->items = g_new0 (UiMenuItem, menu->menu.count);
	for (guint i = 0; i < menu->menu.count; i++) {
		const UiMenuItem *given = &menu->menu.items[i];
		menu->items[i] = (UiMenuItem){ given->key, g_strdup (given->label),
			g_strdup (given->hint), given->id, g_strdup (given->why_not) };
		menu->label_columns = MAX (menu->label_columns, pki_text_width (given->label));
	}
	ui_view_set_title (view, menu->menu.title);
	guint first = 0;
	while (first + 1 < menu->menu.count && menu->items[first].why_not)
		first++;
	ui_view_set_cursor (view, menu->items[first].why_not ? 0 : first);
	menu->menu.title = NULL;
	menu->menu.items = NULL;
	return TRUE;
}

static void close_menu (UiView *view)
{
	Menu *menu = ui_view_private (view);
	for (guint i = 0; menu->items && i < menu->menu.count; i++) {
		g_free (menu->items[i].label);
		g_free (menu->items[i].hint);
		g_free (menu->items[i].why_not);
	}
	g_free (menu->items);
	if (menu->menu.free_data)
		menu->menu.free_data (menu->menu.data);
}

static void choose (UiView *view, guint index)
{
	Menu *menu = ui_view_private (view);
	UiMenu taken = menu->menu;
	if (menu->items[index].why_not) {
		ui_view_set_cursor (view, index);
		return;
	}
	int id = menu->items[index].id;
	menu->menu.free_data = NULL;
	ui_view_close (view);
	taken.chosen (id, taken.data);
	if (taken.free_data)
		taken.free_data (taken.data);
}

static guint rows (UiView *view)
{
	Menu *menu = ui_view_private (view);
	return menu->menu.count;
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Menu *menu = ui_view_private (view);
	const UiMenuItem *item = &menu->items[row];
	g_autofree char *key = ui_key_name (item->key);
	ui_cells_add (cells, UI_ROLE_VALUE, " ");
	ui_cells_add (cells, item->why_not ? UI_ROLE_MUTED : UI_ROLE_KEY, key);
	ui_cells_add (cells, UI_ROLE_VALUE, "  ");
	ui_cells_fit (cells, item->why_not ? UI_ROLE_MUTED : UI_ROLE_VALUE, item->label,
		menu->label_columns);
	if (!item->hint)
		return;
	ui_cells_add (cells, UI_ROLE_VALUE, "  ");
	ui_cells_add (cells, UI_ROLE_MUTED, item->hint);
}

/* Why the selected one can't be chosen. */
static void draw_status (UiView *view, UiCells *cells)
{
	Menu *menu = ui_view_private (view);
	const char *why_not = menu->items[ui_view_cursor (view)].why_not;
	ui_cells_move (cells, 1);
	if (why_not)
		ui_cells_addf (cells, UI_ROLE_SOON, _ ("Not now: %s"), why_not);
}

static void wanted (UiView *view, int max_rows, int max_columns, int *out_rows, int *out_columns)
{
	Menu *menu = ui_view_private (view);
	int widest = pki_text_width (ui_view_title (view)) + 4;
	for (guint i = 0; i < menu->menu.count; i++) {
		const char *hint = menu->items[i].hint;
		int columns = 6 + menu->label_columns + (hint ? 2 + pki_text_width (hint) : 0);
		widest = MAX (widest, columns);
	}
	*out_rows = MIN ((int)menu->menu.count, max_rows);
	*out_columns = MIN (widest, max_columns);
}

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	(void)view;
	(void)why_not;
	return action == UI_ACTION_OPEN ? UI_CAN : UI_CAN_NOT_HERE;
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	if (action != UI_ACTION_OPEN)
		return FALSE;
	choose (view, ui_view_cursor (view));
	return TRUE;
}

static gboolean key_pressed (UiView *view, UiKey key)
{
	Menu *menu = ui_view_private (view);
	for (guint i = 0; i < menu->menu.count; i++) {
		if (menu->items[i].key != key)
			continue;
		choose (view, i);
		return TRUE;
	}
	return FALSE;
}

const UiViewOps ui_menu_ops = {
	.name = "menu",
	.place = UI_PLACE_POPUP,
	.contexts = UI_CONTEXT_LIST,
	.private_size = sizeof (Menu),
	.open = open_menu,
	.close = close_menu,
	.rows = rows,
	.draw_row = draw_row,
	.draw_status = draw_status,
	.wanted = wanted,
	.can = can,
	.act = act,
	.key = key_pressed,
};
