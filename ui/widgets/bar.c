#include "config.h"

#include "ui/widgets/bar.h"

#include "ui/term/glyph.h"

static int full_columns (int width, gint64 start, gint64 end, gint64 now)
{
	if (now >= end || end <= start)
		return now >= end ? 0 : width;
	if (now <= start)
		return width;
	double left = (double)(end - now) / (double)(end - start);
	return CLAMP ((int)(left * width + 0.5), 1, width);
}

void ui_bar_draw_life (UiCells *cells, UiRole role, int width, gint64 start, gint64 end, gint64 now)
{
	int full = full_columns (width, start, end, now);
	ui_cells_repeat (cells, role, ui_glyph (UI_GLYPH_BAR_FULL), full);
	ui_cells_repeat (cells, UI_ROLE_MUTED, ui_glyph (UI_GLYPH_BAR_EMPTY), width - full);
}
