#include "config.h"

#include "src/git/version.h"

#include <git2.h>
#include <glib.h>

char *pki_git_library_version (void)
{
	int major, minor, revision;
	git_libgit2_version (&major, &minor, &revision);
	return g_strdup_printf ("%d.%d.%d", major, minor, revision);
}
