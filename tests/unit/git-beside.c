#include "config.h"

#include "src/base/error.h"
#include "src/git/commit.h"

#include "tests/unit/git-made.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#include <string.h>

/* A new, a replaced and a removed file, each beside what the user does. */
static void change_work (const char *name)
{
	g_autoptr (PkiRepository) repository = made_open (name);
	g_autoptr (PkiChange) change = pki_change_new ();
	made_put (change, "sub/new.crt", "certificate\n");
	made_put (change, "sub/b", "replaced\n");
	g_autoptr (GError) error = made_try (repository, change);
	assert_no_error (error);
	made_assert_prints (
		"certificate\nreplaced", "cd %s; git show HEAD:sub/new.crt HEAD:sub/b | cat", name);
	made_assert_prints ("certificate\nreplaced", "cd %s; cat sub/new.crt sub/b", name);
}

START_TEST (what_is_staged_and_edited_survives)
{
	made_repository ();
	tool_do (
		"cd work; for n in 1 2 3 4 5 6; do echo $n >u$n; done; git add u?; "
		"git commit -q -m u; echo staged >u1; git add u1; echo 'and edited' >>u1; "
		"echo edited >u2; git rm -q --cached u3; git rm -q u4; git update-index "
		"--assume-unchanged u5; git update-index --skip-worktree u6; chmod +x c; "
		"echo new >added; git add added; echo later >intended; git add -N intended; "
		"mkdir sub/theirs; echo loose >sub/theirs/loose; git status --porcelain -uall "
		">../status; git diff --cached >../staged; git diff >../edited; git ls-files -t -v "
		">../flags");
	change_work ("work");
	tool_do ("cd work; git status --porcelain -uall | diff ../status -; git diff --cached | "
		 "diff ../staged -; git diff | diff ../edited -; git ls-files -t -v | grep -v "
		 "sub/new.crt | diff ../flags -");
	made_assert_prints (
		"A\tsub/new.crt\nM\tsub/b", "cd work; git show --format= --name-status | sort");
	made_assert_sound ("work");
}
END_TEST

/* A file that changed in the same moment in which the index was written, without its size or times
 * telling. */
START_TEST (an_edit_that_only_the_index_time_tells_is_not_hidden)
{
	made_repository ();
	tool_do ("cd work; echo 1 >racy; touch -d @2000000000 racy; git add racy; git commit -q -m "
		 "r; "
		 "echo 2 >racy; touch -d @2000000000 racy; touch -d @2000000000 .git/index");
	made_assert_prints ("racy", "cd work; git diff --name-only");
	change_work ("work");
	made_assert_prints ("racy", "cd work; git diff --name-only");
}
END_TEST

START_TEST (nothing_of_the_repository_is_run)
{
	made_repository ();
	tool_do ("cd work; for hook in pre-commit commit-msg prepare-commit-msg post-commit "
		 "reference-transaction post-index-change; do printf '#!/bin/sh\\ntouch "
		 "../ran\\n' >.git/hooks/$hook; chmod +x .git/hooks/$hook; done; mkdir hooks; "
		 "cp .git/hooks/* hooks; git config core.hooksPath hooks; "
		 "git config core.fsmonitor 'touch ../ran'; git config filter.evil.clean "
		 "'touch ../ran; cat'; git config filter.evil.smudge 'touch ../ran; cat'; "
		 "git config filter.evil.process 'touch ../ran'; git config core.sshCommand "
		 "'touch ../ran'; git config core.editor 'touch ../ran'; git config commit.gpgSign "
		 "true; git config gpg.program 'touch ../ran'; git config diff.external "
		 "'touch ../ran'; echo '* filter=evil' >.git/info/attributes; git config "
		 "include.path ../../further; printf '[core]\\n\\tpager = touch ran\\n' "
		 ">../further");
	change_work ("work");
	tool_do ("test ! -e ran");
}
END_TEST

START_TEST (blobs_are_the_exact_bytes_whatever_git_would_convert)
{
	made_repository ();
	tool_do ("cd work; git config core.autocrlf true; printf '*.txt text eol=crlf\\n*.id "
		 "ident\\n' >.gitattributes; git add .; git commit -q -m attributes; "
		 "printf 'one\\r\\ntwo\\r\\n' >t.txt; git add t.txt 2>/dev/null; git commit -q -m "
		 "t");
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autoptr (PkiChange) change = pki_change_new ();
	made_put (change, "lf.crt", "a\nb\n");
	made_put (change, "lf.txt", "a\nb\n");
	made_put (change, "binary.der", "\x30\x82\r\n\x01\n");
	made_put (change, "some.id", "$Id$\n");
	/* Replaces a file whose line ends git turned on the way in. */
	made_put (change, "t.txt", "three\n");
	g_autoptr (GError) error = made_try (repository, change);
	assert_no_error (error);
	tool_do ("cd work; for f in lf.crt lf.txt binary.der some.id t.txt; do git cat-file -p "
		 "HEAD:$f "
		 "| cmp - $f; done; printf 'a\\nb\\n' | cmp - lf.crt");
	made_assert_status ("work", "");
	/* Also when git looks at the content again. */
	tool_do ("cd work; touch -d '1 hour ago' lf.crt lf.txt binary.der some.id t.txt");
	made_assert_status ("work", "");
	made_assert_sound ("work");
}
END_TEST

