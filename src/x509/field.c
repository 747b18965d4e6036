#include "config.h"

#include "src/x509/field.h"

#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/field-private.h"

#define MOST_OCTETS   4096 /* of a value shown in hex */
#define LINE_OCTETS   16 /* of hex on one line of text */
#define WIDEST_LABEL  36 /* columns that one long label may cost its siblings */
#define LEVEL_COLUMNS 2

PkiField *pki_field_new (const char *label, char *value)
{
	PkiField *field = g_new0 (PkiField, 1);
	field->label = g_strdup (label);
	field->value = value;
	field->children = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_field_free);
	return field;
}

void pki_field_free (PkiField *field)
{
	if (!field)
		return;
	g_free (field->label);
	g_free (field->value);
	g_free (field->oid);
	g_ptr_array_unref (field->children);
	g_free (field);
}

PkiField *pki_field_take (PkiField *parent, const char *label, char *value)
{
	PkiField *field = pki_field_new (label, value);
	g_ptr_array_add (parent->children, field);
	return field;
}

PkiField *pki_field_add (PkiField *parent, const char *label, const char *value)
{
	return pki_field_take (parent, label, g_strdup (value));
}

PkiField *pki_field_print (PkiField *parent, const char *label, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	char *value = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	return pki_field_take (parent, label, value);
}

PkiField *pki_field_add_hex (PkiField *parent, const char *label, PkiSlice bytes)
{
	PkiField *field = pki_field_take (parent, label, NULL);
	pki_field_set_hex (field, bytes);
	return field;
}

void pki_field_set_hex (PkiField *field, PkiSlice bytes)
{
	gsize shown = MIN (bytes.size, MOST_OCTETS);
	g_autoptr (GString) value = g_string_new (NULL);
	g_autofree char *pairs = pki_hex_encode_pairs (pki_slice (bytes.data, shown), ' ');
	g_string_append (value, pairs);
	if (shown < bytes.size) {
		gulong more = bytes.size - shown;
		g_string_append_printf (value,
			ngettext (" and %lu more octet", " and %lu more octets", more), more);
	}
	if (bytes.size == 0)
		g_string_append (value, _ ("empty"));
	pki_field_set_value (field, g_string_free (g_steal_pointer (&value), FALSE));
	field->raw = bytes;
	field->hex = bytes.size > 0;
}

void pki_field_set_value (PkiField *field, char *value)
{
	g_free (field->value);
	field->value = value;
	field->hex = FALSE;
}

void pki_field_remark (PkiField *parent, const char *sentence)
{
	pki_field_add (parent, _ ("Remark"), sentence)->remark = TRUE;
}

char *pki_field_text (PkiSlice bytes)
{
	g_autoptr (GString) text = pki_text_to_utf8 ((const char *)bytes.data, bytes.size);
	if (memchr (text->str, '\0', text->len)) {
		g_autoptr (GString) out = g_string_new (NULL);
		for (gsize i = 0; i < text->len; i++)
			if (text->str[i])
				g_string_append_c (out, text->str[i]);
			else
				g_string_append (out, "\\x00");
		return g_string_free (g_steal_pointer (&out), FALSE);
	}
	return g_string_free (g_steal_pointer (&text), FALSE);
}

void pki_field_append (GString *out, const char *text)
{
	if (out->len > 0)
		g_string_append (out, _ (", "));
	g_string_append (out, text);
}

static int label_columns (const GPtrArray *fields)
{
	int columns = 0;
	for (guint i = 0; i < fields->len; i++) {
		const PkiField *field = g_ptr_array_index (fields, i);
		if (field->remark)
			continue;
		g_autofree char *label = pki_text_printable (field->label, -1);
		columns = MAX (columns, pki_text_width (label));
	}
	return MIN (columns, WIDEST_LABEL);
}

static void append_blanks (GString *out, int columns)
{
	for (; columns > 0; columns--)
		g_string_append_c (out, ' ');
}

/* The first line of octets follows the label, the others stand below it. */
static void append_hex (GString *out, const char *pairs, int column)
{
	gsize size = strlen (pairs);
	for (gsize at = 0; at < size; at += 3 * LINE_OCTETS) {
		if (at > 0) {
			g_string_append_c (out, '\n');
			append_blanks (out, column);
		}
		/* Words may follow the octets of a value that was cut: they stay on its last line.
		 */
		gboolean last = strspn (pairs + at, "0123456789abcdef ") < 3 * LINE_OCTETS;
		gsize length = last ? size - at : 3 * LINE_OCTETS - 1;
		g_string_append_len (out, pairs + at, (gssize)length);
		if (last)
			break;
	}
}

static void append_value (GString *out, const PkiField *field, int column)
{
	if (field->critical)
		g_string_append (out, field->value ? _ ("critical: ") : _ ("critical"));
	if (field->value && field->hex) {
		append_hex (out, field->value, column);
	} else if (field->value) {
		g_autofree char *value = pki_text_printable (field->value, -1);
		g_string_append (out, value);
	}
}

static void append_field (GString *out, const PkiField *field, int level, int columns)
{
	append_blanks (out, level * LEVEL_COLUMNS);
	if (field->remark) {
		g_autofree char *value = pki_text_printable (field->value, -1);
		g_string_append_printf (out, "! %s\n", value);
		return;
	}
	g_autofree char *label = pki_text_printable (field->label, -1);
	g_string_append (out, label);
	if (field->value || field->critical) {
		append_blanks (out, MAX (columns - pki_text_width (label), 0) + 2);
		append_value (out, field, level * LEVEL_COLUMNS + columns + 2);
	}
	g_string_append_c (out, '\n');
}

static void append_fields (GString *out, const GPtrArray *fields, int level)
{
	int columns = label_columns (fields);
	for (guint i = 0; i < fields->len; i++) {
		const PkiField *field = g_ptr_array_index (fields, i);
		append_field (out, field, level, columns);
		append_fields (out, field->children, level + 1);
	}
}

char *pki_field_to_text (const PkiField *field)
{
	GString *out = g_string_new (NULL);
	g_autofree char *label = pki_text_printable (field->label, -1);
	append_field (out, field, 0, pki_text_width (label));
	append_fields (out, field->children, 1);
	return g_string_free (out, FALSE);
}
