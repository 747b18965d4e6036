#include "config.h"

#include "ui/term/glyph.h"

#include "src/base/text.h"

static const struct {
	const char *utf8, *ascii;
} glyphs[UI_GLYPH_N] = {
	[UI_GLYPH_GOOD] = { "●", "+" },
	[UI_GLYPH_SOON] = { "◐", "!" },
	[UI_GLYPH_BAD] = { "✗", "x" },
	[UI_GLYPH_YES] = { "✓", "+" },
	[UI_GLYPH_NONE] = { "·", "." },
	[UI_GLYPH_OPEN] = { "▾", "-" },
	[UI_GLYPH_CLOSED] = { "▸", ">" },
	[UI_GLYPH_CURSOR] = { "▌", ">" },
	[UI_GLYPH_BAR_FULL] = { "█", "#" },
	[UI_GLYPH_BAR_EMPTY] = { "░", "." },
	[UI_GLYPH_ARROW] = { "→", ">" },
	[UI_GLYPH_ELLIPSIS] = { "…", "~" },
	[UI_GLYPH_DASH] = { "–", "-" },
	[UI_GLYPH_BULLET] = { "•", "*" },
	[UI_GLYPH_LOCKED] = { "∗", "*" },
	[UI_GLYPH_HORIZONTAL] = { "─", "-" },
	[UI_GLYPH_VERTICAL] = { "│", "|" },
	[UI_GLYPH_CORNER_TL] = { "┌", "+" },
	[UI_GLYPH_CORNER_TR] = { "┐", "+" },
	[UI_GLYPH_CORNER_BL] = { "└", "+" },
	[UI_GLYPH_CORNER_BR] = { "┘", "+" },
	[UI_GLYPH_DOT] = { "·", "-" },
};

const char *ui_glyph (UiGlyph glyph)
{
	return pki_text_locale_is_utf8 () ? glyphs[glyph].utf8 : glyphs[glyph].ascii;
}
