#include "config.h"

#include "ui/cli/options.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"

/* As in git: each -C is taken from where the one before led. */
static gboolean change_directory (
	const char *option, const char *value, gpointer data, GError **error)
{
	CliContext *context = data;
	char *previous = context->directory;
	if (previous && !g_path_is_absolute (value))
		context->directory = g_build_filename (previous, value, NULL);
	else
		context->directory = g_strdup (value);
	g_free (previous);
	return TRUE;
}

static GOptionContext *new_context (
	const char *arguments, const GOptionEntry *entries, gboolean *help, CliContext *context)
{
	GOptionEntry common[] = {
		{ "directory", 'C', G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK,
			(gpointer)change_directory,
			N_ ("Work as if started in DIR; may be repeated, as in git"), N_ ("DIR") },
		{ "help", 'h', 0, G_OPTION_ARG_NONE, help, N_ ("Show this help"), NULL },
		{ NULL },
	};
	GOptionContext *options = g_option_context_new (arguments);
	GOptionGroup *group = g_option_group_new ("main", NULL, NULL, context, NULL);
	g_option_group_set_translation_domain (group, PACKAGE);
	g_option_group_add_entries (group, entries);
	g_option_group_add_entries (group, common);
	g_option_context_set_main_group (options, group);
	g_option_context_set_help_enabled (options, FALSE);
	return options;
}

static void print_help (CliOutput *output, GOptionContext *options)
{
	g_autofree char *help = g_option_context_get_help (options, TRUE, NULL);
	if (!output->utf8) {
		/* GLib writes "[OPTION…]" in any locale. */
		GString *text = g_string_new (help);
		g_string_replace (text, "…", "...", 0);
		g_free (help);
		help = pki_text_printable_lines (text->str, (gssize)text->len);
		g_string_free (text, TRUE);
	}
	cli_output_print (output, CLI_TONE_PLAIN, help);
}

static void print_command_help (
	CliOutput *output, const CliCommand *command, GOptionContext *options)
{
	g_autoptr (GString) text = g_string_new (NULL);
	if (command->description)
		g_string_append_printf (text, "%s\n\n", _ (command->description));
	g_string_append_printf (text, "%s\n%s", _ ("Examples:"), command->examples);
	g_autofree char *name = g_strdup_printf ("%s %s", PACKAGE, command->name);
	g_set_prgname (name);
	g_option_context_set_summary (options, _ (command->summary));
	g_option_context_set_description (options, text->str);
	print_help (output, options);
}

static gboolean throw_usage (const CliCommand *command, const char *why, GError **error)
{
	g_autofree char *printable = pki_text_printable (why, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("%s: %s\nSee: %s %s --help"),
		command->name, printable, PACKAGE, command->name);
}

/* GLib drops the value that a flag is given: --yes=no would be yes. */
static gboolean check_flags (const CliCommand *command, const GOptionEntry *entries, int argc,
	char **argv, GError **error)
{
	for (int i = 1; i < argc && !g_str_equal (argv[i], "--"); i++) {
		const char *value = strchr (argv[i], '=');
		for (const GOptionEntry *entry = entries; value && entry->long_name; entry++) {
			g_autofree char *flag = g_strdup_printf ("--%s=", entry->long_name);
			if (entry->arg != G_OPTION_ARG_NONE || !g_str_has_prefix (argv[i], flag))
				continue;
			g_autofree char *why =
				g_strdup_printf (_ ("--%s takes no value"), entry->long_name);
			return throw_usage (command, why, error);
		}
	}
	return TRUE;
}

static gboolean has_empty_value (const GOptionEntry *entry)
{
	char **list;
	switch (entry->arg) {
	case G_OPTION_ARG_STRING:
	case G_OPTION_ARG_FILENAME:
		return g_strcmp0 (*(char **)entry->arg_data, "") == 0;
	case G_OPTION_ARG_FILENAME_ARRAY:
		list = *(char ***)entry->arg_data;
		return list && g_strv_contains ((const char *const *)list, "");
	default:
		return FALSE;
	}
}

/* In a script that is a variable that nobody set. */
static gboolean check_values (
	const CliCommand *command, const GOptionEntry *entries, GError **error)
{
	for (const GOptionEntry *entry = entries; entry->long_name; entry++)
		if (has_empty_value (entry)) {
			g_autofree char *why =
				g_strdup_printf (_ ("--%s: it is empty"), entry->long_name);
			return throw_usage (command, why, error);
		}
	return TRUE;
}

