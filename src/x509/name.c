#include "config.h"

#include "src/x509/name.h"

#include "src/x509/oid.h"
#include "src/x509/string-type.h"

static const char hex_digits[] = "0123456789ABCDEF";

PkiNameWalk pki_name_walk (PkiSlice name, guint32 *sins)
{
	PkiNameWalk walk = { .names = pki_der (name, sins), .rdn = G_MAXUINT };
	if (!pki_der_enter (&walk.names, PKI_TAG_SEQUENCE, &walk.names)) {
		if (name.size > 0)
			pki_der_note (&walk.names, PKI_SIN_BAD_NAME);
		walk.names.at = walk.names.end;
	}
	walk.parts = walk.names;
	walk.parts.at = walk.parts.end;
	return walk;
}

/* Goes on to the next RDN that has something in it. */
static gboolean enter_rdn (PkiNameWalk *walk)
{
	PkiElement element;
	while (pki_der_next (&walk->names, &element)) {
		walk->rdn++;
		if (element.tag == PKI_TAG_SET && element.content.size > 0) {
			walk->parts = pki_der_inside (&walk->names, &element);
			return TRUE;
		}
		pki_der_note (&walk->names, PKI_SIN_BAD_NAME);
	}
	if (!pki_der_is_end (&walk->names))
		pki_der_note (&walk->names, PKI_SIN_BAD_NAME);
	return FALSE;
}

static gboolean read_part (PkiDer *parts, PkiNamePart *out)
{
	PkiElement element, type;
	if (!pki_der_next (parts, &element)) {
		parts->at = parts->end;
		return FALSE;
	}
	PkiDer inside = pki_der_inside (parts, &element);
	if (element.tag != PKI_TAG_SEQUENCE || !pki_der_get (&inside, PKI_TAG_OID, &type) ||
		!pki_der_next (&inside, &out->value))
		return FALSE;
	out->type = type.content;
	return TRUE;
}

gboolean pki_name_next (PkiNameWalk *walk, PkiNamePart *out)
{
	for (;;) {
		if (pki_der_is_end (&walk->parts) && !enter_rdn (walk))
			return FALSE;
		if (read_part (&walk->parts, out)) {
			out->rdn = walk->rdn;
			return TRUE;
		}
		pki_der_note (&walk->names, PKI_SIN_BAD_NAME);
	}
}

guint32 pki_name_sins (PkiSlice name)
{
	guint32 sins = 0;
	PkiNameWalk walk = pki_name_walk (name, &sins);
	PkiNamePart part;
	while (pki_name_next (&walk, &part)) {
		if (part.value.content.size == 0)
			sins |= PKI_SIN_BAD_NAME;
		else if (!pki_string_is_valid (&part.value))
			sins |= PKI_SIN_BAD_TEXT;
	}
	return sins;
}

static void append_hex (GString *out, PkiSlice bytes)
{
	g_string_append_c (out, '#');
	for (gsize i = 0; i < bytes.size; i++) {
		g_string_append_c (out, hex_digits[bytes.data[i] >> 4]);
		g_string_append_c (out, hex_digits[bytes.data[i] & 15]);
	}
}

GString *pki_string_to_utf8 (const PkiElement *value, guint32 *sins)
{
	GString *out = g_string_sized_new (value->content.size + 1);
	PkiCharacters characters;
	gunichar c;
	gboolean bad;
	if (!pki_characters (value, &characters)) {
		append_hex (out, value->whole);
		return out;
	}
	while (pki_characters_next (&characters, &c, &bad)) {
		if (bad)
			g_string_append_printf (out, "\\x%02x", c);
		else if (c < 0x80)
			g_string_append_c (out, (char)c);
		else
			g_string_append_unichar (out, c);
	}
	if (sins && !pki_string_is_valid (value))
		*sins |= PKI_SIN_BAD_TEXT;
	return out;
}

