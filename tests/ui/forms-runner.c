/* What all forms share, on a screen: pages, keys, F1, leaving, pastes, sizes, locales. */
#include "config.h"

#include <string.h>

#include "tests/ui/vt.h"
#include "tests/unit/unit.h"

static Vt *start_in (int rows, int columns, const char *variable)
{
	g_autofree char *program =
		g_build_filename (g_getenv ("top_builddir"), "tests", "ui", "form-program", NULL);
	const char *argv[] = { program, NULL };
	const char *environment[] = { variable, NULL };
	Vt *vt = vt_start (argv, environment, rows, columns);
	vt_keys (vt, "<Enter>");
	return vt;
}

static Vt *start (void)
{
	return start_in (24, 80, NULL);
}

START_TEST (a_form_is_filled_by_keys)
{
	g_autoptr (Vt) vt = start ();
	vt_see (vt, "Make something · 1 of 2 · What is it for?");
	vt_see (vt, "▌ A server");
	vt_see (vt, "what others connect to");
	vt_see (vt, "^n next page");
	vt_keys (vt, "<Down>");
	vt_see (vt, "▌ A client");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "Make something · 2 of 2 · Names");
	vt_see (vt, "Every name that others use");
	vt_see (vt, "90 days");
	vt_keys (vt, "etcd1<Tab>a.example,b.example<Tab>30<C-n>");
	vt_see (vt, "Given: client etcd1 [a.example+b.example] 30 open");
}
END_TEST

START_TEST (enter_alone_goes_through_it)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "mail<BS><BS><BS><BS>clien<Enter>");
	vt_see (vt, "2 of 2");
	vt_keys (vt, "q1?<Enter><Enter><Enter><Enter>");
	vt_see (vt, "Given: client q1? [] 0 open");
}
END_TEST

START_TEST (mistakes_are_told_as_a_field_is_left)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "<C-n>a/b");
	vt_see_not (vt, "✗");
	vt_keys (vt, "<Tab>");
	vt_see (vt, "✗ a name has no “/”: type letters, digits, “-” and “.”");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "2 of 2");
	vt_keys (vt, "<BS><BS>");
	vt_see_not (vt, "✗");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "Given: server a [] 0 open");
}
END_TEST

START_TEST (back_loses_nothing)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "<C-n>etcd1<Tab>x_y<C-p>");
	vt_see (vt, "1 of 2");
	vt_keys (vt, "<C-p>");
	vt_see (vt, "1 of 2");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "etcd1");
	vt_see (vt, "x_y");
	vt_keys (vt, "<Up><Down><Down>");
	vt_see (vt, "✗ “x_y” is no host name");
}
END_TEST

START_TEST (escape_asks_when_something_was_typed)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "<Esc>");
	vt_see (vt, "Enter opens the form");
	vt_see_not (vt, "Leave the form?");
	vt_keys (vt, "<Enter><C-n>x<Esc>");
	vt_see (vt, "Leave the form?");
	vt_see (vt, "y leave  any other key stay");
	vt_keys (vt, "<Esc>");
	vt_see (vt, "2 of 2");
	vt_keys (vt, "<C-c><Enter>");
	vt_see (vt, "2 of 2");
	vt_keys (vt, "<Esc>y");
	vt_see (vt, "Enter opens the form");
	vt_see_not (vt, "2 of 2");
}
END_TEST

START_TEST (help_explains_the_field)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "<F1>");
	vt_see (vt, "─ Kind ─");
	vt_see (vt, "Servers listen, clients connect.");
	vt_keys (vt, "<Esc>");
	vt_see_not (vt, "Servers listen");
	vt_keys (vt, "<C-n>?<F1>");
	vt_see (vt, "The name of its files.");
	vt_keys (vt, "<F1><Tab>");
	vt_see (vt, "its file is ?.crt");
}
END_TEST

