#include "config.h"

#include "src/store/catalog-handle.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "pkitty-catalog-"
#define LOCK   "lock.catalog"

static int take_lock (const char *folder, int flags)
{
	g_autofree char *name = g_build_filename (folder, LOCK, NULL);
	int lock = open (name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
	if (lock < 0 || flock (lock, LOCK_EX | LOCK_NB) == 0)
		return lock;
	(void)close (lock);
	return -1;
}

static void remove_folder (const char *folder)
{
	g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
	const char *name;
	while (dir && (name = g_dir_read_name (dir))) {
		g_autofree char *path = g_build_filename (folder, name, NULL);
		if (strstr (name, ".catalog"))
			(void)g_unlink (path);
	}
	(void)g_rmdir (folder);
}

/* Whoever is killed leaves his folder behind, but not his lock. */
static void remove_left_behind (const char *place)
{
	g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
	const char *name;
	while (dir && (name = g_dir_read_name (dir))) {
		struct stat status;
		g_autofree char *folder = g_build_filename (place, name, NULL);
		if (!g_str_has_prefix (name, PREFIX) || lstat (folder, &status) < 0 ||
			!S_ISDIR (status.st_mode) || status.st_uid != geteuid ())
			continue;
		int lock = take_lock (folder, 0);
		if (lock < 0)
			continue;
		remove_folder (folder);
		(void)close (lock);
	}
}

gboolean pki_catalog_make_temporary (PkiCatalog *catalog)
{
	remove_left_behind (g_get_tmp_dir ());
	g_autofree char *folder = g_build_filename (g_get_tmp_dir (), PREFIX "XXXXXX", NULL);
	if (!g_mkdtemp (folder))
		return FALSE;
	catalog->temporary_lock = take_lock (folder, O_CREAT | O_EXCL);
	if (catalog->temporary_lock < 0) {
		(void)g_rmdir (folder);
		return FALSE;
	}
	catalog->temporary = g_steal_pointer (&folder);
	catalog->is_temporary = TRUE;
	return TRUE;
}

void pki_catalog_drop_temporary (PkiCatalog *catalog)
{
	remove_folder (catalog->temporary);
	(void)close (catalog->temporary_lock);
	g_clear_pointer (&catalog->temporary, g_free);
}
