#include "config.h"

#include "ui/cli/table.h"

#include <string.h>

#include "src/base/text.h"

#define GAP   2 /* blanks between columns */
#define LEAST 12 /* columns that a clipped cell keeps */

struct _CliTable {
	CliOutput *output;
	const CliColumn *columns;
	guint count;
	guint window;
	gboolean titles;
	int *widths;
	GStringChunk *texts;
	GArray *cells; /* CliCell, row after row; a line has NULL in its second cell */
};

CliTable *cli_table_new (
	CliOutput *output, const CliColumn *columns, guint count, guint window, gboolean titles)
{
	CliTable *table = g_new0 (CliTable, 1);
	table->output = output;
	table->columns = columns;
	table->count = count;
	table->window = window;
	table->titles = titles;
	table->widths = g_new0 (int, count);
	table->texts = g_string_chunk_new (64 * 1024);
	table->cells = g_array_new (FALSE, FALSE, sizeof (CliCell));
	for (guint i = 0; titles && i < count; i++)
		table->widths[i] = pki_text_width (columns[i].title);
	return table;
}

static void widen (CliTable *table, guint column, const char *text)
{
	int width = pki_text_width (text);
	int most = table->columns[column].most;
	table->widths[column] = MAX (table->widths[column], most ? MIN (width, most) : width);
}

/* How much the terminal is too narrow for WIDTHS. */
static int excess (const CliTable *table, const int *widths)
{
	if (!table->output->columns)
		return 0;
	int sum = -GAP;
	for (guint i = 0; i < table->count; i++)
		sum += widths[i] + (widths[i] ? GAP : 0);
	return MAX (sum - table->output->columns, 0);
}

static void cut_spare (const CliTable *table, int *widths)
{
	for (guint i = table->count; i-- > 0;) {
		if (!table->columns[i].spare)
			continue;
		widths[i] -= MIN (excess (table, widths), widths[i]);
		if (widths[i] < MIN (LEAST, table->widths[i]))
			widths[i] = 0;
	}
}

/* Takes from spare columns, the last first, then from those that may be clipped, the widest first.
 */
static void fit_widths (const CliTable *table, int *widths)
{
	memcpy (widths, table->widths, table->count * sizeof *widths);
	cut_spare (table, widths);
	for (int left = excess (table, widths); left > 0; left--) {
		guint widest = table->count;
		for (guint i = 0; i < table->count; i++)
			if (table->columns[i].clip && widths[i] > LEAST &&
				(widest == table->count || widths[i] > widths[widest]))
				widest = i;
		if (widest == table->count)
			return;
		widths[widest]--;
	}
}

static void print_row (const CliTable *table, const CliCell *cells, const int *widths)
{
	CliOutput *output = table->output;
	int owed = 0; /* blanks, printed only when something follows */
	if (table->count > 1 && !cells[1].text) {
		cli_output_print (output, cells[0].tone, cells[0].text);
		cli_output_line (output);
		return;
	}
	for (guint i = 0; i < table->count; i++) {
		const CliColumn *column = &table->columns[i];
		if (!widths[i])
			continue;
		const char *text = cells[i].text;
		g_autofree char *clipped = NULL;
		if (output->columns && (column->clip || column->spare))
			text = clipped = pki_text_clip (text, widths[i]);
		int rest = MAX (widths[i] - pki_text_width (text), 0);
		if (*text) {
			cli_output_pad (output, owed + (column->right ? rest : 0));
			cli_output_print (output, cells[i].tone, text);
			owed = column->right ? 0 : rest;
		} else {
			owed += widths[i];
		}
		owed += GAP;
	}
	cli_output_line (output);
}

static void print_titles (const CliTable *table, const int *widths)
{
	g_autofree CliCell *cells = g_new0 (CliCell, table->count);
	for (guint i = 0; i < table->count; i++)
		cells[i] = (CliCell){ CLI_TONE_TITLE, table->columns[i].title };
	print_row (table, cells, widths);
}

static void print_window (CliTable *table)
{
	g_autofree int *widths = g_new0 (int, table->count);
	fit_widths (table, widths);
	if (table->titles && table->cells->len)
		print_titles (table, widths);
	table->titles = FALSE;
	for (guint i = 0; i < table->cells->len; i += table->count)
		print_row (table, &g_array_index (table->cells, CliCell, i), widths);
	g_array_set_size (table->cells, 0);
	g_string_chunk_clear (table->texts);
}

/* An empty text is not the caller's: that may be gone by the time it is printed. */
static void hold (CliTable *table, CliTone tone, const char *text)
{
	CliCell cell = { tone, text };
	if (text)
		cell.text = *text ? g_string_chunk_insert (table->texts, text) : "";
	g_array_append_val (table->cells, cell);
}

static void end_row (CliTable *table)
{
	if (table->window && table->cells->len >= table->window * table->count)
		print_window (table);
}

void cli_table_add (CliTable *table, const CliCell *cells)
{
	for (guint i = 0; i < table->count; i++) {
		const char *text = cells[i].text ? cells[i].text : "";
		hold (table, cells[i].tone, text);
		widen (table, i, text);
	}
	end_row (table);
}

void cli_table_add_line (CliTable *table, CliTone tone, const char *text)
{
	for (guint i = 0; i < table->count; i++)
		hold (table, tone, i == 0 ? text : NULL);
	end_row (table);
}

void cli_table_end (CliTable *table)
{
	print_window (table);
}

void cli_table_free (CliTable *table)
{
	g_string_chunk_free (table->texts);
	g_array_unref (table->cells);
	g_free (table->widths);
	g_free (table);
}
