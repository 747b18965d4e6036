#include "config.h"

#include "src/git/objects-private.h"

#include <errno.h>
#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>
#include <stdio.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/git/folder-private.h"
#include "src/git/lock-private.h"
#include "src/git/tree-private.h"

enum { MOST_LOOSE = 100, KEEPER_FIRST = 999 };

#define LOOSE "objects" /* in the staging folder */

static gboolean failed (int code, GError **error)
{
	return code == 0 || pki_throw_git (error, code, _ ("git can't store an object"));
}

static gboolean make_blobs (
	PkiWork *work, git_repository *git, const PkiObjectsWish *wish, GError **error)
{
	for (guint i = 0; i < work->paths->len; i++) {
		PkiWorkPath *path = work->paths->pdata[i];
		gsize size;
		if (path->kind != PKI_PATH_WRITE)
			continue;
		if (g_cancellable_is_cancelled (wish->cancellable))
			return pki_throw (error, PKI_ERROR_CANCELLED, _ ("cancelled"));
		GBytes *bytes = path->item->bytes;
		if (!wish->check (path->item->path, bytes, wish->check_data, error))
			return FALSE;
		const void *data = g_bytes_get_data (bytes, &size);
		if (!failed (
			    git_blob_create_from_buffer (&path->after, git, data ? data : "", size),
			    error))
			return FALSE;
		g_array_append_vals (work->objects, &path->after, 1);
	}
	return TRUE;
}

static gboolean make_commit (PkiWork *work, git_repository *git, const git_oid *tree_id,
	const PkiObjectsWish *wish, GError **error)
{
	g_autoptr (git_tree) tree = NULL;
	g_autoptr (git_commit) parent = NULL;
	gboolean unborn = git_oid_is_zero (&work->before);
	if (!failed (git_tree_lookup (&tree, git, tree_id), error))
		return FALSE;
	if (!unborn && !failed (git_commit_lookup (&parent, git, &work->before), error))
		return FALSE;
	const git_commit *parents[] = { parent };
	return failed (git_commit_create (&work->after, git, NULL, wish->author, wish->committer,
			       NULL, wish->message, tree, unborn ? 0 : 1, parents),
		error);
}

static gboolean make_all (PkiWork *work, git_repository *git, git_tree *base,
	const PkiObjectsWish *wish, GError **error)
{
	git_oid tree;
	if (!make_blobs (work, git, wish, error) || !pki_tree_make (work, git, base, &tree, error))
		return FALSE;
	if (base && git_oid_equal (&tree, git_tree_id (base)))
		return pki_throw (
			error, PKI_ERROR_INVALID_INPUT, _ ("the change: it changes nothing"));
	return make_commit (work, git, &tree, wish, error);
}

/* Only what was made: what libgit2 packs of a commit by itself is the whole tree below it. */
static gboolean write_pack (PkiWork *work, git_repository *git, GError **error)
{
	git_packbuilder *builder = NULL;
	int code = git_packbuilder_new (&builder, git);
	for (guint i = 0; code == 0 && i < work->objects->len; i++)
		code = git_packbuilder_insert (
			builder, &g_array_index (work->objects, git_oid, i), NULL);
	if (code == 0)
		code = git_packbuilder_insert (builder, &work->after, NULL);
	g_autofree char *staging = g_build_filename (work->repository->git_path, PKI_STAGING, NULL);
	if (code == 0)
		code = git_packbuilder_write (builder, staging, 0, NULL, NULL);
	if (code == 0)
		git_oid_tostr (work->pack, sizeof work->pack, git_packbuilder_hash (builder));
	git_packbuilder_free (builder);
	return failed (code, error);
}

/* What keeps new objects: memory, out of which they are packed, or a folder for loose ones in the
 * staging folder. In git's own folder an object that a power cut leaves empty is taken for a whole
 * one by whoever makes the same again. */
static gboolean make_keeper (const PkiWork *work, git_odb_backend **keeper, GError **error)
{
	if (work->paths->len > MOST_LOOSE)
		return failed (git_mempack_new (keeper), error);
	pki_autofd int folder = pki_folder_make (work->staging, LOOSE, 0777);
	if (folder < 0)
		return pki_throw_errno (error, errno, _ ("git can't store an object"));
	g_autofree char *path =
		g_build_filename (work->repository->git_path, PKI_STAGING, LOOSE, NULL);
	return failed (git_odb_backend_loose (keeper, path, -1, 0, 0777, 0444), error);
}

/* The handle is one of its own, since what keeps new objects can't be taken out of it again. */
gboolean pki_objects_make (
	PkiWork *work, git_tree *base, const PkiObjectsWish *wish, GError **error)
{
	g_autoptr (git_repository) git = NULL;
	g_autoptr (git_odb) odb = NULL;
	g_autoptr (git_tree) own_base = NULL;
	git_odb_backend *keeper = NULL;
	return failed (git_repository_open (&git, work->repository->git_path), error) &&
	       failed (git_repository_odb (&odb, git), error) &&
	       (!base || failed (git_tree_lookup (&own_base, git, git_tree_id (base)), error)) &&
	       make_keeper (work, &keeper, error) &&
	       failed (git_odb_add_backend (odb, keeper, KEEPER_FIRST), error) &&
	       make_all (work, git, own_base, wish, error) &&
	       (work->paths->len <= MOST_LOOSE || write_pack (work, git, error));
}

/* The index of a pack goes last: without one it is none. */
static gboolean bring_pack (const PkiWork *work)
{
	static const char *const endings[] = { "pack", "idx" };
	pki_autofd int packs = pki_folder_make (work->repository->common_dir, "objects/pack", 0777);
	gboolean good = packs >= 0;
	for (gsize i = 0; good && i < G_N_ELEMENTS (endings); i++) {
		g_autofree char *name = g_strdup_printf ("pack-%s.%s", work->pack, endings[i]);
		good = renameat (work->staging, name, packs, name) == 0;
	}
	return good;
}

/* What git had already is not among those kept for this change. */
static gboolean bring_loose (const PkiWork *work, const git_oid *id)
{
	char hex[GIT_OID_HEXSZ + 1];
	git_oid_tostr (hex, sizeof hex, id);
	g_autofree char *name = g_strdup_printf (LOOSE "/%.2s/%s", hex, hex + 2);
	g_autofree char *folder = g_strdup_printf ("objects/%.2s", hex);
	struct stat status;
	if (!pki_folder_look (work->staging, name, &status))
		return errno == ENOENT;
	pki_autofd int to = pki_folder_make (work->repository->common_dir, folder, 0777);
	return to >= 0 && renameat (work->staging, name, to, hex + 2) == 0;
}

gboolean pki_objects_bring (const PkiWork *work, GError **error)
{
	gboolean good = TRUE;
	if (*work->pack)
		good = bring_pack (work);
	for (guint i = 0; !*work->pack && good && i < work->objects->len; i++)
		good = bring_loose (work, &g_array_index (work->objects, git_oid, i));
	good = good && (*work->pack || bring_loose (work, &work->after));
	return good || pki_throw_errno (error, errno, _ ("git can't store an object"));
}
