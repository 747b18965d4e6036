#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/reader.h"
#include "ui/cli/action.h"
#include "ui/cli/options.h"
#include "ui/cli/order-options.h"
#include "ui/cli/outcome.h"
#include "ui/cli/place.h"

#define MOST_BYTES (1024 * 1024)

typedef struct {
	CliAction action;
	CliOrderOptions order;
	char *authority, *name;
} Sign;

static void sign_clear (Sign *sign)
{
	cli_action_clear (&sign->action);
	cli_order_options_clear (&sign->order);
	g_free (sign->authority);
	g_free (sign->name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sign, sign_clear)

static GBytes *read_request (const char *text, const char *path, GError **error)
{
	struct stat status;
	if (g_str_equal (text, "-"))
		return pki_file_read_stream (STDIN_FILENO, MOST_BYTES, error);
	pki_autofd int descriptor = pki_file_open (AT_FDCWD, path, &status, error);
	GBytes *bytes =
		descriptor < 0 ? NULL : pki_file_read (descriptor, &status, MOST_BYTES, error);
	if (!bytes) {
		g_autofree char *shown = pki_text_printable (text, -1);
		g_prefix_error (error, "%s: ", shown);
	}
	return bytes;
}

/* What its subject is called. */
static char *name_inside (GBytes *bytes)
{
	g_autoptr (PkiContents) contents = pki_contents_read (bytes, NULL);
	for (guint i = 0; i < contents->objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->type == PKI_OBJECT_REQUEST)
			return pki_object_name (object);
	}
	return NULL;
}

static char *name_of (const Sign *sign, const char *text, GBytes *bytes, GError **error)
{
	if (sign->name)
		return g_strdup (sign->name);
	if (g_str_equal (text, "-")) {
		char *name = name_inside (bytes);
		if (!name)
			pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("it needs to be told how to call it: --name"));
		return name;
	}
	g_autofree char *base = g_path_get_basename (text);
	char *dot = strrchr (base, '.');
	return dot && dot != base ? g_strndup (base, (gsize)(dot - base)) : g_steal_pointer (&base);
}

static PkiPlan *plan (const Sign *sign, const char *text, GError **error)
{
	g_autoptr (PkiSite) site = cli_action_open_site (&sign->action, error);
	g_autofree char *path = cli_place_resolve (sign->action.context, text);
	g_autoptr (GBytes) bytes = site ? read_request (text, path, error) : NULL;
	g_autofree char *name = bytes ? name_of (sign, text, bytes, error) : NULL;
	g_autoptr (PkiWish) wish =
		name ? cli_order_options_wish (&sign->order, site->directory, name, NULL, error)
		     : NULL;
	if (!wish)
		return NULL;
	if (sign->order.key) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("--key: the key is that of the request"));
		return NULL;
	}
	wish->authority = g_strdup (sign->authority);
	wish->request = g_bytes_ref (bytes);
	if (!g_str_equal (text, "-"))
		wish->request_path = cli_place_below (path, site->directory);
	return pki_plan_sign (site, wish, error);
}

static GArray *new_entries (Sign *sign)
{
	const GOptionEntry mine[] = {
		{ "ca", 'c', 0, G_OPTION_ARG_FILENAME, &sign->authority,
			N_ ("The CA that signs; may be left out where only one can"), N_ ("CA") },
		{ "name", 0, 0, G_OPTION_ARG_FILENAME, &sign->name,
			N_ ("What its files are called; the name of FILE unless said"),
			N_ ("NAME") },
	};
	GArray *entries = cli_options_new (mine, G_N_ELEMENTS (mine));
	cli_order_options_add_entries (&sign->order, CLI_ORDER_LEAF, entries);
	cli_action_add_entries (&sign->action, CLI_ACTION_PASSPHRASES, entries);
	return entries;
}

/* With --json the answer alone is on standard output. */
static gboolean agree (Sign *sign, const PkiPlan *made, GError **error)
{
	CliOutput errors, *output = &sign->action.context->output;
	if (sign->action.dry_run)
		return TRUE;
	if (!cli_action_may_ask (&sign->action, error))
		return FALSE;
	if (sign->action.json) {
		cli_output_init (&errors, stderr);
		output = &errors;
	}
	if (!sign->action.json || !sign->action.yes) {
		cli_outcome_print_grants (output, made);
		cli_output_line (output);
		fflush (output->stream);
	}
	return cli_action_confirm (&sign->action, _ ("Sign it?"), error);
}

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	g_auto (Sign) sign = { 0 };
	cli_action_init (&sign.action, context);
	cli_order_options_init (&sign.order);
	g_autoptr (GArray) entries = new_entries (&sign);
	CliOptions read = cli_options_read_all (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	if (!cli_options_need (command, argc, 1, _ ("the file with the request"), error))
		return CLI_FAILED;
	g_autoptr (PkiPlan) made = plan (&sign, argv[1], error);
	if (made && !agree (&sign, made, error))
		g_clear_pointer (&made, pki_plan_free);
	return cli_action_run (&sign.action, command, made, error);
}

const CliCommand cli_command_sign = {
	.name = "sign",
	.arguments = "FILE",
	.summary = N_ ("Sign somebody's request (CSR)"),
	.description =
		N_ ("Shows first what it asks for and what it gets. FILE - is standard input. "
		    "What lies in requests/\nmoves beside its certificate, with its key."),
	.examples = "  pkitty sign requests/etcd9.csr --profile etcd-server --ca etcd-ca\n"
		    "  openssl req -newkey rsa:2048 -nodes -keyout www2.key -subj /CN=www2 |\n"
		    "    pkitty sign - --profile tls-client --ca root-ca --yes",
	.run = run,
};
