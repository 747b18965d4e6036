#include "config.h"

#include "src/x509/pbe.h"

#include <inttypes.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/x509/cipher.h"
#include "src/x509/der.h"
#include "src/x509/gnutls-error.h"
#include "src/x509/kdf.h"
#include "src/x509/oid.h"

/* PBES1 and PKCS#12: the scheme says all. */
static const struct {
	PkiOid oid;
	PkiPbeKdf kdf;
	gnutls_mac_algorithm_t mac;
	gnutls_cipher_algorithm_t cipher;
	guint key_size;
} schemes[] = {
	{ PKI_OID_PBE_MD2_DES, PKI_PBE_PBKDF1, GNUTLS_MAC_MD2, GNUTLS_CIPHER_DES_CBC, 8 },
	{ PKI_OID_PBE_MD5_DES, PKI_PBE_PBKDF1, GNUTLS_MAC_MD5, GNUTLS_CIPHER_DES_CBC, 8 },
	{ PKI_OID_PBE_SHA1_DES, PKI_PBE_PBKDF1, GNUTLS_MAC_SHA1, GNUTLS_CIPHER_DES_CBC, 8 },
	{ PKI_OID_PKCS12_RC4_128, PKI_PBE_PKCS12, GNUTLS_MAC_SHA1, GNUTLS_CIPHER_ARCFOUR_128, 16 },
	{ PKI_OID_PKCS12_3DES, PKI_PBE_PKCS12, GNUTLS_MAC_SHA1, GNUTLS_CIPHER_3DES_CBC, 24 },
	{ PKI_OID_PKCS12_2DES, PKI_PBE_PKCS12, GNUTLS_MAC_SHA1, GNUTLS_CIPHER_3DES_CBC, 16 },
	{ PKI_OID_PKCS12_RC2_40, PKI_PBE_PKCS12, GNUTLS_MAC_SHA1, GNUTLS_CIPHER_RC2_40_CBC, 5 },
};

/* The encryption schemes of PBES2 whose parameters are the IV alone. */
static const struct {
	PkiOid oid;
	gnutls_cipher_algorithm_t cipher;
} ciphers[] = {
	{ PKI_OID_AES128_CBC, GNUTLS_CIPHER_AES_128_CBC },
	{ PKI_OID_AES192_CBC, GNUTLS_CIPHER_AES_192_CBC },
	{ PKI_OID_AES256_CBC, GNUTLS_CIPHER_AES_256_CBC },
	{ PKI_OID_DES_EDE3_CBC, GNUTLS_CIPHER_3DES_CBC },
	{ PKI_OID_DES_CBC, GNUTLS_CIPHER_DES_CBC },
	{ PKI_OID_CAMELLIA128_CBC, GNUTLS_CIPHER_CAMELLIA_128_CBC },
	{ PKI_OID_CAMELLIA192_CBC, GNUTLS_CIPHER_CAMELLIA_192_CBC },
	{ PKI_OID_CAMELLIA256_CBC, GNUTLS_CIPHER_CAMELLIA_256_CBC },
};

/* GOST 28147-89 by the parameter set that stands beside the IV (RFC 4357, RFC 7836). */
static const struct {
	PkiOid oid;
	gnutls_cipher_algorithm_t cipher;
} gost_sets[] = {
	{ PKI_OID_GOST_28147_CPA, GNUTLS_CIPHER_GOST28147_CPA_CFB },
	{ PKI_OID_GOST_28147_CPB, GNUTLS_CIPHER_GOST28147_CPB_CFB },
	{ PKI_OID_GOST_28147_CPC, GNUTLS_CIPHER_GOST28147_CPC_CFB },
	{ PKI_OID_GOST_28147_CPD, GNUTLS_CIPHER_GOST28147_CPD_CFB },
	{ PKI_OID_GOST_28147_TC26Z, GNUTLS_CIPHER_GOST28147_TC26Z_CFB },
};

gboolean pki_pbe_spend (guint64 *allowance, guint64 count, GError **error)
{
	if (count > *allowance)
		return pki_throw (error, PKI_ERROR_LIMIT,
			_ ("Its key derivation asks for %" PRIu64
			   " iterations, more than are allowed here."),
			count);
	*allowance -= count;
	return TRUE;
}

guint64 pki_pbe_iterations (PkiSlice integer)
{
	gint64 count;
	if (!pki_der_small_integer (integer, &count) || count < 0)
		return G_MAXUINT64;
	return MAX ((guint64)count, 1);
}

