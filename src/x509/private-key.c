#include "config.h"

#include "src/x509/unlock.h"

#include <gnutls/abstract.h>
#include <gnutls/x509.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/x509/curve-point.h"
#include "src/x509/der.h"
#include "src/x509/digest.h"
#include "src/x509/encode.h"
#include "src/x509/gnutls-error.h"
#include "src/x509/oid.h"

#define KEY_BITS_MOST 16384

typedef struct gnutls_x509_privkey_int X509PrivateKey;
typedef struct gnutls_privkey_st PrivateKey;
typedef struct gnutls_pubkey_st PublicKey;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509PrivateKey, gnutls_x509_privkey_deinit)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrivateKey, gnutls_privkey_deinit)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PublicKey, gnutls_pubkey_deinit)

/* PrivateKeyInfo, OneAsymmetricKey (RFC 5958). */
typedef struct {
	PkiSlice algorithm; /* AlgorithmIdentifier, header included */
	PkiSlice oid;
	PkiSlice parameters; /* whole element; empty when absent */
	PkiSlice key; /* content of the OCTET STRING */
	PkiSlice public_bits; /* empty when absent */
} Pkcs8;

static GBytes *throw_damaged (GError **error)
{
	pki_throw (error, PKI_ERROR_PARSE, _ ("The private key is damaged."));
	return NULL;
}

static PkiSlice slice_of (GByteArray *array)
{
	return pki_slice (array->data, array->len);
}

/* An AlgorithmIdentifier of an OID and its PARAMETERS, whole. */
static GByteArray *new_algorithm (PkiOid oid, PkiSlice parameters)
{
	g_autoptr (GByteArray) content = g_byte_array_new ();
	GByteArray *whole = g_byte_array_new ();
	pki_encode_element (content, PKI_TAG_OID, pki_oid_octets (oid));
	if (parameters.size > 0)
		g_byte_array_append (content, parameters.data, (guint)parameters.size);
	pki_encode_element (whole, PKI_TAG_SEQUENCE, slice_of (content));
	return whole;
}

/* RSAPrivateKey (RFC 8017 §A.1.2) behind its version. */
static GBytes *rsa_public (PkiDer *der, PkiSlice algorithm, GError **error)
{
	PkiElement modulus, exponent;
	if (!pki_der_get (der, PKI_TAG_INTEGER, &modulus) ||
		!pki_der_get (der, PKI_TAG_INTEGER, &exponent))
		return throw_damaged (error);
	g_autoptr (GByteArray) numbers = g_byte_array_new (), key = g_byte_array_new ();
	pki_encode_integer (numbers, modulus.content);
	pki_encode_integer (numbers, exponent.content);
	pki_encode_element (key, PKI_TAG_SEQUENCE, slice_of (numbers));
	return pki_encode_public_key (algorithm, slice_of (key));
}

static GBytes *rsa_public_plain (PkiDer *der, GError **error)
{
	const guint8 null[] = { PKI_TAG_NULL, 0 };
	g_autoptr (GByteArray) algorithm =
		new_algorithm (PKI_OID_RSA_ENCRYPTION, pki_slice (null, sizeof null));
	return rsa_public (der, slice_of (algorithm), error);
}

/* OpenSSL's own form of a DSA key behind its version: p, q, g, y, x. */
static GBytes *dsa_public (PkiDer *der, GError **error)
{
	g_autoptr (GByteArray) numbers = g_byte_array_new (), domain = g_byte_array_new (),
			       key = g_byte_array_new ();
	PkiElement number;
	for (guint i = 0; i < 3; i++) {
		if (!pki_der_get (der, PKI_TAG_INTEGER, &number))
			return throw_damaged (error);
		pki_encode_integer (numbers, number.content);
	}
	if (!pki_der_get (der, PKI_TAG_INTEGER, &number))
		return throw_damaged (error);
	pki_encode_integer (key, number.content);
	pki_encode_element (domain, PKI_TAG_SEQUENCE, slice_of (numbers));
	g_autoptr (GByteArray) algorithm = new_algorithm (PKI_OID_DSA, slice_of (domain));
	return pki_encode_public_key (slice_of (algorithm), slice_of (key));
}

