/* A command: what the dispatcher knows of it, and what it is given. */
#pragma once

#include "ui/cli/output.h"

/* Exit status of the program. */
enum {
	CLI_DONE = 0,
	CLI_FAILED = 2, /* it could not be done: an error is set */
};

typedef struct {
	CliOutput output; /* standard output */
	char *directory; /* as -C gave it, else NULL */
} CliContext;

typedef struct _CliCommand {
	const char *name;
	const char *arguments; /* what follows the options, for the usage line */
	const char *summary; /* one line; N_() */
	const char *description; /* more, for --help; N_() */
	const char *examples; /* lines that work when pasted */
	/* ARGV[0] is the command's name. Returns an exit status, with an error set for
	 * CLI_FAILED: "WHAT: WHY", and behind a newline the way out where there is one. */
	int (*run) (const struct _CliCommand *command, CliContext *context, int argc, char **argv,
		GError **error);
} CliCommand;

extern const CliCommand cli_command_batch;
extern const CliCommand cli_command_ca;
extern const CliCommand cli_command_export;
extern const CliCommand cli_command_init;
extern const CliCommand cli_command_issue;
extern const CliCommand cli_command_list;
extern const CliCommand cli_command_log;
extern const CliCommand cli_command_passphrase;
extern const CliCommand cli_command_profiles;
extern const CliCommand cli_command_request;
extern const CliCommand cli_command_show;
extern const CliCommand cli_command_sign;
extern const CliCommand cli_command_tree;
