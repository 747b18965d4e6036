/* One commit: who made it, what it says, and what became of each object, the old beside the new. */
#pragma once

#include "ui/views/session.h"

/* Opens the commit ID; as the diff of its files where DIFF says so. */
void ui_commit_open (UiSession *session, const char *id, gboolean diff);
