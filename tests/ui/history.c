/* What the History screen tells of commits, and what Enter, D, y and H do there; git makes them. */
#include "config.h"

#include "tests/ui/acme.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

static char *store; /* a copy in git */

static void run (const char *script)
{
	tool_do ("cd in-git; export GIT_AUTHOR_NAME='Li Wei' GIT_AUTHOR_EMAIL=li@example.org "
		 "GIT_COMMITTER_NAME=c GIT_COMMITTER_EMAIL=c@x; %s",
		script);
}

static void make (void)
{
	acme_make ();
	store = g_build_filename (tool_folder (), "in-git", NULL);
	tool_do ("mkdir in-git");
	run ("git init -q; cp ../acme-pki/ca/ca.crt .; cp ../acme-pki/ca/certs/etcd1.crt web.crt; "
	     "git add .; GIT_AUTHOR_DATE='1763500000 +0000' git commit -qm 'first'; "
	     "cp ../acme-pki/ca/certs/etcd1-peer.crt web.crt; git add .; "
	     "GIT_AUTHOR_DATE='1763600000 +0000' git commit -qm 'another web'; "
	     "printf 'odd \\033[2J\\n\\nPki-Action: issue\\nPki-Authority: ca\\nPki-Name: "
	     "gone\\nPki-Certificate: sha256:00\\n' >../m; echo n >notes; git add .; "
	     "GIT_AUTHOR_NAME=$(printf 'E\\033[2Jve') git commit -qF ../m");
}

static void drop (void)
{
	g_free (store);
	acme_drop ();
}

START_TEST (commits_are_told_in_terms_of_certificates)
{
	g_autoptr (Vt) vt = vt_start_in (store, 24, 80, NULL);
	vt_keys (vt, "3");
	vt_see (vt, "2025-11-18 21:06");
	vt_see (vt, "added     2 certificates  (not pkitty)");
	vt_see (vt, "replaced  1 certificate");
	vt_see (vt, "✗ gone from ca");
	vt_see (vt, "E\\x1b[2Jve");
	vt_see (vt, "1 of 3");
}
END_TEST

START_TEST (a_repository_that_cannot_be_read_says_what_to_do)
{
	run ("git init -q --object-format=sha256 ../sha256; cp ca.crt ../sha256");
	g_autofree char *other = g_build_filename (tool_folder (), "sha256", NULL);
	g_autoptr (Vt) vt = vt_start_in (other, 24, 80, NULL);
	vt_keys (vt, "3");
	vt_see (vt, "can't work with. A store needs one that is made");
}
END_TEST

START_TEST (a_wide_screen_says_what_is_wrong)
{
	g_autoptr (Vt) vt = vt_start_in (store, 40, 140, NULL);
	vt_keys (vt, "3");
	vt_see (vt, "(the commit's trailers name a certificate that it does not add)");
}
END_TEST

START_TEST (ascii_is_enough)
{
	g_autoptr (Vt) vt = vt_start_in (store, 24, 80, "LC_ALL=C");
	vt_keys (vt, "3");
	vt_see (vt, "x gone from ca");
	vt_keys (vt, "j<Enter>");
	vt_see (vt, "~ ");
	for (gsize i = 0; i < vt_bytes (vt)->len; i++)
		ck_assert ((guchar)vt_bytes (vt)->str[i] < 0x80);
}
END_TEST

START_TEST (a_commit_shows_the_old_beside_the_new)
{
	g_autoptr (Vt) vt = vt_start_in (store, 40, 140, NULL);
	vt_keys (vt, "3");
	vt_keys (vt, "j<Enter>");
	vt_see (vt, "Li Wei <li@example.org>  2025-11-20T00:53:20Z");
	vt_see (vt, "another web");
	vt_see (vt, "web.crt");
	vt_see (vt, "CN=etcd1");
	vt_see (vt, "Serial number");
	vt_keys (vt, "D");
	vt_see (vt, "diff --git a/web.crt b/web.crt");
	vt_see (vt, "+++ b/web.crt");
	vt_keys (vt, "q");
	vt_see (vt, "another web");
	vt_keys (vt, "q");
	vt_see (vt, "2 of 3");
}
END_TEST

START_TEST (the_commit_id_is_copied)
{
	g_autoptr (Vt) vt = vt_start_in (store, 24, 80, NULL);
	vt_keys (vt, "3");
	vt_keys (vt, "Gy");
	g_autofree char *copied = vt_clipboard (vt);
	g_autofree char *first = tool_text ("git -C in-git rev-list --max-parents=0 HEAD");
	ck_assert_str_eq (copied, first);
}
END_TEST

