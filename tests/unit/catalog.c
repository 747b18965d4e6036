#include "config.h"

#include "tests/unit/opened.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/time.h"
#include "src/store/catalog-write.h"
#include "tests/unit/unit.h"

static void make_store (void)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	opened_make_leaf ("leaf", "/CN=leaf", "root");
}

START_TEST (it_is_private_and_lies_in_the_cache)
{
	make_store ();
	tool_do ("find store -printf '%%p %%s %%T@ %%C@\\n' | sort >before");
	g_autoptr (PkiStore) store = opened_scanned ();
	tool_do ("find store -printf '%%p %%s %%T@ %%C@\\n' | sort | diff before -");
	g_autofree char *catalog = opened_catalog ();
	g_autofree char *folder = g_path_get_dirname (catalog);
	struct stat status;
	ck_assert_int_eq (stat (catalog, &status), 0);
	ck_assert_int_eq (status.st_mode & 0777, 0600);
	ck_assert_int_eq (stat (folder, &status), 0);
	ck_assert_int_eq (status.st_mode & 0777, 0700);
}
END_TEST

/* The private octets of a key, in any file of the cache. */
START_TEST (it_never_holds_private_keys)
{
	make_store ();
	g_autoptr (PkiStore) store = opened_scanned ();
	ck_assert_uint_eq (pki_store_count (store), 4);
	tool_do ("secret=$(openssl pkey -in store/leaf.key -noout -text | sed -n "
		 "'/priv:/,/pub:/p' | grep -v priv | grep -v pub | tr -d ' :\\n'); "
		 "test ${#secret} -ge 60; "
		 "public=$(openssl pkey -in store/leaf.key -pubout -outform DER | sha256sum | "
		 "cut -c 1-64); cat cache/pkitty/* | od -An -v -tx1 | tr -d ' \\n' >all; "
		 "grep -q $public all; ! grep -q $secret all");
}
END_TEST

START_TEST (it_may_be_deleted_at_any_moment)
{
	make_store ();
	g_autoptr (PkiStore) store = opened_scanned ();
	guint64 generation = pki_store_generation (store);
	tool_do ("rm -r cache");
	ck_assert_uint_ne (pki_store_generation (store), generation);
	ck_assert (!pki_store_is_scanned (store));
	opened_scan (store);
	ck_assert_uint_eq (pki_store_count (store), 4);
	g_autoptr (PkiStore) other = opened_store ();
	ck_assert (pki_store_is_scanned (other));
	ck_assert_uint_eq (pki_store_count (other), 4);
}
END_TEST

static void damage (const char *how)
{
	g_autofree char *catalog = opened_catalog ();
	tool_do ("rm -f cache/pkitty/*-wal cache/pkitty/*-shm; %s '%s'", how, catalog);
	g_autoptr (PkiStore) store = opened_scanned ();
	ck_assert_uint_eq (pki_store_count (store), 4);
	g_autoptr (PkiItem) leaf = opened_item (store, "leaf.crt");
	ck_assert_int_eq (leaf->issuer, opened_at (store, "root.crt"));
}

START_TEST (what_is_damaged_is_made_anew)
{
	make_store ();
	{
		g_autoptr (PkiStore) store = opened_scanned ();
	}
	damage ("sh -c 'printf rubbish >\"$0\"'");
	damage ("truncate -s 8192");
	damage ("truncate -s 100");
	damage ("truncate -s 0");
	damage ("dd if=/dev/urandom bs=4096 count=6 seek=1 conv=notrunc status=none of=\"$(ls "
		"cache/pkitty/*.catalog)\"; :");
}
END_TEST

/* SQLite cannot work beside it just now, yet the file is good. */
START_TEST (what_is_only_out_of_reach_is_kept)
{
	make_store ();
	{
		g_autoptr (PkiStore) store = opened_scanned ();
	}
	g_autofree char *catalog = opened_catalog ();
	tool_do ("rm -f '%s'-wal; mkdir '%s'-wal; stat -c %%i '%s' >inode", catalog, catalog,
		catalog);
	{
		g_autoptr (PkiStore) store = opened_scanned ();
		ck_assert_ptr_nonnull (pki_store_note (store));
		ck_assert_uint_eq (pki_store_count (store), 4);
	}
	tool_do ("rmdir '%s'-wal; stat -c %%i '%s' | cmp - inode", catalog, catalog);
	g_autoptr (PkiStore) store = opened_store ();
	ck_assert (pki_store_is_scanned (store));
}
END_TEST

