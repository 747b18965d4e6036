#pragma once

/* The version of libgit2 that runs, as it says it itself. The caller frees. */
char *pki_git_library_version (void);
