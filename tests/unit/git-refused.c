#include "config.h"

#include "src/base/error.h"
#include "src/git/identity.h"

#include "tests/unit/git-made.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#include <string.h>
#include <unistd.h>

/* libgit2 1.5 leaks what it matches the names of extensions with, in repositories that have any. */
const char *__lsan_default_suppressions (void);
const char *__lsan_default_suppressions (void)
{
	return "leak:libpcre2\n";
}

static PkiChange *simple (const char *path)
{
	PkiChange *change = pki_change_new ();
	made_put (change, path, "new\n");
	return change;
}

/* Everything that a refused change may not touch: files, index, branch, what git keeps. */
static char *picture (void)
{
	return tool_text ("cd work; git rev-parse HEAD 2>&1 || true; git status --porcelain -uall; "
			  "git ls-files -s; find . -type f -not -path './.git/*' | sort | xargs "
			  "-r -d '\\n' sha256sum; find .git -name '*.lock'");
}

/* A change of PATH is refused with CODE and a message that has WORDS, and changes nothing. */
static void assert_refused_change (PkiChange *change, PkiErrorCode code, const char *words)
{
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autofree char *before = picture ();
	g_autoptr (GError) error = made_try (repository, change);
	ck_assert_msg (error != NULL, "it was not refused: %s", words);
	ck_assert_msg (
		g_error_matches (error, PKI_ERROR, (int)code) && strstr (error->message, words),
		"not \"%s\" (%d), but (%d): %s", words, (int)code, error->code, error->message);
	g_autofree char *after = picture ();
	ck_assert_str_eq (before, after);
}

static void assert_refused (const char *path, PkiErrorCode code, const char *words)
{
	g_autoptr (PkiChange) change = simple (path);
	assert_refused_change (change, code, words);
}

START_TEST (no_identity)
{
	made_repository ();
	tool_do ("cd work; git config --unset user.name; git config --unset user.email");
	assert_refused ("x", PKI_ERROR_NOT_FOUND, "git config --global user.name");
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autoptr (GError) error = NULL;
	ck_assert (!pki_identity_known (repository, &error));
	ck_assert (!pki_repository_ready (repository, NULL));
	ck_assert (!pki_identity_save (repository, " ", "x", NULL));
	ck_assert (pki_identity_save (repository, "Ada", "ada@example.com", NULL));
	g_autofree char *id = made_commit (repository, "x", "x");
	made_assert_prints ("Ada <ada@example.com>", "cd work; git log -1 --format='%%an <%%ae>'");
}
END_TEST

START_TEST (identity_of_the_environment)
{
	made_repository ();
	g_autoptr (PkiRepository) repository = made_open ("work");
	static const struct {
		const char *text, *seconds;
	} dates[] = {
		{ "@1112926393 +0230", "1112926393 +0230" },
		{ "1112926393 -0800", "1112926393 -0800" },
		{ "2005-04-07T22:13:13+0200", "1112904793 +0200" },
		{ "2005-04-07 22:13:13 +0200", "1112904793 +0200" },
		{ "2005-04-07T22:13:13Z", "1112911993 +0000" },
		{ "Thu, 07 Apr 2005 22:13:13 -0530", "1112931793 -0530" },
	};
	g_setenv ("GIT_AUTHOR_NAME", " <Ada> Lovelace. ", TRUE);
	g_setenv ("GIT_AUTHOR_EMAIL", "ada@example.com", TRUE);
	g_setenv ("GIT_COMMITTER_NAME", "Bob", TRUE);
	g_setenv ("GIT_COMMITTER_EMAIL", "bob@example.com", TRUE);
	for (gsize i = 0; i < G_N_ELEMENTS (dates); i++) {
		g_setenv ("GIT_AUTHOR_DATE", dates[i].text, TRUE);
		g_setenv ("GIT_COMMITTER_DATE", dates[i].text, TRUE);
		g_autofree char *id = made_commit (repository, "x", dates[i].text);
		/* What git itself makes of the same environment. */
		tool_do ("cd work; git commit -q --allow-empty -m git");
		made_assert_prints ("", "cd work; for who in author committer; do git cat-file -p "
					"HEAD | grep ^$who >../git; git cat-file -p HEAD~ | grep "
					"^$who | cmp - ../git; done");
		g_autofree char *line = g_strdup_printf (
			"author Ada Lovelace <ada@example.com> %s", dates[i].seconds);
		made_assert_prints (line, "cd work; git cat-file -p HEAD~ | grep ^author");
	}
	g_setenv ("GIT_AUTHOR_DATE", "the day after", TRUE);
	assert_refused ("y", PKI_ERROR_INVALID_INPUT, "GIT_AUTHOR_DATE");
	made_assert_sound ("work");
}
END_TEST

