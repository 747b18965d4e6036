#include "config.h"

#include "ui/forms/form-lines.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/core/wrap.h"
#include "ui/term/glyph.h"

#define MARGIN 3
#define GAP    2
/* Labels wider than this go on over the gap. */
#define LABEL_MOST 24
/* Choices are shown so many at a time, where there is room. */
#define CHOICES_LEAST 3
#define CHOICES_MOST  12

typedef enum {
	LINE_BLANK,
	LINE_VALUE,
	LINE_CHOICE,
	LINE_WORDS, /* under the value */
	LINE_TEXT, /* of the page */
} LineKind;

typedef struct {
	LineKind kind;
	guint field;
	guint number; /* of a choice */
	UiRole role;
	char *text; /* printable */
} Line;

struct _UiFormLines {
	GArray *lines; /* Line */
	int columns;
	int value_column;
	int choices; /* that are shown at a time */
};

static void clear_line (gpointer data)
{
	g_free (((Line *)data)->text);
}

UiFormLines *ui_form_lines_new (void)
{
	UiFormLines *lines = g_new0 (UiFormLines, 1);
	lines->lines = g_array_new (FALSE, FALSE, sizeof (Line));
	g_array_set_clear_func (lines->lines, clear_line);
	return lines;
}

void ui_form_lines_free (UiFormLines *lines)
{
	if (!lines)
		return;
	g_array_unref (lines->lines);
	g_free (lines);
}

/* ── laying out ──────────────────────────────────────────────────────────── */

static gboolean is_here (UiForm *form, guint field)
{
	return ui_form_spec (form)->fields[field].page == ui_form_page (form) &&
	       ui_form_is_visible (form, field);
}

static void measure_labels (UiFormLines *lines, UiForm *form)
{
	int widest = 8;
	for (guint i = 0; i < ui_form_spec (form)->field_count; i++)
		if (is_here (form, i))
			widest = MAX (
				widest, pki_text_width (_ (ui_form_spec (form)->fields[i].label)));
	lines->value_column = MARGIN + MIN (widest, LABEL_MOST) + GAP;
}

static void add (UiFormLines *lines, Line line)
{
	g_array_append_val (lines->lines, line);
}

static void add_wrapped (
	UiFormLines *lines, LineKind kind, guint field, UiRole role, const char *text, int columns)
{
	gsize rest = strlen (text);
	while (rest > 0) {
		const char *newline = memchr (text, '\n', rest);
		gsize size = newline ? (gsize)(newline - text) : rest;
		gsize fits = size > 0 ? ui_wrap_fits (text, size, columns) : 0;
		add (lines, (Line){ kind, field, 0, role, g_strndup (text, fits) });
		gsize step = fits == size && newline ? fits + 1 : fits;
		text += step;
		rest -= step;
		while (fits < size && *text == ' ')
			text++, rest--;
	}
}

static void add_words (UiFormLines *lines, UiForm *form, guint field)
{
	const UiField *spec = &ui_form_spec (form)->fields[field];
	int columns = lines->columns - lines->value_column - 1;
	const char *error = ui_form_error (form, field);
	const char *echo = ui_form_echo (form, field);
	const char *remark = ui_form_remark (form, field);
	if (error) {
		g_autofree char *text = g_strdup_printf ("%s %s", ui_glyph (UI_GLYPH_BAD), error);
		add_wrapped (lines, LINE_WORDS, field, UI_ROLE_BAD, text, columns);
		return;
	}
	if (echo)
		add_wrapped (lines, LINE_WORDS, field, UI_ROLE_GOOD, echo, columns);
	if (remark)
		add_wrapped (lines, LINE_WORDS, field, UI_ROLE_SOON, remark, columns);
	g_autofree char *now = spec->hint_now ? spec->hint_now (ui_form_record (form)) : NULL;
	const char *hint = now ? now : spec->hint ? _ (spec->hint) : NULL;
	if (hint && !echo && !remark)
		add_wrapped (lines, LINE_WORDS, field, UI_ROLE_MUTED, hint, columns);
}

static gboolean is_open (UiForm *form, guint field)
{
	return ui_form_spec (form)->fields[field].kind == UI_FIELD_CHOICE &&
	       ui_form_focus (form) == field;
}

