#include "config.h"

#include "src/x509/unlock.h"

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/cipher.h"
#include "src/x509/der.h"
#include "src/x509/kdf.h"

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

typedef struct {
	char *cipher;
	GBytes *iv;
	GBytes *ciphertext;
} Block;

static void clear_block (Block *block)
{
	g_free (block->cipher);
	g_clear_pointer (&block->iv, g_bytes_unref);
	g_clear_pointer (&block->ciphertext, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Block, clear_block)

static gboolean throw_damaged (GError **error)
{
	return pki_throw (error, PKI_ERROR_PARSE, _ ("the encrypted key is damaged"));
}

/* "AES-256-CBC,0123..." */
static gboolean read_dek_info (const char *value, Block *out)
{
	g_auto (GStrv) parts = g_strsplit (value, ",", 2);
	if (!parts[0] || !parts[1])
		return FALSE;
	out->cipher = g_strdup (g_strstrip (parts[0]));
	out->iv = pki_hex_decode (g_strstrip (parts[1]));
	return out->iv != NULL;
}

/* Header lines up to the empty one; *body is then behind it (RFC 1421 §4.4). */
static gboolean read_headers (char **lines, guint *body, Block *out)
{
	guint i = 0;
	while (lines[i] && !g_str_has_prefix (lines[i], "-----BEGIN "))
		i++;
	for (; lines[i] && *g_strchomp (lines[i]); i++)
		if (g_str_has_prefix (lines[i], "DEK-Info:") && !out->cipher &&
			!read_dek_info (lines[i] + strlen ("DEK-Info:"), out))
			return FALSE;
	*body = i;
	return lines[i] && out->iv;
}

static gboolean read_block (PkiSlice pem, Block *out)
{
	g_autofree char *text = g_strndup ((const char *)pem.data, pem.size);
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	guint i;
	if (!read_headers (lines, &i, out))
		return FALSE;
	g_autoptr (GString) base64 = g_string_sized_new (pem.size);
	for (; lines[i] && !g_str_has_prefix (lines[i], "-----END "); i++)
		g_string_append (base64, lines[i]);
	gsize size;
	guchar *bytes = g_base64_decode (base64->str, &size);
	out->ciphertext = g_bytes_new_take (bytes, size);
	return TRUE;
}

static PkiSlice slice_of (GBytes *bytes)
{
	gsize size;
	const void *data = g_bytes_get_data (bytes, &size);
	return pki_slice (data, size);
}

static PkiSecret *decrypt (const Block *block, gnutls_cipher_algorithm_t cipher,
	const PkiSecret *passphrase, GError **error)
{
	PkiSlice iv = slice_of (block->iv);
	gsize key_size = gnutls_cipher_get_key_size (cipher);
	guint8 key[PKI_KDF_KEY_MOST];
	if (iv.size < SALT_SIZE || iv.size != gnutls_cipher_get_iv_size (cipher)) {
		throw_damaged (error);
		return NULL;
	}
	PkiSecret *plain = NULL;
	if (pki_kdf_dek_info (passphrase, pki_slice (iv.data, SALT_SIZE), key, key_size, error))
		plain = pki_cipher_decrypt (
			cipher, pki_slice (key, key_size), iv, slice_of (block->ciphertext), error);
	pki_wipe (key, sizeof key);
	return plain;
}

static gboolean is_sequence (PkiSlice plain)
{
	PkiDer der = pki_der (plain, NULL), inside;
	return pki_der_enter (&der, PKI_TAG_SEQUENCE, &inside) && pki_der_is_end (&der) &&
	       pki_der_get (&inside, PKI_TAG_INTEGER, NULL);
}

PkiSecret *pki_decrypt_dek_info (PkiSlice pem, const PkiSecret *passphrase, GError **error)
{
	g_auto (Block) block = { 0 };
	gnutls_cipher_algorithm_t cipher = GNUTLS_CIPHER_UNKNOWN;
	if (!read_block (pem, &block)) {
		throw_damaged (error);
		return NULL;
	}
	for (gsize i = 0; i < G_N_ELEMENTS (ciphers); i++)
		if (g_ascii_strcasecmp (block.cipher, ciphers[i].name) == 0)
			cipher = ciphers[i].cipher;
	if (cipher == GNUTLS_CIPHER_UNKNOWN) {
		g_autofree char *name = pki_text_printable (block.cipher, -1);
		pki_throw (error, PKI_ERROR_UNSUPPORTED,
			_ ("it is encrypted with %s, which is not known here"), name);
		return NULL;
	}
	g_autoptr (PkiSecret) plain = decrypt (&block, cipher, passphrase, error);
	if (plain && !is_sequence (pki_secret_bytes (plain))) {
		pki_throw (error, PKI_ERROR_BAD_PASSPHRASE, _ ("the passphrase is wrong"));
		return NULL;
	}
	return g_steal_pointer (&plain);
}
