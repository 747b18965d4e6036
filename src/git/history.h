/*
 * The past of a directory, as git has it: commits newest first, the files each of them changed, and
 * what stood in those. Reads only; nothing that the repository's configuration or attributes name
 * is run or even looked at. A handle belongs to one thread at a time: a job opens its own. Paths
 * are relative to the directory opened, and what lies outside of it is left out.
 */
#pragma once

#include <gio/gio.h>

#include "src/git/revision.h"

typedef struct _PkiHistory PkiHistory;

/* Errors as of pki_repository_open(). */
PkiHistory *pki_history_open (const char *directory, GError **error);
void pki_history_free (PkiHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiHistory, pki_history_free)

/* The file that grows with every commit (HEAD's reflog), for watching; it may not be there. The
 * caller frees. */
char *pki_history_reflog (PkiHistory *history);

/* Begins a walk at HEAD: all commits that changed something below the directory, or only those that
 * changed what stands at one of PATHS (files or folders; NULL: all). A merge counts when it differs
 * from each of its parents there; in the whole of a repository every commit counts, and one that
 * can't be read counts anywhere. */
gboolean pki_history_begin (PkiHistory *history, const char *const *paths, GError **error);

/* What stood at PATH before moved to MOVED_TO. Where that is one of the walk's paths, commits that
 * changed PATH count from here on, too. */
void pki_history_follow (PkiHistory *history, const char *path, const char *moved_to);

/* The next one, newest first by the committer's clock, as git log has them. NULL without an
 * error at the end; PKI_ERROR_CANCELLED. */
PkiRevision *pki_history_next (PkiHistory *history, GCancellable *cancellable, GError **error);

/* One commit by its id. PKI_ERROR_NOT_FOUND, _INVALID_INPUT. */
PkiRevision *pki_history_revision (PkiHistory *history, const char *id, GError **error);

/* A file that a commit changed. */
typedef struct {
	char *path; /* bytes */
	char *before, *after; /* ids of the blobs; NULL: was not there, is no more, or is no file */
} PkiFileChange;
void pki_file_change_free (PkiFileChange *change);

/* What REVISION changed against its first parent (the first commit, and one whose parent is not
 * here, against nothing), by path: PkiFileChange, at most MOST (1 at least) of them; *total says
 * how many there are. PKI_ERROR_CANCELLED; PKI_ERROR_NOT_FOUND where objects are missing;
 * PKI_ERROR_LIMIT beyond a million files and folders, 64 MiB for one, or 200 in each other. */
GPtrArray *pki_history_files (PkiHistory *history, const PkiRevision *revision, guint most,
	guint *total, GCancellable *cancellable, GError **error);

/* The bytes of a blob, wiped when they are freed. A larger one is PKI_ERROR_LIMIT, one that is not
 * here (shallow, partial or damaged clones) PKI_ERROR_NOT_FOUND. */
GBytes *pki_history_blob (PkiHistory *history, const char *id, gsize limit, GError **error);

/* FILES (PkiFileChange) as a unified diff, bytes as they are, up to about MOST bytes; a last line
 * in brackets says when something was left out. The caller frees. */
char *pki_history_patch (
	PkiHistory *history, const GPtrArray *files, gsize most, GCancellable *cancellable);
