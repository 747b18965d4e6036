#include "config.h"

#include "src/x509/base64.h"

#include "src/base/secret.h"

#define SHORTEST_RUN 56

enum { BAD = -1, BLANK = -2, PADDING = -3 };

/* What each byte stands for: 0 to 63, or one of the above. */
static const gint8 values[256] = {
#define BAD_8 BAD, BAD, BAD, BAD, BAD, BAD, BAD, BAD
	BAD_8, BAD, BLANK, BLANK, BLANK, BLANK, BLANK, BAD, BAD, /* \t \n \v \f \r */
	BAD_8, BAD_8, /**/
	BLANK, BAD, BAD, BAD, BAD, BAD, BAD, BAD, /**/
	BAD, BAD, BAD, 62, BAD, BAD, BAD, 63, /* + / */
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, BAD, BAD, BAD, PADDING, BAD, BAD, /* 0 to 9, = */
	BAD, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, /* A to O */
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, BAD, BAD, BAD, BAD, BAD, /* P to Z */
	BAD, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, /* a to o */
	41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, BAD, BAD, BAD, BAD, BAD, /* p to z */
	BAD_8, BAD_8, BAD_8, BAD_8, BAD_8, BAD_8, BAD_8, BAD_8, /**/
	BAD_8, BAD_8, BAD_8, BAD_8, BAD_8, BAD_8, BAD_8, BAD_8, /**/
#undef BAD_8
};

typedef struct {
	guint8 *out;
	gsize size;
	guint32 bits;
	guint count; /* characters in BITS */
	guint padding;
} Decoder;

static void put (Decoder *decoder, guint8 value)
{
	decoder->bits = decoder->bits << 6 | value;
	if (++decoder->count < 4)
		return;
	decoder->out[decoder->size++] = (guint8)(decoder->bits >> 16);
	decoder->out[decoder->size++] = (guint8)(decoder->bits >> 8);
	decoder->out[decoder->size++] = (guint8)decoder->bits;
	decoder->count = 0;
}

/* The octets of the last, shorter group; FALSE when a character is left over or the padding is not
 * what it should be. */
static gboolean finish (Decoder *decoder)
{
	guint count = decoder->count;
	if (count >= 2)
		decoder->out[decoder->size++] = (guint8)(decoder->bits >> (count == 2 ? 4 : 10));
	if (count == 3)
		decoder->out[decoder->size++] = (guint8)(decoder->bits >> 2);
	return count == 0 ? decoder->padding == 0 : count != 1 && count + decoder->padding == 4;
}

/* Runs of four characters that are all base64, as nearly all are. */
static gsize decode_fast (Decoder *decoder, PkiSlice text, gsize at)
{
	while (decoder->count == 0 && at + 4 <= text.size) {
		int a = values[text.data[at]], b = values[text.data[at + 1]];
		int c = values[text.data[at + 2]], d = values[text.data[at + 3]];
		if ((a | b | c | d) < 0)
			break;
		guint32 bits = (guint32)(a << 18 | b << 12 | c << 6 | d);
		decoder->out[decoder->size++] = (guint8)(bits >> 16);
		decoder->out[decoder->size++] = (guint8)(bits >> 8);
		decoder->out[decoder->size++] = (guint8)bits;
		at += 4;
	}
	return at;
}

static void note (PkiBase64 *out, gsize at)
{
	if (!out->damaged)
		out->bad_at = at;
	out->damaged = TRUE;
}

void pki_base64_decode (PkiSlice text, PkiBase64 *out)
{
	Decoder decoder = { .out = g_malloc (text.size / 4 * 3 + 4) };
	*out = (PkiBase64){ 0 };
	for (gsize at = 0; at < text.size; at++) {
		if (decoder.padding == 0)
			at = decode_fast (&decoder, text, at);
		if (at >= text.size)
			break;
		int value = values[text.data[at]];
		if (value == PADDING)
			decoder.padding++;
		else if (value == BAD || (value >= 0 && decoder.padding > 0))
			note (out, at);
		else if (value >= 0)
			put (&decoder, (guint8)value);
	}
	if (!finish (&decoder))
		note (out, text.size);
	out->bytes = pki_bytes_take_wiped (decoder.out, decoder.size);
}

static gsize run_end (PkiSlice text, gsize at)
{
	while (at < text.size && values[text.data[at]] >= 0)
		at++;
	return at;
}

/* Behind a line end (also one written as \n in JSON) and the indentation that follows; 0 when there
 * is none at AT. */
static gsize next_line (PkiSlice text, gsize at)
{
	gsize start = at;
	while (at < text.size && (text.data[at] == '\r' || text.data[at] == '\n'))
		at++;
	while (at + 1 < text.size && text.data[at] == '\\' &&
		(text.data[at + 1] == 'n' || text.data[at + 1] == 'r'))
		at += 2;
	if (at == start)
		return 0;
	while (at < text.size && (text.data[at] == ' ' || text.data[at] == '\t'))
		at++;
	return at;
}

static gboolean ends_line (PkiSlice text, gsize at)
{
	return at >= text.size || (text.data[at] != 0 && strchr ("=\r\n\\\"'", text.data[at]));
}

/* The end of a run that may go on over lines that hold nothing else, its padding included. */
static gsize whole_run_end (PkiSlice text, gsize at)
{
	gsize end = run_end (text, at);
	for (;;) {
		gsize line = next_line (text, end);
		gsize line_end = line > 0 ? run_end (text, line) : 0;
		if (line == 0 || line_end == line || !ends_line (text, line_end))
			break;
		end = line_end;
	}
	while (end < text.size && text.data[end] == '=')
		end++;
	return end;
}

gboolean pki_base64_next (PkiSlice *rest, PkiSlice *run)
{
	/* Every run that is long enough covers one of these places. */
	gsize at = SHORTEST_RUN - 1;
	gsize low = 0;
	while (at < rest->size) {
		gsize start = at;
		if (values[rest->data[at]] < 0) {
			low = at + 1;
			at += SHORTEST_RUN;
			continue;
		}
		while (start > low && values[rest->data[start - 1]] >= 0)
			start--;
		gsize end = run_end (*rest, at);
		if (end - start < SHORTEST_RUN) {
			low = end;
			at = end + SHORTEST_RUN;
			continue;
		}
		end = whole_run_end (*rest, start);
		*run = pki_slice (rest->data + start, end - start);
		*rest = pki_slice (rest->data + end, rest->size - end);
		return TRUE;
	}
	return FALSE;
}
