#include "config.h"

#include "ui/term/screen.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

/* term.h makes macros of these words. */
#undef columns
#undef lines

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/term/crash.h"
#include "ui/term/input.h"
#include "ui/term/screen-private.h"
#include "ui/term/theme.h"

#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_OFF "\033[?1000l\033[?1002l\033[?1006l"

/* There is one terminal, and its signal handlers take no context. */
static struct {
	SCREEN *curses;
	FILE *input; /* /dev/tty where standard input is something else, else stdin */
	gboolean open;
	gboolean ansi; /* it takes the sequences of ECMA-48: all but museum pieces do */
	char *note;
	int caught; /* memfd that stands for standard error */
	int standard_error; /* the real one meanwhile */
	off_t seen; /* how much of caught the app was given */
	int stop[2]; /* pipe: a byte for each SIGTSTP */
} screen = { .caught = -1, .standard_error = -1, .stop = { -1, -1 } };

FILE *_ui_screen_input (void)
{
	return screen.input;
}

const char *ui_screen_note (void)
{
	return screen.note;
}

int ui_screen_stop_descriptor (void)
{
	return screen.stop[0];
}

/* ── standard error ──────────────────────────────────────────────────────── */

static void catch_errors (void)
{
	if (screen.caught < 0)
		screen.caught = memfd_create ("pkitty-messages", MFD_CLOEXEC);
	if (screen.caught < 0)
		return;
	fflush (stderr);
	screen.standard_error = fcntl (STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	if (screen.standard_error >= 0)
		dup2 (screen.caught, STDERR_FILENO);
}

static void release_errors (void)
{
	if (screen.standard_error < 0)
		return;
	fflush (stderr);
	dup2 (screen.standard_error, STDERR_FILENO);
	close (screen.standard_error);
	screen.standard_error = -1;
}

static void print_caught (void)
{
	char buffer[4096];
	ssize_t size;
	for (off_t at = 0; (size = pread (screen.caught, buffer, sizeof buffer, at)) > 0;
		at += size)
		if (write (STDERR_FILENO, buffer, (gsize)size) < 0)
			break;
	close (screen.caught);
	screen.caught = -1;
	screen.seen = 0;
}

char *ui_screen_caught (void)
{
	char buffer[8192];
	if (screen.caught < 0)
		return NULL;
	ssize_t size = pread (screen.caught, buffer, sizeof buffer, screen.seen);
	if (size <= 0)
		return NULL;
	screen.seen += size;
	return g_strndup (buffer, (gsize)size);
}

/* ── signals ─────────────────────────────────────────────────────────────── */

static void on_stop (int number)
{
	int saved = errno;
	(void)!write (screen.stop[1], "", 1);
	errno = saved;
}

static void take_stop_signal (void)
{
	struct sigaction action = { .sa_handler = on_stop, .sa_flags = SA_RESTART };
	sigemptyset (&action.sa_mask);
	sigaction (SIGTSTP, &action, NULL);
}

/* tputs() gives its bytes one by one to a function without context. */
static GString *collected;

static int collect (int byte)
{
	if (collected->len < 240)
		g_string_append_c (collected, (char)byte);
	return byte;
}

static void collect_capability (const char *name)
{
	const char *value = tigetstr (name);
	if (value && value != (char *)-1)
		tputs (value, 1, collect);
}

static void arm (const struct termios *before)
{
	collected = g_string_new (screen.ansi ? PASTE_OFF MOUSE_OFF : "");
	collect_capability ("sgr0");
	collect_capability ("op");
	collect_capability ("rmkx");
	collect_capability ("cnorm");
	collect_capability ("rmcup");
	g_string_append (collected, "\r\n");
	_ui_crash_arm (STDOUT_FILENO, before, collected->str, collected->len, screen.caught,
		screen.standard_error);
	g_string_free (collected, TRUE);
	collected = NULL;
}

void _ui_screen_update (void)
{
	sigset_t stop, before;
	sigemptyset (&stop);
	sigaddset (&stop, SIGTSTP);
	pthread_sigmask (SIG_BLOCK, &stop, &before);
	doupdate ();
	pthread_sigmask (SIG_SETMASK, &before, NULL);
}

/* ── opening and closing ─────────────────────────────────────────────────── */

static gboolean find_input (GError **error)
{
	screen.input = isatty (STDIN_FILENO) ? stdin : fopen ("/dev/tty", "re");
	if (screen.input && isatty (STDOUT_FILENO))
		return TRUE;
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("the screens need a terminal; the commands tree, list and show do not"));
}

