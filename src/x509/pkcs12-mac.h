/* The MAC over a PKCS#12 file (RFC 7292 §4, RFC 9579): whether a passphrase is the right one. */
#pragma once

#include <gnutls/gnutls.h>

#include "src/base/secret.h"

typedef enum {
	PKI_PKCS12_MAC_CLASSIC, /* RFC 7292 appendix B */
	PKI_PKCS12_MAC_PBMAC1, /* RFC 9579 */
	PKI_PKCS12_MAC_GOST, /* RFC 9548 §5 */
} PkiPkcs12MacKdf;

typedef struct {
	PkiPkcs12MacKdf kdf;
	gnutls_mac_algorithm_t prf; /* of the key derivation */
	gnutls_mac_algorithm_t mac;
	guint key_size;
	guint64 iterations;
	PkiSlice salt;
	PkiSlice value; /* what the file says it is */
} PkiPkcs12Mac;

/* Reads MacData, header included. PKI_ERROR_PARSE, PKI_ERROR_UNSUPPORTED. */
gboolean pki_pkcs12_mac_read (PkiSlice mac_data, PkiPkcs12Mac *out, GError **error);

/* Whether the MAC of CONTENT under PASSPHRASE (NULL: none) is the value; spends mac->iterations,
 * which the caller has allowed. */
gboolean pki_pkcs12_mac_check (
	const PkiPkcs12Mac *mac, PkiSlice content, const PkiSecret *passphrase);
