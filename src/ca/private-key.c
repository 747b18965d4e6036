#include "config.h"

#include "src/ca/private-key-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/x509/encode.h"
#include "src/x509/gnutls-error.h"
#include "src/x509/oid.h"

typedef struct {
	gnutls_pk_algorithm_t algorithm;
	guint bits; /* or a curve in GnuTLS's disguise */
	gnutls_sign_algorithm_t sign;
	PkiOid signature;
} Kind;

static const Kind kinds[PKI_KEY_TYPE_N] = {
	[PKI_KEY_TYPE_RSA_2048] = { GNUTLS_PK_RSA, 2048, GNUTLS_SIGN_RSA_SHA256,
		PKI_OID_SHA256_WITH_RSA },
	[PKI_KEY_TYPE_RSA_3072] = { GNUTLS_PK_RSA, 3072, GNUTLS_SIGN_RSA_SHA256,
		PKI_OID_SHA256_WITH_RSA },
	[PKI_KEY_TYPE_RSA_4096] = { GNUTLS_PK_RSA, 4096, GNUTLS_SIGN_RSA_SHA256,
		PKI_OID_SHA256_WITH_RSA },
	[PKI_KEY_TYPE_ECDSA_P256] = { GNUTLS_PK_ECDSA,
		GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), GNUTLS_SIGN_ECDSA_SHA256,
		PKI_OID_ECDSA_SHA256 },
	[PKI_KEY_TYPE_ECDSA_P384] = { GNUTLS_PK_ECDSA,
		GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP384R1), GNUTLS_SIGN_ECDSA_SHA384,
		PKI_OID_ECDSA_SHA384 },
	[PKI_KEY_TYPE_ECDSA_P521] = { GNUTLS_PK_ECDSA,
		GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP521R1), GNUTLS_SIGN_ECDSA_SHA512,
		PKI_OID_ECDSA_SHA512 },
	[PKI_KEY_TYPE_ED25519] = { GNUTLS_PK_EDDSA_ED25519,
		GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_ED25519), GNUTLS_SIGN_EDDSA_ED25519,
		PKI_OID_ED25519 },
	[PKI_KEY_TYPE_ED448] = { GNUTLS_PK_EDDSA_ED448,
		GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_ED448), GNUTLS_SIGN_EDDSA_ED448,
		PKI_OID_ED448 },
};

PkiPrivateKey *pki_private_key_new (void)
{
	PkiPrivateKey *key = g_new0 (PkiPrivateKey, 1);
	g_atomic_ref_count_init (&key->references);
	g_mutex_init (&key->mutex);
	return key;
}

PkiPrivateKey *pki_private_key_ref (PkiPrivateKey *key)
{
	g_atomic_ref_count_inc (&key->references);
	return key;
}

void pki_private_key_unref (PkiPrivateKey *key)
{
	if (!key || !g_atomic_ref_count_dec (&key->references))
		return;
	if (key->token)
		gnutls_privkey_deinit (key->token);
	g_clear_pointer (&key->pkcs8, pki_secret_unref);
	g_clear_pointer (&key->spki, g_bytes_unref);
	g_mutex_clear (&key->mutex);
	g_free (key);
}

static GBytes *export_public (gnutls_privkey_t handle, GError **error)
{
	g_autoptr (PublicKey) public = NULL;
	gnutls_datum_t spki = { 0 };
	int code = gnutls_pubkey_init (&public);
	if (code >= 0)
		code = gnutls_pubkey_import_privkey (public, handle, 0, 0);
	if (code >= 0)
		code = gnutls_pubkey_export2 (public, GNUTLS_X509_FMT_DER, &spki);
	if (code < 0) {
		pki_throw_gnutls (error, code, _ ("The public half of the key can't be read"));
		return NULL;
	}
	GBytes *bytes = g_bytes_new (spki.data, spki.size);
	gnutls_free (spki.data);
	return bytes;
}

gboolean pki_private_key_throw_kind (const PkiPublicKey *public, GError **error)
{
	g_autofree char *algorithm = pki_public_key_algorithm (public);
	g_autofree char *known = pki_key_type_list (PKI_KEY_TYPES_ALL);
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("pkitty does not sign with an %s key of %u bits: it is weak, or few programs "
		   "understand it. Known are: %s."),
		algorithm, pki_public_key_bits (public), known);
}

gboolean pki_private_key_settle (PkiPrivateKey *key, gnutls_privkey_t handle, GError **error)
{
	PkiPublicKey public;
	key->spki = export_public (handle, error);
	if (!key->spki)
		return FALSE;
	PkiSlice spki = pki_private_key_spki (key);
	pki_public_key_id (spki, key->id);
	if (!pki_public_key_parse (spki, &public))
		return pki_throw (error, PKI_ERROR_PARSE, _ ("The public half is damaged."));
	return pki_key_type_of (&public, &key->type) || pki_private_key_throw_kind (&public, error);
}

