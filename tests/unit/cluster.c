/* The table of a whole cluster, without a screen. */
#include "config.h"

#include <string.h>

#include "src/store/profiles.h"
#include "tests/unit/unit.h"
#include "ui/forms/cluster-model.h"

static UiCluster *new_cluster (const char *group)
{
	g_autoptr (GPtrArray) profiles = pki_profiles_list ("/nonexistent", NULL);
	ck_assert_ptr_nonnull (profiles);
	return ui_cluster_new (group, profiles);
}

static guint role_called (const UiCluster *cluster, const char *title)
{
	for (guint i = 0; i < ui_cluster_roles (cluster); i++)
		if (g_str_equal (ui_cluster_role_title (cluster, i), title))
			return i;
	ck_abort_msg ("no role is called %s", title);
}

static void fill (UiCluster *cluster, guint row, const char *name, const char *dns, const char *ip)
{
	ui_cluster_set_text (cluster, row, UI_CLUSTER_NAME, name);
	ui_cluster_set_text (cluster, row, UI_CLUSTER_DNS, dns);
	ui_cluster_set_text (cluster, row, UI_CLUSTER_IP, ip);
}

static void expect_row (
	const UiCluster *cluster, guint row, const char *name, const char *dns, const char *ip)
{
	ck_assert_str_eq (ui_cluster_text (cluster, row, UI_CLUSTER_NAME), name);
	ck_assert_str_eq (ui_cluster_text (cluster, row, UI_CLUSTER_DNS), dns);
	ck_assert_str_eq (ui_cluster_text (cluster, row, UI_CLUSTER_IP), ip);
}

START_TEST (roles_are_the_profiles_of_the_system)
{
	g_autoptr (UiCluster) cluster = new_cluster ("etcd");
	ck_assert_uint_eq (ui_cluster_roles (cluster), 3);
	ck_assert (ui_cluster_has_role (cluster, 0, role_called (cluster, "server")));
	ck_assert (ui_cluster_has_role (cluster, 0, role_called (cluster, "peer")));
	ck_assert (!ui_cluster_has_role (cluster, 0, role_called (cluster, "client")));
	/* Nothing is typed: nothing is made. */
	ck_assert_uint_eq (ui_cluster_certificates (cluster), 0);
	g_autoptr (UiCluster) tidb = new_cluster ("tidb");
	/* One machine may have several, but not under one name. */
	ck_assert (ui_cluster_has_role (tidb, 0, role_called (tidb, "pd-server")));
	ck_assert (!ui_cluster_has_role (tidb, 0, role_called (tidb, "tikv-server")));
}
END_TEST

START_TEST (copies_count_on)
{
	g_autoptr (UiCluster) cluster = new_cluster ("etcd");
	fill (cluster, 0, "etcd09", "etcd09.zone2.internal localhost", "10.0.0.9 127.0.0.1 ::1");
	ck_assert_uint_eq (ui_cluster_copy (cluster, 0), 1);
	expect_row (cluster, 1, "etcd10", "etcd10.zone2.internal, localhost",
		"10.0.0.10, 127.0.0.1, ::1");
	fill (cluster, 1, "root", "", "");
	ck_assert_uint_eq (ui_cluster_copy (cluster, 1), 2);
	expect_row (cluster, 2, "root", "", "");
	/* Beyond the last address: told, not wrapped. */
	fill (cluster, 2, "x", "", "10.0.0.255");
	ck_assert_uint_eq (ui_cluster_copy (cluster, 2), 3);
	ck_assert_ptr_nonnull (ui_cluster_mistake (cluster, 3, UI_CLUSTER_IP));
	ck_assert_uint_eq (ui_cluster_remove (cluster, 3), 2);
	ck_assert_uint_eq (ui_cluster_remove (cluster, 0), 0);
	ck_assert_uint_eq (ui_cluster_rows (cluster), 2);
	(void)ui_cluster_remove (cluster, 0);
	(void)ui_cluster_remove (cluster, 0);
	ck_assert_uint_eq (ui_cluster_rows (cluster), 1);
	expect_row (cluster, 0, "", "", "");
}
END_TEST