/* GLib may leave the -- that ends the options. */
static void drop_separator (int *argc, char ***argv)
{
	if (*argc < 2 || !g_str_equal ((*argv)[1], "--"))
		return;
	(*argv)[1] = (*argv)[0];
	(*argv)++;
	(*argc)--;
}

CliOptions cli_options_read (const CliCommand *command, const GOptionEntry *entries,
	CliContext *context, int *argc, char ***argv, int most, GError **error)
{
	gboolean help = FALSE;
	g_autoptr (GError) why = NULL;
	g_autoptr (GOptionContext) options =
		new_context (command->arguments, entries, &help, context);
	if (!check_flags (command, entries, *argc, *argv, error))
		return CLI_OPTIONS_BAD;
	if (!g_option_context_parse (options, argc, argv, &why)) {
		throw_usage (command, why->message, error);
		return CLI_OPTIONS_BAD;
	}
	if (help) {
		print_command_help (&context->output, command, options);
		return CLI_OPTIONS_HELPED;
	}
	if (!check_values (command, entries, error))
		return CLI_OPTIONS_BAD;
	drop_separator (argc, argv);
	for (int i = 1; i < *argc; i++)
		if (!*(*argv)[i]) {
			throw_usage (command, _ ("an argument is empty"), error);
			return CLI_OPTIONS_BAD;
		}
	if (*argc - 1 > most) {
		g_autofree char *text =
			g_strdup_printf (_ ("\"%s\" is one argument too many"), (*argv)[most + 1]);
		throw_usage (command, text, error);
		return CLI_OPTIONS_BAD;
	}
	return CLI_OPTIONS_READ;
}

GArray *cli_options_new (const GOptionEntry *entries, guint count)
{
	GArray *all = g_array_new (TRUE, FALSE, sizeof (GOptionEntry));
	return count ? g_array_append_vals (all, entries, count) : all;
}

CliOptions cli_options_read_all (const CliCommand *command, GArray *entries, CliContext *context,
	int *argc, char ***argv, int most, GError **error)
{
	return cli_options_read (command, (const GOptionEntry *)(void *)entries->data, context,
		argc, argv, most, error);
}

gboolean cli_options_need (
	const CliCommand *command, int argc, int least, const char *what, GError **error)
{
	if (argc > least)
		return TRUE;
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("%s: %s is missing\nSee: %s %s --help"), command->name, what, PACKAGE,
		command->name);
}

static GOptionContext *program_context (CliProgramOptions *options, CliContext *context)
{
	GOptionEntry entries[] = {
		{ "version", 0, 0, G_OPTION_ARG_NONE, &options->version,
			N_ ("Show the versions of the program and of its libraries"), NULL },
		{ "mouse", 0, 0, G_OPTION_ARG_NONE, &options->mouse,
			N_ ("Let the application use the mouse"), NULL },
		{ NULL },
	};
	GOptionContext *result =
		new_context (_ ("[DIR | COMMAND ...]"), entries, &options->help, context);
	g_option_context_set_strict_posix (result, TRUE);
	return result;
}

gboolean cli_options_read_program (
	CliProgramOptions *options, CliContext *context, int *argc, char ***argv, GError **error)
{
	g_autoptr (GError) why = NULL;
	g_autoptr (GOptionContext) parser = program_context (options, context);
	if (g_option_context_parse (parser, argc, argv, &why)) {
		drop_separator (argc, argv);
		return TRUE;
	}
	g_autofree char *printable = pki_text_printable_message (why->message);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("options: %s\nSee: %s --help"),
		printable, PACKAGE);
}

void cli_options_print_help (CliOutput *output, const char *summary, const char *description)
{
	CliProgramOptions values = { 0 };
	CliContext context = { .output = *output };
	g_autoptr (GOptionContext) options = program_context (&values, &context);
	g_set_prgname (PACKAGE);
	g_option_context_set_summary (options, summary);
	g_option_context_set_description (options, description);
	print_help (output, options);
}

static char *text_of_words (char **words, GError **error)
{
	g_autofree char *bytes = g_strjoinv (" ", words);
	if (g_utf8_validate (bytes, -1, NULL))
		return g_steal_pointer (&bytes);
	char *text = g_locale_to_utf8 (bytes, -1, NULL, NULL, NULL);
	if (!text)
		pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("it is not text in the locale's character set"));
	return text;
}

gboolean cli_options_filter (char **words, PkiFilter **filter, GError **error)
{
	*filter = NULL;
	if (!words)
		return TRUE;
	g_autofree char *text = text_of_words (words, error);
	if (text)
		*filter = pki_filter_new (text, error);
	if (!*filter)
		g_prefix_error (error, "--filter: ");
	return *filter != NULL;
}
