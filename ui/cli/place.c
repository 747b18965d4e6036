#include "config.h"

#include "ui/cli/place.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "src/store/store.h"

char *cli_place_store (const CliContext *context)
{
	return pki_store_find (context->directory);
}

static gboolean exists (const char *path)
{
	struct stat status;
	return lstat (path, &status) == 0;
}

char *cli_place_resolve (const CliContext *context, const char *path)
{
	if (g_path_is_absolute (path))
		return g_strdup (path);
	if (context->directory)
		return g_build_filename (context->directory, path, NULL);
	const char *chosen = g_getenv ("PKITTY_STORE");
	if (chosen && *chosen) {
		g_autofree char *there = g_build_filename (chosen, path, NULL);
		if (exists (there))
			return g_steal_pointer (&there);
	}
	if (exists (path))
		return g_strdup (path);
	g_autofree char *store = cli_place_store (context);
	g_autofree char *there = g_build_filename (store, path, NULL);
	return exists (there) ? g_steal_pointer (&there) : g_strdup (path);
}

const char *cli_place_within (const char *path, const char *folder)
{
	gsize size = g_str_equal (folder, "/") ? 0 : strlen (folder);
	return strncmp (path, folder, size) == 0 && path[size] == '/' ? path + size + 1 : NULL;
}

char *cli_place_below (const char *path, const char *folder)
{
	g_autofree char *real = realpath (path, NULL);
	g_autofree char *top = realpath (folder, NULL);
	return real && top ? g_strdup (cli_place_within (real, top)) : NULL;
}
