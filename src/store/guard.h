/* No private key that is not encrypted gets into git: what is asked before each blob is made. */
#pragma once

#include <glib.h>

/* FALSE (PKI_ERROR_PERMISSION) where BYTES, which are to become PATH, hold a private key that opens
 * without a passphrase, whatever it is wrapped in: PEM with any label, DER at any place, PKCS#12
 * without a password, base64 in any text, UTF-16, OpenSSH's and JSON's own forms. A
 * PkiBlobCheck. */
gboolean pki_guard_check (const char *path, GBytes *bytes, gpointer data, GError **error);
