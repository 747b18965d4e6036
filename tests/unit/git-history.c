/* The past as git itself tells it: `git log`, `git diff --raw` and `git cat-file` are right. */
#include "config.h"

#include "src/base/error.h"
#include "src/git/history.h"

#include "tests/unit/git-made.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

static PkiHistory *open_history (const char *name)
{
	g_autofree char *path = made_path (name);
	g_autoptr (GError) error = NULL;
	PkiHistory *history = pki_history_open (path, &error);
	assert_no_error (error);
	return history;
}

/* The ids of a walk, one a line. */
static char *walk (PkiHistory *history, const char *const *paths)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GString) text = g_string_new (NULL);
	ck_assert (pki_history_begin (history, paths, &error));
	for (PkiRevision *next; (next = pki_history_next (history, NULL, &error));) {
		g_string_append_printf (text, "%s%s", text->len ? "\n" : "", next->id);
		pki_revision_free (next);
	}
	assert_no_error (error);
	return g_string_free (g_steal_pointer (&text), FALSE);
}

static void assert_walk (const char *name, const char *const *paths, const char *git)
{
	g_autoptr (PkiHistory) history = open_history (name);
	g_autofree char *ours = walk (history, paths);
	g_autofree char *theirs = tool_text ("cd %s; %s", name, git);
	ck_assert_str_eq (ours, theirs);
}

static PkiRevision *first (PkiHistory *history)
{
	ck_assert (pki_history_begin (history, NULL, NULL));
	PkiRevision *revision = pki_history_next (history, NULL, NULL);
	ck_assert_ptr_nonnull (revision);
	return revision;
}

