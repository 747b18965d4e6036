/* What is exported, as PEM. */
#pragma once

#include "src/store/export.h"
#include "ui/cli/command.h"

/* The PEM of TARGET. The caller owns the result. */
PkiSecret *cli_export_text (CliContext *context, const char *target, const PkiExport *what,
	PkiKeyring *keyring, GError **error);
