#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"

/* certificateTemplate: SEQUENCE { OID, major INTEGER, minor INTEGER OPTIONAL }. */
gboolean pki_describe_ms_template (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement id, number;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) || !pki_der_get (&der, PKI_TAG_OID, &id))
		return FALSE;
	g_autoptr (GString) out = g_string_new (NULL);
	PkiField *oid = pki_describe_oid (field, _ ("Template"), id.content);
	g_string_append (out, oid->value);
	if (pki_der_get (&der, PKI_TAG_INTEGER, &number)) {
		PkiField *major = pki_describe_integer (field, _ ("Major version"), number.content);
		g_string_append_printf (out, _ (", version %s"), major->value);
	}
	if (pki_der_get (&der, PKI_TAG_INTEGER, &number)) {
		PkiField *minor = pki_describe_integer (field, _ ("Minor version"), number.content);
		g_string_append_printf (out, ".%s", minor->value);
	}
	pki_field_set_value (field, g_string_free (g_steal_pointer (&out), FALSE));
	return pki_der_is_end (&der);
}

/* caVersion: the index of the CA's key in the upper, of its certificate in the lower half. */
gboolean pki_describe_ms_ca_version (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	gint64 number;
	if (!pki_der_get (&der, PKI_TAG_INTEGER, &element) ||
		!pki_der_small_integer (element.content, &number) || number < 0)
		return FALSE;
	pki_field_set_value (
		field, g_strdup_printf (_ ("V%u.%u: certificate %u, key %u of the CA"),
			       (guint)(number & 0xffff), (guint)(number >> 16 & 0xffff),
			       (guint)(number & 0xffff), (guint)(number >> 16 & 0xffff)));
	return TRUE;
}

/* The security identifier of the account, as an otherName in a GeneralNames. */
gboolean pki_describe_ms_security (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL), name, inside;
	PkiElement type, octets;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_enter (&der, PKI_TAG_CONSTRUCTED (0), &name) ||
		!pki_der_get (&name, PKI_TAG_OID, &type) ||
		!pki_der_enter (&name, PKI_TAG_CONSTRUCTED (0), &inside) ||
		!pki_der_get (&inside, PKI_TAG_OCTET_STRING, &octets))
		return FALSE;
	pki_field_set_value (field, pki_field_text (octets.content));
	return pki_der_is_end (&der);
}
