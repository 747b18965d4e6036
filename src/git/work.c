#include "config.h"

#include "src/git/work-private.h"

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"

#include <limits.h>
#include <string.h>

static void free_path (gpointer data)
{
	PkiWorkPath *path = data;
	g_free (path->path);
	g_free (path);
}

PkiWork *pki_work_new (PkiRepository *repository, int staging)
{
	PkiWork *work = g_new0 (PkiWork, 1);
	work->repository = repository;
	work->paths = g_ptr_array_new_with_free_func (free_path);
	work->expected = g_ptr_array_new_with_free_func (free_path);
	work->staging = staging;
	work->objects = g_array_new (FALSE, FALSE, sizeof (git_oid));
	return work;
}

void pki_work_free (PkiWork *work)
{
	if (!work)
		return;
	g_ptr_array_unref (work->paths);
	g_ptr_array_unref (work->expected);
	g_array_unref (work->objects);
	pki_close (&work->staging);
	g_free (work->ref);
	g_free (work);
}

static PkiWorkPath *new_path (GPtrArray *list, PkiPathKind kind, char *path)
{
	PkiWorkPath *made = g_new0 (PkiWorkPath, 1);
	made->kind = kind;
	made->path = path;
	g_ptr_array_add (list, made);
	return made;
}

PkiWorkPath *pki_work_add (PkiWork *work, PkiPathKind kind, const char *path)
{
	return new_path (work->paths, kind, g_strdup (path));
}

static gboolean good_part (const char *part)
{
	return *part && strcmp (part, ".") != 0 && strcmp (part, "..") != 0 &&
	       g_ascii_strcasecmp (part, ".git") != 0 && strlen (part) <= NAME_MAX;
}

gboolean pki_work_path_is_good (const char *path)
{
	g_auto (GStrv) parts = g_strsplit (path, "/", -1);
	gboolean good = parts[0] != NULL && strlen (path) < PATH_MAX;
	for (guint i = 0; good && parts[i]; i++)
		good = good_part (parts[i]);
	return good;
}

static gboolean good_path (const char *path, GError **error)
{
	if (pki_work_path_is_good (path))
		return TRUE;
	g_autofree char *shown = pki_text_printable (path, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("\"%s\": no file can be written under that path"), shown);
}

static int compare (gconstpointer a, gconstpointer b)
{
	const PkiWorkPath *const *one = a, *const *two = b;
	return strcmp ((*one)->path, (*two)->path);
}

static gboolean twice (const char *path, GError **error)
{
	g_autofree char *shown = pki_text_printable (path, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("%s: two files of this change would have the same place"), shown);
}

/* No path twice, and none that is a folder of another one. */
static gboolean apart (GPtrArray *paths, GError **error)
{
	g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
	for (guint i = 0; i < paths->len; i++) {
		const PkiWorkPath *path = paths->pdata[i];
		if (!g_hash_table_add (known, path->path))
			return twice (path->path, error);
	}
	for (guint i = 0; i < paths->len; i++) {
		const PkiWorkPath *path = paths->pdata[i];
		g_autofree char *above = g_strdup (path->path);
		for (char *slash; (slash = strrchr (above, '/')) != NULL;) {
			*slash = '\0';
			if (g_hash_table_contains (known, above))
				return twice (above, error);
		}
	}
	return TRUE;
}

gboolean pki_work_take (PkiWork *work, const PkiChange *change, GError **error)
{
	for (guint i = 0; i < change->items->len; i++) {
		const PkiChangeItem *item = change->items->pdata[i];
		if (!good_path (item->path, error))
			return FALSE;
		GPtrArray *list = item->kind == PKI_PATH_EXPECT ? work->expected : work->paths;
		char *path = g_strconcat (work->repository->prefix, item->path, NULL);
		new_path (list, item->kind, path)->item = item;
	}
	if (work->paths->len == 0)
		return pki_throw (
			error, PKI_ERROR_INVALID_INPUT, _ ("the change: it changes nothing"));
	g_ptr_array_sort (work->paths, compare);
	return apart (work->paths, error);
}
