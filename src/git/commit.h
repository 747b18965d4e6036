/* A change made as one commit: wholly or not at all, whenever the power fails. */
#pragma once

#include "src/git/change.h"
#include "src/git/repository.h"

#include <gio/gio.h>

/* Asked before each blob is made, with the path as the change has it. FALSE and an error stop the
 * change. */
typedef gboolean (*PkiBlobCheck) (const char *path, GBytes *bytes, gpointer data, GError **error);

typedef struct {
	char *commit; /* id in hexadecimal digits */
	char *warning; /* translated: it is done, but ...; or NULL */
	char *recovered; /* translated, one line: what was finished or dropped for a change that was
			    interrupted before; or NULL. Set on failure too */
} PkiCommitted;

void pki_committed_clear (PkiCommitted *committed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PkiCommitted, pki_committed_clear)

/*
 * Waits for others' changes (up to 30 s), finishes or drops what a killed one left, checks, and
 * commits HEAD's tree with this change and nothing else: what the user has staged or edited is
 * neither committed nor lost. MESSAGE is the whole commit message. CHECK is required. OUT is filled
 * (zeroed before) and cleared by the caller.
 *
 * Errors, after which nothing has changed:
 * PKI_ERROR_STALE: HEAD or a file is not what was expected, or was edited;
 * PKI_ERROR_EXISTS: something stands where a new file is to go;
 * PKI_ERROR_LOCKED: another pkitty or a git command is at work;
 * PKI_ERROR_NOT_FOUND: no identity;
 * PKI_ERROR_UNSUPPORTED: detached HEAD, a merge in progress, an index that can't be worked with;
 * PKI_ERROR_INVALID_INPUT: a path, or a change of nothing;
 * PKI_ERROR_PERMISSION, PKI_ERROR_CANCELLED, and whatever CHECK says.
 */
gboolean pki_repository_commit (PkiRepository *repository, const PkiChange *change,
	const char *message, PkiBlobCheck check, gpointer check_data, GCancellable *cancellable,
	PkiCommitted *out, GError **error);

/* Finishes or drops what a killed change of DIRECTORY left, as a commit does first: for what looks
 * at files before it changes something. Nothing happens where nothing is left, or where somebody is
 * at work. *LINE: what was done, translated, or NULL; the caller frees. */
gboolean pki_repository_recover (
	const char *directory, GCancellable *cancellable, char **line, GError **error);
