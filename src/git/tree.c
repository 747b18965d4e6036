#include "config.h"

#include "src/git/tree-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"

#include <string.h>

/* One folder while it is made anew. */
typedef struct {
	git_repository *git;
	GArray *objects;
	git_treebuilder *builder;
	GHashTable *folded; /* names without regard to case -> the name; made when it is needed */
	GError **error;
} Folder;

static gboolean make (const Folder *above, git_tree *base, PkiWorkPath **paths, gsize count,
	gsize offset, git_oid *id);

static char *fold (const char *name)
{
	return g_utf8_validate (name, -1, NULL) ? g_utf8_casefold (name, -1)
						: g_ascii_strdown (name, -1);
}

static int fold_entry (const git_tree_entry *entry, void *data)
{
	char *name = g_strdup (git_tree_entry_name (entry));
	g_hash_table_insert (data, fold (name), name);
	return 0;
}

/* A new name: on systems that don't tell case apart it would be the other's file. */
static gboolean is_alone (Folder *folder, const char *name, const char *path)
{
	if (!folder->folded) {
		folder->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
		git_treebuilder_filter (folder->builder, fold_entry, folder->folded);
	}
	g_autofree char *key = fold (name);
	const char *other = g_hash_table_lookup (folder->folded, key);
	if (!other || git_treebuilder_get (folder->builder, other) == NULL) {
		g_hash_table_insert (folder->folded, g_steal_pointer (&key), g_strdup (name));
		return TRUE;
	}
	g_autofree char *shown = pki_text_printable (path, -1);
	g_autofree char *twin = pki_text_printable (other, -1);
	return pki_throw (folder->error, PKI_ERROR_EXISTS,
		_ ("%s: it differs only in upper and lower case from \"%s\", which exists\nChoose "
		   "another name."),
		shown, twin);
}

static gboolean in_the_way (Folder *folder, const char *path, gsize size)
{
	g_autofree char *shown = pki_text_printable (path, (gssize)size);
	return pki_throw (folder->error, PKI_ERROR_EXISTS,
		_ ("%s: it is in git, but not as what is to be written there"), shown);
}

static gboolean failed (Folder *folder, int code)
{
	return code == 0 || pki_throw_git (folder->error, code, _ ("a folder can't be stored"));
}

static gboolean put_file (Folder *folder, const PkiWorkPath *path, const char *name)
{
	const git_tree_entry *old = git_treebuilder_get (folder->builder, name);
	if (old && git_tree_entry_type (old) != GIT_OBJECT_BLOB)
		return in_the_way (folder, path->path, strlen (path->path));
	if (path->kind == PKI_PATH_REMOVE)
		return !old || failed (folder, git_treebuilder_remove (folder->builder, name));
	if (!old && !is_alone (folder, name, path->path))
		return FALSE;
	return failed (folder, git_treebuilder_insert (NULL, folder->builder, name, &path->after,
				       (git_filemode_t)path->mode));
}

/* The paths of one folder below this one; SIZE is how far it reaches in each. */
static gboolean put_folder (
	Folder *folder, PkiWorkPath **paths, gsize count, const char *name, gsize size)
{
	const git_tree_entry *old = git_treebuilder_get (folder->builder, name);
	g_autoptr (git_tree) base = NULL;
	git_oid id;
	if (old && git_tree_entry_type (old) != GIT_OBJECT_TREE)
		return in_the_way (folder, paths[0]->path, size);
	if (old && !failed (folder, git_tree_lookup (&base, folder->git, git_tree_entry_id (old))))
		return FALSE;
	if (!old && !is_alone (folder, name, paths[0]->path))
		return FALSE;
	if (!make (folder, base, paths, count, size + 1, &id))
		return FALSE;
	if (!git_oid_is_zero (&id))
		return failed (folder, git_treebuilder_insert (NULL, folder->builder, name, &id,
					       GIT_FILEMODE_TREE));
	return !old || failed (folder, git_treebuilder_remove (folder->builder, name));
}

