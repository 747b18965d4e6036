/* What is added to a catalog stands where it would if all had been read at once. */
#include "config.h"

#include "tests/unit/opened.h"

#include <string.h>

#include "src/base/time.h"
#include "tests/unit/unit.h"

static const gint64 days_ahead[] = { 0, 5, 9, 11, 250, 280, 301, 2990 };

static char *path_of (PkiStore *store, gint64 id)
{
	g_autoptr (PkiItem) item = id > 0 ? pki_store_item (store, id, 0, NULL) : NULL;
	return g_strdup (item ? item->path : "none");
}

static void tell_item (PkiStore *store, gint64 id, GString *out)
{
	gint64 parent;
	PkiSection section;
	gboolean placed = pki_store_above (store, id, &parent, &section);
	g_autofree char *above = path_of (store, parent);
	g_string_append_printf (out, " above %d %s %d", placed, above, section);
	for (gsize i = 0; i < G_N_ELEMENTS (days_ahead); i++) {
		/* Catalogs that were counted at other seconds say the same. */
		gint64 now = pki_time_now () / 3600 * 3600 + 3600 + days_ahead[i] * 86400;
		g_autoptr (GError) error = NULL;
		g_autoptr (PkiItem) item = pki_store_item (store, id, now, &error);
		assert_no_error (error);
		g_autofree char *issuer = path_of (store, item->issuer);
		g_string_append_printf (out,
			"\n  %s type %d status %d revoked %" G_GINT64_FORMAT
			" %d by %s verdict %d depth %u children %u worst %d soon %u key %s",
			item->name, item->type, item->status, item->revoked_at,
			item->revoked_reason, issuer, item->issuer_verdict, item->depth,
			item->children, item->worst_below, item->soon_below,
			item->private_key ? item->private_key : "none");
	}
	g_string_append_c (out, '\n');
}

static int compare_names (gconstpointer a, gconstpointer b)
{
	return strcmp (*(char *const *)a, *(char *const *)b);
}

static GPtrArray *files_here (void)
{
	GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
	g_autoptr (GDir) dir = g_dir_open (opened_directory (), 0, NULL);
	for (const char *name; (name = g_dir_read_name (dir));)
		g_ptr_array_add (files, g_strdup (name));
	g_ptr_array_sort (files, compare_names);
	return files;
}

/* All that a store knows of its files, in words; line by line. */
static GStrv tell (PkiStore *store)
{
	g_autoptr (GString) out = g_string_new (NULL);
	g_autoptr (GPtrArray) files = files_here ();
	for (guint i = 0; i < files->len; i++) {
		const char *file = g_ptr_array_index (files, i);
		g_string_append (out, file);
		tell_item (store, opened_at (store, file), out);
	}
	for (PkiSection i = 0; i < PKI_SECTION_N; i++)
		g_string_append_printf (
			out, "section %d: %u\n", i, pki_store_section_count (store, i));
	return g_strsplit (out->str, "\n", -1);
}

static void assert_as_read_at_once (PkiStore *store)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiStore) other =
		pki_store_open (opened_directory (), PKI_STORE_IN_MEMORY, &error);
	assert_no_error (error);
	ck_assert (pki_store_scan (other, NULL, NULL, &error));
	g_auto (GStrv) grown = tell (store), at_once = tell (other);
	for (guint i = 0; grown[i] && at_once[i]; i++)
		ck_assert_str_eq (grown[i], at_once[i]);
	ck_assert_uint_eq (g_strv_length (grown), g_strv_length (at_once));
}

/* The files, with blanks between, have come. */
static void add (PkiStore *store, const char *files)
{
	g_auto (GStrv) names = g_strsplit (files, " ", -1);
	g_autoptr (GPtrArray) list = g_ptr_array_new ();
	g_autoptr (GError) error = NULL;
	for (char **name = names; *name; name++)
		g_ptr_array_add (list, *name);
	ck_assert (pki_store_scan_files (store, list, &error));
	assert_as_read_at_once (store);
}

