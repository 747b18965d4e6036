/* What is exported, as PEM. */
#pragma once

#include "src/store/keyring.h"
#include "ui/cli/command.h"

typedef struct {
	gboolean chain; /* with the CAs above; of a leaf without the root */
	gboolean key; /* in front: some programs look at nothing behind the first block */
	gboolean traditional; /* the key as PKCS#1 or SEC1 */
} CliExport;

/* The PEM of TARGET. The caller owns the result. */
PkiSecret *cli_export_text (CliContext *context, const char *target, const CliExport *what,
	PkiKeyring *keyring, GError **error);
