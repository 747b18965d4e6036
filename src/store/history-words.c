/* A commit in a line for people. */
#include "config.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/history.h"

enum { NAMES_SHOWN = 3 };

/* ── pkitty's own, from their trailers
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static const PkiClaim *claim_at (const PkiHistoryEntry *entry, guint index)
{
	return &g_array_index (entry->claims, PkiClaim, index);
}

static gboolean is_pkitty (const PkiHistoryEntry *entry)
{
	return entry->claims->len > 0;
}

static char *printable_or_null (const char *text)
{
	return text && *text ? pki_text_printable (text, -1) : NULL;
}

static char *words_of_claim (const PkiClaim *claim)
{
	g_autofree char *name = printable_or_null (claim->name);
	g_autofree char *authority = printable_or_null (claim->authority);
	g_autofree char *profile = printable_or_null (claim->profile);
	g_autofree char *told = NULL;
	if (!name)
		return g_strdup ("");
	if (g_str_equal (claim->action, "passphrase"))
		return g_strdup_printf (_ ("the key of %s"), name);
	if (!authority || g_strcmp0 (claim->authority, claim->name) == 0)
		told = g_strdup (name);
	else if (g_str_equal (claim->action, "create-ca"))
		told = g_strdup_printf (_ ("%s under %s"), name, authority);
	else
		told = g_strdup_printf (_ ("%s from %s"), name, authority);
	return profile ? g_strdup_printf ("%s (%s)", told, profile) : g_steal_pointer (&told);
}

/* Of several: how many, from whom, and the first names. */
static char *words_of_claims (const PkiHistoryEntry *entry)
{
	g_autoptr (GString) names = g_string_new (NULL);
	guint count = entry->claims->len;
	for (guint i = 0; i < count && i < NAMES_SHOWN; i++) {
		g_autofree char *name = printable_or_null (claim_at (entry, i)->name);
		g_string_append_printf (names, "%s%s", i ? ", " : "", name ? name : "?");
	}
	if (count > NAMES_SHOWN)
		g_string_append (names, ", ...");
	const char *first = claim_at (entry, 0)->authority;
	gboolean one = first && *first;
	for (guint i = 1; i < count && one; i++)
		one = g_strcmp0 (claim_at (entry, i)->authority, first) == 0;
	if (!one)
		return g_strdup_printf (ngettext ("%u: %s", "%u: %s", count), count, names->str);
	g_autofree char *authority = pki_text_printable (first, -1);
	return g_strdup_printf (
		ngettext ("%u from %s: %s", "%u from %s: %s", count), count, authority, names->str);
}

/* ── others, from what they did
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

typedef struct {
	PkiChangeKind kind;
	guint type; /* PkiObjectType, or behind those PkiChangedThing */
	guint count;
	const PkiObjectChange *first;
} Group;

static guint type_of (const PkiObjectChange *change)
{
	const PkiObject *object = pki_object_change_object (change);
	return object ? object->type : PKI_OBJECT_N + change->thing;
}

/* What there is of each kind and type, objects before mere files. */
static GArray *group (const PkiHistoryEntry *entry)
{
	Group table[PKI_OBJECT_N + PKI_CHANGED_N][PKI_CHANGE_N] = { 0 };
	GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
	for (guint i = 0; i < entry->changes->len; i++) {
		const PkiObjectChange *change = entry->changes->pdata[i];
		Group *at = &table[type_of (change)][change->kind];
		if (at->count++ == 0)
			at->first = change;
		at->kind = change->kind;
		at->type = type_of (change);
	}
	for (guint type = 0; type < G_N_ELEMENTS (table); type++)
		for (guint kind = 0; kind < PKI_CHANGE_N; kind++)
			if (table[type][kind].count)
				g_array_append_val (groups, table[type][kind]);
	return groups;
}

