#include "config.h"

#include <stdio.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "ui/cli/action.h"
#include "ui/cli/export-text.h"
#include "ui/cli/options.h"
#include "ui/cli/outcome.h"
#include "ui/cli/place.h"

typedef struct {
	CliContext *context;
	PkiExport what;
	char *file;
	gboolean yes, json, dry_run;
	CliPassphraseSource passphrases;
} Export;

static void export_clear (Export *export)
{
	g_free (export->file);
	cli_passphrase_source_clear (&export->passphrases);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static char *place_of (const Export *export)
{
	if (g_path_is_absolute (export->file) || !export->context->directory)
		return g_strdup (export->file);
	return g_build_filename (export->context->directory, export->file, NULL);
}

/* Before a passphrase is asked for. */
static gboolean check_place (const Export *export, const char *path, GError **error)
{
	g_autoptr (GError) why = NULL;
	if (pki_export_check (path, export->what.key, export->yes, &why))
		return TRUE;
	if (!export->yes && g_error_matches (why, PKI_ERROR, PKI_ERROR_EXISTS)) {
		g_autofree char *shown = pki_text_printable (path, -1);
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("%s: there is such a file already\nTo replace it: --yes"), shown);
	}
	g_propagate_error (error, g_steal_pointer (&why));
	return FALSE;
}

static PkiSecret *make_text (Export *export, const char *target, GError **error)
{
	g_autoptr (PkiKeyring) keyring =
		pki_keyring_new (cli_passphrase_source_ask, &export->passphrases);
	PkiSecret *text = cli_export_text (export->context, target, &export->what, keyring, error);
	if (!text && export->passphrases.why && error) {
		g_clear_error (error);
		g_propagate_error (error, g_steal_pointer (&export->passphrases.why));
	}
	return text;
}

static void print (Export *export, const char *path, PkiSecret *text)
{
	CliOutput *output = &export->context->output;
	if (export->json)
		cli_outcome_print_export_json (output, path ? export->file : NULL, text,
			export->what.key && export->what.without_key);
	else if (export->dry_run)
		cli_outcome_print_export (output, path ? export->file : NULL,
			path && g_file_test (path, G_FILE_TEST_EXISTS));
}

static gboolean do_export (Export *export, const char *target, GError **error)
{
	gboolean to_output = g_str_equal (export->file, "-");
	g_autofree char *path = place_of (export);
	if (!to_output && !check_place (export, path, error))
		return FALSE;
	export->what.without_key = export->dry_run;
	g_autoptr (PkiSecret) text = make_text (export, target, error);
	if (!text)
		return FALSE;
	if (export->dry_run) {
		print (export, to_output ? NULL : path, text);
		return TRUE;
	}
	if (!to_output) {
		gboolean good = pki_export_write (path, text, export->what.key, export->yes, error);
		if (good)
			print (export, path, text);
		return good;
	}
	PkiSlice bytes = pki_secret_bytes (text);
	fwrite (bytes.data, 1, bytes.size, export->context->output.stream);
	return TRUE;
}

static GArray *new_entries (Export *export)
{
	const GOptionEntry mine[] = {
		{ "output", 'o', 0, G_OPTION_ARG_FILENAME, &export->file,
			N_ ("Where to write it; - is standard output"), N_ ("FILE") },
		{ "chain", 0, 0, G_OPTION_ARG_NONE, &export->what.chain,
			N_ ("With the CAs above it; the root only where TARGET is a CA"), NULL },
		{ "key", 0, 0, G_OPTION_ARG_NONE, &export->what.key,
			N_ ("With its private key, not encrypted, in front"), NULL },
		{ "traditional", 0, 0, G_OPTION_ARG_NONE, &export->what.traditional,
			N_ ("The key as PKCS#1 or SEC1 instead of PKCS#8"), NULL },
		{ "json", 'j', 0, G_OPTION_ARG_NONE, &export->json, N_ ("Answer as JSON"), NULL },
		{ "dry-run", 'n', 0, G_OPTION_ARG_NONE, &export->dry_run,
			N_ ("Only show what would be written"), NULL },
		{ "yes", 'y', 0, G_OPTION_ARG_NONE, &export->yes,
			N_ ("Replace FILE where it is there"), NULL },
	};
	GArray *entries = cli_options_new (mine, G_N_ELEMENTS (mine));
	cli_passphrase_source_add_entries (&export->passphrases, entries);
	return entries;
}

static gboolean check (const CliCommand *command, Export *export, int argc, GError **error)
{
	if (!cli_options_need (command, argc, 1, _ ("what to export"), error))
		return FALSE;
	if (export->what.traditional && !export->what.key)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("export: --traditional says how the key is written: it goes with "
			   "--key"));
	if (!export->file && export->what.key)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("export: a private key needs to be told where to: -o FILE"));
	if (!export->file)
		export->file = g_strdup ("-");
	if (export->json && !export->dry_run && g_str_equal (export->file, "-"))
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("export: standard output has no room for JSON beside the PEM: -o "
			   "FILE"));
	return TRUE;
}

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	g_auto (Export) export = { .context = context };
	cli_passphrase_source_init (&export.passphrases, context);
	g_autoptr (GArray) entries = new_entries (&export);
	CliOptions read = cli_options_read_all (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	if (!check (command, &export, argc, error))
		return CLI_FAILED;
	if (do_export (&export, argv[1], error))
		return CLI_DONE;
	g_prefix_error (error, "export: ");
	return CLI_FAILED;
}

const CliCommand cli_command_export = {
	.name = "export",
	.arguments = "TARGET",
	.summary = N_ ("Write a certificate, its chain and its key as PEM for deployment"),
	.description = N_ ("TARGET is what 'pkitty show' takes. A file with a key is made for you "
			   "alone to read (0600)."),
	.examples = "  pkitty export etcd1 --chain -o etcd1-chain.crt\n"
		    "  pkitty export etcd-ca/etcd1 --chain --key -o etcd1.pem\n"
		    "  pkitty export root-ca",
	.run = run,
};