START_TEST (pastes_go_into_the_field)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "<C-n>");
	vt_paste (vt, "数据库\n");
	vt_keys (vt, "<Tab>");
	vt_paste (vt, "a.example\nb.example\nq");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "Given: server 数据库 [a.example+b.example+q] 0 open");
}
END_TEST

START_TEST (secrets_are_never_shown)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "<C-n>x<Tab><Tab><Tab><Space><C-n>geheim<Tab>geheim");
	vt_see (vt, "3 of 3 · Passphrase");
	vt_see_not (vt, "geheim");
	vt_see (vt, "••••••");
	vt_see (vt, "weak: fewer than 8");
	vt_keys (vt, "!<Enter>");
	vt_see (vt, "✗ the two are not the same");
	/* What nobody sees nobody mends: it is typed anew. */
	vt_keys (vt, "geheim<Enter>");
	vt_see (vt, "Given: server x [] 0 geheim");
}
END_TEST

START_TEST (resize_in_the_middle)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "<C-n>etcd1<Tab>a.example");
	vt_resize (vt, 10, 40);
	vt_expect (vt, "Too small");
	vt_resize (vt, 40, 140);
	vt_expect (vt, "2 of 2");
	vt_see (vt, "a.example");
	vt_keys (vt, "b");
	vt_resize (vt, 24, 80);
	vt_expect (vt, "a.exampleb");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "Given: server etcd1 [a.exampleb] 0 open");
}
END_TEST

START_TEST (long_values_scroll)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "<C-n>x<Tab>");
	GString *names = g_string_new (NULL);
	for (int i = 0; i < 40; i++)
		g_string_append_printf (names, "host%d.example ", i);
	vt_paste (vt, names->str);
	vt_see (vt, "host39.example");
	vt_see_not (vt, "host0.example");
	vt_keys (vt, "<Home>");
	vt_see (vt, "host0.example");
	for (int row = 0; row < 24; row++) {
		g_autofree char *text = vt_row (vt, row);
		ck_assert_int_le (g_utf8_strlen (text, -1), 80);
	}
	vt_keys (vt, "<C-n>");
	vt_see (vt, "host0.example+host1.example");
	g_string_free (names, TRUE);
}
END_TEST

START_TEST (ascii_terminals_are_served)
{
	g_autoptr (Vt) vt = start_in (24, 80, "LC_ALL=C");
	vt_see (vt, "Make something - 1 of 2 - What is it for?");
	vt_see (vt, "> A server");
	vt_keys (vt, "<C-n>a/b<Tab>");
	vt_see (vt, "x a name has no \"/\": type letters, digits, \"-\" and \".\"");
	vt_keys (vt, "<Up><BS><BS><C-n>");
	vt_see (vt, "Given: server a [] 0 open");
}
END_TEST

START_TEST (large_screens_are_served)
{
	g_autoptr (Vt) vt = start_in (40, 140, NULL);
	vt_see (vt, "▌ A server");
	vt_see (vt, "Number 9");
	vt_keys (vt, "<PgDn>");
	vt_see (vt, "▌ Number 6");
	vt_see (vt, "9 of 23");
	vt_keys (vt, "<C-n>x<C-n>");
	vt_see (vt, "Given: other-6 x [] 0 open");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("forms-runner");
	TCase *tests = tcase_create ("forms-runner");
	tcase_set_timeout (tests, 60);
	tcase_add_test (tests, a_form_is_filled_by_keys);
	tcase_add_test (tests, enter_alone_goes_through_it);
	tcase_add_test (tests, mistakes_are_told_as_a_field_is_left);
	tcase_add_test (tests, back_loses_nothing);
	tcase_add_test (tests, escape_asks_when_something_was_typed);
	tcase_add_test (tests, help_explains_the_field);
	tcase_add_test (tests, pastes_go_into_the_field);
	tcase_add_test (tests, secrets_are_never_shown);
	tcase_add_test (tests, resize_in_the_middle);
	tcase_add_test (tests, long_values_scroll);
	tcase_add_test (tests, ascii_terminals_are_served);
	tcase_add_test (tests, large_screens_are_served);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
