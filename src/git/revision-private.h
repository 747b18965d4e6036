/* Commits of the library as revisions. */
#pragma once

#include "src/git/discover-private.h"
#include "src/git/revision.h"

/* `cut` is the caller's to set. */
PkiRevision *pki_revision_new (git_commit *commit);
