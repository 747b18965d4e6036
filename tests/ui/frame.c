/* What all screens share: tests of the frame around any view, with a program of nothing else. */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/ui/sample.h"
#include "tests/unit/unit.h"

static Vt *start (void)
{
	return sample_start ("100", NULL, NULL);
}

START_TEST (first_screen_tells_place_tabs_and_keys)
{
	g_autoptr (Vt) vt = start ();
	g_autofree char *bar = vt_row (vt, 0);
	g_autofree char *footer = vt_row (vt, 23);
	ck_assert_ptr_nonnull (strstr (bar, "the store  main clean"));
	ck_assert_ptr_nonnull (strstr (bar, "1 Sample  2 Other   ? help"));
	ck_assert (g_str_has_prefix (footer, " ? help  "));
	vt_see (vt, "1 of 100");
	ck_assert (vt_is_selected (vt, "row 0"));
}
END_TEST

START_TEST (keys_move_the_cursor)
{
	g_autoptr (Vt) vt = start ();
	static const struct {
		const char *keys, *row;
	} steps[] = { { "j", "row 1 " }, { "<Down>", "row 2 " }, { "k<Up>", "row 0 " },
		{ "<PgDn>", "row 19 " }, { "<PgUp>", "row 0 " }, { "<C-d>", "row 10 " },
		{ "<C-u>", "row 0 " }, { "G", "row 99 " }, { "j", "row 99 " }, { "g", "row 0 " },
		{ "<End>", "row 99 " }, { "<Home>", "row 0 " }, { "k", "row 0 " } };
	for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
		vt_keys (vt, steps[i].keys);
		ck_assert_msg (vt_is_selected (vt, steps[i].row), "%s after %s", steps[i].row,
			steps[i].keys);
	}
}
END_TEST

START_TEST (search_finds_wraps_and_goes_back)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "/row 42");
	ck_assert (vt_is_selected (vt, "row 42 "));
	vt_keys (vt, "<Esc>");
	ck_assert (vt_is_selected (vt, "row 0 "));
	vt_keys (vt, "/ow 5<Enter>");
	ck_assert (vt_is_selected (vt, "row 5 "));
	vt_keys (vt, "n");
	ck_assert (vt_is_selected (vt, "row 50 "));
	ck_assert (vt_look_of (vt, "ow 51").underline);
	vt_keys (vt, "NN");
	ck_assert (vt_is_selected (vt, "row 59 "));
	vt_see (vt, "Searching went on from the end.");
	vt_keys (vt, "/nowhere");
	vt_see (vt, "not found");
	vt_keys (vt, "<Enter>");
	vt_see (vt, "No row holds “nowhere”.");
	ck_assert (vt_is_selected (vt, "row 59 "));
}
END_TEST

START_TEST (what_was_asked_for_can_be_asked_again)
{
	g_autoptr (Vt) vt = sample_start ("100", NULL, NULL);
	vt_keys (vt, "/row 42<Enter>/ow 5<Enter>");
	vt_see (vt, "51 of 100");
	/* Nothing typed means the same again. */
	vt_keys (vt, "/<Enter>");
	vt_see (vt, "52 of 100");
	vt_keys (vt, "/<Up>");
	vt_see (vt, "/ow 5");
	vt_keys (vt, "<Up>");
	vt_see (vt, "/row 42");
	vt_keys (vt, "<Enter>");
	vt_see (vt, "43 of 100");
	/* Each kind of line remembers its own. */
	vt_keys (vt, "&<Up>");
	vt_see_not (vt, "&row 42");
	vt_keys (vt, "<Esc>:messages<Enter><Esc>:<Up>");
	vt_see (vt, ":messages");
}
END_TEST

START_TEST (search_in_a_text_goes_from_match_to_match)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "t/line 9<Enter>");
	vt_see (vt, "line 9");
	vt_keys (vt, "nnnnnnnnnn");
	vt_see (vt, "line 99");
	vt_keys (vt, "n");
	vt_see (vt, "Searching went on from the top.");
	vt_see (vt, "line 9");
	vt_see_not (vt, "line 99");
	/* What is found keeps its accent. */
	vt_keys (vt, "/cafe<Enter>");
	ck_assert (vt_look_of (vt, "cafe\u0301").underline);
	vt_keys (vt, "/\u0301<Enter>");
	vt_see (vt, "cafe\u0301");
}
END_TEST

START_TEST (filter_follows_typing_and_can_be_taken_back)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "&row 7");
	vt_see (vt, "row 77");
	vt_see_not (vt, "row 1 ");
	vt_keys (vt, "<Esc>");
	vt_see (vt, "row 1 ");
	vt_keys (vt, "&row 7<Enter>");
	vt_see (vt, "& row 7");
	vt_see (vt, "1 of 11");
	vt_keys (vt, "<Esc>");
	vt_see (vt, "1 of 100");
	vt_keys (vt, "&wrong:");
	vt_see (vt, "there is no field");
	vt_keys (vt, "<Enter>");
	vt_see (vt, "1 of 100");
	vt_see (vt, "✗ there is no field");
}
END_TEST