/* RFC 4514 §2.4 */
static void append_escaped (GString *out, gunichar c, gboolean first, gboolean last)
{
	if (g_ascii_isalnum (c) && c < 0x80) {
		g_string_append_c (out, (char)c);
		return;
	}
	if (c < 0x20 || c == 0x7f) {
		g_string_append_printf (out, "\\%02X", c);
		return;
	}
	if ((c < 0x80 && strchr (",+\"\\<>;", (int)c)) || (c == ' ' && (first || last)) ||
		(c == '#' && first))
		g_string_append_c (out, '\\');
	g_string_append_unichar (out, c);
}

static void append_value (GString *out, PkiCharacters characters)
{
	gunichar c;
	gboolean bad;
	const guint8 *start = characters.at;
	while (pki_characters_next (&characters, &c, &bad)) {
		if (bad)
			g_string_append_printf (out, "\\x%02x", c);
		else
			append_escaped (out, c, start != NULL, characters.at == characters.end);
		start = NULL;
	}
}

/* RFC 4512 §1.4 keystring: what may stand before the "=". */
static gboolean is_keystring (const char *name)
{
	if (!name || !g_ascii_isalpha (*name))
		return FALSE;
	while (g_ascii_isalnum (*name) || *name == '-')
		name++;
	return *name == '\0';
}

static void append_part (GString *out, const PkiNamePart *part)
{
	const char *name = pki_oid_name (pki_oid_find (part->type));
	PkiCharacters characters;
	if (!is_keystring (name)) {
		g_autofree char *dots = pki_oid_dots (part->type);
		g_string_append_printf (out, "%s=", dots);
		append_hex (out, part->value.whole);
		return;
	}
	g_string_append (out, name);
	g_string_append_c (out, '=');
	if (pki_characters (&part->value, &characters))
		append_value (out, characters);
	else
		append_hex (out, part->value.whole);
}

/* The parts of TEXT, which begin at STARTS with a separator between them, from the last to the
 * first. */
static char *turn_round (const GString *text, const GArray *starts)
{
	GString *out = g_string_sized_new (text->len + 1);
	gsize end = text->len;
	for (guint i = starts->len; i-- > 0;) {
		gsize start = g_array_index (starts, gsize, i);
		g_string_append_len (out, text->str + start, (gssize)(end - start));
		if (i > 0)
			g_string_append_c (out, text->str[start - 1]);
		end = start - 1;
	}
	return g_string_free (out, FALSE);
}

char *pki_name_to_text (PkiSlice name)
{
	g_autoptr (GArray) starts = g_array_sized_new (FALSE, FALSE, sizeof (gsize), 8);
	g_autoptr (GString) text = g_string_sized_new (name.size + 32);
	PkiNameWalk walk = pki_name_walk (name, NULL);
	PkiNamePart part;
	guint rdn = 0;
	while (pki_name_next (&walk, &part)) {
		if (starts->len > 0)
			g_string_append_c (text, part.rdn == rdn ? '+' : ',');
		g_array_append_val (starts, text->len);
		append_part (text, &part);
		rdn = part.rdn;
	}
	return turn_round (text, starts);
}

/* As a C string: NUL as \x00. */
static char *value_text (const PkiElement *value)
{
	g_autoptr (GString) text = pki_string_to_utf8 (value, NULL);
	if (strlen (text->str) == text->len)
		return g_string_free (g_steal_pointer (&text), FALSE);
	GString *out = g_string_sized_new (text->len + 1);
	for (gsize i = 0; i < text->len; i++) {
		if (text->str[i] == '\0')
			g_string_append (out, "\\x00");
		else
			g_string_append_c (out, text->str[i]);
	}
	return g_string_free (out, FALSE);
}

static char *find_last (PkiSlice name, const PkiSlice *type)
{
	PkiNameWalk walk = pki_name_walk (name, NULL);
	PkiNamePart part, found = { 0 };
	while (pki_name_next (&walk, &part)) {
		if (part.value.content.size > 0 && (!type || pki_slice_equal (part.type, *type)))
			found = part;
	}
	return found.value.content.size > 0 ? value_text (&found.value) : NULL;
}

char *pki_name_find (PkiSlice name, PkiSlice type)
{
	return find_last (name, &type);
}

char *pki_name_last (PkiSlice name)
{
	return find_last (name, NULL);
}
