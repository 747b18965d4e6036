#include "config.h"

#include "src/x509/pem.h"

#include "src/base/secret.h"

#define BEGIN         "-----BEGIN "
#define END           "-----END "
#define LONGEST_LABEL 64
#define DASHES        5
#define LINE          64

static PkiSlice from (PkiSlice text, gsize at)
{
	return at == 0 ? text : pki_slice (text.data + at, text.size - at);
}

static gboolean starts_with (PkiSlice text, const char *start)
{
	gsize size = strlen (start);
	return text.size >= size && memcmp (text.data, start, size) == 0;
}

/* Where NEEDLE stands in TEXT, or its size. None of its characters is one of base64, so that
 * looking for the first goes past most of the text at once. */
static gsize find (PkiSlice text, const char *needle)
{
	for (gsize at = 0; at < text.size; at++) {
		const guint8 *found = memchr (text.data + at, needle[0], text.size - at);
		if (!found)
			break;
		at = (gsize)(found - text.data);
		if (starts_with (from (text, at), needle))
			return at;
	}
	return text.size;
}

/* The label at the start of TEXT, and the size of it with the dashes behind it. FALSE when no dash
 * follows on the line. */
static gboolean read_label (PkiSlice text, PkiSlice *label, gsize *size)
{
	gsize length = 0;
	while (length < text.size && length <= LONGEST_LABEL && text.data[length] >= 0x20 &&
		text.data[length] < 0x7f && text.data[length] != '-')
		length++;
	if (length == 0 || length > LONGEST_LABEL || length == text.size ||
		text.data[length] != '-')
		return FALSE;
	gsize end = length;
	while (end < text.size && end - length < DASHES && text.data[end] == '-')
		end++;
	while (length > 0 && text.data[length - 1] == ' ')
		length--;
	*label = pki_slice (text.data, length);
	*size = end;
	return length > 0;
}

static gboolean is_inline (PkiSlice before)
{
	gsize at = before.size;
	while (at > 0 && (before.data[at - 1] == ' ' || before.data[at - 1] == '\t'))
		at--;
	if (at == 0 || before.data[at - 1] == '\n' || before.data[at - 1] == '\r')
		return FALSE;
	return !(at == 3 && memcmp (before.data, "\xef\xbb\xbf", 3) == 0);
}

/* Finds where the body ends: at an END line, at the next BEGIN, or with the text. */
static void find_end (PkiSlice text, PkiPem *out, gsize *size)
{
	gsize at = 0;
	PkiSlice label;
	gsize length;
	out->has_end = FALSE;
	for (;;) {
		at += find (from (text, at), "-----");
		out->body = pki_slice (text.data, at);
		*size = at;
		PkiSlice rest = from (text, at);
		if (rest.size == 0 || starts_with (rest, BEGIN))
			return;
		if (starts_with (rest, END)) {
			rest = from (rest, strlen (END));
			*size += strlen (END);
			if (!read_label (rest, &label, &length))
				return;
			*size += length;
			out->has_end = pki_slice_equal (label, out->label);
			return;
		}
		while (at < text.size && text.data[at] == '-')
			at++;
		/* The last five dashes of a longer row may belong to a BEGIN or END. */
		rest = from (text, at - DASHES);
		if (starts_with (rest, BEGIN) || starts_with (rest, END))
			at -= DASHES;
	}
}

gboolean pki_pem_next (PkiSlice *rest, PkiPem *out)
{
	gsize at = 0;
	for (;;) {
		at += find (from (*rest, at), BEGIN);
		if (at >= rest->size)
			return FALSE;
		gsize start = at;
		gsize size;
		at += strlen (BEGIN);
		if (!read_label (from (*rest, at), &out->label, &size))
			continue;
		at += size;
		find_end (from (*rest, at), out, &size);
		out->before = pki_slice (rest->data, start);
		out->is_inline = is_inline (out->before);
		out->whole = pki_slice (rest->data + start, at + size - start);
		*rest = from (*rest, at + size);
		return TRUE;
	}
}

/* The character that an escape at *at stands for. A line end that is escaped itself is one, unless
 * \n says so just before. */