/* The public half of a key whose structure leaves it out. PARAMETERS: a named curve, whole. */
static GBytes *ec_derived (PkiSlice algorithm, PkiSlice parameters, PkiSlice scalar, GError **error)
{
	PkiDer der = pki_der (parameters, NULL);
	PkiElement curve;
	if (!pki_der_get (&der, PKI_TAG_OID, &curve)) {
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("The key leaves out its public half and does not name its curve."));
		return NULL;
	}
	g_autoptr (GBytes) point = pki_curve_point (curve.content, scalar, error);
	if (!point)
		return NULL;
	return pki_encode_public_key (
		algorithm, pki_slice (g_bytes_get_data (point, NULL), g_bytes_get_size (point)));
}

/* ECPrivateKey (RFC 5915 §3) behind its version; PARAMETERS are what PKCS#8 has around it, or
 * empty. */
static GBytes *ec_public (PkiDer *der, PkiSlice parameters, GError **error)
{
	PkiElement scalar, field, bits = { 0 };
	PkiSlice point = { 0 };
	if (!pki_der_get (der, PKI_TAG_OCTET_STRING, &scalar))
		return throw_damaged (error);
	if (pki_der_get (der, PKI_TAG_CONSTRUCTED (0), &field) && parameters.size == 0)
		parameters = field.content;
	if (pki_der_get (der, PKI_TAG_CONSTRUCTED (1), &field)) {
		PkiDer inside = pki_der_inside (der, &field);
		if (!pki_der_get (&inside, PKI_TAG_BIT_STRING, &bits) ||
			!pki_der_bits (bits.content, &point, NULL))
			return throw_damaged (error);
	}
	if (parameters.size == 0) {
		pki_throw (error, PKI_ERROR_UNSUPPORTED, _ ("The key does not name its curve."));
		return NULL;
	}
	g_autoptr (GByteArray) algorithm = new_algorithm (PKI_OID_EC_PUBLIC_KEY, parameters);
	if (point.size == 0)
		return ec_derived (slice_of (algorithm), parameters, scalar.content, error);
	return pki_encode_public_key (slice_of (algorithm), point);
}

static GBytes *export_public (X509PrivateKey *key, GError **error)
{
	g_autoptr (PrivateKey) private = NULL;
	g_autoptr (PublicKey) public = NULL;
	gnutls_datum_t spki = { 0 };
	int code = gnutls_privkey_init (&private);
	if (code >= 0)
		code = gnutls_privkey_import_x509 (private, key, 0);
	if (code >= 0)
		code = gnutls_pubkey_init (&public);
	if (code >= 0)
		code = gnutls_pubkey_import_privkey (public, private, 0, 0);
	if (code >= 0)
		code = gnutls_pubkey_export2 (public, GNUTLS_X509_FMT_DER, &spki);
	if (code < 0) {
		pki_throw_gnutls (error, code, _ ("The public half can't be worked out"));
		return NULL;
	}
	GBytes *bytes = g_bytes_new (spki.data, spki.size);
	gnutls_free (spki.data);
	return bytes;
}

/* Has GnuTLS work out the public half of a PKCS#8 key, given as version 1: it reads no other. */
static GBytes *derived_by_gnutls (const Pkcs8 *pkcs8, GError **error)
{
	const guint8 version[] = { PKI_TAG_INTEGER, 1, 0 };
	gsize room = pkcs8->algorithm.size + pkcs8->key.size + 32;
	g_autoptr (X509PrivateKey) key = NULL;
	/* Sized so that nothing is moved: a move would leave the key behind in freed memory. */
	GByteArray *content = g_byte_array_sized_new ((guint)room);
	GByteArray *whole = g_byte_array_sized_new ((guint)room);
	g_byte_array_append (content, version, sizeof version);
	g_byte_array_append (content, pkcs8->algorithm.data, (guint)pkcs8->algorithm.size);
	pki_encode_element (content, PKI_TAG_OCTET_STRING, pkcs8->key);
	pki_encode_element (whole, PKI_TAG_SEQUENCE, slice_of (content));
	gnutls_datum_t datum = { .data = whole->data, .size = whole->len };
	int code = gnutls_x509_privkey_init (&key);
	if (code >= 0)
		code = gnutls_x509_privkey_import_pkcs8 (
			key, &datum, GNUTLS_X509_FMT_DER, NULL, GNUTLS_PKCS_PLAIN);
	pki_wipe (content->data, content->len);
	pki_wipe (whole->data, whole->len);
	g_byte_array_unref (content);
	g_byte_array_unref (whole);
	if (code < 0) {
		pki_throw_gnutls (error, code, _ ("GnuTLS refuses the private key"));
		return NULL;
	}
	return export_public (key, error);
}

