/* A change on its way to become a commit, and what a journal keeps of it. */
#pragma once

#include "src/git/change-private.h"
#include "src/git/commit.h"
#include "src/git/repository-private.h"

enum { PKI_NAME_SIZE = 24 }; /* of a staged file */

typedef struct {
	PkiPathKind kind;
	char *path; /* below the work tree */
	const PkiChangeItem *item; /* NULL when it comes from a journal */
	git_oid before; /* in HEAD; zero: not there */
	git_oid after; /* zero: removed */
	guint32 mode; /* of git: 0100644, 0100755 */
	char staged[PKI_NAME_SIZE]; /* the file in the staging folder */
	gboolean placed; /* a private file: by us, now */
} PkiWorkPath;

typedef struct {
	PkiRepository *repository;
	GPtrArray *paths; /* PkiWorkPath, sorted by path; what is expected comes after them */
	GPtrArray *expected;
	int staging; /* the folder below the git directory */
	char *ref;
	git_oid before; /* zero: the branch has no commit yet */
	git_oid after;
	GArray *objects; /* git_oid of all that were made for it, but the commit */
	char pack[GIT_OID_HEXSZ + 1]; /* name of the pack they are in; empty: they are loose */
} PkiWork;

/* An empty one. */
PkiWork *pki_work_new (PkiRepository *repository, int staging);

/* Takes the paths of a change; refuses paths that git or the file system can't have, and two that
 * are in each other's way. */
gboolean pki_work_take (PkiWork *work, const PkiChange *change, GError **error);

/* Whether PATH is one below the work tree that git can have. */
gboolean pki_work_path_is_good (const char *path);

/* A path more, at the end. Owned by the work. */
PkiWorkPath *pki_work_add (PkiWork *work, PkiPathKind kind, const char *path);

void pki_work_free (PkiWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiWork, pki_work_free)

static inline gboolean pki_work_in_git (const PkiWorkPath *path)
{
	return path->kind == PKI_PATH_WRITE || path->kind == PKI_PATH_REMOVE;
}
