#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"

typedef struct {
	PkiOid oid;
	const char *words;
	PkiDigestStrength strength;
} Algorithm;

/* What people call them. */
static const Algorithm algorithms[] = {
	{ PKI_OID_MD2_WITH_RSA, "RSA, MD2", PKI_DIGEST_BROKEN },
	{ PKI_OID_MD4_WITH_RSA, "RSA, MD4", PKI_DIGEST_BROKEN },
	{ PKI_OID_MD5_WITH_RSA, "RSA, MD5", PKI_DIGEST_BROKEN },
	{ PKI_OID_OIW_MD5_RSA, "RSA, MD5", PKI_DIGEST_BROKEN },
	{ PKI_OID_SHA1_WITH_RSA, "RSA, SHA-1", PKI_DIGEST_WEAK },
	{ PKI_OID_OIW_SHA1_RSA, "RSA, SHA-1", PKI_DIGEST_WEAK },
	{ PKI_OID_OIW_SHA_RSA, "RSA, SHA", PKI_DIGEST_BROKEN },
	{ PKI_OID_SHA224_WITH_RSA, "RSA, SHA-224", PKI_DIGEST_GOOD },
	{ PKI_OID_SHA256_WITH_RSA, "RSA, SHA-256", PKI_DIGEST_GOOD },
	{ PKI_OID_SHA384_WITH_RSA, "RSA, SHA-384", PKI_DIGEST_GOOD },
	{ PKI_OID_SHA512_WITH_RSA, "RSA, SHA-512", PKI_DIGEST_GOOD },
	{ PKI_OID_DSA_SHA1, "DSA, SHA-1", PKI_DIGEST_WEAK },
	{ PKI_OID_OIW_DSA_SHA1, "DSA, SHA-1", PKI_DIGEST_WEAK },
	{ PKI_OID_DSA_SHA224, "DSA, SHA-224", PKI_DIGEST_GOOD },
	{ PKI_OID_DSA_SHA256, "DSA, SHA-256", PKI_DIGEST_GOOD },
	{ PKI_OID_ECDSA_SHA1, "ECDSA, SHA-1", PKI_DIGEST_WEAK },
	{ PKI_OID_ECDSA_SHA224, "ECDSA, SHA-224", PKI_DIGEST_GOOD },
	{ PKI_OID_ECDSA_SHA256, "ECDSA, SHA-256", PKI_DIGEST_GOOD },
	{ PKI_OID_ECDSA_SHA384, "ECDSA, SHA-384", PKI_DIGEST_GOOD },
	{ PKI_OID_ECDSA_SHA512, "ECDSA, SHA-512", PKI_DIGEST_GOOD },
	{ PKI_OID_GOST_2001_SIGN, "GOST R 34.10-2001", PKI_DIGEST_WEAK },
};

/* RSASSA-PSS-params (RFC 4055 §3.1): the digest, by default SHA-1. */
static PkiOid pss_digest (PkiDer parameters)
{
	PkiDer digest;
	PkiElement oid;
	if (!pki_der_enter (&parameters, PKI_TAG_SEQUENCE, &parameters) ||
		!pki_der_enter (&parameters, PKI_TAG_CONSTRUCTED (0), &digest) ||
		!pki_der_enter (&digest, PKI_TAG_SEQUENCE, &digest) ||
		!pki_der_get (&digest, PKI_TAG_OID, &oid))
		return PKI_OID_UNKNOWN;
	return pki_oid_find (oid.content);
}

char *pki_describe_algorithm (PkiSlice algorithm, PkiDigestStrength *strength)
{
	PkiDer der = pki_der (algorithm, NULL);
	PkiElement oid;
	*strength = PKI_DIGEST_GOOD;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) || !pki_der_get (&der, PKI_TAG_OID, &oid))
		return NULL;
	PkiOid id = pki_oid_find (oid.content);
	for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
		if (algorithms[i].oid == id) {
			*strength = algorithms[i].strength;
			return g_strdup (algorithms[i].words);
		}
	if (id != PKI_OID_RSASSA_PSS)
		return pki_oid_label (oid.content);
	PkiOid digest = pss_digest (der);
	if (digest == PKI_OID_UNKNOWN)
		*strength = PKI_DIGEST_WEAK;
	const char *name = digest == PKI_OID_UNKNOWN ? "sha1" : pki_oid_name (digest);
	if (g_str_has_prefix (name, "sha") && g_ascii_isdigit (name[3]))
		return g_strdup_printf ("RSA-PSS, SHA-%s", name + 3);
	return g_strdup_printf ("RSA-PSS, %s", name);
}

void pki_describe_signature (
	PkiField *parent, PkiSlice algorithm, PkiSlice signature, const char *verdict)
{
	PkiDigestStrength strength;
	g_autofree char *words = pki_describe_algorithm (algorithm, &strength);
	PkiField *field = pki_field_take (parent, _ ("Signature"),
		verdict ? g_strdup_printf ("%s, %s", words ? words : _ ("unreadable"), verdict)
			: g_strdup (words ? words : _ ("unreadable")));
	field->section = PKI_FIELD_SIGNATURE;
	PkiDer der = pki_der (algorithm, NULL);
	PkiElement oid;
	if (pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) && pki_der_get (&der, PKI_TAG_OID, &oid)) {
		pki_describe_oid (field, _ ("Algorithm"), oid.content);
		PkiSlice parameters = pki_der_rest (&der);
		/* NULL says nothing. */
		if (parameters.size > 2)
			pki_field_add_hex (field, _ ("Parameters"), parameters);
	}
	pki_field_add_hex (field, _ ("Value"), signature);
}
