/* An opened repository and its parts. */
#pragma once

#include "src/git/discover-private.h"
#include "src/git/repository.h"

#include <sys/stat.h>

struct _PkiRepository {
	git_repository *git;
	char *work_tree;
	char *prefix;
	char *git_path; /* the git directory of this work tree, real, without a slash at its end */
	int root; /* the work tree */
	int git_dir;
	int common_dir; /* where branches and objects are; the same but in a linked work tree */
	git_index *index; /* as last read or written, or NULL */
	struct stat index_seen; /* of the index file then; zero: there was none */
};

/* The branch that HEAD is on ("refs/heads/main") and its commit (zero: it has none yet). Refuses
 * what no change may be made on. */
gboolean pki_repository_head (PkiRepository *repository, char **ref, git_oid *id, GError **error);