static void add_choices (UiFormLines *lines, UiForm *form, guint field)
{
	guint count = ui_form_choices (form, field);
	guint shown = MIN (count, (guint)lines->choices);
	guint at = (guint)MAX (ui_form_chosen (form, field), 0);
	guint first = at < shown / 2 ? 0 : at - shown / 2;
	first = MIN (first, count - shown);
	for (guint i = 0; i < shown; i++)
		add (lines, (Line){ LINE_CHOICE, field, first + i, UI_ROLE_VALUE, NULL });
	if (count == 0)
		add_wrapped (lines, LINE_WORDS, field, UI_ROLE_SOON,
			_ ("Nothing is called so: Backspace erases what you search for."),
			lines->columns - lines->value_column - 1);
	else if (count > shown)
		add (lines, (Line){ LINE_WORDS, field, 0, UI_ROLE_MUTED,
				    g_strdup_printf (_ ("%u of %u; Up and Down show the others"),
					    at + 1, count) });
}

static void add_page_text (UiFormLines *lines, UiForm *form)
{
	const UiPage *page = &ui_form_spec (form)->pages[ui_form_page (form)];
	g_autofree char *text = page->text ? page->text (ui_form_record (form)) : NULL;
	if (!text || !*text)
		return;
	add (lines, (Line){ LINE_BLANK });
	add_wrapped (lines, LINE_TEXT, 0, UI_ROLE_VALUE, text, lines->columns - 2 * MARGIN);
}

static void lay_out (UiFormLines *lines, UiForm *form, gboolean spaced)
{
	g_array_set_size (lines->lines, 0);
	add (lines, (Line){ LINE_BLANK });
	for (guint i = 0; i < ui_form_spec (form)->field_count; i++) {
		if (!is_here (form, i))
			continue;
		if (spaced && lines->lines->len > 1)
			add (lines, (Line){ LINE_BLANK });
		add (lines, (Line){ LINE_VALUE, i, 0, UI_ROLE_VALUE, NULL });
		add_words (lines, form, i);
		if (is_open (form, i))
			add_choices (lines, form, i);
	}
	add_page_text (lines, form);
}

guint ui_form_lines_lay_out (UiFormLines *lines, UiForm *form, int rows, int columns)
{
	lines->columns = columns;
	measure_labels (lines, form);
	lines->choices = 0;
	lay_out (lines, form, FALSE);
	/* What is left goes to the choices first, then to blanks between the fields. */
	lines->choices = CLAMP (rows - (int)lines->lines->len - 1, CHOICES_LEAST, CHOICES_MOST);
	lay_out (lines, form, TRUE);
	if ((int)lines->lines->len > rows)
		lay_out (lines, form, FALSE);
	return lines->lines->len;
}

void ui_form_lines_focus (const UiFormLines *lines, UiForm *form, guint *first, guint *last)
{
	*first = *last = 0;
	for (guint i = 0; i < lines->lines->len; i++) {
		const Line *line = &g_array_index (lines->lines, Line, i);
		if (line->kind == LINE_BLANK || line->kind == LINE_TEXT ||
			line->field != ui_form_focus (form))
			continue;
		if (line->kind == LINE_VALUE)
			*first = i;
		*last = i;
	}
}

/* ── drawing ─────────────────────────────────────────────────────────────── */

static int room (const UiFormLines *lines)
{
	return MAX (lines->columns - lines->value_column - 1, 8);
}

static void draw_fallback (UiForm *form, guint field, UiCells *cells)
{
	const UiField *spec = &ui_form_spec (form)->fields[field];
	g_autofree char *text = spec->fallback ? spec->fallback (ui_form_record (form)) : NULL;
	if (!text)
		return;
	g_autofree char *shown = pki_text_printable (text, -1);
	ui_cells_add (cells, UI_ROLE_MUTED, shown);
}

static void draw_edit (UiFormLines *lines, UiForm *form, guint field, UiCells *cells)
{
	UiLineEdit *edit = ui_form_edit (form, field);
	int cursor;
	g_autofree char *text = ui_line_edit_visible (edit, room (lines), &cursor);
	if (ui_line_edit_is_empty (edit))
		draw_fallback (form, field, cells);
	else
		ui_cells_add (cells, UI_ROLE_VALUE, text);
}

static void draw_current (UiForm *form, guint field, UiCells *cells)
{
	const UiChoice *choice = ui_form_current (form, field);
	if (!choice) {
		draw_fallback (form, field, cells);
		return;
	}
	ui_cells_add (cells, UI_ROLE_VALUE, choice->title);
	if (choice->words)
		ui_cells_addf (cells, UI_ROLE_MUTED, "  %s", choice->words);
}