START_TEST (no_branch)
{
	made_repository ();
	tool_do ("cd work; git checkout -q --detach");
	assert_refused ("x", PKI_ERROR_UNSUPPORTED, "HEAD is detached");
	tool_do ("cd work; git symbolic-ref HEAD refs/remotes/x/y");
	assert_refused ("x", PKI_ERROR_UNSUPPORTED, "which is no branch\nSwitch");
	tool_do ("cd work; git symbolic-ref HEAD refs/heads/trunk; git symbolic-ref "
		 "refs/heads/other refs/heads/trunk; git symbolic-ref HEAD refs/heads/other");
	assert_refused ("x", PKI_ERROR_UNSUPPORTED, "stands for another");
}
END_TEST

START_TEST (in_the_middle_of_something)
{
	made_repository ();
	tool_do ("cd work; git checkout -q -b side; echo s >a; git commit -q -a -m side; "
		 "git checkout -q trunk; echo t >a; git commit -q -a -m t; ! git merge -q side");
	assert_refused ("x", PKI_ERROR_UNSUPPORTED, "merge in progress");
	tool_do ("cd work; git merge --abort; ! git rebase -q side 2>/dev/null");
	assert_refused ("x", PKI_ERROR_UNSUPPORTED, "rebase in progress");
	tool_do ("cd work; git rebase --abort; ! git cherry-pick side 2>/dev/null");
	assert_refused ("x", PKI_ERROR_UNSUPPORTED, "cherry-pick in progress");
}
END_TEST

START_TEST (git_at_work)
{
	made_repository ();
	tool_do ("cd work; : >.git/index.lock");
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autoptr (PkiChange) change = simple ("x");
	g_autoptr (GError) error = made_try (repository, change);
	assert_error (error, PKI_ERROR_LOCKED);
	ck_assert_msg (
		strstr (error->message, "work/.git/index.lock") != NULL, "%s", error->message);
	tool_do ("cd work; test -f .git/index.lock; rm .git/index.lock; "
		 ": >.git/refs/heads/trunk.lock");
	g_autoptr (GError) second = made_try (repository, change);
	assert_error (second, PKI_ERROR_LOCKED);
	ck_assert_msg (strstr (second->message, ".git/refs/heads/trunk.lock") != NULL, "%s",
		second->message);
	tool_do ("cd work; test ! -e .git/index.lock; rm .git/refs/heads/trunk.lock");
	g_autoptr (GError) third = made_try (repository, change);
	assert_no_error (third);
	made_assert_sound ("work");
}
END_TEST

/* As somebody who is not root, who may read everything. */
START_TEST (an_index_that_may_not_be_read)
{
	made_repository ();
	gboolean root = geteuid () == 0;
	tool_do ("chmod 755 .; %s; chmod 0 work/.git/index",
		root ? "chown -R 65534:65534 work" : "true");
	ck_assert (!root || seteuid (65534) == 0);
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autoptr (PkiChange) change = simple ("x");
	g_autoptr (GError) error = made_try (repository, change);
	ck_assert (!root || seteuid (0) == 0);
	ck_assert (error != NULL);
	ck_assert_msg (strstr (error->message, g_strerror (EACCES)) != NULL, "%s", error->message);
}
END_TEST