START_TEST (command_line_completes_and_runs)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, ":las<Tab><Enter>");
	ck_assert (vt_is_selected (vt, "row 99 "));
	vt_keys (vt, ":filter row 3<Enter>");
	vt_see (vt, "1 of 11");
	vt_keys (vt, ":dance<Enter>");
	vt_see (vt, "There is no action “dance”");
	/* What does not fit one line takes more. */
	vt_keys (vt, ":dance-to-a-tune-that-is-longer-than-a-line-of-the-screen<Enter>");
	vt_see (vt, "✗ There is no action “dance-to-a-tune");
	vt_see (vt, "? lists them.");
	vt_see (vt, "1 of 11");
	vt_keys (vt, "j");
	vt_see_not (vt, "There is no action");
	vt_type (vt, ":quit<Enter>");
	ck_assert_int_eq (vt_wait_exit (vt), 0);
}
END_TEST

START_TEST (help_lists_filters_and_runs)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "?");
	vt_see (vt, "Sample");
	vt_see (vt, "Home g");
	/* Off, with its reason. */
	vt_keys (vt, "collapse");
	vt_see (vt, "Not now: There is nothing to collapse.");
	vt_keys (vt, "<Enter>");
	vt_see (vt, "! There is nothing to collapse.");
	vt_keys (vt, "<F1>last row");
	vt_see (vt, "To the last row");
	vt_see_not (vt, "To the first row");
	vt_keys (vt, "<Enter>");
	ck_assert (vt_is_selected (vt, "row 99 "));
	vt_keys (vt, "?x<Esc>");
	vt_see (vt, "Home g");
	vt_keys (vt, "<Esc>");
	vt_see_not (vt, "Home g");
	vt_keys (vt, "??");
	vt_see_not (vt, "Home g");
}
END_TEST

/* A paste without brackets, say: each of its characters searched for all that came before it. */
START_TEST (help_stands_much_that_is_typed)
{
	g_autoptr (Vt) vt = start ();
	g_autofree char *much = g_strnfill (40000, 'x');
	vt_keys (vt, "?");
	vt_keys (vt, much);
	vt_see (vt, "Nothing here is called so; Esc clears.");
	vt_keys (vt, "<Esc>last row");
	vt_see (vt, "To the last row");
}
END_TEST

START_TEST (what_is_not_possible_says_why)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "-");
	vt_see (vt, "There is nothing to collapse.");
	vt_keys (vt, "n");
	vt_see (vt, "Search for something first.");
	vt_keys (vt, "<Tab>");
	vt_see (vt, "from 100 columns on");
	vt_keys (vt, "Z");
	vt_see (vt, "Z does nothing here; ? lists the keys.");
	vt_keys (vt, "j");
	vt_see_not (vt, "does nothing here");
}
END_TEST

START_TEST (two_panes_from_100_columns_on)
{
	g_autoptr (Vt) vt = start ();
	vt_see_not (vt, "Beside");
	vt_resize (vt, 40, 140);
	vt_see (vt, "Beside");
	vt_see (vt, "line 35");
	vt_keys (vt, "<Tab>j");
	ck_assert (vt_is_selected (vt, "line 1"));
	ck_assert (!vt_is_selected (vt, "row 0 "));
	vt_keys (vt, "<Esc>j");
	ck_assert (vt_is_selected (vt, "row 1 "));
	/* The second pane has the keys and vanishes. */
	vt_keys (vt, "<Tab>");
	vt_resize (vt, 24, 80);
	vt_keys (vt, "j");
	ck_assert (vt_is_selected (vt, "row 2 "));
}
END_TEST

START_TEST (too_small_says_so_and_waits)
{
	static const int sizes[][2] = { { 23, 80 }, { 24, 79 }, { 10, 40 }, { 2, 5 }, { 1, 1 } };
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "jj");
	for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
		vt_resize (vt, sizes[i][0], sizes[i][1]);
		g_autofree char *row = vt_row (vt, 0);
		g_autofree char *begin = g_strndup ("Too small", (gsize)MIN (sizes[i][1], 9));
		ck_assert_str_eq (row, begin);
		vt_keys (vt, "jG");
	}
	vt_resize (vt, 24, 80);
	ck_assert (vt_is_selected (vt, "row 2 "));
	/* Nor is anything pasted or pressed that nobody sees. */
	vt_keys (vt, "M/row 4");
	vt_resize (vt, 10, 40);
	vt_paste (vt, "2");
	vt_resize (vt, 24, 80);
	ck_assert (vt_is_selected (vt, "row 4 "));
	vt_keys (vt, "<Enter>");
	vt_resize (vt, 10, 40);
	vt_press (vt, 2, 3);
	vt_resize (vt, 24, 80);
	ck_assert (vt_is_selected (vt, "row 4 "));
	vt_resize (vt, 200, 300);
	vt_see (vt, "row 99");
	vt_resize (vt, 5, 20);
	vt_type (vt, "q");
	ck_assert_int_eq (vt_wait_exit (vt), 0);
}
END_TEST