static gboolean throw_damaged (GError **error)
{
	return pki_throw (
		error, PKI_ERROR_PARSE, _ ("The parameters of the encryption are damaged."));
}

static gboolean throw_unknown (GError **error, const char *format, PkiSlice oid)
{
	g_autofree char *label = pki_oid_label (oid);
	return pki_throw (error, PKI_ERROR_UNSUPPORTED, format, label);
}

/* The OID of an AlgorithmIdentifier, and a cursor over its parameters. */
static gboolean open_algorithm (
	PkiSlice algorithm, PkiSlice *oid, PkiDer *parameters, GError **error)
{
	PkiDer der = pki_der (algorithm, NULL);
	PkiElement element;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, parameters) ||
		!pki_der_get (parameters, PKI_TAG_OID, &element))
		return throw_damaged (error);
	*oid = element.content;
	return TRUE;
}

static gboolean read_salt_and_count (PkiDer *der, PkiPbe *out)
{
	PkiElement salt, count;
	if (!pki_der_get (der, PKI_TAG_OCTET_STRING, &salt) ||
		!pki_der_get (der, PKI_TAG_INTEGER, &count))
		return FALSE;
	out->salt = salt.content;
	out->iterations = pki_pbe_iterations (count.content);
	return TRUE;
}

static gboolean read_prf (PkiDer *parameters, PkiPbe *out, GError **error)
{
	PkiDer ignored;
	PkiElement prf;
	PkiSlice oid;
	out->mac = GNUTLS_MAC_SHA1;
	if (!pki_der_get (parameters, PKI_TAG_SEQUENCE, &prf))
		return TRUE;
	if (!open_algorithm (prf.whole, &oid, &ignored, error))
		return FALSE;
	g_autofree char *dots = pki_oid_dots (oid);
	out->mac = gnutls_oid_to_mac (dots);
	return out->mac != GNUTLS_MAC_UNKNOWN ||
	       throw_unknown (
		       error, _ ("Its key is derived with %s, which is not known here."), oid);
}

gboolean pki_pbe_read_pbkdf2 (PkiSlice algorithm, PkiPbe *out, GError **error)
{
	PkiDer parameters;
	PkiElement size;
	PkiSlice oid;
	gint64 number;
	if (!open_algorithm (algorithm, &oid, &parameters, error))
		return FALSE;
	if (!pki_oid_is (oid, PKI_OID_PBKDF2))
		return throw_unknown (
			error, _ ("Its key is derived with %s, which is not known here."), oid);
	out->kdf = PKI_PBE_PBKDF2;
	if (!pki_der_enter (&parameters, PKI_TAG_SEQUENCE, &parameters) ||
		!read_salt_and_count (&parameters, out))
		return throw_damaged (error);
	if (pki_der_get (&parameters, PKI_TAG_INTEGER, &size)) {
		if (!pki_der_small_integer (size.content, &number) || number < 1 ||
			number > PKI_KDF_KEY_MOST)
			return throw_damaged (error);
		out->key_size = (guint)number;
	}
	return read_prf (&parameters, out, error);
}

/* Gost28147-89-Parameters (RFC 4357 §8.1): the IV and the set of S-boxes. */
static gboolean read_gost (PkiDer *parameters, PkiPbe *out)
{
	PkiElement iv, set;
	if (!pki_der_enter (parameters, PKI_TAG_SEQUENCE, parameters) ||
		!pki_der_get (parameters, PKI_TAG_OCTET_STRING, &iv) ||
		!pki_der_get (parameters, PKI_TAG_OID, &set))
		return FALSE;
	out->iv = iv.content;
	for (gsize i = 0; i < G_N_ELEMENTS (gost_sets); i++)
		if (pki_oid_is (set.content, gost_sets[i].oid))
			out->cipher = gost_sets[i].cipher;
	return TRUE;
}

static gboolean read_cipher (PkiSlice algorithm, PkiPbe *out, GError **error)
{
	PkiDer parameters;
	PkiElement iv;
	PkiSlice oid;
	if (!open_algorithm (algorithm, &oid, &parameters, error))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS (ciphers); i++)
		if (pki_oid_is (oid, ciphers[i].oid))
			out->cipher = ciphers[i].cipher;
	if (out->cipher != GNUTLS_CIPHER_UNKNOWN) {
		if (!pki_der_get (&parameters, PKI_TAG_OCTET_STRING, &iv))
			return throw_damaged (error);
		out->iv = iv.content;
	} else if (pki_oid_is (oid, PKI_OID_GOST_28147_89) && !read_gost (&parameters, out)) {
		return throw_damaged (error);
	}
	return out->cipher != GNUTLS_CIPHER_UNKNOWN ||
	       throw_unknown (error, _ ("It is encrypted with %s, which is not known here."), oid);
}

