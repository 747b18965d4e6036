/* What an object says about who it is: names, serial number. */
#include "config.h"

#include "src/x509/extension.h"
#include "src/x509/general-name.h"
#include "src/x509/name.h"
#include "src/x509/object.h"
#include "src/base/hex.h"

static gboolean subject_of (const PkiObject *object, PkiSlice *out)
{
	if (object->type == PKI_OBJECT_CERTIFICATE)
		*out = object->certificate.subject;
	else if (object->type == PKI_OBJECT_REQUEST)
		*out = object->request.subject;
	else
		return FALSE;
	return TRUE;
}

static gboolean issuer_of (const PkiObject *object, PkiSlice *out)
{
	if (object->type == PKI_OBJECT_CERTIFICATE)
		*out = object->certificate.issuer;
	else if (object->type == PKI_OBJECT_CRL)
		*out = object->crl.issuer;
	else
		return FALSE;
	return TRUE;
}

char *pki_object_subject (const PkiObject *object)
{
	PkiSlice name;
	return subject_of (object, &name) ? pki_name_to_text (name) : NULL;
}

char *pki_object_issuer (const PkiObject *object)
{
	PkiSlice name;
	return issuer_of (object, &name) ? pki_name_to_text (name) : NULL;
}

char *pki_object_serial (const PkiObject *object)
{
	if (object->type != PKI_OBJECT_CERTIFICATE)
		return NULL;
	return pki_hex_encode (object->certificate.serial);
}

gboolean pki_object_alternative_names (const PkiObject *object, PkiSlice *names)
{
	PkiExtension extension;
	if (object->type != PKI_OBJECT_CERTIFICATE && object->type != PKI_OBJECT_REQUEST)
		return FALSE;
	if (!pki_extension_find (
		    pki_object_extensions (object), PKI_OID_SUBJECT_ALTERNATIVE_NAME, &extension) ||
		!pki_general_names_parse (extension.value, names))
		*names = pki_slice (NULL, 0);
	return TRUE;
}

/* The first alternative name that is not empty. */
static char *first_alternative_name (const PkiObject *object)
{
	PkiSlice rest;
	PkiGeneralName name;
	if (!pki_object_alternative_names (object, &rest))
		return NULL;
	while (pki_general_name_next (&rest, &name, NULL)) {
		g_autoptr (GString) text = pki_general_name_value (&name);
		if (*text->str)
			return g_strdup (text->str);
	}
	return NULL;
}

char *pki_object_name (const PkiObject *object)
{
	PkiSlice name;
	char *text = NULL;
	if (!subject_of (object, &name) && !issuer_of (object, &name))
		return g_strdup (object->friendly_name);
	text = pki_name_find (name, pki_oid_octets (PKI_OID_COMMON_NAME));
	if (!text)
		text = first_alternative_name (object);
	return text ? text : pki_name_last (name);
}

gboolean pki_object_is_self_issued (const PkiObject *object)
{
	return object->type == PKI_OBJECT_CERTIFICATE &&
	       pki_name_equal (object->certificate.subject, object->certificate.issuer);
}
