#include "config.h"

#include "src/x509/signature.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "src/base/intl.h"
#include "src/x509/der.h"
#include "src/x509/oid.h"

#define KEY_BITS_MOST 16384
/* Beyond this modulus a public exponent has to be short, or one check costs seconds. */
#define FREE_EXPONENT_MODULUS_BITS 3072
#define EXPONENT_BITS_MOST         64
#define DSA_ORDER_BITS_MOST        512
#define PSS_SALT_MOST              (KEY_BITS_MOST / 8)

typedef struct gnutls_pubkey_st PublicKey;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PublicKey, gnutls_pubkey_deinit)

/* What is signed, how, and the result. */
typedef struct {
	PkiSlice content;
	PkiSlice algorithm;
	PkiSlice signature;
} Signed;

typedef struct {
	gnutls_sign_algorithm_t sign;
	gnutls_digest_algorithm_t pss_digest; /* 0: not RSASSA-PSS */
	guint pss_salt; /* octets */
} Scheme;

static gboolean signed_part (const PkiObject *object, Signed *out)
{
	switch (object->type) {
	case PKI_OBJECT_CERTIFICATE:
		*out = (Signed){ object->certificate.tbs, object->certificate.algorithm,
			object->certificate.signature };
		return TRUE;
	case PKI_OBJECT_CRL:
		*out = (Signed){ object->crl.tbs, object->crl.algorithm, object->crl.signature };
		return TRUE;
	case PKI_OBJECT_REQUEST:
		*out = (Signed){ object->request.info, object->request.algorithm,
			object->request.signature };
		return TRUE;
	default:
		return FALSE;
	}
}

/* The OID of an AlgorithmIdentifier, and a cursor over its parameters. */
static gboolean open_algorithm (PkiSlice algorithm, PkiSlice *oid, PkiDer *parameters)
{
	PkiDer der = pki_der (algorithm, NULL);
	PkiElement element;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, parameters) ||
		!pki_der_get (parameters, PKI_TAG_OID, &element))
		return FALSE;
	*oid = element.content;
	return TRUE;
}

static gnutls_digest_algorithm_t digest_of (PkiSlice algorithm)
{
	PkiDer parameters;
	PkiSlice oid;
	if (!open_algorithm (algorithm, &oid, &parameters))
		return GNUTLS_DIG_UNKNOWN;
	g_autofree char *dots = pki_oid_dots (oid);
	return gnutls_oid_to_digest (dots);
}

/* GnuTLS knows MGF1 with the digest of the content alone. */
static gboolean is_mgf1_with (PkiSlice algorithm, gnutls_digest_algorithm_t digest)
{
	PkiDer parameters;
	PkiSlice oid;
	return open_algorithm (algorithm, &oid, &parameters) && pki_oid_is (oid, PKI_OID_MGF1) &&
	       digest_of (pki_der_rest (&parameters)) == digest;
}

static gnutls_sign_algorithm_t pss_with (gnutls_digest_algorithm_t digest)
{
	switch (digest) {
	case GNUTLS_DIG_SHA256:
		return GNUTLS_SIGN_RSA_PSS_SHA256;
	case GNUTLS_DIG_SHA384:
		return GNUTLS_SIGN_RSA_PSS_SHA384;
	case GNUTLS_DIG_SHA512:
		return GNUTLS_SIGN_RSA_PSS_SHA512;
	default:
		return GNUTLS_SIGN_UNKNOWN;
	}
}