static gboolean put_all (Folder *folder, PkiWorkPath **paths, gsize count, gsize offset)
{
	for (gsize i = 0, next; i < count; i = next) {
		const char *name = paths[i]->path + offset;
		const char *slash = strchr (name, '/');
		next = i + 1;
		if (!slash) {
			if (!put_file (folder, paths[i], name))
				return FALSE;
			continue;
		}
		gsize size = (gsize)(slash - paths[i]->path);
		while (next < count && strncmp (paths[next]->path, paths[i]->path, size + 1) == 0)
			next++;
		g_autofree char *part = g_strndup (name, (gsize)(slash - name));
		if (!put_folder (folder, paths + i, next - i, part, size))
			return FALSE;
	}
	return TRUE;
}

/* A folder without files is none: the ID is zero then. */
static gboolean make (const Folder *above, git_tree *base, PkiWorkPath **paths, gsize count,
	gsize offset, git_oid *id)
{
	g_autoptr (git_treebuilder) builder = NULL;
	Folder folder = *above;
	int code = git_treebuilder_new (&builder, above->git, base);
	folder.folded = NULL;
	folder.builder = builder;
	gboolean good = failed (&folder, code) && put_all (&folder, paths, count, offset);
	g_clear_pointer (&folder.folded, g_hash_table_unref);
	if (!good)
		return FALSE;
	memset (id, 0, sizeof *id);
	if (git_treebuilder_entrycount (builder) == 0)
		return TRUE;
	if (!failed (&folder, git_treebuilder_write (id, builder)))
		return FALSE;
	g_array_append_vals (folder.objects, id, 1);
	return TRUE;
}

gboolean pki_tree_make (
	PkiWork *work, git_repository *git, git_tree *base, git_oid *id, GError **error)
{
	g_autoptr (GPtrArray) in_git = g_ptr_array_new ();
	const Folder top = { .git = git, .objects = work->objects, .error = error };
	for (guint i = 0; i < work->paths->len; i++)
		if (pki_work_in_git (work->paths->pdata[i]))
			g_ptr_array_add (in_git, work->paths->pdata[i]);
	if (!make (&top, base, (PkiWorkPath **)in_git->pdata, in_git->len, 0, id))
		return FALSE;
	if (!git_oid_is_zero (id))
		return TRUE;
	/* Nothing is left at all: only the top may be empty. */
	g_autoptr (git_treebuilder) builder = NULL;
	int code = git_treebuilder_new (&builder, git, NULL);
	if (code == 0)
		code = git_treebuilder_write (id, builder);
	g_array_append_vals (work->objects, id, 1);
	return code == 0 || pki_throw_git (error, code, _ ("a folder can't be stored"));
}

void pki_tree_look_clear (PkiTreeLook *look)
{
	g_clear_pointer (&look->folder, g_free);
	g_clear_pointer (&look->tree, git_tree_free);
}

static void look_into (PkiTreeLook *look, const char *folder)
{
	g_autoptr (git_tree_entry) entry = NULL;
	if (g_strcmp0 (look->folder, folder) == 0)
		return;
	pki_tree_look_clear (look);
	look->folder = g_strdup (folder);
	if (!*folder)
		(void)git_tree_dup (&look->tree, look->top);
	else if (git_tree_entry_bypath (&entry, look->top, folder) == 0 &&
		 git_tree_entry_type (entry) == GIT_OBJECT_TREE)
		(void)git_tree_lookup (
			&look->tree, git_tree_owner (look->top), git_tree_entry_id (entry));
	git_error_clear ();
}

gboolean pki_tree_find (PkiTreeLook *look, const char *path, git_oid *id, guint32 *mode)
{
	const char *slash = strrchr (path, '/');
	g_autofree char *folder = slash ? g_strndup (path, (gsize)(slash - path)) : g_strdup ("");
	memset (id, 0, sizeof *id);
	if (!look->top)
		return FALSE;
	look_into (look, folder);
	const git_tree_entry *entry =
		look->tree ? git_tree_entry_byname (look->tree, slash ? slash + 1 : path) : NULL;
	if (!entry)
		return FALSE;
	*id = *git_tree_entry_id (entry);
	*mode = git_tree_entry_filemode (entry);
	return *mode == GIT_FILEMODE_BLOB || *mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

git_tree *pki_tree_of (git_repository *git, const git_oid *commit, GError **error)
{
	g_autoptr (git_commit) found = NULL;
	git_tree *tree = NULL;
	int code = git_commit_lookup (&found, git, commit);
	if (code == 0)
		code = git_commit_tree (&tree, found);
	if (code != 0)
		pki_throw_git (error, code, _ ("a commit can't be read"));
	return tree;
}
