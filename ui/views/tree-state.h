/* Which rows of a store's tree are expanded, kept between runs in the user's state folder
 * ($XDG_STATE_HOME/pkitty), never in the store. Rows are known by the places of their objects: the
 * numbers of a catalog end with it. */
#pragma once

#include "ui/views/session.h"

/* The names of what was open (char*), NULL when nothing is kept. The caller owns the result. */
GPtrArray *ui_tree_state_load (UiSession *session);

/* Appends to IDS what the catalog has under these names, and takes these off NAMES. */
void ui_tree_state_resolve (UiSession *session, GPtrArray *names, GHashTable *ids);

/* Keeps IDS (a set of gint64). Failing costs a convenience and is silent. */
void ui_tree_state_save (UiSession *session, GHashTable *ids);
