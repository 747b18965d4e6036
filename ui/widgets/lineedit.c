#include "config.h"

#include "ui/widgets/lineedit.h"

#include <string.h>

#include "src/base/text.h"
#include "ui/term/glyph.h"

#define HISTORY_MOST 100

struct _UiLineEdit {
	gboolean secret;
	gsize most;
	gsize length;
	gsize cursor;
	gsize first; /* the first byte that is shown */
	GPtrArray *history;
	guint position; /* in the history; its length: the line itself */
	char *draft; /* the line itself, while an older one is shown */
	char text[]; /* never moved, so that a secret leaves no copies behind */
};

static UiLineEdit *new_of (gboolean secret, gsize most)
{
	gsize size = sizeof (UiLineEdit) + most + 1;
	UiLineEdit *edit = secret ? pki_locked_new (size) : g_malloc0 (size);
	edit->secret = secret;
	edit->most = most;
	return edit;
}

UiLineEdit *ui_line_edit_new (gboolean secret)
{
	return new_of (secret, UI_LINE_EDIT_MOST);
}

UiLineEdit *ui_line_edit_new_long (void)
{
	return new_of (FALSE, UI_LINE_EDIT_LONG);
}

void ui_line_edit_free (UiLineEdit *edit)
{
	if (!edit)
		return;
	g_clear_pointer (&edit->history, g_ptr_array_unref);
	g_free (edit->draft);
	gsize size = sizeof *edit + edit->most + 1;
	if (edit->secret) {
		pki_locked_free (edit, size);
		return;
	}
	pki_wipe (edit, size);
	g_free (edit);
}

const char *ui_line_edit_text (const UiLineEdit *edit)
{
	return edit->text;
}

gboolean ui_line_edit_is_empty (const UiLineEdit *edit)
{
	return edit->length == 0;
}

gsize ui_line_edit_cursor (const UiLineEdit *edit)
{
	return edit->cursor;
}

static void erase (UiLineEdit *edit, gsize from, gsize to)
{
	memmove (edit->text + from, edit->text + to, edit->length - to);
	edit->length -= to - from;
	pki_wipe (edit->text + edit->length, to - from);
	edit->cursor = from;
	edit->first = MIN (edit->first, edit->cursor);
}

/* ── what is typed
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void insert_character (UiLineEdit *edit, const char *bytes, gsize size)
{
	char *at = edit->text + edit->cursor;
	memmove (at + size, at, edit->length - edit->cursor);
	memcpy (at, bytes, size);
	edit->length += size;
	edit->cursor += size;
	edit->text[edit->length] = '\0';
}

static gboolean is_line_blank (char c)
{
	return c == '\n' || c == '\r' || c == '\t';
}

/* Counts the bytes that are taken of a text; puts them into EDIT unless that is NULL. */
static gsize take (UiLineEdit *edit, const char *text, gsize left)
{
	gsize taken = 0;
	while (left > 0 && is_line_blank (text[left - 1]))
		left--;
	while (left > 0) {
		gunichar c = g_utf8_get_char_validated (text, (gssize)left);
		gboolean broken = c == (gunichar)-1 || c == (gunichar)-2;
		gsize step = broken || c == 0 ? 1 : (gsize)(g_utf8_next_char (text) - text);
		gboolean blank = is_line_blank (*text);
		if (blank || (!broken && !g_unichar_iscntrl (c))) {
			if (edit)
				insert_character (edit, blank ? " " : text, step);
			taken += step;
		}
		text += step, left -= step;
	}
	return taken;
}

gboolean ui_line_edit_fits (const UiLineEdit *edit, const char *text, gssize size)
{
	return edit->length + take (NULL, text, size < 0 ? strlen (text) : (gsize)size) <=
	       edit->most;
}

gboolean ui_line_edit_insert (UiLineEdit *edit, const char *text, gssize size)
{
	return ui_line_edit_fits (edit, text, size) &&
	       take (edit, text, size < 0 ? strlen (text) : (gsize)size) > 0;
}

void ui_line_edit_set_text (UiLineEdit *edit, const char *text)
{
	pki_wipe (edit->text, edit->most + 1);
	edit->length = edit->cursor = edit->first = 0;
	(void)ui_line_edit_insert (edit, text, -1);
}

PkiSecret *ui_line_edit_take_secret (UiLineEdit *edit)
{
	PkiSecret *secret = pki_secret_new (edit->text, edit->length);
	ui_line_edit_set_text (edit, "");
	return secret;
}