static guint8 read_escape (PkiSlice text, gsize *at)
{
	gboolean at_end = *at >= 2 && memcmp (text.data + *at - 2, "\\n", 2) == 0;
	while (*at < text.size && text.data[*at] == '\\')
		++*at;
	if (*at >= text.size)
		return '\n';
	guint8 c = text.data[(*at)++];
	if (c == 'r')
		return '\r';
	if (c == 'n' || c == '\n' || c == '\r')
		return c == 'n' || !at_end ? '\n' : ' ';
	if (c == 't')
		return ' ';
	if (c != 'u' || text.size - *at < 4)
		return c;
	guint value = 0;
	for (gsize i = 0; i < 4; i++) {
		int digit = g_ascii_xdigit_value ((char)text.data[*at + i]);
		if (digit < 0)
			return c;
		value = value << 4 | (guint)digit;
	}
	*at += 4;
	return value < 0x80 ? (guint8)value : '?';
}

/* Text from a string of JSON, YAML or a programming language. */
static PkiSlice unescape (PkiSlice text)
{
	guint8 *out = g_malloc (text.size);
	gsize size = 0;
	for (gsize at = 0; at < text.size;) {
		if (text.data[at] == '\\')
			out[size++] = read_escape (text, &at);
		else
			out[size++] = text.data[at++];
	}
	return pki_slice (out, size);
}

static PkiSlice take_line (PkiSlice *text)
{
	gsize size = 0;
	while (size < text->size && text->data[size] != '\n' && text->data[size] != '\r')
		size++;
	PkiSlice line = pki_slice (text->data, size);
	if (size + 1 < text->size && text->data[size] == '\r' && text->data[size + 1] == '\n')
		size++;
	*text = from (*text, MIN (size + 1, text->size));
	while (line.size > 0 && (*line.data == ' ' || *line.data == '\t'))
		line = from (line, 1);
	while (line.size > 0 &&
		(line.data[line.size - 1] == ' ' || line.data[line.size - 1] == '\t'))
		line.size--;
	return line;
}

static gboolean is_header (PkiSlice line)
{
	return line.size > 0 && g_ascii_isalpha (*line.data) && memchr (line.data, ':', line.size);
}

/* RFC 1421 §4.6: headers end with an empty line; some leave that out. */
static char *take_headers (PkiSlice *body)
{
	PkiSlice rest = *body;
	PkiSlice line = take_line (&rest);
	if (line.size == 0)
		line = take_line (&rest);
	if (!is_header (line))
		return NULL;
	GString *headers = g_string_new (NULL);
	while (is_header (line)) {
		g_string_append_len (headers, (const char *)line.data, (gssize)line.size);
		g_string_append_c (headers, '\n');
		*body = rest;
		line = take_line (&rest);
	}
	return g_string_free (headers, FALSE);
}

void pki_pem_decode (PkiSlice body, PkiPemContent *out)
{
	PkiSlice text = body;
	*out = (PkiPemContent){ 0 };
	out->was_escaped = find (body, "\\") < body.size;
	if (out->was_escaped)
		text = unescape (body);
	PkiSlice base64 = text;
	out->headers = take_headers (&base64);
	pki_base64_decode (base64, &out->base64);
	out->base64.bad_at += (gsize)(base64.data - text.data);
	if (out->was_escaped) {
		pki_wipe ((void *)text.data, text.size);
		g_free ((void *)text.data);
	}
}

void pki_pem_content_clear (PkiPemContent *content)
{
	g_clear_pointer (&content->base64.bytes, g_bytes_unref);
	g_clear_pointer (&content->headers, g_free);
}

char *pki_pem_encode (const char *label, const char *headers, PkiSlice der)
{
	g_autofree char *base64 = g_base64_encode (der.data, der.size);
	gsize size = strlen (base64);
	GString *out = g_string_sized_new (size + size / LINE + 128);
	g_string_append_printf (out, "-----BEGIN %s-----\n", label);
	if (headers)
		g_string_append_printf (out, "%s\n", headers);
	for (gsize at = 0; at < size; at += LINE) {
		g_string_append_len (out, base64 + at, (gssize)MIN (LINE, size - at));
		g_string_append_c (out, '\n');
	}
	g_string_append_printf (out, "-----END %s-----\n", label);
	pki_wipe (base64, size);
	return g_string_free (out, FALSE);
}