/* The library divides by the modulus without looking, and takes as long as its size asks for. */
static gboolean is_sane_dsa (const Pkcs8 *pkcs8)
{
	PkiDer der = pki_der (pkcs8->parameters, NULL), key = pki_der (pkcs8->key, NULL);
	PkiElement prime, order, generator, number;
	if (!pki_der_enter (&der, PKI_TAG_SEQUENCE, &der) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &prime) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &order) ||
		!pki_der_get (&der, PKI_TAG_INTEGER, &generator) ||
		!pki_der_get (&key, PKI_TAG_INTEGER, &number))
		return FALSE;
	guint bits = pki_der_integer_bits (prime.content);
	return bits > 1 && bits <= KEY_BITS_MOST && !(prime.content.data[0] & 0x80) &&
	       (prime.content.data[prime.content.size - 1] & 1) &&
	       pki_der_integer_bits (order.content) > 1 &&
	       pki_der_integer_bits (order.content) <= bits &&
	       pki_der_integer_bits (generator.content) <= bits &&
	       pki_der_integer_bits (number.content) <= pki_der_integer_bits (order.content);
}

static GBytes *unknown_public (const Pkcs8 *pkcs8, GError **error)
{
	if (pkcs8->public_bits.size > 0)
		return pki_encode_public_key (pkcs8->algorithm, pkcs8->public_bits);
	g_autofree char *label = pki_oid_label (pkcs8->oid);
	pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("The public half of a private key of type %s can't be worked out."), label);
	return NULL;
}

/* A structure inside the OCTET STRING: a cursor behind its version. */
static gboolean enter_key (const Pkcs8 *pkcs8, PkiDer *out)
{
	PkiDer der = pki_der (pkcs8->key, NULL);
	return pki_der_enter (&der, PKI_TAG_SEQUENCE, out) &&
	       pki_der_get (out, PKI_TAG_INTEGER, NULL);
}

static GBytes *pkcs8_public (const Pkcs8 *pkcs8, GError **error)
{
	PkiDer inside;
	switch (pki_oid_find (pkcs8->oid)) {
	case PKI_OID_RSA_ENCRYPTION:
		if (!enter_key (pkcs8, &inside))
			return throw_damaged (error);
		return rsa_public_plain (&inside, error);
	case PKI_OID_RSASSA_PSS:
		if (!enter_key (pkcs8, &inside))
			return throw_damaged (error);
		return rsa_public (&inside, pkcs8->algorithm, error);
	case PKI_OID_EC_PUBLIC_KEY:
		if (!enter_key (pkcs8, &inside))
			return throw_damaged (error);
		return ec_public (&inside, pkcs8->parameters, error);
	case PKI_OID_DSA:
		return is_sane_dsa (pkcs8) ? derived_by_gnutls (pkcs8, error)
					   : throw_damaged (error);
	case PKI_OID_ED25519:
	case PKI_OID_ED448:
	case PKI_OID_X25519:
	case PKI_OID_X448:
	case PKI_OID_GOST_2001:
	case PKI_OID_GOST_2012_256:
	case PKI_OID_GOST_2012_512:
		return derived_by_gnutls (pkcs8, error);
	default:
		return unknown_public (pkcs8, error);
	}
}

