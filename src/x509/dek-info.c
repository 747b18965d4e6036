#include "config.h"

#include "src/x509/unlock.h"

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/cipher.h"
#include "src/x509/der.h"
#include "src/x509/kdf.h"
#include "src/x509/pem.h"

#define DEK_INFO  "DEK-Info:"
#define SALT_SIZE 8 /* octets at the start of the IV that salt the key as well */

static const struct {
	const char *name;
	gnutls_cipher_algorithm_t cipher;
} ciphers[] = {
	{ "DES-CBC", GNUTLS_CIPHER_DES_CBC },
	{ "DES-EDE3-CBC", GNUTLS_CIPHER_3DES_CBC },
	{ "AES-128-CBC", GNUTLS_CIPHER_AES_128_CBC },
	{ "AES-192-CBC", GNUTLS_CIPHER_AES_192_CBC },
	{ "AES-256-CBC", GNUTLS_CIPHER_AES_256_CBC },
	{ "CAMELLIA-128-CBC", GNUTLS_CIPHER_CAMELLIA_128_CBC },
	{ "CAMELLIA-192-CBC", GNUTLS_CIPHER_CAMELLIA_192_CBC },
	{ "CAMELLIA-256-CBC", GNUTLS_CIPHER_CAMELLIA_256_CBC },
};

static gboolean throw_damaged (GError **error)
{
	return pki_throw (error, PKI_ERROR_PARSE, _ ("The encrypted key is damaged."));
}

/* "DEK-Info: AES-256-CBC,0123...": the name, and the octets of the IV. */
static gboolean read_dek_info (const char *headers, char **cipher, GBytes **iv)
{
	g_auto (GStrv) lines = g_strsplit (headers ? headers : "", "\n", -1);
	for (guint i = 0; lines[i]; i++) {
		if (!g_str_has_prefix (lines[i], DEK_INFO))
			continue;
		g_auto (GStrv) parts = g_strsplit (lines[i] + strlen (DEK_INFO), ",", 2);
		if (!parts[0] || !parts[1])
			return FALSE;
		*iv = pki_hex_decode (g_strstrip (parts[1]));
		*cipher = g_strdup (g_strstrip (parts[0]));
		return *iv != NULL;
	}
	return FALSE;
}

static gboolean find_cipher (const char *name, gnutls_cipher_algorithm_t *out, GError **error)
{
	for (gsize i = 0; i < G_N_ELEMENTS (ciphers); i++) {
		if (g_ascii_strcasecmp (name, ciphers[i].name) != 0)
			continue;
		*out = ciphers[i].cipher;
		return TRUE;
	}
	g_autofree char *printable = pki_text_printable (name, -1);
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("It is encrypted with %s, which is not known here."), printable);
}

static PkiSecret *decrypt (gnutls_cipher_algorithm_t cipher, PkiSlice iv, PkiSlice ciphertext,
	const PkiSecret *passphrase, GError **error)
{
	gsize key_size = gnutls_cipher_get_key_size (cipher);
	guint8 key[PKI_KDF_KEY_MOST];
	if (iv.size < SALT_SIZE || iv.size != gnutls_cipher_get_iv_size (cipher)) {
		throw_damaged (error);
		return NULL;
	}
	PkiSecret *plain = NULL;
	if (pki_kdf_dek_info (passphrase, pki_slice (iv.data, SALT_SIZE), key, key_size, error))
		plain = pki_cipher_decrypt (
			cipher, pki_slice (key, key_size), iv, ciphertext, error);
	pki_wipe (key, sizeof key);
	return plain;
}

static gboolean is_private_key (PkiSlice plain)
{
	PkiDer der = pki_der (plain, NULL), inside;
	return pki_der_enter (&der, PKI_TAG_SEQUENCE, &inside) && pki_der_is_end (&der) &&
	       pki_der_get (&inside, PKI_TAG_INTEGER, NULL);
}

PkiSecret *pki_decrypt_dek_info (PkiSlice pem, const PkiSecret *passphrase, GError **error)
{
	PkiPem block;
	g_auto (PkiPemContent) content = { 0 };
	g_autofree char *name = NULL;
	g_autoptr (GBytes) iv = NULL;
	gnutls_cipher_algorithm_t cipher = GNUTLS_CIPHER_UNKNOWN;
	if (!pki_pem_next (&pem, &block)) {
		throw_damaged (error);
		return NULL;
	}
	pki_pem_decode (block.body, &content);
	if (!read_dek_info (content.headers, &name, &iv)) {
		throw_damaged (error);
		return NULL;
	}
	if (!find_cipher (name, &cipher, error))
		return NULL;
	g_autoptr (PkiSecret) plain = decrypt (cipher, pki_slice_of_bytes (iv),
		pki_slice_of_bytes (content.base64.bytes), passphrase, error);
	if (plain && !is_private_key (pki_secret_bytes (plain))) {
		pki_throw (error, PKI_ERROR_BAD_PASSPHRASE, _ ("The passphrase is wrong."));
		return NULL;
	}
	return g_steal_pointer (&plain);
}
