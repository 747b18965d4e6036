/* The kinds of key that pkitty makes, by the names that commands, forms and profiles use. */
#pragma once

#include "src/x509/key.h"

typedef enum {
	PKI_KEY_TYPE_RSA_2048,
	PKI_KEY_TYPE_RSA_3072,
	PKI_KEY_TYPE_RSA_4096,
	PKI_KEY_TYPE_ECDSA_P256,
	PKI_KEY_TYPE_ECDSA_P384,
	PKI_KEY_TYPE_ECDSA_P521,
	PKI_KEY_TYPE_ED25519,
	PKI_KEY_TYPE_ED448,
	PKI_KEY_TYPE_N,
} PkiKeyType;

#define PKI_KEY_TYPES_ALL ((1u << PKI_KEY_TYPE_N) - 1)

/* "ecdsa-p256": what stands in commands and files. Static. */
const char *pki_key_type_name (PkiKeyType type);

/* "ECDSA P-256". Static. */
const char *pki_key_type_title (PkiKeyType type);

/* What it is good for, in one translated sentence. Static. */
const char *pki_key_type_purpose (PkiKeyType type);

gboolean pki_key_type_is_rsa (PkiKeyType type);

/* The type with this name. PKI_ERROR_INVALID_INPUT lists the known ones. */
gboolean pki_key_type_parse (const char *name, PkiKeyType *type, GError **error);

/* The type that a public key is of; an RSA key of another size counts as the largest type that is
 * not larger. FALSE where pkitty makes no such keys (another algorithm or curve, RSA below 2048 or
 * with an exponent that protects nothing).
 */
gboolean pki_key_type_of (const PkiPublicKey *key, PkiKeyType *type);

/* The names of the types whose bits are set, "ecdsa-p256, rsa-2048". The caller frees. */
char *pki_key_type_list (guint types);
