/*
 * An authority that is here: its certificate, where its key is, and where what it issues goes.
 * Immutable once made, reference counted.
 */
#pragma once

#include "src/x509/object.h"

typedef enum {
	PKI_AUTHORITY_NO_KEY, /* it can't sign: its key is not here */
	PKI_AUTHORITY_PLAIN, /* anybody who reads the file can sign */
	PKI_AUTHORITY_LOCKED, /* needs a passphrase */
	PKI_AUTHORITY_TOKEN, /* PKCS#11 */
} PkiAuthorityKey;

typedef struct {
	gatomicrefcount references;
	char *name; /* of its folder; of one that was not laid out by us its common name */
	char *folder; /* in which its certs/ are, relative to the directory; "" is that itself */
	gboolean is_laid_out; /* by us: ca.crt and ca.key in a folder of a store */
	char *certificate_path; /* relative to the directory */
	GBytes *certificate_file; /* what is there */
	PkiObject *certificate;
	PkiAuthorityKey key;
	char *key_path; /* of the key, or of the file with its URI; NULL without a key */
	GBytes *key_file;
	char *uri; /* of a key in a token; else NULL */
	char *why; /* why its key is not taken, though it may be here (translated); else NULL */
} PkiAuthority;

PkiAuthority *pki_authority_ref (PkiAuthority *authority);
void pki_authority_unref (PkiAuthority *authority);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiAuthority, pki_authority_unref)

/* The authority in FOLDER of the store DIRECTORY: its ca.crt, and ca.key or ca.key.uri where there
 * is one that belongs to it. NULL where there is no ca.crt (PKI_ERROR_NOT_FOUND) or it is none. */
PkiAuthority *pki_authority_load (const char *directory, const char *folder, GError **error);

/* One that we did not lay out: the certificate number INDEX of the file at CERTIFICATE_PATH, and
 * the file with its key (NULL: none). */
PkiAuthority *pki_authority_adopt (const char *directory, const char *certificate_path, guint index,
	const char *key_path, GError **error);

/* Whether it can sign now, and else why not (translated; the caller frees). */
gboolean pki_authority_can_sign (const PkiAuthority *authority, gint64 now, char **why);

/* Where it puts a certificate that goes into FOLDER (as folder-template.h fills it), and the key of
 * that where it is not encrypted. The caller frees. */
char *pki_authority_certs (const PkiAuthority *authority, const char *folder);
char *pki_authority_private (const PkiAuthority *authority, const char *folder);
