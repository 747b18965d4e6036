/* Who commits: as git has it. */
#pragma once

#include "src/git/repository.h"

/* Whether author and committer are known (REPOSITORY NULL: whatever repository will be made):
 * GIT_AUTHOR_* and GIT_COMMITTER_*, else author.*, committer.* and user.* of git's configuration,
 * for addresses also $EMAIL. Else PKI_ERROR_NOT_FOUND, whose message has the two commands that set
 * them. */
gboolean pki_identity_known (PkiRepository *repository, GError **error);

/* Writes user.name and user.email into the repository's configuration. */
gboolean pki_identity_save (
	PkiRepository *repository, const char *name, const char *email, GError **error);
