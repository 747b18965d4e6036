#include "config.h"

#include "src/x509/key.h"

#include "src/x509/der.h"
#include "src/x509/digest.h"
#include "src/x509/oid.h"

gboolean pki_public_key_parse (PkiSlice spki, PkiPublicKey *out)
{
	PkiDer der = pki_der (spki, NULL);
	PkiDer algorithm;
	PkiElement whole, oid, parameters, bits;
	if (!pki_der_get (&der, PKI_TAG_SEQUENCE, &whole))
		return FALSE;
	der = pki_der_inside (&der, &whole);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &algorithm) ||
		!pki_der_get (&algorithm, PKI_TAG_OID, &oid) ||
		!pki_der_get (&der, PKI_TAG_BIT_STRING, &bits))
		return FALSE;
	PkiPublicKey key = { .spki = whole.whole, .algorithm = oid.content };
	if (!pki_der_bits (bits.content, &key.key, NULL))
		return FALSE;
	if (pki_der_next (&algorithm, &parameters))
		key.parameters = parameters.whole;
	*out = key;
	return TRUE;
}

static const char *algorithm_name (PkiOid oid)
{
	switch (oid) {
	case PKI_OID_RSA_ENCRYPTION:
		return "RSA";
	case PKI_OID_RSASSA_PSS:
		return "RSA-PSS";
	case PKI_OID_RSAES_OAEP:
		return "RSA-OAEP";
	case PKI_OID_DSA:
	case PKI_OID_OIW_DSA:
		return "DSA";
	case PKI_OID_EC_PUBLIC_KEY:
		return "ECDSA";
	case PKI_OID_EC_DH:
	case PKI_OID_EC_MQV:
		return "ECDH";
	case PKI_OID_DH_KEY_AGREEMENT:
	case PKI_OID_DH_PUBLIC_NUMBER:
		return "DH";
	default:
		return pki_oid_name (oid);
	}
}

char *pki_public_key_algorithm (const PkiPublicKey *key)
{
	const char *name = algorithm_name (pki_oid_find (key->algorithm));
	return name ? g_strdup (name) : pki_oid_dots (key->algorithm);
}

/* Bits of the first INTEGER in a SEQUENCE: RSA's modulus, the prime of DSA and DH. */
static guint first_integer_bits (PkiSlice sequence)
{
	PkiDer der = pki_der (sequence, NULL);
	PkiElement number;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &number))
		return 0;
	return pki_der_integer_bits (number.content);
}

static gboolean is_even (PkiSlice number)
{
	return number.size == 0 || number.data[number.size - 1] % 2 == 0;
}

gboolean pki_public_key_is_hollow (const PkiPublicKey *key)
{
	PkiDer der = pki_der (key->key, NULL);
	PkiElement modulus, exponent;
	if (!pki_oid_is (key->algorithm, PKI_OID_RSA_ENCRYPTION))
		return FALSE;
	return !pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
	       !pki_der_get (&der, PKI_TAG_INTEGER, &modulus) ||
	       !pki_der_get (&der, PKI_TAG_INTEGER, &exponent) || is_even (modulus.content) ||
	       is_even (exponent.content) || pki_der_integer_bits (exponent.content) < 2;
}

/* SpecifiedECDomain (SEC 1 §C.2): version, FieldID { type, prime or { degree, ... } } */
static guint explicit_curve_bits (PkiSlice parameters)
{
	PkiDer der = pki_der (parameters, NULL);
	PkiElement type, number;
	gint64 degree;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, NULL) ||
		!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_OID, &type))
		return 0;
	if (pki_der_get (&der, PKI_TAG_INTEGER, &number))
		return pki_der_integer_bits (number.content);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &number) ||
		!pki_der_small_integer (number.content, &degree))
		return 0;
	return degree > 0 && degree <= 65536 ? (guint)degree : 0;
}

/* The curve's OID where it is named by one: GOST has it in a SEQUENCE with digests. */
static gboolean curve_oid (const PkiPublicKey *key, PkiSlice *out)
{
	PkiDer der = pki_der (key->parameters, NULL);
	PkiElement oid;
	if (!pki_der_get (&der, PKI_TAG_OID, &oid) &&
		(!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
			!pki_der_get (&der, PKI_TAG_OID, &oid)))
		return FALSE;
	*out = oid.content;
	return TRUE;
}

static guint curve_bits (const PkiPublicKey *key)
{
	PkiSlice curve;
	guint bits = curve_oid (key, &curve) ? pki_oid_curve_bits (pki_oid_find (curve))
					     : explicit_curve_bits (key->parameters);
	/* An unknown curve: an uncompressed point is 04 and two coordinates. */
	if (bits == 0 && key->key.size % 2 == 1 && key->key.data[0] == 4)
		bits = (guint)MIN (key->key.size / 2, 65536) * 8;
	return bits;
}

guint pki_public_key_bits (const PkiPublicKey *key)
{
	switch (pki_oid_find (key->algorithm)) {
	case PKI_OID_RSA_ENCRYPTION:
	case PKI_OID_RSASSA_PSS:
	case PKI_OID_RSAES_OAEP:
		return first_integer_bits (key->key);
	case PKI_OID_DSA:
	case PKI_OID_OIW_DSA:
	case PKI_OID_DH_KEY_AGREEMENT:
	case PKI_OID_DH_PUBLIC_NUMBER:
		return first_integer_bits (key->parameters);
	case PKI_OID_EC_PUBLIC_KEY:
	case PKI_OID_EC_DH:
	case PKI_OID_EC_MQV:
		return curve_bits (key);
	case PKI_OID_ED25519:
	case PKI_OID_X25519:
	case PKI_OID_GOST_2001:
	case PKI_OID_GOST_2012_256:
		return 256;
	case PKI_OID_ED448:
		return 456;
	case PKI_OID_X448:
		return 448;
	case PKI_OID_GOST_2012_512:
		return 512;
	default:
		return 0;
	}
}

char *pki_public_key_curve (const PkiPublicKey *key)
{
	PkiSlice curve;
	switch (pki_oid_find (key->algorithm)) {
	case PKI_OID_EC_PUBLIC_KEY:
	case PKI_OID_EC_DH:
	case PKI_OID_EC_MQV:
		if (curve_oid (key, &curve))
			return pki_oid_label (curve);
		return explicit_curve_bits (key->parameters) > 0 ? g_strdup ("explicit") : NULL;
	case PKI_OID_GOST_2001:
	case PKI_OID_GOST_2012_256:
	case PKI_OID_GOST_2012_512:
		return curve_oid (key, &curve) ? pki_oid_label (curve) : NULL;
	default:
		return NULL;
	}
}

char *pki_public_key_words (const PkiPublicKey *key)
{
	g_autofree char *algorithm = pki_public_key_algorithm (key);
	g_autofree char *curve = pki_public_key_curve (key);
	guint bits = pki_public_key_bits (key);
	if (curve && strcmp (curve, "explicit") != 0)
		return g_strdup_printf ("%s %s", algorithm, curve);
	/* The name of an Edwards or Montgomery curve tells its size. */
	gboolean sized = g_str_has_prefix (algorithm, "Ed") || algorithm[0] == 'X';
	if (bits == 0 || sized)
		return g_steal_pointer (&algorithm);
	return g_strdup_printf ("%s %u", algorithm, bits);
}

void pki_public_key_id (PkiSlice spki, guint8 out[32])
{
	pki_sha256 (spki, out);
}
