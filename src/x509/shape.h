/* What DER is, told from its outline: the content decides, never a label or a file name. */
#pragma once

#include "src/x509/der.h"

typedef enum {
	PKI_SHAPE_NONE, /* does not look like PKI material */
	PKI_SHAPE_CERTIFICATE,
	PKI_SHAPE_REQUEST,
	PKI_SHAPE_CRL,
	PKI_SHAPE_PUBLIC_KEY, /* SubjectPublicKeyInfo */
	PKI_SHAPE_RSA_PUBLIC_KEY, /* PKCS#1 */
	PKI_SHAPE_PKCS8,
	PKI_SHAPE_ENCRYPTED_PKCS8,
	PKI_SHAPE_RSA_KEY, /* PKCS#1 */
	PKI_SHAPE_EC_KEY, /* SEC 1 */
	PKI_SHAPE_DSA_KEY,
	PKI_SHAPE_PKCS7, /* PKCS#7 and CMS of any type */
	PKI_SHAPE_PKCS12,
	PKI_SHAPE_ATTRIBUTE_CERTIFICATE,
	PKI_SHAPE_OTHER, /* well-formed, but none of these */
	PKI_SHAPE_DAMAGED, /* starts like PKI material, but can't be read */
} PkiShape;

/* The shape of the first element of BYTES, which goes to *element (cut at the end of BYTES where it
 * is longer); untouched for PKI_SHAPE_NONE. */
PkiShape pki_shape_of (PkiSlice bytes, PkiSlice *element);
