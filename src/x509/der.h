/*
 * A cursor over DER that nobody vouches for: a slice and a place in it. It allocates nothing,
 * trusts no length, bounds the depth, and reads BER lengths too (long forms, indefinite); what is
 * against DER (X.690 §10, §11) is noted in the sins of who asked. Elements are slices of the bytes
 * walked.
 */
#pragma once

#include "src/x509/sin.h"
#include "src/base/slice.h"

/* A tag is its identifier octet; with a number of 31 and more, that octet << 24 | the number. */
enum {
	PKI_TAG_BOOLEAN = 0x01,
	PKI_TAG_INTEGER = 0x02,
	PKI_TAG_BIT_STRING = 0x03,
	PKI_TAG_OCTET_STRING = 0x04,
	PKI_TAG_NULL = 0x05,
	PKI_TAG_OID = 0x06,
	PKI_TAG_ENUMERATED = 0x0a,
	PKI_TAG_UTF8_STRING = 0x0c,
	PKI_TAG_NUMERIC_STRING = 0x12,
	PKI_TAG_PRINTABLE_STRING = 0x13,
	PKI_TAG_T61_STRING = 0x14,
	PKI_TAG_IA5_STRING = 0x16,
	PKI_TAG_UTC_TIME = 0x17,
	PKI_TAG_GENERALIZED_TIME = 0x18,
	PKI_TAG_VISIBLE_STRING = 0x1a,
	PKI_TAG_UNIVERSAL_STRING = 0x1c,
	PKI_TAG_BMP_STRING = 0x1e,
	PKI_TAG_SEQUENCE = 0x30,
	PKI_TAG_SET = 0x31,
};
#define PKI_TAG_CONTEXT(n)     (0x80u | (n)) /* [n], primitive */
#define PKI_TAG_CONSTRUCTED(n) (0xa0u | (n)) /* [n], constructed */

#define PKI_DER_DEPTH 32

typedef struct {
	const guint8 *at;
	const guint8 *end;
	guint32 *sins; /* where sins are noted; may be NULL */
	guint depth; /* elements entered */
} PkiDer;

typedef struct {
	guint32 tag;
	PkiSlice content;
	PkiSlice whole; /* header included, and the end-of-contents of an indefinite length */
} PkiElement;

/* A cursor at the start of BYTES. */
static inline PkiDer pki_der (PkiSlice bytes, guint32 *sins)
{
	const guint8 *end = bytes.size > 0 ? bytes.data + bytes.size : bytes.data;
	return (PkiDer){ .at = bytes.data, .end = end, .sins = sins };
}

static inline gboolean pki_der_is_end (const PkiDer *der)
{
	return der->at >= der->end;
}

static inline PkiSlice pki_der_rest (const PkiDer *der)
{
	return pki_slice (der->at, (gsize)(der->end - der->at));
}

static inline void pki_der_note (PkiDer *der, guint32 sins)
{
	if (der->sins)
		*der->sins |= sins;
}

/* The next element; FALSE, without moving, at the end and where no element can be read (a length
 * beyond the end notes PKI_SIN_TRUNCATED). */
gboolean pki_der_next (PkiDer *der, PkiElement *out);

/* Like pki_der_next(), but an element that is longer than what is there ends where that ends, with
 * PKI_SIN_TRUNCATED. */
gboolean pki_der_next_cut (PkiDer *der, PkiElement *out);

/* Whether the next element has TAG. */
static inline gboolean pki_der_peek (const PkiDer *der, guint32 tag)
{
	return der->at < der->end && *der->at == tag;
}

/* The next element if it has TAG (below 31); else FALSE without moving. OUT may be NULL. */
gboolean pki_der_get (PkiDer *der, guint32 tag, PkiElement *out);

/* The same, with a cursor over its content in *inside (may be DER itself). FALSE beyond
 * PKI_DER_DEPTH too. */
gboolean pki_der_enter (PkiDer *der, guint32 tag, PkiDer *inside);

/* A cursor over the content of an element that DER gave; at its end beyond PKI_DER_DEPTH. */
static inline PkiDer pki_der_inside (const PkiDer *der, const PkiElement *element)
{
	PkiDer inside = { .at = element->content.data,
		.end = element->content.data + element->content.size,
		.sins = der->sins,
		.depth = der->depth + 1 };
	if (inside.depth > PKI_DER_DEPTH)
		inside.end = inside.at;
	return inside;
}

/* Content octets of an INTEGER or ENUMERATED as a number; FALSE where it is empty or has over 8
 * octets. */
gboolean pki_der_small_integer (PkiSlice content, gint64 *out);

/* Content octets of a positive INTEGER without the zeros in front; of zero one is left. */
PkiSlice pki_der_magnitude (PkiSlice content);

/* Bits of a positive INTEGER's value. */
guint pki_der_integer_bits (PkiSlice content);

/* Content octets of a BIT STRING: the bits, and how many of the last octet are unused (may be
 * NULL). FALSE where it is empty or says more than 7 or than there are. */
gboolean pki_der_bits (PkiSlice content, PkiSlice *bits, guint *unused);

/* BOOLEAN, wherever it stands: FALSE when it is not there. DER's default FALSE spelled out and a
 * TRUE that is not 0xff are noted as PKI_SIN_BAD_BOOLEAN. */
gboolean pki_der_default_false (PkiDer *der);

/* Appends the octets of an OCTET STRING, which BER may have in pieces (also implicitly tagged).
 * FALSE where a piece can't be read. */
gboolean pki_der_octets (const PkiElement *element, GByteArray *out);

/* UTCTime or GeneralizedTime as seconds; PKI_TIME_NONE where it can't be read. What RFC 5280
 * §4.1.2.5 forbids (no seconds, fractions, offsets) is read and noted as PKI_SIN_BAD_TIME in *sins
 * (may be NULL). */
gint64 pki_der_time (const PkiElement *element, guint32 *sins);
