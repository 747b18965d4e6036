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
	GMutex mutex; /* GnuTLS wants one thread at a time per object */
	gnutls_x509_privkey_t x509; /* NULL: in a token */
	gnutls_privkey_t handle;
	GBytes *spki;
	guint8 id[32];
	PkiKeyType type;
	PkiPinFunction pin; /* of a token */
	gpointer pin_data;
};

/* A key around nothing yet. */
PkiPrivateKey *pki_private_key_new (void);

/* Takes X509 over as the key. */
PkiPrivateKey *pki_private_key_take (gnutls_x509_privkey_t x509, GError **error);

/* Learns the public half from the handle. PKI_ERROR_UNSUPPORTED for what pkitty does not sign
 * with. */
gboolean pki_private_key_settle (PkiPrivateKey *key, GError **error);

/* PKI_ERROR_UNSUPPORTED for a key that is of no PkiKeyType. */
gboolean pki_private_key_throw_kind (const PkiPublicKey *public, GError **error);
