#include "config.h"

#include "src/store/csv.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"

#define MARK       "\xef\xbb\xbf"
#define MOST_BYTES 65536 /* of a field */

typedef struct {
	const char *at;
	guint line;
} Cursor;

static void row_free (gpointer data)
{
	PkiCsvRow *row = data;
	g_ptr_array_unref (row->fields);
	g_free (row);
}

static gboolean throw_line (guint line, const char *why, GError **error)
{
	return pki_throw (error, PKI_ERROR_PARSE, _ ("line %u: %s"), line, why);
}

static gboolean is_end (char c)
{
	return c == '\0' || c == '\n' || c == ',';
}

/* What is between quotes; a doubled one stands for itself. */
static gboolean read_quoted (Cursor *cursor, GString *out, GError **error)
{
	guint begin = cursor->line;
	for (cursor->at++; *cursor->at; cursor->at++) {
		if (*cursor->at == '"' && cursor->at[1] != '"') {
			cursor->at++;
			return TRUE;
		}
		if (*cursor->at == '"')
			cursor->at++;
		if (*cursor->at == '\n')
			cursor->line++;
		g_string_append_c (out, *cursor->at);
	}
	return throw_line (begin, _ ("a quotation mark is not closed"), error);
}

static void skip_blanks (Cursor *cursor)
{
	while (*cursor->at == ' ' || *cursor->at == '\t' || *cursor->at == '\r')
		cursor->at++;
}

static gboolean check_length (const GString *field, guint line, GError **error)
{
	return field->len <= MOST_BYTES ||
	       throw_line (line, _ ("a field has more than 65,536 bytes"), error);
}

static char *read_field (Cursor *cursor, GError **error)
{
	g_autoptr (GString) out = g_string_new (NULL);
	skip_blanks (cursor);
	if (*cursor->at == '"') {
		if (!read_quoted (cursor, out, error))
			return NULL;
		skip_blanks (cursor);
		if (!is_end (*cursor->at)) {
			throw_line (cursor->line,
				_ ("there is text behind the closing quotation mark"), error);
			return NULL;
		}
	}
	for (; !is_end (*cursor->at); cursor->at++)
		g_string_append_c (out, *cursor->at);
	if (!check_length (out, cursor->line, error))
		return NULL;
	return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

static gboolean is_empty (const PkiCsvRow *row)
{
	return row->fields->len == 1 && !*(const char *)g_ptr_array_index (row->fields, 0);
}

static gboolean read_row (Cursor *cursor, GPtrArray *rows, GError **error)
{
	PkiCsvRow *row = g_new0 (PkiCsvRow, 1);
	row->line = cursor->line;
	row->fields = g_ptr_array_new_with_free_func (g_free);
	g_ptr_array_add (rows, row);
	for (;;) {
		char *field = read_field (cursor, error);
		if (!field)
			return FALSE;
		g_ptr_array_add (row->fields, field);
		if (*cursor->at != ',')
			break;
		cursor->at++;
	}
	if (*cursor->at == '\n') {
		cursor->at++;
		cursor->line++;
	}
	if (is_empty (row))
		g_ptr_array_remove_index (rows, rows->len - 1);
	return TRUE;
}

/* The line in which the bytes cease to be text; 0 where all are. */
static guint line_without_text (const char *text, gsize size)
{
	const char *end;
	guint line = 1;
	if (g_utf8_validate_len (text, size, &end))
		return 0;
	for (const char *at = text; at < end; at++)
		line += *at == '\n';
	return line;
}

GPtrArray *pki_csv_read (GBytes *bytes, GError **error)
{
	gsize size;
	const char *data = g_bytes_get_data (bytes, &size);
	g_autofree char *text = g_strndup (data ? data : "", size);
	guint bad = line_without_text (data ? data : "", size);
	if (bad) {
		throw_line (bad, _ ("it is no UTF-8 text"), error);
		return NULL;
	}
	Cursor cursor = { .at = text, .line = 1 };
	if (g_str_has_prefix (text, MARK))
		cursor.at += strlen (MARK);
	g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
	while (*cursor.at)
		if (!read_row (&cursor, rows, error))
			return NULL;
	return g_steal_pointer (&rows);
}
