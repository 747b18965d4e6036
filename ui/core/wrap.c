#include "config.h"

#include "ui/core/wrap.h"

#include "src/base/text.h"

/* Unicode leaves open which side of a word these stand on; in Chinese it is fixed. */
#define LEFT_QUOTES  "\u2018\u201c"
#define RIGHT_QUOTES "\u2019\u201d"

static gboolean is_opening (gunichar c)
{
	return g_unichar_break_type (c) == G_UNICODE_BREAK_OPEN_PUNCTUATION ||
	       g_utf8_strchr (LEFT_QUOTES, -1, c);
}

/* Full stops and the like, which no line begins with. */
static gboolean is_following (gunichar c)
{
	switch (g_unichar_break_type (c)) {
	case G_UNICODE_BREAK_CLOSE_PUNCTUATION:
	case G_UNICODE_BREAK_CLOSE_PARANTHESIS:
	case G_UNICODE_BREAK_EXCLAMATION:
	case G_UNICODE_BREAK_INFIX_SEPARATOR:
	case G_UNICODE_BREAK_NON_STARTER:
	case G_UNICODE_BREAK_POSTFIX:
	case G_UNICODE_BREAK_SYMBOL:
	case G_UNICODE_BREAK_COMBINING_MARK:
		return TRUE;
	default:
		return g_utf8_strchr (RIGHT_QUOTES, -1, c) != NULL;
	}
}

/* After a blank, and around wide characters, between which there are none (UAX #14, in short). */
static gboolean may_break (gunichar before, gunichar after)
{
	if (before == ' ')
		return TRUE;
	if (!g_unichar_iswide (before) && !g_unichar_iswide (after))
		return FALSE;
	return after != ' ' && !is_following (after) && !is_opening (before);
}

gsize ui_wrap_fits (const char *text, gsize size, int columns)
{
	/* Most lines are short, and no character is wider than its bytes. */
	if (size <= (gsize)MAX (columns, 0))
		return size;
	gsize fits = 0, place = 0;
	int taken = 0;
	gunichar before = 0;
	while (fits < size) {
		gsize step = (gsize)(g_utf8_next_char (text + fits) - text) - fits;
		gunichar c = g_utf8_get_char (text + fits);
		if (taken > columns / 2 && may_break (before, c))
			place = fits;
		taken += pki_text_character_width (c);
		if (taken > columns && fits > 0)
			return place ? place : fits;
		fits += step;
		before = c;
	}
	return size;
}
