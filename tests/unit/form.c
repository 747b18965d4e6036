/* A form filled and checked without a screen. */
#include "config.h"

#include <string.h>

#include "tests/ui/form-sample.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"
#include "ui/core/cells.h"
#include "ui/forms/form-lines.h"

static UiForm *new_form (void)
{
	return ui_form_new (&form_sample, form_sample_new ());
}

static FormSample *record_of (UiForm *form)
{
	return ui_form_record (form);
}

static void type (UiForm *form, const char *text)
{
	for (const char *p = text; *p; p = g_utf8_next_char (p))
		ck_assert_int_eq (ui_form_key (form, g_utf8_get_char (p)), UI_FORM_TAKEN);
}

static void expect_focus (UiForm *form, const char *name)
{
	ck_assert_str_eq (form_sample.fields[ui_form_focus (form)].name, name);
}

static void expect_words (UiForm *form, const char *words)
{
	g_autofree char *given = form_sample_words (ui_form_record (form));
	ck_assert_str_eq (given, words);
}

START_TEST (is_filled_by_name)
{
	g_autoptr (UiForm) form = new_form ();
	ui_form_fill (form, "kind", "client");
	ui_form_fill (form, "name", "etcd1");
	ui_form_fill (form, "names", "A.example, b.example\nc.example；d.example a.EXAMPLE");
	ui_form_fill (form, "days", "90");
	expect_words (form, "client etcd1 [a.example+b.example+c.example+d.example] 90 open");
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_GOES_ON);
	/* What is hidden is no page. */
	ck_assert_uint_eq (ui_form_page_count (form), 2);
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_COMPLETE);
}
END_TEST

START_TEST (choices_are_searched_and_moved_in)
{
	g_autoptr (UiForm) form = new_form ();
	guint kind = ui_form_field (form, "kind");
	ck_assert (!ui_form_is_touched (form));
	ck_assert_str_eq (record_of (form)->kind, "server");
	(void)ui_form_key (form, UI_KEY_DOWN);
	ck_assert_str_eq (record_of (form)->kind, "client");
	ck_assert (ui_form_is_touched (form));
	(void)ui_form_key (form, UI_KEY_UP);
	(void)ui_form_key (form, UI_KEY_UP);
	ck_assert_str_eq (record_of (form)->kind, "server");
	type (form, "seal");
	ck_assert_uint_eq (ui_form_choices (form, kind), 1);
	ck_assert_str_eq (record_of (form)->kind, "mail");
	type (form, "zzz");
	ck_assert_uint_eq (ui_form_choices (form, kind), 0);
	/* What was chosen stays while nothing matches. */
	ck_assert_str_eq (record_of (form)->kind, "mail");
	for (int i = 0; i < 7; i++)
		(void)ui_form_key (form, UI_KEY_BACKSPACE);
	ck_assert_uint_eq (ui_form_choices (form, kind), 23);
	ck_assert_int_eq (ui_form_chosen (form, kind), 2);
}
END_TEST

START_TEST (mistakes_stand_beside_their_field)
{
	g_autoptr (UiForm) form = new_form ();
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_GOES_ON);
	expect_focus (form, "name");
	/* Leaving the field tells. */
	type (form, "a/b");
	(void)ui_form_key (form, UI_KEY_TAB);
	expect_focus (form, "names");
	guint name = ui_form_field (form, "name"), names = ui_form_field (form, "names");
	guint days = ui_form_field (form, "days");
	ck_assert_ptr_nonnull (strstr (ui_form_error (form, name), "has no “/”"));
	type (form, "ok.example a_b");
	(void)ui_form_key (form, UI_KEY_ENTER);
	ck_assert_ptr_nonnull (strstr (ui_form_error (form, names), "“a_b” is no host name"));
	type (form, "9x");
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_STAYS);
	expect_focus (form, "name");
	ck_assert_ptr_nonnull (strstr (ui_form_error (form, days), "\"9x\" is not a number"));
	/* Typing takes the mistake away until the next look. */
	(void)ui_form_key (form, UI_KEY_CTRL ('u'));
	ck_assert_ptr_null (ui_form_error (form, name));
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_STAYS);
	ck_assert_str_eq (ui_form_error (form, name), "type a name, such as etcd1");
	ui_form_fill (form, "name", "etcd1");
	ck_assert_str_eq (ui_form_echo (form, name), "its file is etcd1.crt");
	ui_form_fill (form, "names", "");
	ui_form_fill (form, "days", "366");
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_STAYS);
	expect_focus (form, "days");
	ck_assert_str_eq (ui_form_error (form, days), "type 365 or less");
	ui_form_fill (form, "days", "99999999999999999999");
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_STAYS);
	ui_form_fill (form, "days", "");
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_COMPLETE);
}
END_TEST

