#include "config.h"

#include "src/x509/wide-text.h"

#include <string.h>

#include "src/base/secret.h"

#define BEGINNING 64 /* octets that tell it without a byte order mark */
#define MOST_UNIT 4

static const char begin[] = "-----BEGIN ";

static const PkiWideText kinds[] = {
	{ 4, TRUE, 0 },
	{ 4, FALSE, 0 },
	{ 2, TRUE, 0 },
	{ 2, FALSE, 0 },
};

static guint32 unit_at (const guint8 *octets, const PkiWideText *text)
{
	guint32 c = 0;
	for (guint i = 0; i < text->unit; i++)
		c = c << 8 | octets[text->little ? text->unit - 1 - i : i];
	return c;
}

/* The longer ones first: that of UTF-16 is how the one of UTF-32 begins. */
static gboolean find_mark (PkiSlice bytes, PkiWideText *out)
{
	for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
		*out = kinds[i];
		out->mark = out->unit;
		if (bytes.size >= 2 * out->unit && unit_at (bytes.data, out) == 0xfeff)
			return TRUE;
	}
	return FALSE;
}

static gboolean begins_as (PkiSlice bytes, const PkiWideText *text)
{
	for (gsize i = 0; i < BEGINNING; i += text->unit) {
		guint32 c = unit_at (bytes.data + i, text);
		if (c >= 0x80 || (!g_ascii_isprint ((char)c) && !g_ascii_isspace ((char)c)))
			return FALSE;
	}
	return TRUE;
}

static gboolean holds_block (PkiSlice bytes, const PkiWideText *text)
{
	guint8 wide[sizeof begin * MOST_UNIT] = { 0 };
	gsize size = strlen (begin) * text->unit;
	for (gsize i = 0; i < strlen (begin); i++)
		wide[i * text->unit + (text->little ? 0 : text->unit - 1)] = (guint8)begin[i];
	const guint8 *found = memmem (bytes.data, bytes.size, wide, size);
	return found && (gsize)(found - bytes.data) % text->unit == 0;
}

/* What is read octet by octet is not to be hidden by what is put into it. */
static gboolean is_narrow (PkiSlice bytes)
{
	return bytes.data[0] == 0x30 || !memchr (bytes.data, 0, bytes.size) ||
	       memmem (bytes.data, bytes.size, begin, strlen (begin));
}

gboolean pki_wide_text_find (PkiSlice bytes, PkiWideText *out)
{
	if (find_mark (bytes, out))
		return TRUE;
	if (bytes.size < BEGINNING)
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
		*out = kinds[i];
		if (begins_as (bytes, out))
			return TRUE;
	}
	if (is_narrow (bytes))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
		*out = kinds[i];
		if (holds_block (bytes, out))
			return TRUE;
	}
	return FALSE;
}

GBytes *pki_wide_text_narrow (PkiSlice bytes, const PkiWideText *text)
{
	gsize size = (bytes.size - text->mark) / text->unit;
	guint8 *out = g_malloc (MAX (size, 1));
	for (gsize i = 0; i < size; i++) {
		guint32 c = unit_at (bytes.data + text->mark + i * text->unit, text);
		out[i] = c < 0x80 ? (guint8)c : 0xff;
	}
	return pki_bytes_take_wiped (out, size);
}
