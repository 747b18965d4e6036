/* The few signs that screens draw with, each one column wide, with a form for locales that are not
 * UTF-8. */
#pragma once

typedef enum {
	UI_GLYPH_GOOD, /* ● + */
	UI_GLYPH_SOON, /* ◐ ! */
	UI_GLYPH_BAD, /* ✗ x */
	UI_GLYPH_YES, /* ✓ + */
	UI_GLYPH_NONE, /* · . */
	UI_GLYPH_OPEN, /* ▾ - : a row that is expanded */
	UI_GLYPH_CLOSED, /* ▸ > */
	UI_GLYPH_CURSOR, /* ▌ > */
	UI_GLYPH_BAR_FULL, /* █ # */
	UI_GLYPH_BAR_EMPTY, /* ░ . */
	UI_GLYPH_ARROW, /* → > */
	UI_GLYPH_ELLIPSIS, /* … ~ */
	UI_GLYPH_DASH, /* – - */
	UI_GLYPH_BULLET, /* • * */
	UI_GLYPH_LOCKED, /* ⚿ is not everywhere: ∗ * */
	UI_GLYPH_HORIZONTAL, /* ─ - */
	UI_GLYPH_VERTICAL, /* │ | */
	UI_GLYPH_CORNER_TL, /* ┌ + */
	UI_GLYPH_CORNER_TR,
	UI_GLYPH_CORNER_BL,
	UI_GLYPH_CORNER_BR,
	UI_GLYPH_DOT, /* · - : between the parts of a title */
	UI_GLYPH_N,
} UiGlyph;

/* The sign in the locale's form: UTF-8 or ASCII. */
const char *ui_glyph (UiGlyph glyph);