static void draw_search (UiFormLines *lines, UiForm *form, guint field, UiCells *cells)
{
	if (ui_line_edit_is_empty (ui_form_edit (form, field)))
		ui_cells_add (cells, UI_ROLE_MUTED, _ ("Up and Down choose; type to search"));
	else
		draw_edit (lines, form, field, cells);
}

static void draw_pasted (UiForm *form, guint field, UiCells *cells)
{
	gsize size = strlen (ui_form_pasted (form, field));
	if (size == 0)
		ui_cells_add (cells, UI_ROLE_MUTED,
			_ ("(empty: paste with your terminal, often Ctrl+Shift+V)"));
	else
		ui_cells_addf (cells, UI_ROLE_VALUE,
			ngettext ("%zu character pasted; Backspace empties it",
				"%zu characters pasted; Backspace empties it", size),
			size);
}

static void draw_value (UiFormLines *lines, UiForm *form, guint field, UiCells *cells)
{
	const UiField *spec = &ui_form_spec (form)->fields[field];
	gboolean focused = ui_form_focus (form) == field;
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_KEY, focused ? ui_glyph (UI_GLYPH_CURSOR) : " ");
	ui_cells_move (cells, MARGIN);
	ui_cells_add (cells, focused ? UI_ROLE_TITLE : UI_ROLE_LABEL, _ (spec->label));
	ui_cells_move (cells, MAX (lines->value_column, ui_cells_position (cells) + 1));
	if (spec->kind == UI_FIELD_YES_NO)
		ui_cells_add (cells, UI_ROLE_VALUE,
			ui_form_is_yes (form, field) ? _ ("[x] yes") : _ ("[ ] no"));
	else if (spec->kind == UI_FIELD_PASTE)
		draw_pasted (form, field, cells);
	else if (spec->kind != UI_FIELD_CHOICE)
		draw_edit (lines, form, field, cells);
	else if (focused)
		draw_search (lines, form, field, cells);
	else
		draw_current (form, field, cells);
}

static int widest_title (UiForm *form, guint field, int most)
{
	int widest = 0;
	for (guint i = 0; i < ui_form_choices (form, field); i++)
		widest = MAX (widest, pki_text_width (ui_form_choice (form, field, i)->title));
	return MIN (widest, most);
}

static void draw_choice (UiFormLines *lines, UiForm *form, const Line *line, UiCells *cells)
{
	const UiChoice *choice = ui_form_choice (form, line->field, line->number);
	gboolean chosen = (int)line->number == ui_form_chosen (form, line->field);
	UiRole role = chosen ? UI_ROLE_SELECTED : UI_ROLE_VALUE;
	int column = MIN (lines->value_column, 2 * MARGIN);
	int titles = widest_title (form, line->field, (lines->columns - column) * 2 / 5);
	ui_cells_move (cells, column);
	ui_cells_addf (cells, role, "%s ", chosen ? ui_glyph (UI_GLYPH_CURSOR) : " ");
	ui_cells_fit (cells, role, choice->title, titles);
	ui_cells_add (cells, role, "  ");
	ui_cells_fit (cells, chosen ? role : UI_ROLE_MUTED, choice->words ? choice->words : "",
		ui_cells_columns (cells) - ui_cells_position (cells) - 1);
}

void ui_form_lines_draw (UiFormLines *lines, UiForm *form, guint number, UiCells *cells)
{
	if (number >= lines->lines->len)
		return;
	const Line *line = &g_array_index (lines->lines, Line, number);
	switch (line->kind) {
	case LINE_BLANK:
		break;
	case LINE_VALUE:
		draw_value (lines, form, line->field, cells);
		break;
	case LINE_CHOICE:
		draw_choice (lines, form, line, cells);
		break;
	case LINE_WORDS:
	case LINE_TEXT:
		ui_cells_move (cells, line->kind == LINE_TEXT ? MARGIN : lines->value_column);
		ui_cells_add (cells, line->role, line->text);
		break;
	}
}

gboolean ui_form_lines_caret (UiFormLines *lines, UiForm *form, guint *line, int *column)
{
	guint focus = ui_form_focus (form), last;
	UiLineEdit *edit = ui_form_edit (form, focus);
	ui_form_lines_focus (lines, form, line, &last);
	*column = lines->value_column;
	int label = MARGIN + pki_text_width (_ (ui_form_spec (form)->fields[focus].label)) + 1;
	*column = MAX (*column, label);
	if (!edit)
		return TRUE;
	int cursor;
	g_free (ui_line_edit_visible (edit, room (lines), &cursor));
	*column += cursor;
	return TRUE;
}