START_TEST (another_version_is_thrown_away)
{
	make_store ();
	{
		g_autoptr (PkiStore) store = opened_scanned ();
	}
	g_autofree char *catalog = opened_catalog ();
	sqlite3 *db;
	ck_assert_int_eq (sqlite3_open (catalog, &db), SQLITE_OK);
	ck_assert_int_eq (
		sqlite3_exec (db, "PRAGMA user_version = 77; UPDATE object SET name = 'old'", NULL,
			NULL, NULL),
		SQLITE_OK);
	sqlite3_close (db);
	g_autoptr (PkiStore) store = opened_store ();
	ck_assert (!pki_store_is_scanned (store));
	ck_assert_uint_eq (pki_store_count (store), 0);
}
END_TEST

/* Programs of two versions that run at once, as after an upgrade, take nothing from each other. */
START_TEST (each_version_has_a_file_of_its_own)
{
	make_store ();
	{
		g_autoptr (PkiStore) store = opened_scanned ();
	}
	g_autofree char *catalog = opened_catalog ();
	sqlite3 *db;
	sqlite3_stmt *row;
	ck_assert_int_eq (sqlite3_open (catalog, &db), SQLITE_OK);
	ck_assert_int_eq (
		sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &row, NULL), SQLITE_OK);
	ck_assert_int_eq (sqlite3_step (row), SQLITE_ROW);
	g_autofree char *end =
		g_strdup_printf ("-%08x.catalog", (guint)sqlite3_column_int (row, 0));
	sqlite3_finalize (row);
	sqlite3_close (db);
	ck_assert_msg (g_str_has_suffix (catalog, end), "%s does not end with %s", catalog, end);
	/* Of the same directory those that other versions made stay for a week. */
	g_autofree char *hash = g_path_get_basename (catalog);
	hash[32] = '\0';
	tool_do ("cd cache/pkitty; rm *.catalog*; : >%s-1.catalog; : >%s-2.catalog; "
		 "touch -d '8 days ago' %s-1.catalog",
		hash, hash, hash);
	g_autoptr (PkiStore) store = opened_store ();
	tool_do ("cd cache/pkitty; test ! -e %s-1.catalog && test -e %s-2.catalog", hash, hash);
}
END_TEST

START_TEST (handles_share_what_they_know)
{
	make_store ();
	g_autoptr (PkiStore) one = opened_store ();
	g_autoptr (PkiStore) two = pki_store_dup (one, NULL);
	guint64 generation = pki_store_generation (one);
	opened_scan (two);
	ck_assert_uint_ne (pki_store_generation (one), generation);
	ck_assert_uint_eq (pki_store_count (one), 4);
	generation = pki_store_generation (one);
	ck_assert_uint_eq (pki_store_generation (one), generation);
}
END_TEST

static gpointer scan_often (gpointer data)
{
	g_autoptr (PkiStore) store = opened_store ();
	for (int i = 0; i < 20; i++)
		opened_scan (store);
	return NULL;
}

START_TEST (two_at_once_agree)
{
	make_store ();
	tool_do ("for i in $(seq 200); do cp store/leaf.crt store/$i.crt; done");
	GThread *one = g_thread_new ("one", scan_often, NULL);
	GThread *two = g_thread_new ("two", scan_often, NULL);
	g_thread_join (one);
	g_thread_join (two);
	g_autoptr (PkiStore) store = opened_store ();
	ck_assert_uint_eq (pki_store_count (store), 4);
	g_autoptr (GPtrArray) places =
		pki_store_places (store, opened_at (store, "leaf.crt"), NULL);
	ck_assert_uint_eq (places->len, 201);
}
END_TEST

static gpointer scan_first (gpointer data)
{
	g_autoptr (PkiStore) store = opened_store ();
	opened_scan (store);
	return GUINT_TO_POINTER (pki_store_count (store));
}

/* Whichever is put in place, everybody has one that is whole. */
START_TEST (two_first_readings_at_once_agree)
{
	make_store ();
	tool_do ("for i in $(seq 200); do cp store/leaf.crt store/$i.crt; done");
	for (int i = 0; i < 20; i++) {
		tool_do ("rm -rf cache");
		GThread *threads[3];
		for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
			threads[t] = g_thread_new ("first", scan_first, NULL);
		for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
			ck_assert_uint_eq (GPOINTER_TO_UINT (g_thread_join (threads[t])), 4);
		g_autoptr (PkiStore) store = opened_store ();
		ck_assert (pki_store_is_scanned (store));
		g_autoptr (GPtrArray) places =
			pki_store_places (store, opened_at (store, "leaf.crt"), NULL);
		ck_assert_uint_eq (places->len, 201);
		tool_do ("test $(ls cache/pkitty/*.catalog | wc -l) = 1; "
			 "! ls cache/pkitty | grep -q 'catalog-[^ws]'");
	}
}
END_TEST

