#include "config.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "ui/cli/action.h"
#include "ui/cli/options.h"
#include "ui/cli/order-options.h"

typedef struct {
	CliAction action;
	CliOrderOptions order;
	char *authority;
	gboolean encrypt;
} Issue;

static void issue_clear (Issue *issue)
{
	cli_action_clear (&issue->action);
	cli_order_options_clear (&issue->order);
	g_free (issue->authority);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Issue, issue_clear)

static gboolean is_request (const CliCommand *command)
{
	return command == &cli_command_request;
}

static PkiPlan *plan (
	const CliCommand *command, const Issue *issue, const char *name, GError **error)
{
	g_autoptr (PkiSite) site = cli_action_open_site (&issue->action, error);
	g_autoptr (PkiWish) wish =
		site ? cli_order_options_wish (&issue->order, site->directory, name, NULL, error)
		     : NULL;
	if (!wish)
		return NULL;
	wish->authority = g_strdup (issue->authority);
	wish->encrypt = issue->encrypt;
	return is_request (command) ? pki_plan_request (site, wish, error)
				    : pki_plan_issue (site, wish, error);
}

static GArray *new_entries (const CliCommand *command, Issue *issue)
{
	const GOptionEntry ca = { "ca", 'c', 0, G_OPTION_ARG_FILENAME, &issue->authority,
		N_ ("The CA that signs; may be left out where only one can"), N_ ("CA") };
	const GOptionEntry encrypt = { "encrypt", 'e', 0, G_OPTION_ARG_NONE, &issue->encrypt,
		N_ ("Encrypt the key and keep it in git, instead of in private/"), NULL };
	GArray *entries = cli_options_new (&ca, is_request (command) ? 0 : 1);
	cli_order_options_add_entries (&issue->order, CLI_ORDER_LEAF, entries);
	g_array_append_val (entries, encrypt);
	cli_action_add_entries (&issue->action, CLI_ACTION_PASSPHRASES, entries);
	return entries;
}

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	g_auto (Issue) issue = { 0 };
	cli_action_init (&issue.action, context);
	cli_order_options_init (&issue.order);
	g_autoptr (GArray) entries = new_entries (command, &issue);
	CliOptions read = cli_options_read_all (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	if (!cli_options_need (command, argc, 1, _ ("a name"), error))
		return CLI_FAILED;
	g_autoptr (PkiPlan) made = plan (command, &issue, argv[1], error);
	return cli_action_run (&issue.action, command, made, error);
}

const CliCommand cli_command_issue = {
	.name = "issue",
	.arguments = "NAME",
	.summary = N_ ("Make a key and issue a certificate for it"),
	.description = N_ ("The key goes into private/, which git ignores, or with --encrypt "
			   "beside its certificate."),
	.examples = "  pkitty issue etcd1 --profile etcd-server --ca etcd-ca --dns etcd1.internal "
		    "--ip 10.0.0.11\n"
		    "  pkitty issue www --profile tls-server --ca root-ca --dns www.example.org "
		    "--days 90",
	.run = run,
};

const CliCommand cli_command_request = {
	.name = "request",
	.arguments = "NAME",
	.summary = N_ ("Make a key and a request (CSR) that some CA is to sign"),
	.description =
		N_ ("The request goes into requests/, its key into private/requests/ or with "
		    "--encrypt beside it."),
	.examples = "  pkitty request etcd9 --profile etcd-server --dns etcd9.internal",
	.run = run,
};
