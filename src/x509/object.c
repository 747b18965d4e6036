#include "config.h"

#include "src/x509/object.h"

#include "src/base/secret.h"
#include "src/base/error.h"
#include "src/x509/digest.h"

static PkiObject *allocate (PkiObjectType type, GBytes *bytes)
{
	PkiObject *object = g_new0 (PkiObject, 1);
	g_atomic_ref_count_init (&object->references);
	object->type = type;
	object->bytes = bytes ? g_bytes_ref (bytes) : NULL;
	return object;
}

static gboolean set_key (PkiObject *object, PkiSlice spki)
{
	PkiPublicKey key;
	if (!pki_public_key_parse (spki, &key))
		return FALSE;
	object->has_key_id = key.key.size > 0;
	if (object->has_key_id)
		pki_public_key_id (key.spki, object->key_id);
	return TRUE;
}

static gboolean parse (PkiObject *object, PkiSlice der)
{
	switch (object->type) {
	case PKI_OBJECT_CERTIFICATE:
		if (!pki_certificate_parse (der, &object->certificate))
			return FALSE;
		object->der = object->certificate.der;
		object->sins = object->certificate.sins;
		set_key (object, object->certificate.spki);
		return TRUE;
	case PKI_OBJECT_REQUEST:
		if (!pki_request_parse (der, &object->request))
			return FALSE;
		object->der = object->request.der;
		object->sins = object->request.sins;
		set_key (object, object->request.spki);
		return TRUE;
	case PKI_OBJECT_CRL:
		if (!pki_crl_parse (der, &object->crl))
			return FALSE;
		object->der = object->crl.der;
		object->sins = object->crl.sins;
		return TRUE;
	case PKI_OBJECT_PRIVATE_KEY:
	case PKI_OBJECT_PUBLIC_KEY:
		if (!pki_public_key_parse (der, &object->key))
			return FALSE;
		object->der = object->key.spki;
		return set_key (object, object->der);
	default:
		return FALSE;
	}
}

PkiObject *pki_object_new (PkiObjectType type, GBytes *bytes, PkiSlice der)
{
	g_autoptr (PkiObject) object = allocate (type, bytes);
	if (!parse (object, der))
		return NULL;
	pki_sha256 (object->der, object->digest);
	return g_steal_pointer (&object);
}

PkiObject *pki_object_new_private_key (PkiSlice spki, PkiSlice private_der, const char *kind)
{
	gsize size = spki.size + private_der.size;
	guint8 *copy = g_malloc (MAX (size, 1));
	if (spki.size > 0)
		memcpy (copy, spki.data, spki.size);
	if (private_der.size > 0)
		memcpy (copy + spki.size, private_der.data, private_der.size);
	g_autoptr (GBytes) bytes = pki_bytes_take_wiped (copy, size);
	PkiObject *object =
		pki_object_new (PKI_OBJECT_PRIVATE_KEY, bytes, pki_slice (copy, spki.size));
	if (object)
		object->kind = kind;
	return object;
}

PkiSlice pki_object_private_der (const PkiObject *object)
{
	gsize size;
	if (object->type != PKI_OBJECT_PRIVATE_KEY || !object->bytes)
		return pki_slice (NULL, 0);
	const guint8 *data = g_bytes_get_data (object->bytes, &size);
	if (object->der.data != data || object->der.size >= size)
		return pki_slice (NULL, 0);
	return pki_slice (data + object->der.size, size - object->der.size);
}

PkiObject *pki_object_new_closed (
	PkiObjectType type, PkiSlice bytes, const char *kind, gsize offset, char *error)
{
	g_return_val_if_fail (type == PKI_OBJECT_LOCKED || type == PKI_OBJECT_UNREADABLE, NULL);
	PkiObject *object = allocate (type, NULL);
	pki_sha256 (bytes, object->digest);
	object->kind = kind;
	object->offset = offset;
	object->error = error;
	object->reason = PKI_ERROR_LOCKED;
	return object;
}

void pki_object_forget (PkiObject *object)
{
	g_clear_pointer (&object->bytes, g_bytes_unref);
	object->der = pki_slice (NULL, 0);
	memset (&object->certificate, 0, sizeof object->certificate);
	memset (&object->request, 0, sizeof object->request);
	memset (&object->crl, 0, sizeof object->crl);
	memset (&object->key, 0, sizeof object->key);
}

PkiObject *pki_object_ref (PkiObject *object)
{
	g_atomic_ref_count_inc (&object->references);
	return object;
}

void pki_object_unref (PkiObject *object)
{
	if (!object || !g_atomic_ref_count_dec (&object->references))
		return;
	g_clear_pointer (&object->bytes, g_bytes_unref);
	g_free (object->error);
	g_free (object->friendly_name);
	g_free (object);
}

const char *pki_object_type_name (PkiObjectType type)
{
	static const char *const names[] = {
		[PKI_OBJECT_CERTIFICATE] = "certificate",
		[PKI_OBJECT_REQUEST] = "request",
		[PKI_OBJECT_CRL] = "crl",
		[PKI_OBJECT_PRIVATE_KEY] = "private-key",
		[PKI_OBJECT_PUBLIC_KEY] = "public-key",
		[PKI_OBJECT_LOCKED] = "locked",
		[PKI_OBJECT_UNREADABLE] = "unreadable",
	};
	return type < PKI_OBJECT_N ? names[type] : NULL;
}
