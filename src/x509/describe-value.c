#include "config.h"

#include "src/x509/describe-private.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/name.h"
#include "src/x509/string-type.h"

#define CONSTRUCTED      0x20
#define MOST_NESTED      4096 /* octets of text made of nested values */
#define MOST_TIME_OCTETS 64 /* shown of what should be a time */

static char *string_text (const PkiElement *element)
{
	g_autoptr (GString) text = pki_string_to_utf8 (element, NULL);
	return pki_field_text (pki_slice (text->str, text->len));
}

char *pki_describe_simple (PkiSlice bytes)
{
	PkiDer der = pki_der (bytes, NULL);
	PkiElement element;
	PkiCharacters characters;
	gint64 number;
	if (!pki_der_next (&der, &element) || !pki_der_is_end (&der))
		return NULL;
	switch (element.tag) {
	case PKI_TAG_BOOLEAN:
		return g_strdup (element.content.size == 1 && element.content.data[0] ? _ ("yes")
										      : _ ("no"));
	case PKI_TAG_INTEGER:
	case PKI_TAG_ENUMERATED:
		if (!pki_der_small_integer (element.content, &number))
			return NULL;
		return g_strdup_printf ("%" G_GINT64_FORMAT, number);
	case PKI_TAG_OID:
		return pki_oid_label (element.content);
	case PKI_TAG_UTC_TIME:
	case PKI_TAG_GENERALIZED_TIME:
		return pki_describe_time (pki_der_time (&element, NULL));
	case PKI_TAG_NULL:
		return g_strdup (_ ("present"));
	default:
		return pki_characters (&element, &characters) ? string_text (&element) : NULL;
	}
}

static void append_simple (GString *out, const PkiElement *element, guint depth)
{
	const char *words =
		element->tag == PKI_TAG_OID ? pki_oid_text (pki_oid_find (element->content)) : NULL;
	g_autofree char *text = words ? g_strdup (words) : pki_describe_simple (element->whole);
	if (text) {
		pki_field_append (out, text);
		return;
	}
	PkiDer inside = pki_der (element->content, NULL);
	PkiElement child;
	if (element->tag < 0x100 && element->tag & CONSTRUCTED && depth < PKI_DER_DEPTH)
		while (out->len < MOST_NESTED && pki_der_next (&inside, &child))
			append_simple (out, &child, depth + 1);
}

char *pki_describe_nested (const PkiElement *element)
{
	g_autoptr (GString) out = g_string_new (NULL);
	append_simple (out, element, 0);
	return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

char *pki_describe_time (gint64 time)
{
	return time == PKI_TIME_NONE ? g_strdup (_ ("unreadable")) : pki_time_format (time);
}

void pki_describe_moment (PkiField *parent, const char *label, gint64 time, PkiSlice octets)
{
	PkiField *field = pki_field_take (parent, label, pki_describe_time (time));
	field->raw = octets;
	if (time != PKI_TIME_NONE || octets.size == 0)
		return;
	g_autofree char *shown = pki_text_printable (
		(const char *)octets.data, (gssize)MIN (octets.size, MOST_TIME_OCTETS));
	pki_field_set_value (field, g_strdup_printf (_ ("unreadable: %s"), shown));
}

PkiField *pki_describe_oid (PkiField *parent, const char *label, PkiSlice octets)
{
	const char *text = pki_oid_text (pki_oid_find (octets));
	PkiField *field =
		pki_field_take (parent, label, text ? g_strdup (text) : pki_oid_label (octets));
	field->oid = pki_oid_dots (octets);
	field->raw = octets;
	return field;
}

PkiField *pki_describe_integer (PkiField *parent, const char *label, PkiSlice content)
{
	gint64 number;
	PkiField *field = pki_field_add_hex (parent, label, content);
	if (pki_der_small_integer (content, &number))
		pki_field_set_value (field, g_strdup_printf ("%" G_GINT64_FORMAT, number));
	return field;
}

char *pki_describe_bits (PkiSlice content, const char *const *names, guint count)
{
	PkiSlice bits;
	if (!pki_der_bits (content, &bits, NULL))
		return NULL;
	g_autoptr (GString) out = g_string_new (NULL);
	for (guint i = 0; i < MIN (bits.size * 8, 64); i++) {
		if (!(bits.data[i / 8] & 0x80 >> i % 8))
			continue;
		g_autofree char *number = g_strdup_printf (_ ("bit %u"), i);
		pki_field_append (out, i < count && names[i] ? _ (names[i]) : number);
	}
	if (out->len == 0)
		g_string_append (out, _ ("none"));
	return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean pki_describe_text (PkiField *field, PkiSlice value)
{
	char *text = pki_describe_simple (value);
	if (text)
		pki_field_set_value (field, text);
	return text != NULL;
}

gboolean pki_describe_octets (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement octets;
	if (!pki_der_get (&der, PKI_TAG_OCTET_STRING, &octets))
		return FALSE;
	pki_field_set_hex (field, octets.content);
	return pki_der_is_end (&der);
}

gboolean pki_describe_number (PkiField *field, PkiSlice value)
{
	PkiDer der = pki_der (value, NULL);
	PkiElement element;
	gint64 number;
	if (!pki_der_get (&der, PKI_TAG_INTEGER, &element))
		return FALSE;
	pki_field_set_hex (field, element.content);
	if (pki_der_small_integer (element.content, &number))
		pki_field_set_value (field, g_strdup_printf ("%" G_GINT64_FORMAT, number));
	return pki_der_is_end (&der);
}
