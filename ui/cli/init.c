#include "config.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "ui/cli/action.h"
#include "ui/cli/options.h"
#include "ui/cli/place.h"

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	g_auto (CliAction) action;
	cli_action_init (&action, context);
	g_autofree char *name = NULL;
	gboolean in_repository = FALSE;
	const GOptionEntry mine[] = {
		{ "name", 0, 0, G_OPTION_ARG_FILENAME, &name,
			N_ ("What the store is called; the directory's name unless said"),
			N_ ("NAME") },
		{ "in-repository", 0, 0, G_OPTION_ARG_NONE, &in_repository,
			N_ ("Commit into the repository that DIR lies in"), NULL },
	};
	g_autoptr (GArray) entries = cli_options_new (mine, G_N_ELEMENTS (mine));
	cli_action_add_entries (&action, CLI_ACTION_PLAIN, entries);
	CliOptions read = cli_options_read_all (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	g_autofree char *directory =
		argc > 1 ? cli_place_resolve (context, argv[1]) : cli_place_store (context);
	g_autoptr (PkiPlan) plan = cli_action_recover (&action, directory, error)
					   ? pki_plan_init (directory, name, in_repository, error)
					   : NULL;
	return cli_action_run (&action, command, plan, error);
}

const CliCommand cli_command_init = {
	.name = "init",
	.arguments = "[DIR]",
	.summary = N_ ("Make a store for CAs and certificates, in git"),
	.description = N_ ("DIR may exist, may hold files already, and may be a repository of "
			   "git. They stay as they are."),
	.examples = "  pkitty init acme-pki\n"
		    "  cd acme-pki && pkitty ca --help",
	.run = run,
};
