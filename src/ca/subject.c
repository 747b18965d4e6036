#include "config.h"

#include "src/ca/subject.h"

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/template.h"
#include "src/x509/encode.h"
#include "src/x509/name.h"
#include "src/x509/string-type.h"

#define LONGEST_TEXT 8192
#define UB_NAME      32768 /* RFC 5280 appendix A.1: what has no bound of its own */
#define UB_DNS_LABEL 63
#define MOST_PARTS   64

typedef struct {
	const char *keyword;
	PkiOid oid;
	guint8 tag; /* of the string type */
	guint longest; /* characters */
} Attribute;

/* RFC 4514 §3, RFC 4519, and what openssl and others write. The first keyword of an OID counts. */
static const Attribute attributes[] = {
	{ "CN", PKI_OID_COMMON_NAME, PKI_TAG_UTF8_STRING, 64 },
	{ "commonName", PKI_OID_COMMON_NAME, PKI_TAG_UTF8_STRING, 64 },
	{ "O", PKI_OID_ORGANIZATION, PKI_TAG_UTF8_STRING, 64 },
	{ "organizationName", PKI_OID_ORGANIZATION, PKI_TAG_UTF8_STRING, 64 },
	{ "OU", PKI_OID_ORGANIZATIONAL_UNIT, PKI_TAG_UTF8_STRING, 64 },
	{ "organizationalUnitName", PKI_OID_ORGANIZATIONAL_UNIT, PKI_TAG_UTF8_STRING, 64 },
	{ "C", PKI_OID_COUNTRY, PKI_TAG_PRINTABLE_STRING, 2 },
	{ "countryName", PKI_OID_COUNTRY, PKI_TAG_PRINTABLE_STRING, 2 },
	{ "ST", PKI_OID_STATE, PKI_TAG_UTF8_STRING, 128 },
	{ "S", PKI_OID_STATE, PKI_TAG_UTF8_STRING, 128 },
	{ "stateOrProvinceName", PKI_OID_STATE, PKI_TAG_UTF8_STRING, 128 },
	{ "L", PKI_OID_LOCALITY, PKI_TAG_UTF8_STRING, 128 },
	{ "localityName", PKI_OID_LOCALITY, PKI_TAG_UTF8_STRING, 128 },
	{ "STREET", PKI_OID_STREET, PKI_TAG_UTF8_STRING, 128 },
	{ "streetAddress", PKI_OID_STREET, PKI_TAG_UTF8_STRING, 128 },
	{ "postalCode", PKI_OID_POSTAL_CODE, PKI_TAG_UTF8_STRING, 40 },
	{ "emailAddress", PKI_OID_EMAIL_ADDRESS, PKI_TAG_IA5_STRING, 255 },
	{ "E", PKI_OID_EMAIL_ADDRESS, PKI_TAG_IA5_STRING, 255 },
	{ "email", PKI_OID_EMAIL_ADDRESS, PKI_TAG_IA5_STRING, 255 },
	{ "DC", PKI_OID_DOMAIN_COMPONENT, PKI_TAG_IA5_STRING, UB_DNS_LABEL },
	{ "domainComponent", PKI_OID_DOMAIN_COMPONENT, PKI_TAG_IA5_STRING, UB_DNS_LABEL },
	{ "UID", PKI_OID_USER_ID, PKI_TAG_UTF8_STRING, 256 },
	{ "userId", PKI_OID_USER_ID, PKI_TAG_UTF8_STRING, 256 },
	{ "SN", PKI_OID_SURNAME, PKI_TAG_UTF8_STRING, UB_NAME },
	{ "surname", PKI_OID_SURNAME, PKI_TAG_UTF8_STRING, UB_NAME },
	{ "GN", PKI_OID_GIVEN_NAME, PKI_TAG_UTF8_STRING, UB_NAME },
	{ "givenName", PKI_OID_GIVEN_NAME, PKI_TAG_UTF8_STRING, UB_NAME },
	{ "name", PKI_OID_NAME, PKI_TAG_UTF8_STRING, UB_NAME },
	{ "initials", PKI_OID_INITIALS, PKI_TAG_UTF8_STRING, UB_NAME },
	{ "generationQualifier", PKI_OID_GENERATION_QUALIFIER, PKI_TAG_UTF8_STRING, UB_NAME },
	{ "pseudonym", PKI_OID_PSEUDONYM, PKI_TAG_UTF8_STRING, 128 },
	{ "title", PKI_OID_TITLE, PKI_TAG_UTF8_STRING, 64 },
	{ "serialNumber", PKI_OID_SERIAL_NUMBER, PKI_TAG_PRINTABLE_STRING, 64 },
	{ "dnQualifier", PKI_OID_DN_QUALIFIER, PKI_TAG_PRINTABLE_STRING, UB_NAME },
	{ "description", PKI_OID_DESCRIPTION, PKI_TAG_UTF8_STRING, 1024 },
	{ "businessCategory", PKI_OID_BUSINESS_CATEGORY, PKI_TAG_UTF8_STRING, 128 },
	{ "organizationIdentifier", PKI_OID_ORGANIZATION_IDENTIFIER, PKI_TAG_UTF8_STRING, 256 },
};

