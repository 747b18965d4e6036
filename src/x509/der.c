#include "config.h"

#include "src/x509/der.h"

#define CONSTRUCTED 0x20

typedef struct {
	guint32 tag;
	gsize size; /* of the header */
	gsize length;
	gboolean indefinite;
	gboolean minimal;
} Header;

/* Reads an identifier in the form for numbers over 30; the octets it takes go to *size. */
static gboolean read_long_tag (const guint8 *at, gsize left, guint32 *tag, gsize *size)
{
	guint32 number = 0;
	for (gsize i = 1; i < left && i < 5; i++) {
		number = number << 7 | (at[i] & 0x7f);
		if (at[i] & 0x80)
			continue;
		if (number > 0xffffff)
			return FALSE;
		*tag = (guint32)at[0] << 24 | number;
		*size = i + 1;
		return TRUE;
	}
	return FALSE;
}

static gboolean read_long_length (const guint8 *at, gsize left, Header *out)
{
	gsize octets = at[0] & 0x7f;
	if (octets == 0) {
		out->indefinite = TRUE;
		out->minimal = FALSE;
		return TRUE;
	}
	if (octets == 0x7f || octets >= left)
		return FALSE;
	guint64 length = 0;
	for (gsize i = 1; i <= octets; i++) {
		if (length >> 48)
			return FALSE;
		length = length << 8 | at[i];
	}
	out->length = (gsize)length;
	out->minimal = at[1] != 0 && length >= 0x80;
	out->size += octets;
	return TRUE;
}

static gboolean read_header (const guint8 *at, gsize left, Header *out)
{
	if (left < 2)
		return FALSE;
	*out = (Header){ .tag = at[0], .size = 1, .minimal = TRUE };
	if ((at[0] & 0x1f) == 0x1f && !read_long_tag (at, left, &out->tag, &out->size))
		return FALSE;
	if (out->size >= left)
		return FALSE;
	const guint8 *length = at + out->size;
	left -= out->size++;
	if (*length < 0x80) {
		out->length = *length;
		return TRUE;
	}
	return read_long_length (length, left, out) && (!out->indefinite || at[0] & CONSTRUCTED);
}

/* Where the end-of-contents of an indefinite length starts: one walk, definite elements are not
 * entered. NULL when it is missing. */
static const guint8 *find_end_of_contents (const guint8 *at, const guint8 *end)
{
	guint level = 1;
	while (end - at >= 2) {
		Header header;
		if (at[0] == 0 && at[1] == 0) {
			if (--level == 0)
				return at;
			at += 2;
			continue;
		}
		if (!read_header (at, (gsize)(end - at), &header))
			return NULL;
		at += header.size;
		if (header.indefinite)
			level++;
		else if (header.length > (gsize)(end - at))
			return NULL;
		else
			at += header.length;
	}
	return NULL;
}

/* The common case: a short tag and a length below 128. */
static inline gboolean read_short_element (PkiDer *der, PkiElement *out)
{
	const guint8 *at = der->at;
	gsize left = (gsize)(der->end - at);
	if (left < 2 || (at[0] & 0x1f) == 0x1f || at[1] >= 0x80 || at[1] > left - 2)
		return FALSE;
	out->tag = at[0];
	out->content = pki_slice (at + 2, at[1]);
	out->whole = pki_slice (at, 2 + (gsize)at[1]);
	der->at += out->whole.size;
	return TRUE;
}