START_TEST (an_index_that_libgit2_can_not_work_with)
{
	made_repository ();
	tool_do ("cd work; git update-index --split-index");
	assert_refused ("x", PKI_ERROR_UNSUPPORTED, "--no-split-index");
	tool_do (
		"cd work; git update-index --no-split-index; mkdir -p d/e; echo d >d/e/f; "
		"git add .; git commit -q -m d; git sparse-checkout set --cone --sparse-index sub");
	assert_refused (
		"x", PKI_ERROR_UNSUPPORTED, "git sparse-checkout reapply --no-sparse-index");
	tool_do ("cd work; git sparse-checkout reapply --no-sparse-index");
	g_autoptr (PkiRepository) full = made_open ("work");
	g_autoptr (PkiChange) works = simple ("sub/works");
	g_autoptr (GError) none = made_try (full, works);
	assert_no_error (none);
	tool_do ("cd work; git sparse-checkout disable; git config --unset "
		 "extensions.worktreeConfig || true; cp .git/index ../index; "
		 "printf rubbish >.git/index");
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autoptr (PkiChange) change = simple ("x");
	g_autoptr (GError) error = made_try (repository, change);
	assert_error (error, PKI_ERROR_UNSUPPORTED);
	tool_do ("cd work; test \"$(cat .git/index)\" = rubbish; rm .git/index; ln -s ../../index "
		 ".git/index; sha256sum ../index >../sum");
	g_autoptr (GError) link = made_try (repository, change);
	assert_error (link, PKI_ERROR_UNSUPPORTED);
	tool_do ("cd work; sha256sum -c ../sum");
}
END_TEST

static void assert_not_opened (const char *name, PkiErrorCode code, const char *words)
{
	g_autofree char *path = made_path (name);
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiRepository) repository = pki_repository_open (path, &error);
	ck_assert_msg (!repository && g_error_matches (error, PKI_ERROR, (int)code) &&
			       strstr (error->message, words),
		"%s: not \"%s\", but: %s", name, words, error ? error->message : "opened");
}

START_TEST (repositories_that_are_not_opened)
{
	made_repository ();
	tool_do ("mkdir plain victim; git init -q --bare bare.git; git init -q "
		 "--object-format=sha256 sha256; git init -q table; git -C table config "
		 "core.repositoryFormatVersion 1; git -C table config extensions.refStorage "
		 "reftable; git init -q sparse; git -C sparse config extensions.worktreeConfig "
		 "true; "
		 "git -C sparse config core.repositoryFormatVersion 1; git init -q future; git -C "
		 "future config core.repositoryFormatVersion 9; "
		 "mkdir -p tree/inner; git init -q tree/inner; git -C tree/inner config "
		 "core.worktree ../..; git init -q away; git -C away config core.worktree "
		 "../../victim");
	assert_not_opened ("plain", PKI_ERROR_NOT_FOUND, "in no git repository");
	assert_not_opened ("bare.git", PKI_ERROR_NOT_FOUND, "bare");
	assert_not_opened ("sha256", PKI_ERROR_UNSUPPORTED, "SHA-256");
	assert_not_opened ("table", PKI_ERROR_UNSUPPORTED, "git refs migrate");
	assert_not_opened ("sparse", PKI_ERROR_UNSUPPORTED, "extensions.worktreeConfig");
	assert_not_opened ("future", PKI_ERROR_INTERNAL, "version");
	assert_not_opened ("tree/inner", PKI_ERROR_INVALID_INPUT, "core.worktree");
	assert_not_opened ("away", PKI_ERROR_INVALID_INPUT, "core.worktree");
	if (tool_try ("chown -R 12345 work"))
		assert_not_opened ("work/sub", PKI_ERROR_PERMISSION, "safe.directory");
}
END_TEST

/* What a user says of all directories, never what a directory says of itself. */
START_TEST (everybody_is_trusted_where_the_user_says_so)
{
	made_repository ();
	tool_do ("git -C work config safe.directory '*'");
	if (!tool_try ("chown -R 12345 work"))
		return; /* only root can give files away */
	assert_not_opened ("work", PKI_ERROR_PERMISSION, "safe.directory");
	tool_do ("mkdir home/git; git config -f home/git/config safe.directory '*'; "
		 "git config --global safe.directory ''");
	assert_not_opened ("work", PKI_ERROR_PERMISSION, "safe.directory");
	tool_do ("git config --global --add safe.directory '*'");
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autofree char *id = made_commit (repository, "x", "x");
	made_assert_status ("work", "");
	made_assert_sound ("work");
}
END_TEST

