#include "config.h"

#include "src/ca/private-key-private.h"

#include <gnutls/pkcs11.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/gnutls-error.h"

/* gnutls_pin_callback_t */
static int answer (void *data, int attempt, const char *token_url, const char *label, guint flags,
	char *pin, size_t size)
{
	PkiPrivateKey *key = data;
	if (!key->pin)
		return GNUTLS_E_PKCS11_PIN_ERROR;
	/* Another wrong one locks the token: no more questions then. */
	if (attempt > 0 && (flags & GNUTLS_PIN_FINAL_TRY))
		return GNUTLS_E_PKCS11_PIN_ERROR;
	g_autofree char *shown = pki_text_printable (label ? label : "", -1);
	g_autoptr (PkiSecret) secret = key->pin (shown, (guint)attempt, key->pin_data);
	if (!secret)
		return GNUTLS_E_PKCS11_PIN_ERROR;
	PkiSlice bytes = pki_secret_bytes (secret);
	if (bytes.size >= size || (bytes.size > 0 && memchr (bytes.data, 0, bytes.size)))
		return GNUTLS_E_PKCS11_PIN_ERROR;
	if (bytes.size > 0)
		memcpy (pin, bytes.data, bytes.size);
	pin[bytes.size] = '\0';
	return 0;
}

static gboolean is_graphic (const char *text)
{
	while (g_ascii_isgraph (*text))
		text++;
	return *text == '\0';
}

/* RFC 7512 §2.3: whoever writes the file with the URI is not to say which PIN is sent nor which
 * library is loaded. */
gboolean pki_private_key_check_uri (const char *uri, GError **error)
{
	static const char *const refused[] = { "pin-value", "pin-source", "module-path" };
	g_autofree char *shown = pki_text_printable (uri, -1);
	g_autofree char *plain = g_uri_unescape_string (uri, NULL);
	if (!g_str_has_prefix (uri, "pkcs11:") || !plain || !is_graphic (uri))
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("“%s” is no PKCS#11 URI. Type one like pkcs11:token=ca;object=root, as "
			   "p11tool --list-all prints them."),
			shown);
	for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
		if (strstr (plain, refused[i]))
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("A URI with %s is not used: leave that out. The PIN is asked "
				   "for."),
				refused[i]);
	return TRUE;
}

static gboolean throw_token (GError **error, int code, const char *uri)
{
	g_autofree char *shown = pki_text_printable (uri, -1);
	switch (code) {
	case GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE:
	case GNUTLS_E_PKCS11_REQUESTED_OBJECT_NOT_AVAILBLE:
		return pki_throw (error, PKI_ERROR_NOT_FOUND,
			_ ("No private key is found at %s. p11tool --list-all shows what there "
			   "is."),
			shown);
	case GNUTLS_E_PKCS11_PIN_ERROR:
		return pki_throw (
			error, PKI_ERROR_BAD_PASSPHRASE, _ ("The PIN of the token is wrong."));
	case GNUTLS_E_PKCS11_PIN_LOCKED:
		return pki_throw (error, PKI_ERROR_PERMISSION,
			_ ("The token has locked itself after too many wrong PINs."));
	case GNUTLS_E_PKCS11_PIN_EXPIRED:
		return pki_throw (error, PKI_ERROR_PERMISSION,
			_ ("The PIN of the token has run out: set a new one."));
	default:
		return pki_throw_gnutls (error, code, _ ("The key in the token can't be used"));
	}
}

PkiPrivateKey *pki_private_key_open_token (
	const char *uri, PkiPinFunction pin, gpointer data, GError **error)
{
	g_autoptr (PkiPrivateKey) key = pki_private_key_new ();
	if (!pki_private_key_check_uri (uri, error))
		return NULL;
	key->pin = pin;
	key->pin_data = data;
	int code = gnutls_privkey_init (&key->token);
	if (code >= 0) {
		gnutls_privkey_set_pin_function (key->token, answer, key);
		code = gnutls_privkey_import_url (key->token, uri, 0);
	}
	if (code < 0) {
		throw_token (error, code, uri);
		return NULL;
	}
	return pki_private_key_settle (key, key->token, error) ? g_steal_pointer (&key) : NULL;
}