START_TEST (back_keeps_what_was_typed)
{
	g_autoptr (UiForm) form = new_form ();
	(void)ui_form_key (form, UI_KEY_DOWN);
	(void)ui_form_next_page (form);
	type (form, "wrong/name");
	ck_assert (ui_form_previous_page (form));
	expect_focus (form, "kind");
	ck_assert_str_eq (record_of (form)->kind, "client");
	ck_assert (!ui_form_previous_page (form));
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_GOES_ON);
	ck_assert_str_eq (ui_line_edit_text (ui_form_edit (form, ui_form_field (form, "name"))),
		"wrong/name");
}
END_TEST

START_TEST (secrets_are_asked_twice)
{
	g_autoptr (UiForm) form = new_form ();
	ui_form_fill (form, "name", "x");
	ui_form_fill (form, "locked", "yes");
	(void)ui_form_next_page (form);
	ck_assert_uint_eq (ui_form_page_count (form), 3);
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_GOES_ON);
	guint secret = ui_form_field (form, "secret");
	type (form, "short");
	ck_assert_str_eq (ui_form_remark (form, secret), "weak: fewer than 8 characters");
	type (form, " but longer");
	ck_assert_ptr_null (ui_form_remark (form, secret));
	(void)ui_form_key (form, UI_KEY_TAB);
	type (form, "something else");
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_STAYS);
	expect_focus (form, "again");
	ck_assert_ptr_nonnull (
		strstr (ui_form_error (form, ui_form_field (form, "again")), "not the same"));
	ui_form_fill (form, "again", "short but longer");
	ck_assert_int_eq (ui_form_next_page (form), UI_FORM_COMPLETE);
	ck_assert_str_eq (pki_secret_text (record_of (form)->secret), "short but longer");
	ui_form_wipe (form, "secret");
	ck_assert_ptr_null (record_of (form)->secret);
	ck_assert_ptr_null (ui_form_error (form, secret));
}
END_TEST

START_TEST (pastes_become_what_the_field_takes)
{
	g_autoptr (UiForm) form = new_form ();
	ui_form_fill (form, "kind", "mail");
	(void)ui_form_next_page (form);
	ui_form_paste (form, "服务器\n");
	(void)ui_form_key (form, UI_KEY_TAB);
	ui_form_paste (form, "a.example\n  b.example\n\nc.example\n");
	(void)ui_form_key (form, UI_KEY_TAB);
	expect_words (form, "mail 服务器 [a.example+b.example+c.example] 0 open");
	(void)ui_form_next_page (form);
	expect_focus (form, "file");
	(void)ui_form_key (form, UI_KEY_ENTER);
	expect_focus (form, "pasted");
	/* As keys, from a terminal that puts no brackets around it. */
	type (form, "-----BEGIN X-----");
	ck_assert_int_eq (ui_form_key (form, UI_KEY_ENTER), UI_FORM_TAKEN);
	type (form, "AAAA");
	ck_assert_int_eq (ui_form_key (form, UI_KEY_ENTER), UI_FORM_TAKEN);
	type (form, "-----END X-----");
	ck_assert_int_eq (ui_form_key (form, UI_KEY_ENTER), UI_FORM_ENTERED);
	ck_assert_str_eq (record_of (form)->pasted, "-----BEGIN X-----\nAAAA\n-----END X-----");
	ui_form_paste (form, "another");
	(void)ui_form_next_page (form);
	ck_assert_str_eq (record_of (form)->pasted, "another");
}
END_TEST

