#include "config.h"

#include "src/git/worktree.h"

#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#include <string.h>

static char *made (const char *name)
{
	return g_build_filename (tool_folder (), name, NULL);
}

static void make_repository (void)
{
	g_autofree char *home = made ("home");
	/* What git is told to keep for its user goes nowhere else. */
	g_autofree char *settings = made ("home/.gitconfig");
	g_setenv ("HOME", home, TRUE);
	g_setenv ("GIT_CONFIG_GLOBAL", settings, TRUE);
	g_setenv ("GIT_CONFIG_NOSYSTEM", "1", TRUE);
	tool_do ("mkdir -p home work/sub; cd work; git init -q -b trunk; "
		 "git config user.name me; git config user.email me@example.com; "
		 "echo a >a; echo b >sub/b; git add .; git commit -q -m first");
}

static void assert_state (const char *name, PkiGitState state)
{
	g_autofree char *directory = made (name);
	g_autoptr (PkiGitStatus) status = pki_git_status (directory, NULL);
	ck_assert_msg (
		status->state == state, "%d: %s", status->state, status->why ? status->why : "");
}

START_TEST (branch_and_state)
{
	make_repository ();
	g_autofree char *directory = made ("work");
	g_autoptr (PkiGitStatus) branch = pki_git_branch (directory);
	ck_assert_str_eq (branch->branch, "trunk");
	ck_assert (!branch->unborn && !branch->operation);
	assert_state ("work", PKI_GIT_CLEAN);
	assert_state ("work/sub", PKI_GIT_CLEAN);
	/* Only what lies below the directory counts. */
	tool_do ("echo new >work/new");
	assert_state ("work", PKI_GIT_CHANGED);
	assert_state ("work/sub", PKI_GIT_CLEAN);
	tool_do ("rm work/new; echo changed >work/sub/b");
	assert_state ("work/sub", PKI_GIT_CHANGED);
	/* Staged alone differs from HEAD too. */
	tool_do ("cd work; git add sub/b");
	assert_state ("work", PKI_GIT_CHANGED);
	tool_do ("cd work; git commit -q -m second; rm sub/b");
	assert_state ("work", PKI_GIT_CHANGED);
	tool_do ("cd work; git checkout -q sub/b; echo x >.gitignore; git add .gitignore; "
		 "git commit -q -m third; : >x");
	assert_state ("work", PKI_GIT_CLEAN);
	/* A folder that ignores all that is in it, as those of keys do, is no change. */
	tool_do ("cd work; mkdir -p sub/private/deep; echo '*' >sub/private/.gitignore; "
		 ": >sub/private/deep/key; git status --porcelain >../told; test ! -s ../told");
	assert_state ("work", PKI_GIT_CLEAN);
	assert_state ("work/sub", PKI_GIT_CLEAN);
	tool_do ("cd work; mkdir -p new/deep; : >new/deep/file");
	assert_state ("work", PKI_GIT_CHANGED);
	tool_do ("cd work; rm -r new; git init -q new");
	assert_state ("work", PKI_GIT_CHANGED);
}
END_TEST

START_TEST (no_work_tree)
{
	tool_do ("mkdir -p plain; git init -q --bare bare.git");
	assert_state ("plain", PKI_GIT_NONE);
	assert_state ("bare.git", PKI_GIT_BARE);
	assert_state ("bare.git/refs", PKI_GIT_BARE);
}
END_TEST

START_TEST (unborn_detached_and_in_the_middle)
{
	make_repository ();
	tool_do ("mkdir fresh; cd fresh; git init -q -b begin");
	g_autofree char *fresh = made ("fresh");
	g_autoptr (PkiGitStatus) unborn = pki_git_status (fresh, NULL);
	ck_assert (unborn->unborn);
	ck_assert_str_eq (unborn->branch, "begin");
	ck_assert_int_eq (unborn->state, PKI_GIT_CLEAN);
	tool_do ("cd work; git checkout -q --detach");
	g_autofree char *work = made ("work");
	g_autoptr (PkiGitStatus) detached = pki_git_branch (work);
	g_autoptr (GBytes) id = tool_run ("cd work; printf '(detached %%s)' $(git rev-parse HEAD | "
					  "cut -c 1-7)");
	ck_assert_mem_eq (detached->branch, g_bytes_get_data (id, NULL), g_bytes_get_size (id));
	tool_do ("cd work; git checkout -q -b side; echo s >a; git commit -q -a -m side; "
		 "git checkout -q trunk; echo t >a; git commit -q -a -m t; ! git merge -q side");
	g_autoptr (PkiGitStatus) merging = pki_git_status (work, NULL);
	ck_assert_ptr_nonnull (merging->operation);
	ck_assert_int_eq (merging->state, PKI_GIT_CHANGED);
}
END_TEST

