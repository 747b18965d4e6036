/* Opening what is locked and taking private keys to their public halves: the work that needs
 * GnuTLS, for reader.c. */
#pragma once

#include "src/x509/reader.h"

typedef enum {
	PKI_UNLOCK_DONE,
	PKI_UNLOCK_LOCKED, /* needs a passphrase, or another one, or more iterations than allowed */
	PKI_UNLOCK_BROKEN, /* not what it seemed, or damaged; ERROR tells */
} PkiUnlock;

/* PKCS#12 in DER or BER: appends what is inside to OUT (certificates, CRLs, keys as
 * PKI_WRAP_PKCS12). Spends *iterations. Tries the given passphrase, then none and the empty
 * one. Encrypted keys that open with none of them become locked objects. */
PkiUnlock pki_unlock_pkcs12 (PkiSlice der, const PkiReadOptions *options, guint64 *iterations,
	gsize offset, GPtrArray *out, GError **error);

/* PKCS#7/CMS SignedData: appends certificates and CRLs to OUT. PKI_UNLOCK_BROKEN with
 * PKI_ERROR_UNSUPPORTED where it is CMS of another content type. Done with the DER cursor, so that
 * odd certificates inside are not refused. */
PkiUnlock pki_unlock_pkcs7 (PkiSlice der, gsize offset, GPtrArray *out, GError **error);

/* A plain private key in DER (PKCS#8, PKCS#1, SEC1, DSA; told by content): the SubjectPublicKeyInfo
 * that belongs to it, as new bytes, and in *kind a static name of its form. NULL and ERROR where it
 * is no key or damaged. A key of unknown algorithm that is well-formed PKCS#8 gives NULL with
 * PKI_ERROR_UNSUPPORTED and its OID in the message. */
GBytes *pki_private_key_to_public (PkiSlice der, const char **kind, GError **error);

/* The same as an object, which keeps the private half where KEEP_PRIVATE says so. Where nobody can
 * work the public half out, what tells the algorithm stands in for it, without a key identifier, as
 * long as there is that. NULL and ERROR for the rest. */
PkiObject *pki_private_key_object (PkiSlice der, gboolean keep_private, GError **error);

/* EncryptedPrivateKeyInfo (PKCS#8): the plain PKCS#8 in locked memory. PKI_ERROR_BAD_PASSPHRASE,
 * _LIMIT (iterations), _UNSUPPORTED. */
PkiSecret *pki_decrypt_pkcs8 (
	PkiSlice der, const PkiSecret *passphrase, guint64 *iterations, GError **error);

/* A traditional PEM key with Proc-Type and DEK-Info headers: PEM is the whole block, headers
 * included. */
PkiSecret *pki_decrypt_dek_info (PkiSlice pem, const PkiSecret *passphrase, GError **error);