static gnutls_privkey_t wrap (gnutls_x509_privkey_t x509, GError **error)
{
	g_autoptr (PrivateKey) handle = NULL;
	int code = gnutls_privkey_init (&handle);
	if (code >= 0)
		code = gnutls_privkey_import_x509 (handle, x509, 0);
	if (code >= 0)
		return g_steal_pointer (&handle);
	pki_throw_gnutls (error, code, _ ("GnuTLS refuses the private key"));
	return NULL;
}

PkiPrivateKey *pki_private_key_seal (gnutls_x509_privkey_t x509, GError **error)
{
	gnutls_datum_t der = { 0 };
	g_autoptr (PkiPrivateKey) key = pki_private_key_new ();
	g_autoptr (PrivateKey) handle = wrap (x509, error);
	if (!handle || !pki_private_key_settle (key, handle, error))
		return NULL;
	int code = gnutls_x509_privkey_export2_pkcs8 (
		x509, GNUTLS_X509_FMT_DER, NULL, GNUTLS_PKCS_PLAIN, &der);
	if (code < 0) {
		pki_throw_gnutls (error, code, _ ("GnuTLS refuses the private key"));
		return NULL;
	}
	key->pkcs8 = pki_secret_new (der.data, der.size);
	pki_wipe (der.data, der.size);
	gnutls_free (der.data);
	return g_steal_pointer (&key);
}

gnutls_x509_privkey_t pki_private_key_unseal (const PkiPrivateKey *key, GError **error)
{
	g_autoptr (X509PrivateKey) x509 = NULL;
	if (!key->pkcs8) {
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("The private key is in a token, which does not give it out."));
		return NULL;
	}
	PkiSlice der = pki_secret_bytes (key->pkcs8);
	const gnutls_datum_t datum = { (guint8 *)der.data, (guint)der.size };
	int code = gnutls_x509_privkey_init (&x509);
	if (code >= 0)
		code = gnutls_x509_privkey_import_pkcs8 (
			x509, &datum, GNUTLS_X509_FMT_DER, NULL, GNUTLS_PKCS_PLAIN);
	if (code >= 0)
		return g_steal_pointer (&x509);
	pki_throw_gnutls (error, code, _ ("GnuTLS refuses the private key"));
	return NULL;
}

PkiPrivateKey *pki_private_key_generate (PkiKeyType type, GError **error)
{
	g_return_val_if_fail (type < PKI_KEY_TYPE_N, NULL);
	g_autoptr (X509PrivateKey) x509 = NULL;
	int code = gnutls_x509_privkey_init (&x509);
	if (code >= 0)
		code = gnutls_x509_privkey_generate (
			x509, kinds[type].algorithm, kinds[type].bits, 0);
	if (code < 0) {
		pki_throw_gnutls (error, code, _ ("A key of type %s can't be made"),
			pki_key_type_name (type));
		return NULL;
	}
	return pki_private_key_seal (x509, error);
}

PkiSlice pki_private_key_spki (const PkiPrivateKey *key)
{
	return pki_slice_of_bytes (key->spki);
}

const guint8 *pki_private_key_id (const PkiPrivateKey *key)
{
	return key->id;
}

void pki_private_key_algorithm (const PkiPrivateKey *key, GByteArray *out)
{
	guint sequence = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_oid (out, kinds[key->type].signature);
	/* RFC 4055 §5: NULL for RSA; RFC 5758 §3.2, RFC 8410 §3: nothing for the others. */
	if (pki_key_type_is_rsa (key->type))
		pki_encode_element (out, PKI_TAG_NULL, pki_slice (NULL, 0));
	pki_encode_end (out, sequence);
}

static gboolean sign_with (gnutls_privkey_t handle, PkiKeyType type, PkiSlice tbs,
	gnutls_datum_t *signature, GError **error)
{
	const gnutls_datum_t datum = { (guint8 *)tbs.data, (guint)tbs.size };
	int code = gnutls_privkey_sign_data2 (handle, kinds[type].sign, 0, &datum, signature);
	return code >= 0 || pki_throw_gnutls (error, code, _ ("The key can't sign"));
}

static gboolean sign (
	const PkiPrivateKey *key, PkiSlice tbs, gnutls_datum_t *signature, GError **error)
{
	if (key->token) {
		PkiPrivateKey *locked = (PkiPrivateKey *)key;
		g_mutex_lock (&locked->mutex);
		gboolean signed_it = sign_with (key->token, key->type, tbs, signature, error);
		g_mutex_unlock (&locked->mutex);
		return signed_it;
	}
	g_autoptr (X509PrivateKey) x509 = pki_private_key_unseal (key, error);
	g_autoptr (PrivateKey) handle = x509 ? wrap (x509, error) : NULL;
	return handle && sign_with (handle, key->type, tbs, signature, error);
}

gboolean pki_private_key_sign (
	const PkiPrivateKey *key, PkiSlice tbs, GByteArray *out, GError **error)
{
	gnutls_datum_t signature = { 0 };
	if (!sign (key, tbs, &signature, error))
		return FALSE;
	guint whole = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_raw (out, tbs);
	pki_private_key_algorithm (key, out);
	pki_encode_bits (out, pki_slice (signature.data, signature.size), 0);
	pki_encode_end (out, whole);
	gnutls_free (signature.data);
	return TRUE;
}