/* "BEFORE AFTER PATH" a line, as git diff-tree --raw has it, zeros for nothing. */
static char *files_of (PkiHistory *history, const PkiRevision *revision)
{
	static const char none[] = "0000000000000000000000000000000000000000";
	guint total = 0;
	g_autoptr (GError) error = NULL;
	g_autoptr (GString) text = g_string_new (NULL);
	g_autoptr (GPtrArray) files =
		pki_history_files (history, revision, 1000, &total, NULL, &error);
	assert_no_error (error);
	ck_assert_uint_eq (total, files->len);
	for (guint i = 0; i < files->len; i++) {
		const PkiFileChange *file = files->pdata[i];
		g_string_append_printf (text, "%s%s %s %s", text->len ? "\n" : "",
			file->before ? file->before : none, file->after ? file->after : none,
			file->path);
	}
	return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Some commits with a merge, each a second behind the one before. */
static void make_merge (void)
{
	made_repository ();
	tool_do ("cd work; t=1700000000; "
		 "commit () { t=$((t + 1)); GIT_AUTHOR_DATE=\"$t +0200\" GIT_COMMITTER_DATE=\"$t "
		 "+0000\" git \"$@\"; }; "
		 "git checkout -q --orphan line; git rm -rqf .; mkdir -p sub/deep; echo 1 >sub/x; "
		 "echo 1 >y; git add .; commit commit -qm one; echo 2 >sub/x; commit commit -qam "
		 "two; "
		 "git checkout -qb side; echo 3 >sub/deep/z; git add .; commit commit -qm three; "
		 "git checkout -q line; echo 4 >y; commit commit -qam four; "
		 "commit merge -q --no-edit side; git mv y sub/y; commit commit -qm five; "
		 "git rm -q sub/x; ln -s y sub/link; chmod +x sub/y; git add .; commit commit -qm "
		 "six");
}

START_TEST (a_walk_is_that_of_git)
{
	make_merge ();
	assert_walk ("work", NULL, "git log --format=%H");
	const char *const y[] = { "y", NULL };
	const char *const deep[] = { "sub/deep", NULL };
	const char *const several[] = { "y", "sub/y", "nothing", NULL };
	assert_walk ("work", y, "git log --format=%H -- y");
	assert_walk ("work", deep, "git log --format=%H -- sub/deep");
	assert_walk ("work", several, "git log --format=%H -- y sub/y");
}
END_TEST

/* As a script makes them: nothing tells them apart but who follows whom. */
START_TEST (commits_of_one_second_come_in_the_order_of_git)
{
	made_repository ();
	tool_do ("cd work; export GIT_AUTHOR_DATE='1700000000 +0000' "
		 "GIT_COMMITTER_DATE='1700000000 +0000'; "
		 "commit () { git commit -q --allow-empty -m \"$1\"; }; "
		 "git checkout -q --orphan line; git rm -rqf .; commit base; "
		 "for i in 1 2 3 4; do git checkout -qb side$i line; commit a$i; commit b$i; "
		 "git checkout -q line; commit c$i; git merge -q --no-edit side$i; done; "
		 "for i in 5 6 7; do git checkout -qb side$i line; commit d$i; done; "
		 "git checkout -q line; commit e; git merge -q --no-edit side5 side6 side7");
	assert_walk ("work", NULL, "git log --format=%H");
}
END_TEST

START_TEST (below_a_folder_only_what_is_there_counts)
{
	make_merge ();
	assert_walk ("work/sub", NULL, "git log --no-merges --format=%H -- .");
	const char *const x[] = { "x", NULL };
	assert_walk ("work/sub", x, "git log --format=%H -- x");
	g_autoptr (PkiHistory) history = open_history ("work/sub");
	g_autoptr (PkiRevision) revision = first (history);
	g_autofree char *ours = files_of (history, revision);
	ck_assert_ptr_nonnull (strstr (ours, " x"));
	ck_assert_ptr_null (strstr (ours, "sub/"));
}
END_TEST

START_TEST (files_are_those_of_git)
{
	make_merge ();
	g_autoptr (PkiHistory) history = open_history ("work");
	ck_assert (pki_history_begin (history, NULL, NULL));
	guint seen = 0;
	for (PkiRevision *next; (next = pki_history_next (history, NULL, NULL)); seen++) {
		g_autoptr (PkiRevision) revision = next;
		g_autofree char *ours = files_of (history, revision);
		/* A link is none of our files: its blob is not told. */
		g_autofree char *theirs = tool_text (
			"cd work; r=%s; git diff-tree -r --raw --abbrev=40 $(git rev-parse -q "
			"--verify "
			"$r^1 || git hash-object -t tree /dev/null) $r | awk '{ if ($2 == 120000) "
			"$4 = "
			"\"0000000000000000000000000000000000000000\"; print $3, $4, $6 }'",
			revision->id);
		ck_assert_str_eq (ours, theirs);
	}
	ck_assert_uint_eq (seen, 7);
}
END_TEST

/* A folder of more files than are looked into. */
START_TEST (a_renamed_folder_is_looked_at_from_both_ends)
{
	const char *const last[] = { "new/1199", NULL };
	guint total = 0, removed = 0, added = 0;
	gboolean followed = FALSE;
	made_repository ();
	tool_do ("cd work; git checkout -q --orphan line; git rm -rqf .; mkdir old; "
		 "for i in $(seq 1199); do echo $i >old/$i; done; git add .; git commit -qm one; "
		 "git mv old new; git commit -qm two");
	g_autoptr (PkiHistory) history = open_history ("work");
	ck_assert (pki_history_begin (history, last, NULL));
	g_autoptr (PkiRevision) revision = pki_history_next (history, NULL, NULL);
	g_autoptr (GPtrArray) files =
		pki_history_files (history, revision, 1000, &total, NULL, NULL);
	ck_assert_uint_eq (total, 2398);
	ck_assert_uint_eq (files->len, 1000);
	for (guint i = 0; i < files->len; i++) {
		const PkiFileChange *file = files->pdata[i];
		removed += file->after == NULL;
		added += file->before == NULL;
		followed = followed || g_str_equal (file->path, "old/1199");
	}
	ck_assert_uint_eq (removed, 500);
	ck_assert_uint_eq (added, 500);
	ck_assert (followed);
}
END_TEST

START_TEST (who_when_and_what_is_told)
{
	made_repository ();
	tool_do ("cd work; printf 'subject\\ngoes on\\n\\nbody \\303\\251\\n\\nPki-Action: "
		 "issue\\nPki-Name: a\\nb: "
		 "c\\n' >../m; echo z >z; git add .; GIT_AUTHOR_NAME='A \\033[31m' "
		 "GIT_AUTHOR_EMAIL=a@b "
		 "GIT_AUTHOR_DATE='1700000000 -0130' GIT_COMMITTER_DATE='1700000009 +0000' "
		 "git commit -q -F ../m");
	g_autoptr (PkiHistory) history = open_history ("work");
	g_autoptr (PkiRevision) revision = first (history);
	ck_assert_str_eq (revision->subject, "subject goes on");
	ck_assert_ptr_nonnull (strstr (revision->body, "body é"));
	ck_assert_str_eq (revision->author.email, "a@b");
	ck_assert_int_eq (revision->author.time, 1700000000);
	ck_assert_int_eq (revision->author.offset, -90);
	ck_assert_str_eq (revision->committer.name, "Lin Ye");
	ck_assert_int_eq (revision->committer.time, 1700000009);
	ck_assert_uint_eq (revision->trailers->len, 3);
	const PkiTrailer *name = &g_array_index (revision->trailers, PkiTrailer, 1);
	ck_assert_str_eq (name->key, "Pki-Name");
	ck_assert_str_eq (name->value, "a");
	made_assert_prints (revision->id, "git -C work rev-parse HEAD");
}
END_TEST

START_TEST (other_encodings_become_utf8)
{
	made_repository ();
	tool_do ("cd work; printf 'caf\\351\\n' >../m; echo z >z; git add .; "
		 "git -c i18n.commitEncoding=ISO-8859-1 commit -q -F ../m");
	g_autoptr (PkiHistory) history = open_history ("work");
	g_autoptr (PkiRevision) revision = first (history);
	ck_assert_str_eq (revision->subject, "café");
}
END_TEST

START_TEST (names_of_any_bytes_are_told)
{
	made_repository ();
	tool_do ("cd work; echo 1 >\"$(printf 'a\\377\\nb')\"; git add .; git commit -qm odd");
	g_autoptr (PkiHistory) history = open_history ("work");
	g_autoptr (PkiRevision) revision = first (history);
	guint total;
	g_autoptr (GPtrArray) files = pki_history_files (history, revision, 9, &total, NULL, NULL);
	ck_assert_uint_eq (files->len, 1);
	ck_assert_str_eq (((PkiFileChange *)files->pdata[0])->path, "a\377\nb");
}
END_TEST

START_TEST (blobs_come_whole_or_not_at_all)
{
	made_repository ();
	g_autoptr (PkiHistory) history = open_history ("work");
	g_autoptr (GError) error = NULL;
	g_autofree char *id = tool_text ("cd work; git rev-parse HEAD:sub/b");
	g_autoptr (GBytes) bytes = pki_history_blob (history, id, 2, &error);
	assert_no_error (error);
	ck_assert_int_eq (memcmp (g_bytes_get_data (bytes, NULL), "b\n", 2), 0);
	ck_assert_ptr_null (pki_history_blob (history, id, 1, &error));
	assert_error (error, PKI_ERROR_LIMIT);
	g_clear_error (&error);
	tool_do ("cd work; f=.git/objects/$(echo %s | cut -c1-2)/$(echo %s | cut -c3-); rm -f $f",
		id, id);
	g_autoptr (PkiHistory) again = open_history ("work");
	ck_assert_ptr_null (pki_history_blob (again, id, 9, &error));
	assert_error (error, PKI_ERROR_NOT_FOUND);
	g_clear_error (&error);
	ck_assert_ptr_null (pki_history_blob (again, "HEAD", 9, &error));
	assert_error (error, PKI_ERROR_INVALID_INPUT);
}
END_TEST

START_TEST (a_shallow_clone_ends_without_an_error)
{
	make_merge ();
	tool_do ("git clone -q --depth 2 \"file://$PWD/work\" shallow");
	assert_walk ("shallow", NULL, "git log --format=%H");
	g_autoptr (PkiHistory) history = open_history ("shallow");
	g_autoptr (PkiRevision) newest = first (history);
	g_autoptr (PkiRevision) last = pki_history_next (history, NULL, NULL);
	ck_assert (!newest->cut);
	ck_assert (last->cut);
}
END_TEST

START_TEST (before_the_first_commit_there_is_nothing)
{
	made_repository ();
	tool_do ("git init -q empty");
	g_autoptr (PkiHistory) history = open_history ("empty");
	g_autofree char *ids = walk (history, NULL);
	ck_assert_str_eq (ids, "");
	g_autofree char *nowhere = made_path ("home");
	g_autoptr (GError) error = NULL;
	ck_assert_ptr_null (pki_history_open (nowhere, &error));
	assert_error (error, PKI_ERROR_NOT_FOUND);
}
END_TEST

START_TEST (a_patch_can_be_applied_and_runs_nothing)
{
	make_merge ();
	tool_do ("cd work; git config diff.external 'touch ../ran'; git config diff.evil.textconv "
		 "'touch ../ran; cat'; git config diff.evil.command 'touch ../ran'; "
		 "echo '* diff=evil' >.gitattributes; printf '4\\n5\\n' >sub/y; git rm -q --cached "
		 "sub/link; rm sub/link; git add sub; git commit -qm seven; rm .gitattributes");
	g_autoptr (PkiHistory) history = open_history ("work");
	g_autoptr (PkiRevision) revision = first (history);
	guint total;
	g_autoptr (GPtrArray) files = pki_history_files (history, revision, 9, &total, NULL, NULL);
	g_autofree char *patch = pki_history_patch (history, files, 1 << 20, NULL);
	tool_write ("patch", patch, strlen (patch));
	tool_do ("git clone -q work other; cd other; git checkout -q HEAD^; git apply ../patch; "
		 "git diff --no-ext-diff --exit-code line -- sub/y");
	ck_assert (!tool_try ("test -e ran"));
	g_autofree char *cut = pki_history_patch (history, files, 0, NULL);
	ck_assert_uint_le (strlen (cut), strlen (patch) + 100);
}
END_TEST

int main (void)
{
	const TTest *const tests[] = {
		a_walk_is_that_of_git,
		commits_of_one_second_come_in_the_order_of_git,
		below_a_folder_only_what_is_there_counts,
		files_are_those_of_git,
		a_renamed_folder_is_looked_at_from_both_ends,
		who_when_and_what_is_told,
		other_encodings_become_utf8,
		names_of_any_bytes_are_told,
		blobs_come_whole_or_not_at_all,
		a_shallow_clone_ends_without_an_error,
		before_the_first_commit_there_is_nothing,
		a_patch_can_be_applied_and_runs_nothing,
	};
	Suite *suite = suite_create ("git-history");
	TCase *tcase = tcase_create ("history");
	tcase_set_timeout (tcase, 60);
	for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
		tcase_add_test (tcase, tests[i]);
	suite_add_tcase (suite, tcase);
	return unit_run (suite);
}
