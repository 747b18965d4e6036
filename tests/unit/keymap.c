/* The table of actions and the keys that lead to them. */
#include "config.h"

#include <string.h>

#include "tests/unit/unit.h"
#include "ui/core/keymap.h"

START_TEST (every_action_is_reachable_and_documented)
{
	g_autoptr (UiKeymap) keymap = ui_keymap_new ();
	for (int i = 1; i < UI_ACTION_N; i++) {
		const UiActionInfo *info = ui_action_info ((UiActionId)i);
		ck_assert_int_eq (info->id, i);
		ck_assert_int_eq (ui_action_from_name (info->name), i);
		ck_assert_msg (strlen (info->help) > 3 && strlen (info->help) <= 58,
			"%s: the help view has 58 columns", info->name);
		ck_assert_msg (strchr (info->help, '.') == NULL ||
				       info->help[strlen (info->help) - 1] != '.',
			"%s: the help ends without a full stop", info->name);
		for (const char *p = info->name; *p; p++)
			ck_assert_msg (g_ascii_islower (*p) || *p == '-', "%s", info->name);
		g_auto (GStrv) keys = g_strsplit (info->keys, " ", -1);
		gboolean typed = FALSE;
		for (char **key = keys; *key; key++) {
			UiKey code = ui_key_from_name (*key);
			ck_assert_msg (code != UI_KEY_NONE, "%s: no key %s", info->name, *key);
			ck_assert_int_eq (ui_keymap_find (keymap, (guint)info->context, code), i);
			/* F keys, which terminals take for themselves, are never the only way. */
			typed |= code <= UI_KEY_F0 || code > UI_KEY_F12;
		}
		ck_assert_msg (typed, "%s has no key that always arrives", info->name);
	}
}
END_TEST

START_TEST (no_key_means_two_things)
{
	for (int i = 1; i < UI_ACTION_N; i++) {
		for (int k = i + 1; k < UI_ACTION_N; k++) {
			const UiActionInfo *a = ui_action_info ((UiActionId)i);
			const UiActionInfo *b = ui_action_info ((UiActionId)k);
			g_auto (GStrv) first = g_strsplit (a->keys, " ", -1);
			g_auto (GStrv) second = g_strsplit (b->keys, " ", -1);
			for (char **key = first; *key; key++)
				ck_assert_msg (!g_strv_contains ((const char *const *)second, *key),
					"%s: %s and %s", *key, a->name, b->name);
		}
	}
}
END_TEST

START_TEST (help_is_first_in_the_footer)
{
	ck_assert_int_eq (UI_ACTION_HELP, 1);
	ck_assert_ptr_nonnull (ui_action_info (UI_ACTION_HELP)->footer);
}
END_TEST

START_TEST (key_names_are_read_as_written)
{
	static const UiKey keys[] = { 'a', 'Z', '?', ' ', 0x8bc1, UI_KEY_CTRL ('u'), UI_KEY_UP,
		UI_KEY_ENTER, UI_KEY_BACKTAB, UI_KEY_F0 + 1, UI_KEY_F12, UI_KEY_DELETE, '^' };
	for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
		g_autofree char *name = ui_key_name (keys[i]);
		ck_assert_msg (ui_key_from_name (name) == keys[i], "%s", name);
	}
	static const char *const wrong[] = { "", "F0", "F13", "F1x", "ab", "^ab", "\xff", "\x1b" };
	for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
		ck_assert_msg (ui_key_from_name (wrong[i]) == UI_KEY_NONE, "%s", wrong[i]);
	ck_assert_uint_eq (ui_key_from_name ("pgdn"), UI_KEY_PAGE_DOWN);
}
END_TEST

START_TEST (file_changes_keys)
{
	g_autoptr (UiKeymap) keymap = ui_keymap_new ();
	g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
	ui_keymap_apply (keymap,
		"# a comment\n"
		"  pem\tP F5 \r\n"
		"text  y\n"
		"quit none\n"
		"down Down = \n",
		complaints);
	ck_assert_uint_eq (complaints->len, 0);
	ck_assert_int_eq (ui_keymap_find (keymap, UI_CONTEXT_OBJECT, 'P'), UI_ACTION_PEM);
	ck_assert_int_eq (ui_keymap_find (keymap, UI_CONTEXT_OBJECT, UI_KEY_F0 + 5), UI_ACTION_PEM);
	ck_assert_int_eq (ui_keymap_find (keymap, UI_CONTEXT_OBJECT, 'p'), UI_ACTION_NONE);
	/* Taken from copy. */
	ck_assert_int_eq (ui_keymap_find (keymap, UI_CONTEXT_OBJECT, 'y'), UI_ACTION_TEXT);
	g_autofree char *copy = ui_keymap_keys (keymap, UI_ACTION_COPY);
	ck_assert_str_eq (copy, "");
	ck_assert_int_eq (ui_keymap_find (keymap, 0, 'Q'), UI_ACTION_NONE);
	ck_assert_int_eq (ui_keymap_find (keymap, UI_CONTEXT_LIST, '='), UI_ACTION_DOWN);
	/* Only where the context holds. */
	ck_assert_int_eq (ui_keymap_find (keymap, UI_CONTEXT_LIST, 'P'), UI_ACTION_NONE);
}
END_TEST

START_TEST (mistakes_in_the_file_are_told)
{
	g_autoptr (UiKeymap) keymap = ui_keymap_new ();
	g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
	ui_keymap_apply (keymap, "fly x\npem F99 p\n\xff\xfe \x1b[31m\n", complaints);
	ck_assert_uint_eq (complaints->len, 3);
	ck_assert_ptr_nonnull (strstr (g_ptr_array_index (complaints, 0), "fly"));
	ck_assert_ptr_nonnull (strstr (g_ptr_array_index (complaints, 1), "F99"));
	ck_assert_ptr_null (strchr (g_ptr_array_index (complaints, 2), 033));
	ck_assert_int_eq (ui_keymap_find (keymap, UI_CONTEXT_OBJECT, 'p'), UI_ACTION_PEM);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("keymap");
	TCase *tcase = tcase_create ("keymap");
	tcase_add_test (tcase, every_action_is_reachable_and_documented);
	tcase_add_test (tcase, no_key_means_two_things);
	tcase_add_test (tcase, help_is_first_in_the_footer);
	tcase_add_test (tcase, key_names_are_read_as_written);
	tcase_add_test (tcase, file_changes_keys);
	tcase_add_test (tcase, mistakes_in_the_file_are_told);
	suite_add_tcase (suite, tcase);
	return unit_run (suite);
}
