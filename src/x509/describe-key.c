#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"

gboolean pki_describe_rsa_parts (const PkiPublicKey *key, PkiSlice *modulus, PkiSlice *exponent)
{
	PkiDer der = pki_der (key->key, NULL);
	PkiElement element;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &element))
		return FALSE;
	*modulus = pki_der_magnitude (element.content);
	if (!pki_der_get (&der, PKI_TAG_INTEGER, &element))
		return FALSE;
	*exponent = pki_der_magnitude (element.content);
	return TRUE;
}

static void describe_rsa (PkiField *field, const PkiPublicKey *key)
{
	PkiSlice modulus, exponent;
	if (!pki_describe_rsa_parts (key, &modulus, &exponent)) {
		pki_field_add_hex (field, _ ("Key"), key->key);
		return;
	}
	pki_field_add_hex (field, _ ("Modulus"), modulus);
	PkiField *e = pki_field_add_hex (field, _ ("Exponent"), exponent);
	if (exponent.size > 7)
		return;
	guint64 number = 0;
	for (gsize i = 0; i < exponent.size; i++)
		number = number << 8 | exponent.data[i];
	pki_field_set_value (e, g_strdup_printf ("%" G_GUINT64_FORMAT, number));
}

static void describe_dsa (PkiField *field, const PkiPublicKey *key)
{
	static const char *const labels[] = { N_ ("Prime p"), N_ ("Order q"), N_ ("Generator g") };
	PkiDer der = pki_der (key->parameters, NULL);
	PkiElement element;
	if (pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
			if (pki_der_get (&der, PKI_TAG_INTEGER, &element))
				pki_field_add_hex (
					field, _ (labels[i]), pki_der_magnitude (element.content));
	der = pki_der (key->key, NULL);
	if (pki_der_get (&der, PKI_TAG_INTEGER, &element))
		pki_field_add_hex (field, _ ("Public value"), pki_der_magnitude (element.content));
	else
		pki_field_add_hex (field, _ ("Key"), key->key);
}

/* SEC 1 §2.3.3: an uncompressed point starts with 4, a compressed one with 2 or 3. */
static void describe_point (PkiField *field, const PkiPublicKey *key)
{
	gboolean compressed = key->key.size > 0 && (key->key.data[0] == 2 || key->key.data[0] == 3);
	pki_field_add_hex (field, compressed ? _ ("Point, compressed") : _ ("Point"), key->key);
}

static void describe_identity (PkiField *field, PkiSlice spki)
{
	guint8 id[32];
	pki_public_key_id (spki, id);
	pki_describe_digest (field, _ ("Key SHA-256"), id, sizeof id);
	pki_field_take (field, "pin-sha256", g_base64_encode (id, sizeof id));
}

void pki_describe_public_key (PkiField *parent, const PkiObject *object)
{
	PkiPublicKey key;
	if (!pki_object_public_key (object, &key)) {
		pki_field_add (parent, _ ("Key"), _ ("unreadable"))->section = PKI_FIELD_KEY;
		return;
	}
	PkiField *field = pki_field_take (parent, _ ("Key"), pki_public_key_words (&key));
	field->section = PKI_FIELD_KEY;
	field->raw = key.spki;
	pki_describe_oid (field, _ ("Algorithm"), key.algorithm);
	guint bits = pki_public_key_bits (&key);
	if (bits > 0)
		pki_field_print (
			field, _ ("Size"), ngettext ("%u bit", "%u bits", (gulong)bits), bits);
	g_autofree char *curve = pki_public_key_curve (&key);
	if (curve)
		pki_field_add (field, _ ("Curve"), curve);
	switch (pki_oid_find (key.algorithm)) {
	case PKI_OID_RSA_ENCRYPTION:
	case PKI_OID_RSASSA_PSS:
	case PKI_OID_RSAES_OAEP:
		describe_rsa (field, &key);
		break;
	case PKI_OID_DSA:
		describe_dsa (field, &key);
		break;
	case PKI_OID_EC_PUBLIC_KEY:
		describe_point (field, &key);
		break;
	default:
		pki_field_add_hex (field, _ ("Key"), key.key);
	}
	describe_identity (field, key.spki);
}
