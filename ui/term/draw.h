/* Drawing text clipped to an area of the screen. Nothing is drawn outside of it, a wide character
 * at the edge becomes a blank. Texts must have passed pki_text_printable(). */
#pragma once

#include "ui/term/role.h"

typedef struct {
	int row, column; /* of the upper left corner */
	int rows, columns;
} UiArea;

/* Draws TEXT from COLUMN of the area's ROW on; OVER is another role laid over (UI_ROLE_VALUE:
 * none). */
void ui_draw_text (
	const UiArea *area, int row, int column, UiRole role, UiRole over, const char *text);

/* Fills the area's ROW from COLUMN on with blanks of this role. */
void ui_draw_blank (const UiArea *area, int row, int column, UiRole role);

/* Empties the whole area. */
void ui_draw_clear (const UiArea *area);

/* Begins and ends a frame; the end sends to the terminal what differs. The cursor is shown at ROW,
 * COLUMN of the screen, or hidden when ROW is negative. */
void ui_draw_begin (void);
void ui_draw_end (int row, int column);
