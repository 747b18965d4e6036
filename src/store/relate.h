/*
 * Who was issued by whom: the choice of one parent among the candidates, without loops, on numbers
 * alone. Candidates share the name; a good signature counts most, then the key identifier, then
 * being valid now, then being the later one; of those that are alike in all of it the same one
 * whichever was read first. A candidate whose key identifier is another than the
 * one asked for counts only with a good signature.
 */
#pragma once

#include "src/store/summary.h"

#define PKI_NODE_NOWHERE G_MININT64

typedef struct {
	gint64 id;
	gint64 print; /* start of the digest */
	gint64 subject, issuer; /* name keys */
	gint64 ski, aki, key, serial; /* hashes; 0 none */
	gint64 not_before, not_after, soon_at;
	gint64 revoked_at; /* PKI_TIME_NONE unless revoked */
	int reason;
	int parent; /* index of a node, or -1 */
	gint64 was_place; /* as the catalog has it, PKI_NODE_NOWHERE for NULL */
	gint64 was_revoked_at;
	int was_reason;
	guint8 type, verdict;
	guint8 was_verdict;
	gboolean was_issuing, is_issuing; /* others name it as their issuer */
	gboolean is_parent;
	gboolean at_root; /* stands at the top: self-issued, or where a loop was cut */
	guint32 flags;
} PkiNode;

typedef struct {
	gint64 issuer;
	int verdict; /* PkiVerdict */
} PkiKnownVerdict;

/* What is known of the signatures of a node's pairs, PkiKnownVerdict; owned by the callee. */
typedef const GArray *(*PkiVerdictsOf) (gint64 child, gpointer data);

typedef struct _PkiRelation PkiRelation;

/* NODES (PkiNode) are certificates and CRLs in the order of their ids, in which pki_relation_sort()
 * puts them; they must outlive it. */
void pki_relation_sort (GArray *nodes);
PkiRelation *pki_relation_new (GArray *nodes, gint64 now);
void pki_relation_free (PkiRelation *relation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiRelation, pki_relation_free)

/* Sets parent, verdict and at_root of all nodes. VERDICTS is asked in the order of the nodes. */
void pki_relation_choose (PkiRelation *relation, PkiVerdictsOf verdicts, gpointer data);

/* Indices (int) of the candidates of a node of NODES, the likeliest first, about 128 at most. */
GArray *pki_relation_candidates (PkiRelation *relation, const PkiNode *node, const GArray *known);
