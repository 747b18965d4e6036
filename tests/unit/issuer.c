/* Issuers whose signature is right and who are none all the same. */
#include "config.h"

#include <string.h>

#include "tests/unit/opened.h"

#include "src/x509/signature.h"
#include "tests/unit/unit.h"

static void check_all (PkiStore *store)
{
	g_autoptr (GError) error = NULL;
	ck_assert (pki_store_check_signatures (store, NULL, 0, NULL, &error));
	assert_no_error (error);
}

/* What is said of the first that could have issued it. */
static const char *doubt_of (PkiStore *store, gint64 id)
{
	g_autoptr (GArray) issuers = pki_store_issuers (store, id, NULL);
	ck_assert_uint_gt (issuers->len, 0);
	return g_array_index (issuers, PkiIssuer, 0).doubt;
}

/* A by B and B by A, and no other certificate of either: both are shown, none twice. */
START_TEST (a_loop_is_cut_once)
{
	opened_make_ca ("a", "/CN=A", NULL);
	opened_make_ca ("b", "/CN=B", "a");
	tool_do ("mv store/a.crt a-old.crt; cp store/a.key store/a2.key");
	opened_make_ca ("a2", "/CN=A", "b");
	g_autoptr (PkiStore) store = opened_scanned ();
	check_all (store);
	g_autoptr (GArray) roots = pki_store_children (store, PKI_ROOTS, NULL);
	ck_assert_uint_eq (roots->len, 1);
	g_autoptr (GArray) below =
		pki_store_children (store, g_array_index (roots, gint64, 0), NULL);
	ck_assert_uint_eq (below->len, 1);
	g_autoptr (GArray) end = pki_store_children (store, g_array_index (below, gint64, 0), NULL);
	ck_assert_uint_eq (end->len, 0);
	ck_assert_uint_eq (pki_store_section_count (store, PKI_SECTION_ORPHANS), 0);
	ck_assert_ptr_nonnull (
		strstr (doubt_of (store, g_array_index (roots, gint64, 0)), "in a circle"));
	ck_assert_ptr_null (doubt_of (store, g_array_index (below, gint64, 0)));
}
END_TEST

START_TEST (an_issuer_that_is_no_ca_is_doubted)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	opened_make_leaf ("agent", "/CN=agent", "root");
	opened_make_leaf ("below", "/CN=below", "agent");
	tool_do ("openssl verify -CAfile store/root.crt -untrusted store/agent.crt store/below.crt "
		 "2>&1 | grep -q 'invalid CA'");
	g_autoptr (PkiStore) store = opened_scanned ();
	check_all (store);
	g_autoptr (PkiItem) below = opened_item (store, "below.crt");
	ck_assert (below->issuer == opened_at (store, "agent.crt"));
	ck_assert_int_eq (below->issuer_verdict, PKI_VERDICT_GOOD);
	ck_assert_ptr_nonnull (strstr (doubt_of (store, below->id), "no CA"));
	ck_assert_ptr_null (doubt_of (store, opened_at (store, "agent.crt")));
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("issuer");
	TCase *tests = tcase_create ("issuer");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, a_loop_is_cut_once);
	tcase_add_test (tests, an_issuer_that_is_no_ca_is_doubted);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
