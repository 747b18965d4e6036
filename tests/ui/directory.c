/* What the screens tell of a directory as such: when it changes, is empty, is gone, is in git. */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/ui/acme.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

/* Appears at once and whole: what is written in place may be met half-way. */
static void put (const char *directory, const char *from, const char *name)
{
	g_autofree char *source = g_build_filename (acme_store (), "ca", from, NULL);
	g_autofree char *to = g_build_filename (directory, name, NULL);
	g_autofree char *aside = g_build_filename (tool_folder (), "new", NULL);
	g_autofree char *bytes = NULL;
	gsize size;
	ck_assert (g_file_get_contents (source, &bytes, &size, NULL));
	ck_assert (g_file_set_contents (aside, bytes, (gssize)size, NULL));
	ck_assert_int_eq (g_rename (aside, to), 0);
}

START_TEST (rows_follow_the_files)
{
	g_autofree char *copy = g_build_filename (tool_folder (), "copy", NULL);
	g_autofree char *issuer = g_build_filename (copy, "ca.crt", NULL);
	ck_assert_int_eq (g_mkdir (copy, 0700), 0);
	put (copy, "certs/etcdctl.crt", "etcdctl.crt");
	g_autoptr (Vt) vt = vt_start_in (copy, 24, 80, NULL);
	vt_see (vt, "▾ Issuer not here  (1)");
	vt_keys (vt, "j");
	ck_assert (vt_is_selected (vt, "etcdctl"));
	vt_keys (vt, "R");
	vt_see (vt, "1 file was read again. 1 object was found.");
	/* Its issuer comes: the row moves, the cursor with it. */
	put (copy, "ca.crt", "ca.crt");
	vt_expect (vt, "3 of 3"); /* the last that is painted */
	vt_see (vt, "▾ etcd-ca");
	ck_assert (vt_is_selected (vt, "etcdctl"));
	ck_assert_int_eq (g_unlink (issuer), 0);
	vt_expect (vt, "2 of 2");
	vt_see_not (vt, "etcd-ca");
	ck_assert (vt_is_selected (vt, "etcdctl"));
}
END_TEST

START_TEST (a_directory_that_comes_back_is_read_again)
{
	g_autofree char *copy = g_build_filename (tool_folder (), "replaced", NULL);
	g_autofree char *aside = g_build_filename (tool_folder (), "aside", NULL);
	ck_assert_int_eq (g_mkdir (copy, 0700), 0);
	put (copy, "certs/etcdctl.crt", "a.crt");
	g_autoptr (Vt) vt = vt_start_in (copy, 24, 80, NULL);
	vt_see (vt, "etcdctl");
	tool_do ("rm -r replaced");
	vt_expect (vt, "is gone. It is read again");
	ck_assert_int_eq (g_mkdir (copy, 0700), 0);
	put (copy, "certs/etcd1-peer.crt", "b.crt");
	vt_expect (vt, "The directory is back");
	vt_see (vt, "etcd1-peer");
	vt_see_not (vt, "etcdctl");
	/* At once another one of the same name, and what happens in that. */
	g_autofree char *next = g_build_filename (tool_folder (), "next", NULL);
	ck_assert_int_eq (g_mkdir (next, 0700), 0);
	put (next, "certs/etcdctl.crt", "c.crt");
	ck_assert_int_eq (g_rename (copy, aside), 0);
	ck_assert_int_eq (g_rename (next, copy), 0);
	vt_expect (vt, "etcdctl");
	put (copy, "certs/old-etcd.crt", "d.crt");
	vt_expect (vt, "old-etcd");
}
END_TEST

/* An etcd member has one certificate as a server and one as a peer, both of its name; here by the
 * clock of openssl, which made them. */
START_TEST (namesakes_are_told_apart)
{
	g_autofree char *copy = g_build_filename (tool_folder (), "namesakes", NULL);
	tool_do ("mkdir -p namesakes/a namesakes/b; cd namesakes; "
		 "for f in a/etcd1 a/etcd1-peer b/etcd1 a/other; do "
		 "openssl req -x509 -newkey ed25519 -nodes -keyout /dev/null "
		 "-subj /CN=$(basename $f -peer) -days 9 -out $f.crt; done; "
		 "cat a/other.crt >>a/etcd1-peer.crt");
	g_autoptr (Vt) vt = vt_start_in (copy, 24, 80, "PKITTY_TEST_NOW");
	vt_see (vt, " etcd1  a/etcd1.crt ");
	vt_see (vt, " etcd1  b/etcd1.crt ");
	vt_see (vt, " etcd1  etcd1-peer.crt ");
	vt_see_not (vt, "other.crt");
	vt_keys (vt, "2");
	vt_see (vt, "This month (4)");
	vt_see (vt, "   etcd1  a/etcd1.crt ");
	vt_see (vt, "   etcd1  b/etcd1.crt ");
	vt_see (vt, "   etcd1  etcd1-peer.crt ");
}
END_TEST