/* One AttributeTypeAndValue, encoded. */
typedef struct {
	GBytes *oid; /* content octets */
	GByteArray *value; /* whole element */
} Part;

static void free_part (gpointer data)
{
	Part *part = data;
	g_clear_pointer (&part->oid, g_bytes_unref);
	g_clear_pointer (&part->value, g_byte_array_unref);
	g_free (part);
}

static PkiSlice bytes_slice (GBytes *bytes)
{
	gsize size;
	const void *data = g_bytes_get_data (bytes, &size);
	return pki_slice (data, size);
}

static gboolean refuse (GError **error, const char *what, const char *why)
{
	g_autofree char *shown = pki_text_printable (what, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT, "%s: %s", shown, why);
}

static const Attribute *find_keyword (const char *keyword)
{
	for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
		if (g_ascii_strcasecmp (attributes[i].keyword, keyword) == 0)
			return &attributes[i];
	return NULL;
}

static const Attribute *find_oid (PkiSlice octets)
{
	PkiOid oid = pki_oid_find (octets);
	for (guint i = 0; oid != PKI_OID_UNKNOWN && i < G_N_ELEMENTS (attributes); i++)
		if (attributes[i].oid == oid)
			return &attributes[i];
	return NULL;
}

/* What stands before "=": a keyword or an OID. *attribute is NULL for OIDs that are not known. */
static GBytes *read_type (const char *type, const Attribute **attribute, GError **error)
{
	const char *dots = g_ascii_strncasecmp (type, "OID.", 4) == 0 ? type + 4 : type;
	if (g_ascii_isdigit (*dots)) {
		g_autoptr (GBytes) oid = pki_encode_dots (dots);
		if (!oid) {
			refuse (error, type,
				_ ("This is no object identifier. Type one like 2.5.4.3."));
			return NULL;
		}
		*attribute = find_oid (bytes_slice (oid));
		return g_steal_pointer (&oid);
	}
	*attribute = find_keyword (type);
	if (!*attribute) {
		refuse (error, type,
			_ ("This kind of name is not known. Use CN, O, OU, C, ST, L, STREET, DC, "
			   "UID, serialNumber, emailAddress, or an OID in dots."));
		return NULL;
	}
	PkiSlice octets = pki_oid_octets ((*attribute)->oid);
	return g_bytes_new_static (octets.data, octets.size);
}

static gboolean fits_type (guint8 tag, const char *text)
{
	PkiElement element = { .tag = tag, .content = pki_slice (text, strlen (text)) };
	return pki_string_is_valid (&element);
}

static gboolean check_text (
	const char *type, const Attribute *attribute, const char *text, GError **error)
{
	if (g_utf8_strlen (text, -1) > (glong)(attribute ? attribute->longest : UB_NAME)) {
		g_autofree char *why = g_strdup_printf (
			ngettext ("The value is too long: it may have %u character at most.",
				"The value is too long: it may have %u characters at most.",
				attribute ? attribute->longest : UB_NAME),
			attribute ? attribute->longest : UB_NAME);
		return refuse (error, type, why);
	}
	for (const char *at = text; *at; at = g_utf8_next_char (at))
		if (g_unichar_iscntrl (g_utf8_get_char (at)))
			return refuse (error, type,
				_ ("There is a control character in the value: type it anew."));
	if (attribute && attribute->oid == PKI_OID_COUNTRY &&
		!(strlen (text) == 2 && g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1])))
		return refuse (error, type,
			_ ("A country has the two letters of ISO 3166, like DE, FR, CN."));
	if (attribute && !fits_type (attribute->tag, text))
		return refuse (error, type,
			attribute->tag == PKI_TAG_IA5_STRING
				? _ ("Here only ASCII is allowed.")
				: _ ("Here only letters, digits and ' ( ) + , - . / : = ? are "
				     "allowed."));
	return TRUE;
}

