#include "config.h"

#include "ui/core/layout.h"

UiLayout ui_layout (int rows, int columns, gboolean has_side)
{
	UiLayout layout = { .divider = -1 };
	layout.too_small = rows < UI_LAYOUT_ROWS || columns < UI_LAYOUT_COLUMNS;
	if (layout.too_small)
		return layout;
	int main = columns;
	if (has_side && columns >= UI_LAYOUT_WIDE) {
		main = columns * 53 / 100;
		layout.divider = main;
		layout.side_header = (UiArea){ 1, main + 2, 1, columns - main - 2 };
		layout.side = (UiArea){ 2, main + 2, rows - 4, columns - main - 2 };
	}
	layout.bar = (UiArea){ 0, 0, 1, columns };
	layout.header = (UiArea){ 1, 0, 1, main };
	layout.body = (UiArea){ 2, 0, rows - 4, main };
	layout.status = (UiArea){ rows - 2, 0, 1, columns };
	layout.footer = (UiArea){ rows - 1, 0, 1, columns };
	return layout;
}

UiArea ui_layout_popup (const UiLayout *layout, int rows, int columns)
{
	int most_rows = layout->body.rows + 1, most_columns = layout->bar.columns;
	UiArea frame = { .rows = CLAMP (rows + 2, 3, most_rows), .columns = MAX (columns + 4, 20) };
	/* Strips of what is behind, left and right of it, would only disturb. */
	if (frame.columns > most_columns - 4)
		frame.columns = layout->bar.columns;
	frame.row = 1 + (most_rows - frame.rows) / 2;
	frame.column = (layout->bar.columns - frame.columns) / 2;
	return frame;
}

UiArea ui_layout_inside (UiArea frame)
{
	return (UiArea){ frame.row + 1, frame.column + 2, frame.rows - 2, frame.columns - 4 };
}
