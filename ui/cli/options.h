/* Options of the program and its commands, on GOption. */
#pragma once

#include "src/store/filter.h"
#include "ui/cli/command.h"

typedef enum {
	CLI_OPTIONS_READ,
	CLI_OPTIONS_HELPED, /* --help was given and answered */
	CLI_OPTIONS_BAD, /* an error is set */
} CliOptions;

/* Reads the options of COMMAND, -C and --help among them, out of ARGV and leaves the arguments
 * (ARGV[0] stays). More than MOST arguments are an error. ENTRIES end with an empty one. */
CliOptions cli_options_read (const CliCommand *command, const GOptionEntry *entries,
	CliContext *context, int *argc, char ***argv, int most, GError **error);

/* An array of GOptionEntry that begins with these, for more to be appended. */
GArray *cli_options_new (const GOptionEntry *entries, guint count);

/* The same with such an array. */
CliOptions cli_options_read_all (const CliCommand *command, GArray *entries, CliContext *context,
	int *argc, char ***argv, int most, GError **error);

/* FALSE where fewer arguments than LEAST are left; WHAT (translated) is missing then. */
gboolean cli_options_need (
	const CliCommand *command, int argc, int least, const char *what, GError **error);

typedef struct {
	gboolean help;
	gboolean version;
	gboolean mouse;
} CliProgramOptions;

/* Reads the program's own options, up to the first word that is none. */
gboolean cli_options_read_program (
	CliProgramOptions *options, CliContext *context, int *argc, char ***argv, GError **error);

/* The usage and the options of the program, with SUMMARY and DESCRIPTION around them. */
void cli_options_print_help (CliOutput *output, const char *summary, const char *description);

/* The values of --filter put together into one filter; NULL where there is none (WORDS NULL).
 * PKI_ERROR_INVALID_INPUT. */
gboolean cli_options_filter (char **words, PkiFilter **filter, GError **error);
