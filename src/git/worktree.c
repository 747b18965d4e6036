#include "config.h"

#include "src/git/worktree.h"

#include "src/base/intl.h"
#include "src/base/memory.h"
#include "src/base/text.h"

#include <git2.h>
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h> /* where newer libgit2 has git_error_clear() */
#endif
#include <stdlib.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_repository, git_repository_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_reference, git_reference_free)

enum { SHORT_ID = 7 };

void pki_git_status_free (PkiGitStatus *status)
{
	if (!status)
		return;
	g_free (status->branch);
	g_free (status->operation);
	g_free (status->why);
	g_free (status);
}

/* The library's words belong to this thread and to its last call. */
static char *why_not (void)
{
	const git_error *last = git_error_last ();
	g_autofree char *words =
		pki_text_printable (last && last->message ? last->message : "?", -1);
	git_error_clear ();
	return g_strdup_printf (_ ("The git repository can't be read: %s"), words);
}

/* The folder that git goes by when it asks whom a repository belongs to. */
static char *top_above (const char *directory)
{
	g_autofree char *top = g_strdup (directory);
	for (;;) {
		g_autofree char *mark = g_build_filename (top, ".git", NULL);
		g_autofree char *up = g_path_get_dirname (top);
		if (g_file_test (mark, G_FILE_TEST_EXISTS) || g_str_equal (top, up))
			return g_steal_pointer (&top);
		g_free (top);
		top = g_steal_pointer (&up);
	}
}

/* The command is there to be pasted into a shell, whatever the folder is called. */
static char *why_not_trusted (const char *directory)
{
	g_autofree char *top = top_above (directory);
	g_autofree char *quoted = g_shell_quote (top);
	g_autofree char *shown = pki_text_printable (quoted, -1);
	git_error_clear ();
	return g_strdup_printf (
		_ ("The repository belongs to another user, so git does not trust it. To trust it: "
		   "git config --global --add safe.directory %s"),
		shown);
}

static PkiGitStatus *broken (PkiGitStatus *status, char *why)
{
	status->state = PKI_GIT_BROKEN;
	g_free (status->why);
	status->why = why;
	return status;
}

static const char *operation_text (int state)
{
	switch (state) {
	case GIT_REPOSITORY_STATE_MERGE:
		return _ ("merge in progress");
	case GIT_REPOSITORY_STATE_REVERT:
	case GIT_REPOSITORY_STATE_REVERT_SEQUENCE:
		return _ ("revert in progress");
	case GIT_REPOSITORY_STATE_CHERRYPICK:
	case GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE:
		return _ ("cherry-pick in progress");
	case GIT_REPOSITORY_STATE_BISECT:
		return _ ("bisect in progress");
	case GIT_REPOSITORY_STATE_REBASE:
	case GIT_REPOSITORY_STATE_REBASE_INTERACTIVE:
	case GIT_REPOSITORY_STATE_REBASE_MERGE:
		return _ ("rebase in progress");
	case GIT_REPOSITORY_STATE_APPLY_MAILBOX:
	case GIT_REPOSITORY_STATE_APPLY_MAILBOX_OR_REBASE:
		return _ ("patches are being applied");
	default:
		return NULL;
	}
}

/* The branch that HEAD names but that has no commit yet. */
static char *unborn_branch (git_repository *repository)
{
	g_autoptr (git_reference) head = NULL;
	if (git_reference_lookup (&head, repository, "HEAD") != 0)
		return NULL;
	const char *target = git_reference_symbolic_target (head);
	if (!target)
		return NULL;
	return g_strdup (g_str_has_prefix (target, "refs/heads/") ? target + strlen ("refs/heads/")
								  : target);
}

static void read_branch (git_repository *repository, PkiGitStatus *status)
{
	g_autoptr (git_reference) head = NULL;
	int code = git_repository_head (&head, repository);
	if (code == GIT_EUNBORNBRANCH) {
		git_error_clear ();
		status->unborn = TRUE;
		status->branch = unborn_branch (repository);
	} else if (code != 0) {
		broken (status, why_not ());
	} else if (git_repository_head_detached (repository) == 1) {
		char id[SHORT_ID + 1];
		git_oid_tostr (id, sizeof id, git_reference_target (head));
		status->branch = g_strdup_printf (_ ("(detached %s)"), id);
	} else {
		status->branch = g_strdup (git_reference_shorthand (head));
	}
	status->operation = g_strdup (operation_text (git_repository_state (repository)));
}

static char *real_path (const char *path)
{
	char *found = realpath (path, NULL);
	char *copy = g_strdup (found ? found : path);
	free (found);
	while (strlen (copy) > 1 && g_str_has_suffix (copy, "/"))
		copy[strlen (copy) - 1] = '\0';
	return copy;
}

/* The path of DIRECTORY within the work tree ("" is the top), or NULL when it does not lie there: a
 * core.worktree that leads elsewhere is not followed. */
