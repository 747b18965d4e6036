#include "config.h"

#include "src/x509/general-name.h"

#include "src/x509/name.h"
#include "src/x509/oid.h"
#include "src/base/hex.h"
#include "src/base/text.h"

#include <arpa/inet.h>

static const char *const prefixes[] = {
	[PKI_GENERAL_NAME_OTHER] = "OTHER",
	[PKI_GENERAL_NAME_EMAIL] = "EMAIL",
	[PKI_GENERAL_NAME_DNS] = "DNS",
	[PKI_GENERAL_NAME_X400] = "X400",
	[PKI_GENERAL_NAME_DIRECTORY] = "DIRNAME",
	[PKI_GENERAL_NAME_EDI] = "EDI",
	[PKI_GENERAL_NAME_URI] = "URI",
	[PKI_GENERAL_NAME_IP] = "IP",
	[PKI_GENERAL_NAME_RID] = "RID",
	[PKI_GENERAL_NAME_UNKNOWN] = "UNKNOWN",
};

static PkiGeneralNameKind kind_of (guint32 tag)
{
	switch (tag) {
	case PKI_TAG_CONSTRUCTED (PKI_GENERAL_NAME_OTHER):
	case PKI_TAG_CONTEXT (PKI_GENERAL_NAME_EMAIL):
	case PKI_TAG_CONTEXT (PKI_GENERAL_NAME_DNS):
	case PKI_TAG_CONSTRUCTED (PKI_GENERAL_NAME_X400):
	case PKI_TAG_CONSTRUCTED (PKI_GENERAL_NAME_DIRECTORY):
	case PKI_TAG_CONSTRUCTED (PKI_GENERAL_NAME_EDI):
	case PKI_TAG_CONTEXT (PKI_GENERAL_NAME_URI):
	case PKI_TAG_CONTEXT (PKI_GENERAL_NAME_IP):
	case PKI_TAG_CONTEXT (PKI_GENERAL_NAME_RID):
		return (PkiGeneralNameKind)(tag & 0x1f);
	default:
		return PKI_GENERAL_NAME_UNKNOWN;
	}
}

static gboolean read_other (const PkiElement *element, PkiGeneralName *out)
{
	PkiDer der = pki_der (element->content, NULL);
	PkiElement type, value;
	if (!pki_der_get (&der, PKI_TAG_OID, &type))
		return FALSE;
	out->type = type.content;
	if (!pki_der_enter (&der, PKI_TAG_CONSTRUCTED (0), &der) || !pki_der_next (&der, &value))
		return FALSE;
	out->value = value.whole;
	return TRUE;
}

static gboolean is_ascii (PkiSlice bytes)
{
	for (gsize i = 0; i < bytes.size; i++) {
		if (bytes.data[i] == 0 || bytes.data[i] >= 0x80)
			return FALSE;
	}
	return TRUE;
}

/* Fills in the value; FALSE when it is empty or not of the form it should have. */
static gboolean read_value (const PkiElement *element, PkiGeneralName *out)
{
	gsize size = element->content.size;
	switch (out->kind) {
	case PKI_GENERAL_NAME_OTHER:
		return read_other (element, out);
	case PKI_GENERAL_NAME_DIRECTORY:
		return size > 0 && *element->content.data == PKI_TAG_SEQUENCE &&
		       pki_name_sins (element->content) == 0;
	case PKI_GENERAL_NAME_IP:
		return size == 4 || size == 16;
	case PKI_GENERAL_NAME_EMAIL:
	case PKI_GENERAL_NAME_DNS:
	case PKI_GENERAL_NAME_URI:
		return size > 0 && is_ascii (element->content);
	case PKI_GENERAL_NAME_UNKNOWN:
		return FALSE;
	default:
		return size > 0;
	}
}

gboolean pki_general_name_next (PkiSlice *rest, PkiGeneralName *out, guint32 *sins)
{
	PkiDer der = pki_der (*rest, sins);
	PkiElement element;
	if (!pki_der_next (&der, &element)) {
		if (rest->size > 0)
			pki_der_note (&der, PKI_SIN_BAD_GENERAL_NAME);
		return FALSE;
	}
	*rest = pki_der_rest (&der);
	*out = (PkiGeneralName){
		.kind = kind_of (element.tag), .value = element.content, .whole = element.whole
	};
	if (!read_value (&element, out))
		pki_der_note (&der, PKI_SIN_BAD_GENERAL_NAME);
	return TRUE;
}

