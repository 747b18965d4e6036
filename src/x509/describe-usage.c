#include "config.h"

#include "src/x509/describe-private.h"

#include <inttypes.h>

#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/x509/extension.h"

/* RFC 5280 §4.2.1.3, by bit. */
static const char *const usages[] = {
	N_ ("signs"),
	N_ ("signs documents for good"),
	N_ ("decrypts keys"),
	N_ ("decrypts data"),
	N_ ("agrees on keys"),
	N_ ("signs certificates"),
	N_ ("signs CRLs"),
	N_ ("only encrypts in key agreement"),
	N_ ("only decrypts in key agreement"),
};

char *pki_describe_usage_words (guint bits)
{
	g_autoptr (GString) out = g_string_new (NULL);
	for (guint i = 0; i < G_N_ELEMENTS (usages); i++)
		if (bits & 1u << i)
			pki_field_append (out, _ (usages[i]));
	if (out->len == 0)
		g_string_append (out, _ ("nothing"));
	return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean pki_describe_key_usage (PkiField *field, PkiSlice value)
{
	guint bits;
	if (!pki_key_usage_parse (value, &bits))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS (usages); i++)
		if (bits & 1u << i)
			pki_field_add (field, pki_key_usage_name (i), _ (usages[i]));
	pki_field_set_value (field, pki_describe_usage_words (bits));
	return TRUE;
}

/* ExtKeyUsageSyntax, and Microsoft's application policies where only OIDs matter. */
gboolean pki_describe_purposes (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement purpose;
	g_autoptr (GString) out = g_string_new (NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	while (pki_der_get (&der, PKI_TAG_OID, &purpose)) {
		g_autofree char *name = pki_oid_label (purpose.content);
		PkiField *child = pki_describe_oid (field, name, purpose.content);
		pki_field_append (out, child->value);
		if (pki_oid_find (purpose.content) == PKI_OID_UNKNOWN)
			pki_field_set_value (child, g_strdup (_ ("not known here")));
	}
	pki_field_set_value (field, g_string_free (g_steal_pointer (&out), FALSE));
	return pki_der_is_end (&der) && field->children->len > 0;
}

/* PrivateKeyUsagePeriod (RFC 3280 §4.2.1.4). */
gboolean pki_describe_key_usage_period (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	g_autofree char *from = NULL, *to = NULL;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	if (pki_der_get (&der, PKI_TAG_CONTEXT (0), &element)) {
		element.tag = PKI_TAG_GENERALIZED_TIME;
		from = pki_describe_time (pki_der_time (&element, NULL));
		pki_field_add (field, _ ("From"), from);
	}
	if (pki_der_get (&der, PKI_TAG_CONTEXT (1), &element)) {
		element.tag = PKI_TAG_GENERALIZED_TIME;
		to = pki_describe_time (pki_der_time (&element, NULL));
		pki_field_add (field, _ ("To"), to);
	}
	if (!from && !to)
		return FALSE;
	pki_field_set_value (field,
		from && to ? g_strdup_printf (_ ("the private key signs from %s to %s"), from, to)
		: from     ? g_strdup_printf (_ ("the private key signs from %s on"), from)
			   : g_strdup_printf (_ ("the private key signs until %s"), to));
	return pki_der_is_end (&der);
}

/* TLS features (RFC 7633): numbers of TLS extensions that the server must answer with. */
gboolean pki_describe_tls_features (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	gint64 number;
	g_autoptr (GString) out = g_string_new (NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	while (pki_der_get (&der, PKI_TAG_INTEGER, &element)) {
		if (!pki_der_small_integer (element.content, &number))
			return FALSE;
		g_autofree char *other = g_strdup_printf (_ ("TLS extension %" PRId64), number);
		pki_field_append (out, number == 5    ? _ ("must staple an OCSP answer")
				       : number == 17 ? _ ("must staple OCSP answers for the chain")
						      : other);
	}
	pki_field_set_value (field, g_string_free (g_steal_pointer (&out), FALSE));
	return pki_der_is_end (&der);
}

gboolean pki_describe_ocsp_no_check (PkiField *field, PkiSlice value)
{
	(void)value;
	pki_field_set_value (field, g_strdup (_ ("clients need not ask whether it is revoked")));
	return TRUE;
}
