#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"
#include "src/x509/general-name.h"
#include "src/x509/name.h"

#define MOST_PRINCIPAL_PARTS 16
#define LAST_COLUMNS         16
#define SUMMARY_COLUMNS      50 /* of names told in one line */

static const char *const labels[] = {
	[PKI_GENERAL_NAME_OTHER] = N_ ("Other name"),
	[PKI_GENERAL_NAME_EMAIL] = N_ ("Email"),
	[PKI_GENERAL_NAME_DNS] = N_ ("DNS"),
	[PKI_GENERAL_NAME_X400] = N_ ("X.400 address"),
	[PKI_GENERAL_NAME_DIRECTORY] = N_ ("Directory name"),
	[PKI_GENERAL_NAME_EDI] = N_ ("EDI party"),
	[PKI_GENERAL_NAME_URI] = N_ ("URI"),
	[PKI_GENERAL_NAME_IP] = N_ ("IP"),
	[PKI_GENERAL_NAME_RID] = N_ ("Registered ID"),
	[PKI_GENERAL_NAME_UNKNOWN] = N_ ("Unknown kind of name"),
};

static char *text_of (GString *string)
{
	char *text = pki_field_text (pki_slice (string->str, string->len));
	g_string_free (string, TRUE);
	return text;
}

/* KRB5PrincipalName (RFC 4556 §3.2.2): the parts joined by "/", then "@" and the realm. */
static char *principal_text (PkiSlice value)
{
	PkiDer der = pki_der (value, NULL), realm, name, strings;
	PkiElement part;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_enter (&der, PKI_TAG_CONSTRUCTED (0), &realm) ||
		!pki_der_enter (&der, PKI_TAG_CONSTRUCTED (1), &name) ||
		!pki_der_enter (&name, PKI_TAG_SEQUENCE, &name) ||
		!pki_der_get (&name, PKI_TAG_CONSTRUCTED (0), NULL) ||
		!pki_der_enter (&name, PKI_TAG_CONSTRUCTED (1), &strings) ||
		!pki_der_enter (&strings, PKI_TAG_SEQUENCE, &strings))
		return NULL;
	g_autoptr (GString) out = g_string_new (NULL);
	for (int i = 0; i < MOST_PRINCIPAL_PARTS && pki_der_next (&strings, &part); i++) {
		g_autofree char *text = pki_field_text (part.content);
		g_string_append_printf (out, "%s%s", i > 0 ? "/" : "", text);
	}
	if (!pki_der_next (&realm, &part))
		return NULL;
	g_autofree char *text = pki_field_text (part.content);
	g_string_append_printf (out, "@%s", text);
	return g_string_free (g_steal_pointer (&out), FALSE);
}

static PkiField *describe_other_name (PkiField *parent, const PkiGeneralName *name)
{
	g_autofree char *dots = pki_oid_dots (name->type);
	g_autofree char *unknown = g_strdup_printf (_ ("Other name %s"), dots);
	PkiOid oid = pki_oid_find (name->type);
	const char *words = pki_oid_text (oid);
	PkiField *field = pki_field_add_hex (parent, words ? words : unknown, name->value);
	char *text = oid == PKI_OID_KERBEROS_PRINCIPAL ? principal_text (name->value)
						       : pki_describe_simple (name->value);
	if (text)
		pki_field_set_value (field, text);
	field->oid = g_steal_pointer (&dots);
	return field;
}

/* EDIPartyName: nameAssigner [0] OPTIONAL, partyName [1], both explicit DirectoryStrings. */
static char *edi_party_text (PkiSlice content)
{
	PkiDer der = pki_der (content, NULL), inside;
	PkiElement value;
	g_autofree char *assigner = NULL;
	if (pki_der_enter (&der, PKI_TAG_CONSTRUCTED (0), &inside) &&
		pki_der_next (&inside, &value))
		assigner = pki_describe_simple (value.whole);
	if (!pki_der_enter (&der, PKI_TAG_CONSTRUCTED (1), &inside) ||
		!pki_der_next (&inside, &value))
		return NULL;
	g_autofree char *party = pki_describe_simple (value.whole);
	if (!party || !assigner)
		return g_steal_pointer (&party);
	return g_strdup_printf (_ ("%s (named by %s)"), party, assigner);
}

