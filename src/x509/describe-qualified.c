#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"

/* Statements of qualified certificates (RFC 3739 §3.2.6, ETSI EN 319 412-5). */

#define MOST_ZEROS  9
#define MOST_AMOUNT 1000000000

/* MonetaryValue: SEQUENCE { currency, amount, exponent of 10 }. */
static char *money_text (PkiDer der)
{
	PkiElement currency, element;
	gint64 amount, exponent;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) || !pki_der_next (&der, &currency) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &element) ||
		!pki_der_small_integer (element.content, &amount) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &element) ||
		!pki_der_small_integer (element.content, &exponent))
		return NULL;
	g_autofree char *name = pki_describe_simple (currency.whole);
	if (exponent < 0 || exponent > MOST_ZEROS || amount < 0 || amount > MOST_AMOUNT)
		return NULL;
	for (; exponent > 0; exponent--)
		amount *= 10;
	return g_strdup_printf ("%" G_GINT64_FORMAT " %s", amount, name ? name : "?");
}

static char *information_text (PkiOid id, const PkiDer *information)
{
	gint64 years;
	PkiElement element;
	PkiDer der = *information;
	if (id == PKI_OID_QCS_LIMIT_VALUE)
		return money_text (der);
	if (id == PKI_OID_QCS_RETENTION && pki_der_get (&der, PKI_TAG_INTEGER, &element) &&
		pki_der_small_integer (element.content, &years) && years >= 0)
		return g_strdup_printf (ngettext ("%lu year after the end",
						"%lu years after the end", (gulong)years),
			(gulong)years);
	return pki_der_next (&der, &element) ? pki_describe_nested (&element) : NULL;
}

gboolean pki_describe_qualified_statements (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL), statement;
	PkiElement id;
	g_autoptr (GString) out = g_string_new (NULL);
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der))
		return FALSE;
	while (pki_der_enter (&der, PKI_TAG_SEQUENCE, &statement)) {
		if (!pki_der_get (&statement, PKI_TAG_OID, &id))
			return FALSE;
		PkiOid oid = pki_oid_find (id.content);
		const char *words = pki_oid_text (oid);
		g_autofree char *name = words ? g_strdup (words) : pki_oid_label (id.content);
		PkiField *child = pki_field_add (field, name, NULL);
		child->oid = pki_oid_dots (id.content);
		child->raw = pki_der_rest (&statement);
		pki_field_append (out, name);
		if (pki_der_is_end (&statement))
			pki_field_set_value (child, g_strdup (_ ("yes")));
		else
			pki_field_set_value (child, information_text (oid, &statement));
		if (!child->value)
			pki_field_set_hex (child, child->raw);
	}
	pki_field_set_value (field, g_string_free (g_steal_pointer (&out), FALSE));
	return pki_der_is_end (&der);
}
