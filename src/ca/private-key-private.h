/* What the files of the private key share. */
#pragma once

#include <gnutls/abstract.h>
#include <gnutls/x509.h>

#include "src/ca/private-key.h"

typedef struct gnutls_x509_privkey_int X509PrivateKey;
typedef struct gnutls_privkey_st PrivateKey;
typedef struct gnutls_pubkey_st PublicKey;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509PrivateKey, gnutls_x509_privkey_deinit)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrivateKey, gnutls_privkey_deinit)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PublicKey, gnutls_pubkey_deinit)

struct _PkiPrivateKey {
	gatomicrefcount references;
	PkiSecret *pkcs8; /* DER; NULL: in a token */
	gnutls_privkey_t token;
	GMutex mutex; /* of the token: GnuTLS wants one thread at a time per object */
	GBytes *spki;
	guint8 id[32];
	PkiKeyType type;
	PkiPinFunction pin; /* of a token */
	gpointer pin_data;
};

/* A key around nothing yet. */
PkiPrivateKey *pki_private_key_new (void);

/* The key that X509 holds, which stays the caller's. */
PkiPrivateKey *pki_private_key_seal (gnutls_x509_privkey_t x509, GError **error);

/* The key for GnuTLS, whose memory is not locked: to be released as soon as it is used. NULL for
 * one in a token, too. */
gnutls_x509_privkey_t pki_private_key_unseal (const PkiPrivateKey *key, GError **error);

/* Learns the public half from HANDLE. PKI_ERROR_UNSUPPORTED for what pkitty does not sign with. */
gboolean pki_private_key_settle (PkiPrivateKey *key, gnutls_privkey_t handle, GError **error);

/* PKI_ERROR_UNSUPPORTED for a key that is of no PkiKeyType. */
gboolean pki_private_key_throw_kind (const PkiPublicKey *public, GError **error);
