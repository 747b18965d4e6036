#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"

/* UserNotice (RFC 5280 §4.2.1.4): reference and text, both optional. */
static gboolean describe_notice (PkiField *parent, PkiSlice qualifier)
{
	PkiDer der = pki_der (qualifier, NULL), reference, numbers;
	PkiElement element;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	PkiField *field = pki_field_add (parent, _ ("User notice"), NULL);
	if (pki_der_enter (&der, PKI_TAG_SEQUENCE, &reference)) {
		if (!pki_der_next (&reference, &element))
			return FALSE;
		pki_field_take (field, _ ("Organization"), pki_describe_simple (element.whole));
		if (pki_der_enter (&reference, PKI_TAG_SEQUENCE, &numbers))
			while (pki_der_get (&numbers, PKI_TAG_INTEGER, &element))
				pki_describe_integer (field, _ ("Number"), element.content);
	}
	if (pki_der_next (&der, &element))
		pki_field_set_value (field, pki_describe_simple (element.whole));
	return pki_der_is_end (&der);
}

static gboolean describe_qualifier (PkiField *parent, PkiDer *der)
{
	PkiElement type, value;
	if (!pki_der_get (der, PKI_TAG_OID, &type) || !pki_der_next (der, &value))
		return FALSE;
	PkiOid oid = pki_oid_find (type.content);
	if (oid == PKI_OID_USER_NOTICE)
		return describe_notice (parent, value.whole);
	const char *words = pki_oid_text (oid);
	g_autofree char *dots = pki_oid_dots (type.content);
	PkiField *field = pki_field_add_hex (parent, words ? words : dots, value.whole);
	char *text = pki_describe_simple (value.whole);
	if (text)
		pki_field_set_value (field, text);
	return TRUE;
}

static gboolean describe_policy (PkiField *parent, PkiDer *policy, GString *summary)
{
	PkiElement id;
	PkiDer qualifiers, qualifier;
	if (!pki_der_get (policy, PKI_TAG_OID, &id))
		return FALSE;
	PkiField *field = pki_describe_oid (parent, _ ("Policy"), id.content);
	pki_field_append (summary, field->value);
	if (!pki_der_enter (policy, PKI_TAG_SEQUENCE, &qualifiers))
		return pki_der_is_end (policy);
	while (pki_der_enter (&qualifiers, PKI_TAG_SEQUENCE, &qualifier))
		if (!describe_qualifier (field, &qualifier))
			return FALSE;
	return pki_der_is_end (&qualifiers);
}

/* certificatePolicies, and Microsoft's application policies. */
gboolean pki_describe_policies (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL), policy;
	g_autoptr (GString) out = g_string_new (NULL);
	gboolean good = pki_der_enter (&der, PKI_TAG_SEQUENCE, &der);
	while (good && pki_der_enter (&der, PKI_TAG_SEQUENCE, &policy))
		good = describe_policy (field, &policy, out);
	pki_field_set_value (field, g_string_free (g_steal_pointer (&out), FALSE));
	return good && pki_der_is_end (&der) && field->children->len > 0;
}

gboolean pki_describe_policy_mappings (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL), mapping;
	PkiElement from, to;
	g_autoptr (GString) out = g_string_new (NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	while (pki_der_enter (&der, PKI_TAG_SEQUENCE, &mapping)) {
		if (!pki_der_get (&mapping, PKI_TAG_OID, &from) ||
			!pki_der_get (&mapping, PKI_TAG_OID, &to))
			return FALSE;
		g_autofree char *issuer = pki_oid_label (from.content);
		g_autofree char *subject = pki_oid_label (to.content);
		g_autofree char *text = g_strdup_printf (
			/* TRANSLATORS: two policies: the issuer's counts as the subject's. */
			_ ("%s counts as %s"), issuer, subject);
		pki_field_add (field, _ ("Mapping"), text);
		pki_field_append (out, text);
	}
	pki_field_set_value (field, g_string_free (g_steal_pointer (&out), FALSE));
	return pki_der_is_end (&der);
}
