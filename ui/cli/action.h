/* What all commands that change something share: their options, and the way from a plan to what is
 * printed. */
#pragma once

#include "src/store/plan.h"
#include "ui/cli/passphrase-source.h"

typedef struct {
	CliContext *context;
	gboolean json, dry_run, yes;
	CliPassphraseSource passphrases;
} CliAction;

void cli_action_init (CliAction *action, CliContext *context);
void cli_action_clear (CliAction *action);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliAction, cli_action_clear)

/* For a command's option entries (GOptionEntry): --json, --dry-run and --yes, which those take too
 * that never ask, so that scripts need not know; the passphrases. */
typedef enum {
	CLI_ACTION_PLAIN = 0,
	CLI_ACTION_PASSPHRASES = 1 << 0,
} CliActionOptions;
void cli_action_add_entries (CliAction *action, CliActionOptions options, GArray *entries);

/* Finishes or drops what a killed change of DIRECTORY left, and says so; a dry run leaves it. */
gboolean cli_action_recover (const CliAction *action, const char *directory, GError **error);

/* The place where the command works, opened, after cli_action_recover(). */
PkiSite *cli_action_open_site (const CliAction *action, GError **error);

/* FALSE where somebody has to agree and nobody is there: PKI_ERROR_CANCELLED. */
gboolean cli_action_may_ask (const CliAction *action, GError **error);

/* Whether a person agrees: --yes, or QUESTION on the terminal. PKI_ERROR_CANCELLED. */
gboolean cli_action_confirm (const CliAction *action, const char *question, GError **error);

/* Shows PLAN (with --dry-run), or does it and prints what was done. NULL: ERROR is that of the
 * planning. The result is the exit status. */
int cli_action_run (CliAction *action, const CliCommand *command, PkiPlan *plan, GError **error);
