#include "config.h"

#include "src/git/branch-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/git/folder-private.h"

#define OURS         "pkitty-"
#define STAGED_REF   "ref"
#define STAGED_LOCK  "held"
#define WAIT_LONGEST (3 * G_USEC_PER_SEC)
#define WAIT_STEP    (20 * G_TIME_SPAN_MILLISECOND)

enum { HOLDER_SIZE = 512 };

typedef struct {
	int staging;
	gint64 end;
	GCancellable *cancellable;
	char *text;
} Taking;

static char *lock_of (const char *ref)
{
	return g_strconcat (ref, ".lock", NULL);
}

static gboolean is_ours (int folder, const char *name)
{
	char text[HOLDER_SIZE] = "";
	ssize_t size = readlinkat (folder, name, text, sizeof text - 1);
	if (size >= 0)
		return g_str_has_prefix (text, OURS);
	g_autoptr (GBytes) bytes = pki_folder_read (folder, name, HOLDER_SIZE, NULL);
	gsize length = 0;
	const char *data = bytes ? g_bytes_get_data (bytes, &length) : NULL;
	return length > strlen (OURS) && memcmp (data, OURS, strlen (OURS)) == 0;
}

/* Where there are no symbolic links, a file that appears with its content. */
static gboolean make_file (const Taking *taking, int folder, const char *name)
{
	(void)unlinkat (taking->staging, STAGED_LOCK, 0);
	return pki_folder_write_new (
		       taking->staging, STAGED_LOCK, 0600, taking->text, strlen (taking->text)) &&
	       pki_folder_rename_new (taking->staging, STAGED_LOCK, folder, name);
}

static gboolean make_lock (const Taking *taking, int folder, const char *name)
{
	if (symlinkat (taking->text, folder, name) == 0)
		return TRUE;
	return (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS) &&
	       make_file (taking, folder, name);
}