START_TEST (resize_with_popup_and_prompt_open)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "?");
	vt_resize (vt, 3, 3);
	vt_resize (vt, 30, 120);
	vt_see (vt, "Home g");
	vt_keys (vt, "<Esc>/row 9");
	vt_resize (vt, 3, 3);
	vt_resize (vt, 24, 80);
	vt_see (vt, "/row 9");
	vt_keys (vt, "8<Enter>");
	ck_assert (vt_is_selected (vt, "row 98 "));
}
END_TEST

START_TEST (esc_never_quits_q_does)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "<Esc><Esc><Esc>");
	vt_see (vt, "Esc never leaves the program");
	vt_keys (vt, "t");
	vt_see (vt, "line 0");
	vt_keys (vt, "q");
	vt_see (vt, "row 0");
	vt_keys (vt, "t<Esc>");
	vt_see (vt, "row 0");
	vt_type (vt, "q");
	ck_assert_int_eq (vt_wait_exit (vt), 0);
}
END_TEST

START_TEST (unknown_sequences_run_no_keys)
{
	g_autoptr (Vt) vt = start ();
	/* Shift-F1, Ctrl-Right, a report nobody asked for; the last letter of each is a key here.
	 */
	vt_send (vt, "\033[1;2q\033[1;5G\033[?1;2q", -1);
	vt_keys (vt, "j");
	ck_assert (vt_is_selected (vt, "row 1 "));
}
END_TEST

START_TEST (paste_runs_no_keys)
{
	g_autoptr (Vt) vt = start ();
	vt_paste (vt, "jjjjqQG\r:quit\r");
	vt_see (vt, "What was pasted has no meaning here.");
	ck_assert (vt_is_selected (vt, "row 0 "));
	vt_keys (vt, "/");
	vt_paste (vt, "row\033[31m 4\x07");
	vt_see (vt, "/row[31m 4");
	vt_keys (vt, "<Esc>/");
	vt_paste (vt, "row 4");
	ck_assert (vt_is_selected (vt, "row 4 "));
	vt_keys (vt, "<Enter>");
}
END_TEST

/* A slow line lets a while pass within the sequence that ends it. */
START_TEST (the_end_of_a_paste_may_come_in_pieces)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "/");
	vt_send (vt, "\033[200~row [2\033[20\033", -1);
	vt_resize (vt, 24, 81);
	vt_send (vt, "[201~", -1);
	vt_expect (vt, "/row [2[20");
	vt_see_not (vt, "[201");
}
END_TEST

START_TEST (typed_characters_of_all_scripts_arrive)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "/证书é");
	vt_see (vt, "/证书é");
	vt_keys (vt, "<BS><BS>x");
	vt_see (vt, "/证x");
}
END_TEST

START_TEST (work_shows_blocks_nothing_and_can_be_cancelled)
{
	g_autoptr (Vt) vt = start ();
	vt_type (vt, "o");
	vt_expect (vt, "Working: under way");
	vt_type (vt, "jj");
	vt_expect (vt, "3 of 100");
	vt_type (vt, "<C-c>");
	vt_expect (vt, "work ended");
	vt_wait_idle (vt);
	vt_see_not (vt, "Working");
	vt_keys (vt, "<C-c>");
	vt_see (vt, "Nothing is running. q quits.");
	vt_type (vt, "oq");
	ck_assert_int_eq (vt_wait_exit (vt), 0);
}
END_TEST

START_TEST (standard_error_is_caught_shown_and_printed)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "+");
	vt_see_not (vt, "a library complains");
	vt_keys (vt, "m");
	vt_see (vt, "a library complains");
	vt_type (vt, "qq");
	ck_assert_int_eq (vt_wait_exit (vt), 0);
	vt_see (vt, "a library complains");
}
END_TEST

START_TEST (copy_goes_to_the_terminal)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "jjy");
	g_autofree char *copied = vt_clipboard (vt);
	ck_assert_str_eq (copied, "row 2");
	vt_see (vt, "Row copied.");
}
END_TEST