static char *count_words (guint type, guint n)
{
	switch (type) {
	case PKI_OBJECT_CERTIFICATE:
		return g_strdup_printf (ngettext ("%u certificate", "%u certificates", n), n);
	case PKI_OBJECT_REQUEST:
		return g_strdup_printf (ngettext ("%u request", "%u requests", n), n);
	case PKI_OBJECT_CRL:
		return g_strdup_printf (ngettext ("%u CRL", "%u CRLs", n), n);
	case PKI_OBJECT_PRIVATE_KEY:
		return g_strdup_printf (ngettext ("%u private key", "%u private keys", n), n);
	case PKI_OBJECT_PUBLIC_KEY:
		return g_strdup_printf (ngettext ("%u public key", "%u public keys", n), n);
	case PKI_OBJECT_LOCKED:
		return g_strdup_printf (ngettext ("%u locked object", "%u locked objects", n), n);
	case PKI_OBJECT_UNREADABLE:
		return g_strdup_printf (
			ngettext ("%u unreadable object", "%u unreadable objects", n), n);
	case PKI_OBJECT_N + PKI_CHANGED_SETTINGS:
		return g_strdup (_ ("the settings"));
	case PKI_OBJECT_N + PKI_CHANGED_PROFILE:
		return g_strdup_printf (ngettext ("%u profile", "%u profiles", n), n);
	default:
		return g_strdup_printf (ngettext ("%u other file", "%u other files", n), n);
	}
}

static const char *verb_of (const Group *group)
{
	static const char *const verbs[PKI_CHANGE_N] = {
		[PKI_CHANGE_ADDED] = N_ ("added"),
		[PKI_CHANGE_REPLACED] = N_ ("replaced"),
		[PKI_CHANGE_REMOVED] = N_ ("removed"),
		[PKI_CHANGE_MOVED] = N_ ("moved"),
	};
	if (group->type >= PKI_OBJECT_N && group->kind == PKI_CHANGE_REPLACED)
		return _ ("changed");
	return _ (verbs[group->kind]);
}

/* Of one thing its name, too. */
static char *group_words (const Group *group, gboolean alone)
{
	g_autofree char *count = count_words (group->type, group->count);
	if (!alone || group->count != 1 || group->type == PKI_OBJECT_N + PKI_CHANGED_SETTINGS)
		return g_steal_pointer (&count);
	g_autofree char *name = pki_object_change_name (group->first);
	g_autofree char *shown = pki_text_printable (name, -1);
	return g_strdup_printf (_ ("%s: %s"), count, shown);
}

static char *object_of_other (const PkiHistoryEntry *entry)
{
	g_autoptr (GArray) groups = group (entry);
	g_autoptr (GString) text = g_string_new (NULL);
	const char *verb = NULL;
	for (guint i = 0; i < groups->len; i++) {
		const Group *at = &g_array_index (groups, Group, i);
		g_autofree char *words = group_words (at, groups->len == 1);
		const char *next = verb_of (at);
		g_string_append (text, i ? _ (", ") : "");
		if (i > 0 && !g_str_equal (next, verb))
			g_string_append_printf (text, "%s ", next);
		g_string_append (text, words);
		verb = next;
	}
	guint rest = entry->files - entry->looked_into;
	if (rest)
		g_string_append_printf (
			text, ngettext (", and %u file more", ", and %u files more", rest), rest);
	if (!text->len)
		g_string_append (text, _ ("nothing here"));
	return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *action_of_other (const PkiHistoryEntry *entry)
{
	g_autoptr (GArray) groups = group (entry);
	if (entry->revision->parents > 1)
		return _ ("merged");
	return groups->len ? verb_of (&g_array_index (groups, Group, 0)) : _ ("changed");
}

/* ── both
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

char *pki_history_action (const PkiHistoryEntry *entry)
{
	return is_pkitty (entry) ? pki_action_word (claim_at (entry, 0)->action)
				 : g_strdup (action_of_other (entry));
}

char *pki_history_object (const PkiHistoryEntry *entry)
{
	if (!is_pkitty (entry))
		return object_of_other (entry);
	return entry->claims->len == 1 ? words_of_claim (claim_at (entry, 0))
				       : words_of_claims (entry);
}

char *pki_history_remark (const PkiHistoryEntry *entry)
{
	if (entry->mismatch)
		return g_strdup (entry->mismatch);
	if (entry->error)
		return g_strdup (entry->error);
	if (entry->revision->cut)
		return g_strdup (_ ("the history before this is not in this clone"));
	return is_pkitty (entry) ? NULL : g_strdup (_ ("not pkitty"));
}

char *pki_history_summary (const PkiHistoryEntry *entry)
{
	g_autofree char *action = pki_history_action (entry);
	g_autofree char *object = pki_history_object (entry);
	g_autofree char *remark = pki_history_remark (entry);
	g_autoptr (GString) text = g_string_new (action);
	if (*object)
		g_string_append_printf (text, " %s", object);
	if (remark)
		g_string_append_printf (text, " (%s)", remark);
	return g_string_free (g_steal_pointer (&text), FALSE);
}
