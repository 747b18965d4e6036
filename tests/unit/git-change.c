#include "config.h"

#include "src/base/error.h"
#include "src/git/identity.h"

#include "tests/unit/git-made.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

START_TEST (one_change_is_one_commit)
{
	made_repository ();
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autoptr (PkiChange) change = pki_change_new ();
	made_put (change, "etcd-ca/certs/etcd1.crt", "certificate\n");
	made_put (change, "sub/b", "new b\n");
	pki_change_remove (change, "c");
	made_put_private (change, "private/etcd-ca/etcd1.key", "secret\n");
	g_autoptr (GError) error = made_try (repository, change);
	assert_no_error (error);
	made_assert_prints ("A\tetcd-ca/certs/etcd1.crt\nD\tc\nM\tsub/b",
		"cd work; git show --format= --name-status HEAD | sort");
	made_assert_prints ("issue it|Lin Ye <lin@example.com>|Lin Ye",
		"cd work; git log -1 --format='%%B|%%an <%%ae>|%%cn' | tr -d '\\n'");
	made_assert_prints ("secret\n600 700 700",
		"cd work; cat private/etcd-ca/etcd1.key; stat -c %%a "
		"private/etcd-ca/etcd1.key private/etcd-ca private | tr '\\n' ' ' | sed 's/ $//'");
	made_assert_status ("work", "?? private/");
	made_assert_prints ("", "cd work; git diff-files; git diff-index --cached HEAD");
	made_assert_prints ("", "cd work; ls c 2>/dev/null || true");
	made_assert_prints ("commit: issue it\ncommit: issue it",
		"cd work; git log -g -1 --format=%%gs; git log -g -1 --format=%%gs trunk");
	made_assert_sound ("work");
}
END_TEST

START_TEST (a_handle_serves_many_changes)
{
	made_repository ();
	g_autoptr (PkiRepository) repository = made_open ("work");
	for (int i = 0; i < 5; i++) {
		g_autofree char *path = g_strdup_printf ("certs/%d.crt", i);
		g_autofree char *id = made_commit (repository, path, path);
		made_assert_prints (id, "cd work; git rev-parse HEAD");
		tool_do ("cd work; echo %d >other; git add other; git commit -q -m other", i);
	}
	made_assert_prints ("12", "cd work; git rev-list --count HEAD");
	made_assert_status ("work", "");
	made_assert_sound ("work");
}
END_TEST

START_TEST (the_first_commit_of_a_new_repository)
{
	made_repository ();
	tool_do ("git config --global user.name N; git config --global user.email e@example.com; "
		 "git config --global init.defaultBranch begin; mkdir fresh");
	g_autofree char *path = made_path ("fresh");
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiRepository) repository = pki_repository_init (path, &error);
	assert_no_error (error);
	g_autofree char *id = made_commit (repository, "pkitty.conf", "[store]\n");
	made_assert_prints (id, "cd fresh; git rev-parse begin");
	made_assert_prints ("commit (initial): issue it", "cd fresh; git log -g --format=%%gs");
	made_assert_status ("fresh", "");
	made_assert_sound ("fresh");
	tool_do ("mkdir fresh/below");
	g_autoptr (PkiRepository) below = made_open ("fresh/below");
	ck_assert_str_eq (pki_repository_prefix (below), "below/");
	ck_assert_str_eq (pki_repository_work_tree (below), path);
	g_autofree char *second = made_commit (below, "x.crt", "x\n");
	made_assert_prints ("below/x.crt\npkitty.conf", "cd fresh; git ls-files");
	made_assert_status ("fresh", "");
}
END_TEST

START_TEST (many_files_become_one_pack)
{
	made_repository ();
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autoptr (PkiChange) change = pki_change_new ();
	for (int i = 0; i < 1000; i++) {
		g_autofree char *path = g_strdup_printf ("ca/certs/%d.crt", i);
		made_put (change, path, path);
	}
	g_autoptr (GError) error = made_try (repository, change);
	assert_no_error (error);
	made_assert_prints ("1000", "cd work; git ls-tree -r HEAD ca | wc -l");
	made_assert_prints ("1", "cd work; ls .git/objects/pack/*.pack | wc -l");
	/* A pack has what its change made and nothing of what was there. */
	g_autoptr (PkiChange) next = pki_change_new ();
	for (int i = 0; i < 200; i++) {
		g_autofree char *path = g_strdup_printf ("cb/%d.crt", i);
		made_put (next, path, path);
	}
	tool_do ("cd work; ls .git/objects/pack/*.idx >../packs");
	g_autoptr (GError) why = made_try (repository, next);
	assert_no_error (why);
	made_assert_prints ("203",
		"cd work; git show-index <$(ls .git/objects/pack/*.idx | grep -vxFf "
		"../packs) | wc -l");
	g_autofree char *id = made_commit (repository, "one.crt", "one");
	made_assert_prints ("2", "cd work; ls .git/objects/pack/*.pack | wc -l");
	made_assert_status ("work", "");
	made_assert_sound ("work");
}
END_TEST

static gboolean refuse_keys (const char *path, GBytes *bytes, gpointer data, GError **error)
{
	g_string_append_printf (data, "%s;", path);
	return !strstr (path, "key") || pki_throw (error, PKI_ERROR_PERMISSION, "a key");
}

START_TEST (each_blob_is_asked_about_and_a_refusal_changes_nothing)
{
	made_repository ();
	g_autoptr (PkiRepository) repository = made_open ("work/sub");
	g_autoptr (PkiChange) change = pki_change_new ();
	g_autoptr (GString) asked = g_string_new (NULL);
	g_autoptr (GError) error = NULL;
	g_auto (PkiCommitted) done = { 0 };
	made_put (change, "a.crt", "a");
	made_put (change, "b.key", "b");
	made_put_private (change, "private/c.key", "c");
	tool_do ("cd work; git rev-parse HEAD >../before");
	ck_assert (!pki_repository_commit (
		repository, change, "m", refuse_keys, asked, NULL, &done, &error));
	assert_error (error, PKI_ERROR_PERMISSION);
	ck_assert_str_eq (asked->str, "a.crt;b.key;");
	tool_do ("cd work; git rev-parse HEAD | cmp - ../before; test ! -e sub/private; "
		 "! git cat-file -e $(printf b | git hash-object --stdin)");
	made_assert_status ("work", "");
	made_assert_sound ("work");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("git-change");
	TCase *tests = tcase_create ("git-change");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, one_change_is_one_commit);
	tcase_add_test (tests, a_handle_serves_many_changes);
	tcase_add_test (tests, the_first_commit_of_a_new_repository);
	tcase_add_test (tests, many_files_become_one_pack);
	tcase_add_test (tests, each_blob_is_asked_about_and_a_refusal_changes_nothing);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
