#include "config.h"

#include "ui/core/pattern.h"

#include <string.h>

struct _UiPattern {
	char *text;
	char *folded; /* NULL where case counts */
};

static gboolean has_upper (const char *text)
{
	for (const char *p = text; *p; p = g_utf8_next_char (p))
		if (g_unichar_isupper (g_utf8_get_char (p)))
			return TRUE;
	return FALSE;
}

UiPattern *ui_pattern_new (const char *text)
{
	UiPattern *pattern = g_new0 (UiPattern, 1);
	pattern->text = g_utf8_make_valid (text, -1);
	if (!has_upper (pattern->text))
		pattern->folded = g_utf8_strdown (pattern->text, -1);
	return pattern;
}

void ui_pattern_free (UiPattern *pattern)
{
	if (!pattern)
		return;
	g_free (pattern->text);
	g_free (pattern->folded);
	g_free (pattern);
}

const char *ui_pattern_text (const UiPattern *pattern)
{
	return pattern->text;
}

/* How many bytes of TEXT the folded pattern covers at its start, 0 for none. Character by
 * character, because folding may change lengths. */
static gsize covers (const char *folded, const char *text)
{
	const char *t = text;
	for (const char *p = folded; *p; p = g_utf8_next_char (p)) {
		if (!*t || g_unichar_tolower (g_utf8_get_char (t)) != g_utf8_get_char (p))
			return 0;
		t = g_utf8_next_char (t);
	}
	return (gsize)(t - text);
}

gboolean ui_pattern_find (
	const UiPattern *pattern, const char *text, gsize from, gsize *start, gsize *end)
{
	if (!*pattern->text)
		return FALSE;
	if (!pattern->folded) {
		const char *found = strstr (text + from, pattern->text);
		if (found) {
			*start = (gsize)(found - text);
			*end = *start + strlen (pattern->text);
		}
		return found != NULL;
	}
	for (const char *t = text + from; *t; t = g_utf8_next_char (t)) {
		gsize size = covers (pattern->folded, t);
		if (size > 0) {
			*start = (gsize)(t - text);
			*end = *start + size;
			return TRUE;
		}
	}
	return FALSE;
}

gboolean ui_pattern_match (const UiPattern *pattern, const char *text)
{
	if (!text)
		return FALSE;
	g_autofree char *valid =
		g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
	gsize start, end;
	return ui_pattern_find (pattern, valid ? valid : text, 0, &start, &end);
}
