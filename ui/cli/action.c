#include "config.h"

#include "ui/cli/action.h"

#include <stdio.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/git/commit.h"
#include "src/store/store.h"
#include "ui/cli/outcome.h"
#include "ui/cli/place.h"
#include "ui/cli/terminal.h"

#define PROGRESS_FROM 20 /* fewer are done at once */

void cli_action_init (CliAction *action, CliContext *context)
{
	*action = (CliAction){ .context = context };
	cli_passphrase_source_init (&action->passphrases, context);
}

void cli_action_clear (CliAction *action)
{
	cli_passphrase_source_clear (&action->passphrases);
}

void cli_action_add_entries (CliAction *action, CliActionOptions options, GArray *entries)
{
	const GOptionEntry common[] = {
		{ "json", 'j', 0, G_OPTION_ARG_NONE, &action->json, N_ ("Answer as JSON"), NULL },
		{ "dry-run", 'n', 0, G_OPTION_ARG_NONE, &action->dry_run,
			N_ ("Only show what would be written and committed"), NULL },
		{ "yes", 'y', 0, G_OPTION_ARG_NONE, &action->yes, N_ ("Do not ask"), NULL },
	};
	g_array_append_vals (entries, common, G_N_ELEMENTS (common));
	if (options & CLI_ACTION_PASSPHRASES)
		cli_passphrase_source_add_entries (&action->passphrases, entries);
}

gboolean cli_action_recover (const CliAction *action, const char *directory, GError **error)
{
	g_autofree char *line = NULL;
	if (action->dry_run)
		return TRUE;
	gboolean good = pki_repository_recover (directory, NULL, &line, error);
	if (line)
		fprintf (stderr, "%s: %s\n", PACKAGE, line);
	return good;
}

PkiSite *cli_action_open_site (const CliAction *action, GError **error)
{
	/* Also with -C: what is issued within a store is laid out as the store has it. */
	g_autofree char *given = cli_place_store (action->context);
	g_autofree char *directory = pki_store_find_above (given);
	if (!cli_action_recover (action, directory, error))
		return NULL;
	PkiSite *site = pki_site_open (directory, error);
	if (!site && error) {
		g_autofree char *shown = pki_text_printable (directory, -1);
		if (!g_str_has_prefix ((*error)->message, shown))
			g_prefix_error (error, "%s: ", shown);
	}
	return site;
}

gboolean cli_action_may_ask (const CliAction *action, GError **error)
{
	return action->yes || cli_terminal_is_there () ||
	       pki_throw (error, PKI_ERROR_CANCELLED,
		       _ ("somebody has to agree, and there is no terminal to ask on\nTo see "
			  "what would be done: --dry-run. To agree beforehand: --yes"));
}

gboolean cli_action_confirm (const CliAction *action, const char *question, GError **error)
{
	if (!cli_action_may_ask (action, error))
		return FALSE;
	if (action->yes || cli_terminal_confirm (question))
		return TRUE;
	return pki_throw (error, PKI_ERROR_CANCELLED, _ ("it was not agreed to; nothing was done"));
}

static void show_progress (guint done, guint total, gpointer data)
{
	(void)data;
	if (total < PROGRESS_FROM || isatty (STDERR_FILENO) != 1)
		return;
	fprintf (stderr, "\r%s: ", PACKAGE);
	fprintf (stderr, _ ("%u of %u"), done, total);
	fputs (done < total ? "\033[K" : "\r\033[K", stderr);
	fflush (stderr);
}

/* What the source says of why it had no passphrase tells more. */
static void replace_error (CliPassphraseSource *source, GError **error)
{
	if (!source->why || !error)
		return;
	g_clear_error (error);
	g_propagate_error (error, g_steal_pointer (&source->why));
}

static gboolean carry_out (CliAction *action, PkiPlan *plan, GError **error)
{
	CliOutput *output = &action->context->output;
	g_autoptr (PkiKeyring) keyring =
		pki_keyring_new (cli_passphrase_source_ask, &action->passphrases);
	g_autoptr (PkiOutcome) outcome =
		pki_plan_carry_out (plan, keyring, show_progress, NULL, NULL, error);
	if (!outcome) {
		replace_error (&action->passphrases, error);
		return FALSE;
	}
	cli_outcome_tell (outcome);
	if (action->json)
		cli_outcome_tell_terms (plan);
	if (action->json)
		cli_outcome_print_json (output, outcome);
	else
		cli_outcome_print (output, plan, outcome);
	return TRUE;
}

int cli_action_run (CliAction *action, const CliCommand *command, PkiPlan *plan, GError **error)
{
	CliOutput *output = &action->context->output;
	if (plan && action->dry_run && action->json)
		cli_outcome_print_plan_json (output, plan);
	else if (plan && action->dry_run)
		cli_outcome_print_plan (output, plan);
	else if (!plan || !carry_out (action, plan, error)) {
		g_prefix_error (error, "%s: ", command->name);
		return CLI_FAILED;
	}
	return CLI_DONE;
}
