/* Where a command has passphrases from: files, descriptors, the terminal; never arguments or the
 * environment. */
#pragma once

#include "src/store/keyring.h"
#include "ui/cli/command.h"

typedef struct {
	char *file; /* --passphrase-file */
	int fd; /* --passphrase-fd; -1: not given */
	char *authority_file; /* --ca-passphrase-file */
	int authority_fd;
	CliContext *context; /* against which files are resolved; not owned */
	PkiSecret *first, *second; /* read so far: a descriptor can be read once */
	GError *why; /* why there was none the last time; of what came back as NULL */
} CliPassphraseSource;

void cli_passphrase_source_init (CliPassphraseSource *source, CliContext *context);
void cli_passphrase_source_clear (CliPassphraseSource *source);

/* Adds the options to ENTRIES (GOptionEntry). */
void cli_passphrase_source_add_entries (CliPassphraseSource *source, GArray *entries);

/* A PkiAskFunction; DATA is the source. What is new comes from the first, all else from the second
 * where that is given. */
PkiSecret *cli_passphrase_source_ask (
	const char *what, const char *why_again, PkiAsk kind, gpointer data);
