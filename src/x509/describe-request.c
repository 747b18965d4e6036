#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"
#include "src/x509/signature.h"

/* One value of an attribute (RFC 2985 §5.4). */
static void describe_value (PkiField *parent, PkiSlice type, const PkiElement *value)
{
	PkiOid oid = pki_oid_find (type);
	g_autofree char *dots = pki_oid_dots (type);
	const char *words = pki_oid_text (oid);
	PkiField *field = pki_field_add_hex (parent, words ? words : dots, value->whole);
	field->oid = g_steal_pointer (&dots);
	char *text = NULL;
	if (oid == PKI_OID_EXTENSION_REQUEST || oid == PKI_OID_MS_EXTENSION_REQUEST)
		text = g_strdup (_ ("see the extensions"));
	else
		text = pki_describe_nested (value);
	if (text)
		pki_field_set_value (field, text);
}

static void describe_attributes (PkiField *top, PkiSlice attributes)
{
	PkiDer der = pki_der (attributes, NULL), attribute, values;
	PkiElement type, value;
	if (attributes.size == 0)
		return;
	PkiField *field = pki_field_add (top, _ ("Attributes"), NULL);
	if (attributes.size > PKI_DESCRIBE_MOST_OCTETS) {
		pki_field_set_hex (field, attributes);
		pki_field_remark (field, _ ("too much to be told in parts"));
		return;
	}
	while (pki_der_enter (&der, PKI_TAG_SEQUENCE, &attribute)) {
		if (!pki_der_get (&attribute, PKI_TAG_OID, &type) ||
			!pki_der_enter (&attribute, PKI_TAG_SET, &values))
			break;
		while (pki_der_next (&values, &value))
			describe_value (field, type.content, &value);
	}
	if (!pki_der_is_end (&der))
		pki_field_remark (field, _ ("from here on the attributes can't be read"));
}

void pki_describe_request (PkiField *top, const PkiObject *object)
{
	const PkiRequest *request = &object->request;
	pki_describe_name (top, _ ("Subject"), request->subject);
	pki_describe_names_section (top, request->extensions);
	pki_describe_use_section (top, object);
	pki_describe_public_key (top, object);
	PkiVerdict verdict = pki_signature_check (object, NULL);
	pki_describe_signature (top, request->algorithm, request->signature,
		verdict == PKI_VERDICT_GOOD  ? _ ("made with the key it names")
		: verdict == PKI_VERDICT_BAD ? _ ("NOT made with the key it names")
					     : _ ("not checked"));
	pki_describe_fingerprints (top, object);
	describe_attributes (top, request->attributes);
	pki_describe_extension_section (top, request->extensions, _ ("Requested extensions"));
}
