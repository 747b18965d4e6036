/* How the program treats the terminal: kinds of it, locales, and every way out. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/ui/sample.h"
#include "tests/unit/unit.h"

static Vt *start (void)
{
	return sample_start ("100", NULL, NULL);
}

/* ── the way out ─────────────────────────────────────────────────────────── */

static void check_restored (Vt *vt, const struct termios *before)
{
	struct termios after;
	vt_modes (vt, &after);
	ck_assert_uint_eq (after.c_lflag, before->c_lflag);
	ck_assert_uint_eq (after.c_iflag, before->c_iflag);
	ck_assert_uint_eq (after.c_oflag, before->c_oflag);
	const char *bytes = vt_bytes (vt)->str;
	static const char *const last[] = { "\033[?1049l", "\033[?2004l", "\033[?1l", "\033[?25h" };
	static const char *const first[] = { "\033[?1049h", "\033[?2004h", "\033[?1h",
		"\033[?25l" };
	for (guint i = 0; i < G_N_ELEMENTS (last); i++) {
		const char *off = g_strrstr (bytes, last[i]);
		const char *on = g_strrstr (bytes, first[i]);
		if (!off && g_str_equal (last[i], "\033[?25h"))
			off = g_strrstr (bytes, "\033[?12l\033[?25h");
		ck_assert_msg (off && off > on, "%s is not taken back", first[i] + 1);
	}
}

static void check_end_by (int number, const char *keys)
{
	struct termios before;
	g_autoptr (Vt) vt = start ();
	/* The modes of a fresh terminal. */
	const char *argv[] = { "/bin/sleep", "60", NULL };
	const char *environment[] = { "PKITTY_TEST_MARK", NULL };
	g_autoptr (Vt) fresh = vt_start (argv, environment, 24, 80);
	vt_modes (fresh, &before);
	if (keys)
		vt_type (vt, keys);
	else
		vt_signal (vt, number);
	int status = vt_wait_exit (vt);
	if (number) {
		ck_assert (WIFSIGNALED (status));
		ck_assert_int_eq (WTERMSIG (status), number);
	} else {
		ck_assert_int_eq (status, 0);
	}
	check_restored (vt, &before);
}

START_TEST (terminal_is_restored_after_quit)
{
	check_end_by (0, "q");
}
END_TEST

START_TEST (terminal_is_restored_after_signals)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP, SIGSEGV, SIGABRT, SIGBUS };
	check_end_by (numbers[_i], NULL);
}
END_TEST

START_TEST (terminal_is_restored_after_a_crash)
{
	check_end_by (SIGSEGV, "p");
}
END_TEST

START_TEST (what_libraries_said_survives_a_crash)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "+");
	vt_type (vt, "p");
	vt_wait_exit (vt);
	vt_see (vt, "a library complains");
}
END_TEST

START_TEST (ends_with_its_terminal)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "jj?");
	vt_hang_up (vt);
	int status = vt_wait_exit (vt);
	ck_assert (WIFSIGNALED (status));
	ck_assert_int_eq (WTERMSIG (status), SIGHUP);
}
END_TEST

/* Where a command asks for a passphrase. */
START_TEST (echo_is_back_after_signals)
{
	static const int numbers[] = { SIGTERM, SIGHUP, SIGINT };
	const char *argv[] = { "/bin/sh", "-c",
		"cd && \"$PROGRAM\" init store && exec \"$PROGRAM\" -C store ca root-ca", NULL };
	g_autofree char *program = g_strconcat ("PROGRAM=", g_getenv ("PKITTY"), NULL);
	const char *environment[] = { "PKITTY_TEST_MARK", program, "GIT_AUTHOR_NAME=A",
		"GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A",
		"GIT_COMMITTER_EMAIL=a@example.org", NULL };
	struct termios modes;
	g_autoptr (Vt) vt = vt_start (argv, environment, 24, 80);
	vt_expect (vt, "New passphrase");
	vt_modes (vt, &modes);
	ck_assert (!(modes.c_lflag & ECHO));
	vt_type (vt, "half");
	vt_signal (vt, numbers[_i]);
	int status = vt_wait_exit (vt);
	ck_assert (WIFSIGNALED (status));
	ck_assert_int_eq (WTERMSIG (status), numbers[_i]);
	vt_modes (vt, &modes);
	ck_assert (modes.c_lflag & ECHO);
	vt_see_not (vt, "half");
}
END_TEST

START_TEST (suspends_and_comes_back)
{
	g_autofree char *path =
		g_build_filename (g_getenv ("top_builddir"), "tests", "ui", "sample", NULL);
	const char *argv[] = { "/bin/sh", "-i", NULL };
	const char *environment[] = { "PKITTY_TEST_MARK", "PS1=ready-$((n+=1)) ", NULL };
	g_autoptr (Vt) vt = vt_start (argv, environment, 24, 80);
	vt_expect (vt, "ready-1");
	g_autofree char *command = g_strconcat (path, "\r", NULL);
	vt_send (vt, command, -1);
	vt_expect (vt, "? help");
	vt_type (vt, "jjj");
	vt_expect (vt, "4 of 100");
	vt_type (vt, "<C-z>");
	vt_expect (vt, "Stopped");
	vt_expect (vt, "ready-2");
	vt_send (vt, "stty -a | grep -o ' icanon'\r", -1);
	vt_expect (vt, "ready-3");
	vt_see (vt, " icanon");
	vt_resize (vt, 30, 100);
	vt_send (vt, "fg\r", -1);
	vt_expect (vt, "Beside");
	vt_expect (vt, "4 of 100");
	vt_type (vt, "j");
	vt_expect (vt, "5 of 100");
	/* Asked by another process. */
	kill (-vt_foreground (vt), SIGTSTP);
	vt_expect (vt, "ready-4");
	vt_send (vt, "fg\r", -1);
	vt_expect (vt, "5 of 100");
	vt_type (vt, "k");
	vt_expect (vt, "4 of 100");
	/* What was switched on is on again. */
	vt_type (vt, ":mouse<Enter>");
	vt_expect (vt, "The mouse is on");
	vt_type (vt, "<C-z>");
	vt_expect (vt, "ready-5");
	vt_send (vt, "fg\r", -1);
	vt_expect (vt, "4 of 100");
	vt_send (vt, "\033[<0;4;9M\033[<0;4;9m", -1);
	vt_expect (vt, "7 of 100");
	vt_type (vt, "q");
	vt_expect (vt, "ready-6");
}
END_TEST

