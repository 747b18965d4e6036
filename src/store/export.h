/* Copies of what is here for other programs: certificate, chain and key as PEM. */
#pragma once

#include "src/store/keyring.h"
#include "src/store/store.h"

typedef struct {
	gboolean chain; /* with the CAs above; of a leaf without the root */
	gboolean key; /* in front: some programs look at nothing behind the first block */
	gboolean traditional; /* the key as PKCS#1 or SEC1 */
	gboolean without_key; /* where key is set: it is looked for and not opened, nor in the text
			       */
} PkiExport;

/* The PEM of the certificate or request ID. The key is not encrypted. Blocking where a key is to be
 * opened. PKI_ERROR_NOT_FOUND: its key is not here; PKI_ERROR_UNSUPPORTED: it is neither, or the
 * key has no such form. The caller owns the result. */
PkiSecret *pki_export_text (
	PkiStore *store, gint64 id, const PkiExport *what, PkiKeyring *keyring, GError **error);

/* Whether a file can be written at PATH. What is there is replaced only with REPLACE (else
 * PKI_ERROR_EXISTS), and only a regular file; never one with a private key that would be lost so:
 * with SECRET the new one holds a key, too. */
gboolean pki_export_check (const char *path, gboolean secret, gboolean replace, GError **error);

/* Checks that, then writes it as a whole or not at all; with SECRET for its owner alone to read. */
gboolean pki_export_write (
	const char *path, PkiSecret *text, gboolean secret, gboolean replace, GError **error);
