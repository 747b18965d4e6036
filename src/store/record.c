#include "config.h"

#include "src/store/record.h"

#include "src/base/text.h"

#define END '\xff'

typedef struct {
	gint64 not_before, not_after;
	guint32 bits;
	guint32 text_size;
	guint8 type, flags;
	guint8 digest[32];
} Head;

static gboolean is_ascii (PkiSlice text)
{
	guint8 all = 0;
	for (gsize i = 0; i < text.size; i++)
		all |= text.data[i];
	return all < 0x80;
}

static void append_text (GString *out, PkiSlice text, gboolean ascii)
{
	if (ascii) {
		g_string_append_len (out, (const char *)text.data, (gssize)text.size);
	} else {
		GString *valid = pki_text_to_utf8 ((const char *)text.data, text.size);
		g_string_append_len (out, valid->str, (gssize)valid->len);
		g_string_free (valid, TRUE);
	}
	g_string_append_c (out, END);
}

static gboolean append_texts (GString *out, const PkiSlice *texts)
{
	gboolean all = TRUE;
	for (int i = 0; i < PKI_TEXT_N; i++) {
		gboolean ascii = is_ascii (texts[i]);
		append_text (out, texts[i], ascii);
		all = all && ascii;
	}
	return all;
}

/* Folds text by text: the marks between them are not UTF-8, and a text may hold NUL. */
static void append_folded (GString *out, gsize from, gsize to)
{
	while (from < to) {
		const char *start = out->str + from;
		const char *end = memchr (start, END, to - from);
		gsize size = (gsize)(end - start);
		for (gsize done = 0; done < size;) {
			gsize part = strnlen (out->str + from + done, size - done);
			g_autofree char *folded =
				g_utf8_casefold (out->str + from + done, (gssize)part);
			g_string_append (out, folded);
			done += part;
			if (done < size) {
				g_string_append_c (out, '\0');
				done++;
			}
		}
		g_string_append_c (out, END);
		from += size + 1;
	}
}

GBytes *pki_record_pack (const PkiRecord *record, const PkiSlice *texts)
{
	Head head;
	memset (&head, 0, sizeof head);
	head.not_before = record->not_before;
	head.not_after = record->not_after;
	head.bits = record->bits;
	head.type = record->type;
	head.flags = record->flags & ~PKI_RECORD_FOLDED;
	memcpy (head.digest, record->digest, sizeof head.digest);
	g_autoptr (GString) out = g_string_sized_new (512);
	g_string_append_len (out, (const char *)&head, sizeof head);
	gboolean ascii = append_texts (out, texts);
	head.text_size = (guint32)(out->len - sizeof head);
	if (!ascii) {
		head.flags |= PKI_RECORD_FOLDED;
		append_folded (out, sizeof head, out->len);
	}
	memcpy (out->str, &head, sizeof head);
	return g_string_free_to_bytes (g_steal_pointer (&out));
}

gboolean pki_record_unpack (const void *data, gsize size, PkiRecord *out)
{
	Head head;
	if (size < sizeof head)
		return FALSE;
	memcpy (&head, data, sizeof head);
	if (head.text_size > size - sizeof head)
		return FALSE;
	out->not_before = head.not_before;
	out->not_after = head.not_after;
	out->bits = head.bits;
	out->type = head.type;
	out->flags = head.flags;
	memcpy (out->digest, head.digest, sizeof out->digest);
	out->text = (const char *)data + sizeof head;
	out->text_size = head.text_size;
	out->folded = out->text + head.text_size;
	out->folded_size = size - sizeof head - head.text_size;
	return head.type < PKI_OBJECT_N;
}

PkiSlice pki_record_text (const char *text, gsize size, PkiText which)
{
	const char *end = text + size;
	for (int i = 0; i < PKI_TEXT_N && text < end; i++) {
		const char *mark = memchr (text, END, (gsize)(end - text));
		if (!mark)
			break;
		if (i == (int)which)
			return pki_slice (text, (gsize)(mark - text));
		text = mark + 1;
	}
	return pki_slice (NULL, 0);
}

char *pki_record_key_text (const char *description)
{
	GString *out = g_string_new (NULL);
	for (const char *p = description; *p; p++)
		if (g_ascii_isalnum (*p) || *p == '.')
			g_string_append_c (out, g_ascii_tolower (*p));
	return g_string_free (out, FALSE);
}
