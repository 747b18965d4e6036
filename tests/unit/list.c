/* Cursor and window of a list, the layout of a screen, and rows of cells: all without a terminal.
 */
#include "config.h"

#include <string.h>

#include "tests/unit/unit.h"
#include "ui/core/cells.h"
#include "ui/core/layout.h"
#include "ui/core/list.h"
#include "ui/core/pattern.h"

/* ── list ────────────────────────────────────────────────────────────────── */

static void check_sound (const UiList *list)
{
	ck_assert (list->count == 0 ? list->cursor == 0 : list->cursor < list->count);
	ck_assert (list->top == 0 || list->top < list->count);
	if (list->count <= MAX (list->height, 1))
		ck_assert_uint_eq (list->top, 0);
	else
		ck_assert_uint_le (list->top + list->height, list->count);
	if (list->height && !list->scrolls && list->count) {
		ck_assert_uint_ge (list->cursor, list->top);
		ck_assert_uint_lt (list->cursor, list->top + list->height);
	}
}

START_TEST (list_stays_sound_whatever_happens)
{
	g_autoptr (GRand) random = g_rand_new_with_seed (7);
	UiList list = { .scrolls = _i };
	for (int i = 0; i < 20000; i++) {
		int by = g_rand_int_range (random, -300, 300);
		switch (g_rand_int_range (random, 0, 8)) {
		case 0:
			ui_list_set (&list, (guint)g_rand_int_range (random, 0, 200),
				(guint)g_rand_int_range (random, 0, 40));
			break;
		case 1:
			ui_list_go (&list, (guint)g_rand_int (random));
			break;
		case 2:
			ui_list_move (&list, by);
			break;
		case 3:
			ui_list_page (&list, by > 0 ? 1 : -1);
			break;
		case 4:
			ui_list_half (&list, by > 0 ? 1 : -1);
			break;
		case 5:
			ui_list_scroll (&list, by);
			break;
		case 6:
			ui_list_first (&list);
			ck_assert_uint_eq (list.cursor, 0);
			break;
		case 7:
			ui_list_last (&list);
			if (!list.scrolls && list.count)
				ck_assert_uint_eq (list.cursor, list.count - 1);
			break;
		}
		check_sound (&list);
	}
}
END_TEST

START_TEST (list_pages_keep_one_row_in_sight)
{
	UiList list = { 0 };
	ui_list_set (&list, 100, 20);
	ck_assert (ui_list_page (&list, 1));
	ck_assert_uint_eq (list.top, 19);
	ck_assert_uint_eq (list.cursor, 19);
	ck_assert (ui_list_page (&list, -1));
	ck_assert_uint_eq (list.top, 0);
	ck_assert (!ui_list_page (&list, -1));
	ui_list_last (&list);
	ck_assert_uint_eq (list.top, 80);
	ck_assert (!ui_list_move (&list, 1));
}
END_TEST

START_TEST (list_shrinks_around_its_cursor)
{
	UiList list = { 0 };
	ui_list_set (&list, 100, 40);
	ui_list_go (&list, 35);
	ui_list_set (&list, 100, 10);
	ck_assert_uint_eq (list.cursor, 35);
	ck_assert_uint_eq (list.top, 26);
	ui_list_set (&list, 5, 10);
	ck_assert_uint_eq (list.cursor, 4);
}
END_TEST

/* ── layout ──────────────────────────────────────────────────────────────── */

static void check_inside (UiArea area, int rows, int columns)
{
	ck_assert (area.row >= 0 && area.column >= 0 && area.rows >= 0 && area.columns >= 0);
	ck_assert (area.row + area.rows <= rows && area.column + area.columns <= columns);
}

START_TEST (layout_covers_the_screen_without_overlap)
{
	for (int rows = 24; rows < 60; rows++) {
		for (int columns = 80; columns < 220; columns += 7) {
			UiLayout layout = ui_layout (rows, columns, TRUE);
			UiArea all[] = { layout.bar, layout.header, layout.body, layout.side_header,
				layout.side, layout.status, layout.footer };
			int cells = 0;
			for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
				check_inside (all[i], rows, columns);
				cells += all[i].rows * all[i].columns;
			}
			/* All but the two columns between the panes. */
			int between = layout.divider >= 0 ? 2 * (rows - 3) : 0;
			ck_assert_int_eq (cells, rows * columns - between);
			ck_assert_int_eq (layout.divider >= 0, columns >= 100);
			UiArea popup = ui_layout_popup (&layout, rows * 2, columns * 2);
			check_inside (popup, rows - 2, columns);
			ck_assert_int_gt (popup.row, 0);
			check_inside (ui_layout_inside (popup), rows, columns);
		}
	}
}
END_TEST

START_TEST (layout_knows_what_is_too_small)
{
	ck_assert (ui_layout (23, 80, FALSE).too_small);
	ck_assert (ui_layout (24, 79, FALSE).too_small);
	ck_assert (!ui_layout (24, 80, FALSE).too_small);
	ck_assert_int_eq (ui_layout (24, 200, FALSE).divider, -1);
}
END_TEST

/* ── cells ───────────────────────────────────────────────────────────────── */

static void check_text (UiCells *cells, const char *expected)
{
	g_autofree char *text = ui_cells_text (cells);
	ck_assert_str_eq (text, expected);
}