static gboolean held (
	PkiRepository *repository, int folder, const char *name, const char *path, GError **error)
{
	struct stat status;
	gint64 since = fstatat (folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
			       ? status.st_mtim.tv_sec
			       : PKI_TIME_NONE;
	g_autofree char *time = pki_time_format (since);
	g_autofree char *whole = g_build_filename (
		folder == repository->git_dir ? repository->git_path
					      : git_repository_commondir (repository->git),
		path, NULL);
	g_autofree char *shown = pki_text_printable (whole, -1);
	return pki_throw (error, PKI_ERROR_LOCKED,
		_ ("the git repository: another git command is at work: %s is there since %s\nTry "
		   "again when it has finished; if none runs, remove that file."),
		shown, time);
}

static gboolean take (
	PkiRepository *repository, const Taking *taking, int root, const char *path, GError **error)
{
	const char *name;
	g_autofree char *shown = pki_text_printable (path, -1);
	pki_autofd int folder = pki_folder_make_above (root, path, 0777, &name);
	if (folder < 0)
		return pki_throw_errno (error, errno, _ ("%s can't be written"), shown);
	while (!make_lock (taking, folder, name)) {
		if (errno != EEXIST)
			return pki_throw_errno (error, errno, _ ("%s can't be written"), shown);
		/* We hold the lock of changes: whoever made it is dead. */
		if (is_ours (folder, name)) {
			(void)unlinkat (folder, name, 0);
			continue;
		}
		if (g_cancellable_is_cancelled (taking->cancellable))
			return pki_throw (error, PKI_ERROR_CANCELLED, _ ("cancelled"));
		if (g_get_monotonic_time () > taking->end)
			return held (repository, folder, name, path, error);
		g_usleep (WAIT_STEP);
	}
	return TRUE;
}

gboolean pki_branch_lock (PkiWork *work, GCancellable *cancellable, GError **error)
{
	PkiRepository *repository = work->repository;
	g_autofree char *lock = lock_of (work->ref);
	g_autofree char *text = g_strdup_printf (OURS "%d-%s", (int)getpid (), g_get_host_name ());
	Taking taking = { work->staging, g_get_monotonic_time () + WAIT_LONGEST, cancellable,
		text };
	g_strdelimit (text, "/", '-');
	if (!take (repository, &taking, repository->git_dir, "index.lock", error))
		return FALSE;
	if (take (repository, &taking, repository->common_dir, lock, error))
		return TRUE;
	pki_branch_unlock (repository, work->ref);
	return FALSE;
}

static gboolean release (int root, const char *path)
{
	const char *name;
	pki_autofd int folder = pki_folder_above (root, path, &name);
	return folder < 0 || !is_ours (folder, name) || unlinkat (folder, name, 0) == 0;
}

gboolean pki_branch_unlock (PkiRepository *repository, const char *ref)
{
	g_autofree char *lock = ref ? lock_of (ref) : NULL;
	gboolean good = !lock || release (repository->common_dir, lock);
	return release (repository->git_dir, "index.lock") && good;
}

gboolean pki_branch_stage (PkiWork *work, GError **error)
{
	char line[GIT_OID_HEXSZ + 2];
	git_oid_tostr (line, GIT_OID_HEXSZ + 1, &work->after);
	line[GIT_OID_HEXSZ] = '\n';
	if (pki_folder_write_new (work->staging, STAGED_REF, 0666, line, GIT_OID_HEXSZ + 1))
		return TRUE;
	return pki_throw_errno (error, errno, _ ("the branch can't be written"));
}

gboolean pki_branch_move (PkiWork *work, GError **error)
{
	const char *name;
	pki_autofd int folder = pki_folder_above (work->repository->common_dir, work->ref, &name);
	int code = folder < 0 ? -1 : renameat (work->staging, STAGED_REF, folder, name);
	/* Empty folders are what deleted branches leave. */
	if (code < 0 && folder >= 0 && errno == EISDIR &&
		unlinkat (folder, name, AT_REMOVEDIR) == 0)
		code = renameat (work->staging, STAGED_REF, folder, name);
	if (code < 0)
		return pki_throw_errno (error, errno, _ ("the branch can't be moved"));
	(void)fsync (folder);
	return TRUE;
}

static char *log_line (PkiWork *work)
{
	g_autoptr (git_commit) commit = NULL;
	if (git_commit_lookup (&commit, work->repository->git, &work->after) != 0)
		return NULL;
	const git_signature *who = git_commit_committer (commit);
	char before[GIT_OID_HEXSZ + 1], after[GIT_OID_HEXSZ + 1];
	g_autofree char *subject = g_strdup (git_commit_summary (commit));
	g_strdelimit (subject, "\n\r\t", ' ');
	int offset = who->when.offset;
	return g_strdup_printf ("%s %s %s <%s> %" PRId64 " %c%02d%02d\t%s: %s\n",
		git_oid_tostr (before, sizeof before, &work->before),
		git_oid_tostr (after, sizeof after, &work->after), who->name, who->email,
		(int64_t)who->when.time, offset < 0 ? '-' : '+', abs (offset) / 60,
		abs (offset) % 60, git_oid_is_zero (&work->before) ? "commit (initial)" : "commit",
		subject);
}

/* core.logAllRefUpdates, which is on where there is a work tree. */
static gboolean makes_logs (git_repository *git)
{
	g_autoptr (git_config) config = NULL;
	git_buf text = { 0 };
	int value = 1;
	if (git_repository_config_snapshot (&config, git) == 0 &&
		git_config_get_string_buf (&text, config, "core.logallrefupdates") == 0 &&
		git_config_parse_bool (&value, text.ptr) != 0)
		value = 1; /* "always" */
	git_buf_dispose (&text);
	git_error_clear ();
	return value != 0;
}

/* The end of a log tells whether the line is there already. */
static gboolean has_line (int file, const char *line)
{
	g_autofree char *end = g_malloc0 (strlen (line) + 1);
	struct stat status;
	off_t size = (off_t)strlen (line);
	return fstat (file, &status) == 0 && status.st_size >= size &&
	       pread (file, end, (size_t)size, status.st_size - size) == size &&
	       strcmp (end, line) == 0;
}

static void append (int root, const char *path, const char *line, gboolean make)
{
	const char *name;
	pki_autofd int folder = make ? pki_folder_make_above (root, path, 0777, &name)
				     : pki_folder_above (root, path, &name);
	int flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	pki_autofd int file =
		folder < 0 ? -1 : openat (folder, name, flags | (make ? O_CREAT : 0), 0666);
	if (file >= 0 && !has_line (file, line))
		(void)!write (file, line, strlen (line));
}

void pki_branch_log (PkiWork *work)
{
	PkiRepository *repository = work->repository;
	g_autofree char *line = log_line (work);
	g_autofree char *log = g_strconcat ("logs/", work->ref, NULL);
	gboolean make = makes_logs (repository->git);
	if (!line)
		return;
	append (repository->git_dir, "logs/HEAD", line, make);
	append (repository->common_dir, log, line, make);
}
