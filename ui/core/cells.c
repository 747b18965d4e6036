#include "config.h"

#include "ui/core/cells.h"

#include <string.h>

#include "src/base/text.h"

typedef struct {
	int column, width;
	UiRole role;
	gsize offset; /* of its text, with a NUL behind, in the buffer */
} Run;

struct _UiCells {
	int columns;
	int position;
	GArray *runs; /* Run, in order of columns */
	GString *text;
};

UiCells *ui_cells_new (int columns)
{
	UiCells *cells = g_new0 (UiCells, 1);
	cells->columns = MAX (columns, 0);
	cells->runs = g_array_new (FALSE, FALSE, sizeof (Run));
	cells->text = g_string_sized_new (256);
	return cells;
}

void ui_cells_free (UiCells *cells)
{
	if (!cells)
		return;
	g_array_unref (cells->runs);
	g_string_free (cells->text, TRUE);
	g_free (cells);
}

void ui_cells_reset (UiCells *cells, int columns)
{
	cells->columns = MAX (columns, 0);
	cells->position = 0;
	g_array_set_size (cells->runs, 0);
	g_string_truncate (cells->text, 0);
}

int ui_cells_columns (const UiCells *cells)
{
	return cells->columns;
}

int ui_cells_position (const UiCells *cells)
{
	return cells->position;
}

void ui_cells_move (UiCells *cells, int column)
{
	cells->position = MAX (cells->position, column);
}

/* Appends text that is known to fit. */
static void append (UiCells *cells, UiRole role, const char *text, int width)
{
	Run run = { cells->position, width, role, cells->text->len };
	g_string_append_len (cells->text, text, (gssize)strlen (text) + 1);
	g_array_append_val (cells->runs, run);
	cells->position += width;
}

void ui_cells_add (UiCells *cells, UiRole role, const char *text)
{
	int room = cells->columns - cells->position;
	if (room <= 0 || !*text)
		return;
	int width = pki_text_width (text);
	if (width <= room) {
		append (cells, role, text, width);
		return;
	}
	g_autofree char *clipped = pki_text_clip (text, room);
	append (cells, role, clipped, pki_text_width (clipped));
	cells->position = cells->columns;
}

void ui_cells_addf (UiCells *cells, UiRole role, const char *format, ...)
{
	va_list list;
	va_start (list, format);
	g_autofree char *text = g_strdup_vprintf (format, list);
	va_end (list);
	ui_cells_add (cells, role, text);
}

void ui_cells_fit (UiCells *cells, UiRole role, const char *text, int width)
{
	int begin = cells->position;
	width = CLAMP (width, 0, cells->columns - begin);
	g_autofree char *clipped = pki_text_clip (text, width);
	if (width > 0)
		ui_cells_add (cells, role, clipped);
	ui_cells_move (cells, begin + width);
}

void ui_cells_fit_right (UiCells *cells, UiRole role, const char *text, int width)
{
	int begin = cells->position;
	width = CLAMP (width, 0, cells->columns - begin);
	g_autofree char *clipped = pki_text_clip (text, width);
	ui_cells_move (cells, begin + width - pki_text_width (clipped));
	if (width > 0)
		ui_cells_add (cells, role, clipped);
	ui_cells_move (cells, begin + width);
}

/* Takes away what stands at COLUMN and behind. */
static void cut (UiCells *cells, int column)
{
	while (cells->runs->len > 0) {
		Run run = g_array_index (cells->runs, Run, cells->runs->len - 1);
		if (run.column + run.width <= column)
			break;
		g_array_set_size (cells->runs, cells->runs->len - 1);
		if (run.column >= column) {
			g_string_truncate (cells->text, run.offset);
			continue;
		}
		g_autofree char *clipped =
			pki_text_clip (cells->text->str + run.offset, column - run.column);
		g_string_truncate (cells->text, run.offset);
		cells->position = run.column;
		append (cells, run.role, clipped, pki_text_width (clipped));
		break;
	}
}

void ui_cells_right (UiCells *cells, UiRole role, const char *text)
{
	g_autofree char *clipped = pki_text_clip (text, cells->columns);
	int begin = cells->columns - pki_text_width (clipped);
	cut (cells, begin - 1); /* a blank before it */
	cells->position = begin;
	ui_cells_add (cells, role, clipped);
}

void ui_cells_repeat (UiCells *cells, UiRole role, const char *text, int width)
{
	int step = MAX (pki_text_width (text), 1);
	g_autoptr (GString) run = g_string_new (NULL);
	width = MIN (width, cells->columns - cells->position);
	for (int column = 0; column + step <= width; column += step)
		g_string_append (run, text);
	ui_cells_add (cells, role, run->str);
}

guint ui_cells_runs (const UiCells *cells)
{
	return cells->runs->len;
}

UiRun ui_cells_run (const UiCells *cells, guint index)
{
	const Run *run = &g_array_index (cells->runs, Run, index);
	return (UiRun){ run->column, run->width, run->role, cells->text->str + run->offset };
}

char *ui_cells_text (const UiCells *cells)
{
	GString *out = g_string_new (NULL);
	int column = 0;
	for (guint i = 0; i < cells->runs->len; i++) {
		UiRun run = ui_cells_run (cells, i);
		for (; column < run.column; column++)
			g_string_append_c (out, ' ');
		g_string_append (out, run.text);
		column = run.column + run.width;
	}
	return g_strchomp (g_string_free (out, FALSE));
}

UiRole ui_cells_role_at (const UiCells *cells, int column)
{
	for (guint i = 0; i < cells->runs->len; i++) {
		UiRun run = ui_cells_run (cells, i);
		if (column >= run.column && column < run.column + run.width)
			return run.role;
	}
	return UI_ROLE_VALUE;
}
