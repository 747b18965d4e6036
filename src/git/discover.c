#include "config.h"

#include "src/git/discover-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/git/repository.h"

#include <stdlib.h>
#include <string.h>

/* What is mapped of packs counts as memory of this process: no more than it needs. */
#define MAPPED_AT_ONCE ((size_t)1 << 20)
#define MAPPED_MOST    ((size_t)8 << 20)

/* For good: what the library keeps for a thread is lost when another one shuts it down. */
void pki_git_start (void)
{
	static gsize started;
	if (g_once_init_enter (&started)) {
		(void)git_libgit2_init ();
		(void)git_libgit2_opts (GIT_OPT_SET_MWINDOW_SIZE, MAPPED_AT_ONCE);
		(void)git_libgit2_opts (GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, MAPPED_MOST);
		g_once_init_leave (&started, 1);
	}
}

static PkiErrorCode code_of_git (int code)
{
	switch (code) {
	case GIT_ENOTFOUND:
		return PKI_ERROR_NOT_FOUND;
	case GIT_EEXISTS:
		return PKI_ERROR_EXISTS;
	case GIT_ELOCKED:
		return PKI_ERROR_LOCKED;
	case GIT_EMODIFIED:
		return PKI_ERROR_STALE;
	case GIT_EOWNER:
		return PKI_ERROR_PERMISSION;
	default:
		return PKI_ERROR_INTERNAL;
	}
}

/* The library's words belong to this thread and to its last call. */
gboolean pki_throw_git (GError **error, int code, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *text = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	const git_error *last = git_error_last ();
	g_autofree char *words =
		pki_text_printable (last && last->message ? last->message : "?", -1);
	git_error_clear ();
	return pki_throw (error, code_of_git (code), _ ("%s: %s"), text, words);
}

const char *pki_git_operation (int state)
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

char *pki_git_real_path (const char *path)
{
	char *real = realpath (path, NULL);
	if (real)
		return real;
	real = g_strdup (path);
	while (strlen (real) > 1 && g_str_has_suffix (real, "/"))
		real[strlen (real) - 1] = '\0';
	return real;
}

/* The folder that git goes by when it asks whom a repository belongs to. */
static char *top_above (const char *directory)
{
	g_autofree char *top = pki_git_real_path (directory);
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
static void not_trusted (const char *directory, GError **error)
{
	g_autofree char *top = top_above (directory);
	g_autofree char *quoted = g_shell_quote (top);
	g_autofree char *shown = pki_text_printable (quoted, -1);
	git_error_clear ();
	pki_throw (error, PKI_ERROR_PERMISSION,
		_ ("the git repository: it belongs to another user, so git does not trust it\nTo "
		   "trust it: git config --global --add safe.directory %s"),
		shown);
}

static void cannot_open (const char *directory, int code, GError **error)
{
	const git_error *last = git_error_last ();
	const char *words = last && last->message ? last->message : "";
	if (code == GIT_EOWNER) {
		not_trusted (directory, error);
	} else if (strstr (words, "objectformat")) {
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("the git repository: it names its objects by SHA-256, which the git "
			   "library can't work with\nA store needs one that is made with git init "
			   "--object-format=sha1."));
	} else if (strstr (words, "refstorage")) {
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("the git repository: it keeps its branches in a reftable, which the git "
			   "library can't work with\nTo change that: git refs migrate "
			   "--ref-format=files"));
	} else if (strstr (words, "worktreeconfig")) {
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("the git repository: it has a configuration for each work tree (or a "
			   "sparse checkout), which the git library can't work with\nTo change "
			   "that: git sparse-checkout disable; git config --unset "
			   "extensions.worktreeConfig"));
	} else {
		pki_throw_git (error, code, _ ("the git repository can't be read"));
	}
	git_error_clear ();
}

/* libgit2 1.5 says of a repository of another user that its setting "safe.directory" was not found.
 */
static gboolean is_about_owner (void)
{
	const git_error *last = git_error_last ();
	return last && last->klass == GIT_ERROR_CONFIG;
}

/* An empty value takes back what stands before it. */
static int note_value (const git_config_entry *entry, void *data)
{
	gboolean *everybody = data;
	if (g_strcmp0 (entry->value, "*") == 0)
		*everybody = TRUE;
	else if (g_strcmp0 (entry->value, "") == 0)
		*everybody = FALSE;
	return 0;
}

