#include "config.h"

#include "src/ca/grant-private.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/terms-private.h"
#include "src/x509/extension.h"
#include "src/x509/general-name.h"

static gboolean kind_of (PkiGeneralNameKind general, PkiNameKind *kind)
{
	switch (general) {
	case PKI_GENERAL_NAME_DNS:
		*kind = PKI_NAME_DNS;
		return TRUE;
	case PKI_GENERAL_NAME_IP:
		*kind = PKI_NAME_IP;
		return TRUE;
	case PKI_GENERAL_NAME_EMAIL:
		*kind = PKI_NAME_EMAIL;
		return TRUE;
	case PKI_GENERAL_NAME_URI:
		*kind = PKI_NAME_URI;
		return TRUE;
	default:
		return FALSE;
	}
}

/* The names asked for: content of the GeneralNames, empty where there are none. */
static PkiSlice asked_names (const PkiWeighing *weighing)
{
	PkiExtension extension;
	PkiSlice names;
	if (pki_extension_find (weighing->request->request.extensions,
		    PKI_OID_SUBJECT_ALTERNATIVE_NAME, &extension) &&
		pki_general_names_parse (extension.value, &names))
		return names;
	return pki_slice (NULL, 0);
}

/* The canonical form of a name asked for; NULL with *why where it can't be granted at all. */
static char *canonical_of (const PkiGeneralName *name, char **why)
{
	PkiNameKind kind;
	g_autoptr (GError) error = NULL;
	g_autoptr (GString) value = pki_general_name_value (name);
	if (!kind_of (name->kind, &kind)) {
		*why = g_strdup (
			_ ("pkitty puts DNS names, IP addresses, mail addresses and URIs into "
			   "certificates, no other kinds."));
		return NULL;
	}
	if (strlen (value->str) != value->len) {
		*why = g_strdup (_ ("The name is damaged: there is a NUL inside."));
		return NULL;
	}
	char *canonical = pki_alternative_name_parse (kind, value->str, &error);
	if (!canonical)
		*why = g_strdup (error->message);
	return canonical;
}

/* NULL where the profile and the issuers allow the name, else why not. */
static char *objection (const PkiWeighing *weighing, const char *canonical)
{
	PkiNameKind kind;
	const char *value;
	g_autoptr (GError) error = NULL;
	if (!pki_alternative_name_split (canonical, &kind, &value) ||
		!(weighing->order->profile->allowed_names & 1u << kind))
		return g_strdup_printf (_ ("The profile %s does not allow such names."),
			weighing->order->profile->name);
	if (!pki_permit_name (weighing->issuer, weighing->chain, canonical, &error))
		return g_strdup (error->message);
	return NULL;
}

static char *text_of (const PkiGeneralName *name)
{
	g_autoptr (GString) text = pki_general_name_text (name);
	return pki_text_printable (text->str, (gssize)text->len);
}

static void drop (PkiWeighing *weighing, const PkiGeneralName *name, const char *why)
{
	pki_grant_row (
		weighing, PKI_GRANT_DROPPED, _ ("Alternative name"), text_of (name), NULL, why);
}

GPtrArray *pki_grant_names (PkiWeighing *weighing)
{
	PkiSlice rest = asked_names (weighing);
	PkiGeneralName name;
	if (weighing->order->alternative_names->len > 0)
		return NULL;
	GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
	while (pki_general_name_next (&rest, &name, NULL)) {
		g_autofree char *why = NULL;
		g_autofree char *canonical = canonical_of (&name, &why);
		if (canonical)
			why = objection (weighing, canonical);
		if (why)
			drop (weighing, &name, why);
		else
			g_ptr_array_add (names, g_steal_pointer (&canonical));
	}
	return names;
}

static gboolean is_granted (const PkiWeighing *weighing, const char *canonical)
{
	return g_ptr_array_find_with_equal_func (
		weighing->terms->alternative_names, canonical, g_str_equal, NULL);
}

/* What was asked for and is granted, and (where the order has its own names) what is not. */
static void put_asked (PkiWeighing *weighing, GHashTable *asked)
{
	PkiSlice rest = asked_names (weighing);
	PkiGeneralName name;
	gboolean own = weighing->order->alternative_names->len > 0;
	while (pki_general_name_next (&rest, &name, NULL)) {
		g_autofree char *why = NULL;
		g_autofree char *canonical = canonical_of (&name, &why);
		if (canonical && is_granted (weighing, canonical)) {
			g_autofree char *text = text_of (&name);
			gboolean same = g_str_equal (text, canonical);
			pki_grant_row (weighing, same ? PKI_GRANT_KEPT : PKI_GRANT_CHANGED,
				_ ("Alternative name"), g_strdup (text),
				pki_alternative_name_show (canonical),
				same ? NULL : _ ("It is written as certificates have it."));
			g_hash_table_add (asked, g_steal_pointer (&canonical));
		} else if (own) {
			drop (weighing, &name,
				why ? why : _ ("Other names were given for it here."));
		}
	}
}

void pki_grant_name_rows (PkiWeighing *weighing)
{
	const GPtrArray *names = weighing->terms->alternative_names;
	g_autoptr (GHashTable) asked =
		g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	put_asked (weighing, asked);
	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index (names, i);
		gboolean ordered = g_ptr_array_find_with_equal_func (
			weighing->order->alternative_names, name, g_str_equal, NULL);
		if (!g_hash_table_contains (asked, name))
			pki_grant_row (weighing, PKI_GRANT_ADDED, _ ("Alternative name"), NULL,
				pki_alternative_name_show (name),
				ordered ? _ ("It was given for it here.")
					: _ ("The profile suggests it."));
	}
}