START_TEST (rows_are_searched_and_filtered)
{
	g_autoptr (Vt) vt = vt_start_in (store, 24, 80, NULL);
	vt_keys (vt, "3");
	vt_keys (vt, "/added<Enter>");
	vt_see (vt, "3 of 3");
	vt_keys (vt, "<Esc>&replaced Wei<Enter>");
	vt_see (vt, "1 of 1");
	vt_see_not (vt, "gone");
	vt_keys (vt, "<Esc>");
	vt_see (vt, "of 3");
}
END_TEST

START_TEST (an_object_has_its_own_commits)
{
	g_autoptr (Vt) vt = vt_start_in (store, 24, 80, NULL);
	vt_keys (vt, "/etcd1<Enter>H");
	vt_see (vt, "History of");
	vt_see (vt, "1 of 2");
	vt_see_not (vt, "gone");
	vt_keys (vt, "q");
	vt_see (vt, "NAME");
}
END_TEST

START_TEST (details_say_by_which_commit_it_came)
{
	g_autoptr (Vt) vt = vt_start_in (store, 24, 80, NULL);
	vt_keys (vt, "/etcd1<Enter><Enter>");
	vt_expect (vt, "Committed");
	vt_expect (vt, "2025-11-20 by Li Wei, \"another web\"");
}
END_TEST

START_TEST (what_no_commit_has_is_said)
{
	g_autofree char *other = g_build_filename (tool_folder (), "other", NULL);
	run ("rm -rf ../other; git clone -q . ../other; cd ../other; cp "
	     "../acme-pki/ca/certs/etcdctl.crt ctl.crt; git add .; GIT_AUTHOR_NAME=$(printf "
	     "'E\\033[2Jve') git commit -qm \"$(printf 'odd \\342\\200\\256')\"; "
	     "cp ../acme-pki/ca/certs/old-etcd.crt web.crt");
	g_autoptr (Vt) vt = vt_start_in (other, 40, 140, "LC_ALL=C");
	vt_keys (vt, "/etcdctl<Enter>");
	vt_expect (vt, "by E\\x1b[2Jve, \"odd \\u202e\"");
	vt_keys (vt, "/old-etcd<Enter>");
	vt_expect (vt, "Committed");
	vt_expect (vt, "no, not as it is here");
	vt_expect_gone (vt, "by E");
}
END_TEST

START_TEST (new_commits_appear)
{
	g_autoptr (Vt) vt = vt_start_in (store, 24, 80, NULL);
	vt_keys (vt, "3");
	vt_keys (vt, "j");
	run ("echo more >notes; git add .; git commit -qm more");
	vt_expect (vt, "changed   1 other file: notes");
	/* The cursor stays with its commit. */
	vt_expect (vt, "3 of 4");
	run ("git reset -q --hard HEAD^");
	vt_expect_gone (vt, "changed   1 other file: notes");
	vt_expect (vt, "2 of 3");
}
END_TEST

START_TEST (outside_of_git_there_is_a_sentence)
{
	g_autofree char *plain = g_build_filename (tool_folder (), "plain", NULL);
	ck_assert_int_eq (g_mkdir_with_parents (plain, 0700), 0);
	g_autoptr (Vt) vt = vt_start_in (plain, 24, 80, NULL);
	vt_keys (vt, "3");
	vt_see (vt, "no git repository");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("history");
	TCase *tcase = tcase_create ("history");
	tcase_add_unchecked_fixture (tcase, make, drop);
	tcase_set_timeout (tcase, 60);
	tcase_add_test (tcase, commits_are_told_in_terms_of_certificates);
	tcase_add_test (tcase, a_repository_that_cannot_be_read_says_what_to_do);
	tcase_add_test (tcase, a_wide_screen_says_what_is_wrong);
	tcase_add_test (tcase, ascii_is_enough);
	tcase_add_test (tcase, a_commit_shows_the_old_beside_the_new);
	tcase_add_test (tcase, the_commit_id_is_copied);
	tcase_add_test (tcase, rows_are_searched_and_filtered);
	tcase_add_test (tcase, an_object_has_its_own_commits);
	tcase_add_test (tcase, details_say_by_which_commit_it_came);
	tcase_add_test (tcase, what_no_commit_has_is_said);
	tcase_add_test (tcase, new_commits_appear);
	tcase_add_test (tcase, outside_of_git_there_is_a_sentence);
	suite_add_tcase (suite, tcase);
	return unit_run (suite);
}
