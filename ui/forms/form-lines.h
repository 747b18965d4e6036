/* A page of a form as lines of a screen: what stands where for a width and a height. */
#pragma once

#include "ui/core/cells.h"
#include "ui/forms/form.h"

typedef struct _UiFormLines UiFormLines;

UiFormLines *ui_form_lines_new (void);
void ui_form_lines_free (UiFormLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiFormLines, ui_form_lines_free)

/* Lays the page out anew. How many lines there are. */
guint ui_form_lines_lay_out (UiFormLines *lines, UiForm *form, int rows, int columns);

void ui_form_lines_draw (UiFormLines *lines, UiForm *form, guint line, UiCells *cells);

/* Where the field with the focus begins and ends (its hint included), and where its cursor stands;
 * FALSE when it has none. */
void ui_form_lines_focus (const UiFormLines *lines, UiForm *form, guint *first, guint *last);
gboolean ui_form_lines_caret (UiFormLines *lines, UiForm *form, guint *line, int *column);