static gboolean read_pbes2 (PkiDer *parameters, PkiPbe *out, GError **error)
{
	PkiElement kdf, cipher;
	if (!pki_der_enter (parameters, PKI_TAG_SEQUENCE, parameters) ||
		!pki_der_get (parameters, PKI_TAG_SEQUENCE, &kdf) ||
		!pki_der_get (parameters, PKI_TAG_SEQUENCE, &cipher))
		return throw_damaged (error);
	if (!read_cipher (cipher.whole, out, error) || !pki_pbe_read_pbkdf2 (kdf.whole, out, error))
		return FALSE;
	guint size = (guint)gnutls_cipher_get_key_size (out->cipher);
	if (out->key_size == 0)
		out->key_size = size;
	if (out->key_size != size || out->iv.size != gnutls_cipher_get_iv_size (out->cipher))
		return throw_damaged (error);
	return TRUE;
}

gboolean pki_pbe_read (PkiSlice algorithm, PkiPbe *out, GError **error)
{
	PkiDer parameters;
	PkiSlice oid;
	*out = (PkiPbe){ 0 };
	if (!open_algorithm (algorithm, &oid, &parameters, error))
		return FALSE;
	if (pki_oid_is (oid, PKI_OID_PBES2))
		return read_pbes2 (&parameters, out, error);
	for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
		if (!pki_oid_is (oid, schemes[i].oid))
			continue;
		out->kdf = schemes[i].kdf;
		out->mac = schemes[i].mac;
		out->cipher = schemes[i].cipher;
		out->key_size = schemes[i].key_size;
		return (pki_der_enter (&parameters, PKI_TAG_SEQUENCE, &parameters) &&
			       read_salt_and_count (&parameters, out)) ||
		       throw_damaged (error);
	}
	return throw_unknown (error, _ ("It is encrypted with %s, which is not known here."), oid);
}

/* Key, and behind it the IV where the passphrase makes that too. */
static gboolean derive (const PkiPbe *pbe, const PkiSecret *passphrase, guint8 *key, guint8 *iv,
	gsize iv_size, GError **error)
{
	gnutls_digest_algorithm_t digest = (gnutls_digest_algorithm_t)pbe->mac;
	guint8 both[16];
	switch (pbe->kdf) {
	case PKI_PBE_PBKDF2:
		memcpy (iv, pbe->iv.data, iv_size);
		return pki_kdf_pbkdf2 (pbe->mac, passphrase, pbe->salt, pbe->iterations, key,
			pbe->key_size, error);
	case PKI_PBE_PBKDF1:
		if (!pki_kdf_pbkdf1 (digest, passphrase, pbe->salt, pbe->iterations, both,
			    sizeof both, error))
			return FALSE;
		memcpy (key, both, 8);
		memcpy (iv, both + 8, 8);
		pki_wipe (both, sizeof both);
		return TRUE;
	case PKI_PBE_PKCS12:
		return pki_kdf_pkcs12 (digest, PKI_KDF_CIPHER_KEY, passphrase, pbe->salt,
			       pbe->iterations, key, pbe->key_size, error) &&
		       pki_kdf_pkcs12 (digest, PKI_KDF_CIPHER_IV, passphrase, pbe->salt,
			       pbe->iterations, iv, iv_size, error);
	}
	return FALSE;
}

PkiSecret *pki_pbe_decrypt (
	const PkiPbe *pbe, PkiSlice ciphertext, const PkiSecret *passphrase, GError **error)
{
	guint8 key[PKI_KDF_KEY_MOST], iv[PKI_KDF_KEY_MOST];
	gsize iv_size = gnutls_cipher_get_iv_size (pbe->cipher), key_size = pbe->key_size;
	PkiSecret *plain = NULL;
	if (derive (pbe, passphrase, key, iv, iv_size, error)) {
		if (pbe->cipher == GNUTLS_CIPHER_3DES_CBC && key_size == 16) {
			memcpy (key + 16, key, 8);
			key_size = 24;
		}
		plain = pki_cipher_decrypt (pbe->cipher, pki_slice (key, key_size),
			pki_slice (iv, iv_size), ciphertext, error);
	}
	pki_wipe (key, sizeof key);
	return plain;
}
