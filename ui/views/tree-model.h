/*
 * The rows of a tree of which only the open part is known: a node's children are asked for when it
 * is opened, and all that is kept of a child is its id. Pure: no store, no screen.
 *
 * An id stands for the same thing for ever; 0 is the invisible top. The set of open ids survives
 * ui_tree_model_reload() and the coming and going of what it names.
 */
#pragma once

#include <glib.h>

typedef struct _UiTreeModel UiTreeModel;

/* The ids (gint64) below PARENT in the order shown; NULL or empty: nothing is. The model takes the
 * result. */
typedef GArray *(*UiTreeFetch) (gpointer data, gint64 parent);

UiTreeModel *ui_tree_model_new (UiTreeFetch fetch, gpointer data);
void ui_tree_model_free (UiTreeModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiTreeModel, ui_tree_model_free)

/* Asks again for everything that is open. */
void ui_tree_model_reload (UiTreeModel *model);

guint ui_tree_model_rows (const UiTreeModel *model);

typedef struct {
	gint64 id;
	guint depth; /* 0 right below the top */
	gboolean open; /* its children are rows */
} UiTreeRow;

/* FALSE when there is no such row. Costs the open nodes above it, not the rows. */
gboolean ui_tree_model_row (const UiTreeModel *model, guint row, UiTreeRow *out);

/* The row of ID, or -1 when it is not among the rows. HINT is looked at first. */
int ui_tree_model_find (const UiTreeModel *model, gint64 id, guint hint);

/* The row of its parent; -1 for one at the top. */
int ui_tree_model_parent (const UiTreeModel *model, guint row);

/* FALSE when nothing is below it, or when it is open already. */
gboolean ui_tree_model_open (UiTreeModel *model, guint row);
gboolean ui_tree_model_close (UiTreeModel *model, guint row);

/* The ids that are open, also those not among the rows now: a set of gint64 (keys only), owned by
 * the model. */
GHashTable *ui_tree_model_open_ids (UiTreeModel *model);

/* Replaces the set of open ids (NULL: none); follow it by ui_tree_model_reload(). */
void ui_tree_model_set_open_ids (UiTreeModel *model, GArray *ids);

/* Opens everything down to DEPTH levels (1: what is at the top) as long as the rows stay below
 * MOST; FALSE when they did not. Where ONLY (a set of gint64) is given, other positive ids stay
 * closed. */
gboolean ui_tree_model_open_all (UiTreeModel *model, guint depth, guint most, GHashTable *only);

typedef struct {
	UiTreeModel *model;
	GHashTable *wanted; /* the ids looked for: a set of gint64 */
	GHashTable *gateways; /* the ids below which some of them are, NULL: not known */
	GArray *opened; /* gets the ids that had to be opened */
} UiTreeSearch;

/* The first row whose id is wanted, from FROM on (it included) downwards (STEP 1) or upwards (-1),
 * without going round; -1 when there is none. Looks into closed nodes, downwards also into the one
 * just above FROM; they stay open when something was found in them. */
int ui_tree_model_search (const UiTreeSearch *search, guint from, int step);
