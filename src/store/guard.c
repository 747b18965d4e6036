#include "config.h"

#include "src/store/guard.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/base64.h"
#include "src/x509/pem.h"
#include "src/x509/reader.h"
#include "src/x509/shape.h"
#include "src/x509/unlock.h"

#define SHORTEST_KEY 32

static gboolean contains (PkiSlice bytes, const char *text)
{
	return bytes.size > 0 && memmem (bytes.data, bytes.size, text, strlen (text)) != NULL;
}

static gboolean reader_finds_key (GBytes *bytes)
{
	g_autoptr (PkiContents) contents = pki_contents_read (bytes, NULL);
	for (guint i = 0; i < contents->objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->type == PKI_OBJECT_PRIVATE_KEY)
			return TRUE;
	}
	return FALSE;
}

/* Keys behind or within other bytes, where the reader has no reason to look. */
static gboolean holds_der_key (PkiSlice bytes)
{
	for (gsize i = 0; i + SHORTEST_KEY < bytes.size; i++) {
		PkiSlice element;
		if (bytes.data[i] != 0x30)
			continue;
		PkiShape shape =
			pki_shape_of (pki_slice (bytes.data + i, bytes.size - i), &element);
		if (shape != PKI_SHAPE_PKCS8 && shape != PKI_SHAPE_RSA_KEY &&
			shape != PKI_SHAPE_EC_KEY && shape != PKI_SHAPE_DSA_KEY)
			continue;
		g_autoptr (GError) error = NULL;
		const char *kind;
		g_autoptr (GBytes) spki = pki_private_key_to_public (element, &kind, &error);
		if (spki || g_error_matches (error, PKI_ERROR, PKI_ERROR_UNSUPPORTED))
			return TRUE;
	}
	return FALSE;
}

/* RFC 7517, RFC 8037: the private member of a key in JSON. */
static gboolean holds_json_key (PkiSlice bytes)
{
	return contains (bytes, "\"kty\"") && contains (bytes, "\"d\"");
}

/* openssh-key-v1, the cipher's name behind a NUL and its length. */
static gboolean is_open_ssh_key (PkiSlice bytes)
{
	static const char start[] = "openssh-key-v1\0\0\0\0\4none";
	return bytes.size > sizeof start - 1 && memcmp (bytes.data, start, sizeof start - 1) == 0;
}

/* What an encrypted key says of itself in its block, or above it. */
static gboolean is_encrypted (const PkiPem *pem, PkiSlice inside)
{
	PkiSlice element;
	return contains (pem->label, "ENCRYPTED") || contains (pem->body, "DEK-Info:") ||
	       pki_shape_of (inside, &element) == PKI_SHAPE_ENCRYPTED_PKCS8;
}

/* Blocks whose label says that a key is in them, though nobody can read it. */
static gboolean holds_labelled_key (PkiSlice text)
{
	PkiPem pem;
	while (pki_pem_next (&text, &pem)) {
		g_auto (PkiPemContent) content = { 0 };
		pki_pem_decode (pem.body, &content);
		PkiSlice inside = pki_slice_of_bytes (content.base64.bytes);
		if (is_open_ssh_key (inside) || holds_der_key (inside))
			return TRUE;
		gboolean is_key = contains (pem.label, "PRIVATE KEY");
		if (is_key && inside.size >= SHORTEST_KEY && !is_encrypted (&pem, inside) &&
			!contains (inside, "openssh-key-v1") && !contains (pem.label, "PGP"))
			return TRUE;
	}
	return FALSE;
}

gboolean pki_guard_check (const char *path, GBytes *bytes, gpointer data, GError **error)
{
	(void)data;
	PkiSlice slice = pki_slice_of_bytes (bytes);
	if (!reader_finds_key (bytes) && !holds_der_key (slice) && !holds_labelled_key (slice) &&
		!is_open_ssh_key (slice) && !holds_json_key (slice))
		return TRUE;
	g_autofree char *shown = pki_text_printable (path, -1);
	return pki_throw (error, PKI_ERROR_PERMISSION,
		_ ("%s holds a private key that is not encrypted, and such a key is never put into "
		   "git"),
		shown);
}
