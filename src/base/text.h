/*
 * Text made safe to show. Whatever comes from a certificate, a file name, git or a library passes
 * pki_text_printable() on its way to a screen, to text output or into an error message; its width
 * is measured by pki_text_width(). Both follow the locale (setlocale() must have run): where it is
 * not UTF-8, everything outside ASCII is shown as an escape.
 */
#pragma once

#include <glib.h>

/* SIZE bytes (-1: up to the NUL) of any content as one line of UTF-8 text that moves no cursor:
 * control, bidi, zero-width, tag and unassigned characters become escapes (\n, \x1b, \u202e,
 * \U000e0041), as do marks beyond the fourth on one letter, bytes that are not UTF-8 \xHH, a
 * backslash stays as it is. Never NULL; the caller frees. */
char *pki_text_printable (const char *bytes, gssize size);

/* The same of a message: a sentence of ours with such text in it. Outside UTF-8 its typographic
 * signs become what ASCII has for them. */
char *pki_text_printable_message (const char *text);

/* The same for messages and texts of several lines: newlines stay, tabs become blanks. */
char *pki_text_printable_lines (const char *bytes, gssize size);

/* What ASCII has for a typographic sign; 0: nothing. */
char pki_text_ascii_for (gunichar c);

/* Columns that printable text takes on a terminal, and one character of it. */
int pki_text_width (const char *text);
int pki_text_character_width (gunichar c);

/* The start of TEXT that fits into COLUMNS, the last column an ellipsis (… or ~) where something
 * was cut. */
char *pki_text_clip (const char *text, int columns);

/* Any bytes as UTF-8 for JSON: bytes that are not UTF-8 become \xHH, all else, NUL included, stays.
 */
GString *pki_text_to_utf8 (const char *bytes, gsize size);

/* Whether a character moves, reorders or hides text or is unknown: control, format, private,
 * unassigned, invisible. */
gboolean pki_text_is_hidden (gunichar c);

/* Whether the locale's character set is UTF-8. */
gboolean pki_text_locale_is_utf8 (void);
