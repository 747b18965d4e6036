#include "config.h"

#include "src/base/hex.h"

static const char digits[] = "0123456789abcdef";

char *pki_hex_encode (PkiSlice bytes)
{
	char *text = g_malloc (bytes.size * 2 + 1);
	for (gsize i = 0; i < bytes.size; i++) {
		text[2 * i] = digits[bytes.data[i] >> 4];
		text[2 * i + 1] = digits[bytes.data[i] & 15];
	}
	text[bytes.size * 2] = '\0';
	return text;
}

char *pki_hex_encode_pairs (PkiSlice bytes, char separator)
{
	g_autoptr (GString) text = g_string_sized_new (bytes.size * 3 + 1);
	for (gsize i = 0; i < bytes.size; i++) {
		if (i > 0)
			g_string_append_c (text, separator);
		g_string_append_c (text, digits[bytes.data[i] >> 4]);
		g_string_append_c (text, digits[bytes.data[i] & 15]);
	}
	return g_string_free (g_steal_pointer (&text), FALSE);
}

GBytes *pki_hex_decode (const char *text)
{
	g_autoptr (GByteArray) bytes = g_byte_array_new ();
	int high = -1;
	for (const char *p = text; *p; p++) {
		int value = g_ascii_xdigit_value (*p);
		if (value < 0 && (*p == ':' || g_ascii_isspace (*p)))
			continue;
		if (value < 0)
			return NULL;
		if (high < 0) {
			high = value;
			continue;
		}
		guint8 byte = (guint8)(high << 4 | value);
		g_byte_array_append (bytes, &byte, 1);
		high = -1;
	}
	if (high >= 0)
		return NULL;
	return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