gboolean pki_general_names_parse (PkiSlice der, PkiSlice *content)
{
	PkiDer cursor = pki_der (der, NULL);
	PkiElement names;
	if (!pki_der_get (&cursor, PKI_TAG_SEQUENCE, &names))
		return FALSE;
	*content = names.content;
	return TRUE;
}

gboolean pki_general_name_parse (PkiSlice whole, PkiGeneralName *out, guint32 *sins)
{
	return pki_general_name_next (&whole, out, sins);
}

static void append_hex (GString *out, PkiSlice bytes)
{
	g_autofree char *hex = pki_hex_encode (bytes);
	g_string_append_printf (out, "#%s", hex);
}

/* Bits of a mask, or -1 when its ones are not all in front. */
static int mask_bits (PkiSlice mask)
{
	int bits = 0;
	gboolean ended = FALSE;
	for (gsize i = 0; i < mask.size * 8; i++) {
		gboolean set = mask.data[i / 8] >> (7 - i % 8) & 1;
		if (set && ended)
			return -1;
		ended |= !set;
		bits += set;
	}
	return bits;
}

static void append_address (GString *out, PkiSlice address)
{
	char text[INET6_ADDRSTRLEN];
	int family = address.size == 4 ? AF_INET : AF_INET6;
	g_string_append (out, inet_ntop (family, address.data, text, sizeof text));
}

static void append_ip (GString *out, PkiSlice value)
{
	if (value.size == 4 || value.size == 16) {
		append_address (out, value);
		return;
	}
	if (value.size != 8 && value.size != 32) {
		append_hex (out, value);
		return;
	}
	PkiSlice mask = pki_slice (value.data + value.size / 2, value.size / 2);
	int bits = mask_bits (mask);
	append_address (out, pki_slice (value.data, value.size / 2));
	g_string_append_c (out, '/');
	if (bits >= 0)
		g_string_append_printf (out, "%d", bits);
	else
		append_address (out, mask);
}

static void append_owned (GString *out, char *text)
{
	g_string_append (out, text);
	g_free (text);
}

static void append_value (GString *out, const PkiGeneralName *name)
{
	switch (name->kind) {
	case PKI_GENERAL_NAME_EMAIL:
	case PKI_GENERAL_NAME_DNS:
	case PKI_GENERAL_NAME_URI: {
		if (is_ascii (name->value)) {
			g_string_append_len (
				out, (const char *)name->value.data, (gssize)name->value.size);
			break;
		}
		GString *text = pki_text_to_utf8 ((const char *)name->value.data, name->value.size);
		g_string_append_len (out, text->str, (gssize)text->len);
		g_string_free (text, TRUE);
		break;
	}
	case PKI_GENERAL_NAME_DIRECTORY:
		append_owned (out, pki_name_to_text (name->value));
		break;
	case PKI_GENERAL_NAME_IP:
		append_ip (out, name->value);
		break;
	case PKI_GENERAL_NAME_RID:
		append_owned (out, pki_oid_dots (name->value));
		break;
	case PKI_GENERAL_NAME_OTHER:
		if (name->type.size > 0)
			append_owned (out, pki_oid_dots (name->type));
		else
			append_hex (out, name->value);
		break;
	default:
		append_hex (out, name->value);
	}
}

GString *pki_general_name_value (const PkiGeneralName *name)
{
	GString *out = g_string_sized_new (name->value.size + 8);
	append_value (out, name);
	return out;
}

void pki_general_name_append (const PkiGeneralName *name, GString *out)
{
	g_string_append (out, prefixes[name->kind]);
	g_string_append_c (out, ':');
	append_value (out, name);
}

GString *pki_general_name_text (const PkiGeneralName *name)
{
	GString *out = g_string_sized_new (name->value.size + 16);
	pki_general_name_append (name, out);
	return out;
}
