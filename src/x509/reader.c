#include "config.h"

#include "src/x509/reader.h"

#include <inttypes.h>

#include "src/x509/intake.h"
#include "src/x509/label.h"
#include "src/x509/pem.h"
#include "src/x509/wide-text.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/secret.h"

#define ITERATIONS     1000000
#define MOST_NESTING   3 /* base64 within base64 */
#define SHORTEST_BLOCK 24 /* octets: less, within a line, is prose about PEM */
#define KEY_LINE       "Public-Key: sha256:"
#define KEY_LINE_REACH 1024 /* octets before a block in which the line is looked for */

/* One layer of bytes: the input, or what its base64 says. */
typedef struct {
	PkiIntake *intake;
	GBytes *bytes;
	PkiSlice all;
	guint nesting;
	gsize offset; /* of the outermost wrapping, when nested */
	guint unit; /* octets of the input per octet here: 2 for UTF-16, 4 for UTF-32 */
	gsize mark; /* octets of the byte order mark, which is not here */
} Layer;

static void read_layer (const Layer *layer);

static gsize offset_in (const Layer *layer, const guint8 *place)
{
	gsize offset = (gsize)(place - layer->all.data) * layer->unit;
	return layer->nesting > 0 ? layer->offset : offset + layer->mark;
}

static PkiWrap wrap_of (const Layer *layer, PkiWrap wrap)
{
	return layer->nesting > 0 ? PKI_WRAP_BASE64 : wrap;
}

static gboolean is_blank (PkiSlice bytes)
{
	for (gsize i = 0; i < bytes.size; i++) {
		if (bytes.data[i] != 0 && !g_ascii_isspace (bytes.data[i]))
			return FALSE;
	}
	return TRUE;
}

/* Why an element that starts like PKI material is none. */
static char *why_damaged (PkiSlice element)
{
	PkiDer der = pki_der (element, NULL);
	PkiElement outer, inner;
	if (!pki_der_next (&der, &outer))
		return g_strdup (_ ("the data ends before its length says"));
	der = pki_der_inside (&der, &outer);
	while (pki_der_next (&der, &inner))
		;
	if (pki_der_is_end (&der))
		return g_strdup (
			_ ("it is signed as certificates, requests and CRLs are, but what is "
			   "signed is none of them, or is damaged"));
	return g_strdup_printf (_ ("the data is damaged %" PRIu64 " bytes behind its start"),
		(uint64_t)(der.at - element.data));
}

/* Reads elements that stand one behind the other, as long as they are PKI material; *rest starts
 * behind them. FALSE when not even the first is. */
static gboolean read_der (const Layer *layer, PkiSource source, PkiSlice *rest)
{
	GPtrArray *objects = layer->intake->contents->objects;
	guint from = objects->len;
	gsize base = source.offset;
	PkiSlice all = *rest;
	while (rest->size > 0) {
		PkiShape shape = pki_shape_of (*rest, &source.der);
		if (shape == PKI_SHAPE_NONE || (shape == PKI_SHAPE_OTHER && rest->data != all.data))
			break;
		if (source.wrap == PKI_WRAP_DER)
			source.offset = base + (gsize)(rest->data - all.data) * layer->unit;
		if (shape == PKI_SHAPE_DAMAGED)
			pki_intake_unreadable (layer->intake, &source, why_damaged (source.der));
		else
			pki_intake_take (layer->intake, shape, &source);
		*rest = pki_slice (rest->data + source.der.size, rest->size - source.der.size);
		if (shape == PKI_SHAPE_OTHER || shape == PKI_SHAPE_DAMAGED)
			break;
	}
	if (rest->data == all.data)
		return FALSE;
	if (rest->size > 0 && objects->len > from) {
		PkiObject *last = g_ptr_array_index (objects, objects->len - 1);
		last->sins |= PKI_SIN_TRAILING_BYTES;
	}
	return TRUE;
}

