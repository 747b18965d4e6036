#include "config.h"

#include "src/base/text.h"

#include <string.h>
#include <wchar.h>

/* ncurses keeps so many marks with a letter, and forgets the others. */
#define MARKS_MOST 4

gboolean pki_text_locale_is_utf8 (void)
{
	return g_get_charset (NULL);
}

gboolean pki_text_is_hidden (gunichar c)
{
	switch (g_unichar_type (c)) {
	case G_UNICODE_CONTROL:
	case G_UNICODE_FORMAT:
	case G_UNICODE_SURROGATE:
	case G_UNICODE_UNASSIGNED:
	case G_UNICODE_PRIVATE_USE:
	case G_UNICODE_LINE_SEPARATOR:
	case G_UNICODE_PARAGRAPH_SEPARATOR:
		return TRUE;
	default:
		break;
	}
	/* Blank or invisible without being format characters: Hangul fillers, Braille blank,
	 * variation selectors. */
	return c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 ||
	       c == 0x2800 || c == 0x3164 || c == 0xffa0 || (c >= 0xfe00 && c <= 0xfe0f) ||
	       (c >= 0xe0100 && c <= 0xe01ef) || (c >= 0x180b && c <= 0x180f);
}

static void append_escape (GString *out, gunichar c)
{
	switch (c) {
	case '\n':
		g_string_append (out, "\\n");
		return;
	case '\r':
		g_string_append (out, "\\r");
		return;
	case '\t':
		g_string_append (out, "\\t");
		return;
	}
	if (c < 0x80)
		g_string_append_printf (out, "\\x%02x", c);
	else if (c <= 0xffff)
		g_string_append_printf (out, "\\u%04x", c);
	else
		g_string_append_printf (out, "\\U%08x", c);
}

/* Of combining marks so many more are fine on what is before them. */
static gboolean can_show (gunichar c, gboolean utf8, guint marks)
{
	if (c < 0x80)
		return c >= 0x20 && c != 0x7f;
	if (!utf8 || pki_text_is_hidden (c))
		return FALSE;
	int columns = wcwidth ((wchar_t)c);
	return columns > 0 || (columns == 0 && marks > 0);
}

char pki_text_ascii_for (gunichar c)
{
	static const struct {
		gunichar from;
		char to;
	} table[] = { { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201c, '"' }, { 0x201d, '"' },
		{ 0x2026, '~' }, { 0x2013, '-' }, { 0x2014, '-' }, { 0xd7, 'x' }, { 0xb7, '.' },
		{ 0x2192, '>' } };
	for (guint i = 0; i < G_N_ELEMENTS (table); i++)
		if (table[i].from == c)
			return table[i].to;
	return '\0';
}

typedef enum {
	FOREIGN = 0,
	LINES = 1 << 0, /* keep them */
	OWN = 1 << 1, /* with signs of ours */
} Kind;

static char *printable (const char *bytes, gssize size, Kind kind)
{
	gsize left = size < 0 ? strlen (bytes) : (gsize)size;
	gboolean utf8 = pki_text_locale_is_utf8 ();
	guint marks = 0;
	GString *out = g_string_sized_new (left + 1);
	while (left > 0) {
		gunichar c = (guchar)*bytes < 0x80
				     ? (gunichar)*bytes
				     : g_utf8_get_char_validated (bytes, (gssize)left);
		if (c == (gunichar)-1 || c == (gunichar)-2) {
			g_string_append_printf (out, "\\x%02x", (guchar)*bytes);
			marks = 0;
			bytes++, left--;
			continue;
		}
		gsize step = c < 0x80 ? 1 : (gsize)g_unichar_to_utf8 (c, NULL);
		gboolean shown = can_show (c, utf8, marks);
		if (kind & LINES && c == '\n')
			g_string_append_c (out, '\n');
		else if (kind & LINES && c == '\t')
			g_string_append (out, "    ");
		else if (shown)
			g_string_append_len (out, bytes, (gssize)step);
		else if (kind & OWN && !utf8 && pki_text_ascii_for (c))
			g_string_append_c (out, pki_text_ascii_for (c));
		else
			append_escape (out, c);
		marks = !shown ? 0 : pki_text_character_width (c) == 0 ? marks - 1 : MARKS_MOST;
		bytes += step, left -= step;
	}
	return g_string_free (out, FALSE);
}

char *pki_text_printable (const char *bytes, gssize size)
{
	return printable (bytes, size, FOREIGN);
}

char *pki_text_printable_message (const char *text)
{
	return printable (text, -1, OWN);
}

char *pki_text_printable_lines (const char *bytes, gssize size)
{
	return printable (bytes, size, LINES | OWN);
}

int pki_text_character_width (gunichar c)
{
	if (c < 0x80)
		return c >= 0x20 && c != 0x7f ? 1 : 0;
	int columns = wcwidth ((wchar_t)c);
	return columns < 0 ? 1 : columns;
}

int pki_text_width (const char *text)
{
	int columns = 0;
	for (const char *p = text; *p; p = g_utf8_next_char (p))
		columns += pki_text_character_width (g_utf8_get_char (p));
	return columns;
}

/* Bytes of the start of TEXT that take at most COLUMNS. */
static gsize prefix_that_fits (const char *text, int columns)
{
	const char *p = text;
	int taken = 0;
	while (*p) {
		taken += pki_text_character_width (g_utf8_get_char (p));
		if (taken > columns)
			break;
		p = g_utf8_next_char (p);
	}
	return (gsize)(p - text);
}

char *pki_text_clip (const char *text, int columns)
{
	gsize size = prefix_that_fits (text, MAX (columns, 0));
	if (!text[size] || columns < 1)
		return g_strndup (text, size);
	GString *out = g_string_new_len (text, (gssize)prefix_that_fits (text, columns - 1));
	g_string_append (out, pki_text_locale_is_utf8 () ? "…" : "~");
	return g_string_free (out, FALSE);
}

GString *pki_text_to_utf8 (const char *bytes, gsize size)
{
	GString *out = g_string_sized_new (size + 1);
	while (size > 0) {
		const char *end = bytes;
		/* NUL ends a valid run for g_utf8_validate_len(), yet is a character here. */
		if (g_utf8_validate_len (bytes, size, &end) || end > bytes) {
			g_string_append_len (out, bytes, end - bytes);
			size -= (gsize)(end - bytes);
			bytes = end;
			continue;
		}
		if (*bytes == '\0')
			g_string_append_c (out, '\0');
		else
			g_string_append_printf (out, "\\x%02x", (guchar)*bytes);
		bytes++, size--;
	}
	return out;
}
