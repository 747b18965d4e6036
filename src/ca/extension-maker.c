#include "config.h"

#include "src/ca/extension-maker.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/name-constraint.h"
#include "src/x509/digest.h"
#include "src/x509/encode.h"
#include "src/x509/extension.h"
#include "src/x509/general-name.h"

#define KEY_USAGE_BITS 9

/* An extension that is open: its value is appended next. */
typedef struct {
	guint extension;
	guint value;
} Open;

static Open begin (GByteArray *out, PkiOid oid, gboolean critical)
{
	Open open = { .extension = pki_encode_begin (out, PKI_TAG_SEQUENCE) };
	pki_encode_oid (out, oid);
	if (critical)
		pki_encode_true (out);
	open.value = pki_encode_begin (out, PKI_TAG_OCTET_STRING);
	return open;
}

static void end (GByteArray *out, Open open)
{
	pki_encode_end (out, open.value);
	pki_encode_end (out, open.extension);
}

void pki_extension_key_id (const PkiPublicKey *key, guint8 out[PKI_KEY_ID_SIZE])
{
	guint8 digest[PKI_SHA256_SIZE];
	pki_sha256 (key->key, digest);
	memcpy (out, digest, PKI_KEY_ID_SIZE);
}

static void put_basic_constraints (GByteArray *out, const PkiTerms *terms)
{
	Open open = begin (out, PKI_OID_BASIC_CONSTRAINTS, TRUE);
	guint content = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	if (terms->ca)
		pki_encode_true (out);
	if (terms->ca && terms->path_length >= 0)
		pki_encode_number (out, (guint)terms->path_length);
	pki_encode_end (out, content);
	end (out, open);
}

/* A named bit list without trailing zeros (X.690 §11.2.2), bit 0 leftmost. */
static void put_key_usage (GByteArray *out, guint usage)
{
	guint8 octets[2] = { 0, 0 };
	guint last = 0;
	for (guint bit = 0; bit < KEY_USAGE_BITS; bit++)
		if (usage & 1u << bit) {
			octets[bit / 8] |= (guint8)(0x80 >> bit % 8);
			last = bit;
		}
	Open open = begin (out, PKI_OID_KEY_USAGE, TRUE);
	pki_encode_bits (out, pki_slice (octets, last / 8 + 1), (guint8)(7 - last % 8));
	end (out, open);
}

static gboolean put_purposes (GByteArray *out, char *const *purposes, GError **error)
{
	if (!purposes[0])
		return TRUE;
	Open open = begin (out, PKI_OID_EXTENDED_KEY_USAGE, FALSE);
	guint content = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	for (guint i = 0; purposes[i]; i++) {
		gsize size;
		g_autoptr (GBytes) oid = pki_profile_purpose_oid (purposes[i]);
		if (!oid)
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("The purpose %s is not known."), purposes[i]);
		const void *data = g_bytes_get_data (oid, &size);
		pki_encode_element (out, PKI_TAG_OID, pki_slice (data, size));
	}
	pki_encode_end (out, content);
	end (out, open);
	return TRUE;
}

static gboolean put_names (GByteArray *out, const GPtrArray *names, GError **error)
{
	if (names->len == 0)
		return TRUE;
	Open open = begin (out, PKI_OID_SUBJECT_ALTERNATIVE_NAME, FALSE);
	guint content = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	for (guint i = 0; i < names->len; i++)
		if (!pki_alternative_name_encode (out, g_ptr_array_index (names, i))) {
			g_autofree char *shown =
				pki_text_printable (g_ptr_array_index (names, i), -1);
			return pki_throw (
				error, PKI_ERROR_INVALID_INPUT, _ ("%s is no name."), shown);
		}
	pki_encode_end (out, content);
	end (out, open);
	return TRUE;
}

gboolean pki_extension_make_request (GByteArray *out, const PkiTerms *terms, GError **error)
{
	put_basic_constraints (out, terms);
	put_key_usage (out, terms->key_usage);
	return put_purposes (out, terms->purposes, error) &&
	       put_names (out, terms->alternative_names, error);
}

static void put_subject_key_id (GByteArray *out, PkiSlice id)
{
	Open open = begin (out, PKI_OID_SUBJECT_KEY_ID, FALSE);
	pki_encode_element (out, PKI_TAG_OCTET_STRING, id);
	end (out, open);
}

