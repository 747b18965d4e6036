#include "config.h"

#include "src/git/commit.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/git/branch-private.h"
#include "src/git/check-private.h"
#include "src/git/finish-private.h"
#include "src/git/folder-private.h"
#include "src/git/identity-private.h"
#include "src/git/index-private.h"
#include "src/git/journal-private.h"
#include "src/git/lock-private.h"
#include "src/git/objects-private.h"
#include "src/git/place-private.h"
#include "src/git/recovery-private.h"
#include "src/git/tree-private.h"

void pki_committed_clear (PkiCommitted *committed)
{
	g_clear_pointer (&committed->commit, g_free);
	g_clear_pointer (&committed->warning, g_free);
	g_clear_pointer (&committed->recovered, g_free);
}

static gboolean flush (PkiWork *work, GError **error)
{
	return pki_folder_flush (work->repository->common_dir, work->repository->root) ||
	       pki_throw_errno (error, errno, _ ("the disk can't be written"));
}

/* Everything that no one sees yet: objects, files, the branch's next content, and the journal that
 * knows of them; then all of it is flushed to disk at once. */
static gboolean prepare (PkiWork *work, const PkiObjectsWish *wish, GError **error)
{
	g_autoptr (git_tree) base = NULL;
	git_repository *git = work->repository->git;
	if (!git_oid_is_zero (&work->before) && !(base = pki_tree_of (git, &work->before, error)))
		return FALSE;
	if (!pki_index_load (work->repository, work->staging, error) ||
		!pki_check_paths (work, base, error) ||
		!pki_objects_make (work, base, wish, error) || !pki_place_stage (work, error) ||
		!pki_branch_stage (work, error) || !pki_journal_write (work, error))
		return FALSE;
	return flush (work, error);
}

/* Objects and private files into their places, before anything refers to them. */
static gboolean bring (PkiWork *work, GError **error)
{
	if (!pki_objects_bring (work, error) || !pki_place_private (work, error))
		return FALSE;
	if (flush (work, error))
		return TRUE;
	pki_place_take_back (work);
	return FALSE;
}

/* HEAD may have been moved while we waited for its lock. */
static gboolean look_at_head (PkiWork *work, GError **error)
{
	g_autofree char *ref = NULL;
	if (!pki_repository_head (work->repository, &ref, &work->before, error))
		return FALSE;
	if (!work->ref)
		work->ref = g_strdup (ref);
	return g_str_equal (ref, work->ref) ||
	       pki_throw (error, PKI_ERROR_STALE,
		       _ ("the git repository: its branch was switched meanwhile\nTry again."));
}

/* Up to the atomic point. On failure nothing is left of it. */
static gboolean carry_to_branch (PkiWork *work, const PkiObjectsWish *wish, GError **error)
{
	gboolean good = look_at_head (work, error) && prepare (work, wish, error) &&
			!(g_cancellable_is_cancelled (wish->cancellable) &&
				!pki_throw (error, PKI_ERROR_CANCELLED, _ ("cancelled"))) &&
			bring (work, error);
	if (good && !pki_branch_move (work, error)) {
		pki_place_take_back (work);
		good = FALSE;
	}
	return good;
}

static void close_work (PkiWork *work, PkiCommitted *out)
{
	g_autoptr (GError) why = NULL;
	char id[GIT_OID_HEXSZ + 1];
	out->commit = g_strdup (git_oid_tostr (id, sizeof id, &work->after));
	gboolean good = pki_finish (work, &why);
	if (!pki_branch_unlock (work->repository, work->ref) && good)
		good = pki_throw_errno (&why, errno, _ ("git's lock can't be removed"));
	if (good)
		pki_journal_drop (work->staging);
	else
		out->warning = g_strdup_printf (_ ("It is committed, but not all files could be "
						   "written; the next change will finish that: %s"),
			why->message);
}

static gboolean commit_locked (
	PkiWork *work, const PkiObjectsWish *wish, PkiCommitted *out, GError **error)
{
	if (!look_at_head (work, error))
		return FALSE;
	gboolean locked =
		pki_journal_write (work, error) && pki_branch_lock (work, wish->cancellable, error);
	if (locked && carry_to_branch (work, wish, error)) {
		close_work (work, out);
		return TRUE;
	}
	/* The journal stays for a lock that can't be removed now. */
	if (pki_branch_unlock (work->repository, work->ref))
		pki_journal_drop (work->staging);
	return FALSE;
}

static int open_staging (PkiRepository *repository, GError **error)
{
	int staging = pki_folder_make (repository->git_dir, PKI_STAGING, 0777);
	if (staging < 0)
		pki_throw_errno (error, errno, _ ("the git directory can't be written"));
	return staging;
}

/* Between the lock of changes and the rest. */
static gboolean recover_and_commit (PkiRepository *repository, const PkiChange *change,
	const PkiObjectsWish *wish, PkiCommitted *out, GError **error)
{
	int staging = open_staging (repository, error);
	if (staging < 0)
		return FALSE;
	g_autoptr (PkiWork) work = pki_work_new (repository, staging);
	return pki_work_take (work, change, error) &&
	       pki_recover (repository, staging, wish->cancellable, &out->recovered, error) &&
	       commit_locked (work, wish, out, error);
}

gboolean pki_repository_recover (
	const char *directory, GCancellable *cancellable, char **line, GError **error)
{
	*line = NULL;
	if (!pki_repository_unfinished (directory))
		return TRUE;
	g_autoptr (PkiRepository) repository = pki_repository_open (directory, error);
	pki_autofd int lock =
		repository ? pki_lock_take (repository->common_dir, cancellable, error) : -1;
	pki_autofd int staging = lock >= 0 ? open_staging (repository, error) : -1;
	return staging >= 0 && pki_recover (repository, staging, cancellable, line, error);
}

gboolean pki_repository_commit (PkiRepository *repository, const PkiChange *change,
	const char *message, PkiBlobCheck check, gpointer check_data, GCancellable *cancellable,
	PkiCommitted *out, GError **error)
{
	g_autoptr (git_signature) author = NULL;
	g_autoptr (git_signature) committer = NULL;
	memset (out, 0, sizeof *out);
	g_return_val_if_fail (check != NULL, FALSE);
	if (!pki_identity_get (repository, &author, &committer, error))
		return FALSE;
	pki_autofd int lock = pki_lock_take (repository->common_dir, cancellable, error);
	if (lock < 0)
		return FALSE;
	g_autofree char *ended =
		g_strconcat (message, g_str_has_suffix (message, "\n") ? "" : "\n", NULL);
	PkiObjectsWish wish = { ended, author, committer, check, check_data, cancellable };
	return recover_and_commit (repository, change, &wish, out, error);
}