START_TEST (paths_are_completed)
{
	const char *folder = tool_folder ();
	tool_do ("touch etcd1.csr etcd2.csr other");
	g_autoptr (UiForm) form = new_form ();
	ui_form_fill (form, "kind", "mail");
	ui_form_fill (form, "name", "x");
	(void)ui_form_next_page (form);
	(void)ui_form_next_page (form);
	expect_focus (form, "file");
	guint file = ui_form_field (form, "file");
	g_autofree char *start = g_strdup_printf ("%s/e", folder);
	type (form, start);
	(void)ui_form_key (form, UI_KEY_TAB);
	g_autofree char *common = g_strdup_printf ("%s/etcd", folder);
	ck_assert_str_eq (ui_line_edit_text (ui_form_edit (form, file)), common);
	ck_assert_str_eq (ui_form_echo (form, file), "etcd1.csr  etcd2.csr");
	type (form, "2");
	(void)ui_form_key (form, UI_KEY_TAB);
	g_autofree char *whole = g_strdup_printf ("%s/etcd2.csr", folder);
	ck_assert_str_eq (ui_line_edit_text (ui_form_edit (form, file)), whole);
	/* Nothing is left to complete: on to the next field. */
	(void)ui_form_key (form, UI_KEY_TAB);
	expect_focus (form, "pasted");
	ck_assert_str_eq (record_of (form)->file, whole);
}
END_TEST

START_TEST (focus_goes_round)
{
	g_autoptr (UiForm) form = new_form ();
	(void)ui_form_next_page (form);
	expect_focus (form, "name");
	(void)ui_form_key (form, UI_KEY_BACKTAB);
	expect_focus (form, "locked");
	(void)ui_form_key (form, UI_KEY_TAB);
	expect_focus (form, "name");
	(void)ui_form_key (form, UI_KEY_UP);
	expect_focus (form, "name");
	(void)ui_form_key (form, UI_KEY_DOWN);
	(void)ui_form_key (form, UI_KEY_DOWN);
	(void)ui_form_key (form, UI_KEY_DOWN);
	expect_focus (form, "locked");
	(void)ui_form_key (form, ' ');
	ck_assert (record_of (form)->locked);
	(void)ui_form_key (form, 'n');
	ck_assert (!record_of (form)->locked);
}
END_TEST

START_TEST (blame_from_elsewhere_goes_to_its_page)
{
	g_autoptr (UiForm) form = new_form ();
	ui_form_fill (form, "name", "x");
	(void)ui_form_next_page (form);
	ui_form_blame (form, "kind", "no CA may issue this\x1b[31m");
	expect_focus (form, "kind");
	ck_assert_uint_eq (ui_form_page (form), 0);
	ck_assert_str_eq (ui_form_error (form, ui_form_field (form, "kind")),
		"no CA may issue this\\x1b[31m");
}
END_TEST

/* Nothing runs over the edge, whatever the size; the cursor stands in the field. */
START_TEST (is_laid_out_for_any_size)
{
	g_autoptr (UiForm) form = new_form ();
	g_autoptr (UiFormLines) lines = ui_form_lines_new ();
	(void)ui_form_next_page (form);
	ui_form_paste (
		form, "数据库服务器数据库服务器数据库服务器数据库服务器数据库服务器数据库服务器");
	for (int columns = 30; columns < 150; columns += 7) {
		guint count = ui_form_lines_lay_out (lines, form, 20, columns), line;
		int column;
		g_autoptr (UiCells) cells = ui_cells_new (columns);
		for (guint i = 0; i < count; i++) {
			ui_cells_reset (cells, columns);
			ui_form_lines_draw (lines, form, i, cells);
			ck_assert_int_le (ui_cells_position (cells), columns);
		}
		ck_assert (ui_form_lines_caret (lines, form, &line, &column));
		ck_assert_int_lt (column, columns);
		ck_assert_uint_eq (line, 1);
	}
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("form");
	TCase *tests = tcase_create ("form");
	tcase_add_test (tests, is_filled_by_name);
	tcase_add_test (tests, choices_are_searched_and_moved_in);
	tcase_add_test (tests, mistakes_stand_beside_their_field);
	tcase_add_test (tests, back_keeps_what_was_typed);
	tcase_add_test (tests, secrets_are_asked_twice);
	tcase_add_test (tests, pastes_become_what_the_field_takes);
	tcase_add_test (tests, paths_are_completed);
	tcase_add_test (tests, focus_goes_round);
	tcase_add_test (tests, blame_from_elsewhere_goes_to_its_page);
	tcase_add_test (tests, is_laid_out_for_any_size);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
