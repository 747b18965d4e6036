#include "config.h"

#include "src/store/revoke.h"

#include "src/base/time.h"
#include "src/x509/extension.h"
#include "src/x509/general-name.h"

enum { REMOVE_FROM_CRL = 8 };

typedef struct {
	GArray *nodes;
	GHashTable *heads; /* hash of issuer and serial number → index of a node, plus one */
	GArray *next; /* for each node the one behind it with the same hash, or -1 */
	PkiCertificateOf certificate_of;
	gpointer data;
	GHashTable *seen; /* for the list at hand: of each number that it named the first node */
} Search;

typedef struct {
	const PkiList *list;
	gint64 scope; /* hash of the issuing distribution point; 0 none */
	gboolean is_delta, is_indirect;
} Scope;

void pki_list_clear (PkiList *list)
{
	g_clear_pointer (&list->object, pki_object_unref);
}

static gpointer key_of (gint64 issuer, gint64 serial)
{
	return GSIZE_TO_POINTER ((gsize)issuer * 31 ^ (gsize)serial);
}

static void index_certificates (Search *search)
{
	int none = -1;
	for (int i = 0; i < (int)search->nodes->len; i++) {
		const PkiNode *node = &g_array_index (search->nodes, PkiNode, i);
		g_array_append_val (search->next, none);
		if (node->type != PKI_OBJECT_CERTIFICATE || !node->issuer || !node->serial)
			continue;
		gpointer key = key_of (node->issuer, node->serial);
		int before = GPOINTER_TO_INT (g_hash_table_lookup (search->heads, key)) - 1;
		g_array_index (search->next, int, i) = before;
		g_hash_table_insert (search->heads, key, GINT_TO_POINTER (i + 1));
	}
}

/* Whether the list speaks for the one who issued the certificate: two authorities may share a
 * name. */
static gboolean speaks_for (const Search *search, const Scope *scope, const PkiNode *node)
{
	const PkiList *list = scope->list;
	if (!list->issuer_key)
		return node->parent < 0 && !node->at_root &&
		       (!node->aki || !list->node->aki || node->aki == list->node->aki);
	if (node->parent >= 0)
		return g_array_index (search->nodes, PkiNode, node->parent).key == list->issuer_key;
	return node->at_root && node->key == list->issuer_key;
}

/* The name key of the first directory name among GeneralNames; 0 when there is none. */
static gint64 named_issuer (PkiSlice names)
{
	PkiGeneralName name;
	while (pki_general_name_next (&names, &name, NULL))
		if (name.kind == PKI_GENERAL_NAME_DIRECTORY)
			return pki_name_key (name.value);
	return 0;
}

/* Whether the certificate names ISSUER, or with 0 anybody, as cRLIssuer of a distribution point
 * (RFC 5280 §4.2.1.13): only such a list may revoke it in the place of its own issuer. */
static gboolean delegates_to (const PkiObject *certificate, gint64 issuer)
{
	PkiExtension extension;
	PkiDer points, point;
	PkiElement part;
	if (!pki_extension_find (certificate->certificate.extensions,
		    PKI_OID_CRL_DISTRIBUTION_POINTS, &extension))
		return FALSE;
	PkiDer der = pki_der (extension.value, NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &points))
		return FALSE;
	while (pki_der_enter (&points, PKI_TAG_SEQUENCE, &point))
		while (pki_der_next (&point, &part))
			if (part.tag == PKI_TAG_CONSTRUCTED (2) &&
				(!issuer || named_issuer (part.content) == issuer))
				return TRUE;
	return FALSE;
}

gboolean pki_revoke_is_delegated (const PkiObject *certificate)
{
	return delegates_to (certificate, 0);
}

static gboolean is_meant (
	const Search *search, const Scope *scope, const PkiNode *node, const PkiCrlEntry *entry)
{
	gint64 speaker = scope->list->node->issuer;
	g_autoptr (PkiObject) object = search->certificate_of (node->id, search->data);
	if (!object || !pki_slice_equal (pki_der_magnitude (object->certificate.serial),
			       pki_der_magnitude (entry->serial)))
		return FALSE;
	return node->issuer == speaker || delegates_to (object, speaker);
}

static void mark (PkiNode *node, const PkiCrlEntry *entry)
{
	gboolean removed = entry->reason == REMOVE_FROM_CRL;
	node->revoked_at = removed                              ? PKI_TIME_NONE
			   : entry->revoked_at == PKI_TIME_NONE ? 0
								: entry->revoked_at;
	node->reason = removed ? -1 : entry->reason;
}

/* From I on in a row of nodes with one hash; -1: none. */
static int next_called (const Search *search, int i, gint64 issuer, gint64 serial)
{
	for (; i >= 0; i = g_array_index (search->next, int, i)) {
		const PkiNode *node = &g_array_index (search->nodes, PkiNode, i);
		if (node->issuer == issuer && node->serial == serial)
			break;
	}
	return i;
}

