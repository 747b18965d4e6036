#include "config.h"

#include "src/ca/subject.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/ca/subject-attribute.h"
#include "src/ca/template.h"
#include "src/x509/encode.h"
#include "src/x509/name.h"

#define LONGEST_TEXT 8192
#define MOST_PARTS   64

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
				return pki_subject_refuse (error, start,
					_ ("A backslash stands before , + \" \\ < > ; # = a "
					   "blank, or two hex digits."));
			kept = out->len;
		} else if (**at == '"') {
			quoted = !quoted;
			kept = out->len;
			(*at)++;
		} else if (!quoted && **at == '+') {
			return pki_subject_refuse (error, type,
				_ ("Several values in one part (with “+”) are not made: separate "
				   "them by commas, or write \\+ for a plus sign."));
		} else if (!quoted && strchr (";<>", **at)) {
			return pki_subject_refuse (error, start,
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
		return pki_subject_refuse (
			error, type, _ ("The closing quotation mark is missing."));
	if (memchr (out->str, '\0', out->len))
		return pki_subject_refuse (error, type,
			_ ("There is a control character in the value: type it anew."));
	return TRUE;
}

/* WHOLE is the subject; between two commas, or beside "=", it has nothing. */
static gboolean throw_no_type (const char *whole, gboolean has_value, GError **error)
{
	if (!whole[strspn (whole, " \t\r\n")])
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("The subject is empty: type one like CN=etcd1, O=Acme, C=DE."));
	return pki_subject_refuse (error, whole,
		has_value ? _ ("Before “=” stands what kind of name it is, as in CN=etcd1.")
			  : _ ("There is a comma too many."));
}

static Part *read_part (const char *whole, const char **at, GError **error)
{
	const char *end = *at + strcspn (*at, "=,+");
	g_autofree char *type = g_strstrip (g_strndup (*at, (gsize)(end - *at)));
	const PkiSubjectAttribute *attribute = NULL;
	gboolean raw;
	if (!*type) {
		throw_no_type (whole, *end == '=', error);
		return NULL;
	}
	if (*end != '=') {
		pki_subject_refuse (error, type,
			_ ("A subject is written as CN=etcd1, O=Acme, C=DE: each part has a kind, "
			   "“=” and a value, and commas stand between the parts."));
		return NULL;
	}
	g_autoptr (GBytes) oid = pki_subject_read_type (type, &attribute, error);
	if (!oid)
		return NULL;
	*at = end + 1;
	g_autoptr (GString) value = g_string_new (NULL);
	if (!read_value (type, at, value, &raw, error))
		return NULL;
	GByteArray *encoded = raw ? pki_subject_encode_hex (type, attribute, value->str + 1, error)
				  : pki_subject_encode_text (type, attribute, value->str, error);
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
		pki_subject_refuse (error, text,
			_ ("Write CN=etcd1, O=Acme, C=DE, with commas and no slashes."));
		return NULL;
	}
	do {
		Part *part = read_part (text, &at, error);
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
		pki_encode_element (out, PKI_TAG_OID, pki_slice_of_bytes (part->oid));
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

/* TEXT as one value in RFC 4514: what has a meaning there is escaped. */
static char *escape (const char *text)
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
	g_autofree char *escaped = escape (name);
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
	return der ? pki_name_to_text (pki_slice_of_bytes (der)) : NULL;
}
