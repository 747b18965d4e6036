#include "config.h"

#include "src/x509/field.h"

#include "src/x509/pem.h"

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
	if (!label || object->der.size == 0)
		return NULL;
	return pki_pem_encode (label, NULL, object->der);
}
