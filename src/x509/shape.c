#include "config.h"

#include "src/x509/shape.h"

#include "src/x509/certificate.h"
#include "src/x509/crl.h"
#include "src/x509/key.h"
#include "src/x509/oid.h"
#include "src/x509/request.h"

#define MOST_CHILDREN 10
#define LEAST_OTHER   64 /* shorter things of no known shape are no PKI material */

/* The first elements within the outer SEQUENCE. */
typedef struct {
	PkiElement at[MOST_CHILDREN];
	guint count;
	gboolean complete; /* nothing behind them */
} Children;

static Children read_children (PkiSlice content)
{
	Children children = { .count = 0 };
	PkiDer der = pki_der (content, NULL);
	while (children.count < MOST_CHILDREN && pki_der_next (&der, &children.at[children.count]))
		children.count++;
	children.complete = pki_der_is_end (&der);
	return children;
}

static guint32 tag_at (const Children *children, guint index)
{
	return index < children->count ? children->at[index].tag : 0;
}

static gboolean starts_with_oid (const PkiElement *sequence)
{
	PkiDer der = pki_der (sequence->content, NULL);
	return pki_der_get (&der, PKI_TAG_OID, NULL);
}

static guint leading_integers (const Children *children)
{
	guint count = 0;
	while (tag_at (children, count) == PKI_TAG_INTEGER)
		count++;
	return count;
}

/* Two INTEGERs are an RSA key when they are a modulus and an exponent that people use, not a prime
 * and a generator. */
static gboolean is_rsa_public_key (const Children *children)
{
	gint64 exponent;
	return children->count == 2 && children->complete &&
	       pki_der_integer_bits (children->at[0].content) >= 256 &&
	       pki_der_small_integer (children->at[1].content, &exponent) &&
	       (exponent == 3 || exponent == 17 || exponent == 65537);
}

/* SEQUENCE { INTEGER, ... } */
static PkiShape shape_after_integer (const Children *children)
{
	gint64 version = -1;
	guint integers = leading_integers (children);
	pki_der_small_integer (children->at[0].content, &version);
	if (integers >= 9 && (version == 0 || version == 1))
		return PKI_SHAPE_RSA_KEY;
	if (integers == 6 && version == 0 && children->count == 6 && children->complete)
		return PKI_SHAPE_DSA_KEY;
	if (integers == 2 && is_rsa_public_key (children))
		return PKI_SHAPE_RSA_PUBLIC_KEY;
	if (version == 1 && tag_at (children, 1) == PKI_TAG_OCTET_STRING)
		return PKI_SHAPE_EC_KEY;
	if (tag_at (children, 1) != PKI_TAG_SEQUENCE || !starts_with_oid (&children->at[1]))
		return PKI_SHAPE_NONE;
	if ((version == 0 || version == 1) && tag_at (children, 2) == PKI_TAG_OCTET_STRING)
		return PKI_SHAPE_PKCS8;
	return version == 3 ? PKI_SHAPE_PKCS12 : PKI_SHAPE_NONE;
}

/* RFC 5755 §4.1: AttributeCertificateInfo { version, holder, issuer [0], ... } */
static gboolean is_attribute_certificate (const PkiElement *info)
{
	PkiDer der = pki_der (info->content, NULL);
	return pki_der_get (&der, PKI_TAG_INTEGER, NULL) &&
	       pki_der_get (&der, PKI_TAG_SEQUENCE, NULL) &&
	       pki_der_get (&der, PKI_TAG_CONSTRUCTED (0), NULL) &&
	       pki_der_get (&der, PKI_TAG_SEQUENCE, NULL) &&
	       pki_der_get (&der, PKI_TAG_INTEGER, NULL);
}

