#include "config.h"

#include "ui/core/view.h"

#include "src/base/intl.h"
#include "ui/core/app-private.h"

UiView *_ui_view_new (UiApp *app, const UiViewOps *ops)
{
	UiView *view = g_new0 (UiView, 1);
	view->ops = ops;
	view->app = app;
	view->private = ops->private_size ? g_malloc0 (ops->private_size) : NULL;
	view->list.scrolls = ops->scrolls;
	view->list.height = 20;
	view->columns = 80;
	view->told = G_MAXUINT;
	return view;
}

gboolean _ui_view_open (UiView *view, gpointer arguments, GError **error)
{
	return !view->ops->open || view->ops->open (view, arguments, error);
}

void _ui_view_free (UiView *view)
{
	if (!view)
		return;
	_ui_view_free (view->side);
	_ui_job_forget_view (view->app, view);
	_ui_search_forget_view (view->app, view);
	if (view->ops->close)
		view->ops->close (view);
	g_free (view->private);
	g_free (view->title);
	g_free (view->filter);
	g_free (view);
}

void _ui_view_sync (UiView *view)
{
	ui_list_set (&view->list, view->ops->rows (view), view->list.height);
	if (view->list.cursor == view->told)
		return;
	view->told = view->list.cursor;
	if (view->ops->moved)
		view->ops->moved (view);
}

UiView *_ui_view_focused (UiView *view)
{
	return view->in_side && ui_view_side_is_seen (view) ? view->side : view;
}

gpointer ui_view_private (UiView *view)
{
	return view->private;
}

UiApp *ui_view_app (UiView *view)
{
	return view->app;
}

guint ui_view_cursor (UiView *view)
{
	return view->list.cursor;
}

void ui_view_set_cursor (UiView *view, guint row)
{
	/* The count may have changed since the last paint. */
	ui_list_set (&view->list, view->ops->rows (view), view->list.height);
	ui_list_go (&view->list, row);
	ui_view_dirty (view);
}

guint ui_view_top (UiView *view)
{
	return view->list.top;
}

int ui_view_columns (UiView *view)
{
	return view->columns;
}

int ui_view_height (UiView *view)
{
	return (int)view->list.height;
}

void ui_view_set_title (UiView *view, const char *title)
{
	g_free (view->title);
	view->title = g_strdup (title);
	ui_view_dirty (view);
}

const char *ui_view_title (UiView *view)
{
	if (view->title)
		return view->title;
	return view->ops->title ? _ (view->ops->title) : "";
}

void ui_view_dirty (UiView *view)
{
	ui_app_dirty (view->app);
}

const char *ui_view_filter (UiView *view)
{
	return view->filter ? view->filter : "";
}

UiView *ui_view_open_side (UiView *view, const UiViewOps *ops, gpointer arguments, GError **error)
{
	UiView *side = _ui_view_new (view->app, ops);
	side->main = view;
	if (!_ui_view_open (side, arguments, error)) {
		_ui_view_free (side);
		return NULL;
	}
	view->side = side;
	return side;
}

UiView *ui_view_side (UiView *view)
{
	return view->side;
}

gboolean ui_view_side_is_seen (UiView *view)
{
	if (!view->side)
		return FALSE;
	UiLayout layout;
	_ui_app_layout (view->app, &layout);
	return layout.divider >= 0;
}

void ui_view_close (UiView *view)
{
	UiApp *app = view->app;
	if (view->closed || view->main)
		return;
	gboolean was_over = g_ptr_array_find (app->over, view, NULL);
	GPtrArray *from = was_over ? app->over : NULL;
	for (guint i = 0; !from && i < app->tabs->len; i++) {
		GPtrArray *stack = g_array_index (app->tabs, UiTab, i).stack;
		/* The bottom of a stack stays. */
		if (stack->len > 1 && g_ptr_array_find (stack, view, NULL) &&
			g_ptr_array_index (stack, 0) != view)
			from = stack;
	}
	if (!from)
		return;
	view->closed = TRUE;
	g_ptr_array_remove (from, view);
	g_ptr_array_add (app->closed, view);
	ui_app_dirty (app);
}
