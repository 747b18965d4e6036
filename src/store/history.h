/*
 * A commit in terms of certificates: what it did to which objects, by its content; what its
 * trailers say it did; and whether the two fit.
 */
#pragma once

#include "src/git/history.h"
#include "src/store/claim.h"
#include "src/store/object-change.h"

typedef struct {
	PkiRevision *revision;
	GArray *claims; /* PkiClaim; empty: not pkitty's */
	GPtrArray *changes; /* PkiObjectChange of the files looked into, by path; never NULL */
	guint files,
		looked_into; /* how many files the commit changed, and of them are in changes */
	char *mismatch; /* translated: how the trailers do not fit; NULL: they do, or there are
			   none, or not everything was looked into */
	char *error; /* translated: what of it can't be read; or NULL */
} PkiHistoryEntry;

/* Looks into at most MOST files of REVISION, which is taken. What can't be read is told in the
 * entry; NULL only with PKI_ERROR_CANCELLED. A walk of paths follows what it moved to one of them.
 * Blocking: for jobs and commands. */
PkiHistoryEntry *pki_history_entry_new (PkiHistory *history, PkiRevision *revision, guint most,
	GCancellable *cancellable, GError **error);
void pki_history_entry_free (PkiHistoryEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiHistoryEntry, pki_history_entry_free)

/* As many as a row of a list is worth. */
#define PKI_HISTORY_FILES_OF_ROW 1000

/* For one row: the action in a word or two, and what it was done to, printable and translated.
 * Those of pkitty from their trailers, others from what they did. The caller frees. */
char *pki_history_action (const PkiHistoryEntry *entry);
char *pki_history_object (const PkiHistoryEntry *entry);

/* Both, and the remarks, in one printable line. */
char *pki_history_summary (const PkiHistoryEntry *entry);

/* "not pkitty", "the commit's trailers …", "the history before this is not here"; NULL where there
 * is nothing to remark. The caller frees. */
char *pki_history_remark (const PkiHistoryEntry *entry);

/* What an object is to be followed by in the history of a directory: the paths of its file, of key
 * and request beside it, and of the request that waited. NULL-terminated; g_strfreev(). */
char **pki_history_paths (const char *path);

/* The commit by which the object with this DIGEST (of PkiObject) came to stand at PATH, the newest
 * of them; NULL without an error where no commit has it there. Errors of pki_history_next().
 * Blocking; begins a walk of its own. */
PkiRevision *pki_history_origin (PkiHistory *history, const char *path, const guint8 digest[32],
	GCancellable *cancellable, GError **error);
