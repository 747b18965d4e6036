#include "config.h"

#include "src/base/intl.h"
#include "ui/cli/branches.h"
#include "ui/cli/list.h"

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	const CliListing listing = { N_ ("Only what matches QUERY, and what stands above it"),
		N_ ("As the JSON array of list, where depth and issuer_fingerprint make the tree"),
		cli_branches_print };
	return cli_list_run (&listing, command, context, argc, argv, error);
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
