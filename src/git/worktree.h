/* What git says of a directory: read only, nothing from the repository's configuration is run, no
 * index is refreshed. */
#pragma once

#include <gio/gio.h>

typedef enum {
	PKI_GIT_NONE, /* not in a git work tree */
	PKI_GIT_BARE, /* within a repository that has no work tree */
	PKI_GIT_CLEAN,
	PKI_GIT_CHANGED, /* something below the directory differs from HEAD, or is not tracked */
	PKI_GIT_BROKEN, /* a repository that can't be read: `why` tells */
} PkiGitState;

typedef struct {
	PkiGitState state;
	char *branch; /* short name; "(detached 1a2b3c4)" ; of an unborn branch its name; NULL for
			 none */
	char *operation; /* translated: "merge in progress", "rebase in progress", ... or NULL */
	gboolean unborn; /* no commit yet */
	char *why; /* PKI_GIT_BROKEN: a translated sentence */
} PkiGitStatus;

/* The branch alone, without looking at files: fast. State is PKI_GIT_CLEAN where it was not looked
 * at. Never NULL. */
PkiGitStatus *pki_git_branch (const char *directory);

/* Looks at the files too; stops at the first difference. Blocking, for jobs. Never NULL. */
PkiGitStatus *pki_git_status (const char *directory, GCancellable *cancellable);

void pki_git_status_free (PkiGitStatus *status);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiGitStatus, pki_git_status_free)
