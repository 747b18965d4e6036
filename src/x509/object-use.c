/* What an object is for and how it is signed: key, constraints, usages, key identifiers. */
#include "config.h"

#include "src/x509/extension.h"
#include "src/x509/object.h"
#include "src/base/hex.h"

gboolean pki_object_public_key (const PkiObject *object, PkiPublicKey *out)
{
	switch (object->type) {
	case PKI_OBJECT_CERTIFICATE:
		return pki_public_key_parse (object->certificate.spki, out);
	case PKI_OBJECT_REQUEST:
		return pki_public_key_parse (object->request.spki, out);
	case PKI_OBJECT_PRIVATE_KEY:
	case PKI_OBJECT_PUBLIC_KEY:
		*out = object->key;
		return TRUE;
	default:
		return FALSE;
	}
}

PkiSlice pki_object_extensions (const PkiObject *object)
{
	switch (object->type) {
	case PKI_OBJECT_CERTIFICATE:
		return object->certificate.extensions;
	case PKI_OBJECT_REQUEST:
		return object->request.extensions;
	case PKI_OBJECT_CRL:
		return object->crl.extensions;
	default:
		return pki_slice (NULL, 0);
	}
}

static gboolean find_extension (const PkiObject *object, PkiOid oid, PkiExtension *out)
{
	return pki_extension_find (pki_object_extensions (object), oid, out);
}

gboolean pki_object_is_ca (const PkiObject *object, int *path_length)
{
	PkiExtension extension;
	gboolean ca = FALSE;
	gint64 length = -1;
	if (find_extension (object, PKI_OID_BASIC_CONSTRAINTS, &extension))
		pki_basic_constraints_parse (extension.value, &ca, &length, NULL);
	if (path_length)
		*path_length = (int)MIN (length, G_MAXINT);
	return ca;
}

char **pki_object_key_usage (const PkiObject *object)
{
	PkiExtension extension;
	guint bits;
	if (!find_extension (object, PKI_OID_KEY_USAGE, &extension) ||
		!pki_key_usage_parse (extension.value, &bits))
		return NULL;
	g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
	for (guint bit = 0; pki_key_usage_name (bit); bit++) {
		if (bits >> bit & 1)
			g_strv_builder_add (names, pki_key_usage_name (bit));
	}
	return g_strv_builder_end (names);
}

gboolean pki_object_purposes (const PkiObject *object, PkiDer *purposes)
{
	PkiExtension extension;
	if (!find_extension (object, PKI_OID_EXTENDED_KEY_USAGE, &extension))
		return FALSE;
	*purposes = pki_der (extension.value, NULL);
	return pki_der_enter (purposes, PKI_TAG_SEQUENCE, purposes);
}

char *pki_object_next_purpose (PkiDer *purposes)
{
	PkiElement purpose;
	if (!pki_der_get (purposes, PKI_TAG_OID, &purpose))
		return NULL;
	return pki_oid_label (purpose.content);
}

gboolean pki_object_subject_key_octets (const PkiObject *object, PkiSlice *out)
{
	PkiExtension extension;
	return find_extension (object, PKI_OID_SUBJECT_KEY_ID, &extension) &&
	       pki_subject_key_id_parse (extension.value, out);
}

gboolean pki_object_authority_key_octets (const PkiObject *object, PkiSlice *out)
{
	PkiExtension extension;
	PkiAuthorityKeyId id;
	if (!find_extension (object, PKI_OID_AUTHORITY_KEY_ID, &extension))
		return FALSE;
	pki_authority_key_id_parse (extension.value, &id);
	*out = id.key_id;
	return id.key_id.size > 0;
}

char *pki_object_subject_key_id (const PkiObject *object)
{
	PkiSlice id;
	return pki_object_subject_key_octets (object, &id) ? pki_hex_encode (id) : NULL;
}

char *pki_object_authority_key_id (const PkiObject *object)
{
	PkiSlice id;
	return pki_object_authority_key_octets (object, &id) ? pki_hex_encode (id) : NULL;
}

char *pki_object_signature_algorithm (const PkiObject *object)
{
	PkiSlice algorithm = pki_slice (NULL, 0);
	PkiElement oid;
	if (object->type == PKI_OBJECT_CERTIFICATE)
		algorithm = object->certificate.algorithm;
	else if (object->type == PKI_OBJECT_REQUEST)
		algorithm = object->request.algorithm;
	else if (object->type == PKI_OBJECT_CRL)
		algorithm = object->crl.algorithm;
	PkiDer der = pki_der (algorithm, NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) || !pki_der_get (&der, PKI_TAG_OID, &oid))
		return NULL;
	return pki_oid_label (oid.content);
}
