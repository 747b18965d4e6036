#include "config.h"

#include "src/ca/private-key-private.h"

#include <gnutls/crypto.h>

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/x509/encode.h"
#include "src/x509/gnutls-error.h"
#include "src/x509/pem.h"

/* GnuTLS 3.7 has a fixed count of some 5,000 and HMAC-SHA-1; hence PBES2 is put together here. The
 * count is what OWASP asks of PBKDF2 with HMAC-SHA-256; scanning allows a million. */
#define ITERATIONS 600000
#define SALT_SIZE  16
#define BLOCK_SIZE 16
#define KEY_SIZE   32

static PkiSlice datum_slice (gnutls_datum_t datum)
{
	return pki_slice (datum.data, datum.size);
}

static void clear_datum (gnutls_datum_t *datum)
{
	if (datum->data)
		pki_wipe (datum->data, datum->size);
	gnutls_free (datum->data);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (gnutls_datum_t, clear_datum)

/* PBES2-params within their AlgorithmIdentifier (RFC 8018 appendix A.2, A.4, B.2.5). */
static void encode_scheme (GByteArray *out, PkiSlice salt, PkiSlice iv)
{
	guint scheme = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_oid (out, PKI_OID_PBES2);
	guint parameters = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	guint kdf = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_oid (out, PKI_OID_PBKDF2);
	guint inside = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_element (out, PKI_TAG_OCTET_STRING, salt);
	pki_encode_number (out, ITERATIONS);
	guint prf = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_oid (out, PKI_OID_HMAC_SHA256);
	pki_encode_element (out, PKI_TAG_NULL, pki_slice (NULL, 0));
	pki_encode_end (out, prf);
	pki_encode_end (out, inside);
	pki_encode_end (out, kdf);
	guint cipher = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	pki_encode_oid (out, PKI_OID_AES256_CBC);
	pki_encode_element (out, PKI_TAG_OCTET_STRING, iv);
	pki_encode_end (out, cipher);
	pki_encode_end (out, parameters);
	pki_encode_end (out, scheme);
}

/* PLAIN, padded to whole blocks (RFC 8018 §6.1.1), becomes the ciphertext in place. */
static int encrypt (GByteArray *plain, PkiSlice passphrase, guint8 *salt, guint8 *iv)
{
	guint8 key[KEY_SIZE];
	gnutls_cipher_hd_t cipher = NULL;
	const gnutls_datum_t secret = { (guint8 *)passphrase.data, (guint)passphrase.size };
	const gnutls_datum_t salted = { salt, SALT_SIZE };
	const gnutls_datum_t keyed = { key, sizeof key }, started = { iv, BLOCK_SIZE };
	int code = gnutls_rnd (GNUTLS_RND_NONCE, salt, SALT_SIZE);
	if (code >= 0)
		code = gnutls_rnd (GNUTLS_RND_NONCE, iv, BLOCK_SIZE);
	if (code >= 0)
		code = gnutls_pbkdf2 (
			GNUTLS_MAC_SHA256, &secret, &salted, ITERATIONS, key, sizeof key);
	if (code >= 0)
		code = gnutls_cipher_init (&cipher, GNUTLS_CIPHER_AES_256_CBC, &keyed, &started);
	if (code >= 0)
		code = gnutls_cipher_encrypt (cipher, plain->data, plain->len);
	if (cipher)
		gnutls_cipher_deinit (cipher);
	pki_wipe (key, sizeof key);
	return code;
}

/* EncryptedPrivateKeyInfo (RFC 5958 §3) of a PrivateKeyInfo. */
static GByteArray *encrypt_pkcs8 (PkiSlice plain, PkiSecret *passphrase, GError **error)
{
	guint8 salt[SALT_SIZE], iv[BLOCK_SIZE];
	guint padding = BLOCK_SIZE - plain.size % BLOCK_SIZE;
	g_autoptr (GByteArray) text = g_byte_array_sized_new ((guint)plain.size + padding);
	g_byte_array_append (text, plain.data, (guint)plain.size);
	g_byte_array_set_size (text, (guint)plain.size + padding);
	memset (text->data + plain.size, (int)padding, padding);
	int code = encrypt (text, pki_secret_bytes (passphrase), salt, iv);
	if (code < 0) {
		pki_wipe (text->data, text->len);
		pki_throw_gnutls (error, code, _ ("The private key can't be encrypted"));
		return NULL;
	}
	GByteArray *out = g_byte_array_new ();
	guint whole = pki_encode_begin (out, PKI_TAG_SEQUENCE);
	encode_scheme (out, pki_slice (salt, sizeof salt), pki_slice (iv, sizeof iv));
	pki_encode_element (out, PKI_TAG_OCTET_STRING, pki_slice (text->data, text->len));
	pki_encode_end (out, whole);
	return out;
}

static char *public_key_line (const PkiPrivateKey *key)
{
	g_autofree char *id = pki_hex_encode (pki_slice (key->id, sizeof key->id));
	return g_strdup_printf ("Public-Key: sha256:%s\n", id);
}

static PkiSecret *write_encrypted (
	const PkiPrivateKey *key, PkiSlice pkcs8, PkiSecret *passphrase, GError **error)
{
	g_autoptr (GByteArray) der = encrypt_pkcs8 (pkcs8, passphrase, error);
	if (!der)
		return NULL;
	g_autofree char *line = public_key_line (key);
	g_autofree char *block =
		pki_pem_encode ("ENCRYPTED PRIVATE KEY", NULL, pki_slice (der->data, der->len));
	g_autofree char *text = g_strconcat (line, block, NULL);
	return pki_secret_new (text, strlen (text));
}

static gboolean may_write (
	const PkiPrivateKey *key, PkiKeyFormat format, PkiSecret *passphrase, GError **error)
{
	if (format == PKI_KEY_FORMAT_PKCS8)
		return TRUE;
	if (passphrase)
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("A traditional private key can't be encrypted safely: take PKCS#8, "
			   "or write it without a passphrase."));
	if (key->type == PKI_KEY_TYPE_ED25519 || key->type == PKI_KEY_TYPE_ED448)
		return pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("There is no traditional format for %s keys: take PKCS#8."),
			pki_key_type_title (key->type));
	return TRUE;
}

PkiSecret *pki_private_key_write (
	const PkiPrivateKey *key, PkiKeyFormat format, PkiSecret *passphrase, GError **error)
{
	g_auto (gnutls_datum_t) out = { 0 };
	gnutls_x509_crt_fmt_t encoding = passphrase ? GNUTLS_X509_FMT_DER : GNUTLS_X509_FMT_PEM;
	g_autoptr (X509PrivateKey) x509 = pki_private_key_unseal (key, error);
	if (!x509 || !may_write (key, format, passphrase, error))
		return NULL;
	int code = format == PKI_KEY_FORMAT_TRADITIONAL
			   ? gnutls_x509_privkey_export2 (x509, encoding, &out)
			   : gnutls_x509_privkey_export2_pkcs8 (
				     x509, encoding, NULL, GNUTLS_PKCS_PLAIN, &out);
	if (code < 0) {
		pki_throw_gnutls (error, code, _ ("The private key can't be written"));
		return NULL;
	}
	if (passphrase)
		return write_encrypted (key, datum_slice (out), passphrase, error);
	return pki_secret_new (out.data, out.size);
}