START_TEST (the_state_of_git_is_a_word)
{
	tool_do ("git init -q -b main tree.git; git init -q --bare bare.git; "
		 "git -C tree.git -c user.name='Li Wei' -c user.email=li@example.org "
		 "commit -q --allow-empty -m first");
	g_autofree char *tree = g_build_filename (tool_folder (), "tree.git", NULL);
	g_autofree char *bare = g_build_filename (tool_folder (), "bare.git", NULL);
	{
		g_autoptr (Vt) vt = vt_start_in (tree, 24, 80, "LC_ALL=C");
		vt_expect (vt, "main clean ");
	}
	{
		g_autoptr (Vt) vt = vt_start_in (tree, 24, 80, NULL);
		vt_expect (vt, "main ✓ ");
	}
	g_autoptr (Vt) vt = vt_start_in (bare, 24, 80, NULL);
	vt_expect (vt, "bare git repository");
}
END_TEST

START_TEST (an_empty_directory_says_what_this_is)
{
	g_autofree char *empty = g_build_filename (tool_folder (), "empty", NULL);
	ck_assert_int_eq (g_mkdir (empty, 0700), 0);
	g_autoptr (Vt) vt = vt_start_in (empty, 24, 80, NULL);
	vt_see (vt, "Nothing about certificates was found in ");
	vt_see (vt, "Press c, then n, to make this directory a store");
	vt_see (vt, "A CA (certificate authority) is a private key");
	vt_keys (vt, "jkG<Enter>typ2jG1");
	vt_see (vt, "Nothing about certificates was found in ");
}
END_TEST

START_TEST (a_long_place_is_told_in_full)
{
	g_autofree char *name = g_strnfill (90, 'd');
	g_autofree char *last = g_strconcat (name, "-end", NULL);
	g_autofree char *empty = g_build_filename (tool_folder (), last, NULL);
	ck_assert_int_eq (g_mkdir (empty, 0700), 0);
	g_autoptr (Vt) vt = vt_start_in (empty, 24, 80, NULL);
	vt_see (vt, "d-end.");
	vt_see (vt, "A CA (certificate authority) is a private key");
}
END_TEST

START_TEST (what_was_skipped_is_told)
{
	g_autofree char *other = g_build_filename (tool_folder (), "other", NULL);
	g_autofree char *link = g_build_filename (other, "broken-link", NULL);
	ck_assert_int_eq (g_mkdir (other, 0700), 0);
	ck_assert_int_eq (symlink ("nowhere", link), 0);
	g_autoptr (Vt) vt = vt_start_in (other, 24, 80, NULL);
	vt_see (vt, "1 skipped: see :messages");
	vt_keys (vt, ":mess<Tab><Enter>");
	vt_see (vt, "1 broken link");
}
END_TEST

/* Reading its settings never ends: all else goes on. */
START_TEST (a_repository_that_blocks_holds_up_nothing)
{
	g_autofree char *directory = g_build_filename (tool_folder (), "blocking", NULL);
	tool_do ("git init -q blocking; cd blocking/.git; rm config; mkfifo config");
	g_autoptr (Vt) vt = vt_start_in (directory, 24, 80, "PKITTY_TEST_MARK");
	vt_expect (vt, "Nothing about certificates was found");
	vt_type (vt, "?");
	vt_expect (vt, "Type to filter");
	vt_type (vt, "<Esc>q");
	ck_assert_int_eq (vt_wait_exit (vt), 0);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("directory");
	TCase *tests = tcase_create ("directory");
	tcase_set_timeout (tests, 60);
	tcase_add_unchecked_fixture (tests, acme_make, acme_drop);
	tcase_add_test (tests, rows_follow_the_files);
	tcase_add_test (tests, a_directory_that_comes_back_is_read_again);
	tcase_add_test (tests, namesakes_are_told_apart);
	tcase_add_test (tests, the_state_of_git_is_a_word);
	tcase_add_test (tests, an_empty_directory_says_what_this_is);
	tcase_add_test (tests, a_long_place_is_told_in_full);
	tcase_add_test (tests, what_was_skipped_is_told);
	tcase_add_test (tests, a_repository_that_blocks_holds_up_nothing);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
