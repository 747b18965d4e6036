/* Options that say what a certificate is to be, for the commands that make one. */
#pragma once

#include "src/store/plan.h"
#include "ui/cli/command.h"

typedef struct {
	char *profile, *key, *subject, *not_before, *not_after;
	char *days, *path_length; /* as given: numbers in decimal */
	char **dns, **ips, **emails, **uris; /* as given: with commas, too */
	char **permitted, **excluded, **crl_urls, **issuer_urls, **ocsp_urls;
	gboolean suggested;
} CliOrderOptions;

typedef enum {
	CLI_ORDER_LEAF,
	CLI_ORDER_AUTHORITY, /* with its constraints and URLs */
} CliOrderKind;

void cli_order_options_init (CliOrderOptions *options);
void cli_order_options_clear (CliOrderOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliOrderOptions, cli_order_options_clear)

/* Adds the options of this kind to ENTRIES (GOptionEntry). */
void cli_order_options_add_entries (CliOrderOptions *options, CliOrderKind kind, GArray *entries);

/* A wish for NAME with all that the options say; the profile is OTHERWISE where none is given
 * (NULL: that is a mistake). PKI_ERROR_INVALID_INPUT begins with the option that is wrong. */
PkiWish *cli_order_options_wish (const CliOrderOptions *options, const char *directory,
	const char *name, const char *otherwise, GError **error);