/* Filters, fsmonitor and an editor that leave a trace when they run. */
START_TEST (nothing_of_the_repository_is_run)
{
	make_repository ();
	tool_do ("cd work; git config filter.evil.clean 'touch ../ran; cat'; "
		 "git config filter.evil.process 'touch ../ran'; "
		 "git config core.fsmonitor 'touch ../ran; false'; echo '* filter=evil' "
		 ">.gitattributes; printf 'b\\n' >sub/b; touch -d '1 hour ago' sub/b; "
		 "sha256sum .git/index >../index");
	assert_state ("work", PKI_GIT_CHANGED);
	assert_state ("work/sub", PKI_GIT_CLEAN);
	tool_do ("test ! -e ran; cd work; sha256sum -c ../index");
}
END_TEST

START_TEST (a_work_tree_elsewhere_is_refused)
{
	make_repository ();
	tool_do ("mkdir victim; cd work; git config core.worktree ../../victim");
	assert_state ("work", PKI_GIT_BROKEN);
}
END_TEST

START_TEST (what_is_broken_is_told)
{
	make_repository ();
	tool_do ("printf 'rubbish' >work/.git/index");
	assert_state ("work", PKI_GIT_BROKEN);
	tool_do ("printf '[core' >work/.git/config");
	g_autofree char *work = made ("work");
	g_autoptr (PkiGitStatus) status = pki_git_branch (work);
	ck_assert_int_eq (status->state, PKI_GIT_BROKEN);
	ck_assert_ptr_nonnull (status->why);
}
END_TEST

START_TEST (another_owner_is_told_with_the_way_out)
{
	make_repository ();
	if (!tool_try ("chown -R 12345 work"))
		return; /* only root can give files away */
	tool_do ("mv work \"it's; touch ran; work\"");
	const char *below = "it's; touch ran; work/sub";
	g_autofree char *directory = made (below);
	g_autoptr (PkiGitStatus) status = pki_git_status (directory, NULL);
	ck_assert_int_eq (status->state, PKI_GIT_BROKEN);
	const char *command = strstr (status->why, "git config");
	ck_assert_msg (command != NULL, "%s", status->why);
	tool_do ("%s", command);
	assert_state (below, PKI_GIT_CLEAN);
	tool_do ("test ! -e ran");
}
END_TEST

static gpointer ask_often (gpointer directory)
{
	for (int i = 0; i < 100; i++) {
		g_autoptr (PkiGitStatus) branch = pki_git_branch (directory);
		g_autoptr (PkiGitStatus) status = pki_git_status (directory, NULL);
		if (branch->state != PKI_GIT_NONE || status->state != PKI_GIT_NONE)
			return GINT_TO_POINTER (FALSE);
	}
	return GINT_TO_POINTER (TRUE);
}

/* Sanitizers see what a thread leaves behind. */
START_TEST (threads_ask_at_once)
{
	GThread *threads[4];
	for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
		threads[i] = g_thread_new ("ask", ask_often, (gpointer) "/dev");
	for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
		ck_assert (GPOINTER_TO_INT (g_thread_join (threads[i])));
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("worktree");
	TCase *tests = tcase_create ("worktree");
	tcase_set_timeout (tests, 60);
	tcase_add_test (tests, branch_and_state);
	tcase_add_test (tests, no_work_tree);
	tcase_add_test (tests, unborn_detached_and_in_the_middle);
	tcase_add_test (tests, nothing_of_the_repository_is_run);
	tcase_add_test (tests, a_work_tree_elsewhere_is_refused);
	tcase_add_test (tests, what_is_broken_is_told);
	tcase_add_test (tests, another_owner_is_told_with_the_way_out);
	tcase_add_test (tests, threads_ask_at_once);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
