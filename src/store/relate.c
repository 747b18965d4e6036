#include "config.h"

#include "src/store/relate.h"

#include "src/x509/signature.h"

enum { MOST_CANDIDATES = 64 };

struct _PkiRelation {
	GArray *nodes;
	gint64 now;
	GArray *issuers; /* int: nodes that may issue, by subject and key identifier */
};

static PkiNode *node_at (const PkiRelation *relation, int index)
{
	return &g_array_index (relation->nodes, PkiNode, index);
}

static int compare_numbers (gint64 a, gint64 b)
{
	return (a > b) - (a < b);
}

/* Ids are given in the order of reading, which is another one at each first scan. */
static int by_content (const PkiNode *one, const PkiNode *two)
{
	int order = compare_numbers (one->print, two->print);
	return order ? order : compare_numbers (one->id, two->id);
}

static gboolean is_valid_at (const PkiNode *node, gint64 now)
{
	return node->not_before <= now && now <= node->not_after;
}

static int by_likelihood (gconstpointer a, gconstpointer b, gpointer data)
{
	const PkiRelation *relation = data;
	const PkiNode *one = node_at (relation, *(const int *)a);
	const PkiNode *two = node_at (relation, *(const int *)b);
	int order = compare_numbers (one->subject, two->subject);
	if (order == 0)
		order = compare_numbers (one->ski, two->ski);
	if (order == 0)
		order = is_valid_at (two, relation->now) - is_valid_at (one, relation->now);
	if (order == 0)
		order = compare_numbers (two->not_before, one->not_before);
	return order ? order : by_content (one, two);
}

static gboolean is_mismatch (const PkiNode *node, const PkiNode *candidate)
{
	return node->aki && candidate->ski && node->aki != candidate->ski;
}

/* Most self-issued certificates are roots, and a name may be shared by many. */
static gboolean is_plain_root (const PkiNode *node)
{
	return (node->flags & PKI_FLAG_SELF_ISSUED) && node->type == PKI_OBJECT_CERTIFICATE &&
	       !is_mismatch (node, node);
}

/* Only names that another one names as its issuer are worth sorting. */
static GHashTable *issuer_names (const GArray *nodes)
{
	GHashTable *names = g_hash_table_new (g_int64_hash, g_int64_equal);
	for (guint i = 0; i < nodes->len; i++) {
		PkiNode *node = &g_array_index (nodes, PkiNode, i);
		if (node->issuer && !is_plain_root (node) &&
			!g_hash_table_contains (names, &node->issuer))
			g_hash_table_add (names, &node->issuer);
	}
	return names;
}

static int by_id (gconstpointer a, gconstpointer b)
{
	return compare_numbers (((const PkiNode *)a)->id, ((const PkiNode *)b)->id);
}

void pki_relation_sort (GArray *nodes)
{
	g_array_sort (nodes, by_id);
}

PkiRelation *pki_relation_new (GArray *nodes, gint64 now)
{
	PkiRelation *relation = g_new0 (PkiRelation, 1);
	relation->nodes = nodes;
	relation->now = now;
	relation->issuers = g_array_new (FALSE, FALSE, sizeof (int));
	g_autoptr (GHashTable) names = issuer_names (nodes);
	for (int i = 0; i < (int)nodes->len; i++) {
		PkiNode *node = node_at (relation, i);
		node->is_issuing = node->type == PKI_OBJECT_CERTIFICATE && node->subject &&
				   g_hash_table_contains (names, &node->subject);
		if (node->is_issuing)
			g_array_append_val (relation->issuers, i);
	}
	g_array_sort_with_data (relation->issuers, by_likelihood, relation);
	return relation;
}

void pki_relation_free (PkiRelation *relation)
{
	if (!relation)
		return;
	g_array_unref (relation->issuers);
	g_free (relation);
}

