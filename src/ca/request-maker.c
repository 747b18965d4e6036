#include "config.h"

#include "src/ca/request-maker.h"

#include "src/ca/extension-maker.h"
#include "src/x509/encode.h"

/* extensionRequest (RFC 2985 §5.4.2) within the [0] attributes. */
static gboolean put_attributes (GByteArray *out, const PkiTerms *terms, GError **error)
{
	guint attributes = pki_encode_begin (out, PKI_TAG_CONSTRUCTED (0));
	guint attribute = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_oid (out, PKI_OID_EXTENSION_REQUEST);
	guint values = pki_encode_begin (out, PKI_TAG_SET);
	guint extensions = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	if (!pki_extension_make_request (out, terms, error))
		return FALSE;
	pki_encode_end (out, extensions);
	pki_encode_end (out, values);
	pki_encode_end (out, attribute);
	pki_encode_end (out, attributes);
	return TRUE;
}

GBytes *pki_request_make (const PkiTerms *terms, const PkiPrivateKey *key, GError **error)
{
	g_autoptr (GByteArray) info = g_byte_array_new (), whole = g_byte_array_new ();
	guint sequence = pki_encode_begin (info, PKI_TAG_SEQUENCE);
	pki_encode_number (info, 0);
	pki_encode_raw (info, pki_slice_of_bytes (terms->subject));
	pki_encode_raw (info, pki_private_key_spki (key));
	if (!put_attributes (info, terms, error))
		return NULL;
	pki_encode_end (info, sequence);
	if (!pki_private_key_sign (key, pki_slice (info->data, info->len), whole, error))
		return NULL;
	return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}
