/* What `list` does, for other commands that print what is in a directory. */
#pragma once

#include "src/store/store.h"
#include "ui/cli/command.h"

/* Prints what FILTER (NULL: all) lets through. */
typedef gboolean (*CliListPrint) (
	CliOutput *output, PkiStore *store, const PkiFilter *filter, gint64 now, GError **error);

/* How a command differs from others of its kind; texts are N_(). */
typedef struct {
	const char *filter_help, *json_help;
	CliListPrint print_text;
} CliListing;

/* Runs COMMAND: reads [DIR], --filter and --json, scans, and prints as LISTING wants or, as one
 * JSON array, every location. The result is the exit status. */
int cli_list_run (const CliListing *listing, const CliCommand *command, CliContext *context,
	int argc, char **argv, GError **error);