/* SEQUENCE { SEQUENCE, ... } */
static PkiShape shape_after_sequence (PkiSlice element, const Children *children)
{
	PkiRequest request;
	PkiCrl crl;
	guint32 second = tag_at (children, 1);
	if (second == PKI_TAG_BIT_STRING && children->count == 2 &&
		starts_with_oid (&children->at[0]))
		return PKI_SHAPE_PUBLIC_KEY;
	if (second == PKI_TAG_OCTET_STRING && children->count == 2 &&
		starts_with_oid (&children->at[0]))
		return PKI_SHAPE_ENCRYPTED_PKCS8;
	if (pki_certificate_is (element))
		return PKI_SHAPE_CERTIFICATE;
	if (pki_request_parse (element, &request))
		return PKI_SHAPE_REQUEST;
	if (pki_crl_parse (element, &crl))
		return PKI_SHAPE_CRL;
	if (is_attribute_certificate (&children->at[0]))
		return PKI_SHAPE_ATTRIBUTE_CERTIFICATE;
	return PKI_SHAPE_NONE;
}

static PkiShape known_shape (PkiSlice element, const Children *children)
{
	switch (tag_at (children, 0)) {
	case PKI_TAG_INTEGER:
		return shape_after_integer (children);
	case PKI_TAG_SEQUENCE:
		return shape_after_sequence (element, children);
	case PKI_TAG_OID:
		return tag_at (children, 1) == PKI_TAG_CONSTRUCTED (0) ? PKI_SHAPE_PKCS7
								       : PKI_SHAPE_NONE;
	default:
		return PKI_SHAPE_NONE;
	}
}

/* The start of a key that is short, as those of elliptic curves are. */
static gboolean starts_like_a_key (const Children *children)
{
	guint at = 0;
	gint64 version;
	if (tag_at (children, 0) == PKI_TAG_INTEGER) {
		if (!pki_der_small_integer (children->at[0].content, &version) || version < 0 ||
			version > 1)
			return FALSE;
		at = 1;
	}
	return tag_at (children, at) == PKI_TAG_SEQUENCE && starts_with_oid (&children->at[at]);
}

/* RFC 5280 §4.1.1: SEQUENCE { what is signed, AlgorithmIdentifier, BIT STRING } */
static gboolean is_signed (const Children *children)
{
	return children->count == 3 && children->complete &&
	       tag_at (children, 1) == PKI_TAG_SEQUENCE && starts_with_oid (&children->at[1]) &&
	       tag_at (children, 2) == PKI_TAG_BIT_STRING;
}

/* None of the known shapes: is it other ASN.1, or one of them that is damaged? Text can't be
 * either: its second byte would not be a long length, nor would it hold an OID. */
static PkiShape unknown_shape (PkiSlice element, const Children *children, gboolean cut)
{
	guint8 length = element.size > 1 ? element.data[1] : 0;
	if (length < 0x80)
		return cut && starts_like_a_key (children) ? PKI_SHAPE_DAMAGED : PKI_SHAPE_NONE;
	if (length > 0x84)
		return PKI_SHAPE_NONE;
	if (is_signed (children))
		return PKI_SHAPE_DAMAGED;
	if (!cut && children->complete)
		return element.size >= LEAST_OTHER ? PKI_SHAPE_OTHER : PKI_SHAPE_NONE;
	if (!cut && children->count == MOST_CHILDREN)
		return PKI_SHAPE_OTHER;
	gsize header = length == 0x80 ? 2 : 2 + (length & 0x7f);
	guint8 first = element.size > header ? element.data[header] : PKI_TAG_SEQUENCE;
	return first == PKI_TAG_SEQUENCE || first == PKI_TAG_INTEGER || first == PKI_TAG_OID
		       ? PKI_SHAPE_DAMAGED
		       : PKI_SHAPE_NONE;
}

PkiShape pki_shape_of (PkiSlice bytes, PkiSlice *element)
{
	guint32 sins = 0;
	PkiDer der = pki_der (bytes, &sins);
	PkiElement outer;
	if (!pki_der_peek (&der, PKI_TAG_SEQUENCE) || !pki_der_next_cut (&der, &outer))
		return PKI_SHAPE_NONE;
	Children children = read_children (outer.content);
	PkiShape shape = known_shape (outer.whole, &children);
	if (shape == PKI_SHAPE_NONE)
		shape = unknown_shape (outer.whole, &children, sins & PKI_SIN_TRUNCATED);
	if (shape != PKI_SHAPE_NONE)
		*element = outer.whole;
	return shape;
}