/* Half a catalog beside the true one, as SIGKILL leaves it. */
/* As a folder may, whose files are renamed while it is listed: the ordinary way knows how to go on.
 */
START_TEST (a_name_that_comes_twice_is_no_first_filling)
{
	static const guint passed[PKI_PASSED_N];
	const PkiFileState state = { .size = 1 };
	g_autoptr (PkiCatalog) catalog = pki_catalog_open ("here", PKI_CATALOG_KEEP, NULL);
	g_autoptr (GPtrArray) none = g_ptr_array_new ();
	g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
	g_autoptr (GError) error = NULL;
	ck_assert (pki_catalog_begin_fresh (catalog));
	PkiWriter *writer = pki_writer_new (catalog, TRUE);
	for (int i = 0; i < 20; i++) {
		char *name = g_strdup_printf ("file-%d", i % 19);
		g_ptr_array_add (names, name);
		ck_assert (pki_writer_put (writer, "", name, &state, none, passed, NULL));
	}
	ck_assert (!pki_writer_flush (writer, TRUE, NULL, &error));
	ck_assert (g_error_matches (error, PKI_ERROR, PKI_ERROR_STALE));
	pki_writer_free (writer);
	ck_assert (!pki_catalog_finish_fresh (catalog, FALSE));
}
END_TEST

START_TEST (who_is_killed_leaves_nothing_that_is_taken)
{
	make_store ();
	{
		g_autoptr (PkiStore) store = opened_scanned ();
	}
	tool_do ("cd cache/pkitty; for f in *.catalog; do head -c 9000 $f >$f-abcdef; "
		 "cp $f-abcdef $f-fedcba; touch -d '2 hours ago' $f-abcdef; rm $f; done");
	g_autoptr (PkiStore) store = opened_scanned ();
	ck_assert_uint_eq (pki_store_count (store), 4);
	tool_do ("test ! -e cache/pkitty/*-abcdef; test -e cache/pkitty/*-fedcba");
}
END_TEST

/* Where no folder can be made, not even by root: below a file. */
START_TEST (without_a_cache_it_lives_in_memory)
{
	opened_directory ();
	make_store ();
	tool_do (": >file");
	g_autofree char *cache = g_build_filename (tool_folder (), "file", "cache", NULL);
	g_setenv ("XDG_CACHE_HOME", cache, TRUE);
	g_autoptr (PkiStore) store = opened_scanned ();
	ck_assert_ptr_nonnull (pki_store_note (store));
	ck_assert_uint_eq (pki_store_count (store), 4);
	g_autoptr (PkiStore) other = pki_store_dup (store, NULL);
	ck_assert_uint_eq (pki_store_count (other), 4);
	opened_scan (other);
	ck_assert (pki_store_check_signatures (other, NULL, 0, NULL, NULL));
	g_autoptr (PkiItem) leaf = opened_item (store, "leaf.crt");
	ck_assert_int_ne (leaf->issuer_verdict, 0);
}
END_TEST

static void without_a_cache (void)
{
	tool_do (": >file; mkdir -p tmp");
	g_autofree char *cache = g_build_filename (tool_folder (), "file", "cache", NULL);
	g_autofree char *place = g_build_filename (tool_folder (), "tmp", NULL);
	g_setenv ("XDG_CACHE_HOME", cache, TRUE);
	g_setenv ("TMPDIR", place, TRUE);
}

/* A large directory shall not cost memory because no cache can be written. */
START_TEST (without_a_cache_it_is_a_private_file_that_goes_at_the_end)
{
	opened_directory ();
	make_store ();
	without_a_cache ();
	{
		g_autoptr (PkiStore) store = opened_scanned ();
		ck_assert_ptr_nonnull (pki_store_note (store));
		tool_do ("test $(stat -c %%a tmp/*) = 700; test $(stat -c %%a tmp/*/*.catalog | "
			 "sort "
			 "-u) = 600");
		g_autoptr (PkiStore) other = pki_store_dup (store, NULL);
		ck_assert_uint_eq (pki_store_count (other), 4);
	}
	tool_do ("test -z \"$(ls -A tmp)\"");
}
END_TEST

