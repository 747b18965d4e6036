#include "config.h"

#include "src/store/batch.h"

#include <fcntl.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/cli/action.h"
#include "ui/cli/options.h"
#include "ui/cli/place.h"

#define MOST_BYTES (64 * 1024 * 1024)

static GBytes *read_table (const char *text, const char *path, GError **error)
{
	struct stat status;
	if (g_str_equal (text, "-"))
		return pki_file_read_stream (STDIN_FILENO, MOST_BYTES, error);
	pki_autofd int descriptor = pki_file_open (AT_FDCWD, path, &status, error);
	return descriptor < 0 ? NULL : pki_file_read (descriptor, &status, MOST_BYTES, error);
}

static PkiPlan *plan_rows (PkiSite *site, PkiBatchDefaults *defaults, const char *text,
	const char *path, GError **error)
{
	g_autoptr (GBytes) table = read_table (text, path, error);
	g_autofree char *folder =
		g_str_equal (text, "-") ? g_get_current_dir () : g_path_get_dirname (path);
	defaults->folder = folder;
	g_autoptr (GPtrArray) wishes = table ? pki_batch_read (site, defaults, table, error) : NULL;
	return wishes ? pki_plan_batch (site, wishes, error) : NULL;
}

static PkiPlan *plan (
	const CliAction *action, PkiBatchDefaults *defaults, const char *text, GError **error)
{
	g_autoptr (PkiSite) site = cli_action_open_site (action, error);
	if (!site)
		return NULL;
	g_autofree char *path = cli_place_resolve (action->context, text);
	PkiPlan *made = plan_rows (site, defaults, text, path, error);
	if (!made) {
		g_autofree char *shown = pki_text_printable (text, -1);
		g_prefix_error (error, "%s: ", shown);
	}
	return made;
}

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	g_auto (CliAction) action;
	cli_action_init (&action, context);
	g_autofree char *authority = NULL;
	PkiBatchDefaults defaults = { 0 };
	const GOptionEntry mine[] = {
		{ "ca", 'c', 0, G_OPTION_ARG_FILENAME, &authority,
			N_ ("The CA for rows that name none; may be left out where only one can "
			    "sign"),
			N_ ("CA") },
		{ "encrypt", 'e', 0, G_OPTION_ARG_NONE, &defaults.encrypt,
			N_ ("Encrypt the keys and keep them in git, instead of in private/"),
			NULL },
		{ "suggested", 0, 0, G_OPTION_ARG_NONE, &defaults.suggested,
			N_ ("Add the names that the profiles suggest"), NULL },
	};
	g_autoptr (GArray) entries = cli_options_new (mine, G_N_ELEMENTS (mine));
	cli_action_add_entries (&action, CLI_ACTION_PASSPHRASES, entries);
	CliOptions read = cli_options_read_all (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	if (!cli_options_need (command, argc, 1, _ ("the file with the table"), error))
		return CLI_FAILED;
	defaults.authority = authority;
	g_autoptr (PkiPlan) made = plan (&action, &defaults, argv[1], error);
	return cli_action_run (&action, command, made, error);
}

const CliCommand cli_command_batch = {
	.name = "batch",
	.arguments = "FILE.csv",
	.summary = N_ ("Issue certificates for a whole cluster, in one commit"),
	.description =
		N_ ("The first line names the columns: profile,name and any of "
		    "ca,cn,dns,ip,email,uri,days,key,subject,csr.\nSeveral values in one field "
		    "have blanks between them; node[01-03] stands for three rows."),
	.examples = "  printf 'profile,name,dns\\netcd-server,node[1-3],node[1-3].internal\\n' | "
		    "pkitty batch - --ca etcd-ca",
	.run = run,
};
