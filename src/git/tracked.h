/* Whether git knows a file. */
#pragma once

#include "src/git/repository.h"

/* Whether the commit that HEAD names has something at PATH (relative to the directory opened). */
gboolean pki_repository_tracks (PkiRepository *repository, const char *path);
