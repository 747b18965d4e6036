#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"

void pki_describe_extension_section (PkiField *top, PkiSlice extensions, const char *label)
{
	if (extensions.size == 0)
		return;
	PkiField *field = pki_field_add (top, label, NULL);
	field->section = PKI_FIELD_EXTENSIONS;
	pki_describe_extensions (field, extensions, PKI_DESCRIBE_MOST_OCTETS);
}

/* Digests that were computed here are no bytes of the object. */
PkiField *pki_describe_digest (
	PkiField *parent, const char *label, const guint8 *digest, gsize size)
{
	PkiField *field = pki_field_add_hex (parent, label, pki_slice (digest, size));
	field->raw = pki_slice (NULL, 0);
	return field;
}

void pki_describe_fingerprints (PkiField *top, const PkiObject *object)
{
	PkiField *field = pki_describe_digest (
		top, _ ("SHA-256 fingerprint"), object->digest, sizeof object->digest);
	field->section = PKI_FIELD_FINGERPRINT;
	if (object->der.size == 0)
		return;
	g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
	guint8 sha1[20];
	gsize size = sizeof sha1;
	g_checksum_update (checksum, object->der.data, (gssize)object->der.size);
	g_checksum_get_digest (checksum, sha1, &size);
	pki_describe_digest (field, "SHA-1", sha1, size);
}

static const char *type_label (PkiObjectType type)
{
	switch (type) {
	case PKI_OBJECT_CERTIFICATE:
		return _ ("Certificate");
	case PKI_OBJECT_REQUEST:
		return _ ("Request");
	case PKI_OBJECT_CRL:
		return _ ("CRL");
	case PKI_OBJECT_PRIVATE_KEY:
		return _ ("Private key");
	case PKI_OBJECT_PUBLIC_KEY:
		return _ ("Public key");
	case PKI_OBJECT_LOCKED:
		return _ ("Locked");
	case PKI_OBJECT_UNREADABLE:
	case PKI_OBJECT_N:
		break;
	}
	return _ ("Unreadable");
}

static void describe_closed (PkiField *top, const PkiObject *object)
{
	pki_field_add (top, object->type == PKI_OBJECT_LOCKED ? _ ("To open it") : _ ("Reason"),
		object->error);
	if (object->kind)
		pki_field_add (top, _ ("Kind"), _ (object->kind));
	pki_field_print (top, _ ("Offset"), "%zu", object->offset);
	if (object->has_key_id)
		pki_describe_digest (top, _ ("Key SHA-256"), object->key_id, sizeof object->key_id);
	pki_describe_fingerprints (top, object);
}

/* What it is called; keys have no name but their kind. */
static char *title (const PkiObject *object)
{
	PkiPublicKey key;
	gboolean is_key =
		object->type == PKI_OBJECT_PRIVATE_KEY || object->type == PKI_OBJECT_PUBLIC_KEY;
	if (is_key && pki_object_public_key (object, &key))
		return pki_public_key_words (&key);
	char *name = pki_object_name (object);
	return name ? name : pki_object_use_words (object);
}

PkiField *pki_object_describe (const PkiObject *object, gint64 now, gsize most_entries)
{
	PkiField *top = pki_field_new (type_label (object->type), title (object));
	top->raw = object->der;
	switch (object->type) {
	case PKI_OBJECT_CERTIFICATE:
		pki_describe_certificate (top, object, now);
		break;
	case PKI_OBJECT_REQUEST:
		pki_describe_request (top, object);
		break;
	case PKI_OBJECT_CRL:
		pki_describe_crl (top, object, now, most_entries);
		break;
	case PKI_OBJECT_PRIVATE_KEY:
	case PKI_OBJECT_PUBLIC_KEY:
		pki_describe_public_key (top, object);
		if (object->kind)
			pki_field_add (top, _ ("Kind"), _ (object->kind));
		break;
	case PKI_OBJECT_LOCKED:
	case PKI_OBJECT_UNREADABLE:
	case PKI_OBJECT_N:
		describe_closed (top, object);
	}
	if (object->friendly_name)
		pki_field_add (top, _ ("Friendly name"), object->friendly_name);
	pki_describe_remarks (top, object, now);
	return top;
}
