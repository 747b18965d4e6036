#include "config.h"

#include "src/x509/encode.h"

#include "src/base/time.h"

#define HEADER_MOST (2 + sizeof (gsize))

static guint make_header (guint8 header[HEADER_MOST], guint8 tag, gsize size)
{
	guint used = 2;
	header[0] = tag;
	if (size < 0x80) {
		header[1] = (guint8)size;
	} else {
		guint octets = 1;
		while (octets < sizeof size && size >> (8 * octets) > 0)
			octets++;
		header[1] = (guint8)(0x80 | octets);
		while (octets-- > 0)
			header[used++] = (guint8)(size >> (8 * octets));
	}
	return used;
}

static void put_header (GByteArray *out, guint8 tag, gsize size)
{
	guint8 header[HEADER_MOST];
	guint used = make_header (header, tag, size);
	g_byte_array_append (out, header, used);
}

void pki_encode_element (GByteArray *out, guint8 tag, PkiSlice content)
{
	put_header (out, tag, content.size);
	if (content.size > 0)
		g_byte_array_append (out, content.data, (guint)content.size);
}

guint pki_encode_begin (GByteArray *out, guint8 tag)
{
	put_header (out, tag, 0);
	return out->len;
}

void pki_encode_end (GByteArray *out, guint begin)
{
	guint8 header[HEADER_MOST];
	guint size = out->len - begin;
	guint used = make_header (header, out->data[begin - 2], size);
	g_byte_array_set_size (out, begin - 2 + used + size);
	memmove (out->data + begin - 2 + used, out->data + begin, size);
	memcpy (out->data + begin - 2, header, used);
}

void pki_encode_raw (GByteArray *out, PkiSlice der)
{
	if (der.size > 0)
		g_byte_array_append (out, der.data, (guint)der.size);
}

void pki_encode_integer (GByteArray *out, PkiSlice content)
{
	while (content.size > 1 && ((content.data[0] == 0 && !(content.data[1] & 0x80)) ||
					   (content.data[0] == 0xff && (content.data[1] & 0x80)))) {
		content.data++;
		content.size--;
	}
	pki_encode_element (out, PKI_TAG_INTEGER, content);
}

void pki_encode_number (GByteArray *out, guint number)
{
	const guint8 octets[] = { 0, (guint8)(number >> 24), (guint8)(number >> 16),
		(guint8)(number >> 8), (guint8)number };
	pki_encode_integer (out, pki_slice (octets, sizeof octets));
}

void pki_encode_true (GByteArray *out)
{
	const guint8 yes = 0xff;
	pki_encode_element (out, PKI_TAG_BOOLEAN, pki_slice (&yes, 1));
}

void pki_encode_oid (GByteArray *out, PkiOid oid)
{
	pki_encode_element (out, PKI_TAG_OID, pki_oid_octets (oid));
}

void pki_encode_bits (GByteArray *out, PkiSlice bits, guint8 unused)
{
	put_header (out, PKI_TAG_BIT_STRING, bits.size + 1);
	g_byte_array_append (out, &unused, 1);
	pki_encode_raw (out, bits);
}

gboolean pki_encode_time (GByteArray *out, gint64 time)
{
	const gint64 first = pki_time_from_civil (1950, 1, 1, 0, 0, 0);
	const gint64 general = pki_time_from_civil (2050, 1, 1, 0, 0, 0);
	const gint64 last = pki_time_from_civil (9999, 12, 31, 23, 59, 59);
	if (time == PKI_TIME_NONE || time < first || time > last)
		return FALSE;
	g_autofree char *text = pki_time_format (time); /* "2027-11-20T00:00:00Z" */
	GString *digits = g_string_new (NULL);
	for (const char *at = time < general ? text + 2 : text; *at; at++)
		if (g_ascii_isdigit (*at))
			g_string_append_c (digits, *at);
	g_string_append_c (digits, 'Z');
	pki_encode_element (out, time < general ? PKI_TAG_UTC_TIME : PKI_TAG_GENERALIZED_TIME,
		pki_slice (digits->str, digits->len));
	g_string_free (digits, TRUE);
	return TRUE;
}

static void put_arc (GByteArray *out, guint64 arc)
{
	guint8 octets[10];
	guint at = sizeof octets;
	octets[--at] = arc & 0x7f;
	while (arc >>= 7)
		octets[--at] = (guint8)(0x80 | (arc & 0x7f));
	g_byte_array_append (out, octets + at, sizeof octets - at);
}

GBytes *pki_encode_dots (const char *dots)
{
	g_auto (GStrv) arcs = g_strsplit (dots, ".", -1);
	g_autoptr (GByteArray) out = g_byte_array_new ();
	guint64 first = 0, arc;
	for (guint i = 0; arcs[i]; i++) {
		gboolean padded = arcs[i][0] == '0' && arcs[i][1];
		if (padded || !g_ascii_string_to_unsigned (arcs[i], 10, 0,
				      i == 1 ? G_MAXINT64 : G_MAXUINT64, &arc, NULL))
			return NULL;
		if ((i == 0 && arc > 2) || (i == 1 && first < 2 && arc > 39))
			return NULL;
		if (i == 0)
			first = arc;
		else
			put_arc (out, i == 1 ? 40 * first + arc : arc);
	}
	return out->len > 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
}

GBytes *pki_encode_public_key (PkiSlice algorithm, PkiSlice key)
{
	GByteArray *out = g_byte_array_new ();
	guint whole = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_raw (out, algorithm);
	pki_encode_bits (out, key, 0);
	pki_encode_end (out, whole);
	return g_byte_array_free_to_bytes (out);
}
