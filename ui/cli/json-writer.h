/* A JSON object written piece by piece, so that a list in it may be of any length without being
 * held. */
#pragma once

#include <jansson.h>

#include "ui/cli/output.h"

typedef struct {
	CliOutput *output;
	gboolean on_lines; /* a line per member, indented; else all on one */
	gboolean has_members, has_elements;
} CliJsonWriter;

void cli_json_writer_begin (CliJsonWriter *writer);
/* All members of an object, which is taken. */
void cli_json_writer_members (CliJsonWriter *writer, json_t *members);
/* A member that is a list: begin, then its texts (SIZE octets of UTF-8), then end. */
void cli_json_writer_list_begin (CliJsonWriter *writer, const char *key);
void cli_json_writer_list_add (CliJsonWriter *writer, const char *text, gsize size);
/* Before an element of another kind, which the caller prints. */
void cli_json_writer_list_next (CliJsonWriter *writer);
void cli_json_writer_list_end (CliJsonWriter *writer);
void cli_json_writer_end (CliJsonWriter *writer);

/* Values: bytes as UTF-8, and times; null for NULL and PKI_TIME_NONE. The second takes TEXT. */
json_t *cli_json_text (const char *text);
json_t *cli_json_taken_text (char *text);
json_t *cli_json_time (gint64 time);

/* A whole value, which is taken, on several lines. */
void cli_json_writer_print (CliOutput *output, json_t *value);