/* The first issuer that is not before (SUBJECT, SKI). */
static guint lower_bound (const PkiRelation *relation, gint64 subject, gint64 ski)
{
	guint low = 0;
	guint high = relation->issuers->len;
	while (low < high) {
		guint middle = low + (high - low) / 2;
		const PkiNode *node =
			node_at (relation, g_array_index (relation->issuers, int, middle));
		int order = compare_numbers (node->subject, subject);
		if (order == 0)
			order = compare_numbers (node->ski, ski);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add_candidate (GArray *out, int index)
{
	for (guint i = 0; i < out->len; i++)
		if (g_array_index (out, int, i) == index)
			return;
	g_array_append_val (out, index);
}

static void add_range (
	const PkiRelation *relation, gint64 subject, gint64 ski, gboolean any, GArray *out)
{
	guint end = MIN (
		relation->issuers->len, lower_bound (relation, subject, ski) + MOST_CANDIDATES);
	for (guint i = lower_bound (relation, subject, ski); i < end; i++) {
		int index = g_array_index (relation->issuers, int, i);
		const PkiNode *node = node_at (relation, index);
		if (node->subject != subject || (!any && node->ski != ski))
			return;
		if (out->len < MOST_CANDIDATES)
			add_candidate (out, index);
	}
}

static int verdict_of (const GArray *known, gint64 issuer)
{
	for (guint i = 0; known && i < known->len; i++) {
		const PkiKnownVerdict *one = &g_array_index (known, PkiKnownVerdict, i);
		if (one->issuer == issuer)
			return one->verdict;
	}
	return PKI_VERDICT_UNKNOWN;
}

static gboolean is_self (const PkiNode *node, const PkiNode *candidate)
{
	return node->id == candidate->id;
}

static int score (
	const PkiRelation *relation, const PkiNode *node, const PkiNode *candidate, int verdict)
{
	int points = 0;
	if (verdict == PKI_VERDICT_GOOD)
		points += 1000;
	else if (verdict == PKI_VERDICT_BAD)
		points -= 1000;
	if (is_mismatch (node, candidate))
		points -= 100;
	else if (node->aki && candidate->ski)
		points += 100;
	if (is_self (node, candidate))
		points += 50;
	if (candidate->flags & PKI_FLAG_SELF_ISSUED)
		points += 2;
	if (is_valid_at (candidate, relation->now))
		points += 10;
	return points;
}

typedef struct {
	PkiRelation *relation;
	const PkiNode *node;
	const GArray *known;
} Ranking;

static int by_score (gconstpointer a, gconstpointer b, gpointer data)
{
	const Ranking *ranking = data;
	const PkiNode *one = node_at (ranking->relation, *(const int *)a);
	const PkiNode *two = node_at (ranking->relation, *(const int *)b);
	int order =
		score (ranking->relation, ranking->node, two,
			verdict_of (ranking->known, two->id)) -
		score (ranking->relation, ranking->node, one, verdict_of (ranking->known, one->id));
	if (order == 0)
		order = compare_numbers (two->not_before, one->not_before);
	return order ? order : by_content (one, two);
}

/* By binary search; -1 when there is none. */
static int index_of (const PkiRelation *relation, gint64 id)
{
	int low = 0;
	int high = (int)relation->nodes->len - 1;
	while (low <= high) {
		int middle = low + (high - low) / 2;
		gint64 found = node_at (relation, middle)->id;
		if (found == id)
			return middle;
		if (found < id)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}

static void find_candidates (
	PkiRelation *relation, const PkiNode *node, const GArray *known, GArray *out)
{
	if ((node->flags & PKI_FLAG_SELF_ISSUED) && node->type == PKI_OBJECT_CERTIFICATE) {
		int self = (int)(node - &g_array_index (relation->nodes, PkiNode, 0));
		add_candidate (out, self);
	}
	/* An empty name is nobody else's. */
	if (!node->issuer)
		return;
	/* One who signed it is a candidate however many others share the name. */
	for (guint i = 0; known && i < known->len; i++) {
		const PkiKnownVerdict *one = &g_array_index (known, PkiKnownVerdict, i);
		int index =
			one->verdict == PKI_VERDICT_GOOD ? index_of (relation, one->issuer) : -1;
		if (index >= 0)
			add_candidate (out, index);
	}
	if (node->aki)
		add_range (relation, node->issuer, node->aki, FALSE, out);
	add_range (relation, node->issuer, G_MININT64, TRUE, out);
	Ranking ranking = { relation, node, known };
	if (out->len > 1)
		g_array_sort_with_data (out, by_score, &ranking);
}

GArray *pki_relation_candidates (PkiRelation *relation, const PkiNode *node, const GArray *known)
{
	GArray *out = g_array_new (FALSE, FALSE, sizeof (int));
	find_candidates (relation, node, known, out);
	return out;
}

static gboolean leads_to (const PkiRelation *relation, int from, int target)
{
	while (from >= 0 && from != target)
		from = node_at (relation, from)->parent;
	return from == target;
}

/* Whether the node may stand below OTHER without closing a loop. Parents chosen so far make none,
 * so the walk up ends; one whom nobody chose yet can close none. */
static gboolean is_free_of_loops (const PkiRelation *relation, int index, int other)
{
	return !node_at (relation, index)->is_parent || !leads_to (relation, other, index);
}

static void stand_at_top (PkiNode *node, int verdict)
{
	node->at_root = TRUE;
	node->verdict = (guint8)verdict;
}

/* CANDIDATES is room for them. */
static void choose_parent (
	PkiRelation *relation, int index, const GArray *known, GArray *candidates)
{
	PkiNode *node = node_at (relation, index);
	if (is_plain_root (node) && verdict_of (known, node->id) != PKI_VERDICT_BAD) {
		stand_at_top (node, verdict_of (known, node->id));
		return;
	}
	g_array_set_size (candidates, 0);
	find_candidates (relation, node, known, candidates);
	for (guint i = 0; i < candidates->len; i++) {
		int other = g_array_index (candidates, int, i);
		PkiNode *candidate = node_at (relation, other);
		int verdict = verdict_of (known, candidate->id);
		if (verdict != PKI_VERDICT_GOOD && is_mismatch (node, candidate))
			continue;
		if (other == index) {
			stand_at_top (node, verdict);
			return;
		}
		if (is_free_of_loops (relation, index, other)) {
			node->parent = other;
			node->verdict = (guint8)verdict;
			node->at_root = FALSE;
			candidate->is_parent = TRUE;
			return;
		}
		stand_at_top (node, PKI_VERDICT_UNKNOWN);
	}
}

void pki_relation_choose (PkiRelation *relation, PkiVerdictsOf verdicts, gpointer data)
{
	for (int i = 0; i < (int)relation->nodes->len; i++) {
		PkiNode *node = node_at (relation, i);
		node->parent = -1;
		node->verdict = PKI_VERDICT_UNKNOWN;
		node->at_root = node->is_parent = FALSE;
	}
	g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (int));
	for (int i = 0; i < (int)relation->nodes->len; i++)
		choose_parent (relation, i, verdicts (node_at (relation, i)->id, data), candidates);
}
