#include "config.h"

#include "src/ca/certificate-maker.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/ca/extension-maker.h"
#include "src/x509/encode.h"
#include "src/x509/signature.h"

#define VERSION_3 2

static PkiSlice array_slice (const GByteArray *array)
{
	return pki_slice (array->data, array->len);
}

static gboolean put_validity (GByteArray *out, const PkiTerms *terms, GError **error)
{
	guint validity = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	if (!pki_encode_time (out, terms->not_before) || !pki_encode_time (out, terms->not_after))
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("The validity has to lie in the years 1950 to 9999."));
	pki_encode_end (out, validity);
	return TRUE;
}

static gboolean put_extensions (GByteArray *out, const PkiTerms *terms, const PkiPublicKey *key,
	const PkiObject *issuer, GError **error)
{
	guint tagged = pki_encode_begin (out, PKI_TAG_CONSTRUCTED (3));
	guint extensions = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	if (!pki_extension_make_certificate (out, terms, key, issuer, error))
		return FALSE;
	pki_encode_end (out, extensions);
	pki_encode_end (out, tagged);
	return TRUE;
}

static gboolean put_tbs (GByteArray *out, const PkiTerms *terms, const PkiPublicKey *key,
	const PkiObject *issuer, const PkiPrivateKey *signer, GError **error)
{
	guint tbs = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	guint version = pki_encode_begin (out, PKI_TAG_CONSTRUCTED (0));
	pki_encode_number (out, VERSION_3);
	pki_encode_end (out, version);
	pki_encode_integer (out, pki_slice (terms->serial, sizeof terms->serial));
	pki_private_key_algorithm (signer, out);
	pki_encode_raw (
		out, issuer ? issuer->certificate.subject : pki_slice_of_bytes (terms->subject));
	if (!put_validity (out, terms, error))
		return FALSE;
	pki_encode_raw (out, pki_slice_of_bytes (terms->subject));
	pki_encode_raw (out, key->spki);
	if (!put_extensions (out, terms, key, issuer, error))
		return FALSE;
	pki_encode_end (out, tbs);
	return TRUE;
}

/* A token that errs, or memory that does, is not to leave a certificate that nobody accepts. */
static gboolean check_made (GBytes *der, const PkiObject *issuer, GError **error)
{
	g_autoptr (PkiObject) made =
		pki_object_new (PKI_OBJECT_CERTIFICATE, der, pki_slice_of_bytes (der));
	if (made && made->sins == 0 &&
		pki_signature_check (made, issuer ? issuer : made) == PKI_VERDICT_GOOD)
		return TRUE;
	return pki_throw (error, PKI_ERROR_INTERNAL,
		_ ("The signature that was made does not hold: nothing is issued."));
}

static gboolean belongs (
	PkiSlice spki, const PkiObject *issuer, const PkiPrivateKey *signer, GError **error)
{
	if (pki_slice_equal (
		    pki_private_key_spki (signer), issuer ? issuer->certificate.spki : spki))
		return TRUE;
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("The private key does not belong to the certificate of the issuer."));
}

GBytes *pki_certificate_make (const PkiTerms *terms, PkiSlice spki, const PkiObject *issuer,
	const PkiPrivateKey *signer, GError **error)
{
	PkiPublicKey key;
	g_autoptr (GByteArray) tbs = g_byte_array_new (), whole = g_byte_array_new ();
	if (!pki_public_key_parse (spki, &key)) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("The public key can't be read."));
		return NULL;
	}
	if (!belongs (key.spki, issuer, signer, error) ||
		!put_tbs (tbs, terms, &key, issuer, signer, error) ||
		!pki_private_key_sign (signer, array_slice (tbs), whole, error))
		return NULL;
	g_autoptr (GBytes) der = g_byte_array_free_to_bytes (g_steal_pointer (&whole));
	return check_made (der, issuer, error) ? g_steal_pointer (&der) : NULL;
}
