#include "config.h"

#include "src/git/journal-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/git/folder-private.h"
#include "src/git/lock-private.h"

#define HEADING     "pkitty journal 1\n"
#define NEW_JOURNAL PKI_JOURNAL ".new"
#define LARGEST     (256 * 1024 * 1024)
#define KINDS       "wrp" /* as PkiPathKind */

static void put_id (GString *text, const git_oid *id)
{
	char hex[GIT_OID_HEXSZ + 1];
	g_string_append_printf (text, " %s", git_oid_tostr (hex, sizeof hex, id));
}

static void put_path (GString *text, const PkiWorkPath *path)
{
	g_autofree char *escaped = g_strescape (path->path, NULL);
	g_string_append_c (text, KINDS[path->kind]);
	put_id (text, &path->before);
	put_id (text, &path->after);
	g_string_append_printf (text, " %o %s %s\n", path->mode, path->staged, escaped);
}

static char *compose (const PkiWork *work)
{
	GString *text = g_string_new (HEADING);
	g_autofree char *ref = g_strescape (work->ref, NULL);
	g_string_append_printf (text, "%s", ref);
	put_id (text, &work->before);
	put_id (text, &work->after);
	g_string_append_c (text, '\n');
	for (guint i = 0; !git_oid_is_zero (&work->after) && i < work->paths->len; i++)
		put_path (text, work->paths->pdata[i]);
	g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
	g_string_append_printf (text, "%s\n", sum);
	return g_string_free (text, FALSE);
}

gboolean pki_journal_write (const PkiWork *work, GError **error)
{
	g_autofree char *text = compose (work);
	(void)unlinkat (work->staging, NEW_JOURNAL, 0);
	if (pki_folder_write_new (work->staging, NEW_JOURNAL, 0666, text, strlen (text)) &&
		renameat (work->staging, NEW_JOURNAL, work->staging, PKI_JOURNAL) == 0)
		return TRUE;
	return pki_throw_errno (error, errno, _ ("the journal of the change can't be written"));
}

static gboolean read_line (PkiWork *work, const char *line)
{
	char before[GIT_OID_HEXSZ + 1], after[GIT_OID_HEXSZ + 1], staged[PKI_NAME_SIZE], kind;
	guint mode;
	int size = 0;
	if (sscanf (line, "%c %40s %40s %o %23s%n", &kind, before, after, &mode, staged, &size) !=
			5 ||
		line[size] != ' ' || !strchr (KINDS, kind))
		return FALSE;
	g_autofree char *path = g_strcompress (line + size + 1);
	PkiWorkPath *made = pki_work_add (work, (PkiPathKind)(strchr (KINDS, kind) - KINDS), path);
	made->mode = mode;
	g_strlcpy (made->staged, staged, sizeof made->staged);
	return !strchr (staged, '/') && pki_work_path_is_good (path) &&
	       git_oid_fromstr (&made->before, before) == 0 &&
	       git_oid_fromstr (&made->after, after) == 0;
}

static gboolean read_branch (PkiWork *work, const char *line)
{
	g_auto (GStrv) part = g_strsplit (line, " ", 3);
	if (g_strv_length (part) != 3 || git_oid_fromstr (&work->before, part[1]) != 0 ||
		git_oid_fromstr (&work->after, part[2]) != 0)
		return FALSE;
	work->ref = g_strcompress (part[0]);
	return git_reference_is_valid_name (work->ref) &&
	       g_str_has_prefix (work->ref, "refs/heads/");
}

/* The text without its last line, when that is the right sum of the rest. */
static char *checked (GBytes *bytes)
{
	gsize size;
	const char *data = g_bytes_get_data (bytes, &size);
	if (!data || memchr (data, '\0', size))
		return NULL;
	g_autofree char *text = g_strndup (data, size);
	if (!g_str_has_prefix (text, HEADING) || !g_str_has_suffix (text, "\n"))
		return NULL;
	text[--size] = '\0';
	char *end = strrchr (text, '\n');
	if (!end)
		return NULL;
	g_autofree char *sum = g_compute_checksum_for_data (
		G_CHECKSUM_SHA256, (guchar *)text, (gsize)(end + 1 - text));
	if (strcmp (sum, end + 1) != 0)
		return NULL;
	end[1] = '\0';
	return g_steal_pointer (&text);
}

gboolean pki_journal_read (PkiWork *work)
{
	g_autoptr (GBytes) bytes = pki_folder_read (work->staging, PKI_JOURNAL, LARGEST, NULL);
	g_autofree char *text = bytes ? checked (bytes) : NULL;
	if (!text)
		return FALSE;
	g_auto (GStrv) lines = g_strsplit (text + strlen (HEADING), "\n", -1);
	if (!lines[0] || !read_branch (work, lines[0]))
		return FALSE;
	for (guint i = 1; lines[i] && *lines[i]; i++)
		if (!read_line (work, lines[i]))
			return FALSE;
	return TRUE;
}

gboolean pki_journal_exists (int staging)
{
	struct stat status;
	return fstatat (staging, PKI_JOURNAL, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

static gboolean is_kept (const char *name)
{
	static const char *const kept[] = { ".", "..", PKI_LOCK, PKI_DOOR, PKI_JOURNAL };
	for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
		if (g_str_equal (name, kept[i]))
			return TRUE;
	return FALSE;
}

/* The journal goes last: while anything is left, the next change is to know. */
void pki_journal_drop (int staging)
{
	int copy = openat (staging, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = copy >= 0 ? fdopendir (copy) : NULL;
	if (!folder && copy >= 0)
		(void)close (copy);
	gboolean good = folder != NULL;
	for (struct dirent *entry; folder && (entry = readdir (folder)) != NULL;)
		if (!is_kept (entry->d_name) && !pki_folder_remove (staging, entry->d_name))
			good = FALSE;
	if (folder)
		(void)closedir (folder);
	if (good)
		(void)unlinkat (staging, PKI_JOURNAL, 0);
}
