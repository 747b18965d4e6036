#include "config.h"

#include "ui/cli/json-writer.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/text.h"
#include "src/base/time.h"

#define HIDDEN_PLANE 0x10000
#define INDENT       2

json_t *cli_json_text (const char *text)
{
	if (!text)
		return json_null ();
	g_autoptr (GString) utf8 = pki_text_to_utf8 (text, strlen (text));
	return json_stringn_nocheck (utf8->str, utf8->len);
}

json_t *cli_json_taken_text (char *text)
{
	json_t *value = cli_json_text (text);
	g_free (text);
	return value;
}

json_t *cli_json_time (gint64 time)
{
	return time == PKI_TIME_NONE ? json_null () : cli_json_taken_text (pki_time_format (time));
}

static void print_escaped (FILE *stream, gunichar c)
{
	if (c < HIDDEN_PLANE) {
		fprintf (stream, "\\u%04x", c);
		return;
	}
	c -= HIDDEN_PLANE;
	fprintf (stream, "\\u%04x\\u%04x", 0xd800 + (c >> 10), 0xdc00 + (c & 0x3ff));
}

/* The first octet that is not plain ASCII; DEL is none. */
static const char *skip_plain (const char *at, const char *end)
{
	const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
	for (guint64 word; end - at >= (gssize)sizeof word; at += sizeof word) {
		memcpy (&word, at, sizeof word);
		if ((word | (word + ones)) & ones << 7)
			break;
	}
	while (at < end && (guchar)*at < 0x7f)
		at++;
	return at;
}

/* The same value, but a terminal that gets it does nothing: characters that do not show stand as
 * escapes, outside UTF-8 locales all but ASCII. */
static void print_safely (const CliOutput *output, const char *json)
{
	const char *shown = json;
	const char *end = json + strlen (json);
	for (const char *at = json; (at = skip_plain (at, end)) < end; at = g_utf8_next_char (at)) {
		gunichar c = g_utf8_get_char (at);
		if (c != 0x7f && output->utf8 && !pki_text_is_hidden (c))
			continue;
		fwrite (shown, 1, (gsize)(at - shown), output->stream);
		print_escaped (output->stream, c);
		shown = g_utf8_next_char (at);
	}
	fwrite (shown, 1, (gsize)(end - shown), output->stream);
}

/* What stands before a member or an element at this depth. */
static void print_separator (const CliJsonWriter *writer, gboolean follows, int depth)
{
	FILE *stream = writer->output->stream;
	if (follows)
		fputc (',', stream);
	if (writer->on_lines)
		fprintf (stream, "\n%*s", depth * INDENT, "");
	else if (follows)
		fputc (' ', stream);
}

/* Takes VALUE. */
static void print_value (const CliJsonWriter *writer, json_t *value, gsize flags)
{
	char *text = json_dumps (value, flags);
	print_safely (writer->output, g_strstrip (text));
	free (text);
	json_decref (value);
}

void cli_json_writer_begin (CliJsonWriter *writer)
{
	fputc ('{', writer->output->stream);
}

void cli_json_writer_members (CliJsonWriter *writer, json_t *members)
{
	print_separator (writer, writer->has_members, 1);
	print_value (writer, members, JSON_EMBED | (writer->on_lines ? JSON_INDENT (INDENT) : 0));
	writer->has_members = TRUE;
}

void cli_json_writer_list_begin (CliJsonWriter *writer, const char *key)
{
	print_separator (writer, writer->has_members, 1);
	fprintf (writer->output->stream, "\"%s\": [", key);
	writer->has_members = TRUE;
	writer->has_elements = FALSE;
}

void cli_json_writer_list_next (CliJsonWriter *writer)
{
	print_separator (writer, writer->has_elements, 2);
	writer->has_elements = TRUE;
}

void cli_json_writer_list_add (CliJsonWriter *writer, const char *text, gsize size)
{
	cli_json_writer_list_next (writer);
	print_value (writer, json_stringn (text, size), JSON_ENCODE_ANY);
}

void cli_json_writer_list_end (CliJsonWriter *writer)
{
	if (writer->has_elements)
		print_separator (writer, FALSE, 1);
	fputc (']', writer->output->stream);
}

void cli_json_writer_end (CliJsonWriter *writer)
{
	print_separator (writer, FALSE, 0);
	fputc ('}', writer->output->stream);
}

void cli_json_writer_print (CliOutput *output, json_t *value)
{
	CliJsonWriter writer = { .output = output };
	print_value (&writer, value, JSON_INDENT (INDENT));
	cli_output_line (output);
}