static char *why_unreadable (const PkiLabel *label, const PkiPem *pem, const PkiPemContent *content,
	PkiShape shape, PkiSlice first)
{
	const char *expected = pki_shape_text (label->shape);
	if (g_bytes_get_size (content->base64.bytes) == 0)
		return g_strdup_printf (
			_ ("there is no data where the label promises %s"), expected);
	if (content->base64.damaged && content->was_escaped)
		return g_strdup_printf (_ ("the base64 of %s is damaged"), expected);
	if (content->base64.damaged)
		return g_strdup_printf (_ ("the base64 of %s is damaged %" PRIu64
					   " bytes behind the start of the block"),
			expected,
			(uint64_t)((gsize)(pem->body.data - pem->whole.data) +
				   content->base64.bad_at));
	if (!pem->has_end)
		return g_strdup_printf (
			_ ("the block of %s has no END line and is not complete"), expected);
	if (shape == PKI_SHAPE_DAMAGED)
		return why_damaged (first);
	return g_strdup_printf (
		_ ("the label promises %s, but the data is not that, or is damaged"), expected);
}

/* The digest that a Public-Key: line before the block tells (store.md, Layout). */
static gboolean find_key_line (PkiSlice before, guint8 id[32])
{
	gsize start = before.size > KEY_LINE_REACH ? before.size - KEY_LINE_REACH : 0;
	PkiSlice near = start == 0 ? before : pki_slice (before.data + start, before.size - start);
	const guint8 *line =
		near.size > 0 ? memmem (near.data, near.size, KEY_LINE, strlen (KEY_LINE)) : NULL;
	if (!line)
		return FALSE;
	const char *digits = (const char *)line + strlen (KEY_LINE);
	gsize left = (gsize)((const char *)near.data + near.size - digits);
	g_autofree char *hex = g_strndup (digits, MIN (left, 64));
	g_autoptr (GBytes) bytes = strlen (hex) == 64 ? pki_hex_decode (hex) : NULL;
	if (!bytes || g_bytes_get_size (bytes) != 32)
		return FALSE;
	memcpy (id, g_bytes_get_data (bytes, NULL), 32);
	return TRUE;
}

/* The block again as a tool would write it, whatever it stood in. */
static void take_dek_info (const Layer *layer, const PkiPem *pem, const PkiPemContent *content,
	const PkiSource *source)
{
	g_autofree char *label = g_strndup ((const char *)pem->label.data, pem->label.size);
	char *block = pki_pem_encode (
		label, content->headers, pki_slice_of_bytes (content->base64.bytes));
	pki_intake_take_dek_info (layer->intake, pki_slice (block, strlen (block)), source);
	g_free (block);
}

static void read_content (const Layer *layer, const PkiPem *pem, const PkiLabel *label,
	const PkiPemContent *content, PkiSource *source)
{
	PkiSlice rest = pki_slice_of_bytes (content->base64.bytes);
	PkiSlice first = rest;
	PkiShape shape = pki_shape_of (rest, &first);
	if (label->passed == PKI_PASSED_PARAMETERS && shape == PKI_SHAPE_RSA_PUBLIC_KEY)
		shape = PKI_SHAPE_OTHER;
	if (shape == PKI_SHAPE_NONE || shape == PKI_SHAPE_OTHER || shape == PKI_SHAPE_DAMAGED) {
		if (label->shape == PKI_SHAPE_NONE)
			pki_intake_pass (layer->intake, label->passed);
		else
			pki_intake_unreadable (layer->intake, source,
				why_unreadable (label, pem, content, shape, first));
		return;
	}
	if (content->base64.damaged || !pem->has_end)
		source->sins |= PKI_SIN_BAD_BASE64;
	if (shape != label->shape)
		source->sins |= PKI_SIN_WRONG_LABEL;
	/* openssl puts what it trusts the certificate for behind it. */
	if (shape == PKI_SHAPE_CERTIFICATE && g_str_equal (label->text, "TRUSTED CERTIFICATE"))
		rest = first;
	/* Without an END line there is text behind the data. */
	if (!pem->has_end)
		rest = first;
	read_der (layer, *source, &rest);
}