START_TEST (linked_work_trees_and_submodules)
{
	made_repository ();
	tool_do ("cd work; git worktree add -q ../linked -b other; git -c "
		 "protocol.file.allow=always "
		 "submodule add -q ../work module 2>/dev/null; git commit -q -m module; "
		 "cd module; git config user.name M; git config user.email m@example.com");
	change_work ("linked");
	made_assert_status ("linked", "");
	made_assert_prints ("refs/heads/other", "cd linked; git symbolic-ref HEAD");
	change_work ("work/module");
	made_assert_prints ("", "cd work/module; git status --porcelain");
	made_assert_status ("work", " M module");
	made_assert_prints ("", "find . -name '*.lock'");
	/* A submodule is a file's place for nobody. */
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autoptr (PkiChange) change = pki_change_new ();
	made_put (change, "module/x", "x");
	g_autoptr (GError) error = made_try (repository, change);
	assert_error (error, PKI_ERROR_EXISTS);
	ck_assert_msg (strstr (error->message, "submodule") != NULL, "%s", error->message);
	made_assert_prints ("", "cd work/module; git status --porcelain");
}
END_TEST

/* /dev/shm is another disk than /tmp in most places; where it is the same, this is a plain case. */
START_TEST (a_git_directory_on_another_disk)
{
	made_repository ();
	if (!tool_try ("test -w /dev/shm"))
		return;
	tool_do ("mkdir away; d=$(mktemp -d /dev/shm/pkitty-XXXXXX); echo $d >disk; "
		 "git clone -q --separate-git-dir $d/git work away; cd away; "
		 "git config user.name M; git config user.email m@example.com");
	g_autoptr (PkiRepository) repository = made_open ("away");
	g_autoptr (PkiChange) change = pki_change_new ();
	made_put (change, "new/x.crt", "x");
	made_put (change, "a", "y");
	made_put_private (change, "private/x.key", "secret");
	g_autoptr (GError) error = made_try (repository, change);
	g_autofree char *seen = tool_text (
		"cd away; git status --porcelain; git fsck --strict 2>&1; git show HEAD:new/x.crt; "
		"stat -c %%a private/x.key; cat private/x.key; find . -name '.pkitty*'; "
		"find $(git rev-parse --git-dir) -name '*.lock'; ls $(git rev-parse "
		"--git-dir)/pkitty; rm -rf $(cat ../disk)");
	assert_no_error (error);
	ck_assert_str_eq (seen, "?? private/\nx600\nsecretdoor\nlock");
}
END_TEST

START_TEST (branches_in_every_form)
{
	made_repository ();
	tool_do ("cd work; git checkout -q -b feature/deep/name; git pack-refs --all; "
		 "test ! -e .git/refs/heads/feature");
	change_work ("work");
	made_assert_status ("work", "");
	tool_do ("cd work; git pack-refs --all; mkdir -p .git/refs/heads/feature/deep/name/empty; "
		 "rmdir .git/refs/heads/feature/deep/name/empty");
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autofree char *id = made_commit (repository, "x.crt", "x");
	made_assert_prints (id, "cd work; git rev-parse feature/deep/name");
	tool_do ("cd work; git config core.logAllRefUpdates false; git checkout -q -b unlogged");
	g_autofree char *second = made_commit (repository, "y.crt", "y");
	tool_do ("cd work; test ! -e .git/logs/refs/heads/unlogged");
	made_assert_prints ("commit: issue it", "cd work; git log -g -1 --format=%%gs HEAD");
	made_assert_sound ("work");
}
END_TEST

START_TEST (objects_of_another_repository)
{
	made_repository ();
	tool_do ("git clone -q --shared work shared; cd shared; git config user.name M; "
		 "git config user.email m@example.com; test -s .git/objects/info/alternates");
	change_work ("shared");
	made_assert_status ("shared", "");
	made_assert_sound ("shared");
}
END_TEST

START_TEST (modes_and_emptied_folders)
{
	made_repository ();
	tool_do ("cd work; chmod +x a; mkdir -p deep/er; echo x >deep/er/x; git add .; "
		 "git commit -q -m x");
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autoptr (PkiChange) change = pki_change_new ();
	made_put (change, "a", "still executable\n");
	pki_change_remove (change, "deep/er/x");
	g_autoptr (GError) error = made_try (repository, change);
	assert_no_error (error);
	made_assert_prints ("100755", "cd work; git ls-tree HEAD a | cut -d ' ' -f 1");
	tool_do ("cd work; test -x a; test ! -e deep");
	made_assert_status ("work", "");
	/* Everything goes: the top alone may be empty. */
	g_autoptr (PkiChange) all = pki_change_new ();
	pki_change_remove (all, "a");
	pki_change_remove (all, "c");
	pki_change_remove (all, "sub/b");
	g_autoptr (GError) last = made_try (repository, all);
	assert_no_error (last);
	made_assert_prints ("", "cd work; git ls-tree -r HEAD; git ls-files");
	tool_do ("cd work; test -d .");
	made_assert_sound ("work");
}
END_TEST

