#include "config.h"

#include "ui/term/draw.h"

#include <curses.h>
#include <glib.h>
#include <wchar.h>

#include "src/base/text.h"
#include "ui/term/screen-private.h"
#include "ui/term/theme.h"

/* A letter and its marks. */
#define CHARACTERS_IN_CELL 5

void ui_draw_begin (void)
{
	erase ();
}

void ui_draw_end (int row, int column)
{
	curs_set (row >= 0 ? 1 : 0);
	if (row >= 0)
		move (row, column);
	wnoutrefresh (stdscr);
	_ui_screen_update ();
}

static void set_role (UiRole role, UiRole over)
{
	short pair;
	attr_t attributes = (attr_t)ui_theme_attributes (role, over, &pair);
	attr_set (attributes, pair, NULL);
}

/* Our own texts may hold typographic signs where the locale has none. */
static wchar_t plain (gunichar c)
{
	char ascii = pki_text_ascii_for (c);
	return ascii ? (wchar_t)ascii : '?';
}

void ui_draw_text (
	const UiArea *area, int row, int column, UiRole role, UiRole over, const char *text)
{
	if (row < 0 || row >= area->rows)
		return;
	gboolean utf8 = pki_text_locale_is_utf8 ();
	gsize size = 0, most = (gsize)MAX (area->columns, 0) * CHARACTERS_IN_CELL;
	g_autofree wchar_t *line = g_new (wchar_t, most + 1);
	for (int at = column; *text && size < most; text = g_utf8_next_char (text)) {
		gunichar c = g_utf8_get_char (text);
		wchar_t wide = c < 0x80 || utf8 ? (wchar_t)c : plain (c);
		int width = wcwidth (wide);
		if (width < 0)
			wide = '?', width = 1;
		if (at + width > area->columns)
			break;
		/* A mark has nothing to stand on here. */
		if (width == 0 && size == 0)
			continue;
		line[size++] = wide;
		at += width;
	}
	set_role (role, over);
	if (size > 0)
		mvaddnwstr (area->row + row, area->column + column, line, (int)size);
}

void ui_draw_blank (const UiArea *area, int row, int column, UiRole role)
{
	if (row < 0 || row >= area->rows || column >= area->columns)
		return;
	set_role (UI_ROLE_VALUE, role);
	mvhline (area->row + row, area->column + column, ' ' | A_NORMAL, area->columns - column);
}

void ui_draw_clear (const UiArea *area)
{
	for (int row = 0; row < area->rows; row++)
		ui_draw_blank (area, row, 0, UI_ROLE_VALUE);
}
