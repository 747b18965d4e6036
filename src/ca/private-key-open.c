#include "config.h"

#include "src/ca/private-key-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/x509/encode.h"
#include "src/x509/gnutls-error.h"
#include "src/x509/reader.h"

/* What is opened on demand may cost this much; scanning allows less. */
#define ITERATIONS_MOST 10000000

static gboolean matches (const PkiObject *object, const guint8 *key_id)
{
	return !key_id || (object->has_key_id && memcmp (object->key_id, key_id, 32) == 0);
}

static const PkiObject *find (
	const PkiContents *contents, PkiObjectType type, const guint8 *key_id, guint *count)
{
	const PkiObject *found = NULL;
	for (guint i = 0; i < contents->objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->type != type || !matches (object, key_id))
			continue;
		if (found && memcmp (found->key_id, object->key_id, 32) == 0)
			continue; /* the same key again */
		found = found ? found : object;
		(*count)++;
	}
	return found;
}

/* A locked key that may be the one: its key identifier is seldom told. */
static const PkiObject *find_locked (const PkiContents *contents, const guint8 *key_id)
{
	for (guint i = 0; i < contents->objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->type == PKI_OBJECT_LOCKED &&
			(!object->has_key_id || matches (object, key_id)))
			return object;
	}
	return NULL;
}

static gboolean throw_locked (const PkiObject *locked, PkiSecret *passphrase, GError **error)
{
	if (!passphrase)
		return pki_throw (
			error, PKI_ERROR_LOCKED, _ ("The private key needs its passphrase."));
	if (locked->reason != PKI_ERROR_LOCKED && locked->reason != PKI_ERROR_BAD_PASSPHRASE)
		return pki_throw (error, locked->reason, "%s", locked->error);
	return pki_throw (error, PKI_ERROR_BAD_PASSPHRASE, _ ("The passphrase is wrong."));
}

static gboolean throw_none (const PkiContents *contents, PkiSecret *passphrase,
	const guint8 *key_id, guint count, GError **error)
{
	if (count > 1)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("There is more than one private key in the file."));
	const PkiObject *locked = find_locked (contents, key_id);
	if (locked)
		return throw_locked (locked, passphrase, error);
	if (key_id && find (contents, PKI_OBJECT_PRIVATE_KEY, NULL, &count))
		return pki_throw (error, PKI_ERROR_NOT_FOUND,
			_ ("The private key in the file belongs to something else."));
	return pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("There is no private key in the file."));
}

/* SEC 1 §C.4 with the public point that the key may lack: GnuTLS refuses it without. */
static void encode_sec1 (GByteArray *out, PkiDer key, const PkiPublicKey *public)
{
	PkiElement scalar;
	if (!pki_der_get (&key, PKI_TAG_OCTET_STRING, &scalar))
		return;
	guint whole = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_number (out, 1);
	pki_encode_raw (out, scalar.whole);
	guint curve = pki_encode_begin (out, PKI_TAG_CONSTRUCTED (0));
	pki_encode_raw (out, public->parameters);
	pki_encode_end (out, curve);
	guint point = pki_encode_begin (out, PKI_TAG_CONSTRUCTED (1));
	pki_encode_bits (out, public->key, 0);
	pki_encode_end (out, point);
	pki_encode_end (out, whole);
}

/* The one form of each key that GnuTLS takes whatever wrote it: PKCS#8 version 1, and SEC1 with
 * curve and point. */
static void encode_for_gnutls (
	GByteArray *out, PkiSlice der, const PkiPublicKey *public, gboolean *pkcs8)
{
	PkiDer cursor = pki_der (der, NULL), inside;
	PkiElement algorithm, key;
	*pkcs8 = FALSE;
	if (!pki_der_enter (&cursor, PKI_TAG_SEQUENCE, &cursor) ||
		!pki_der_get (&cursor, PKI_TAG_INTEGER, NULL))
		return;
	gboolean is_ec = pki_oid_is (public->algorithm, PKI_OID_EC_PUBLIC_KEY);
	if (!pki_der_get (&cursor, PKI_TAG_SEQUENCE, &algorithm)) {
		if (is_ec)
			encode_sec1 (out, cursor, public);
		else
			pki_encode_raw (out, der);
		return;
	}
	if (!pki_der_get (&cursor, PKI_TAG_OCTET_STRING, &key))
		return;
	inside = pki_der (key.content, NULL);
	if (is_ec && pki_der_enter (&inside, PKI_TAG_SEQUENCE, &inside) &&
		pki_der_get (&inside, PKI_TAG_INTEGER, NULL)) {
		encode_sec1 (out, inside, public);
		return;
	}
	*pkcs8 = TRUE;
	guint whole = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_number (out, 0);
	pki_encode_raw (out, algorithm.whole);
	pki_encode_raw (out, key.whole);
	pki_encode_end (out, whole);
}

static gnutls_x509_privkey_t import (PkiSlice der, const PkiPublicKey *public, GError **error)
{
	gboolean pkcs8;
	g_autoptr (X509PrivateKey) key = NULL;
	/* Sized so that nothing is moved: a move would leave the key behind in freed memory. */
	GByteArray *out = g_byte_array_sized_new ((guint)(der.size + public->spki.size + 64));
	encode_for_gnutls (out, der, public, &pkcs8);
	gnutls_datum_t datum = { out->data, out->len };
	int code = gnutls_x509_privkey_init (&key);
	if (code >= 0 && pkcs8)
		code = gnutls_x509_privkey_import_pkcs8 (
			key, &datum, GNUTLS_X509_FMT_DER, NULL, GNUTLS_PKCS_PLAIN);
	else if (code >= 0)
		code = gnutls_x509_privkey_import (key, &datum, GNUTLS_X509_FMT_DER);
	pki_wipe (out->data, out->len);
	g_byte_array_unref (out);
	if (code < 0) {
		pki_throw_gnutls (error, code, _ ("GnuTLS refuses the private key"));
		return NULL;
	}
	return g_steal_pointer (&key);
}

static PkiPrivateKey *open_object (const PkiObject *object, GError **error)
{
	PkiKeyType type;
	if (!pki_key_type_of (&object->key, &type)) {
		pki_private_key_throw_kind (&object->key, error);
		return NULL;
	}
	g_autoptr (X509PrivateKey) x509 =
		import (pki_object_private_der (object), &object->key, error);
	return x509 ? pki_private_key_seal (x509, error) : NULL;
}

PkiPrivateKey *pki_private_key_open (
	GBytes *file, PkiSecret *passphrase, const guint8 *key_id, GError **error)
{
	const PkiReadOptions options = {
		.passphrase = passphrase, .iterations = ITERATIONS_MOST, .keep_private = TRUE
	};
	guint count = 0;
	g_autoptr (PkiContents) contents = pki_contents_read (file, &options);
	const PkiObject *object = find (contents, PKI_OBJECT_PRIVATE_KEY, key_id, &count);
	if (!object || count > 1) {
		throw_none (contents, passphrase, key_id, count, error);
		return NULL;
	}
	g_autoptr (PkiPrivateKey) key = open_object (object, error);
	if (key && memcmp (key->id, object->key_id, 32) != 0) {
		pki_throw (error, PKI_ERROR_PARSE,
			_ ("The private key is damaged: its two halves do not belong together."));
		return NULL;
	}
	return g_steal_pointer (&key);
}
