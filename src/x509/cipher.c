#include "config.h"

#include "src/x509/cipher.h"

#include <gnutls/crypto.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/x509/gnutls-error.h"

typedef struct api_cipher_hd_st Cipher;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cipher, gnutls_cipher_deinit)

static gboolean is_padded (gnutls_cipher_algorithm_t cipher)
{
	switch (cipher) {
	case GNUTLS_CIPHER_ARCFOUR_128:
	case GNUTLS_CIPHER_ARCFOUR_40:
	case GNUTLS_CIPHER_GOST28147_TC26Z_CFB:
	case GNUTLS_CIPHER_GOST28147_CPA_CFB:
	case GNUTLS_CIPHER_GOST28147_CPB_CFB:
	case GNUTLS_CIPHER_GOST28147_CPC_CFB:
	case GNUTLS_CIPHER_GOST28147_CPD_CFB:
		return FALSE;
	default:
		return TRUE;
	}
}

/* How many octets of padding end PLAIN; 0 when they are not that. */
static gsize padding_of (PkiSlice plain, gsize block)
{
	gsize padding = plain.data[plain.size - 1];
	if (padding > block || padding > plain.size)
		return 0;
	for (gsize i = 1; i <= padding; i++)
		if (plain.data[plain.size - i] != padding)
			return 0;
	return padding;
}

static PkiSecret *strip (
	gnutls_cipher_algorithm_t cipher, const guint8 *plain, gsize size, GError **error)
{
	if (!is_padded (cipher))
		return pki_secret_new (plain, size);
	gsize padding = padding_of (pki_slice (plain, size), gnutls_cipher_get_block_size (cipher));
	if (padding == 0) {
		pki_throw (error, PKI_ERROR_BAD_PASSPHRASE, _ ("The passphrase is wrong."));
		return NULL;
	}
	return pki_secret_new (plain, size - padding);
}

PkiSecret *pki_cipher_decrypt (gnutls_cipher_algorithm_t cipher, PkiSlice key, PkiSlice iv,
	PkiSlice ciphertext, GError **error)
{
	g_autoptr (Cipher) handle = NULL;
	gnutls_datum_t key_datum = { .data = (guint8 *)key.data, .size = (guint)key.size };
	gnutls_datum_t iv_datum = { .data = (guint8 *)iv.data, .size = (guint)iv.size };
	gsize block = is_padded (cipher) ? gnutls_cipher_get_block_size (cipher) : 1;
	if (ciphertext.size == 0 || ciphertext.size % block != 0) {
		pki_throw (error, PKI_ERROR_PARSE, _ ("The encrypted part is cut short."));
		return NULL;
	}
	int code = gnutls_cipher_init (&handle, cipher, &key_datum, &iv_datum);
	if (code < 0) {
		pki_throw_gnutls (error, code, _ ("The cipher %s can't be used"),
			gnutls_cipher_get_name (cipher));
		return NULL;
	}
	guint8 *plain = g_malloc (ciphertext.size);
	PkiSecret *secret = NULL;
	code = gnutls_cipher_decrypt2 (
		handle, ciphertext.data, ciphertext.size, plain, ciphertext.size);
	if (code < 0)
		pki_throw_gnutls (error, code, _ ("It can't be decrypted"));
	else
		secret = strip (cipher, plain, ciphertext.size, error);
	pki_wipe (plain, ciphertext.size);
	g_free (plain);
	return secret;
}