/* DER stands behind the version. */
static gboolean read_pkcs8 (PkiDer *der, Pkcs8 *out)
{
	PkiElement algorithm, oid, key, field;
	PkiDer inside;
	if (!pki_der_get (der, PKI_TAG_SEQUENCE, &algorithm))
		return FALSE;
	inside = pki_der_inside (der, &algorithm);
	if (!pki_der_get (&inside, PKI_TAG_OID, &oid) ||
		!pki_der_get (der, PKI_TAG_OCTET_STRING, &key))
		return FALSE;
	*out = (Pkcs8){ .algorithm = algorithm.whole, .oid = oid.content, .key = key.content };
	if (pki_der_next (&inside, &field))
		out->parameters = field.whole;
	pki_der_get (der, PKI_TAG_CONSTRUCTED (0), NULL); /* attributes */
	if (pki_der_get (der, PKI_TAG_CONTEXT (1), &field))
		pki_der_bits (field.content, &out->public_bits, NULL);
	return TRUE;
}

static guint count_integers (PkiDer der)
{
	guint count = 0;
	while (pki_der_get (&der, PKI_TAG_INTEGER, NULL))
		count++;
	return count;
}

GBytes *pki_private_key_to_public (PkiSlice der, const char **kind, GError **error)
{
	PkiDer cursor = pki_der (der, NULL);
	Pkcs8 pkcs8;
	*kind = NULL;
	if (!pki_der_enter (&cursor, PKI_TAG_SEQUENCE, &cursor) ||
		!pki_der_get (&cursor, PKI_TAG_INTEGER, NULL))
		return throw_damaged (error);
	if (pki_der_peek (&cursor, PKI_TAG_SEQUENCE)) {
		*kind = "PKCS#8";
		return read_pkcs8 (&cursor, &pkcs8) ? pkcs8_public (&pkcs8, error)
						    : throw_damaged (error);
	}
	if (pki_der_peek (&cursor, PKI_TAG_OCTET_STRING)) {
		*kind = "SEC1";
		return ec_public (&cursor, pki_slice (NULL, 0), error);
	}
	switch (count_integers (cursor)) {
	case 5:
		*kind = "DSA";
		return dsa_public (&cursor, error);
	case 8:
		*kind = "PKCS#1";
		return rsa_public_plain (&cursor, error);
	default:
		return throw_damaged (error);
	}
}

static PkiObject *unknown_object (PkiSlice der, PkiSlice kept)
{
	PkiDer cursor = pki_der (der, NULL);
	Pkcs8 pkcs8;
	if (!pki_der_enter (&cursor, PKI_TAG_SEQUENCE, &cursor) ||
		!pki_der_get (&cursor, PKI_TAG_INTEGER, NULL) || !read_pkcs8 (&cursor, &pkcs8))
		return NULL;
	g_autoptr (GBytes) spki = pki_encode_public_key (pkcs8.algorithm, pki_slice (NULL, 0));
	PkiObject *object = pki_object_new_private_key (pki_slice_of_bytes (spki), kept, "PKCS#8");
	/* The stand-in is the same for all such keys: the key's own bytes tell them apart. */
	if (object)
		pki_sha256 (der, object->digest);
	return object;
}

PkiObject *pki_private_key_object (PkiSlice der, gboolean keep_private, GError **error)
{
	const char *kind;
	g_autoptr (GError) reason = NULL;
	PkiSlice kept = keep_private ? der : pki_slice (NULL, 0);
	PkiObject *object = NULL;
	g_autoptr (GBytes) spki = pki_private_key_to_public (der, &kind, &reason);
	if (spki) {
		gsize size;
		const void *data = g_bytes_get_data (spki, &size);
		object = pki_object_new_private_key (pki_slice (data, size), kept, kind);
	} else if (g_error_matches (reason, PKI_ERROR, PKI_ERROR_UNSUPPORTED)) {
		object = unknown_object (der, kept);
	}
	if (!object && reason)
		g_propagate_error (error, g_steal_pointer (&reason));
	else if (!object)
		throw_damaged (error);
	return object;
}