/* RSASSA-PSS-params (RFC 4055 §3.1). What is left out means SHA-1, which GnuTLS has no PSS for. */
static gboolean read_pss (PkiDer parameters, Scheme *out)
{
	PkiElement digest, mask, field, number;
	gint64 salt = 20, trailer = 1;
	if (!pki_der_enter (&parameters, PKI_TAG_SEQUENCE, &parameters) ||
		!pki_der_get (&parameters, PKI_TAG_CONSTRUCTED (0), &digest) ||
		!pki_der_get (&parameters, PKI_TAG_CONSTRUCTED (1), &mask))
		return FALSE;
	if (pki_der_get (&parameters, PKI_TAG_CONSTRUCTED (2), &field)) {
		PkiDer inside = pki_der_inside (&parameters, &field);
		if (!pki_der_get (&inside, PKI_TAG_INTEGER, &number) ||
			!pki_der_small_integer (number.content, &salt))
			return FALSE;
	}
	if (pki_der_get (&parameters, PKI_TAG_CONSTRUCTED (3), &field)) {
		PkiDer inside = pki_der_inside (&parameters, &field);
		if (!pki_der_get (&inside, PKI_TAG_INTEGER, &number) ||
			!pki_der_small_integer (number.content, &trailer))
			return FALSE;
	}
	out->pss_digest = digest_of (digest.content);
	out->sign = pss_with (out->pss_digest);
	out->pss_salt = (guint)CLAMP (salt, 0, PSS_SALT_MOST);
	return trailer == 1 && salt == (gint64)out->pss_salt &&
	       is_mgf1_with (mask.content, out->pss_digest);
}

static gboolean read_scheme (PkiSlice algorithm, Scheme *out)
{
	PkiDer parameters;
	PkiSlice oid;
	*out = (Scheme){ 0 };
	if (!open_algorithm (algorithm, &oid, &parameters))
		return FALSE;
	if (pki_oid_is (oid, PKI_OID_RSASSA_PSS)) {
		if (!read_pss (parameters, out))
			return FALSE;
	} else {
		g_autofree char *dots = pki_oid_dots (oid);
		out->sign = gnutls_oid_to_sign (dots);
	}
	return out->sign != GNUTLS_SIGN_UNKNOWN;
}

/* A modulus that the arithmetic below GnuTLS survives: it divides by zero, and by what is even,
 * without looking. */
static gboolean is_odd_modulus (PkiSlice integer, guint bits_most)
{
	guint bits = pki_der_integer_bits (integer);
	return bits > 1 && bits <= bits_most && (integer.data[integer.size - 1] & 1) &&
	       !(integer.data[0] & 0x80);
}

static PkiVerdict examine_rsa (const PkiPublicKey *key)
{
	PkiDer der = pki_der (key->key, NULL);
	PkiElement modulus, exponent;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &modulus) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &exponent))
		return PKI_VERDICT_UNSUPPORTED;
	guint bits = pki_der_integer_bits (modulus.content);
	if (bits > KEY_BITS_MOST ||
		(bits > FREE_EXPONENT_MODULUS_BITS &&
			pki_der_integer_bits (exponent.content) > EXPONENT_BITS_MOST))
		return PKI_VERDICT_TOO_LARGE;
	return is_odd_modulus (modulus.content, KEY_BITS_MOST) ? PKI_VERDICT_GOOD
							       : PKI_VERDICT_UNSUPPORTED;
}

static PkiVerdict examine_dsa (const PkiPublicKey *key)
{
	PkiDer der = pki_der (key->parameters, NULL);
	PkiElement prime, order;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &prime) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &order))
		return PKI_VERDICT_UNSUPPORTED;
	if (pki_der_integer_bits (prime.content) > KEY_BITS_MOST ||
		pki_der_integer_bits (order.content) > DSA_ORDER_BITS_MOST)
		return PKI_VERDICT_TOO_LARGE;
	return is_odd_modulus (prime.content, KEY_BITS_MOST) &&
			       is_odd_modulus (order.content, DSA_ORDER_BITS_MOST)
		       ? PKI_VERDICT_GOOD
		       : PKI_VERDICT_UNSUPPORTED;
}

/* PKI_VERDICT_GOOD for a key that can be used without harm. */
static PkiVerdict examine_key (const PkiPublicKey *key)
{
	switch (pki_oid_find (key->algorithm)) {
	case PKI_OID_RSA_ENCRYPTION:
	case PKI_OID_RSASSA_PSS:
		return examine_rsa (key);
	case PKI_OID_DSA:
		return examine_dsa (key);
	default:
		return PKI_VERDICT_GOOD;
	}
}

static PublicKey *import_key (PkiSlice spki)
{
	g_autoptr (PublicKey) key = NULL;
	gnutls_datum_t datum = { .data = (guint8 *)spki.data, .size = (guint)spki.size };
	if (gnutls_pubkey_init (&key) < 0 ||
		gnutls_pubkey_import (key, &datum, GNUTLS_X509_FMT_DER) < 0)
		return NULL;
	return g_steal_pointer (&key);
}