START_TEST (what_the_user_has_not_committed)
{
	made_repository ();
	tool_do ("cd work; echo edited >a");
	assert_refused ("a", PKI_ERROR_STALE, "a: it has changes that are not committed");
	tool_do ("cd work; git add a");
	assert_refused ("a", PKI_ERROR_STALE, "a: it has staged changes");
	tool_do ("cd work; git checkout -q HEAD a; rm a");
	assert_refused ("a", PKI_ERROR_STALE, "its file is gone");
	g_autoptr (PkiChange) removal = pki_change_new ();
	pki_change_remove (removal, "a");
	assert_refused_change (removal, PKI_ERROR_STALE, "its file is gone");
	tool_do ("cd work; git rm -q --cached a; git show HEAD:a >a");
	assert_refused_change (removal, PKI_ERROR_STALE, "staged changes");
	tool_do ("cd work; git reset -q --hard; echo new >new");
	assert_refused ("new", PKI_ERROR_EXISTS, "new: it is there already");
	tool_do ("cd work; git add new; rm new");
	assert_refused ("new", PKI_ERROR_STALE, "new: it is staged");
	assert_refused ("new/below", PKI_ERROR_STALE, "git restore --staged 'new/below'");
	tool_do ("cd work; git reset -q; git add -N sub; : >ignored; echo ignored "
		 ">.git/info/exclude");
	assert_refused ("ignored", PKI_ERROR_EXISTS, "there already");
	tool_do ("cd work; mkdir d; echo x >d/x; git add d; rm -r d");
	assert_refused ("d", PKI_ERROR_STALE, "d: it is staged");
	g_autoptr (PkiChange) unknown = pki_change_new ();
	pki_change_remove (unknown, "nowhere");
	assert_refused_change (unknown, PKI_ERROR_NOT_FOUND, "nowhere: it is not in git");
}
END_TEST

START_TEST (what_is_in_the_way)
{
	made_repository ();
	tool_do ("cd work; mkdir folder; mkdir ../victim; ln -s ../victim link; "
		 "ln -s a tracked; git add tracked; git commit -q -m link; ln -s nowhere dangling");
	assert_refused ("folder", PKI_ERROR_EXISTS, "a folder stands");
	assert_refused ("sub", PKI_ERROR_EXISTS, "but as a folder");
	assert_refused ("link/x", PKI_ERROR_EXISTS, "a folder on its way is a link");
	assert_refused ("link", PKI_ERROR_EXISTS, "there already");
	assert_refused ("dangling", PKI_ERROR_EXISTS, "there already");
	assert_refused ("tracked", PKI_ERROR_EXISTS, "a link");
	assert_refused ("a/x", PKI_ERROR_STALE, "a/x: it is staged");
	assert_refused ("SUB/x", PKI_ERROR_EXISTS, "it differs only in upper and lower case");
	assert_refused ("A", PKI_ERROR_EXISTS, "it differs only in upper and lower case");
	g_autoptr (PkiChange) twins = simple ("new/Name");
	made_put (twins, "new/name", "x");
	assert_refused_change (twins, PKI_ERROR_EXISTS, "differs only");
	g_autoptr (PkiChange) linked = pki_change_new ();
	made_put_private (linked, "link/x.key", "secret");
	assert_refused_change (linked, PKI_ERROR_EXISTS, "a link");
	g_autoptr (PkiChange) known = pki_change_new ();
	made_put_private (known, "a", "secret");
	assert_refused_change (known, PKI_ERROR_EXISTS, "a: it is in git");
	g_autoptr (PkiChange) again = pki_change_new ();
	tool_do ("cd work; mkdir -p private; echo old >private/k");
	made_put_private (again, "private/k", "secret");
	assert_refused_change (again, PKI_ERROR_EXISTS, "there already");
	tool_do ("test -z \"$(ls victim)\"");
}
END_TEST

START_TEST (paths_that_can_not_be)
{
	static const char *const bad[] = { "", "/etc/passwd", "../x", "a/../../x", "./x", "x/",
		"x//y", ".git/config", "sub/.GIT/x" };
	made_repository ();
	for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
		assert_refused (bad[i], PKI_ERROR_INVALID_INPUT, "no file can be written");
	g_autoptr (PkiChange) twice = simple ("x");
	made_put_private (twice, "x", "x");
	assert_refused_change (twice, PKI_ERROR_INVALID_INPUT, "the same place");
	g_autoptr (PkiChange) below = simple ("x");
	made_put (below, "x-", "x");
	made_put (below, "x/y", "x");
	assert_refused_change (below, PKI_ERROR_INVALID_INPUT, "the same place");
	g_autoptr (PkiChange) nothing = pki_change_new ();
	assert_refused_change (nothing, PKI_ERROR_INVALID_INPUT, "changes nothing");
	g_autoptr (PkiChange) same = pki_change_new ();
	made_put (same, "a", "a\n");
	assert_refused_change (same, PKI_ERROR_INVALID_INPUT, "changes nothing");
}
END_TEST