static GByteArray *encode_text (
	const char *type, const Attribute *attribute, const char *value, GError **error)
{
	g_autofree char *text = g_utf8_normalize (value, -1, G_NORMALIZE_NFC);
	if (!text) {
		refuse (error, type, _ ("The value is not UTF-8."));
		return NULL;
	}
	if (*text == '\0') {
		refuse (error, type, _ ("The value is empty: type one, or leave this part out."));
		return NULL;
	}
	if (!check_text (type, attribute, text, error))
		return NULL;
	if (attribute && attribute->oid == PKI_OID_COUNTRY)
		for (char *at = text; *at; at++)
			*at = g_ascii_toupper (*at);
	GByteArray *out = g_byte_array_new ();
	pki_encode_element (out, attribute ? attribute->tag : PKI_TAG_UTF8_STRING,
		pki_slice (text, strlen (text)));
	return out;
}

/* "#" and hex: the value's DER as it is to stand. What we know has to be text all the same. */
static GByteArray *encode_hex (
	const char *type, const Attribute *attribute, const char *hex, GError **error)
{
	g_autoptr (GBytes) der = strpbrk (hex, ": \t") ? NULL : pki_hex_decode (hex);
	guint32 sins = 0;
	PkiDer cursor = pki_der (der ? bytes_slice (der) : pki_slice (NULL, 0), &sins);
	PkiElement element;
	PkiCharacters characters;
	if (!der || !pki_der_next (&cursor, &element) || !pki_der_is_end (&cursor) || sins) {
		refuse (error, type,
			_ ("Behind “#” the value has to be the hex of exactly one element of "
			   "DER."));
		return NULL;
	}
	if (attribute) {
		g_autoptr (GString) text = pki_string_to_utf8 (&element, &sins);
		if (!pki_characters (&element, &characters) || !pki_string_is_valid (&element) ||
			text->len == 0 || strlen (text->str) != text->len) {
			refuse (error, type, _ ("Behind “#” the hex of a text is wanted."));
			return NULL;
		}
		if (!check_text (type, attribute, text->str, error))
			return NULL;
	}
	GByteArray *out = g_byte_array_new ();
	pki_encode_raw (out, element.whole);
	return out;
}

/* A backslash and what it escapes. FALSE where that is nothing. */
static gboolean read_escape (const char **at, GString *out)
{
	const char *next = *at + 1;
	if (g_ascii_isxdigit (next[0]) && g_ascii_isxdigit (next[1])) {
		g_string_append_c (out, (char)(g_ascii_xdigit_value (next[0]) << 4 |
						g_ascii_xdigit_value (next[1])));
		*at += 3;
		return TRUE;
	}
	if (*next == '\0' || !strchr (" \"#+,;<>=\\", *next))
		return FALSE;
	g_string_append_c (out, *next);
	*at += 2;
	return TRUE;
}

/* A value up to the comma that ends it: *raw is TRUE for one of "#" and hex. */
static gboolean read_value (
	const char *type, const char **at, GString *out, gboolean *raw, GError **error)
{
	gboolean quoted = FALSE;
	gsize kept = 0; /* blanks behind it do not count, unless they are escaped or quoted */
	while (g_ascii_isspace (**at))
		(*at)++;
	*raw = **at == '#';
	for (const char *start = *at; **at && (quoted || **at != ',');) {
		if (**at == '\\') {
			if (!read_escape (at, out))
				return refuse (error, start,
					_ ("A backslash stands before , + \" \\ < > ; # = a "
					   "blank, or two hex digits."));
			kept = out->len;
		} else if (**at == '"') {
			quoted = !quoted;
			kept = out->len;
			(*at)++;
		} else if (!quoted && **at == '+') {
			return refuse (error, type,
				_ ("Several values in one part (with “+”) are not made: separate "
				   "them by commas, or write \\+ for a plus sign."));
		} else if (!quoted && strchr (";<>", **at)) {
			return refuse (error, start,
				_ ("Write a backslash before ; < and >, and separate parts by "
				   "commas."));
		} else {
			g_string_append_c (out, **at);
			if (quoted || !g_ascii_isspace (**at))
				kept = out->len;
			(*at)++;
		}
	}
	g_string_truncate (out, kept);
	if (quoted)
		return refuse (error, type, _ ("The closing quotation mark is missing."));
	if (memchr (out->str, '\0', out->len))
		return refuse (error, type,
			_ ("There is a control character in the value: type it anew."));
	return TRUE;
}

