/*
 * One line of text as it is typed. The text is UTF-8; the cursor stands between clusters (a
 * character with the marks that combine with it) and is kept in bytes, what is visible scrolls in
 * columns. Nothing is drawn here: ui_line_edit_visible() gives the part to show.
 *
 * A secret line shows a bullet per cluster, keeps its text in one buffer that never moves, and
 * wipes it.
 */
#pragma once

#include "src/base/secret.h"

typedef struct _UiLineEdit UiLineEdit;

typedef enum {
	UI_LINE_LEFT,
	UI_LINE_RIGHT,
	UI_LINE_HOME,
	UI_LINE_END,
	UI_LINE_BACKSPACE,
	UI_LINE_DELETE,
	UI_LINE_ERASE_WORD, /* the word before the cursor */
	UI_LINE_ERASE_TO_START,
	UI_LINE_ERASE_TO_END,
	UI_LINE_OLDER, /* of the history */
	UI_LINE_NEWER,
} UiLineOperation;

/* The most bytes a line holds, and one of many names. */
#define UI_LINE_EDIT_MOST 4096
#define UI_LINE_EDIT_LONG (1 << 16)

UiLineEdit *ui_line_edit_new (gboolean secret);
UiLineEdit *ui_line_edit_new_long (void);
void ui_line_edit_free (UiLineEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiLineEdit, ui_line_edit_free)

/* What stands in the line; owned by it, valid until the next change. */
const char *ui_line_edit_text (const UiLineEdit *edit);
gboolean ui_line_edit_is_empty (const UiLineEdit *edit);
gsize ui_line_edit_cursor (const UiLineEdit *edit);

/* Replaces the text and puts the cursor behind it. */
void ui_line_edit_set_text (UiLineEdit *edit, const char *text);

/* The text of a secret line as a secret; the line is emptied and wiped. The caller owns it. */
PkiSecret *ui_line_edit_take_secret (UiLineEdit *edit);

/* Puts SIZE bytes (-1: up to the NUL) at the cursor: typed or pasted. Newlines and tabs become
 * blanks (at the end they go), other control characters and bytes that are not UTF-8 are left out.
 * What does not fit as a whole is not put in at all: the half of a name is another name. FALSE when
 * nothing changed. */
gboolean ui_line_edit_insert (UiLineEdit *edit, const char *text, gssize size);

gboolean ui_line_edit_fits (const UiLineEdit *edit, const char *text, gssize size);

/* FALSE when there was nothing to do. */
gboolean ui_line_edit_do (UiLineEdit *edit, UiLineOperation operation);

/* The lines entered before (char*, oldest first), shared with whoever keeps them; what stands in
 * the line when one first goes back is kept. A secret line has none. */
void ui_line_edit_set_history (UiLineEdit *edit, GPtrArray *history);

/* Appends TEXT to HISTORY unless it is empty or the last one already; keeps 100. */
void ui_line_history_add (GPtrArray *history, const char *text);

/* The part that COLUMNS show, printable, and the column of the cursor in it. The caller frees (a
 * secret line gives bullets). */
char *ui_line_edit_visible (UiLineEdit *edit, int columns, int *cursor);
