#include "config.h"

#include "src/x509/string-type.h"

gboolean pki_characters (const PkiElement *value, PkiCharacters *out)
{
	switch (value->tag) {
	case PKI_TAG_UTF8_STRING:
	case PKI_TAG_NUMERIC_STRING:
	case PKI_TAG_PRINTABLE_STRING:
	case PKI_TAG_T61_STRING:
	case PKI_TAG_IA5_STRING:
	case PKI_TAG_VISIBLE_STRING:
	case PKI_TAG_UNIVERSAL_STRING:
	case PKI_TAG_BMP_STRING:
	case PKI_TAG_UTC_TIME:
	case PKI_TAG_GENERALIZED_TIME:
		break;
	default:
		return FALSE;
	}
	*out = (PkiCharacters){ value->content.data, value->content.data + value->content.size,
		value->tag };
	return TRUE;
}

static gboolean is_character (gunichar c)
{
	return c < 0xd800 || (c > 0xdfff && c <= 0x10ffff);
}

/* UTF-8 is what people put into the one-byte types too. */
static gunichar next_utf8 (PkiCharacters *characters, gboolean *bad)
{
	gunichar c = *characters->at;
	if (c < 0x80) {
		characters->at++;
		return c;
	}
	const char *at = (const char *)characters->at;
	c = g_utf8_get_char_validated (at, characters->end - characters->at);
	if (is_character (c)) {
		characters->at += g_unichar_to_utf8 (c, NULL);
		return c;
	}
	*bad = TRUE;
	return *characters->at++;
}

static gunichar next_unit (const guint8 *at, gsize size)
{
	gunichar c = 0;
	for (gsize i = 0; i < size; i++)
		c = c << 8 | at[i];
	return c;
}

static gunichar next_wide (PkiCharacters *characters, gsize size, gboolean *bad)
{
	gsize left = (gsize)(characters->end - characters->at);
	gunichar c = left >= size ? next_unit (characters->at, size) : G_MAXUINT32;
	if (size == 2 && c >= 0xd800 && c < 0xdc00 && left >= 4) {
		gunichar low = next_unit (characters->at + 2, 2);
		if (low >= 0xdc00 && low < 0xe000) {
			characters->at += 4;
			return 0x10000 + ((c & 0x3ff) << 10) + (low & 0x3ff);
		}
	}
	if (is_character (c)) {
		characters->at += size;
		return c;
	}
	*bad = TRUE;
	return *characters->at++;
}

gboolean pki_characters_next (PkiCharacters *characters, gunichar *character, gboolean *bad)
{
	*bad = FALSE;
	if (characters->at >= characters->end)
		return FALSE;
	switch (characters->tag) {
	case PKI_TAG_T61_STRING:
		/* Nobody writes T.61: what is there is Latin-1. */
		*character = *characters->at++;
		break;
	case PKI_TAG_BMP_STRING:
		*character = next_wide (characters, 2, bad);
		break;
	case PKI_TAG_UNIVERSAL_STRING:
		*character = next_wide (characters, 4, bad);
		break;
	default:
		*character = next_utf8 (characters, bad);
	}
	return TRUE;
}

#define NUMERIC   1
#define PRINTABLE 2

/* Which of the narrow types allow a character (X.680 §41.2, §41.4). */
static guint8 classes_of (guint8 c)
{
	static const guint8 classes[128] = {
		[' '] = NUMERIC | PRINTABLE,
		['0' ... '9'] = NUMERIC | PRINTABLE,
		['A' ... 'Z'] = PRINTABLE,
		['a' ... 'z'] = PRINTABLE,
		['\''] = PRINTABLE,
		['('] = PRINTABLE,
		[')'] = PRINTABLE,
		['+' ... '/'] = PRINTABLE,
		[':'] = PRINTABLE,
		['='] = PRINTABLE,
		['?'] = PRINTABLE,
	};
	return c < 128 ? classes[c] : 0;
}

static gboolean is_of_class (PkiSlice text, guint8 class)
{
	for (gsize i = 0; i < text.size; i++) {
		if (!(classes_of (text.data[i]) & class))
			return FALSE;
	}
	return TRUE;
}

static gboolean is_between (PkiSlice text, guint8 low, guint8 high)
{
	for (gsize i = 0; i < text.size; i++) {
		if (text.data[i] < low || text.data[i] > high)
			return FALSE;
	}
	return TRUE;
}

static gboolean has_no_bad (const PkiElement *value)
{
	PkiCharacters characters;
	gunichar c;
	gboolean bad;
	if (!pki_characters (value, &characters))
		return TRUE;
	while (pki_characters_next (&characters, &c, &bad)) {
		if (bad)
			return FALSE;
	}
	return TRUE;
}

gboolean pki_string_is_valid (const PkiElement *value)
{
	switch (value->tag) {
	case PKI_TAG_NUMERIC_STRING:
		return is_of_class (value->content, NUMERIC);
	case PKI_TAG_PRINTABLE_STRING:
		return is_of_class (value->content, PRINTABLE);
	case PKI_TAG_IA5_STRING:
		return is_between (value->content, 0, 0x7f);
	case PKI_TAG_VISIBLE_STRING:
		return is_between (value->content, 0x20, 0x7e);
	case PKI_TAG_UTF8_STRING:
		return is_between (value->content, 0, 0x7f) || has_no_bad (value);
	default:
		return has_no_bad (value);
	}
}