static char *path_within (git_repository *repository, const char *directory)
{
	const char *root = git_repository_workdir (repository);
	if (!root)
		return NULL;
	g_autofree char *top = real_path (root);
	g_autofree char *here = real_path (directory);
	gsize size = strcmp (top, "/") == 0 ? 0 : strlen (top);
	if (strcmp (top, here) == 0)
		return g_strdup ("");
	if (strncmp (top, here, size) != 0 || here[size] != '/')
		return NULL;
	return g_strdup (here + size + 1);
}

/* libgit2 1.5 says of a repository of another user that its setting "safe.directory" was not found.
 */
static gboolean is_about_owner (void)
{
	const git_error *last = git_error_last ();
	return last && last->klass == GIT_ERROR_CONFIG;
}

static gboolean open_repository (
	const char *directory, git_repository **out, char **within, PkiGitStatus *status)
{
	int code = git_repository_open_ext (out, directory, 0, NULL);
	if (code == GIT_ENOTFOUND && is_about_owner ())
		code = GIT_EOWNER;
	if (code == GIT_ENOTFOUND) {
		git_error_clear ();
		return FALSE;
	}
	if (code != 0) {
		broken (status, code == GIT_EOWNER ? why_not_trusted (directory) : why_not ());
		return FALSE;
	}
	if (git_repository_is_bare (*out)) {
		status->state = PKI_GIT_BARE;
		return FALSE;
	}
	*within = path_within (*out, directory);
	if (*within)
		return TRUE;
	broken (status,
		g_strdup (_ ("The repository's core.worktree leads to another directory; it "
			     "is not followed")));
	return FALSE;
}

typedef struct {
	PkiGitStatus *status;
	GCancellable *cancellable;
} Look;

/* The first difference is enough. */
static int on_difference (
	const git_diff *diff, const git_diff_delta *delta, const char *pathspec, void *data)
{
	Look *look = data;
	look->status->state = PKI_GIT_CHANGED;
	return GIT_EUSER;
}

static int on_progress (const git_diff *diff, const char *one, const char *two, void *data)
{
	Look *look = data;
	return look->cancellable && g_cancellable_is_cancelled (look->cancellable) ? GIT_EUSER : 0;
}

/* Filters of the repository (which may name programs) are only run by the git program; libgit2
 * knows none of them. The index is not written. */
static void look_at_files (git_repository *repository, const char *within, Look *look)
{
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;
	char *paths[] = { (char *)within };
	options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_IGNORE_SUBMODULES |
			GIT_DIFF_DISABLE_PATHSPEC_MATCH | GIT_DIFF_SKIP_BINARY_CHECK;
	options.notify_cb = on_difference;
	options.progress_cb = on_progress;
	options.payload = look;
	if (*within) {
		options.pathspec.strings = paths;
		options.pathspec.count = 1;
	}
	git_diff *diff = NULL;
	int code = git_diff_index_to_workdir (&diff, repository, NULL, &options);
	git_diff_free (diff);
	if (code == 0 && look->status->state == PKI_GIT_CLEAN && !look->status->unborn) {
		git_object *tree = NULL;
		code = git_revparse_single (&tree, repository, "HEAD^{tree}");
		diff = NULL;
		if (code == 0)
			code = git_diff_tree_to_index (
				&diff, repository, (git_tree *)tree, NULL, &options);
		git_diff_free (diff);
		git_object_free (tree);
	}
	gboolean stopped = code == GIT_EUSER || look->status->state == PKI_GIT_CHANGED;
	if (code != 0 && !stopped)
		broken (look->status, why_not ());
	git_error_clear ();
}

/* LOOK NULL: the branch alone. */
static void ask (const char *directory, PkiGitStatus *status, Look *look)
{
	g_autoptr (git_repository) repository = NULL;
	g_autofree char *within = NULL;
	if (!open_repository (directory, &repository, &within, status))
		return;
	status->state = PKI_GIT_CLEAN;
	read_branch (repository, status);
	if (look && status->state == PKI_GIT_CLEAN)
		look_at_files (repository, within, look);
}

/* For good: what the library keeps for a thread is lost when another one shuts it down. */
static void start_library (void)
{
	static gsize started;
	if (g_once_init_enter (&started)) {
		(void)git_libgit2_init ();
		g_once_init_leave (&started, 1);
	}
}

PkiGitStatus *pki_git_branch (const char *directory)
{
	PkiGitStatus *status = g_new0 (PkiGitStatus, 1);
	start_library ();
	ask (directory, status, NULL);
	return status;
}

PkiGitStatus *pki_git_status (const char *directory, GCancellable *cancellable)
{
	PkiGitStatus *status = g_new0 (PkiGitStatus, 1);
	Look look = { status, cancellable };
	start_library ();
	ask (directory, status, &look);
	/* The index of a large store took its room. */
	pki_memory_give_back ();
	return status;
}
