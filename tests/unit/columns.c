#include "config.h"

#include "ui/views/columns.h"

#include <string.h>

#include "src/base/time.h"
#include "tests/unit/unit.h"
#include "ui/views/row.h"

static UiNeeds needs_of (const char *name, const char *what, PkiStatus status)
{
	UiNeeds needs = { 0 };
	const PkiItem item = { .type = PKI_OBJECT_CERTIFICATE,
		.name = (char *)name,
		.use = (char *)what,
		.status = status };
	ui_needs_add (&needs, &item, 0, UI_FOLD_NONE);
	return needs;
}

static int sum (UiColumns columns)
{
	int widths[] = { columns.name, columns.what, columns.ends, columns.left, columns.state };
	int out = 0;
	for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
		out += widths[i] > 0 ? widths[i] + UI_COLUMNS_GAP : 0;
	return out;
}

START_TEST (the_name_gets_what_others_do_not_need)
{
	UiNeeds needs = needs_of (
		"Autoridad de Certificacion Firmaprofesional", "root CA", PKI_STATUS_VALID);
	UiColumns columns = ui_columns_for (&needs, 80);
	ck_assert_int_eq (columns.what, 7);
	ck_assert_int_eq (columns.ends, 10);
	ck_assert_int_ge (columns.name, 40);
	ck_assert_int_eq (sum (columns), 80);
}
END_TEST

START_TEST (short_names_leave_room_for_what_it_is)
{
	UiNeeds needs = needs_of ("etcd1", "server and client, signs mail", PKI_STATUS_EXPIRED);
	UiColumns columns = ui_columns_for (&needs, 80);
	ck_assert_int_eq (columns.what, 26);
	ck_assert_int_ge (columns.state, 9);
	ck_assert_int_eq (sum (columns), 80);
}
END_TEST

START_TEST (both_long_share)
{
	UiNeeds needs = needs_of ("a name that is longer than any of the columns can be",
		"a use that nothing can show in full", PKI_STATUS_EXPIRED);
	UiColumns columns = ui_columns_for (&needs, 80);
	ck_assert_int_ge (columns.name, 24);
	ck_assert_int_ge (columns.what, 12);
	ck_assert_int_eq (sum (columns), 80);
}
END_TEST

START_TEST (what_finds_no_room_is_left_out)
{
	UiNeeds needs = needs_of ("etcd1", "server + client", PKI_STATUS_EXPIRED);
	UiColumns columns = ui_columns_for (&needs, 40);
	ck_assert_int_eq (columns.what, 0);
	ck_assert_int_eq (columns.ends, 0);
	ck_assert_int_eq (sum (columns), 40);
}
END_TEST

static char *row_at (guint depth, int columns)
{
	UiNeeds needs = needs_of ("etcd1", "client", PKI_STATUS_VALID);
	PkiItem item = { .type = PKI_OBJECT_CERTIFICATE,
		.name = (char *)"etcd1",
		.use = (char *)"client",
		.not_before = PKI_TIME_NONE,
		.not_after = PKI_TIME_NONE };
	g_autoptr (UiCells) cells = ui_cells_new (columns);
	ui_row_draw (cells, &needs, &item, depth, UI_FOLD_OPEN, 0);
	return ui_cells_text (cells);
}

/* Where the indentation ends, a number goes on. */
START_TEST (far_down_a_number_tells_the_level)
{
	g_autofree char *near = row_at (3, 80);
	ck_assert (g_str_has_prefix (near, "       ▾ etcd1"));
	g_autofree char *far = row_at (40, 80);
	g_autofree char *further = row_at (141, 80);
	ck_assert_msg (strstr (far, " …40 ▾ etcd1") != NULL, "%s", far);
	ck_assert_msg (strstr (further, " …141 ▾ etcd1") != NULL, "%s", further);
	g_autofree char *narrow = row_at (40, 30);
	ck_assert_msg (strstr (narrow, "…40 ▾ etcd1") != NULL, "%s", narrow);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("columns");
	TCase *tests = tcase_create ("columns");
	tcase_add_test (tests, the_name_gets_what_others_do_not_need);
	tcase_add_test (tests, short_names_leave_room_for_what_it_is);
	tcase_add_test (tests, both_long_share);
	tcase_add_test (tests, what_finds_no_room_is_left_out);
	tcase_add_test (tests, far_down_a_number_tells_the_level);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
