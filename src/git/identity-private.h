/* Signatures for commits. */
#pragma once

#include "src/git/discover-private.h"
#include "src/git/identity.h"

/* Author and committer, now or when the environment says. PKI_ERROR_NOT_FOUND where one is unknown,
 * PKI_ERROR_INVALID_INPUT for a date that can't be read. The caller frees both. */
gboolean pki_identity_get (PkiRepository *repository, git_signature **author,
	git_signature **committer, GError **error);
