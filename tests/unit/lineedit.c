#include "config.h"

#include <string.h>

#include "src/base/secret.h"
#include "tests/unit/memory.h"
#include "tests/unit/unit.h"
#include "ui/widgets/lineedit.h"

static void type (UiLineEdit *edit, const char *text)
{
	ui_line_edit_insert (edit, text, -1);
}

static void expect_visible (UiLineEdit *edit, int columns, const char *text, int column)
{
	int cursor = -1;
	g_autofree char *shown = ui_line_edit_visible (edit, columns, &cursor);
	ck_assert_str_eq (shown, text);
	ck_assert_int_eq (cursor, column);
}

START_TEST (marks_stay_with_their_letter)
{
	g_autoptr (UiLineEdit) edit = ui_line_edit_new (FALSE);
	type (edit, "ae\u0301x");
	ck_assert (ui_line_edit_do (edit, UI_LINE_LEFT));
	ck_assert (ui_line_edit_do (edit, UI_LINE_LEFT));
	ck_assert_uint_eq (ui_line_edit_cursor (edit), 1);
	ck_assert (ui_line_edit_do (edit, UI_LINE_DELETE));
	ck_assert_str_eq (ui_line_edit_text (edit), "ax");
	type (edit, "o\u0308");
	ck_assert (ui_line_edit_do (edit, UI_LINE_BACKSPACE));
	ck_assert_str_eq (ui_line_edit_text (edit), "ax");
}
END_TEST

START_TEST (operations_do_what_readline_does)
{
	g_autoptr (UiLineEdit) edit = ui_line_edit_new (FALSE);
	ck_assert (!ui_line_edit_do (edit, UI_LINE_BACKSPACE));
	type (edit, "one two  three");
	ck_assert (ui_line_edit_do (edit, UI_LINE_ERASE_WORD));
	ck_assert_str_eq (ui_line_edit_text (edit), "one two  ");
	ck_assert (ui_line_edit_do (edit, UI_LINE_ERASE_WORD));
	ck_assert_str_eq (ui_line_edit_text (edit), "one ");
	ck_assert (ui_line_edit_do (edit, UI_LINE_HOME));
	ck_assert (!ui_line_edit_do (edit, UI_LINE_LEFT));
	type (edit, "zero ");
	ck_assert_str_eq (ui_line_edit_text (edit), "zero one ");
	ck_assert (ui_line_edit_do (edit, UI_LINE_ERASE_TO_END));
	ck_assert_str_eq (ui_line_edit_text (edit), "zero ");
	ck_assert (ui_line_edit_do (edit, UI_LINE_LEFT));
	ck_assert (ui_line_edit_do (edit, UI_LINE_ERASE_TO_START));
	ck_assert_str_eq (ui_line_edit_text (edit), " ");
	ck_assert (ui_line_edit_do (edit, UI_LINE_END));
	ck_assert (!ui_line_edit_do (edit, UI_LINE_RIGHT));
}
END_TEST

START_TEST (paste_is_text)
{
	g_autoptr (UiLineEdit) edit = ui_line_edit_new (FALSE);
	ck_assert (ui_line_edit_insert (edit, "a\nb\t\x1b[31mc\xff\r\n", -1));
	ck_assert_str_eq (ui_line_edit_text (edit), "a b [31mc");
	ck_assert (!ui_line_edit_insert (edit, "\n", 1));
	ck_assert (ui_line_edit_insert (edit, "x\0y", 3));
	ck_assert_str_eq (ui_line_edit_text (edit), "a b [31mcxy");
}
END_TEST

START_TEST (a_line_has_an_end)
{
	g_autoptr (UiLineEdit) edit = ui_line_edit_new (FALSE);
	g_autofree char *much = g_strnfill (3 * UI_LINE_EDIT_MOST, 'x');
	/* Half of what was pasted would be something else. */
	ck_assert (!ui_line_edit_fits (edit, much, -1));
	ck_assert (!ui_line_edit_insert (edit, much, -1));
	ck_assert (ui_line_edit_is_empty (edit));
	ck_assert (ui_line_edit_insert (edit, much, UI_LINE_EDIT_MOST));
	ck_assert_uint_eq (strlen (ui_line_edit_text (edit)), UI_LINE_EDIT_MOST);
	ck_assert (!ui_line_edit_insert (edit, "y", 1));
	ck_assert (ui_line_edit_do (edit, UI_LINE_BACKSPACE));
	ck_assert (ui_line_edit_insert (edit, "y", 1));
}
END_TEST