/* As a Chinese keyboard types them, too. */
START_TEST (names_stand_between_commas_and_blanks)
{
	g_autoptr (UiCluster) cluster = new_cluster ("etcd");
	fill (cluster, 0, "etcd1", "etcd1.internal，etcd1;localhost",
		"10.0.0.11、10.0.1.11；127.0.0.1\t::1");
	g_autoptr (GPtrArray) wishes = ui_cluster_wishes (cluster, NULL, FALSE);
	const PkiWish *wish = g_ptr_array_index (wishes, 0);
	ck_assert_ptr_null (ui_cluster_mistake (cluster, 0, UI_CLUSTER_DNS));
	ck_assert_ptr_null (ui_cluster_mistake (cluster, 0, UI_CLUSTER_IP));
	ck_assert_uint_eq (wish->order->alternative_names->len, 7);
}
END_TEST

START_TEST (mistakes_are_found_in_order)
{
	static const struct {
		const char *name, *dns, *ip;
		UiClusterColumn column;
	} rows[] = {
		{ "a/b", "a.example", "", UI_CLUSTER_NAME },
		{ "", "a.example", "", UI_CLUSTER_NAME },
		{ "a", "*.*.example", "", UI_CLUSTER_DNS },
		{ "a", "a.example", "10.0.0.300", UI_CLUSTER_IP },
		{ "a", "", "", UI_CLUSTER_DNS },
	};
	for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
		g_autoptr (UiCluster) cluster = new_cluster ("etcd");
		guint row = 9;
		UiClusterColumn column;
		g_autofree char *what = NULL;
		fill (cluster, 0, "good", "good.example", "");
		(void)ui_cluster_add (cluster, 0);
		fill (cluster, 1, rows[i].name, rows[i].dns, rows[i].ip);
		ck_assert (!ui_cluster_check (cluster, &row, &column, &what));
		ck_assert_uint_eq (row, 1);
		ck_assert_int_eq (column, rows[i].column);
		ck_assert_ptr_nonnull (what);
	}
}
END_TEST

START_TEST (wishes_are_one_for_each_role)
{
	g_autoptr (UiCluster) cluster = new_cluster ("etcd");
	guint row;
	UiClusterColumn column;
	g_autofree char *what = NULL;
	ck_assert (!ui_cluster_check (cluster, &row, &column, &what));
	g_clear_pointer (&what, g_free);
	fill (cluster, 0, "etcd1", "ETCD1.internal", "10.0.0.11");
	/* An empty row below does no harm. */
	(void)ui_cluster_add (cluster, 0);
	ck_assert (ui_cluster_check (cluster, &row, &column, &what));
	ck_assert_uint_eq (ui_cluster_certificates (cluster), 2);
	g_autoptr (GPtrArray) wishes = ui_cluster_wishes (cluster, "etcd-ca/ca.crt", TRUE);
	ck_assert_uint_eq (wishes->len, 2);
	for (guint i = 0; i < wishes->len; i++) {
		const PkiWish *wish = g_ptr_array_index (wishes, i);
		ck_assert_str_eq (wish->order->name, "etcd1");
		ck_assert_str_eq (wish->authority, "etcd-ca/ca.crt");
		ck_assert_uint_eq (wish->order->alternative_names->len, 2);
		ck_assert_str_eq (g_ptr_array_index (wish->order->alternative_names, 0),
			"DNS:etcd1.internal");
		ck_assert_str_eq (
			g_ptr_array_index (wish->order->alternative_names, 1), "IP:10.0.0.11");
	}
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("cluster");
	TCase *tests = tcase_create ("cluster");
	tcase_add_test (tests, roles_are_the_profiles_of_the_system);
	tcase_add_test (tests, copies_count_on);
	tcase_add_test (tests, names_stand_between_commas_and_blanks);
	tcase_add_test (tests, mistakes_are_found_in_order);
	tcase_add_test (tests, wishes_are_one_for_each_role);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
