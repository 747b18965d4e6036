#include "config.h"

#include "src/x509/extension.h"

#include "src/x509/general-name.h"

/* Extensions compared with each other for duplicates; nobody has more. */
#define MOST_COMPARED 64

static gboolean read_extension (PkiDer *der, const PkiElement *element, PkiExtension *out)
{
	PkiDer inside = pki_der_inside (der, element);
	PkiElement oid, value;
	if (element->tag != PKI_TAG_SEQUENCE || !pki_der_get (&inside, PKI_TAG_OID, &oid))
		return FALSE;
	if (pki_der_peek (&inside, PKI_TAG_BOOLEAN)) {
		out->critical = pki_der_default_false (&inside);
		if (!out->critical)
			pki_der_note (der, PKI_SIN_BAD_BOOLEAN);
	} else {
		out->critical = FALSE;
	}
	if (!pki_der_get (&inside, PKI_TAG_OCTET_STRING, &value))
		return FALSE;
	if (!pki_der_is_end (&inside))
		pki_der_note (der, PKI_SIN_TRAILING_BYTES);
	out->oid = oid.content;
	out->value = value.content;
	out->whole = element->whole;
	return TRUE;
}

gboolean pki_extension_next (PkiSlice *rest, PkiExtension *out, guint32 *sins)
{
	PkiDer der = pki_der (*rest, sins);
	PkiElement element;
	while (pki_der_next (&der, &element)) {
		*rest = pki_der_rest (&der);
		if (read_extension (&der, &element, out))
			return TRUE;
		pki_der_note (&der, PKI_SIN_BAD_EXTENSION);
	}
	if (!pki_der_is_end (&der))
		pki_der_note (&der, PKI_SIN_BAD_EXTENSION);
	return FALSE;
}

gboolean pki_extension_find (PkiSlice extensions, PkiOid oid, PkiExtension *out)
{
	PkiSlice wanted = pki_oid_octets (oid);
	PkiDer der = pki_der (extensions, NULL);
	PkiElement element;
	while (pki_der_next (&der, &element)) {
		const guint8 *start = element.content.data;
		gsize size = element.content.size;
		/* Most are others, and tell at once. */
		if (size > 2 + wanted.size && start[1] < 0x80 &&
			(start[1] != wanted.size ||
				memcmp (start + 2, wanted.data, wanted.size) != 0))
			continue;
		if (read_extension (&der, &element, out) && pki_slice_equal (out->oid, wanted))
			return TRUE;
	}
	return FALSE;
}

gboolean pki_basic_constraints_parse (
	PkiSlice value, gboolean *ca, gint64 *path_length, guint32 *sins)
{
	PkiDer der = pki_der (value, sins);
	PkiElement length;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	if (pki_der_peek (&der, PKI_TAG_BOOLEAN)) {
		*ca = pki_der_default_false (&der);
		if (!*ca)
			pki_der_note (&der, PKI_SIN_BAD_BOOLEAN);
	} else {
		*ca = FALSE;
	}
	*path_length = -1;
	if (pki_der_get (&der, PKI_TAG_INTEGER, &length) &&
		(!pki_der_small_integer (length.content, path_length) || *path_length < 0)) {
		*path_length = -1;
		return FALSE;
	}
	return pki_der_is_end (&der);
}

gboolean pki_key_usage_parse (PkiSlice value, guint *bits)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	PkiSlice octets;
	if (!pki_der_get (&der, PKI_TAG_BIT_STRING, &element) ||
		!pki_der_bits (element.content, &octets, NULL))
		return FALSE;
	*bits = 0;
	for (gsize i = 0; i < MIN (octets.size * 8, 32); i++) {
		if (octets.data[i / 8] >> (7 - i % 8) & 1)
			*bits |= 1u << i;
	}
	return TRUE;
}

const char *pki_key_usage_name (guint bit)
{
	static const char *const names[] = { "digitalSignature", "nonRepudiation",
		"keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign",
		"encipherOnly", "decipherOnly" };
	return bit < G_N_ELEMENTS (names) ? names[bit] : NULL;
}

gboolean pki_authority_key_id_parse (PkiSlice value, PkiAuthorityKeyId *out)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	*out = (PkiAuthorityKeyId){ 0 };
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	if (pki_der_get (&der, PKI_TAG_CONTEXT (0), &element))
		out->key_id = element.content;
	if (pki_der_get (&der, PKI_TAG_CONSTRUCTED (1), &element))
		out->issuer = element.content;
	if (pki_der_get (&der, PKI_TAG_CONTEXT (2), &element))
		out->serial = element.content;
	return pki_der_is_end (&der);
}

gboolean pki_subject_key_id_parse (PkiSlice value, PkiSlice *out)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	if (!pki_der_get (&der, PKI_TAG_OCTET_STRING, &element))
		return FALSE;
	*out = element.content;
	return pki_der_is_end (&der);
}

static gboolean check_general_names (PkiSlice value, guint32 *sins)
{
	PkiSlice names;
	PkiGeneralName name;
	if (!pki_general_names_parse (value, &names))
		return FALSE;
	if (names.size == 0)
		*sins |= PKI_SIN_BAD_GENERAL_NAME;
	while (pki_general_name_next (&names, &name, sins))
		;
	return TRUE;
}

static gboolean check_purposes (PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) || pki_der_is_end (&der))
		return FALSE;
	while (pki_der_get (&der, PKI_TAG_OID, NULL))
		;
	return pki_der_is_end (&der);
}

/* Whether an extension that everybody has to know can be read. */
static gboolean check_content (const PkiExtension *extension, guint32 *sins)
{
	PkiAuthorityKeyId authority;
	PkiSlice octets;
	gboolean ca;
	gint64 length;
	guint bits;
	switch (pki_oid_find (extension->oid)) {
	case PKI_OID_BASIC_CONSTRAINTS:
		return pki_basic_constraints_parse (extension->value, &ca, &length, sins);
	case PKI_OID_KEY_USAGE:
		return pki_key_usage_parse (extension->value, &bits);
	case PKI_OID_EXTENDED_KEY_USAGE:
		return check_purposes (extension->value);
	case PKI_OID_SUBJECT_ALTERNATIVE_NAME:
	case PKI_OID_ISSUER_ALTERNATIVE_NAME:
		return check_general_names (extension->value, sins);
	case PKI_OID_SUBJECT_KEY_ID:
		return pki_subject_key_id_parse (extension->value, &octets);
	case PKI_OID_AUTHORITY_KEY_ID:
		return pki_authority_key_id_parse (extension->value, &authority);
	default:
		return TRUE;
	}
}

guint32 pki_extension_sins (PkiSlice extensions)
{
	PkiSlice seen[MOST_COMPARED];
	PkiExtension extension;
	guint count = 0;
	guint32 sins = 0;
	while (pki_extension_next (&extensions, &extension, &sins)) {
		for (guint i = 0; i < count; i++) {
			if (pki_slice_equal (seen[i], extension.oid))
				sins |= PKI_SIN_DUPLICATE_EXTENSION;
		}
		if (count < MOST_COMPARED)
			seen[count++] = extension.oid;
		if (!check_content (&extension, &sins))
			sins |= PKI_SIN_BAD_EXTENSION;
	}
	return sins;
}
