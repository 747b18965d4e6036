#include "config.h"

#include "src/git/tracked.h"

#include <git2.h>

#include "src/git/repository-private.h"

typedef struct git_object GitObject;
typedef struct git_tree_entry GitEntry;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GitObject, git_object_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GitEntry, git_tree_entry_free)

gboolean pki_repository_tracks (PkiRepository *repository, const char *path)
{
	g_autoptr (GitObject) tree = NULL;
	g_autoptr (GitEntry) entry = NULL;
	g_autofree char *whole = g_strconcat (repository->prefix, path, NULL);
	if (git_revparse_single (&tree, repository->git, "HEAD^{tree}") < 0)
		return FALSE;
	return git_tree_entry_bypath (&entry, (git_tree *)tree, whole) == 0;
}
