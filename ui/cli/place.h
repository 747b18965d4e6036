/* Where a command works, and where its relative arguments lead. */
#pragma once

#include "ui/cli/command.h"

/* The directory that a command without argument means: -C, $PKITTY_STORE, the current directory or
 * the store around it. The caller frees. */
char *cli_place_store (const CliContext *context);

/* Where PATH leads: against -C DIR where it is given, else against $PKITTY_STORE; what is not there
 * (or where there is none) against the current directory, then against the store around that. The
 * caller frees. */
char *cli_place_resolve (const CliContext *context, const char *path);

/* PATH as it stands below FOLDER, both real: a part of it; NULL where it is elsewhere. */
const char *cli_place_within (const char *path, const char *folder);

/* The same of what links lead to. The caller frees. */
char *cli_place_below (const char *path, const char *folder);
