#include "config.h"

#include "tests/unit/ca-made.h"

#include <stdlib.h>

#include "src/ca/certificate-maker.h"
#include "src/x509/field.h"
#include "src/x509/reader.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

void made_clear (Made *made)
{
	g_clear_pointer (&made->certificate, pki_object_unref);
	g_clear_pointer (&made->key, pki_private_key_unref);
}

PkiProfile *made_profile (const char *name)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *file = g_strconcat (name, ".profile", NULL);
	g_autofree char *path =
		g_build_filename (getenv ("top_srcdir"), "data", "profiles", file, NULL);
	char *text = NULL;
	gsize size = 0;
	g_file_get_contents (path, &text, &size, &error);
	assert_no_error (error);
	g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);
	PkiProfile *profile = pki_profile_parse (name, bytes, &error);
	assert_no_error (error);
	return profile;
}

PkiOrder *made_order (const char *profile, const char *name, ...)
{
	g_autoptr (PkiProfile) read = made_profile (profile);
	PkiOrder *order = pki_order_new (read, name);
	va_list names;
	va_start (names, name);
	for (const char *text; (text = va_arg (names, const char *));)
		g_ptr_array_add (order->alternative_names, g_strdup (text));
	va_end (names);
	return order;
}

Made made_issue (const PkiOrder *order, const Made *issuer, const GPtrArray *chain)
{
	g_autoptr (GError) error = NULL;
	Made made = { 0 };
	const PkiObject *above = issuer ? issuer->certificate : NULL;
	g_autoptr (PkiTerms) terms =
		pki_terms_decide (order, above, chain, NULL, pki_time_now (), &error);
	assert_no_error (error);
	made.key = pki_private_key_generate (terms->key_type, &error);
	assert_no_error (error);
	g_autoptr (GBytes) der = pki_certificate_make (terms, pki_private_key_spki (made.key),
		above, issuer ? issuer->key : made.key, &error);
	assert_no_error (error);
	made.certificate = pki_object_new (PKI_OBJECT_CERTIFICATE, der, tool_slice (der));
	ck_assert_ptr_nonnull (made.certificate);
	ck_assert_uint_eq (made.certificate->sins, 0);
	return made;
}

Made made_root (const char *profile, const char *name)
{
	g_autoptr (PkiOrder) order = made_order (profile, name, NULL);
	return made_issue (order, NULL, NULL);
}

void made_write (const Made *made, const char *name)
{
	g_autofree char *pem = pki_object_to_pem (made->certificate);
	g_autofree char *certificate = g_strconcat (name, ".crt", NULL);
	g_autofree char *key = g_strconcat (name, ".key", NULL);
	tool_write (certificate, pem, strlen (pem));
	g_autoptr (PkiSecret) secret =
		pki_private_key_write (made->key, PKI_KEY_FORMAT_PKCS8, NULL, NULL);
	if (secret)
		tool_write (key, pki_secret_text (secret), pki_secret_bytes (secret).size);
}

PkiObject *made_read (const char *file)
{
	g_autoptr (GBytes) bytes = tool_read (file);
	g_autoptr (PkiContents) contents = pki_contents_read (bytes, NULL);
	ck_assert_uint_eq (contents->objects->len, 1);
	return pki_object_ref (g_ptr_array_index (contents->objects, 0));
}
