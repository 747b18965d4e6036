#include "config.h"

#include "src/ca/template.h"

#include <stdarg.h>
#include <string.h>

/* The place that starts at AT: a brace, letters and underscores, a brace. */
static char *place_at (const char *at)
{
	gsize size = 1;
	if (*at != '{')
		return NULL;
	while (g_ascii_isalpha (at[size]) || at[size] == '_')
		size++;
	return at[size] == '}' && size > 1 ? g_strndup (at + 1, size - 1) : NULL;
}

char *pki_template_fill (const char *text, const char *key, ...)
{
	g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
	va_list arguments;
	va_start (arguments, key);
	for (const char *at = key; at; at = va_arg (arguments, const char *))
		g_hash_table_insert (values, (char *)at, va_arg (arguments, char *));
	va_end (arguments);
	GString *out = g_string_new (NULL);
	while (*text) {
		g_autofree char *place = place_at (text);
		const char *value = place ? g_hash_table_lookup (values, place) : NULL;
		if (value) {
			g_string_append (out, value);
			text += strlen (place) + 2;
		} else {
			g_string_append_c (out, *text++);
		}
	}
	return g_string_free (out, FALSE);
}

gboolean pki_template_check (const char *text, const char *const *keys, char **unknown)
{
	for (; *text; text++) {
		g_autofree char *place = place_at (text);
		if (place && !g_strv_contains (keys, place)) {
			*unknown = g_steal_pointer (&place);
			return FALSE;
		}
	}
	return TRUE;
}
