#include "config.h"

#include "ui/widgets/wrapped.h"

#include <string.h>

#include "ui/core/wrap.h"

#define COLUMNS_LEAST 8

struct _UiWrapped {
	char *text;
	int columns; /* for which the lines were made */
	GPtrArray *lines; /* char* */
};

UiWrapped *ui_wrapped_new (const char *text)
{
	UiWrapped *wrapped = g_new0 (UiWrapped, 1);
	wrapped->text = g_strdup (text);
	wrapped->lines = g_ptr_array_new_with_free_func (g_free);
	return wrapped;
}

void ui_wrapped_free (UiWrapped *wrapped)
{
	if (!wrapped)
		return;
	g_ptr_array_unref (wrapped->lines);
	g_free (wrapped->text);
	g_free (wrapped);
}

static void add_line (UiWrapped *wrapped, const char *line, gsize size)
{
	do {
		gsize fits = size > 0 ? ui_wrap_fits (line, size, wrapped->columns) : 0;
		g_ptr_array_add (wrapped->lines, g_strndup (line, fits));
		line += fits;
		size -= fits;
		while (size > 0 && *line == ' ')
			line++, size--;
	} while (size > 0);
}

guint ui_wrapped_lines (UiWrapped *wrapped, int columns)
{
	columns = MAX (columns, COLUMNS_LEAST);
	if (wrapped->columns == columns)
		return wrapped->lines->len;
	wrapped->columns = columns;
	g_ptr_array_set_size (wrapped->lines, 0);
	for (const char *line = wrapped->text; *line;) {
		const char *end = strchrnul (line, '\n');
		add_line (wrapped, line, (gsize)(end - line));
		line = *end ? end + 1 : end;
	}
	return wrapped->lines->len;
}

const char *ui_wrapped_line (const UiWrapped *wrapped, guint line)
{
	return line < wrapped->lines->len ? g_ptr_array_index (wrapped->lines, line) : "";
}
