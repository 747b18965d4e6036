#include "config.h"

#include "ui/core/app-private.h"

#define WHEEL_ROWS 3

static gboolean holds (const UiArea *area, const UiEvent *event)
{
	return event->row >= area->row && event->row < area->row + area->rows &&
	       event->column >= area->column && event->column < area->column + area->columns;
}

static gboolean press_spot (UiApp *app, const UiEvent *event)
{
	for (guint i = 0; i < app->spots->len; i++) {
		UiSpot spot = g_array_index (app->spots, UiSpot, i);
		if (event->row == spot.row && event->column >= spot.column &&
			event->column < spot.column + spot.width) {
			ui_app_act (app, spot.action, NULL);
			return TRUE;
		}
	}
	return FALSE;
}

/* A press selects a row, on the selected one it opens. */
static void press_row (UiApp *app, UiView *view, const UiEvent *event)
{
	guint row = view->list.top + (guint)(event->row - view->area.row);
	if (row >= view->list.count || view->list.scrolls)
		return;
	gboolean again = row == view->list.cursor && _ui_app_front (app) == view;
	if (view->main)
		view->main->in_side = TRUE;
	else
		view->in_side = FALSE;
	if (again)
		ui_app_act (app, UI_ACTION_OPEN, NULL);
	else
		ui_list_go (&view->list, row);
}

static UiView *view_at (UiApp *app, const UiEvent *event)
{
	UiView *front = _ui_app_front (app), *top = _ui_app_top (app);
	if (_ui_command_is_modal (front))
		return holds (&front->area, event) ? front : NULL;
	if (holds (&top->area, event))
		return top;
	return ui_view_side_is_seen (top) && holds (&top->side->area, event) ? top->side : NULL;
}

void _ui_mouse_event (UiApp *app, const UiEvent *event)
{
	app->shown = NULL;
	if (event->type == UI_EVENT_PRESS && !_ui_command_is_modal (_ui_app_front (app)) &&
		press_spot (app, event))
		return;
	UiView *view = view_at (app, event);
	if (!view)
		return;
	_ui_view_sync (view);
	if (event->type == UI_EVENT_PRESS)
		press_row (app, view, event);
	else
		ui_list_scroll (
			&view->list, event->type == UI_EVENT_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
}
