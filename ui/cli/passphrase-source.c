#include "config.h"

#include "ui/cli/passphrase-source.h"

#include <errno.h>
#include <stdio.h>
#include <fcntl.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/cli/place.h"
#include "ui/cli/terminal.h"

#define LONGEST 1024

void cli_passphrase_source_init (CliPassphraseSource *source, CliContext *context)
{
	*source = (CliPassphraseSource){ .fd = -1, .authority_fd = -1, .context = context };
}

void cli_passphrase_source_clear (CliPassphraseSource *source)
{
	g_clear_pointer (&source->file, g_free);
	g_clear_pointer (&source->authority_file, g_free);
	g_clear_pointer (&source->first, pki_secret_unref);
	g_clear_pointer (&source->second, pki_secret_unref);
	g_clear_error (&source->why);
}

void cli_passphrase_source_add_entries (CliPassphraseSource *source, GArray *entries)
{
	const GOptionEntry mine[] = {
		{ "passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &source->file,
			N_ ("The first line of FILE is the passphrase of the new key, or the PIN "
			    "of the "
			    "token that has it"),
			N_ ("FILE") },
		{ "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &source->fd,
			N_ ("The same, read from the descriptor N"), N_ ("N") },
		{ "ca-passphrase-file", 0, 0, G_OPTION_ARG_FILENAME, &source->authority_file,
			N_ ("The passphrase of the CA's key, or of the one that is there; where it "
			    "is not given, that of --passphrase-file"),
			N_ ("FILE") },
		{ "ca-passphrase-fd", 0, 0, G_OPTION_ARG_INT, &source->authority_fd,
			N_ ("The same, read from the descriptor N"), N_ ("N") },
	};
	g_array_append_vals (entries, mine, G_N_ELEMENTS (mine));
}

/* Without its line end, also where an editor of another system wrote it: nobody types a CR. */
static gsize size_of_line (const char *line, gsize size)
{
	gboolean ended = line[size] == '\n';
	return ended && size > 0 && line[size - 1] == '\r' ? size - 1 : size;
}

/* One octet at a time: what is behind the line end is for somebody else. */
static PkiSecret *read_line (int descriptor, GError **error)
{
	char line[LONGEST + 2] = { 0 };
	gsize size = 0;
	int number = 0;
	for (; size <= LONGEST; size++) {
		ssize_t got = read (descriptor, line + size, 1);
		if (got < 0 && errno == EINTR) {
			size--;
			continue;
		}
		if (got < 0)
			number = errno;
		if (got <= 0 || line[size] == '\n')
			break;
	}
	PkiSecret *secret = !number && size <= LONGEST
				    ? pki_secret_new (line, size_of_line (line, size))
				    : NULL;
	pki_wipe (line, sizeof line);
	if (number)
		pki_throw_errno (error, number, _ ("the passphrase can't be read"));
	else if (!secret)
		pki_throw (error, PKI_ERROR_LIMIT, _ ("the passphrase is longer than %d bytes"),
			LONGEST);
	return secret;
}

static void warn_if_open (const char *path, const struct stat *status)
{
	if (!(status->st_mode & (S_IRGRP | S_IROTH)))
		return;
	g_autofree char *shown = pki_text_printable (path, -1);
	fprintf (stderr, "%s: ", PACKAGE);
	fprintf (stderr, _ ("%s: others can read this file"), shown);
	fputc ('\n', stderr);
}

/* Also a FIFO, as the shell makes for <(command). */
static PkiSecret *read_file (const CliContext *context, const char *file, GError **error)
{
	g_autofree char *path = cli_place_resolve (context, file);
	struct stat status;
	pki_autofd int descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (descriptor < 0 || fstat (descriptor, &status) < 0) {
		int number = errno;
		g_autofree char *shown = pki_text_printable (file, -1);
		pki_throw_errno (error, number, "%s", shown);
		return NULL;
	}
	if (S_ISREG (status.st_mode))
		warn_if_open (file, &status);
	return read_line (descriptor, error);
}

static PkiSecret *read_given (
	CliPassphraseSource *source, gboolean second, PkiSecret **kept, GError **error)
{
	const char *file = second ? source->authority_file : source->file;
	int fd = second ? source->authority_fd : source->fd;
	if (!*kept)
		*kept = file ? read_file (source->context, file, error) : read_line (fd, error);
	return *kept ? pki_secret_ref (*kept) : NULL;
}

static PkiSecret *ask_twice (const char *what, GError **error)
{
	for (;;) {
		g_autofree char *prompt = g_strdup_printf (_ ("New passphrase for %s: "), what);
		g_autoptr (PkiSecret) first = cli_terminal_ask_secret (prompt, error);
		g_autoptr (PkiSecret) again =
			first ? cli_terminal_ask_secret (_ ("The same once more: "), error) : NULL;
		if (!again)
			return NULL;
		if (pki_slice_equal (pki_secret_bytes (first), pki_secret_bytes (again)))
			return g_steal_pointer (&first);
		fprintf (stderr, "%s\n", _ ("These two differ."));
	}
}

static PkiSecret *ask_on_terminal (
	CliPassphraseSource *source, const char *what, const char *why_again, PkiAsk kind)
{
	if (!cli_terminal_is_there ()) {
		pki_throw (&source->why, PKI_ERROR_LOCKED,
			_ ("%s: a passphrase is needed, and there is no terminal to ask on\nGive "
			   "it "
			   "with %s FILE."),
			what, kind == PKI_ASK_KNOWN ? "--ca-passphrase-file" : "--passphrase-file");
		return NULL;
	}
	if (why_again)
		fprintf (stderr, "%s\n", why_again);
	if (kind == PKI_ASK_NEW)
		return ask_twice (what, &source->why);
	g_autofree char *prompt = g_strdup_printf (_ ("Passphrase for %s: "), what);
	return cli_terminal_ask_secret (prompt, &source->why);
}

static gboolean check_source (const char *option, const char *file, int fd, GError **error)
{
	if (fd < -1)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("--%s-fd: it is no number of a descriptor"), option);
	if (file && fd >= 0)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("--%s-file and --%s-fd exclude each other"), option, option);
	return TRUE;
}

PkiSecret *cli_passphrase_source_ask (
	const char *what, const char *why_again, PkiAsk kind, gpointer data)
{
	CliPassphraseSource *source = data;
	gboolean has_first = source->file || source->fd >= 0;
	gboolean has_second = source->authority_file || source->authority_fd >= 0;
	gboolean is_first = kind == PKI_ASK_NEW || (kind == PKI_ASK_NEW_PIN && has_first);
	gboolean second = has_second && !is_first;
	g_clear_error (&source->why);
	if (!check_source ("passphrase", source->file, source->fd, &source->why) ||
		!check_source ("ca-passphrase", source->authority_file, source->authority_fd,
			&source->why))
		return NULL;
	if (!second && !has_first)
		return ask_on_terminal (source, what, why_again, kind);
	if (why_again) {
		pki_throw (&source->why, PKI_ERROR_BAD_PASSPHRASE, _ ("%s: %s"), what, why_again);
		return NULL;
	}
	return read_given (source, second, second ? &source->second : &source->first, &source->why);
}
