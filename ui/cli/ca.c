#include "config.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "ui/cli/action.h"
#include "ui/cli/options.h"
#include "ui/cli/order-options.h"

static PkiPlan *plan (const CliAction *action, const CliOrderOptions *order, const char *name,
	const char *parent, GError **error)
{
	g_autoptr (PkiSite) site = cli_action_open_site (action, error);
	g_autoptr (PkiWish) wish = site ? cli_order_options_wish (order, site->directory, name,
						  parent ? "intermediate-ca" : "root-ca", error)
					: NULL;
	if (!wish)
		return NULL;
	wish->authority = g_strdup (parent);
	return pki_plan_authority (site, wish, error);
}

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	g_auto (CliAction) action;
	g_auto (CliOrderOptions) order;
	cli_action_init (&action, context);
	cli_order_options_init (&order);
	g_autofree char *parent = NULL;
	const GOptionEntry mine[] = {
		{ "parent", 0, 0, G_OPTION_ARG_FILENAME, &parent,
			N_ ("The CA that signs it; without one it signs itself"), N_ ("CA") },
	};
	g_autoptr (GArray) entries = cli_options_new (mine, G_N_ELEMENTS (mine));
	cli_order_options_add_entries (&order, CLI_ORDER_AUTHORITY, entries);
	cli_action_add_entries (&action, CLI_ACTION_PASSPHRASES, entries);
	CliOptions read = cli_options_read_all (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	if (!cli_options_need (command, argc, 1, _ ("the name of the CA"), error))
		return CLI_FAILED;
	g_autoptr (PkiPlan) made = plan (&action, &order, argv[1], parent, error);
	return cli_action_run (&action, command, made, error);
}

const CliCommand cli_command_ca = {
	.name = "ca",
	.arguments = "NAME",
	.summary = N_ ("Make a root CA, or with --parent an intermediate one"),
	.description = N_ ("Its key is encrypted with a passphrase and kept in git beside its "
			   "certificate, in the folder NAME;\nwith --key and a PKCS#11 URI it "
			   "stays in the token that has it."),
	.examples = "  pkitty ca root-ca --subject 'CN=Acme Root CA, O=Acme'\n"
		    "  pkitty ca etcd-ca --parent root-ca --permit internal --permit 10.0.0.0/8\n"
		    "  pkitty ca hsm-ca --key 'pkcs11:token=acme;object=ca;type=private'",
	.run = run,
};
