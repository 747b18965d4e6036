#include "config.h"

#include "src/git/repository-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/git/folder-private.h"
#include "src/git/identity.h"
#include "src/git/lock-private.h"

static int open_folder (const char *path, GError **error)
{
	int folder = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0) {
		int number = errno;
		g_autofree char *shown = pki_text_printable (path, -1);
		pki_throw_errno (error, number, _ ("%s can't be opened"), shown);
	}
	return folder;
}

static gboolean open_parts (PkiRepository *repository, GError **error)
{
	repository->git_path = pki_git_real_path (git_repository_path (repository->git));
	repository->root = open_folder (repository->work_tree, error);
	if (repository->root < 0)
		return FALSE;
	repository->git_dir = open_folder (repository->git_path, error);
	if (repository->git_dir < 0)
		return FALSE;
	repository->common_dir = open_folder (git_repository_commondir (repository->git), error);
	return repository->common_dir >= 0;
}

PkiRepository *pki_repository_open (const char *directory, GError **error)
{
	g_autoptr (PkiRepository) repository = g_new0 (PkiRepository, 1);
	repository->root = repository->git_dir = repository->common_dir = -1;
	gboolean bare;
	repository->git = pki_git_discover (
		directory, &repository->work_tree, &repository->prefix, &bare, error);
	if (!repository->git || !open_parts (repository, error))
		return NULL;
	return g_steal_pointer (&repository);
}

PkiRepository *pki_repository_init (const char *directory, GError **error)
{
	g_autofree char *mark = g_build_filename (directory, ".git", NULL);
	pki_git_start ();
	if (!g_file_test (mark, G_FILE_TEST_EXISTS)) {
		g_autoptr (git_repository) made = NULL;
		git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
		options.flags = GIT_REPOSITORY_INIT_NO_REINIT;
		int code = git_repository_init_ext (&made, directory, &options);
		g_autofree char *shown = code ? pki_text_printable (directory, -1) : NULL;
		if (code != 0) {
			pki_throw_git (
				error, code, _ ("%s: no git repository can be made there"), shown);
			return NULL;
		}
	}
	return pki_repository_open (directory, error);
}

void pki_repository_free (PkiRepository *repository)
{
	if (!repository)
		return;
	pki_close (&repository->root);
	pki_close (&repository->git_dir);
	pki_close (&repository->common_dir);
	git_index_free (repository->index);
	git_repository_free (repository->git);
	g_free (repository->work_tree);
	g_free (repository->prefix);
	g_free (repository->git_path);
	g_free (repository);
}

const char *pki_repository_work_tree (const PkiRepository *repository)
{
	return repository->work_tree;
}

const char *pki_repository_prefix (const PkiRepository *repository)
{
	return repository->prefix;
}

static gboolean no_operation (PkiRepository *repository, GError **error)
{
	const char *operation = pki_git_operation (git_repository_state (repository->git));
	if (!operation)
		return TRUE;
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("the git repository: it is in the middle of something (%s)\nFinish or abort "
		   "that first; git status tells how."),
		operation);
}

/* The branch's own name; a branch that stands for another one is not followed. */
static gboolean find_branch (PkiRepository *repository, char **ref, GError **error)
{
	g_autoptr (git_reference) head = NULL;
	int code = git_reference_lookup (&head, repository->git, "HEAD");
	if (code != 0)
		return pki_throw_git (error, code, _ ("the repository's HEAD can't be read"));
	const char *target = git_reference_symbolic_target (head);
	if (!target)
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("HEAD is detached: a commit would belong to no branch\nSwitch to a "
			   "branch first: git switch BRANCH, or git switch -c NEW-BRANCH"));
	g_autofree char *shown = pki_text_printable (target, -1);
	if (!g_str_has_prefix (target, "refs/heads/"))
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("HEAD: it is on %s, which is no branch\nSwitch to a branch first: git "
			   "switch BRANCH"),
			shown);
	g_autoptr (git_reference) branch = NULL;
	if (git_reference_lookup (&branch, repository->git, target) == 0 &&
		git_reference_type (branch) != GIT_REFERENCE_DIRECT)
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("the branch %s: it stands for another one\nSwitch to that one first."),
			shown);
	git_error_clear ();
	*ref = g_strdup (target);
	return TRUE;
}

gboolean pki_repository_head (PkiRepository *repository, char **ref, git_oid *id, GError **error)
{
	g_autofree char *found = NULL;
	if (!no_operation (repository, error) || !find_branch (repository, &found, error))
		return FALSE;
	int code = git_reference_name_to_id (id, repository->git, found);
	if (code == GIT_ENOTFOUND) {
		git_error_clear ();
		memset (id, 0, sizeof *id);
	} else if (code != 0) {
		g_autofree char *shown = pki_text_printable (found, -1);
		return pki_throw_git (error, code, _ ("the branch %s can't be read"), shown);
	}
	*ref = g_steal_pointer (&found);
	return TRUE;
}

gboolean pki_repository_ready (PkiRepository *repository, GError **error)
{
	g_autofree char *ref = NULL;
	git_oid id;
	return pki_repository_head (repository, &ref, &id, error) &&
	       pki_identity_known (repository, error);
}

gboolean pki_repository_unfinished (const char *directory)
{
	g_autoptr (PkiRepository) repository = pki_repository_open (directory, NULL);
	struct stat status;
	return repository &&
	       pki_folder_look (repository->git_dir, PKI_STAGING "/" PKI_JOURNAL, &status) &&
	       !pki_lock_is_held (repository->common_dir);
}
