#include "config.h"

#include "src/store/layout.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/beneath.h"
#include "src/store/file-name.h"
#include "src/x509/digest.h"

struct _PkiLayout {
	char *directory;
	int root; /* -1 where there is none yet */
	GHashTable *folders; /* path → Folder */
	GHashTable *claimed; /* paths that are promised */
};

typedef struct {
	GHashTable *names; /* folded name → name as it stands */
	guint files;
} Folder;

static void folder_free (gpointer data)
{
	Folder *folder = data;
	g_hash_table_unref (folder->names);
	g_free (folder);
}

PkiLayout *pki_layout_new (const char *directory)
{
	PkiLayout *layout = g_new0 (PkiLayout, 1);
	layout->directory = g_strdup (directory);
	layout->root = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	layout->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, folder_free);
	layout->claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	return layout;
}

void pki_layout_free (PkiLayout *layout)
{
	if (!layout)
		return;
	pki_close (&layout->root);
	g_hash_table_unref (layout->folders);
	g_hash_table_unref (layout->claimed);
	g_free (layout->directory);
	g_free (layout);
}

char *pki_layout_join (const char *folder, const char *name)
{
	return *folder ? g_strconcat (folder, "/", name, NULL) : g_strdup (name);
}

static void take_name (Folder *folder, const char *name)
{
	g_hash_table_replace (folder->names, pki_file_name_fold (name), g_strdup (name));
}

static gboolean is_shard (const char *name)
{
	return strlen (name) == 2 && strspn (name, "0123456789abcdef") == 2;
}

static void list_folder (PkiLayout *layout, const char *path, Folder *folder)
{
	int descriptor = layout->root < 0 ? -1 : pki_beneath_open_folder (layout->root, path);
	DIR *stream = descriptor < 0 ? NULL : fdopendir (descriptor);
	if (!stream) {
		pki_close (&descriptor);
		return;
	}
	for (struct dirent *entry; (entry = readdir (stream));) {
		if (*entry->d_name == '.' || is_shard (entry->d_name))
			continue;
		folder->files++;
		/* A name that is no text can't be one that is asked for. */
		if (g_utf8_validate (entry->d_name, -1, NULL))
			take_name (folder, entry->d_name);
	}
	closedir (stream);
}

static Folder *open_folder (PkiLayout *layout, const char *path)
{
	Folder *folder = g_hash_table_lookup (layout->folders, path);
	if (folder)
		return folder;
	folder = g_new0 (Folder, 1);
	folder->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
	list_folder (layout, path, folder);
	g_hash_table_insert (layout->folders, g_strdup (path), folder);
	return folder;
}

static char *shard_of (const char *folder, const char *name)
{
	guint8 digest[PKI_SHA256_SIZE];
	g_autofree char *folded = pki_file_name_fold (name);
	pki_sha256 (pki_slice (folded, strlen (folded)), digest);
	g_autofree char *shard = pki_hex_encode (pki_slice (digest, 1));
	return pki_layout_join (folder, shard);
}

/* The name that a folder has for ENTRY, whatever its case. */
static const char *name_in (PkiLayout *layout, const char *folder, const char *entry)
{
	g_autofree char *folded = pki_file_name_fold (entry);
	return g_hash_table_lookup (open_folder (layout, folder)->names, folded);
}

static gboolean check_free (
	PkiLayout *layout, const char *folder, const char *name, const char *ending, GError **error)
{
	g_autofree char *entry = g_strconcat (name, ending, NULL);
	const char *known = name_in (layout, folder, entry);
	if (!known)
		return TRUE;
	g_autofree char *path = pki_layout_join (folder, known);
	g_autofree char *shown = pki_text_printable (path, -1);
	g_autofree char *folded = pki_file_name_fold (path);
	if (g_str_equal (known, entry) && g_hash_table_contains (layout->claimed, folded))
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("%s would be made twice: each needs a name of its own"), shown);
	if (g_str_equal (known, entry))
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("the name \"%s\" is in use: there is %s"), name, shown);
	return pki_throw (error, PKI_ERROR_EXISTS,
		_ ("the name \"%s\" differs from that of %s in nothing but case, which not every "
		   "file system tells apart"),
		name, shown);
}

char *pki_layout_claim (
	PkiLayout *layout, const char *folder, const char *name, const char *ending, GError **error)
{
	g_autofree char *shard = shard_of (folder, name);
	if (!check_free (layout, folder, name, ending, error) ||
		!check_free (layout, shard, name, ending, error))
		return NULL;
	Folder *flat = open_folder (layout, folder);
	const char *place = flat->files < PKI_LAYOUT_FLAT ? folder : shard;
	g_autofree char *entry = g_strconcat (name, ending, NULL);
	Folder *there = open_folder (layout, place);
	there->files++;
	take_name (there, entry);
	char *path = pki_layout_join (place, entry);
	g_hash_table_add (layout->claimed, pki_file_name_fold (path));
	return path;
}

/* FALSE where it can't be told, too: then with an error. */
static gboolean is_free (PkiLayout *layout, const char *path, GError **error)
{
	struct stat status;
	g_autofree char *shown = pki_text_printable (path, -1);
	g_autofree char *folded = pki_file_name_fold (path);
	gboolean there = layout->root >= 0 &&
			 fstatat (layout->root, path, &status, AT_SYMLINK_NOFOLLOW) == 0;
	if (!there && layout->root >= 0 && errno == EACCES)
		return pki_throw_errno (error, errno, _ ("%s can't be looked at"), shown);
	if (!there && !g_hash_table_contains (layout->claimed, folded))
		return TRUE;
	return pki_throw (error, PKI_ERROR_EXISTS,
		_ ("there is already a file %s\nIf it belongs to nothing any more, move it away; "
		   "else take another name."),
		shown);
}

char *pki_layout_claim_flat (
	PkiLayout *layout, const char *folder, const char *name, const char *ending, GError **error)
{
	g_autofree char *entry = g_strconcat (name, ending, NULL);
	g_autofree char *path = pki_layout_join (folder, entry);
	if (!is_free (layout, path, error))
		return NULL;
	g_hash_table_add (layout->claimed, pki_file_name_fold (path));
	return g_steal_pointer (&path);
}
