/*
 * Standard output of a command: plain text with colour only where a person looks at it. What is
 * printed must have passed pki_text_printable(). Write errors are kept and told once, at the end.
 */
#pragma once

#include <glib.h>
#include <stdio.h>

typedef enum {
	CLI_TONE_PLAIN,
	CLI_TONE_TITLE,
	CLI_TONE_LABEL,
	CLI_TONE_GOOD,
	CLI_TONE_SOON,
	CLI_TONE_BAD,
	CLI_TONE_MUTED,
	CLI_TONE_N,
} CliTone;

typedef struct {
	FILE *stream; /* not owned */
	gboolean terminal;
	gboolean colour; /* a terminal, and neither NO_COLOR nor TERM=dumb */
	gboolean utf8; /* the locale's character set */
	int columns; /* of the terminal; 0 where there is none: no limit */
} CliOutput;

/* Looks at STREAM, the environment and the locale. */
void cli_output_init (CliOutput *output, FILE *stream);

void cli_output_print (CliOutput *output, CliTone tone, const char *text);
void cli_output_pad (CliOutput *output, int columns);
void cli_output_line (CliOutput *output);

/* Whether writing still makes sense: asked now and then by what prints much. */
gboolean cli_output_is_good (const CliOutput *output);

/* Writes what is buffered. Fails when anything could not be written; a reader that went away
 * (EPIPE) is PKI_ERROR_CANCELLED. */
gboolean cli_output_finish (CliOutput *output, GError **error);
