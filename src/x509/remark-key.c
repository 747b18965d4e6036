#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"

#define LEAST_RSA_BITS 2048
#define MOST_RSA_BITS  8192 /* more, and Go's TLS refuses the key */
#define LEAST_EC_BITS  224

static void remark_rsa (PkiField *remarks, const PkiPublicKey *key, guint bits)
{
	PkiSlice modulus, exponent;
	if (!pki_describe_rsa_parts (key, &modulus, &exponent))
		return;
	gboolean one = exponent.size == 1 && exponent.data[0] <= 1;
	gboolean even = exponent.size == 0 || !(exponent.data[exponent.size - 1] & 1);
	if (one || even)
		pki_field_remark (
			remarks, _ ("the RSA exponent is 1 or even: this key protects nothing"));
	if (modulus.size > 0 && !(modulus.data[modulus.size - 1] & 1))
		pki_field_remark (remarks,
			_ ("the RSA modulus is even: anybody can compute the private key"));
	if (bits < LEAST_RSA_BITS) {
		g_autofree char *text = g_strdup_printf (_ ("RSA with %u bits can be broken; 2048 "
							    "is the least that programs accept"),
			bits);
		pki_field_remark (remarks, text);
	} else if (bits > MOST_RSA_BITS) {
		g_autofree char *text = g_strdup_printf (
			_ ("RSA with %u bits is more than some programs accept (Go's TLS: 8192)"),
			bits);
		pki_field_remark (remarks, text);
	}
}

static void remark_curve (PkiField *remarks, const PkiPublicKey *key, guint bits)
{
	g_autofree char *curve = pki_public_key_curve (key);
	if (g_strcmp0 (curve, "explicit") == 0)
		pki_field_remark (remarks,
			_ ("the curve is spelled out instead of named: most programs refuse that"));
	if (bits == 0 || bits >= LEAST_EC_BITS)
		return;
	g_autofree char *text =
		g_strdup_printf (_ ("an elliptic curve of %u bits is too small to be safe"), bits);
	pki_field_remark (remarks, text);
}

void pki_remark_key (PkiField *remarks, const PkiObject *object)
{
	PkiPublicKey key;
	if (!pki_object_public_key (object, &key))
		return;
	guint bits = pki_public_key_bits (&key);
	switch (pki_oid_find (key.algorithm)) {
	case PKI_OID_RSA_ENCRYPTION:
	case PKI_OID_RSASSA_PSS:
		remark_rsa (remarks, &key, bits);
		break;
	case PKI_OID_DSA:
		pki_field_remark (
			remarks, _ ("DSA: browsers and current TLS libraries no longer accept it"));
		break;
	case PKI_OID_EC_PUBLIC_KEY:
		remark_curve (remarks, &key, bits);
		break;
	default:
		break;
	}
}

void pki_remark_digest (PkiField *remarks, PkiSlice algorithm)
{
	PkiDigestStrength strength;
	g_autofree char *words = pki_describe_algorithm (algorithm, &strength);
	if (!words || strength == PKI_DIGEST_GOOD)
		return;
	g_autofree char *text = g_strdup_printf (
		strength == PKI_DIGEST_BROKEN
			? _ ("signed with %s, which can be forged: every current program refuses "
			     "it")
			: _ ("signed with %s, which no longer resists forgery: most programs "
			     "refuse it"),
		words);
	pki_field_remark (remarks, text);
}
