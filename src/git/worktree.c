#include "config.h"

#include "src/git/worktree.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/memory.h"
#include "src/base/text.h"
#include "src/git/discover-private.h"

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

static PkiGitStatus *broken (PkiGitStatus *status, char *why)
{
	status->state = PKI_GIT_BROKEN;
	g_free (status->why);
	status->why = why;
	return status;
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
	status->operation = g_strdup (pki_git_operation (git_repository_state (repository)));
}

static git_repository *open_repository (const char *directory, char **prefix, PkiGitStatus *status)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *work_tree = NULL;
	gboolean bare = FALSE;
	git_repository *repository =
		pki_git_discover (directory, &work_tree, prefix, &bare, &error);
	if (bare)
		status->state = PKI_GIT_BARE;
	else if (!repository && !g_error_matches (error, PKI_ERROR, PKI_ERROR_NOT_FOUND))
		broken (status, g_strdelimit (g_strdup (error->message), "\n", ' '));
	return repository;
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
static void look_at_files (git_repository *repository, char *within, Look *look)
{
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;
	char *paths[] = { within };
	/* Else a new folder counts whatever its own .gitignore says. */
	options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS |
			GIT_DIFF_IGNORE_SUBMODULES | GIT_DIFF_DISABLE_PATHSPEC_MATCH |
			GIT_DIFF_SKIP_BINARY_CHECK;
	options.notify_cb = on_difference;
	options.progress_cb = on_progress;
	options.payload = look;
	char *last = strrchr (within, '/');
	if (last) {
		*last = '\0';
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
	g_autofree char *within = NULL;
	g_autoptr (git_repository) repository = open_repository (directory, &within, status);
	if (!repository)
		return;
	status->state = PKI_GIT_CLEAN;
	read_branch (repository, status);
	if (look && status->state == PKI_GIT_CLEAN)
		look_at_files (repository, within, look);
}

PkiGitStatus *pki_git_branch (const char *directory)
{
	PkiGitStatus *status = g_new0 (PkiGitStatus, 1);
	pki_git_start ();
	ask (directory, status, NULL);
	return status;
}

PkiGitStatus *pki_git_status (const char *directory, GCancellable *cancellable)
{
	PkiGitStatus *status = g_new0 (PkiGitStatus, 1);
	Look look = { status, cancellable };
	pki_git_start ();
	ask (directory, status, &look);
	/* The index of a large store took its room. */
	pki_memory_give_back ();
	return status;
}