static PkiChange *expecting (const char *path, const char *text)
{
	PkiChange *change = simple ("expecting");
	g_autoptr (GBytes) bytes = text ? g_bytes_new (text, strlen (text)) : NULL;
	pki_change_expect (change, path, bytes);
	return change;
}

START_TEST (what_was_expected)
{
	made_repository ();
	g_autoptr (PkiChange) other = expecting ("a", "not a\n");
	assert_refused_change (other, PKI_ERROR_STALE, "not any more what it was");
	g_autoptr (PkiChange) none = expecting ("a", NULL);
	assert_refused_change (none, PKI_ERROR_STALE, "not any more");
	g_autoptr (PkiChange) missing = expecting ("nowhere", "x");
	assert_refused_change (missing, PKI_ERROR_STALE, "not any more");
	tool_do ("cd work; echo new >new");
	g_autoptr (PkiChange) unknown = expecting ("new", "new\n");
	assert_refused_change (unknown, PKI_ERROR_STALE, "new: it is not in git\nCommit it first");
	tool_do ("cd work; git add new");
	g_autoptr (PkiChange) staged = expecting ("new", "new\n");
	assert_refused_change (staged, PKI_ERROR_STALE, "staged, but not committed");
	tool_do ("cd work; git rm -q --cached new; rm a");
	g_autoptr (PkiChange) gone = expecting ("a", NULL);
	assert_refused_change (gone, PKI_ERROR_STALE, "a: it is in git, but its file is gone");
	tool_do ("cd work; git rm -q --cached a");
	g_autoptr (PkiChange) removed = expecting ("a", NULL);
	assert_refused_change (removed, PKI_ERROR_STALE, "a: it has staged changes");
	tool_do ("cd work; git reset -q; echo edited >a");
	g_autoptr (PkiChange) edited = expecting ("a", "edited\n");
	assert_refused_change (edited, PKI_ERROR_STALE, "changes that are not committed");
	tool_do ("cd work; git checkout -q a; : >untracked");
	g_autoptr (PkiChange) untracked = expecting ("untracked", NULL);
	assert_refused_change (untracked, PKI_ERROR_STALE, "not any more");
	g_autoptr (PkiRepository) repository = made_open ("work");
	g_autoptr (PkiChange) right = expecting ("a", "a\n");
	pki_change_expect (right, "nowhere", NULL);
	g_autoptr (GError) error = made_try (repository, right);
	assert_no_error (error);
}
END_TEST

START_TEST (a_disk_that_can_not_be_written)
{
	made_repository ();
	if (getuid () == 0)
		return; /* nothing is forbidden to root; tests/fault has the calls fail */
	tool_do ("chmod a-w work/.git");
	assert_refused ("x", PKI_ERROR_PERMISSION, "git directory");
	tool_do ("chmod u+w work/.git");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("git-refused");
	TCase *tests = tcase_create ("git-refused");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, no_identity);
	tcase_add_test (tests, identity_of_the_environment);
	tcase_add_test (tests, no_branch);
	tcase_add_test (tests, in_the_middle_of_something);
	tcase_add_test (tests, git_at_work);
	tcase_add_test (tests, an_index_that_libgit2_can_not_work_with);
	tcase_add_test (tests, an_index_that_may_not_be_read);
	tcase_add_test (tests, repositories_that_are_not_opened);
	tcase_add_test (tests, everybody_is_trusted_where_the_user_says_so);
	tcase_add_test (tests, what_the_user_has_not_committed);
	tcase_add_test (tests, what_is_in_the_way);
	tcase_add_test (tests, paths_that_can_not_be);
	tcase_add_test (tests, what_was_expected);
	tcase_add_test (tests, a_disk_that_can_not_be_written);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
