#include "config.h"

#include "src/x509/unlock.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/x509/der.h"
#include "src/x509/pbe.h"

/* Padding alone lets one wrong passphrase in 256 pass: the plain bytes have to be a PrivateKeyInfo
 * from end to end. */
static gboolean is_private_key_info (PkiSlice plain)
{
	PkiDer der = pki_der (plain, NULL), inside;
	return pki_der_enter (&der, PKI_TAG_SEQUENCE, &inside) && pki_der_is_end (&der) &&
	       pki_der_get (&inside, PKI_TAG_INTEGER, NULL) &&
	       pki_der_get (&inside, PKI_TAG_SEQUENCE, NULL) &&
	       pki_der_get (&inside, PKI_TAG_OCTET_STRING, NULL);
}

PkiSecret *pki_decrypt_pkcs8 (
	PkiSlice der, const PkiSecret *passphrase, guint64 *iterations, GError **error)
{
	PkiDer cursor = pki_der (der, NULL);
	PkiElement algorithm, ciphertext;
	PkiPbe pbe;
	if (!pki_der_enter (&cursor, PKI_TAG_SEQUENCE, &cursor) ||
		!pki_der_get (&cursor, PKI_TAG_SEQUENCE, &algorithm) ||
		!pki_der_get (&cursor, PKI_TAG_OCTET_STRING, &ciphertext)) {
		pki_throw (error, PKI_ERROR_PARSE, _ ("The encrypted key is damaged."));
		return NULL;
	}
	if (!pki_pbe_read (algorithm.whole, &pbe, error) ||
		!pki_pbe_spend (iterations, pbe.iterations, error))
		return NULL;
	g_autoptr (PkiSecret) plain = pki_pbe_decrypt (&pbe, ciphertext.content, passphrase, error);
	if (plain && !is_private_key_info (pki_secret_bytes (plain))) {
		pki_throw (error, PKI_ERROR_BAD_PASSPHRASE, _ ("The passphrase is wrong."));
		return NULL;
	}
	return g_steal_pointer (&plain);
}
