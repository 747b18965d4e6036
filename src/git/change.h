/*
 * What one commit does to files: named here, done by pki_repository_commit(). Paths are relative to
 * the directory opened, with '/' between their parts; a path is named once, but for what is
 * expected.
 */
#pragma once

#include "src/base/secret.h"

typedef struct _PkiChange PkiChange;

PkiChange *pki_change_new (void);
void pki_change_free (PkiChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiChange, pki_change_free)

/* A file that is in git: exactly these bytes. It is new, or replaces one that is the same in work
 * tree, index and HEAD. */
void pki_change_write (PkiChange *change, const char *path, GBytes *bytes);

/* Removes a file that is the same in work tree, index and HEAD; folders that this empties go too.
 */
void pki_change_remove (PkiChange *change, const char *path);

/* A new file that stays out of git: 0600 from its first byte, new folders above it 0700. Never
 * replaces one. */
void pki_change_write_private (PkiChange *change, const char *path, PkiSecret *bytes);

/* What was looked at when the change was planned: under the lock, HEAD and the work tree must hold
 * exactly these bytes at PATH (NULL: neither has anything there), else PKI_ERROR_STALE. */
void pki_change_expect (PkiChange *change, const char *path, GBytes *bytes);
