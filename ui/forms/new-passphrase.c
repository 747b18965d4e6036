#include "config.h"

#include "ui/forms/new-passphrase.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/ca/passphrase.h"

gboolean ui_new_passphrase_check (
	const char *text, gpointer record, char **value, char **echo, GError **error)
{
	(void)record;
	(void)value;
	(void)echo;
	g_autoptr (PkiSecret) secret = pki_secret_new (text, strlen (text));
	return pki_passphrase_check (secret, error);
}

char *ui_new_passphrase_remark (const char *text, gconstpointer record)
{
	(void)record;
	if (!*text)
		return NULL;
	g_autoptr (PkiSecret) secret = pki_secret_new (text, strlen (text));
	return pki_passphrase_weakness (secret);
}

gboolean ui_new_passphrase_is_same (
	PkiSecret *chosen, PkiSecret *again, const char **field, GError **error)
{
	if (strcmp (pki_secret_text (chosen), pki_secret_text (again)) == 0)
		return TRUE;
	*field = "chosen";
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("the two passphrases are not the same: type both once more"));
}