START_TEST (scrolls_in_columns)
{
	g_autoptr (UiLineEdit) edit = ui_line_edit_new (FALSE);
	type (edit, "证书证书ab");
	expect_visible (edit, 20, "证书证书ab", 10);
	expect_visible (edit, 6, "书ab", 4);
	ui_line_edit_do (edit, UI_LINE_HOME);
	expect_visible (edit, 5, "证书", 0);
	ui_line_edit_set_text (edit, "\u202e");
	expect_visible (edit, 10, "\\u202e", 6);
}
END_TEST

START_TEST (secret_shows_bullets_and_is_handed_out)
{
	g_autoptr (UiLineEdit) edit = ui_line_edit_new (TRUE);
	type (edit, "gehe\u0301im ");
	expect_visible (edit, 20, "•••••••", 7);
	ui_line_edit_do (edit, UI_LINE_BACKSPACE);
	g_autoptr (PkiSecret) secret = ui_line_edit_take_secret (edit);
	ck_assert_str_eq (pki_secret_text (secret), "gehe\u0301im");
	ck_assert (ui_line_edit_is_empty (edit));
	/* Nothing of it stays behind the end either. */
	ck_assert_int_eq (ui_line_edit_text (edit)[1], '\0');
	ck_assert_int_eq (ui_line_edit_text (edit)[3], '\0');
}
END_TEST

START_TEST (history_keeps_the_draft)
{
	g_autoptr (GPtrArray) history = g_ptr_array_new_with_free_func (g_free);
	ui_line_history_add (history, "first");
	ui_line_history_add (history, "");
	ui_line_history_add (history, "second");
	ui_line_history_add (history, "second");
	ck_assert_uint_eq (history->len, 2);
	g_autoptr (UiLineEdit) edit = ui_line_edit_new (FALSE);
	ui_line_edit_set_history (edit, history);
	type (edit, "draft");
	ck_assert (!ui_line_edit_do (edit, UI_LINE_NEWER));
	ck_assert (ui_line_edit_do (edit, UI_LINE_OLDER));
	ck_assert_str_eq (ui_line_edit_text (edit), "second");
	ck_assert (ui_line_edit_do (edit, UI_LINE_OLDER));
	ck_assert_str_eq (ui_line_edit_text (edit), "first");
	ck_assert (!ui_line_edit_do (edit, UI_LINE_OLDER));
	ck_assert (ui_line_edit_do (edit, UI_LINE_NEWER));
	ck_assert (ui_line_edit_do (edit, UI_LINE_NEWER));
	ck_assert_str_eq (ui_line_edit_text (edit), "draft");
	for (int i = 0; i < 200; i++) {
		g_autofree char *line = g_strdup_printf ("%d", i);
		ui_line_history_add (history, line);
	}
	ck_assert_uint_eq (history->len, 100);
	ck_assert_str_eq (g_ptr_array_index (history, 99), "199");
}
END_TEST

/* Typed a character at a time, so that only the line itself has it whole. */
static gboolean is_typed_into_the_open (gboolean secret)
{
	static const char scrambled[] = "ifmmp-!tfdsfu!xpsme";
	g_autoptr (UiLineEdit) edit = ui_line_edit_new (secret);
	for (const char *at = scrambled; *at; at++) {
		const char typed[] = { (char)(*at - 1), '\0' };
		type (edit, typed);
	}
	const char *text = ui_line_edit_text (edit);
	return memory_is_dumped (pki_slice (text, strlen (text)));
}

START_TEST (a_secret_is_typed_into_locked_memory)
{
	ck_assert (is_typed_into_the_open (FALSE));
	/* Whoever binds a function at its first call saves registers there, with a text in them. */
	pki_wipe_stack ();
	ck_assert (!is_typed_into_the_open (TRUE));
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("lineedit");
	TCase *tests = tcase_create ("lineedit");
	tcase_add_test (tests, marks_stay_with_their_letter);
	tcase_add_test (tests, operations_do_what_readline_does);
	tcase_add_test (tests, paste_is_text);
	tcase_add_test (tests, a_line_has_an_end);
	tcase_add_test (tests, scrolls_in_columns);
	tcase_add_test (tests, secret_shows_bullets_and_is_handed_out);
	tcase_add_test (tests, a_secret_is_typed_into_locked_memory);
	tcase_add_test (tests, history_keeps_the_draft);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