/* A journal whose maker died before anything was committed, with git's locks still there. */
START_TEST (readers_tell_that_a_change_waits)
{
	made_repository ();
	g_autofree char *path = made_path ("work");
	g_autofree char *below = made_path ("work/sub");
	ck_assert (!pki_repository_unfinished (path));
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autofree char *id = made_commit (repository, "x", "x");
	ck_assert (!pki_repository_unfinished (path));
	tool_do ("cd work; ln -s pkitty-1-host .git/index.lock; ln -s pkitty-1-host "
		 ".git/refs/heads/trunk.lock; echo rubbish >.git/pkitty/journal; "
		 "echo half >.git/pkitty/file-0; ! git commit -q --allow-empty -m x 2>/dev/null");
	ck_assert (pki_repository_unfinished (path));
	ck_assert (pki_repository_unfinished (below));
	g_autofree char *next = made_commit (repository, "y", "y");
	ck_assert (!pki_repository_unfinished (path));
	tool_do ("cd work; git commit -q --allow-empty -m x");
	made_assert_sound ("work");
}
END_TEST

/* Whoever made the directory may have put anything there. */
START_TEST (a_journal_that_is_cut_or_odd_is_none)
{
	static const char *const texts[] = { "", "pkitty journal 1", "pkitty journal 1\\n",
		"pkitty journal 1\\n\\n", "pkitty journal 1\\nrefs/heads/trunk\\n" };
	made_repository ();
	for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
		tool_do ("cd work; mkdir -p .git/pkitty; printf '%s' >.git/pkitty/journal",
			texts[i]);
		g_autoptr (PkiRepository) repository = made_open ("work");
		g_autofree char *id = made_commit (repository, "x", texts[i]);
		made_assert_sound ("work");
	}
}
END_TEST

/* What a kill leaves right behind the commit, of a file whose folder begins with a blank. */
START_TEST (a_path_is_finished_as_it_stands)
{
	made_repository ();
	tool_do ("cd work; mkdir ' ca' .git/pkitty; echo x >' ca/x'; git add .; "
		 "git commit -q -m x; z=0000000000000000000000000000000000000000; "
		 "printf 'pkitty journal 1\nrefs/heads/trunk %%s %%s\n"
		 "w %%s %%s 100644 file-0  ca/x\n' $(git rev-parse HEAD~) $(git rev-parse HEAD) "
		 "$z $(git rev-parse 'HEAD: ca/x') >../j; sha256sum ../j | cut -d ' ' -f 1 >>../j; "
		 "mv ../j .git/pkitty/journal; git rm -q -r --cached .; git read-tree HEAD~; "
		 "rm -r ' ca'");
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autofree char *id = made_commit (repository, "y", "y");
	made_assert_status ("work", "");
	made_assert_prints ("x", "cat 'work/ ca/x'");
	made_assert_sound ("work");
}
END_TEST

START_TEST (a_change_that_is_cancelled_is_none)
{
	made_repository ();
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autoptr (PkiChange) change = pki_change_new ();
	g_autoptr (GCancellable) cancellable = g_cancellable_new ();
	g_autoptr (GError) error = NULL;
	g_auto (PkiCommitted) done = { 0 };
	made_put (change, "x", "x");
	g_cancellable_cancel (cancellable);
	tool_do ("cd work; git rev-parse HEAD >../before");
	ck_assert (!pki_repository_commit (
		repository, change, "m", made_allow, NULL, cancellable, &done, &error));
	assert_error (error, PKI_ERROR_CANCELLED);
	tool_do ("cd work; git rev-parse HEAD | cmp - ../before; test ! -e x");
	made_assert_sound ("work");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("git-beside");
	TCase *tests = tcase_create ("git-beside");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, what_is_staged_and_edited_survives);
	tcase_add_test (tests, an_edit_that_only_the_index_time_tells_is_not_hidden);
	tcase_add_test (tests, nothing_of_the_repository_is_run);
	tcase_add_test (tests, blobs_are_the_exact_bytes_whatever_git_would_convert);
	tcase_add_test (tests, linked_work_trees_and_submodules);
	tcase_add_test (tests, a_git_directory_on_another_disk);
	tcase_add_test (tests, branches_in_every_form);
	tcase_add_test (tests, objects_of_another_repository);
	tcase_add_test (tests, modes_and_emptied_folders);
	tcase_add_test (tests, readers_tell_that_a_change_waits);
	tcase_add_test (tests, a_journal_that_is_cut_or_odd_is_none);
	tcase_add_test (tests, a_path_is_finished_as_it_stands);
	tcase_add_test (tests, a_change_that_is_cancelled_is_none);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