static char *value_text (const PkiGeneralName *name)
{
	switch (name->kind) {
	case PKI_GENERAL_NAME_EDI:
		return edi_party_text (name->value);
	case PKI_GENERAL_NAME_X400:
	case PKI_GENERAL_NAME_UNKNOWN:
		return NULL;
	default:
		return text_of (pki_general_name_value (name));
	}
}

static PkiField *describe (PkiField *parent, PkiSlice whole, PkiGeneralName *name, guint32 *sins)
{
	if (!pki_general_name_parse (whole, name, sins)) {
		name->kind = PKI_GENERAL_NAME_UNKNOWN;
		name->value = whole;
	}
	if (name->kind == PKI_GENERAL_NAME_OTHER)
		return describe_other_name (parent, name);
	PkiField *field = pki_field_add_hex (parent, _ (labels[name->kind]), name->value);
	char *text = value_text (name);
	if (text)
		pki_field_set_value (field, text);
	return field;
}

void pki_describe_general_name (PkiField *parent, PkiSlice whole)
{
	PkiGeneralName name;
	guint32 sins = 0;
	PkiField *field = describe (parent, whole, &name, &sins);
	if (sins)
		pki_field_remark (field, _ ("this name is empty or has an odd form"));
}

/* RFC 5280 §4.2.1.10 */
void pki_describe_constraint (PkiField *parent, PkiSlice whole)
{
	PkiGeneralName name;
	PkiField *field = describe (parent, whole, &name, NULL);
	gsize size = name.value.size;
	if (name.kind == PKI_GENERAL_NAME_IP && size != 8 && size != 32)
		pki_field_remark (
			field, _ ("an address without its mask: strict programs refuse it"));
	if (size == 0 &&
		(name.kind == PKI_GENERAL_NAME_DNS || name.kind == PKI_GENERAL_NAME_EMAIL ||
			name.kind == PKI_GENERAL_NAME_URI))
		pki_field_set_value (field, g_strdup (_ ("all")));
}

gboolean pki_describe_general_names (PkiField *parent, PkiSlice names)
{
	PkiGeneralName name;
	while (pki_general_name_next (&names, &name, NULL))
		pki_describe_general_name (parent, name.whole);
	return names.size == 0;
}

void pki_describe_summarize (PkiField *field)
{
	const char *label = NULL;
	g_autoptr (GString) out = g_string_new (NULL);
	guint count = field->children->len, told = 0;
	for (; told < count; told++) {
		const PkiField *child = g_ptr_array_index (field->children, told);
		gsize size = child->value ? strlen (child->value) : 0;
		gboolean same = g_strcmp0 (label, child->label) == 0;
		/* The last one takes no more room than the words that would count it. */
		gboolean last = told + 1 == count && size < LAST_COLUMNS;
		if (told > 0 && !last && out->len + size > SUMMARY_COLUMNS)
			break;
		g_string_append (out, told == 0 ? "" : same ? ", " : "; ");
		if (!same)
			g_string_append_printf (out, "%s ", child->label);
		g_string_append (out, child->value ? child->value : "");
		label = child->label;
	}
	if (told < count) {
		gulong more = count - told;
		g_string_append_printf (
			out, ngettext (" and %lu more", " and %lu more", more), more);
	}
	pki_field_set_value (field, count > 0 ? g_strdup (out->str) : g_strdup (_ ("none")));
}

/* subjectAltName, issuerAltName, certificateIssuer. */
gboolean pki_describe_alternative_names (PkiField *field, PkiSlice value)
{
	PkiSlice names;
	if (!pki_general_names_parse (value, &names))
		return FALSE;
	gboolean whole = pki_describe_general_names (field, names);
	pki_describe_summarize (field);
	return whole;
}
