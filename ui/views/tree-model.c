#include "config.h"

#include "ui/views/tree-model.h"

/* A chain of certificates longer than this is no PKI but an attack on the stack. */
#define DEPTH_MOST 256

typedef struct _Node Node;
struct _Node {
	gint64 id;
	Node *parent;
	guint index; /* among the parent's children */
	guint depth;
	guint rows; /* all that are shown below it */
	guint before; /* of these, below the open ones before it; set by settle() */
	gboolean settled;
	GArray *ids;
	GPtrArray *open; /* the open ones among its children, Node, by index */
};

struct _UiTreeModel {
	UiTreeFetch fetch;
	gpointer data;
	Node *top;
	GHashTable *open_ids;
};

static void node_free (gpointer data)
{
	Node *node = data;
	g_array_unref (node->ids);
	g_ptr_array_unref (node->open);
	g_free (node);
}

static gboolean is_own_ancestor (const Node *parent, gint64 id)
{
	for (; parent; parent = parent->parent)
		if (parent->id == id)
			return TRUE;
	return FALSE;
}

static Node *node_new (UiTreeModel *model, Node *parent, guint index)
{
	Node *node = g_new0 (Node, 1);
	node->parent = parent;
	node->index = index;
	if (parent) {
		node->id = g_array_index (parent->ids, gint64, index);
		node->depth = parent->depth + 1;
	}
	if (!parent || (node->depth < DEPTH_MOST && !is_own_ancestor (parent, node->id)))
		node->ids = model->fetch (model->data, node->id);
	if (!node->ids)
		node->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
	node->open = g_ptr_array_new_with_free_func (node_free);
	node->rows = node->ids->len;
	return node;
}

/* Opens below NODE whatever the set says. */
static void open_wanted (UiTreeModel *model, Node *node)
{
	if (g_hash_table_size (model->open_ids) == 0)
		return;
	for (guint i = 0; i < node->ids->len; i++) {
		gint64 id = g_array_index (node->ids, gint64, i);
		if (!g_hash_table_contains (model->open_ids, &id))
			continue;
		Node *child = node_new (model, node, i);
		if (child->ids->len == 0) {
			node_free (child);
			continue;
		}
		g_ptr_array_add (node->open, child);
		open_wanted (model, child);
		node->rows += child->rows;
	}
}

UiTreeModel *ui_tree_model_new (UiTreeFetch fetch, gpointer data)
{
	UiTreeModel *model = g_new0 (UiTreeModel, 1);
	model->fetch = fetch;
	model->data = data;
	model->open_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
	model->top = node_new (model, NULL, 0);
	return model;
}

void ui_tree_model_free (UiTreeModel *model)
{
	if (!model)
		return;
	node_free (model->top);
	g_hash_table_unref (model->open_ids);
	g_free (model);
}

void ui_tree_model_reload (UiTreeModel *model)
{
	node_free (model->top);
	model->top = node_new (model, NULL, 0);
	open_wanted (model, model->top);
}

guint ui_tree_model_rows (const UiTreeModel *model)
{
	return model->top->rows;
}

/* ── rows
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

typedef struct {
	Node *parent;
	guint index; /* among the parent's children */
	Node *node; /* itself where it is open, else NULL */
} Spot;

/* Tells the open children of NODE how many rows stand below those before them. */
static void settle (Node *node)
{
	if (node->settled)
		return;
	guint before = 0;
	for (guint i = 0; i < node->open->len; i++) {
		Node *child = g_ptr_array_index (node->open, i);
		child->before = before;
		before += child->rows;
	}
	node->settled = TRUE;
}

