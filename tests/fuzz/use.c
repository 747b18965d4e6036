#include "config.h"

#include "tests/fuzz/use.h"

#include "src/x509/field.h"
#include "src/x509/general-name.h"

#define NOW          1800000000 /* any fixed moment */
#define MOST_ENTRIES 100

/* What is called text is UTF-8. */
static void use_text (char *text)
{
	g_assert (!text || g_utf8_validate (text, -1, NULL));
	g_free (text);
}

static void use_names (const PkiObject *object)
{
	PkiSlice rest;
	PkiGeneralName name;
	if (!pki_object_alternative_names (object, &rest))
		return;
	while (pki_general_name_next (&rest, &name, NULL)) {
		g_autoptr (GString) text = pki_general_name_text (&name);
		g_assert (g_utf8_validate_len (text->str, text->len, NULL) ||
			  memchr (text->str, '\0', text->len));
	}
}

static void use_purposes (const PkiObject *object)
{
	PkiDer purposes;
	if (!pki_object_purposes (object, &purposes))
		return;
	for (char *name; (name = pki_object_next_purpose (&purposes));)
		use_text (name);
}

static void use_key (const PkiObject *object)
{
	PkiPublicKey key;
	if (!pki_object_public_key (object, &key))
		return;
	use_text (pki_public_key_algorithm (&key));
	use_text (pki_public_key_curve (&key));
	pki_public_key_bits (&key);
}

static void use_entries (const PkiObject *object)
{
	if (object->type != PKI_OBJECT_CRL)
		return;
	PkiSlice rest = object->crl.revoked;
	PkiCrlEntry entry;
	gsize count = 0;
	while (pki_crl_next (&rest, &entry))
		count++;
	g_assert (count <= object->crl.entries);
	use_text (pki_crl_number (&object->crl));
}

static void describe (const PkiObject *object)
{
	g_autoptr (PkiField) field = pki_object_describe (object, NOW, MOST_ENTRIES);
	use_text (pki_field_to_text (field));
	use_text (pki_object_use_words (object));
	use_text (pki_object_to_pem (object));
}

void fuzz_use (const PkiObject *object)
{
	if (object->der.size > 0) {
		gsize size;
		const guint8 *data = g_bytes_get_data (object->bytes, &size);
		g_assert (object->der.data >= data &&
			  object->der.data + object->der.size <= data + size);
	}
	g_assert ((object->type == PKI_OBJECT_UNREADABLE) <= (object->error != NULL));
	use_text (pki_object_subject (object));
	use_text (pki_object_issuer (object));
	use_text (pki_object_name (object));
	use_text (pki_object_serial (object));
	use_text (pki_object_subject_key_id (object));
	use_text (pki_object_authority_key_id (object));
	use_text (pki_object_signature_algorithm (object));
	use_names (object);
	g_strfreev (pki_object_key_usage (object));
	use_purposes (object);
	pki_object_is_ca (object, NULL);
	if (pki_object_is_self_issued (object))
		g_assert (pki_name_key (object->certificate.subject) ==
			  pki_name_key (object->certificate.issuer));
	use_key (object);
	use_entries (object);
	describe (object);
}

void fuzz_read (PkiObjectType type, const uint8_t *data, size_t size)
{
	g_autoptr (GBytes) bytes = g_bytes_new (data, size);
	g_autoptr (PkiObject) object =
		pki_object_new (type, bytes, pki_slice (g_bytes_get_data (bytes, NULL), size));
	if (object)
		fuzz_use (object);
}