/* ── terminals and locales ───────────────────────────────────────────────── */

static gboolean is_ascii (const GString *bytes)
{
	for (gsize i = 0; i < bytes->len; i++)
		if ((guchar)bytes->str[i] >= 0x80)
			return FALSE;
	return TRUE;
}

START_TEST (c_locale_sends_no_byte_above_7f)
{
	const char *environment[] = { "LC_ALL=C", NULL };
	g_autoptr (Vt) vt = sample_start ("100", NULL, environment);
	vt_resize (vt, 30, 120);
	vt_keys (vt, "?<Esc>m<Esc>-:dance<Enter>/nowhere<Enter>Z");
	vt_resize (vt, 5, 20);
	ck_assert (is_ascii (vt_bytes (vt)));
}
END_TEST

START_TEST (no_color_means_none)
{
	const char *environment[] = { "NO_COLOR=1", NULL };
	g_autoptr (Vt) vt = sample_start ("100", NULL, environment);
	vt_keys (vt, "j");
	ck_assert_int_eq (vt_look_of (vt, "good").colour, -1);
	ck_assert_int_eq (vt_look_of (vt, "bad").colour, -1);
	ck_assert (vt_is_selected (vt, "row 1 "));
	ck_assert (!g_regex_match_simple ("\033\\[([0-9]+;)*[34][0-8]m", vt_bytes (vt)->str, 0, 0));
}
END_TEST

START_TEST (colours_stand_on_the_own_background)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "j");
	ck_assert_int_eq (vt_look_of (vt, "good").colour, 2);
	ck_assert_int_eq (vt_look_of (vt, "bad").colour, 1);
	for (int row = 0; row < 24; row++)
		for (int column = 0; column < 80; column++)
			ck_assert_int_eq (vt_look (vt, row, column).background, -1);
}
END_TEST

START_TEST (every_common_terminal_type_works)
{
	static const char *const types[] = { "TERM=xterm", "TERM=vt100", "TERM=linux",
		"TERM=screen", "TERM=screen-256color", "TERM=tmux-256color", "TERM=rxvt",
		"TERM=no-such-terminal", "TERM" };
	/* ncurses itself leaks when it does not know a type. */
	const char *environment[] = { types[_i], "ASAN_OPTIONS=detect_leaks=0", NULL };
	g_autoptr (Vt) vt = sample_start ("100", NULL, environment);
	vt_keys (vt, "<Down><Down>");
	vt_see (vt, "3 of 100");
	vt_keys (vt, "<End>");
	ck_assert (vt_is_selected (vt, "row 99 "));
	vt_keys (vt, "<Home><PgDn><PgUp><Up>t<Left>/row 3<Enter>");
	ck_assert (vt_is_selected (vt, "row 3 "));
	vt_type (vt, "q");
	ck_assert_int_eq (vt_wait_exit (vt), 0);
}
END_TEST

START_TEST (dumb_terminal_is_refused)
{
	const char *environment[] = { "TERM=dumb", "PKITTY_TEST_MARK", NULL };
	g_autoptr (Vt) vt = sample_start ("100", NULL, environment);
	ck_assert_int_eq (WEXITSTATUS (vt_wait_exit (vt)), 2);
	vt_see (vt, "cannot place its cursor");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("terminal");
	TCase *ends = tcase_create ("ends");
	tcase_set_timeout (ends, 120);
	tcase_add_test (ends, terminal_is_restored_after_quit);
	tcase_add_loop_test (ends, terminal_is_restored_after_signals, 0, 6);
	tcase_add_test (ends, terminal_is_restored_after_a_crash);
	tcase_add_test (ends, what_libraries_said_survives_a_crash);
	tcase_add_test (ends, ends_with_its_terminal);
	tcase_add_loop_test (ends, echo_is_back_after_signals, 0, 3);
	tcase_add_test (ends, suspends_and_comes_back);
	suite_add_tcase (suite, ends);
	TCase *terminals = tcase_create ("terminals");
	tcase_set_timeout (terminals, 120);
	tcase_add_test (terminals, c_locale_sends_no_byte_above_7f);
	tcase_add_test (terminals, no_color_means_none);
	tcase_add_test (terminals, colours_stand_on_the_own_background);
	tcase_add_loop_test (terminals, every_common_terminal_type_works, 0, 9);
	tcase_add_test (terminals, dumb_terminal_is_refused);
	suite_add_tcase (suite, terminals);
	return unit_run (suite);
}
