#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"
#include "src/x509/extension.h"

gboolean pki_describe_subject_key_id (PkiField *field, PkiSlice value)
{
	PkiSlice id;
	if (!pki_subject_key_id_parse (value, &id))
		return FALSE;
	pki_field_set_hex (field, id);
	return TRUE;
}

gboolean pki_describe_authority_key_id (PkiField *field, PkiSlice value)
{
	PkiAuthorityKeyId id;
	if (!pki_authority_key_id_parse (value, &id))
		return FALSE;
	gboolean whole = TRUE;
	if (id.issuer.size > 0) {
		PkiField *issuer = pki_field_add (field, _ ("Issuer's issuer"), NULL);
		whole = pki_describe_general_names (issuer, id.issuer);
		pki_describe_summarize (issuer);
	}
	if (id.serial.size > 0)
		pki_field_add_hex (field, _ ("Issuer's serial number"), id.serial);
	if (id.key_id.size > 0)
		pki_field_set_hex (field, id.key_id);
	else
		pki_field_set_value (field, g_strdup (_ ("no key identifier")));
	return whole;
}

/* subjectDirectoryAttributes (RFC 5280 §4.2.1.8): SEQUENCE OF SEQUENCE { OID, SET OF value }. */
gboolean pki_describe_directory_attributes (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL), attribute, values;
	PkiElement type, element;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	while (pki_der_enter (&der, PKI_TAG_SEQUENCE, &attribute)) {
		if (!pki_der_get (&attribute, PKI_TAG_OID, &type) ||
			!pki_der_enter (&attribute, PKI_TAG_SET, &values))
			return FALSE;
		const char *words = pki_oid_text (pki_oid_find (type.content));
		g_autofree char *label = words ? g_strdup (words) : pki_oid_label (type.content);
		while (pki_der_next (&values, &element)) {
			PkiField *child = pki_field_add_hex (field, label, element.whole);
			char *text = pki_describe_simple (element.whole);
			if (text)
				pki_field_set_value (child, text);
			child->oid = pki_oid_dots (type.content);
		}
	}
	pki_describe_summarize (field);
	return pki_der_is_end (&der);
}
