#include "config.h"

#include "tests/unit/unit.h"
#include "ui/views/tree-model.h"

/* A forest in memory: id -> children. */
typedef struct {
	GHashTable *children;
	guint fetched;
} Forest;

static GArray *ids_of (Forest *forest, gint64 parent)
{
	GArray *ids = g_hash_table_lookup (forest->children, &parent);
	if (!ids) {
		ids = g_array_new (FALSE, FALSE, sizeof (gint64));
		g_hash_table_insert (forest->children, g_memdup2 (&parent, sizeof parent), ids);
	}
	return ids;
}

static void put (Forest *forest, gint64 parent, gint64 id)
{
	g_array_append_val (ids_of (forest, parent), id);
}

static GArray *fetch (gpointer data, gint64 parent)
{
	Forest *forest = data;
	forest->fetched++;
	GArray *ids = g_hash_table_lookup (forest->children, &parent);
	return ids ? g_array_copy (ids) : NULL;
}

static void forest_init (Forest *forest)
{
	forest->fetched = 0;
	forest->children = g_hash_table_new_full (
		g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
}

/* 1 ( 11 ( 111 112 ) 12 ) 2 3 ( 31 ) -1 */
static void forest_small (Forest *forest)
{
	forest_init (forest);
	put (forest, 0, 1);
	put (forest, 0, 2);
	put (forest, 0, 3);
	put (forest, 0, -1);
	put (forest, 1, 11);
	put (forest, 1, 12);
	put (forest, 11, 111);
	put (forest, 11, 112);
	put (forest, 3, 31);
}

static void expect_rows (const UiTreeModel *model, const char *expected)
{
	g_autoptr (GString) rows = g_string_new (NULL);
	UiTreeRow row;
	for (guint i = 0; ui_tree_model_row (model, i, &row); i++) {
		g_string_append_printf (rows, "%s%" G_GINT64_FORMAT "%s", i ? " " : "", row.id,
			row.open ? "+" : "");
		ck_assert_int_eq (ui_tree_model_find (model, row.id, 0), (int)i);
	}
	ck_assert_str_eq (rows->str, expected);
}

static int row_of (const UiTreeModel *model, gint64 id)
{
	return ui_tree_model_find (model, id, 0);
}

START_TEST (opens_and_closes)
{
	Forest forest;
	forest_small (&forest);
	g_autoptr (UiTreeModel) model = ui_tree_model_new (fetch, &forest);
	expect_rows (model, "1 2 3 -1");
	ck_assert_uint_eq (forest.fetched, 1);
	ck_assert (ui_tree_model_open (model, 2));
	ck_assert (ui_tree_model_open (model, 0));
	ck_assert (!ui_tree_model_open (model, 0));
	ck_assert (ui_tree_model_open (model, 1));
	ck_assert (!ui_tree_model_open (model, (guint)row_of (model, 2)));
	expect_rows (model, "1+ 11+ 111 112 12 2 3+ 31 -1");
	ck_assert_int_eq (ui_tree_model_parent (model, 3), 1);
	ck_assert_int_eq (ui_tree_model_parent (model, 7), 6);
	ck_assert_int_eq (ui_tree_model_parent (model, 8), -1);
	ck_assert (!ui_tree_model_close (model, 2));
	ck_assert (ui_tree_model_close (model, 0));
	expect_rows (model, "1 2 3+ 31 -1");
	/* What was open below stays open. */
	ck_assert (ui_tree_model_open (model, 0));
	expect_rows (model, "1+ 11+ 111 112 12 2 3+ 31 -1");
	g_hash_table_unref (forest.children);
}
END_TEST

START_TEST (follows_what_changes)
{
	Forest forest;
	forest_small (&forest);
	g_autoptr (UiTreeModel) model = ui_tree_model_new (fetch, &forest);
	ck_assert (ui_tree_model_open_all (model, 9, 100, NULL));
	g_array_remove_index (ids_of (&forest, 0), 1);
	gint64 first = 5;
	g_array_prepend_val (ids_of (&forest, 11), first);
	ui_tree_model_reload (model);
	expect_rows (model, "1+ 11+ 5 111 112 12 3+ 31 -1");
	/* Gone for a while, and open again when it comes back. */
	g_array_set_size (ids_of (&forest, 3), 0);
	ui_tree_model_reload (model);
	expect_rows (model, "1+ 11+ 5 111 112 12 3 -1");
	put (&forest, 3, 31);
	ui_tree_model_reload (model);
	expect_rows (model, "1+ 11+ 5 111 112 12 3+ 31 -1");
	ck_assert_int_eq (ui_tree_model_find (model, 2, 1), -1);
	g_hash_table_unref (forest.children);
}
END_TEST

START_TEST (open_all_has_limits)
{
	Forest forest;
	forest_small (&forest);
	g_autoptr (UiTreeModel) model = ui_tree_model_new (fetch, &forest);
	ck_assert (ui_tree_model_open_all (model, 1, 100, NULL));
	expect_rows (model, "1+ 11 12 2 3+ 31 -1");
	ck_assert (!ui_tree_model_open_all (model, 9, 5, NULL));
	g_autoptr (UiTreeModel) other = ui_tree_model_new (fetch, &forest);
	g_autoptr (GHashTable) only = g_hash_table_new (g_int64_hash, g_int64_equal);
	gint64 one = 1, three = 3;
	g_hash_table_add (only, &one);
	ck_assert (ui_tree_model_open_all (other, 9, 100, only));
	expect_rows (other, "1+ 11 12 2 3 -1");
	g_hash_table_add (only, &three);
	ck_assert (ui_tree_model_open_all (other, 9, 100, only));
	expect_rows (other, "1+ 11 12 2 3+ 31 -1");
	g_hash_table_unref (forest.children);
}
END_TEST

START_TEST (a_ring_ends)
{
	Forest forest;
	forest_init (&forest);
	put (&forest, 0, 1);
	put (&forest, 1, 2);
	put (&forest, 2, 1);
	g_autoptr (UiTreeModel) model = ui_tree_model_new (fetch, &forest);
	ck_assert (ui_tree_model_open_all (model, G_MAXUINT, 1000, NULL));
	ck_assert_uint_eq (ui_tree_model_rows (model), 3);
	g_hash_table_unref (forest.children);
}
END_TEST

START_TEST (search_looks_into_closed_nodes)
{
	Forest forest;
	forest_small (&forest);
	g_autoptr (UiTreeModel) model = ui_tree_model_new (fetch, &forest);
	gint64 wanted_ids[] = { 112, 2, 31 };
	gint64 gateway_ids[] = { 1, 11, 3 };
	g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
	g_autoptr (GHashTable) gateways = g_hash_table_new (g_int64_hash, g_int64_equal);
	for (int i = 0; i < 3; i++) {
		g_hash_table_add (wanted, &wanted_ids[i]);
		g_hash_table_add (gateways, &gateway_ids[i]);
	}
	g_autoptr (GArray) opened = g_array_new (FALSE, FALSE, sizeof (gint64));
	const UiTreeSearch search = { model, wanted, gateways, opened };
	/* Row 0 is selected and closed: what is next is in it. */
	ck_assert_int_eq (ui_tree_model_search (&search, 1, 1), 3);
	expect_rows (model, "1+ 11+ 111 112 12 2 3 -1");
	ck_assert_int_eq (ui_tree_model_search (&search, 4, 1), 5);
	ck_assert_int_eq (ui_tree_model_search (&search, 6, 1), 7);
	expect_rows (model, "1+ 11+ 111 112 12 2 3+ 31 -1");
	ck_assert_int_eq (ui_tree_model_search (&search, 8, 1), -1);
	ck_assert_int_eq (ui_tree_model_search (&search, 8, -1), 7);
	/* Without gateways, upwards. */
	g_autoptr (UiTreeModel) other = ui_tree_model_new (fetch, &forest);
	const UiTreeSearch blind = { other, wanted, NULL, opened };
	ck_assert_uint_eq (opened->len, 3);
	ck_assert_int_eq (ui_tree_model_search (&blind, 3, -1), 3);
	expect_rows (other, "1 2 3+ 31 -1");
	ck_assert_int_eq (ui_tree_model_search (&blind, 2, -1), 1);
	ck_assert_int_eq (ui_tree_model_search (&blind, 0, -1), 3);
	expect_rows (other, "1+ 11+ 111 112 12 2 3+ 31 -1");
	ck_assert_int_eq (ui_tree_model_search (&blind, 2, -1), -1);
	g_hash_table_unref (forest.children);
}
END_TEST

/* A hundred thousand below one CA, and ten thousand open CAs: what a key press asks for. */
START_TEST (is_quick_when_large)
{
	Forest forest;
	forest_init (&forest);
	put (&forest, 0, 1);
	for (gint64 i = 0; i < 10000; i++) {
		put (&forest, 1, 1000000 + i);
		for (gint64 k = 0; k < 10; k++)
			put (&forest, 1000000 + i, 2000000 + i * 10 + k);
	}
	g_autoptr (UiTreeModel) model = ui_tree_model_new (fetch, &forest);
	ck_assert (ui_tree_model_open_all (model, 9, G_MAXUINT, NULL));
	ck_assert_uint_eq (ui_tree_model_rows (model), 110001);
	guint fetched = forest.fetched;
	gint64 start = g_get_monotonic_time ();
	for (guint row = 110001 - 50; row < 110001; row++) {
		UiTreeRow at;
		ck_assert (ui_tree_model_row (model, row, &at));
		ck_assert_int_eq (ui_tree_model_find (model, at.id, row), (int)row);
	}
	ck_assert_int_eq (ui_tree_model_find (model, 2099999, 0), 110000);
	ck_assert_uint_eq (forest.fetched, fetched);
	/* A tenth of a second is far beyond what it takes, even under a sanitizer. */
	ck_assert_int_lt (g_get_monotonic_time () - start, 100000);
	g_hash_table_unref (forest.children);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("tree-model");
	TCase *tests = tcase_create ("tree-model");
	tcase_add_test (tests, opens_and_closes);
	tcase_add_test (tests, follows_what_changes);
	tcase_add_test (tests, open_all_has_limits);
	tcase_add_test (tests, a_ring_ends);
	tcase_add_test (tests, search_looks_into_closed_nodes);
	tcase_add_test (tests, is_quick_when_large);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
