#include "config.h"

#include "ui/cli/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"

#define LONGEST 1024

enum { KEY_CANCEL = 3, KEY_END = 4, KEY_BACKSPACE = 8, KEY_KILL = 21, KEY_DELETE = 127 };

gboolean cli_terminal_is_there (void)
{
	return isatty (STDIN_FILENO) == 1 || isatty (STDOUT_FILENO) == 1 ||
	       isatty (STDERR_FILENO) == 1;
}

static int open_terminal (void)
{
	if (!cli_terminal_is_there ())
		return -1;
	return open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
}

static void say (int terminal, const char *text)
{
	gsize size = strlen (text);
	while (size > 0) {
		ssize_t written = write (terminal, text, size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return;
		text += written;
		size -= (gsize)written;
	}
}

/* -1 at the end, and when a signal wants to end the program. */
static int read_key (int terminal, int signals)
{
	struct pollfd waits[] = { { .fd = terminal, .events = POLLIN },
		{ .fd = signals, .events = POLLIN } };
	unsigned char key;
	for (;;) {
		if (poll (waits, G_N_ELEMENTS (waits), -1) < 0 && errno != EINTR)
			return -1;
		if (waits[1].revents)
			return -1;
		ssize_t got = waits[0].revents ? read (terminal, &key, 1) : -1;
		if (got == 1)
			return key;
		if (got == 0 || (waits[0].revents && errno != EINTR))
			return -1;
	}
}

/* One character back: all its bytes. */
static gsize step_back (const char *line, gsize size)
{
	while (size > 0 && ((guchar)line[size - 1] & 0xc0) == 0x80)
		size--;
	return size > 0 ? size - 1 : 0;
}

/* Keys are read one by one: ^C comes as one. *OVER: there were more than there is room for, and
 * all are read. */
static gboolean read_line (
	int terminal, int signals, char line[LONGEST], gsize *size, gboolean *over)
{
	*size = 0;
	*over = FALSE;
	for (;;) {
		int key = read_key (terminal, signals);
		if (key < 0 || key == KEY_CANCEL || (key == KEY_END && *size == 0))
			return FALSE;
		if (key == '\n' || key == '\r')
			return TRUE;
		if (key == KEY_BACKSPACE || key == KEY_DELETE)
			*size = step_back (line, *size);
		else if (key == KEY_KILL)
			*size = 0, *over = FALSE;
		else if (key >= ' ' && *size < LONGEST)
			line[(*size)++] = (char)key;
		else if (key >= ' ')
			*over = TRUE;
	}
}

/* The echo is off before anybody is asked to type. */
static PkiSecret *read_unseen (int terminal, int signals, const char *prompt, GError **error)
{
	struct termios before, unseen;
	char line[LONGEST];
	gsize size = 0;
	gboolean over;
	if (tcgetattr (terminal, &before) < 0)
		return NULL;
	unseen = before;
	unseen.c_lflag &= (tcflag_t) ~(ECHO | ICANON | ISIG);
	unseen.c_cc[VMIN] = 1;
	unseen.c_cc[VTIME] = 0;
	if (tcsetattr (terminal, TCSAFLUSH, &unseen) < 0)
		return NULL;
	say (terminal, prompt);
	gboolean read = read_line (terminal, signals, line, &size, &over);
	(void)tcsetattr (terminal, TCSADRAIN, &before);
	PkiSecret *secret = read && !over ? pki_secret_new (line, size) : NULL;
	pki_wipe (line, sizeof line);
	if (read && over)
		pki_throw (error, PKI_ERROR_LIMIT, _ ("the passphrase is longer than %d bytes"),
			LONGEST);
	return secret;
}

PkiSecret *cli_terminal_ask_secret (const char *prompt, GError **error)
{
	pki_autofd int terminal = open_terminal ();
	if (terminal < 0)
		return NULL;
	/* A signal that ends the program waits until the echo is back: it is seen, but never taken
	 * here. */
	sigset_t ending, before;
	sigemptyset (&ending);
	sigaddset (&ending, SIGTERM);
	sigaddset (&ending, SIGHUP);
	sigaddset (&ending, SIGINT);
	sigaddset (&ending, SIGQUIT);
	pthread_sigmask (SIG_BLOCK, &ending, &before);
	pki_autofd int signals = signalfd (-1, &ending, SFD_CLOEXEC);
	PkiSecret *secret = read_unseen (terminal, signals, prompt, error);
	say (terminal, "\n");
	pthread_sigmask (SIG_SETMASK, &before, NULL);
	return secret;
}

gboolean cli_terminal_confirm (const char *question)
{
	pki_autofd int terminal = open_terminal ();
	char answer[LONGEST];
	if (terminal < 0)
		return FALSE;
	/* TRANSLATORS: what to type, "yes" or its first letter; any other answer is no. */
	const char *yes = _ ("yes");
	say (terminal, question);
	say (terminal, " [");
	say (terminal, yes);
	say (terminal, "/N] ");
	ssize_t got = read (terminal, answer, sizeof answer - 1);
	answer[MAX (got, 0)] = '\0';
	g_strstrip (answer);
	return g_ascii_strcasecmp (answer, "y") == 0 || g_ascii_strcasecmp (answer, "yes") == 0 ||
	       g_strcmp0 (answer, yes) == 0;
}