static Part *read_part (const char **at, GError **error)
{
	const char *end = *at + strcspn (*at, "=,+");
	g_autofree char *type = g_strstrip (g_strndup (*at, (gsize)(end - *at)));
	const Attribute *attribute = NULL;
	gboolean raw;
	if (*end != '=') {
		refuse (error, *type ? type : *at,
			_ ("A subject is written as CN=etcd1, O=Acme, C=DE: each part has a kind, "
			   "“=” and a value, and commas stand between the parts."));
		return NULL;
	}
	g_autoptr (GBytes) oid = read_type (type, &attribute, error);
	if (!oid)
		return NULL;
	*at = end + 1;
	g_autoptr (GString) value = g_string_new (NULL);
	if (!read_value (type, at, value, &raw, error))
		return NULL;
	GByteArray *encoded = raw ? encode_hex (type, attribute, value->str + 1, error)
				  : encode_text (type, attribute, value->str, error);
	if (!encoded)
		return NULL;
	Part *part = g_new (Part, 1);
	*part = (Part){ g_steal_pointer (&oid), encoded };
	return part;
}

static GPtrArray *read_parts (const char *text, GError **error)
{
	g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);
	const char *at = text;
	if (strlen (text) > LONGEST_TEXT) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("The subject is too long."));
		return NULL;
	}
	while (g_ascii_isspace (*at))
		at++;
	if (*at == '/') {
		refuse (error, text,
			_ ("Write CN=etcd1, O=Acme, C=DE, with commas and no slashes."));
		return NULL;
	}
	do {
		Part *part = read_part (&at, error);
		if (!part)
			return NULL;
		g_ptr_array_add (parts, part);
	} while (*at++ == ',' && parts->len < MOST_PARTS);
	if (parts->len == MOST_PARTS) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("The subject has too many parts."));
		return NULL;
	}
	return g_steal_pointer (&parts);
}

/* DER has the most general part first. */
static GBytes *encode_parts (const GPtrArray *parts)
{
	GByteArray *out = g_byte_array_new ();
	guint name = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	for (guint i = parts->len; i-- > 0;) {
		const Part *part = g_ptr_array_index (parts, i);
		guint rdn = pki_encode_begin (out, PKI_TAG_SET);
		guint pair = pki_encode_begin (out, PKI_TAG_SEQUENCE);
		pki_encode_element (out, PKI_TAG_OID, bytes_slice (part->oid));
		pki_encode_raw (out, pki_slice (part->value->data, part->value->len));
		pki_encode_end (out, pair);
		pki_encode_end (out, rdn);
	}
	pki_encode_end (out, name);
	return g_byte_array_free_to_bytes (out);
}

GBytes *pki_subject_parse (const char *text, GError **error)
{
	g_autoptr (GPtrArray) parts = read_parts (text, error);
	return parts ? encode_parts (parts) : NULL;
}

char *pki_subject_escape (const char *text)
{
	GString *out = g_string_new (NULL);
	for (const char *at = text; *at; at++) {
		gboolean edge = at == text || at[1] == '\0';
		if (strchr ("\"+,;<>\\", *at) || (*at == ' ' && edge) || (*at == '#' && at == text))
			g_string_append_c (out, '\\');
		g_string_append_c (out, *at);
	}
	return g_string_free (out, FALSE);
}

/* Whether one of the first COUNT parts is of this type. */
static gboolean has_type (const GPtrArray *parts, guint count, GBytes *oid)
{
	for (guint i = 0; i < count; i++)
		if (g_bytes_equal (((Part *)g_ptr_array_index (parts, i))->oid, oid))
			return TRUE;
	return FALSE;
}

GBytes *pki_subject_fill (
	const char *template, const char *name, const char *defaults, GError **error)
{
	g_autofree char *escaped = pki_subject_escape (name);
	g_autofree char *filled = pki_template_fill (template, "name", escaped, NULL);
	g_autoptr (GPtrArray) parts = read_parts (filled, error);
	if (!parts || !defaults || !*defaults)
		return parts ? encode_parts (parts) : NULL;
	g_autoptr (GPtrArray) more = read_parts (defaults, error);
	if (!more)
		return NULL;
	guint own = parts->len;
	while (more->len > 0) {
		Part *part = g_ptr_array_steal_index (more, 0);
		if (has_type (parts, own, part->oid))
			free_part (part);
		else
			g_ptr_array_add (parts, part);
	}
	return encode_parts (parts);
}

char *pki_subject_fill_text (
	const char *template, const char *name, const char *defaults, GError **error)
{
	g_autoptr (GBytes) der = pki_subject_fill (template, name, defaults, error);
	return der ? pki_name_to_text (bytes_slice (der)) : NULL;
}
