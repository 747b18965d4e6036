/*
 * One row of a screen in memory: runs of text with a role at a column. A view fills it without
 * knowing a terminal; the app draws it. All text must have passed pki_text_printable() (texts that
 * the program itself holds are safe as they are).
 */
#pragma once

#include <glib.h>

#include "ui/term/role.h"

typedef struct _UiCells UiCells;

UiCells *ui_cells_new (int columns);
void ui_cells_free (UiCells *cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiCells, ui_cells_free)

/* Empties the row for use at another width. */
void ui_cells_reset (UiCells *cells, int columns);

/* How many columns the row has, and where the next ui_cells_add() begins. */
int ui_cells_columns (const UiCells *cells);
int ui_cells_position (const UiCells *cells);

/* Goes on at COLUMN (to the right of what is there: blanks between). */
void ui_cells_move (UiCells *cells, int column);

/* Appends at the position; what does not fit the row is cut with an ellipsis. */
void ui_cells_add (UiCells *cells, UiRole role, const char *text);
void ui_cells_addf (UiCells *cells, UiRole role, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Appends TEXT clipped (with an ellipsis) and padded to exactly WIDTH columns. */
void ui_cells_fit (UiCells *cells, UiRole role, const char *text, int width);

/* The same, aligned right within WIDTH. */
void ui_cells_fit_right (UiCells *cells, UiRole role, const char *text, int width);

/* Puts TEXT so that it ends at the right edge; what stands there already is cut. */
void ui_cells_right (UiCells *cells, UiRole role, const char *text);

/* Repeats TEXT (a glyph) to WIDTH columns. */
void ui_cells_repeat (UiCells *cells, UiRole role, const char *text, int width);

/* For drawing and tests: run by run, in order of columns, not overlapping. */
typedef struct {
	int column, width;
	UiRole role;
	const char *text; /* valid until the row changes */
} UiRun;
guint ui_cells_runs (const UiCells *cells);
UiRun ui_cells_run (const UiCells *cells, guint index);

/* The row as it would read, without blanks at its end. The caller frees. */
char *ui_cells_text (const UiCells *cells);

/* The role at a column, UI_ROLE_VALUE where nothing stands. */
UiRole ui_cells_role_at (const UiCells *cells, int column);
