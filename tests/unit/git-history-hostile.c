/* Repositories that somebody made to harm who looks at them, or that are damaged. */
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

static PkiRevision *first (PkiHistory *history, const char *const *paths)
{
	ck_assert (pki_history_begin (history, paths, NULL));
	PkiRevision *revision = pki_history_next (history, NULL, NULL);
	ck_assert_ptr_nonnull (revision);
	return revision;
}

static guint count (PkiHistory *history, const char *const *paths)
{
	guint commits = 0;
	ck_assert (pki_history_begin (history, paths, NULL));
	for (PkiRevision *next; (next = pki_history_next (history, NULL, NULL)); commits++)
		pki_revision_free (next);
	return commits;
}

START_TEST (a_file_that_stood_where_the_directory_is_now_is_not_in_it)
{
	made_repository ();
	tool_do ("cd work; n=a-folder-with-a-name-that-is-longer-than-any-other-path-here; "
		 "echo x >$n; git add .; git commit -qm file; git rm -q $n; mkdir $n; "
		 "echo y >$n/f; git add .; git commit -qm folder");
	g_autoptr (PkiHistory) history =
		open_history ("work/a-folder-with-a-name-that-is-longer-than-any-other-path-here");
	g_autoptr (GError) error = NULL;
	g_autoptr (GString) told = g_string_new (NULL);
	ck_assert (pki_history_begin (history, NULL, NULL));
	for (PkiRevision *next; (next = pki_history_next (history, NULL, NULL));) {
		g_autoptr (PkiRevision) revision = next;
		guint total;
		g_autoptr (GPtrArray) files =
			pki_history_files (history, revision, 9, &total, NULL, &error);
		assert_no_error (error);
		for (guint i = 0; i < files->len; i++)
			g_string_append_printf (told, "%s %s,", revision->subject,
				((PkiFileChange *)files->pdata[i])->path);
	}
	ck_assert_str_eq (told->str, "folder f,");
}
END_TEST

/* Ten folders that are one, in ten that are one, ...: a few hundred bytes, 10^12 paths. */
static void make_bomb (const char *bottom)
{
	made_repository ();
	tool_do ("cd work; t=$(%s); for level in 1 2 3 4 5 6 7 8 9 10 11 12; do "
		 "t=$(for i in 0 1 2 3 4 5 6 7 8 9; do printf '040000 tree %%s\\td%%s\\n' $t $i; "
		 "done | git mktree); done; "
		 "git update-ref HEAD $(git commit-tree -p HEAD -m bomb $t)",
		bottom);
}

static void assert_too_much (void)
{
	g_autoptr (PkiHistory) history = open_history ("work");
	g_autoptr (PkiRevision) revision = first (history, NULL);
	g_autoptr (GError) error = NULL;
	guint total;
	ck_assert_str_eq (revision->subject, "bomb");
	g_autoptr (GPtrArray) files =
		pki_history_files (history, revision, 9, &total, NULL, &error);
	ck_assert_ptr_null (files);
	assert_error (error, PKI_ERROR_LIMIT);
}

START_TEST (folders_that_multiply_are_given_up)
{
	make_bomb ("printf '100644 blob %s\\tf\\n' $(git hash-object -w a) | git mktree");
	assert_too_much ();
}
END_TEST

START_TEST (empty_folders_that_multiply_are_given_up)
{
	make_bomb ("git mktree </dev/null");
	assert_too_much ();
	g_autoptr (PkiHistory) history = open_history ("work");
	const char *const nothing[] = { "d0/d0/d0", NULL };
	/* It can't be said that it changed nothing there. */
	ck_assert_uint_eq (count (history, nothing), 1);
}
END_TEST

