#include "config.h"

#include "src/store/range.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"

#define LONGEST     100000
#define MOST_DIGITS 9

typedef struct {
	const char *begin, *end; /* of "[01-03]" in the text */
	guint first, last;
	int width;
} Range;

static gboolean read_number (const char **at, guint *number, int *width)
{
	gsize digits = strspn (*at, "0123456789");
	if (!digits || digits > MOST_DIGITS)
		return FALSE;
	*number = (guint)g_ascii_strtoull (*at, NULL, 10);
	*width = (int)digits;
	*at += digits;
	return TRUE;
}

/* The first range in TEXT. Brackets with anything else inside are none: they hold IPv6 in URIs. */
static gboolean find_range (const char *text, Range *range)
{
	for (const char *at = strchr (text, '['); at; at = strchr (at + 1, '[')) {
		int unused;
		range->begin = at;
		range->end = at + 1;
		if (!read_number (&range->end, &range->first, &range->width) ||
			*range->end++ != '-' || !read_number (&range->end, &range->last, &unused) ||
			*range->end++ != ']')
			continue;
		return TRUE;
	}
	return FALSE;
}

gboolean pki_range_count (const char *text, guint *count, GError **error)
{
	g_autofree char *shown = pki_text_printable (text, -1);
	Range range;
	*count = 0;
	for (const char *at = text; find_range (at, &range); at = range.end) {
		if (range.last < range.first)
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("the range in \"%s\" runs backwards"), shown);
		guint length = range.last - range.first + 1;
		if (length > LONGEST)
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("the range in \"%s\" has more than %d numbers"), shown, LONGEST);
		if (*count && length != *count)
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("the ranges in \"%s\" differ in length: %u and %u"), shown,
				*count, length);
		*count = length;
	}
	return TRUE;
}

char *pki_range_text (const char *text, guint index)
{
	GString *out = g_string_new (NULL);
	Range range;
	while (find_range (text, &range)) {
		g_string_append_len (out, text, range.begin - text);
		g_string_append_printf (out, "%0*u", range.width, range.first + index);
		text = range.end;
	}
	g_string_append (out, text);
	return g_string_free (out, FALSE);
}