/* A tmux whose server hangs takes no buffer and never ends. */
START_TEST (copying_waits_for_no_tmux_for_ever)
{
	g_autofree char *folder = g_dir_make_tmp ("pkitty-tmux-XXXXXX", NULL);
	g_autofree char *tmux = g_build_filename (folder, "tmux", NULL);
	ck_assert (g_file_set_contents (tmux, "#!/bin/sh\nexec sleep 1000\n", -1, NULL));
	ck_assert_int_eq (g_chmod (tmux, 0700), 0);
	g_autofree char *path = g_strdup_printf ("PATH=%s:/usr/bin:/bin", folder);
	const char *environment[] = { path, "TMUX=/nowhere,1,0", NULL };
	g_autoptr (Vt) vt = sample_start ("100", NULL, environment);
	vt_keys (vt, "jyj");
	ck_assert (vt_is_selected (vt, "row 2 "));
	g_autofree char *copied = vt_clipboard (vt);
	ck_assert_str_eq (copied, "row 1");
	g_unlink (tmux);
	g_rmdir (folder);
}
END_TEST

START_TEST (mouse_is_off_until_asked_for)
{
	g_autoptr (Vt) vt = start ();
	vt_press (vt, 5, 3);
	ck_assert (vt_is_selected (vt, "row 0 "));
	ck_assert_ptr_null (strstr (vt_bytes (vt)->str, "\033[?1000h"));
	vt_keys (vt, "M");
	vt_press (vt, 5, 3);
	ck_assert (vt_is_selected (vt, "row 3 "));
	int row, column;
	ck_assert (vt_find (vt, "2 Other", &row, &column));
	vt_press (vt, row, column);
	vt_see (vt, "Other");
	ck_assert (vt_is_selected (vt, "row 0 "));
	vt_keys (vt, "M");
	vt_press (vt, 7, 3);
	ck_assert (vt_is_selected (vt, "row 0 "));
}
END_TEST

START_TEST (keymap_file_changes_keys)
{
	g_autofree char *folder = g_dir_make_tmp ("pkitty-keys-XXXXXX", NULL);
	g_autofree char *pkitty = g_build_filename (folder, "pkitty", NULL);
	g_autofree char *path = g_build_filename (pkitty, "keymap", NULL);
	g_mkdir_with_parents (pkitty, 0700);
	ck_assert (g_file_set_contents (
		path, "# mine\nlast  e\nfirst none\nfly x\nopen Nokey\n", -1, NULL));
	g_autofree char *config = g_strconcat ("XDG_CONFIG_HOME=", folder, NULL);
	const char *environment[] = { config, NULL };
	g_autoptr (Vt) vt = sample_start ("100", NULL, environment);
	vt_keys (vt, "e");
	ck_assert (vt_is_selected (vt, "row 99 "));
	vt_keys (vt, "g");
	ck_assert (vt_is_selected (vt, "row 99 "));
	vt_keys (vt, "m");
	vt_see (vt, "there is no action “fly”");
	vt_see (vt, "“Nokey” is no key");
	g_remove (path);
	g_rmdir (pkitty);
	g_rmdir (folder);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("frame");
	TCase *screens = tcase_create ("screens");
	tcase_set_timeout (screens, 120);
	tcase_add_test (screens, first_screen_tells_place_tabs_and_keys);
	tcase_add_test (screens, keys_move_the_cursor);
	tcase_add_test (screens, search_finds_wraps_and_goes_back);
	tcase_add_test (screens, what_was_asked_for_can_be_asked_again);
	tcase_add_test (screens, search_in_a_text_goes_from_match_to_match);
	tcase_add_test (screens, filter_follows_typing_and_can_be_taken_back);
	tcase_add_test (screens, command_line_completes_and_runs);
	tcase_add_test (screens, help_lists_filters_and_runs);
	tcase_add_test (screens, help_stands_much_that_is_typed);
	tcase_add_test (screens, what_is_not_possible_says_why);
	tcase_add_test (screens, two_panes_from_100_columns_on);
	tcase_add_test (screens, too_small_says_so_and_waits);
	tcase_add_test (screens, resize_with_popup_and_prompt_open);
	tcase_add_test (screens, esc_never_quits_q_does);
	tcase_add_test (screens, unknown_sequences_run_no_keys);
	tcase_add_test (screens, paste_runs_no_keys);
	tcase_add_test (screens, the_end_of_a_paste_may_come_in_pieces);
	tcase_add_test (screens, typed_characters_of_all_scripts_arrive);
	tcase_add_test (screens, work_shows_blocks_nothing_and_can_be_cancelled);
	tcase_add_test (screens, standard_error_is_caught_shown_and_printed);
	tcase_add_test (screens, copy_goes_to_the_terminal);
	tcase_add_test (screens, copying_waits_for_no_tmux_for_ever);
	tcase_add_test (screens, keymap_file_changes_keys);
	tcase_add_test (screens, mouse_is_off_until_asked_for);
	suite_add_tcase (suite, screens);
	return unit_run (suite);
}