START_TEST (what_the_killed_left_behind_goes)
{
	opened_directory ();
	make_store ();
	without_a_cache ();
	tool_do (
		"mkdir tmp/pkitty-catalog-abcdef tmp/pkitty-catalog-mine tmp/other; "
		"touch tmp/pkitty-catalog-abcdef/lock.catalog tmp/pkitty-catalog-abcdef/00.catalog "
		"tmp/pkitty-catalog-abcdef/00.catalog-wal tmp/pkitty-catalog-mine/letter "
		"tmp/other/x");
	g_autoptr (PkiStore) store = opened_scanned ();
	tool_do ("test ! -e tmp/pkitty-catalog-abcdef; test -e tmp/pkitty-catalog-mine/letter; "
		 "test -e tmp/other/x");
	/* One that is in use stays. */
	g_autoptr (PkiStore) second = opened_scanned ();
	ck_assert_uint_eq (pki_store_count (store), 4);
	tool_do ("test $(ls -d tmp/pkitty-catalog-* | wc -l) = 3");
}
END_TEST

START_TEST (without_any_place_it_lives_in_memory)
{
	opened_directory ();
	make_store ();
	without_a_cache ();
	tool_do ("rmdir tmp; : >tmp");
	g_autoptr (PkiStore) store = opened_scanned ();
	ck_assert_ptr_nonnull (pki_store_note (store));
	ck_assert_uint_eq (pki_store_count (store), 4);
	g_autoptr (PkiStore) other = pki_store_dup (store, NULL);
	opened_scan (other);
	ck_assert (pki_store_check_signatures (other, NULL, 0, NULL, NULL));
	g_autoptr (PkiItem) leaf = opened_item (store, "leaf.crt");
	ck_assert_int_ne (leaf->issuer_verdict, 0);
}
END_TEST

START_TEST (who_only_looks_makes_none)
{
	make_store ();
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (
		pki_store_open (opened_directory (), PKI_STORE_EXISTING_CATALOG, &error));
	assert_error (error, PKI_ERROR_NOT_FOUND);
	tool_do ("test ! -e cache");
	{
		g_autoptr (PkiStore) store = opened_scanned ();
	}
	g_clear_error (&error);
	g_autoptr (PkiStore) store =
		pki_store_open (opened_directory (), PKI_STORE_EXISTING_CATALOG, &error);
	assert_no_error (error);
	ck_assert_uint_eq (pki_store_count (store), 4);
}
END_TEST

START_TEST (what_can_not_be_opened_is_told)
{
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (pki_store_open ("/does/not/exist", PKI_STORE_DEFAULT, &error));
	assert_error (error, PKI_ERROR_NOT_FOUND);
	g_clear_error (&error);
	ck_assert_ptr_null (pki_store_open ("/dev/null", PKI_STORE_DEFAULT, &error));
	assert_error (error, PKI_ERROR_UNSUPPORTED);
}
END_TEST

START_TEST (unused_catalogs_go)
{
	make_store ();
	tool_do (
		"mkdir -p cache/pkitty other; : >cache/pkitty/00.catalog; "
		": >cache/pkitty/00.catalog-wal; : >cache/pkitty/11.catalog; : >cache/pkitty/note; "
		"touch -d '91 days ago' cache/pkitty/00.catalog cache/pkitty/note; "
		"touch -d '80 days ago' cache/pkitty/11.catalog");
	g_autoptr (PkiStore) store = opened_store ();
	tool_do ("test ! -e cache/pkitty/00.catalog; test ! -e cache/pkitty/00.catalog-wal; "
		 "test -e cache/pkitty/11.catalog; test -e cache/pkitty/note");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("catalog");
	TCase *tests = tcase_create ("catalog");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, it_is_private_and_lies_in_the_cache);
	tcase_add_test (tests, it_never_holds_private_keys);
	tcase_add_test (tests, it_may_be_deleted_at_any_moment);
	tcase_add_test (tests, what_is_damaged_is_made_anew);
	tcase_add_test (tests, what_is_only_out_of_reach_is_kept);
	tcase_add_test (tests, another_version_is_thrown_away);
	tcase_add_test (tests, each_version_has_a_file_of_its_own);
	tcase_add_test (tests, handles_share_what_they_know);
	tcase_add_test (tests, two_at_once_agree);
	tcase_add_test (tests, without_a_cache_it_lives_in_memory);
	tcase_add_test (tests, without_a_cache_it_is_a_private_file_that_goes_at_the_end);
	tcase_add_test (tests, what_the_killed_left_behind_goes);
	tcase_add_test (tests, without_any_place_it_lives_in_memory);
	tcase_add_test (tests, a_name_that_comes_twice_is_no_first_filling);
	tcase_add_test (tests, who_is_killed_leaves_nothing_that_is_taken);
	tcase_add_test (tests, two_first_readings_at_once_agree);
	tcase_add_test (tests, who_only_looks_makes_none);
	tcase_add_test (tests, what_can_not_be_opened_is_told);
	tcase_add_test (tests, unused_catalogs_go);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
