#include "config.h"

#include "src/x509/pkcs12-bag.h"

#define REPLACEMENT 0xfffd

/* CertBag, CRLBag: SEQUENCE { what it is, [0] { OCTET STRING } }. */
static PkiSlice wrapped_value (PkiDer der, PkiOid expected)
{
	PkiElement form, octets;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_OID, &form) || !pki_oid_is (form.content, expected) ||
		!pki_der_enter (&der, PKI_TAG_CONSTRUCTED (0), &der) ||
		!pki_der_get (&der, PKI_TAG_OCTET_STRING, &octets))
		return pki_slice (NULL, 0);
	return octets.content;
}

static PkiSlice friendly_name (PkiDer attributes)
{
	PkiDer attribute, values;
	PkiElement oid, name;
	while (pki_der_enter (&attributes, PKI_TAG_SEQUENCE, &attribute))
		if (pki_der_get (&attribute, PKI_TAG_OID, &oid) &&
			pki_oid_is (oid.content, PKI_OID_FRIENDLY_NAME) &&
			pki_der_enter (&attribute, PKI_TAG_SET, &values) &&
			pki_der_get (&values, PKI_TAG_BMP_STRING, &name))
			return name.content;
	return pki_slice (NULL, 0);
}

gboolean pki_pkcs12_bag_read (PkiDer der, PkiPkcs12Bag *out)
{
	PkiElement type, value;
	PkiDer inside, attributes;
	if (!pki_der_get (&der, PKI_TAG_OID, &type) ||
		!pki_der_enter (&der, PKI_TAG_CONSTRUCTED (0), &inside))
		return FALSE;
	*out = (PkiPkcs12Bag){ .type = pki_oid_find (type.content) };
	switch (out->type) {
	case PKI_OID_BAG_CERTIFICATE:
		out->value = wrapped_value (inside, PKI_OID_X509_CERTIFICATE_BAG);
		break;
	case PKI_OID_BAG_CRL:
		out->value = wrapped_value (inside, PKI_OID_X509_CRL_BAG);
		break;
	default:
		if (pki_der_next (&inside, &value))
			out->value = value.whole;
	}
	if (pki_der_enter (&der, PKI_TAG_SET, &attributes))
		out->name = friendly_name (attributes);
	return TRUE;
}

static guint unit_at (PkiSlice name, gsize i)
{
	return (guint)name.data[i] << 8 | name.data[i + 1];
}

/* The character at *i, which then is behind it: a BMPString should have no surrogates, but has. */
static gunichar next_character (PkiSlice name, gsize *i)
{
	guint high = unit_at (name, *i);
	*i += 2;
	if ((high & 0xf800) != 0xd800)
		return high == 0 ? REPLACEMENT : high;
	if (high >= 0xdc00 || *i + 1 >= name.size || (unit_at (name, *i) & 0xfc00) != 0xdc00)
		return REPLACEMENT;
	guint low = unit_at (name, *i);
	*i += 2;
	return 0x10000 + ((high & 0x3ff) << 10 | (low & 0x3ff));
}

char *pki_pkcs12_bag_name (const PkiPkcs12Bag *bag)
{
	if (bag->name.size < 2)
		return NULL;
	GString *text = g_string_sized_new (bag->name.size);
	for (gsize i = 0; i + 1 < bag->name.size;)
		g_string_append_unichar (text, next_character (bag->name, &i));
	return g_string_free (text, FALSE);
}
