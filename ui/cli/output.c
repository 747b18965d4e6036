#include "config.h"

#include "ui/cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"

static const char *const colours[CLI_TONE_N] = {
	[CLI_TONE_TITLE] = "\033[1m",
	[CLI_TONE_LABEL] = "\033[2m",
	[CLI_TONE_GOOD] = "\033[32m",
	[CLI_TONE_SOON] = "\033[33m",
	[CLI_TONE_BAD] = "\033[31m",
	[CLI_TONE_MUTED] = "\033[2m",
};

/* https://no-color.org: set and not empty. */
static gboolean wants_colour (void)
{
	const char *refused = g_getenv ("NO_COLOR");
	const char *terminal = g_getenv ("TERM");
	return !(refused && *refused) && terminal && *terminal && !g_str_equal (terminal, "dumb");
}

static int terminal_columns (int descriptor)
{
	struct winsize size;
	if (ioctl (descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

void cli_output_init (CliOutput *output, FILE *stream)
{
	int descriptor = fileno (stream);
	gboolean terminal = isatty (descriptor) == 1;
	*output = (CliOutput){
		.stream = stream,
		.terminal = terminal,
		.colour = terminal && wants_colour (),
		.utf8 = pki_text_locale_is_utf8 (),
		.columns = terminal ? terminal_columns (descriptor) : 0,
	};
}

void cli_output_print (CliOutput *output, CliTone tone, const char *text)
{
	if (!*text)
		return;
	gboolean coloured = output->colour && colours[tone];
	if (coloured)
		fputs (colours[tone], output->stream);
	fputs (text, output->stream);
	if (coloured)
		fputs ("\033[0m", output->stream);
}

void cli_output_pad (CliOutput *output, int columns)
{
	if (columns > 0)
		fprintf (output->stream, "%*s", columns, "");
}

void cli_output_line (CliOutput *output)
{
	putc ('\n', output->stream);
}

gboolean cli_output_is_good (const CliOutput *output)
{
	return !ferror (output->stream);
}

gboolean cli_output_finish (CliOutput *output, GError **error)
{
	gboolean failed_before = ferror (output->stream) != 0;
	errno = 0;
	gboolean failed = fflush (output->stream) != 0;
	int number = errno;
	if (!failed && !failed_before)
		return TRUE;
	/* The error that set the stream's mark is gone; writing nothing again asks for it. */
	if (!number && write (fileno (output->stream), "", 0) < 0)
		number = errno;
	if (number == EPIPE)
		return pki_throw (error, PKI_ERROR_CANCELLED, "%s", g_strerror (number));
	if (number)
		return pki_throw_errno (error, number, "%s", _ ("standard output"));
	return pki_throw (error, PKI_ERROR_INTERNAL, _ ("standard output: it can't be written"));
}
