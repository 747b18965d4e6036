#include "config.h"

#include "src/base/time.h"
#include "tests/unit/unit.h"
#include "ui/views/expiry-model.h"

#define DAY (24 * 60 * 60)
#define NOW G_GINT64_CONSTANT (1000000000)

/* An id is the end in days from now, and 1000 more. */
static gint64 end_of (gpointer data, gint64 id)
{
	guint *asked = data;
	(*asked)++;
	return NOW + (id - 1000) * DAY;
}

static GArray *ids_new (const int *days, guint count)
{
	GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
	for (guint i = 0; i < count; i++) {
		gint64 id = 1000 + days[i];
		g_array_append_val (ids, id);
	}
	return ids;
}

static const int days[] = { -400, -1, 0, 6, 7, 30, 31, 91, 92, 4000 };

START_TEST (groups_begin_where_they_say)
{
	guint asked = 0;
	g_autoptr (UiExpiryModel) model =
		ui_expiry_model_new (ids_new (days, G_N_ELEMENTS (days)), NOW, end_of, &asked);
	for (UiExpiryGroup group = 0; group < UI_EXPIRY_N; group++)
		ck_assert_uint_eq (ui_expiry_model_count (model, group), 2);
	ck_assert_uint_eq (ui_expiry_model_rows (model), 15);
	UiExpiryGroup group;
	ck_assert_int_eq (ui_expiry_model_row (model, 0, &group), 0);
	ck_assert_int_eq (group, UI_EXPIRY_EXPIRED);
	ck_assert_int_eq (ui_expiry_model_row (model, 2, &group), 999);
	ck_assert_int_eq (group, UI_EXPIRY_EXPIRED);
	ck_assert_int_eq (ui_expiry_model_row (model, 3, &group), 0);
	ck_assert_int_eq (group, UI_EXPIRY_WEEK);
	ck_assert_int_eq (ui_expiry_model_row (model, 14, &group), 5000);
	ck_assert_int_eq (group, UI_EXPIRY_LATER);
	for (guint row = 0; row < 15; row++) {
		gint64 id = ui_expiry_model_row (model, row, NULL);
		if (id)
			ck_assert_int_eq (ui_expiry_model_find (model, id), (int)row);
	}
	ck_assert_int_eq (ui_expiry_model_find (model, 77), -1);
}
END_TEST

START_TEST (empty_groups_keep_their_heading)
{
	static const int late[] = { 500 };
	guint asked = 0;
	g_autoptr (UiExpiryModel) model =
		ui_expiry_model_new (ids_new (late, 1), NOW, end_of, &asked);
	ck_assert_uint_eq (ui_expiry_model_rows (model), 6);
	ck_assert_int_eq (ui_expiry_model_row (model, 5, NULL), 1500);
	ck_assert_int_eq (ui_expiry_model_find (model, 1500), 5);
	g_autoptr (UiExpiryModel) none =
		ui_expiry_model_new (ids_new (late, 0), NOW, end_of, &asked);
	ck_assert_uint_eq (ui_expiry_model_rows (none), 5);
	ck_assert_int_eq (ui_expiry_model_row (none, 4, NULL), 0);
	ck_assert_int_eq (ui_expiry_model_search (none, 0, 1, NULL), -1);
}
END_TEST

START_TEST (search_passes_headings)
{
	guint asked = 0;
	g_autoptr (UiExpiryModel) model =
		ui_expiry_model_new (ids_new (days, G_N_ELEMENTS (days)), NOW, end_of, &asked);
	g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
	gint64 id = 1007;
	g_hash_table_add (wanted, &id);
	ck_assert_int_eq (ui_expiry_model_search (model, 0, 1, wanted), 7);
	ck_assert_int_eq (ui_expiry_model_search (model, 8, 1, wanted), -1);
	ck_assert_int_eq (ui_expiry_model_search (model, 14, -1, wanted), 7);
	ck_assert_int_eq (ui_expiry_model_search (model, 3, 1, NULL), 4);
}
END_TEST

START_TEST (asks_for_few_of_many)
{
	guint asked = 0;
	GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
	for (gint64 id = 0; id < 100000; id++)
		g_array_append_val (ids, id);
	g_autoptr (UiExpiryModel) model = ui_expiry_model_new (ids, NOW, end_of, &asked);
	ck_assert_uint_eq (ui_expiry_model_count (model, UI_EXPIRY_EXPIRED), 1000);
	ck_assert_uint_lt (asked, 100);
}
END_TEST

START_TEST (counts_what_ends_later)
{
	guint asked = 0;
	g_autoptr (UiExpiryModel) model =
		ui_expiry_model_new (ids_new (days, G_N_ELEMENTS (days)), NOW, end_of, &asked);
	static const int below[] = { -1, 30, 31, 91, 4000, 5000 };
	g_autoptr (GArray) ids = ids_new (below, G_N_ELEMENTS (below));
	/* The last of them is not in the list. */
	ck_assert_uint_eq (ui_expiry_model_count_later (model, ids, NOW + 31 * DAY), 2);
	ck_assert_uint_eq (ui_expiry_model_count_later (model, ids, NOW - 500 * DAY), 5);
	ck_assert_uint_eq (ui_expiry_model_count_later (model, ids, NOW + 9000 * DAY), 0);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("expiry-model");
	TCase *tests = tcase_create ("expiry-model");
	tcase_add_test (tests, groups_begin_where_they_say);
	tcase_add_test (tests, empty_groups_keep_their_heading);
	tcase_add_test (tests, search_passes_headings);
	tcase_add_test (tests, asks_for_few_of_many);
	tcase_add_test (tests, counts_what_ends_later);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