static gboolean start_curses (GError **error)
{
	static const char *const fallbacks[] = { "xterm-256color", "xterm", "vt100" };
	const char *type = g_getenv ("TERM");
	screen.curses = type && *type ? newterm (NULL, stdout, screen.input) : NULL;
	for (guint i = 0; !screen.curses && i < G_N_ELEMENTS (fallbacks); i++) {
		screen.curses = newterm (fallbacks[i], stdout, screen.input);
		g_autofree char *shown = pki_text_printable (type ? type : "", -1);
		g_free (screen.note);
		screen.note = g_strdup_printf (
			_ ("The terminal type “%s” is not known here; taking it for %s."), shown,
			fallbacks[i]);
	}
	if (!screen.curses)
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("the terminal type is not known here; set TERM to one that is, such as "
			   "xterm"));
	const char *place = tigetstr ("cup");
	if (place && place != (char *)-1) {
		screen.ansi = g_str_has_prefix (place, "\033[");
		return TRUE;
	}
	endwin ();
	delscreen (screen.curses);
	screen.curses = NULL;
	g_autofree char *shown = pki_text_printable (type ? type : "", -1);
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("a terminal of type “%s” cannot place its cursor; set TERM to what it really "
		   "is"),
		shown);
}

static void prepare (void)
{
	raw ();
	noecho ();
	nonl ();
	if (!g_getenv ("ESCDELAY"))
		set_escdelay (25);
	ui_theme_init ();
	leaveok (stdscr, FALSE);
	curs_set (0);
}

gboolean ui_screen_open (GError **error)
{
	/* They would override the terminal's real size for good. */
	g_unsetenv ("LINES");
	g_unsetenv ("COLUMNS");
	if (!find_input (error))
		return FALSE;
	if (screen.stop[0] < 0 && !g_unix_open_pipe (screen.stop, FD_CLOEXEC, error))
		return FALSE;
	g_unix_set_fd_nonblocking (screen.stop[0], TRUE, NULL);
	g_unix_set_fd_nonblocking (screen.stop[1], TRUE, NULL);
	struct termios before = { 0 };
	tcgetattr (STDOUT_FILENO, &before);
	if (!start_curses (error))
		return FALSE;
	catch_errors ();
	arm (&before);
	prepare ();
	take_stop_signal ();
	static gboolean registered;
	if (!registered)
		registered = atexit (ui_screen_close) == 0;
	screen.open = TRUE;
	if (screen.ansi)
		ui_screen_write (PASTE_ON, strlen (PASTE_ON));
	return TRUE;
}

/* Returns whether the mouse was on. */
static gboolean leave (void)
{
	if (screen.ansi)
		ui_screen_write (PASTE_OFF, strlen (PASTE_OFF));
	gboolean mouse = ui_input_set_mouse (FALSE);
	endwin ();
	fflush (stdout);
	return mouse;
}

void ui_screen_close (void)
{
	if (!screen.open)
		return;
	screen.open = FALSE;
	(void)leave ();
	_ui_crash_disarm ();
	signal (SIGTSTP, SIG_DFL);
	release_errors ();
	print_caught ();
	delscreen (screen.curses);
	screen.curses = NULL;
	if (screen.input != stdin)
		fclose (screen.input);
	screen.input = NULL;
	g_clear_pointer (&screen.note, g_free);
}

void ui_screen_suspend (void)
{
	gboolean mouse = leave ();
	_ui_crash_set_errors (-1, -1);
	release_errors ();
	signal (SIGTSTP, SIG_DFL);
	kill (0, SIGTSTP);
	/* Stopped here until SIGCONT. */
	take_stop_signal ();
	catch_errors ();
	_ui_crash_set_errors (screen.caught, screen.standard_error);
	if (screen.ansi)
		ui_screen_write (PASTE_ON, strlen (PASTE_ON));
	clearok (curscr, TRUE);
	reset_prog_mode ();
	ui_input_set_mouse (mouse);
	wnoutrefresh (stdscr);
	_ui_screen_update ();
	ui_screen_resized ();
}

/* ── size and output ─────────────────────────────────────────────────────── */

gboolean ui_screen_resized (void)
{
	struct winsize size;
	if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row || !size.ws_col)
		return FALSE;
	if (size.ws_row == LINES && size.ws_col == COLS)
		return FALSE;
	resizeterm (size.ws_row, size.ws_col);
	clearok (curscr, TRUE);
	return TRUE;
}

int ui_screen_rows (void)
{
	return LINES;
}

int ui_screen_columns (void)
{
	return COLS;
}

void ui_screen_redraw (void)
{
	clearok (curscr, TRUE);
}

void ui_screen_write (const char *bytes, gsize size)
{
	fflush (stdout);
	while (size > 0) {
		ssize_t written = write (STDOUT_FILENO, bytes, size);
		if (written < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (written > 0) {
			bytes += written;
			size -= (gsize)written;
		}
	}
}