static gboolean read_element (PkiDer *der, gboolean cut, PkiElement *out)
{
	Header header;
	if (der->at >= der->end)
		return FALSE;
	gsize left = (gsize)(der->end - der->at);
	if (!read_header (der->at, left, &header)) {
		pki_der_note (der, PKI_SIN_TRUNCATED);
		return FALSE;
	}
	if (!header.minimal)
		pki_der_note (der, PKI_SIN_BER_LENGTH);
	const guint8 *content = der->at + header.size;
	left -= header.size;
	gsize behind = 0;
	if (header.indefinite) {
		const guint8 *end = find_end_of_contents (content, der->end);
		header.length = end ? (gsize)(end - content) : G_MAXSIZE;
		behind = 2;
	}
	if (header.length > left) {
		pki_der_note (der, PKI_SIN_TRUNCATED);
		if (!cut)
			return FALSE;
		header.length = left;
		behind = 0;
	}
	out->tag = header.tag;
	out->content = pki_slice (content, header.length);
	out->whole = pki_slice (der->at, header.size + header.length + behind);
	der->at += out->whole.size;
	return TRUE;
}

gboolean pki_der_next (PkiDer *der, PkiElement *out)
{
	return read_short_element (der, out) || read_element (der, FALSE, out);
}

gboolean pki_der_next_cut (PkiDer *der, PkiElement *out)
{
	return read_element (der, TRUE, out);
}

gboolean pki_der_get (PkiDer *der, guint32 tag, PkiElement *out)
{
	PkiElement element;
	out = out ? out : &element;
	return pki_der_peek (der, tag) &&
	       (read_short_element (der, out) || read_element (der, FALSE, out));
}

gboolean pki_der_enter (PkiDer *der, guint32 tag, PkiDer *inside)
{
	PkiElement element;
	if (der->depth >= PKI_DER_DEPTH || !pki_der_get (der, tag, &element))
		return FALSE;
	*inside = pki_der_inside (der, &element);
	return TRUE;
}

gboolean pki_der_small_integer (PkiSlice content, gint64 *out)
{
	if (content.size == 0 || content.size > 8)
		return FALSE;
	guint64 value = content.data[0] & 0x80 ? G_MAXUINT64 : 0;
	for (gsize i = 0; i < content.size; i++)
		value = value << 8 | content.data[i];
	*out = (gint64)value;
	return TRUE;
}

PkiSlice pki_der_magnitude (PkiSlice content)
{
	while (content.size > 1 && content.data[0] == 0) {
		content.data++;
		content.size--;
	}
	return content;
}

guint pki_der_integer_bits (PkiSlice content)
{
	PkiSlice number = pki_der_magnitude (content);
	if (number.size == 0 || number.data[0] == 0 || number.size > G_MAXUINT / 8)
		return 0;
	return (guint)(number.size - 1) * 8 + g_bit_storage (number.data[0]);
}

gboolean pki_der_bits (PkiSlice content, PkiSlice *bits, guint *unused)
{
	if (content.size == 0 || content.data[0] > 7 || (content.size == 1 && content.data[0] != 0))
		return FALSE;
	*bits = pki_slice (content.data + 1, content.size - 1);
	if (unused)
		*unused = content.data[0];
	return TRUE;
}

gboolean pki_der_default_false (PkiDer *der)
{
	PkiElement element;
	if (!pki_der_get (der, PKI_TAG_BOOLEAN, &element))
		return FALSE;
	if (element.content.size != 1 || element.content.data[0] != 0xff)
		pki_der_note (der, PKI_SIN_BAD_BOOLEAN);
	return element.content.size > 0 && element.content.data[0] != 0;
}

static gboolean append_octets (const PkiElement *element, guint depth, GByteArray *out)
{
	guint8 identifier = *element->whole.data;
	if (!(identifier & CONSTRUCTED)) {
		g_byte_array_append (out, element->content.data, (guint)element->content.size);
		return TRUE;
	}
	PkiDer pieces = pki_der (element->content, NULL);
	PkiElement piece;
	while (depth < PKI_DER_DEPTH && pki_der_next (&pieces, &piece)) {
		if ((piece.tag & ~(guint32)CONSTRUCTED) != PKI_TAG_OCTET_STRING ||
			!append_octets (&piece, depth + 1, out))
			return FALSE;
	}
	return pki_der_is_end (&pieces);
}

gboolean pki_der_octets (const PkiElement *element, GByteArray *out)
{
	return element->content.size < G_MAXUINT / 2 && append_octets (element, 0, out);
}