/* GnuTLS takes the length of the salt from the key, not from the signature. */
static gboolean use_pss (PublicKey *key, const Scheme *scheme)
{
	gnutls_x509_spki_t parameters;
	if (gnutls_x509_spki_init (&parameters) < 0)
		return FALSE;
	gnutls_x509_spki_set_rsa_pss_params (parameters, scheme->pss_digest, scheme->pss_salt);
	int code = gnutls_pubkey_set_spki (key, parameters, 0);
	gnutls_x509_spki_deinit (parameters);
	return code >= 0;
}

static PkiVerdict verdict_of (int code)
{
	switch (code) {
	case GNUTLS_E_UNIMPLEMENTED_FEATURE:
	case GNUTLS_E_UNKNOWN_HASH_ALGORITHM:
	case GNUTLS_E_UNKNOWN_PK_ALGORITHM:
	case GNUTLS_E_UNSUPPORTED_SIGNATURE_ALGORITHM:
	case GNUTLS_E_ECC_UNSUPPORTED_CURVE:
	case GNUTLS_E_INSUFFICIENT_SECURITY: /* forbidden by the system's configuration */
		return PKI_VERDICT_UNSUPPORTED;
	default:
		return code < 0 ? PKI_VERDICT_BAD : PKI_VERDICT_GOOD;
	}
}

static PkiVerdict check (const Signed *what, const Scheme *scheme, PkiSlice spki)
{
	g_autoptr (PublicKey) key = import_key (spki);
	if (!key)
		return PKI_VERDICT_UNSUPPORTED;
	gnutls_pk_algorithm_t algorithm =
		(gnutls_pk_algorithm_t)gnutls_pubkey_get_pk_algorithm (key, NULL);
	if (!gnutls_sign_supports_pk_algorithm (scheme->sign, algorithm))
		return PKI_VERDICT_BAD; /* another kind of key: not the one that signed */
	if (scheme->pss_digest && !use_pss (key, scheme))
		return PKI_VERDICT_UNSUPPORTED;
	gnutls_datum_t content = { (guint8 *)what->content.data, (guint)what->content.size };
	gnutls_datum_t signature = { (guint8 *)what->signature.data, (guint)what->signature.size };
	return verdict_of (gnutls_pubkey_verify_data2 (key, scheme->sign,
		GNUTLS_VERIFY_ALLOW_BROKEN | GNUTLS_VERIFY_ALLOW_SIGN_WITH_SHA1, &content,
		&signature));
}

PkiVerdict pki_signature_check (const PkiObject *object, const PkiObject *issuer)
{
	Signed what;
	Scheme scheme;
	PkiPublicKey key;
	if (!signed_part (object, &what))
		return PKI_VERDICT_UNKNOWN;
	if (!pki_object_public_key (issuer ? issuer : object, &key))
		return PKI_VERDICT_UNSUPPORTED;
	PkiVerdict verdict = examine_key (&key);
	if (verdict != PKI_VERDICT_GOOD)
		return verdict;
	if (!read_scheme (what.algorithm, &scheme))
		return PKI_VERDICT_UNSUPPORTED;
	if (what.signature.size == 0)
		return PKI_VERDICT_BAD;
	return check (&what, &scheme, key.spki);
}

const char *pki_verdict_name (PkiVerdict verdict)
{
	if (verdict == PKI_VERDICT_GOOD)
		return "good";
	return verdict == PKI_VERDICT_BAD ? "bad" : "unchecked";
}

const char *pki_verdict_text (PkiVerdict verdict)
{
	switch (verdict) {
	case PKI_VERDICT_UNKNOWN:
		return _ ("not checked yet");
	case PKI_VERDICT_GOOD:
		return _ ("good");
	case PKI_VERDICT_BAD:
		return _ ("wrong: it was not made with this key, or something was changed since");
	case PKI_VERDICT_UNSUPPORTED:
		return _ ("not checked: GnuTLS does not know the algorithm or the key");
	case PKI_VERDICT_TOO_LARGE:
		return _ ("not checked: the issuer's key is too large");
	}
	return "";
}
