#include "config.h"

#include "src/x509/field.h"

#define LINE_OCTETS 48 /* 64 characters of base64 (RFC 7468 §2) */

static const char *label_of (PkiObjectType type)
{
	switch (type) {
	case PKI_OBJECT_CERTIFICATE:
		return "CERTIFICATE";
	case PKI_OBJECT_REQUEST:
		return "CERTIFICATE REQUEST";
	case PKI_OBJECT_CRL:
		return "X509 CRL";
	case PKI_OBJECT_PRIVATE_KEY:
	case PKI_OBJECT_PUBLIC_KEY:
		return "PUBLIC KEY";
	case PKI_OBJECT_LOCKED:
	case PKI_OBJECT_UNREADABLE:
	case PKI_OBJECT_N:
		break;
	}
	return NULL;
}

char *pki_object_to_pem (const PkiObject *object)
{
	const char *label = label_of (object->type);
	PkiSlice der = object->der;
	if (!label || der.size == 0)
		return NULL;
	g_autoptr (GString) out = g_string_sized_new (der.size / 3 * 4 + der.size / 48 + 80);
	g_string_append_printf (out, "-----BEGIN %s-----\n", label);
	for (gsize at = 0; at < der.size; at += LINE_OCTETS) {
		g_autofree char *line =
			g_base64_encode (der.data + at, MIN (LINE_OCTETS, der.size - at));
		g_string_append (out, line);
		g_string_append_c (out, '\n');
	}
	g_string_append_printf (out, "-----END %s-----\n", label);
	return g_string_free (g_steal_pointer (&out), FALSE);
}
