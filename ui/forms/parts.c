#include "config.h"

#include "ui/forms/parts.h"

static gboolean is_between (gunichar c)
{
	return g_unichar_isspace (c) || g_utf8_strchr (",;，、；", -1, c);
}

GStrv ui_parts_of (const char *text)
{
	g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
	for (const char *p = text; *p;) {
		const char *end = p;
		while (*end && !is_between (g_utf8_get_char (end)))
			end = g_utf8_next_char (end);
		g_autofree char *part = g_strndup (p, (gsize)(end - p));
		if (*part)
			g_strv_builder_add (parts, part);
		p = *end ? g_utf8_next_char (end) : end;
	}
	return g_strv_builder_end (parts);
}
