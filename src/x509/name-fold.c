/* Names compared as RFC 5280 §7.1 says: each is folded into bytes that are equal for equal Names.
 */
#include "config.h"

#include "src/x509/name.h"
#include "src/x509/object.h"
#include "src/x509/string-type.h"

/* One octet is one character, and the same one in Unicode. */
static gboolean is_plain_ascii (const PkiElement *value)
{
	if (value->tag == PKI_TAG_BMP_STRING || value->tag == PKI_TAG_UNIVERSAL_STRING)
		return FALSE;
	for (gsize i = 0; i < value->content.size; i++)
		if (value->content.data[i] >= 0x80)
			return FALSE;
	return TRUE;
}

/* Lower case, blanks at the ends dropped and within made one. */
static void append_folded_ascii (GString *out, const char *text, gsize size)
{
	gsize start = out->len;
	gboolean blank = FALSE;
	for (gsize i = 0; i < size; i++) {
		if (text[i] == ' ') {
			blank = out->len > start;
			continue;
		}
		if (blank)
			g_string_append_c (out, ' ');
		blank = FALSE;
		g_string_append_c (out, g_ascii_tolower (text[i]));
	}
}

static void append_folded (GString *out, const PkiElement *value)
{
	PkiCharacters characters;
	if (!pki_characters (value, &characters)) {
		g_string_append_len (
			out, (const char *)value->whole.data, (gssize)value->whole.size);
		return;
	}
	if (is_plain_ascii (value)) {
		append_folded_ascii (out, (const char *)value->content.data, value->content.size);
		return;
	}
	g_autoptr (GString) text = pki_string_to_utf8 (value, NULL);
	gboolean plain = strlen (text->str) != text->len || g_str_is_ascii (text->str);
	g_autofree char *same =
		plain ? NULL : g_utf8_normalize (text->str, (gssize)text->len, G_NORMALIZE_NFKC);
	g_autofree char *folded = same ? g_utf8_casefold (same, -1) : NULL;
	if (folded)
		append_folded_ascii (out, folded, strlen (folded));
	else
		append_folded_ascii (out, text->str, text->len);
}

/* Type and value, each with its length, so that no two parts run into each other. */
static void append_part (GString *out, const PkiNamePart *part)
{
	guint32 size = (guint32)part->type.size;
	g_string_append_len (out, (const char *)&size, sizeof size);
	g_string_append_len (out, (const char *)part->type.data, (gssize)part->type.size);
	append_folded (out, &part->value);
}

static GString *fold_part (const PkiNamePart *part)
{
	GString *out = g_string_sized_new (64);
	append_part (out, part);
	return out;
}

static int compare_parts (gconstpointer a, gconstpointer b)
{
	const GString *const *one = a, *const *other = b;
	int order = memcmp ((*one)->str, (*other)->str, MIN ((*one)->len, (*other)->len));
	return order != 0 ? order : ((*one)->len > (*other)->len) - ((*one)->len < (*other)->len);
}

static void free_part (gpointer part)
{
	g_string_free (part, TRUE);
}

static void append_number (GString *out, guint32 number)
{
	g_string_append_len (out, (const char *)&number, sizeof number);
}

/* The parts of one RDN are a set: in the order of their bytes. */
static void append_set (GString *out, const GArray *parts)
{
	g_autoptr (GPtrArray) folded = g_ptr_array_new_with_free_func (free_part);
	for (guint i = 0; i < parts->len; i++)
		g_ptr_array_add (folded, fold_part (&g_array_index (parts, PkiNamePart, i)));
	g_ptr_array_sort (folded, compare_parts);
	for (guint i = 0; i < folded->len; i++) {
		const GString *part = g_ptr_array_index (folded, i);
		append_number (out, (guint32)part->len);
		g_string_append_len (out, part->str, (gssize)part->len);
	}
}

static void append_alone (GString *out, const PkiNamePart *part)
{
	gsize at = out->len;
	append_number (out, 0);
	append_part (out, part);
	guint32 size = (guint32)(out->len - at - sizeof size);
	memcpy (out->str + at, &size, sizeof size);
}

static void flush_rdn (GArray *parts, GString *out)
{
	if (parts->len > 0)
		append_number (out, parts->len);
	if (parts->len > 1)
		append_set (out, parts);
	else if (parts->len == 1)
		append_alone (out, &g_array_index (parts, PkiNamePart, 0));
	g_array_set_size (parts, 0);
}

static GString *fold (PkiSlice name)
{
	g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (PkiNamePart));
	GString *out = g_string_sized_new (name.size + 64);
	PkiNameWalk walk = pki_name_walk (name, NULL);
	PkiNamePart part;
	guint rdn = G_MAXUINT;
	for (guint i = 0; i < PKI_NAME_MOST_PARTS && pki_name_next (&walk, &part); i++) {
		if (part.rdn != rdn)
			flush_rdn (parts, out);
		rdn = part.rdn;
		g_array_append_val (parts, part);
	}
	flush_rdn (parts, out);
	return out;
}

gboolean pki_name_equal (PkiSlice a, PkiSlice b)
{
	if (pki_slice_equal (a, b))
		return TRUE;
	g_autoptr (GString) one = fold (a);
	g_autoptr (GString) other = fold (b);
	return g_string_equal (one, other);
}

/* FNV-1a, mixed in the end. */
gint64 pki_name_key (PkiSlice name)
{
	g_autoptr (GString) folded = fold (name);
	guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);
	if (folded->len == 0)
		return 0;
	for (gsize i = 0; i < folded->len; i++)
		hash = (hash ^ (guint8)folded->str[i]) * G_GUINT64_CONSTANT (0x100000001b3);
	hash ^= hash >> 32;
	return hash == 0 ? 1 : (gint64)hash;
}