/* A database of openssl's stands beside them, and one that has ended waits there. */
static PkiStore *store_with_two_cas (void)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	opened_make_ca ("inner", "/CN=Inner", "root");
	opened_make_leaf ("first", "/CN=first", "inner");
	tool_do ("mkdir new; : >index.txt; echo 01 >number; "
		 "printf '%%s\n' '[ca]' 'default_ca=x' '[x]' 'database=index.txt' "
		 "'crlnumber=number' 'default_md=sha256' 'default_crl_days=30' 'new_certs_dir=new' "
		 "'rand_serial=yes' 'unique_subject=no' 'policy=p' '[p]' 'commonName=supplied' "
		 ">ca.cnf; openssl ca -batch -notext -config ca.cnf -cert store/inner.crt "
		 "-keyfile store/inner.key -in first.csr -startdate 20200101000000Z "
		 "-enddate 20210101000000Z -out ended.crt");
	return opened_scanned ();
}

START_TEST (leaves_come_one_after_the_other)
{
	g_autoptr (PkiStore) store = store_with_two_cas ();
	tool_do ("mv ended.crt store");
	add (store, "ended.crt");
	opened_make_leaf ("a", "/CN=a", "inner");
	add (store, "a.crt a.key");
	opened_make_leaf ("b", "/CN=b", "inner");
	tool_do ("mv store/b.crt .");
	add (store, "b.key");
	tool_do ("mv b.crt store");
	add (store, "b.crt");
	opened_make_leaf ("c", "/CN=c", "root");
	tool_do ("openssl x509 -req -in c.csr -CA store/inner.crt -CAkey store/inner.key "
		 "-set_serial 99 -days 10 -out store/short.crt; "
		 "mv store/c.* store/short.crt .; cp c.csr store");
	add (store, "c.csr");
	tool_do ("mv c.crt c.key short.crt store");
	add (store, "c.key short.crt c.crt");
	tool_do ("cp store/c.crt store/copy.crt");
	add (store, "copy.crt");
	tool_do ("rm store/c.crt store/copy.crt store/b.key");
	add (store, "c.crt copy.crt b.key");
	opened_make_leaf ("d", "/CN=d", "inner");
	opened_scan (store);
	assert_as_read_at_once (store);
}
END_TEST

START_TEST (what_others_wait_for_moves_them)
{
	g_autoptr (PkiStore) store = store_with_two_cas ();
	opened_make_ca ("late", "/CN=Late", "inner");
	opened_make_leaf ("orphan", "/CN=orphan", "late");
	tool_do ("mv store/late.crt .");
	add (store, "orphan.crt orphan.key late.key");
	tool_do ("mv late.crt store");
	add (store, "late.crt");
	opened_make_leaf ("below", "/CN=below", "orphan");
	add (store, "below.crt below.key");
	opened_make_leaf ("namesake", "/CN=Inner", "root");
	add (store, "namesake.crt namesake.key");
	opened_make_ca ("other", "/CN=Root", NULL);
	add (store, "other.crt other.key");
	opened_make_leaf ("both", "/CN=both", "other");
	add (store, "both.crt both.key");
	opened_make_ca ("deep", "/CN=Deep", "late");
	opened_make_leaf ("deepest", "/CN=deepest", "deep");
	add (store, "deep.crt deepest.crt deep.key deepest.key");
	opened_make_leaf ("deepest2", "/CN=deepest2", "deep");
	add (store, "deepest2.crt deepest2.key");
}
END_TEST

/* A certificate may come after the list that has it. */
START_TEST (what_is_revoked_already_comes_so)
{
	g_autoptr (PkiStore) store = store_with_two_cas ();
	opened_make_leaf ("gone", "/CN=gone", "inner");
	tool_do ("mv store/gone.crt .; "
		 "for action in '-revoke gone.crt -crl_reason superseded' "
		 "'-gencrl -out store/inner.crl'; do openssl ca -config ca.cnf -cert "
		 "store/inner.crt -keyfile store/inner.key $action; done");
	add (store, "inner.crl gone.key");
	tool_do ("mv gone.crt store");
	add (store, "gone.crt");
	g_autoptr (PkiItem) gone = opened_item (store, "gone.crt");
	ck_assert_int_eq (gone->status, PKI_STATUS_REVOKED);
	ck_assert_int_eq (gone->revoked_reason, 4);
	g_autoptr (PkiItem) root = opened_item (store, "root.crt");
	ck_assert_int_eq (root->worst_below, PKI_STATUS_REVOKED);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("placing");
	TCase *tests = tcase_create ("placing");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, leaves_come_one_after_the_other);
	tcase_add_test (tests, what_others_wait_for_moves_them);
	tcase_add_test (tests, what_is_revoked_already_comes_so);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