static void read_block (const Layer *layer, const PkiPem *pem)
{
	const PkiLabel *label = pki_label_find (pem->label);
	guint8 key_id[32];
	if (label->is_opaque) {
		pki_intake_pass (layer->intake, label->passed);
		return;
	}
	g_auto (PkiPemContent) content = { 0 };
	pki_pem_decode (pem->body, &content);
	if (pem->is_inline && g_bytes_get_size (content.base64.bytes) < SHORTEST_BLOCK)
		return;
	PkiSource source = { .bytes = content.base64.bytes,
		.der = pem->whole,
		.wrap = wrap_of (layer, PKI_WRAP_PEM),
		.offset = offset_in (layer, pem->whole.data) };
	if (find_key_line (pem->before, key_id))
		source.key_id = key_id;
	if (content.headers && strstr (content.headers, "DEK-Info:"))
		take_dek_info (layer, pem, &content, &source);
	else
		read_content (layer, pem, label, &content, &source);
}

/* Base64 in YAML, JSON or any text: of DER, or of PEM. */
static void read_runs (const Layer *layer, PkiSlice text)
{
	PkiSlice run;
	while (layer->nesting < MOST_NESTING && pki_base64_next (&text, &run)) {
		PkiBase64 base64;
		pki_base64_decode (run, &base64);
		Layer nested = { .intake = layer->intake,
			.bytes = base64.bytes,
			.all = pki_slice_of_bytes (base64.bytes),
			.nesting = layer->nesting + 1,
			.offset = offset_in (layer, run.data),
			.unit = 1 };
		read_layer (&nested);
		g_bytes_unref (base64.bytes);
	}
}

static void read_text (const Layer *layer, PkiSlice text)
{
	PkiPem pem;
	while (pki_pem_next (&text, &pem)) {
		read_runs (layer, pem.before);
		read_block (layer, &pem);
	}
	read_runs (layer, text);
}

/* Java's own formats, JKS and JCEKS, in which everything is behind a passphrase of their own. */
static gboolean is_key_store (PkiSlice bytes)
{
	return bytes.size >= 4 && (memcmp (bytes.data, "\xfe\xed\xfe\xed", 4) == 0 ||
					  memcmp (bytes.data, "\xce\xce\xce\xce", 4) == 0);
}

static void read_layer (const Layer *layer)
{
	PkiSource source = { .bytes = layer->bytes,
		.wrap = wrap_of (layer, PKI_WRAP_DER),
		.offset = offset_in (layer, layer->all.data) };
	PkiSlice rest = layer->all;
	if (is_key_store (rest)) {
		pki_intake_pass (layer->intake, PKI_PASSED_OTHER);
		return;
	}
	read_der (layer, source, &rest);
	if (!is_blank (rest))
		read_text (layer, rest);
}

PkiContents *pki_contents_read (GBytes *bytes, const PkiReadOptions *options)
{
	PkiContents *contents = g_new0 (PkiContents, 1);
	contents->objects = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_unref);
	PkiIntake intake = { .contents = contents,
		.options = options,
		.iterations = options ? options->iterations : ITERATIONS };
	g_autoptr (GBytes) narrow = NULL;
	Layer layer = {
		.intake = &intake, .bytes = bytes, .all = pki_slice_of_bytes (bytes), .unit = 1
	};
	PkiWideText wide;
	if (pki_wide_text_find (layer.all, &wide)) {
		narrow = pki_wide_text_narrow (layer.all, &wide);
		layer.mark = wide.mark;
		layer.bytes = narrow;
		layer.all = pki_slice_of_bytes (narrow);
		layer.unit = wide.unit;
	}
	read_layer (&layer);
	pki_intake_finish (&intake);
	return contents;
}

void pki_contents_free (PkiContents *contents)
{
	if (!contents)
		return;
	g_ptr_array_unref (contents->objects);
	g_free (contents);
}

const char *pki_passed_text (PkiPassed passed, gulong count)
{
	switch (passed) {
	case PKI_PASSED_CMS:
		return ngettext ("%u CMS message without certificates",
			"%u CMS messages without certificates", count);
	case PKI_PASSED_ATTRIBUTE_CERTIFICATE:
		return ngettext ("%u attribute certificate", "%u attribute certificates", count);
	case PKI_PASSED_PGP:
		return ngettext ("%u PGP block", "%u PGP blocks", count);
	case PKI_PASSED_OPENSSH:
		return ngettext ("%u OpenSSH block", "%u OpenSSH blocks", count);
	case PKI_PASSED_PARAMETERS:
		return ngettext (
			"%u block of key parameters", "%u blocks of key parameters", count);
	default:
		return ngettext ("%u block of another kind", "%u blocks of other kinds", count);
	}
}
