#include "config.h"

#include "ui/core/wrap.h"

#include "src/base/text.h"

gsize ui_wrap_fits (const char *text, gsize size, int columns)
{
	/* Most lines are short, and no character is wider than its bytes. */
	if (size <= (gsize)MAX (columns, 0))
		return size;
	gsize fits = 0, blank = 0;
	int taken = 0;
	while (fits < size) {
		gsize step = (gsize)(g_utf8_next_char (text + fits) - text) - fits;
		g_autofree char *character = g_strndup (text + fits, step);
		taken += pki_text_width (character);
		if (taken > columns && fits > 0)
			return blank ? blank : fits;
		fits += step;
		if (*character == ' ' && taken > columns / 2)
			blank = fits;
	}
	return size;
}