/* What the issuer says of itself, or what it would say had we made it. */
static PkiSlice issuer_key_id (const PkiObject *issuer, guint8 own[PKI_KEY_ID_SIZE])
{
	PkiExtension extension;
	PkiSlice id;
	PkiPublicKey key;
	if (pki_extension_find (
		    issuer->certificate.extensions, PKI_OID_SUBJECT_KEY_ID, &extension) &&
		pki_subject_key_id_parse (extension.value, &id) && id.size > 0)
		return id;
	if (!pki_object_public_key (issuer, &key))
		return pki_slice (NULL, 0);
	pki_extension_key_id (&key, own);
	return pki_slice (own, PKI_KEY_ID_SIZE);
}

static void put_authority_key_id (GByteArray *out, PkiSlice id)
{
	Open open = begin (out, PKI_OID_AUTHORITY_KEY_ID, FALSE);
	guint content = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_element (out, PKI_TAG_CONTEXT (0), id);
	pki_encode_end (out, content);
	end (out, open);
}

static gboolean put_trees (GByteArray *out, guint8 tag, const GPtrArray *names, GError **error)
{
	if (names->len == 0)
		return TRUE;
	guint trees = pki_encode_begin (out, tag);
	for (guint i = 0; i < names->len; i++)
		if (!pki_name_constraint_encode (out, g_ptr_array_index (names, i)))
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("%s is no name constraint."),
				(const char *)g_ptr_array_index (names, i));
	pki_encode_end (out, trees);
	return TRUE;
}

/* RFC 5280 §4.2.1.10: always critical. */
static gboolean put_constraints (GByteArray *out, const PkiTerms *terms, GError **error)
{
	if (terms->permitted->len == 0 && terms->excluded->len == 0)
		return TRUE;
	Open open = begin (out, PKI_OID_NAME_CONSTRAINTS, TRUE);
	guint content = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	if (!put_trees (out, PKI_TAG_CONSTRUCTED (0), terms->permitted, error) ||
		!put_trees (out, PKI_TAG_CONSTRUCTED (1), terms->excluded, error))
		return FALSE;
	pki_encode_end (out, content);
	end (out, open);
	return TRUE;
}

static void put_uri (GByteArray *out, const char *uri)
{
	pki_encode_element (
		out, PKI_TAG_CONTEXT (PKI_GENERAL_NAME_URI), pki_slice (uri, strlen (uri)));
}

/* One DistributionPoint with all URLs: they are the same list at several places. */
static void put_crl_urls (GByteArray *out, const GPtrArray *urls)
{
	if (urls->len == 0)
		return;
	Open open = begin (out, PKI_OID_CRL_DISTRIBUTION_POINTS, FALSE);
	guint points = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	guint point = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	guint name = pki_encode_begin (out, PKI_TAG_CONSTRUCTED (0));
	guint full = pki_encode_begin (out, PKI_TAG_CONSTRUCTED (0));
	for (guint i = 0; i < urls->len; i++)
		put_uri (out, g_ptr_array_index (urls, i));
	pki_encode_end (out, full);
	pki_encode_end (out, name);
	pki_encode_end (out, point);
	pki_encode_end (out, points);
	end (out, open);
}

static void put_accesses (GByteArray *out, PkiOid method, const GPtrArray *urls)
{
	for (guint i = 0; i < urls->len; i++) {
		guint access = pki_encode_begin (out, PKI_TAG_SEQUENCE);
		pki_encode_oid (out, method);
		put_uri (out, g_ptr_array_index (urls, i));
		pki_encode_end (out, access);
	}
}

static void put_authority_information (GByteArray *out, const PkiTerms *terms)
{
	if (terms->ocsp_urls->len == 0 && terms->issuer_urls->len == 0)
		return;
	Open open = begin (out, PKI_OID_AUTHORITY_INFORMATION_ACCESS, FALSE);
	guint content = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	put_accesses (out, PKI_OID_OCSP, terms->ocsp_urls);
	put_accesses (out, PKI_OID_CA_ISSUERS, terms->issuer_urls);
	pki_encode_end (out, content);
	end (out, open);
}

gboolean pki_extension_make_certificate (GByteArray *out, const PkiTerms *terms,
	const PkiPublicKey *key, const PkiObject *issuer, GError **error)
{
	guint8 id[PKI_KEY_ID_SIZE], above[PKI_KEY_ID_SIZE];
	pki_extension_key_id (key, id);
	if (!pki_extension_make_request (out, terms, error))
		return FALSE;
	put_subject_key_id (out, pki_slice (id, sizeof id));
	put_authority_key_id (
		out, issuer ? issuer_key_id (issuer, above) : pki_slice (id, sizeof id));
	if (!put_constraints (out, terms, error))
		return FALSE;
	put_crl_urls (out, terms->crl_urls);
	put_authority_information (out, terms);
	return TRUE;
}