static void apply_entry (
	const Search *search, const Scope *scope, gint64 issuer, const PkiCrlEntry *entry)
{
	gint64 serial = pki_summary_hash (pki_der_magnitude (entry->serial));
	gpointer head = g_hash_table_lookup (search->heads, key_of (issuer, serial));
	int first = next_called (search, GPOINTER_TO_INT (head) - 1, issuer, serial);
	gboolean foreign = issuer != scope->list->node->issuer;
	/* Once: a list may name one number a million times, and thousands of certificates have it.
	 */
	if (first < 0 || !g_hash_table_add (search->seen, GINT_TO_POINTER (first)))
		return;
	for (int i = first; i >= 0;
		i = next_called (search, g_array_index (search->next, int, i), issuer, serial)) {
		PkiNode *node = &g_array_index (search->nodes, PkiNode, i);
		if ((foreign || speaks_for (search, scope, node)) &&
			is_meant (search, scope, node, entry))
			mark (node, entry);
	}
}

static void apply_list (const Search *search, const Scope *scope)
{
	PkiSlice rest = scope->list->object->crl.revoked;
	gint64 issuer = scope->list->node->issuer;
	PkiCrlEntry entry;
	g_hash_table_remove_all (search->seen);
	while (pki_crl_next (&rest, &entry)) {
		gint64 named = scope->is_indirect ? named_issuer (entry.certificate_issuer) : 0;
		issuer = named ? named : issuer;
		apply_entry (search, scope, issuer, &entry);
	}
}

/* IssuingDistributionPoint (RFC 5280 §5.2.5): indirectCRL is [4]. */
static gboolean says_indirect (PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement part;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	while (pki_der_next (&der, &part))
		if (part.tag == PKI_TAG_CONTEXT (4))
			return part.content.size == 1 && part.content.data[0] != 0;
	return FALSE;
}

static Scope scope_of (const PkiList *list)
{
	Scope scope = { .list = list };
	PkiSlice rest = list->object->crl.extensions;
	PkiExtension extension;
	while (pki_extension_next (&rest, &extension, NULL)) {
		if (pki_oid_is (extension.oid, PKI_OID_ISSUING_DISTRIBUTION_POINT)) {
			scope.scope = pki_summary_hash (extension.value);
			scope.is_indirect = says_indirect (extension.value);
		}
		if (pki_oid_is (extension.oid, PKI_OID_DELTA_CRL_INDICATOR))
			scope.is_delta = TRUE;
	}
	return scope;
}

/* By issuer and scope, the latest first. */
static int compare_scopes (gconstpointer a, gconstpointer b)
{
	const Scope *one = a;
	const Scope *two = b;
	const gint64 ones[] = { one->list->node->issuer, one->list->issuer_key, one->scope,
		two->list->node->not_before };
	const gint64 twos[] = { two->list->node->issuer, two->list->issuer_key, two->scope,
		one->list->node->not_before };
	for (gsize i = 0; i < G_N_ELEMENTS (ones); i++)
		if (ones[i] != twos[i])
			return ones[i] < twos[i] ? -1 : 1;
	return 0;
}

static gboolean same_group (const Scope *one, const Scope *two)
{
	return one->list->node->issuer == two->list->node->issuer &&
	       one->list->issuer_key == two->list->issuer_key && one->scope == two->scope;
}

/* FROM to END are of one group: the latest base, then the deltas that are not older, in their
 * order. */
static void apply_group (const Search *search, const GArray *scopes, guint from, guint end)
{
	guint base = from;
	while (base < end && g_array_index (scopes, Scope, base).is_delta)
		base++;
	if (base < end)
		apply_list (search, &g_array_index (scopes, Scope, base));
	for (guint i = base; i > from; i--)
		apply_list (search, &g_array_index (scopes, Scope, i - 1));
}

static gboolean have_entries (const GArray *lists)
{
	for (guint i = 0; i < lists->len; i++)
		if (g_array_index (lists, PkiList, i).object->crl.revoked.size > 0)
			return TRUE;
	return FALSE;
}

void pki_revoke_apply (GArray *nodes, GArray *lists, PkiCertificateOf certificate_of, gpointer data)
{
	for (guint i = 0; i < nodes->len; i++) {
		PkiNode *node = &g_array_index (nodes, PkiNode, i);
		node->revoked_at = PKI_TIME_NONE;
		node->reason = -1;
	}
	if (!have_entries (lists))
		return;
	g_autoptr (GHashTable) heads = g_hash_table_new (NULL, NULL);
	g_autoptr (GArray) next = g_array_sized_new (FALSE, FALSE, sizeof (int), nodes->len);
	g_autoptr (GArray) scopes = g_array_new (FALSE, FALSE, sizeof (Scope));
	g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
	Search search = { nodes, heads, next, certificate_of, data, seen };
	index_certificates (&search);
	for (guint i = 0; i < lists->len; i++) {
		Scope scope = scope_of (&g_array_index (lists, PkiList, i));
		g_array_append_val (scopes, scope);
	}
	g_array_sort (scopes, compare_scopes);
	for (guint from = 0, end; from < scopes->len; from = end) {
		const Scope *first = &g_array_index (scopes, Scope, from);
		for (end = from + 1; end < scopes->len; end++)
			if (!same_group (first, &g_array_index (scopes, Scope, end)))
				break;
		apply_group (&search, scopes, from, end);
	}
}
