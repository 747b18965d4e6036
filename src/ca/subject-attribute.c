#include "config.h"

#include "src/ca/subject-attribute.h"

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/encode.h"
#include "src/x509/name.h"
#include "src/x509/string-type.h"

#define UB_NAME      32768 /* RFC 5280 appendix A.1: what has no bound of its own */
#define UB_DNS_LABEL 63

/* RFC 4514 §3, RFC 4519, and what openssl and others write. The first keyword of an OID counts. */
static const PkiSubjectAttribute attributes[] = {
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

gboolean pki_subject_refuse (GError **error, const char *what, const char *why)
{
	g_autofree char *shown = pki_text_printable (what, -1);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("%s: %s"), shown, why);
}

static const PkiSubjectAttribute *find_keyword (const char *keyword)
{
	for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
		if (g_ascii_strcasecmp (attributes[i].keyword, keyword) == 0)
			return &attributes[i];
	return NULL;
}

static const PkiSubjectAttribute *find_oid (PkiSlice octets)
{
	PkiOid oid = pki_oid_find (octets);
	for (guint i = 0; oid != PKI_OID_UNKNOWN && i < G_N_ELEMENTS (attributes); i++)
		if (attributes[i].oid == oid)
			return &attributes[i];
	return NULL;
}

/* What stands before "=": a keyword or an OID. *attribute is NULL for OIDs that are not known. */
GBytes *pki_subject_read_type (
	const char *type, const PkiSubjectAttribute **attribute, GError **error)
{
	const char *dots = g_ascii_strncasecmp (type, "OID.", 4) == 0 ? type + 4 : type;
	if (g_ascii_isdigit (*dots)) {
		g_autoptr (GBytes) oid = pki_encode_dots (dots);
		if (!oid) {
			pki_subject_refuse (error, type,
				_ ("This is no object identifier. Type one like 2.5.4.3."));
			return NULL;
		}
		*attribute = find_oid (pki_slice_of_bytes (oid));
		return g_steal_pointer (&oid);
	}
	*attribute = find_keyword (type);
	if (!*attribute) {
		pki_subject_refuse (error, type,
			_ ("This kind of name is not known. Use CN, O, OU, C, ST, L, STREET, DC, "
			   "UID, serialNumber, emailAddress, or an OID in dots."));
		return NULL;
	}
	PkiSlice octets = pki_oid_octets ((*attribute)->oid);
	return g_bytes_new_static (octets.data, octets.size);
}

static guint longest_of (const PkiSubjectAttribute *attribute)
{
	return attribute ? attribute->longest : UB_NAME;
}

guint pki_subject_longest (PkiSlice oid)
{
	return longest_of (find_oid (oid));
}

static gboolean fits_type (guint8 tag, const char *text)
{
	PkiElement element = { .tag = tag, .content = pki_slice (text, strlen (text)) };
	return pki_string_is_valid (&element);
}

static gboolean check_text (
	const char *type, const PkiSubjectAttribute *attribute, const char *text, GError **error)
{
	guint longest = longest_of (attribute);
	if (g_utf8_strlen (text, -1) > (glong)longest) {
		g_autofree char *why = g_strdup_printf (
			ngettext ("The value is too long: it may have %u character at most.",
				"The value is too long: it may have %u characters at most.",
				longest),
			longest);
		return pki_subject_refuse (error, type, why);
	}
	for (const char *at = text; *at; at = g_utf8_next_char (at))
		if (g_unichar_iscntrl (g_utf8_get_char (at)))
			return pki_subject_refuse (error, type,
				_ ("There is a control character in the value: type it anew."));
	if (attribute && attribute->oid == PKI_OID_COUNTRY &&
		!(strlen (text) == 2 && g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1])))
		return pki_subject_refuse (error, type,
			_ ("A country has the two letters of ISO 3166, like DE, FR, CN."));
	if (attribute && !fits_type (attribute->tag, text))
		return pki_subject_refuse (error, type,
			attribute->tag == PKI_TAG_IA5_STRING
				? _ ("Here only ASCII is allowed.")
				: _ ("Here only letters, digits and ' ( ) + , - . / : = ? are "
				     "allowed."));
	return TRUE;
}

GByteArray *pki_subject_encode_text (
	const char *type, const PkiSubjectAttribute *attribute, const char *value, GError **error)
{
	g_autofree char *text = g_utf8_normalize (value, -1, G_NORMALIZE_NFC);
	if (!text) {
		pki_subject_refuse (error, type, _ ("The value is not UTF-8."));
		return NULL;
	}
	if (*text == '\0') {
		pki_subject_refuse (
			error, type, _ ("The value is empty: type one, or leave this part out."));
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
GByteArray *pki_subject_encode_hex (
	const char *type, const PkiSubjectAttribute *attribute, const char *hex, GError **error)
{
	g_autoptr (GBytes) der = strpbrk (hex, ": \t") ? NULL : pki_hex_decode (hex);
	guint32 sins = 0;
	PkiDer cursor = pki_der (der ? pki_slice_of_bytes (der) : pki_slice (NULL, 0), &sins);
	PkiElement element;
	PkiCharacters characters;
	if (!der || !pki_der_next (&cursor, &element) || !pki_der_is_end (&cursor) || sins ||
		element.content.size == 0) {
		pki_subject_refuse (error, type,
			_ ("Behind “#” the value has to be the hex of exactly one element of "
			   "DER that is not empty."));
		return NULL;
	}
	gboolean is_text = pki_characters (&element, &characters);
	g_autoptr (GString) text = is_text ? pki_string_to_utf8 (&element, &sins) : NULL;
	if (is_text ? !pki_string_is_valid (&element) || text->len == 0 ||
				strlen (text->str) != text->len
		    : attribute != NULL) {
		pki_subject_refuse (error, type, _ ("Behind “#” the hex of a text is wanted."));
		return NULL;
	}
	if (attribute && !check_text (type, attribute, text->str, error))
		return NULL;
	GByteArray *out = g_byte_array_new ();
	pki_encode_raw (out, element.whole);
	return out;
}