/* Whether the configuration of system and user, never a repository's own, has "*" among its
 * safe.directory, which libgit2 1.5 does not know. */
static gboolean trusts_everybody (void)
{
	g_autoptr (git_config) config = NULL;
	gboolean everybody = FALSE;
	if (git_config_open_default (&config) == 0)
		(void)git_config_get_multivar_foreach (
			config, "safe.directory", NULL, note_value, &everybody);
	return everybody;
}

static int open_here (git_repository **repository, const char *directory)
{
	int code = git_repository_open_ext (repository, directory, 0, NULL);
	if (code == GIT_ENOTFOUND && is_about_owner ())
		code = GIT_EOWNER;
	if (code != GIT_EOWNER || !trusts_everybody ())
		return code;
	(void)git_libgit2_opts (GIT_OPT_SET_OWNER_VALIDATION, 0);
	return git_repository_open_ext (repository, directory, 0, NULL);
}

static git_repository *open_above (const char *directory, GError **error)
{
	git_repository *repository = NULL;
	int code = open_here (&repository, directory);
	if (code == 0)
		return repository;
	if (code == GIT_ENOTFOUND) {
		git_error_clear ();
		pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("it is in no git repository"));
		return NULL;
	}
	cannot_open (directory, code, error);
	return NULL;
}

/* Where DIRECTORY lies below TOP: "" or "a/b/"; NULL when it does not. */
static char *prefix_within (const char *top, const char *directory)
{
	g_autofree char *here = pki_git_real_path (directory);
	gsize size = strcmp (top, "/") == 0 ? 0 : strlen (top);
	if (strcmp (top, here) == 0)
		return g_strdup ("");
	if (strncmp (top, here, size) != 0 || here[size] != '/')
		return NULL;
	return g_strconcat (here + size + 1, "/", NULL);
}

gboolean pki_repository_is_inside (const char *directory)
{
	g_autoptr (git_repository) repository = NULL;
	pki_git_start ();
	if (open_here (&repository, directory) != 0) {
		git_error_clear ();
		return FALSE;
	}
	g_autofree char *git = pki_git_real_path (git_repository_path (repository));
	g_autofree char *prefix = prefix_within (git, directory);
	return prefix != NULL;
}

/* TOP's own .git, a folder or a file that names one, is the git directory: a core.worktree that
 * makes a repository's files lie elsewhere is not followed. */
static gboolean is_top_of (const char *top, git_repository *repository)
{
	g_autofree char *mark = g_build_filename (top, ".git", NULL);
	g_autofree char *git = pki_git_real_path (git_repository_path (repository));
	g_autofree char *text = NULL;
	if (!g_file_test (mark, G_FILE_TEST_IS_REGULAR)) {
		g_autofree char *named = pki_git_real_path (mark);
		return g_str_equal (named, git);
	}
	if (!g_file_get_contents (mark, &text, NULL, NULL) || !g_str_has_prefix (text, "gitdir:"))
		return FALSE;
	g_autofree char *path =
		g_canonicalize_filename (g_strstrip (text + strlen ("gitdir:")), top);
	g_autofree char *named = pki_git_real_path (path);
	return g_str_equal (named, git);
}

git_repository *pki_git_discover (
	const char *directory, char **work_tree, char **prefix, gboolean *bare, GError **error)
{
	*bare = FALSE;
	pki_git_start ();
	g_autoptr (git_repository) repository = open_above (directory, error);
	if (!repository)
		return NULL;
	const char *root = git_repository_workdir (repository);
	*bare = !root || git_repository_is_bare (repository);
	if (*bare) {
		pki_throw (error, PKI_ERROR_NOT_FOUND,
			_ ("the git repository: it is a bare one, without files to work with\nWork "
			   "in a clone of it."));
		return NULL;
	}
	g_autofree char *top = pki_git_real_path (root);
	g_autofree char *within = prefix_within (top, directory);
	if (!within || !is_top_of (top, repository)) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("the git repository: its core.worktree leads to another directory, "
			   "which is not followed"));
		return NULL;
	}
	*work_tree = g_steal_pointer (&top);
	*prefix = g_steal_pointer (&within);
	return g_steal_pointer (&repository);
}