/* ── clusters
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gboolean combines (gunichar c)
{
	return g_unichar_ismark (c) || (c != 0x00ad && g_unichar_iszerowidth (c));
}

static gsize after_cluster (const UiLineEdit *edit, gsize at)
{
	if (at >= edit->length)
		return edit->length;
	const char *p = g_utf8_next_char (edit->text + at);
	while (*p && combines (g_utf8_get_char (p)))
		p = g_utf8_next_char (p);
	return (gsize)(p - edit->text);
}

static gsize before_cluster (const UiLineEdit *edit, gsize at)
{
	const char *p = edit->text + at;
	while (p > edit->text) {
		p = g_utf8_prev_char (p);
		if (!combines (g_utf8_get_char (p)))
			break;
	}
	return (gsize)(p - edit->text);
}

static gboolean is_blank_at (const UiLineEdit *edit, gsize at)
{
	return g_unichar_isspace (g_utf8_get_char (edit->text + at));
}

static gsize before_word (const UiLineEdit *edit, gsize at)
{
	while (at > 0 && is_blank_at (edit, before_cluster (edit, at)))
		at = before_cluster (edit, at);
	while (at > 0 && !is_blank_at (edit, before_cluster (edit, at)))
		at = before_cluster (edit, at);
	return at;
}

/* ── history
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

void ui_line_edit_set_history (UiLineEdit *edit, GPtrArray *history)
{
	g_return_if_fail (!edit->secret);
	g_clear_pointer (&edit->history, g_ptr_array_unref);
	edit->history = g_ptr_array_ref (history);
	edit->position = history->len;
}

void ui_line_history_add (GPtrArray *history, const char *text)
{
	if (!*text)
		return;
	if (history->len > 0 && g_str_equal (g_ptr_array_index (history, history->len - 1), text))
		return;
	g_ptr_array_add (history, g_strdup (text));
	if (history->len > HISTORY_MOST)
		g_ptr_array_remove_index (history, 0);
}

static gboolean go_in_history (UiLineEdit *edit, int step)
{
	if (!edit->history || (step < 0 && edit->position == 0) ||
		(step > 0 && edit->position >= edit->history->len))
		return FALSE;
	if (edit->position >= edit->history->len) {
		g_free (edit->draft);
		edit->draft = g_strdup (edit->text);
	}
	edit->position += (guint)step;
	const char *text = edit->position < edit->history->len
				   ? g_ptr_array_index (edit->history, edit->position)
				   : edit->draft;
	ui_line_edit_set_text (edit, text);
	return TRUE;
}

/* ── operations
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static gboolean move_to (UiLineEdit *edit, gsize at)
{
	gboolean moved = at != edit->cursor;
	edit->cursor = at;
	return moved;
}

static gboolean erase_between (UiLineEdit *edit, gsize from, gsize to)
{
	if (from == to)
		return FALSE;
	erase (edit, from, to);
	return TRUE;
}

gboolean ui_line_edit_do (UiLineEdit *edit, UiLineOperation operation)
{
	gsize cursor = edit->cursor;
	switch (operation) {
	case UI_LINE_LEFT:
		return move_to (edit, before_cluster (edit, cursor));
	case UI_LINE_RIGHT:
		return move_to (edit, after_cluster (edit, cursor));
	case UI_LINE_HOME:
		return move_to (edit, 0);
	case UI_LINE_END:
		return move_to (edit, edit->length);
	case UI_LINE_BACKSPACE:
		return erase_between (edit, before_cluster (edit, cursor), cursor);
	case UI_LINE_DELETE:
		return erase_between (edit, cursor, after_cluster (edit, cursor));
	case UI_LINE_ERASE_WORD:
		return erase_between (edit, before_word (edit, cursor), cursor);
	case UI_LINE_ERASE_TO_START:
		return erase_between (edit, 0, cursor);
	case UI_LINE_ERASE_TO_END:
		return erase_between (edit, cursor, edit->length);
	case UI_LINE_OLDER:
		return go_in_history (edit, -1);
	case UI_LINE_NEWER:
		return go_in_history (edit, 1);
	}
	return FALSE;
}

/* ── what is shown
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static char *cluster_shown (const UiLineEdit *edit, gsize from, gsize to)
{
	if (edit->secret)
		return g_strdup (ui_glyph (UI_GLYPH_BULLET));
	return pki_text_printable (edit->text + from, (gssize)(to - from));
}

static int cluster_columns (const UiLineEdit *edit, gsize from, gsize to)
{
	g_autofree char *shown = cluster_shown (edit, from, to);
	return pki_text_width (shown);
}

/* Moves what is shown so far that the cursor is in it; gives the cursor's column. */
static int follow_cursor (UiLineEdit *edit, int columns)
{
	gsize at = edit->cursor;
	int taken = 0;
	while (at > edit->first) {
		gsize before = before_cluster (edit, at);
		int step = cluster_columns (edit, before, at);
		/* One column stays free for the cursor behind the last character. */
		if (taken + step > columns - 1)
			break;
		taken += step;
		at = before;
	}
	edit->first = at;
	return taken;
}

char *ui_line_edit_visible (UiLineEdit *edit, int columns, int *cursor)
{
	*cursor = follow_cursor (edit, columns);
	GString *out = g_string_new (NULL);
	int taken = 0;
	for (gsize at = edit->first; at < edit->length;) {
		gsize next = after_cluster (edit, at);
		g_autofree char *shown = cluster_shown (edit, at, next);
		int step = pki_text_width (shown);
		if (taken + step > columns)
			break;
		g_string_append (out, shown);
		taken += step;
		at = next;
	}
	return g_string_free (out, FALSE);
}
