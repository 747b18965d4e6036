#include "config.h"

#include "src/x509/encode.h"

#include "src/x509/der.h"

static void put_header (GByteArray *out, guint8 tag, gsize size)
{
	guint8 header[2 + sizeof size] = { tag };
	guint used = 2;
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
	g_byte_array_append (out, header, used);
}

void pki_encode_element (GByteArray *out, guint8 tag, PkiSlice content)
{
	put_header (out, tag, content.size);
	if (content.size > 0)
		g_byte_array_append (out, content.data, (guint)content.size);
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

GBytes *pki_encode_public_key (PkiSlice algorithm, PkiSlice key)
{
	g_autoptr (GByteArray) content = g_byte_array_new ();
	g_byte_array_append (content, algorithm.data, (guint)algorithm.size);
	put_header (content, PKI_TAG_BIT_STRING, key.size + 1);
	g_byte_array_append (content, (const guint8 *)"", 1);
	if (key.size > 0)
		g_byte_array_append (content, key.data, (guint)key.size);
	GByteArray *whole = g_byte_array_sized_new (content->len + 6);
	pki_encode_element (whole, PKI_TAG_SEQUENCE, pki_slice (content->data, content->len));
	return g_byte_array_free_to_bytes (whole);
}
