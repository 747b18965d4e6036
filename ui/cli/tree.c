#include "config.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/store/store.h"
#include "ui/cli/branches.h"
#include "ui/cli/command.h"
#include "ui/cli/list.h"
#include "ui/cli/options.h"
#include "ui/cli/place.h"
#include "ui/cli/scan.h"

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	g_auto (GStrv) words = NULL;
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
		{ "filter", 'f', 0, G_OPTION_ARG_FILENAME_ARRAY, &words,
			N_ ("Only what matches QUERY, and what stands above it"), N_ ("QUERY") },
		{ "json", 'j', 0, G_OPTION_ARG_NONE, &json,
			N_ ("As the JSON array of list, where depth and issuer_fingerprint make "
			    "the tree"),
			NULL },
		{ NULL },
	};
	CliOptions read = cli_options_read (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	g_autoptr (PkiFilter) filter = NULL;
	if (!cli_options_filter (words, &filter, error))
		return CLI_FAILED;
	g_autofree char *directory =
		argc > 1 ? cli_place_resolve (context, argv[1]) : cli_place_store (context);
	g_autoptr (PkiStore) store = cli_scan_open (directory, error);
	if (!store)
		return CLI_FAILED;
	cli_scan_tell_skipped (store);
	gint64 now = pki_time_now ();
	gboolean done = (json ? cli_list_json : cli_branches_print) (
		&context->output, store, filter, now, error);
	return done ? CLI_DONE : CLI_FAILED;
}

const CliCommand cli_command_tree = {
	.name = "tree",
	.arguments = "[DIR]",
	.summary = N_ ("Print who issued whom"),
	.description =
		N_ ("Each certificate and CRL stands below its issuer, with what it is for, its "
		    "last day, the days\nleft and its state. Below the trees stands what is in "
		    "none."),
	.examples = "  pkitty tree /etc/ssl/certs\n"
		    "  pkitty tree /etc/ssl/certs --filter 'days<1000'",
	.run = run,
};
