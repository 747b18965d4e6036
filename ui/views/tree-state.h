/* Which rows of a store's tree are expanded, kept between runs in the user's state folder
 * ($XDG_STATE_HOME/pkitty), never in the store. */
#pragma once

#include "ui/views/session.h"

/* The ids that were open, of which only those come back that still stand for the same object; NULL
 * when nothing is kept. The caller owns the result. */
GArray *ui_tree_state_load (UiSession *session);

/* Keeps IDS (a set of gint64). Failing costs a convenience and is silent. */
void ui_tree_state_save (UiSession *session, GHashTable *ids);
