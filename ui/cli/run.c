#include "config.h"

#include "ui/cli/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/cli/command.h"
#include "ui/cli/options.h"
#include "ui/cli/place.h"
#include "ui/cli/version.h"

static const CliCommand *const commands[] = {
	&cli_command_tree,
	&cli_command_list,
	&cli_command_show,
	&cli_command_init,
	&cli_command_ca,
	&cli_command_issue,
	&cli_command_request,
	&cli_command_sign,
	&cli_command_batch,
	&cli_command_profiles,
	&cli_command_passphrase,
	&cli_command_export,
	&cli_command_log,
};

static const CliCommand *find_command (const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
		if (g_str_equal (commands[i]->name, name))
			return commands[i];
	return NULL;
}

/* "pkitty: WHAT: WHY", then the way out where the message has a second line. */
static void print_error (const GError *error)
{
	g_autofree char *text = pki_text_printable_lines (error->message, -1);
	fprintf (stderr, "%s: %s\n", PACKAGE, g_strchomp (text));
}

static void print_help (CliContext *context)
{
	g_autoptr (GString) text = g_string_new (_ ("Commands:"));
	for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
		g_string_append_printf (
			text, "\n  %-10s %s", commands[i]->name, _ (commands[i]->summary));
	g_string_append_printf (text,
		_ ("\n\nWithout a command: explore DIR on the screen; where standard output is no "
		   "terminal,\nprint its tree. '%s COMMAND --help' tells more of each.\n\n"
		   "Examples:\n  %s\n  %s"),
		PACKAGE, PACKAGE " /etc/ssl/certs",
		PACKAGE " list /etc/ssl/certs --filter status:expired");
	cli_options_print_help (&context->output,
		_ ("Looks after certificates: who issued whom, what expires, which key belongs to "
		   "what."),
		text->str);
}

/* What a word that is no command may have meant. */
static gboolean check_directory (
	const CliContext *context, const char *word, int argc, GError **error)
{
	g_autofree char *printable = pki_text_printable (word, -1);
	g_autofree char *directory = cli_place_resolve (context, word);
	if (!*word)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("first argument: it is empty\nSee: %s --help"), PACKAGE);
	if (g_file_test (directory, G_FILE_TEST_IS_DIR)) {
		if (argc <= 2)
			return TRUE;
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("%s: only one directory can be opened"), printable);
	}
	if (g_file_test (directory, G_FILE_TEST_EXISTS))
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("%s: it is not a directory\nTo see what a file holds: %s show %s"),
			printable, PACKAGE, printable);
	if (strchr (word, '/'))
		return pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("%s: there is no such directory"),
			printable);
	return pki_throw (error, PKI_ERROR_NOT_FOUND,
		_ ("%s: it is neither a command nor a directory\nThe commands: %s --help"),
		printable, PACKAGE);
}

/* GLib takes "/" for a current directory that was removed. */
static gboolean check_here (const CliContext *context, GError **error)
{
	if (context->directory && g_path_is_absolute (context->directory))
		return TRUE;
	char *here = getcwd (NULL, 0);
	gboolean gone = !here && errno == ENOENT;
	free (here);
	return !gone ||
	       pki_throw (error, PKI_ERROR_NOT_FOUND,
		       _ ("current directory: it was removed\nGo to one that is there: cd"));
}

static int print_tree (CliContext *context, const char *directory, GError **error)
{
	char *arguments[] = { (char *)"tree", (char *)"--", (char *)directory, NULL };
	return cli_command_tree.run (
		&cli_command_tree, context, directory ? 3 : 1, arguments, error);
}

/* Without a command: DIRECTORY, or where it is NULL what -C and the environment say. */
static int open_directory (CliContext *context, const char *directory, gboolean mouse,
	CliExplore explore, GError **error)
{
	if (!context->output.terminal)
		return print_tree (context, directory, error);
	g_autofree char *place =
		directory ? cli_place_resolve (context, directory) : cli_place_store (context);
	return explore (place, mouse, error);
}

static int run (CliContext *context, int argc, char **argv, CliExplore explore, GError **error)
{
	CliProgramOptions options = { 0 };
	if (!cli_options_read_program (&options, context, &argc, &argv, error))
		return CLI_FAILED;
	if (options.help) {
		print_help (context);
		return CLI_DONE;
	}
	if (options.version) {
		cli_version_print (&context->output);
		return CLI_DONE;
	}
	if (!check_here (context, error))
		return CLI_FAILED;
	const CliCommand *command = argc > 1 ? find_command (argv[1]) : NULL;
	if (command)
		return command->run (command, context, argc - 1, argv + 1, error);
	const char *directory = argc > 1 ? argv[1] : NULL;
	if (directory && !check_directory (context, directory, argc, error))
		return CLI_FAILED;
	return open_directory (context, directory, options.mouse, explore, error);
}

int cli_run (int argc, char **argv, CliExplore explore)
{
	CliContext context = { 0 };
	cli_output_init (&context.output, stdout);
	g_autoptr (GError) error = NULL;
	int status = run (&context, argc, argv, explore, &error);
	g_autoptr (GError) unwritten = NULL;
	gboolean written = cli_output_finish (&context.output, &unwritten);
	g_free (context.directory);
	if (error)
		print_error (error);
	/* A reader that went away, as head does, is no mistake to speak of. */
	else if (!written && !g_error_matches (unwritten, PKI_ERROR, PKI_ERROR_CANCELLED))
		print_error (unwritten);
	return error || !written ? CLI_FAILED : status;
}