START_TEST (a_folder_of_a_gigabyte_is_not_read)
{
	made_repository ();
	tool_do ("cd work; t=$(head -c 70000000 /dev/zero | git hash-object -w -t tree --literally "
		 "--stdin); git cat-file commit HEAD | sed \"s/^tree .*/tree $t/\" >../c; "
		 "git update-ref HEAD $(git hash-object -w -t commit --literally ../c)");
	g_autoptr (PkiHistory) history = open_history ("work");
	g_autoptr (PkiRevision) revision = first (history, NULL);
	g_autoptr (GError) error = NULL;
	guint total;
	ck_assert_ptr_null (pki_history_files (history, revision, 9, &total, NULL, &error));
	assert_error (error, PKI_ERROR_LIMIT);
}
END_TEST

/* Its message is cut, trailers or not, and what is below it is not left out. */
START_TEST (a_message_that_is_a_book_is_cut)
{
	made_repository ();
	tool_do ("cd work; { printf 'book\\n\\n'; head -c 9000000 /dev/zero | tr '\\0' x | "
		 "fold -w 70; printf '\\n\\nPki-Action: read\\n'; } >../m; "
		 "git commit -q --allow-empty -F ../m");
	g_autoptr (PkiHistory) history = open_history ("work");
	ck_assert_uint_eq (count (history, NULL), 3);
	g_autoptr (PkiRevision) revision = first (history, NULL);
	ck_assert (!revision->cut);
	ck_assert_str_eq (revision->subject, "book");
	ck_assert_uint_eq (revision->trailers->len, 1);
	ck_assert_str_eq (g_array_index (revision->trailers, PkiTrailer, 0).value, "read");
	ck_assert_uint_lt (strlen (revision->body), (1 << 20) + 100);
	ck_assert (g_str_has_suffix (revision->body, "x\n[the rest is left out]"));
	tool_do ("cd work; tr -d '\\n' <../m | git commit -q --allow-empty -F -");
	g_autoptr (PkiHistory) again = open_history ("work");
	g_autoptr (PkiRevision) line = first (again, NULL);
	ck_assert_uint_lt (strlen (line->subject), (1 << 20) + 100);
	ck_assert_uint_eq (count (again, NULL), 4);
}
END_TEST

static void remove_object (const char *revision)
{
	tool_do ("cd work; id=$(git rev-parse %s); "
		 "rm -f .git/objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-)",
		revision);
}

/* What can't be compared may have changed: all three, though git log itself stops there. */
START_TEST (commits_that_can_not_be_read_are_not_left_out)
{
	made_repository ();
	tool_do ("cd work; mkdir -p s/d; for i in 1 2 3; do echo $i >s/d/f; git add .; git commit "
		 "-qm $i; done");
	remove_object ("HEAD~1:s/d");
	const char *const path[] = { "s/d/f", NULL };
	g_autoptr (PkiHistory) history = open_history ("work");
	ck_assert_uint_eq (count (history, path), 3);
	g_autoptr (PkiHistory) below = open_history ("work/s");
	ck_assert_uint_eq (count (below, NULL), 3);
	remove_object ("HEAD~1^{tree}");
	g_autoptr (PkiHistory) again = open_history ("work");
	ck_assert_uint_eq (count (again, path), 3);
	g_autoptr (PkiRevision) revision = first (again, path);
	g_autoptr (GError) error = NULL;
	guint total;
	ck_assert_ptr_null (pki_history_files (again, revision, 9, &total, NULL, &error));
	assert_error (error, PKI_ERROR_NOT_FOUND);
}
END_TEST

int main (void)
{
	const TTest *const tests[] = {
		a_file_that_stood_where_the_directory_is_now_is_not_in_it,
		folders_that_multiply_are_given_up,
		empty_folders_that_multiply_are_given_up,
		a_folder_of_a_gigabyte_is_not_read,
		a_message_that_is_a_book_is_cut,
		commits_that_can_not_be_read_are_not_left_out,
	};
	Suite *suite = suite_create ("git-history-hostile");
	TCase *tcase = tcase_create ("history");
	tcase_set_timeout (tcase, 60);
	for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
		tcase_add_test (tcase, tests[i]);
	suite_add_tcase (suite, tcase);
	return unit_run (suite);
}