START_TEST (cells_fit_clip_and_align)
{
	g_autoptr (UiCells) cells = ui_cells_new (20);
	ui_cells_fit (cells, UI_ROLE_LABEL, "Subject name", 8);
	ui_cells_fit_right (cells, UI_ROLE_GOOD, "12", 5);
	ui_cells_add (cells, UI_ROLE_VALUE, " and much more");
	check_text (cells, "Subject…   12 and m…");
	ck_assert_int_eq (ui_cells_role_at (cells, 0), UI_ROLE_LABEL);
	ck_assert_int_eq (ui_cells_role_at (cells, 12), UI_ROLE_GOOD);
	ui_cells_add (cells, UI_ROLE_BAD, "nothing fits");
	check_text (cells, "Subject…   12 and m…");
	ui_cells_right (cells, UI_ROLE_MUTED, "7 of 31");
	check_text (cells, "Subject…   … 7 of 31");
	ui_cells_reset (cells, 10);
	ui_cells_right (cells, UI_ROLE_MUTED, "longer than ten");
	check_text (cells, "longer th…");
}
END_TEST

START_TEST (cells_count_columns_of_wide_characters)
{
	g_autoptr (UiCells) cells = ui_cells_new (7);
	ui_cells_add (cells, UI_ROLE_VALUE, "证书证书");
	check_text (cells, "证书证…");
	ui_cells_reset (cells, 6);
	ui_cells_add (cells, UI_ROLE_VALUE, "证书证书");
	ck_assert_int_le (ui_cells_position (cells), 6);
	check_text (cells, "证书…");
	ui_cells_reset (cells, 12);
	ui_cells_fit (cells, UI_ROLE_VALUE, "e\xcc\x81t\xc3\xa9", 5);
	ui_cells_add (cells, UI_ROLE_VALUE, "|");
	check_text (cells, "e\xcc\x81t\xc3\xa9  |");
	ui_cells_reset (cells, 0);
	ui_cells_add (cells, UI_ROLE_VALUE, "x");
	ui_cells_right (cells, UI_ROLE_VALUE, "x");
	check_text (cells, "");
}
END_TEST

START_TEST (cells_never_overlap_or_leave_the_row)
{
	g_autoptr (GRand) random = g_rand_new_with_seed (11);
	g_autoptr (UiCells) cells = ui_cells_new (0);
	static const char *const texts[] = { "", "a", "证", "证书x证书", "a long text of words",
		"…" };
	for (int i = 0; i < 20000; i++) {
		const char *text = texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))];
		int number = g_rand_int_range (random, -2, 30);
		switch (g_rand_int_range (random, 0, 8)) {
		case 0:
			ui_cells_reset (cells, number);
			break;
		case 1:
			ui_cells_move (cells, number);
			break;
		case 2:
			ui_cells_fit (cells, UI_ROLE_VALUE, text, number);
			break;
		case 3:
			ui_cells_fit_right (cells, UI_ROLE_VALUE, text, number);
			break;
		case 4:
			ui_cells_right (cells, UI_ROLE_VALUE, text);
			break;
		case 5:
			ui_cells_repeat (cells, UI_ROLE_LINE, text, number);
			break;
		default:
			ui_cells_add (cells, UI_ROLE_VALUE, text);
			break;
		}
		int end = 0;
		for (guint k = 0; k < ui_cells_runs (cells); k++) {
			UiRun run = ui_cells_run (cells, k);
			ck_assert_int_ge (run.column, end);
			ck_assert (g_utf8_validate (run.text, -1, NULL));
			end = run.column + run.width;
		}
		ck_assert_int_le (end, MAX (ui_cells_columns (cells), 0));
	}
}
END_TEST

/* ── pattern ─────────────────────────────────────────────────────────────── */

START_TEST (pattern_is_literal_and_case_smart)
{
	static const struct {
		const char *pattern, *text;
		gboolean matches;
	} rows[] = { { "etcd", "CN=ETCD1", TRUE }, { "Etcd", "CN=ETCD1", FALSE },
		{ "Etcd", "Etcd", TRUE }, { "a.c", "abc", FALSE }, { "é", "CAFÉ", TRUE },
		{ "ß", "STRASSE", FALSE }, { "", "anything", FALSE }, { "证", "新证书", TRUE },
		{ "x", NULL, FALSE }, { "b", "\xff\x62", TRUE }, { "aab", "aaab", TRUE } };
	for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
		g_autoptr (UiPattern) pattern = ui_pattern_new (rows[i].pattern);
		ck_assert_msg (ui_pattern_match (pattern, rows[i].text) == rows[i].matches,
			"“%s” in “%s”", rows[i].pattern, rows[i].text);
	}
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("list");
	TCase *tcase = tcase_create ("list");
	tcase_add_loop_test (tcase, list_stays_sound_whatever_happens, 0, 2);
	tcase_add_test (tcase, list_pages_keep_one_row_in_sight);
	tcase_add_test (tcase, list_shrinks_around_its_cursor);
	tcase_add_test (tcase, layout_covers_the_screen_without_overlap);
	tcase_add_test (tcase, layout_knows_what_is_too_small);
	tcase_add_test (tcase, cells_fit_clip_and_align);
	tcase_add_test (tcase, cells_count_columns_of_wide_characters);
	tcase_add_test (tcase, cells_never_overlap_or_leave_the_row);
	tcase_add_test (tcase, pattern_is_literal_and_case_smart);
	suite_add_tcase (suite, tcase);
	return unit_run (suite);
}