/* The last open child of NODE whose own row among the rows below NODE is at most ROW, or NULL. */
static Node *open_at_or_before (Node *node, guint row)
{
	settle (node);
	guint low = 0, high = node->open->len;
	while (low < high) {
		guint middle = (low + high) / 2;
		const Node *child = g_ptr_array_index (node->open, middle);
		if (child->index + child->before <= row)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? g_ptr_array_index (node->open, low - 1) : NULL;
}

static gboolean locate (const UiTreeModel *model, guint row, Spot *out)
{
	Node *node = model->top;
	if (row >= node->rows)
		return FALSE;
	for (;;) {
		Node *child = open_at_or_before (node, row);
		if (!child) {
			*out = (Spot){ node, row, NULL };
			return TRUE;
		}
		row -= child->index + child->before;
		if (row == 0) {
			*out = (Spot){ node, child->index, child };
			return TRUE;
		}
		if (row > child->rows) {
			*out = (Spot){ node, child->index + row - child->rows, NULL };
			return TRUE;
		}
		row--;
		node = child;
	}
}

/* The first among the open children of NODE at or behind INDEX. */
static guint open_from (const Node *node, guint index)
{
	guint low = 0, high = node->open->len;
	while (low < high) {
		guint middle = (low + high) / 2;
		const Node *child = g_ptr_array_index (node->open, middle);
		if (child->index < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static guint row_below (Node *parent, guint index)
{
	settle (parent);
	guint next = open_from (parent, index);
	if (next == 0)
		return index;
	const Node *child = g_ptr_array_index (parent->open, next - 1);
	return index + child->before + child->rows;
}

static guint row_of (Node *parent, guint index)
{
	guint row = row_below (parent, index);
	for (; parent->parent; parent = parent->parent)
		row += 1 + row_below (parent->parent, parent->index);
	return row;
}

gboolean ui_tree_model_row (const UiTreeModel *model, guint row, UiTreeRow *out)
{
	Spot spot;
	if (!locate (model, row, &spot))
		return FALSE;
	out->id = g_array_index (spot.parent->ids, gint64, spot.index);
	out->depth = spot.parent->depth;
	out->open = spot.node != NULL;
	return TRUE;
}

static int find_below (Node *node, gint64 id)
{
	for (guint i = 0; i < node->ids->len; i++)
		if (g_array_index (node->ids, gint64, i) == id)
			return (int)row_of (node, i);
	for (guint i = 0; i < node->open->len; i++) {
		int row = find_below (g_ptr_array_index (node->open, i), id);
		if (row >= 0)
			return row;
	}
	return -1;
}

int ui_tree_model_find (const UiTreeModel *model, gint64 id, guint hint)
{
	UiTreeRow row;
	if (ui_tree_model_row (model, hint, &row) && row.id == id)
		return (int)hint;
	return find_below (model->top, id);
}

int ui_tree_model_parent (const UiTreeModel *model, guint row)
{
	Spot spot;
	if (!locate (model, row, &spot) || !spot.parent->parent)
		return -1;
	return (int)row_of (spot.parent->parent, spot.parent->index);
}

/* ── opening and closing
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void add_rows (Node *node, int rows)
{
	for (; node; node = node->parent) {
		node->rows = (guint)((int)node->rows + rows);
		node->settled = FALSE;
	}
}

static void remember_open (UiTreeModel *model, gint64 id)
{
	g_hash_table_add (model->open_ids, g_memdup2 (&id, sizeof id));
}

gboolean ui_tree_model_open (UiTreeModel *model, guint row)
{
	Spot spot;
	if (!locate (model, row, &spot) || spot.node)
		return FALSE;
	Node *child = node_new (model, spot.parent, spot.index);
	if (child->ids->len == 0) {
		node_free (child);
		return FALSE;
	}
	remember_open (model, child->id);
	open_wanted (model, child);
	g_ptr_array_insert (spot.parent->open, (int)open_from (spot.parent, child->index), child);
	add_rows (spot.parent, (int)child->rows);
	return TRUE;
}

gboolean ui_tree_model_close (UiTreeModel *model, guint row)
{
	Spot spot;
	if (!locate (model, row, &spot) || !spot.node)
		return FALSE;
	g_hash_table_remove (model->open_ids, &spot.node->id);
	add_rows (spot.parent, -(int)spot.node->rows);
	g_ptr_array_remove (spot.parent->open, spot.node);
	return TRUE;
}

GHashTable *ui_tree_model_open_ids (UiTreeModel *model)
{
	return model->open_ids;
}

void ui_tree_model_set_open_ids (UiTreeModel *model, GArray *ids)
{
	g_hash_table_remove_all (model->open_ids);
	for (guint i = 0; ids && i < ids->len; i++)
		remember_open (model, g_array_index (ids, gint64, i));
}

typedef struct {
	UiTreeModel *model;
	guint depth;
	guint most;
	GHashTable *only;
} OpenAll;

static gboolean open_all_below (const OpenAll *all, Node *node)
{
	for (guint i = 0, next = 0; i < node->ids->len; i++) {
		gint64 id = g_array_index (node->ids, gint64, i);
		Node *child = NULL;
		if (next < node->open->len)
			child = g_ptr_array_index (node->open, next);
		if (!child || child->index != i) {
			if (id >= 0 && all->only && !g_hash_table_contains (all->only, &id))
				continue;
			child = node_new (all->model, node, i);
			if (child->ids->len == 0) {
				node_free (child);
				continue;
			}
			remember_open (all->model, id);
			g_ptr_array_insert (node->open, (int)next, child);
			add_rows (node, (int)child->rows);
		}
		next++;
		if (all->model->top->rows > all->most ||
			(child->depth < all->depth && !open_all_below (all, child)))
			return FALSE;
	}
	return TRUE;
}

gboolean ui_tree_model_open_all (UiTreeModel *model, guint depth, guint most, GHashTable *only)
{
	const OpenAll all = { model, depth, most, only };
	return depth == 0 || open_all_below (&all, model->top);
}

/* ── search
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

/* The last row of the subtree at ROW. */
static guint last_of (const UiTreeModel *model, guint row)
{
	Spot spot;
	return locate (model, row, &spot) && spot.node ? row + spot.node->rows : row;
}

static gboolean is_gateway (GHashTable *gateways, const UiTreeRow *row)
{
	return !row->open && (!gateways || g_hash_table_contains (gateways, &row->id));
}

/* Whether something below ID, however deep, is wanted. */
static gboolean holds (UiTreeModel *model, gint64 id, guint depth, GHashTable *wanted)
{
	g_autoptr (GArray) ids = depth < DEPTH_MOST ? model->fetch (model->data, id) : NULL;
	for (guint i = 0; ids && i < ids->len; i++) {
		gint64 *child = &g_array_index (ids, gint64, i);
		if (g_hash_table_contains (wanted, child) ||
			(*child != id && holds (model, *child, depth + 1, wanted)))
			return TRUE;
	}
	return FALSE;
}

static gboolean open_if_it_holds (const UiTreeSearch *search, guint row, const UiTreeRow *at)
{
	UiTreeModel *model = search->model;
	if (!is_gateway (search->gateways, at))
		return FALSE;
	if (!search->gateways && !holds (model, at->id, at->depth, search->wanted))
		return FALSE;
	if (!ui_tree_model_open (model, row))
		return FALSE;
	g_array_append_val (search->opened, at->id);
	return TRUE;
}

static int search_forward (const UiTreeSearch *search, guint from)
{
	UiTreeRow at;
	for (guint row = from; ui_tree_model_row (search->model, row, &at); row++) {
		if (g_hash_table_contains (search->wanted, &at.id))
			return (int)row;
		(void)open_if_it_holds (search, row, &at);
	}
	return -1;
}

static int search_backward (const UiTreeSearch *search, int from)
{
	UiTreeRow at;
	for (int row = from; row >= 0 && ui_tree_model_row (search->model, (guint)row, &at);
		row--) {
		/* What is below a node comes before it on the way up. */
		if (open_if_it_holds (search, (guint)row, &at)) {
			row = (int)last_of (search->model, (guint)row) + 1;
			continue;
		}
		if (g_hash_table_contains (search->wanted, &at.id))
			return row;
	}
	return -1;
}

int ui_tree_model_search (const UiTreeSearch *search, guint from, int step)
{
	if (g_hash_table_size (search->wanted) == 0)
		return -1;
	if (step < 0)
		return search_backward (search, (int)from);
	/* The closed node just above may hold the next one. */
	UiTreeRow at;
	if (from > 0 && ui_tree_model_row (search->model, from - 1, &at))
		(void)open_if_it_holds (search, from - 1, &at);
	return search_forward (search, from);
}
