#include "config.h"

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/store/key-place.h"
#include "ui/cli/action.h"
#include "ui/cli/options.h"
#include "ui/cli/place.h"
#include "ui/cli/scan.h"
#include "ui/cli/target.h"

/* TARGET as the file of a CA's key, without looking at anything else. */
static char *key_of_authority (PkiSite *site, const char *target)
{
	g_autoptr (PkiAuthority) authority = pki_site_authority (site, target, NULL);
	return authority && authority->key == PKI_AUTHORITY_LOCKED ? g_strdup (authority->key_path)
								   : NULL;
}

/* The file of the key that belongs to an object of the store. */
static char *key_of_object (PkiStore *store, const CliFound *found)
{
	if (found->object->type == PKI_OBJECT_LOCKED ||
		found->object->type == PKI_OBJECT_PRIVATE_KEY)
		return g_strdup (found->item->path);
	return found->item->id ? pki_store_key_path (store, found->item->id, TRUE) : NULL;
}

/* What a certificate or request in a file is found by, wherever the store has it; NULL: the file
 * has none, so it is that of a key. */
static char *fingerprint_in (CliContext *context, const char *text)
{
	g_autoptr (CliTarget) target = cli_target_find (context, text, pki_time_now (), NULL);
	const CliFound *found = target ? g_ptr_array_index (target->found, 0) : NULL;
	if (!found || (found->object->type != PKI_OBJECT_CERTIFICATE &&
			      found->object->type != PKI_OBJECT_REQUEST))
		return NULL;
	return pki_hex_encode (pki_slice (found->object->digest, sizeof found->object->digest));
}

static char *find_key (CliContext *context, PkiSite *site, const char *text, GError **error)
{
	g_autofree char *path = cli_place_resolve (context, text);
	g_autofree char *below = NULL, *fingerprint = NULL;
	if (g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
		below = cli_place_below (path, site->directory);
		if (!below) {
			pki_throw (error, PKI_ERROR_UNSUPPORTED,
				_ ("the file is not in the directory that the command works in"));
			return NULL;
		}
		fingerprint = fingerprint_in (context, text);
		if (!fingerprint)
			return g_steal_pointer (&below);
	}
	char *of_authority = key_of_authority (site, below ? below : text);
	if (of_authority)
		return of_authority;
	g_autoptr (CliTarget) target =
		cli_target_find (context, fingerprint ? fingerprint : text, pki_time_now (), error);
	if (!target)
		return NULL;
	g_autofree char *own =
		target->store ? key_of_object (target->store, g_ptr_array_index (target->found, 0))
			      : NULL;
	g_autofree char *place =
		own ? g_build_filename (pki_store_directory (target->store), own, NULL) : NULL;
	char *key = place ? cli_place_below (place, site->directory) : NULL;
	if (!key)
		pki_throw (
			error, PKI_ERROR_NOT_FOUND, _ ("no encrypted private key of it is here"));
	return key;
}

static PkiPlan *plan (const CliAction *action, const char *text, GError **error)
{
	g_autoptr (PkiSite) site = cli_action_open_site (action, error);
	g_autofree char *path = site ? find_key (action->context, site, text, error) : NULL;
	return path ? pki_plan_passphrase (site, path, error) : NULL;
}

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	g_auto (CliAction) action;
	cli_action_init (&action, context);
	g_autoptr (GArray) entries = cli_options_new (NULL, 0);
	cli_action_add_entries (&action, CLI_ACTION_PASSPHRASES, entries);
	CliOptions read = cli_options_read_all (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	if (!cli_options_need (command, argc, 1, _ ("whose key it is"), error))
		return CLI_FAILED;
	g_autoptr (PkiPlan) made = plan (&action, argv[1], error);
	const char *question =
		_ ("The old passphrase will still open what the history has. Go on?");
	if (made && !action.dry_run && !cli_action_confirm (&action, question, error))
		g_clear_pointer (&made, pki_plan_free);
	return cli_action_run (&action, command, made, error);
}

const CliCommand cli_command_passphrase = {
	.name = "passphrase",
	.arguments = "TARGET",
	.summary = N_ ("Change the passphrase of a key"),
	.description =
		N_ ("TARGET is a CA, a certificate, or the file of the key. The history of the "
		    "repository keeps the key\nunder its old passphrase: where that has "
		    "leaked, only another key helps."),
	.examples = "  pkitty passphrase root-ca\n"
		    "  pkitty passphrase root-ca --dry-run",
	.run = run,
};
