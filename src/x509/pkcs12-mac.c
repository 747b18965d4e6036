#include "config.h"

#include "src/x509/pkcs12-mac.h"

#include <gnutls/crypto.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/x509/der.h"
#include "src/x509/kdf.h"
#include "src/x509/oid.h"
#include "src/x509/pbe.h"

#define GOST_DERIVED 96 /* octets, of which the last are the key */
#define GOST_KEY     32

static gboolean throw_damaged (GError **error)
{
	return pki_throw (
		error, PKI_ERROR_PARSE, _ ("The integrity check of the PKCS#12 file is damaged."));
}

static gboolean throw_unknown (GError **error, PkiSlice oid)
{
	g_autofree char *label = pki_oid_label (oid);
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("Its integrity check uses %s, which is not known here."), label);
}

/* PBMAC1-params: PBKDF2, then the MAC. */
static gboolean read_pbmac1 (PkiDer *parameters, PkiPkcs12Mac *out, GError **error)
{
	PkiElement kdf, oid;
	PkiDer scheme;
	PkiPbe pbe = { 0 };
	if (!pki_der_enter (parameters, PKI_TAG_SEQUENCE, parameters) ||
		!pki_der_get (parameters, PKI_TAG_SEQUENCE, &kdf) ||
		!pki_der_enter (parameters, PKI_TAG_SEQUENCE, &scheme) ||
		!pki_der_get (&scheme, PKI_TAG_OID, &oid))
		return throw_damaged (error);
	if (!pki_pbe_read_pbkdf2 (kdf.whole, &pbe, error))
		return FALSE;
	if (pbe.key_size == 0) /* RFC 9579 §4 wants it told */
		return throw_damaged (error);
	g_autofree char *dots = pki_oid_dots (oid.content);
	out->kdf = PKI_PKCS12_MAC_PBMAC1;
	out->mac = gnutls_oid_to_mac (dots);
	out->prf = pbe.mac;
	out->key_size = pbe.key_size;
	out->salt = pbe.salt;
	out->iterations = pbe.iterations;
	return out->mac != GNUTLS_MAC_UNKNOWN || throw_unknown (error, oid.content);
}

/* A digest stands for HMAC with it; the numbers of the two are the same in GnuTLS. */
static gboolean read_digest (PkiSlice oid, PkiPkcs12Mac *out, GError **error)
{
	g_autofree char *dots = pki_oid_dots (oid);
	gnutls_digest_algorithm_t digest = gnutls_oid_to_digest (dots);
	out->mac = out->prf = (gnutls_mac_algorithm_t)digest;
	switch (digest) {
	case GNUTLS_DIG_UNKNOWN:
		return throw_unknown (error, oid);
	case GNUTLS_DIG_GOSTR_94:
	case GNUTLS_DIG_STREEBOG_256:
	case GNUTLS_DIG_STREEBOG_512:
		out->kdf = PKI_PKCS12_MAC_GOST;
		out->key_size = GOST_KEY;
		return TRUE;
	default:
		out->kdf = PKI_PKCS12_MAC_CLASSIC;
		out->key_size = gnutls_hash_get_len (digest);
		return TRUE;
	}
}

gboolean pki_pkcs12_mac_read (PkiSlice mac_data, PkiPkcs12Mac *out, GError **error)
{
	PkiDer der = pki_der (mac_data, NULL), info, algorithm;
	PkiElement oid, value, salt, count;
	*out = (PkiPkcs12Mac){ .iterations = 1 };
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_enter (&der, PKI_TAG_SEQUENCE, &info) ||
		!pki_der_enter (&info, PKI_TAG_SEQUENCE, &algorithm) ||
		!pki_der_get (&algorithm, PKI_TAG_OID, &oid) ||
		!pki_der_get (&info, PKI_TAG_OCTET_STRING, &value) ||
		!pki_der_get (&der, PKI_TAG_OCTET_STRING, &salt))
		return throw_damaged (error);
	out->value = value.content;
	out->salt = salt.content;
	if (pki_der_get (&der, PKI_TAG_INTEGER, &count))
		out->iterations = pki_pbe_iterations (count.content);
	if (pki_oid_is (oid.content, PKI_OID_PBMAC1))
		return read_pbmac1 (&algorithm, out, error);
	return read_digest (oid.content, out, error);
}

static gboolean derive (const PkiPkcs12Mac *mac, const PkiSecret *passphrase, guint8 *key)
{
	guint8 long_key[GOST_DERIVED];
	gboolean ok = FALSE;
	switch (mac->kdf) {
	case PKI_PKCS12_MAC_CLASSIC:
		return pki_kdf_pkcs12 ((gnutls_digest_algorithm_t)mac->prf, PKI_KDF_MAC_KEY,
			passphrase, mac->salt, mac->iterations, key, mac->key_size, NULL);
	case PKI_PKCS12_MAC_PBMAC1:
		return pki_kdf_pbkdf2 (
			mac->prf, passphrase, mac->salt, mac->iterations, key, mac->key_size, NULL);
	case PKI_PKCS12_MAC_GOST:
		ok = pki_kdf_pbkdf2 (mac->prf, passphrase, mac->salt, mac->iterations, long_key,
			sizeof long_key, NULL);
		memcpy (key, long_key + GOST_DERIVED - GOST_KEY, GOST_KEY);
		pki_wipe (long_key, sizeof long_key);
		return ok;
	}
	return ok;
}

gboolean pki_pkcs12_mac_check (
	const PkiPkcs12Mac *mac, PkiSlice content, const PkiSecret *passphrase)
{
	guint8 key[PKI_KDF_KEY_MOST] = { 0 }, value[PKI_KDF_KEY_MOST];
	gboolean good = mac->value.size == gnutls_hmac_get_len (mac->mac) &&
			mac->value.size <= sizeof value && derive (mac, passphrase, key) &&
			gnutls_hmac_fast (mac->mac, key, mac->key_size, content.data, content.size,
				value) >= 0 &&
			gnutls_memcmp (value, mac->value.data, mac->value.size) == 0;
	pki_wipe (key, sizeof key);
	return good;
}
