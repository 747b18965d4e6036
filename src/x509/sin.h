/* What an encoding does that RFC 5280 or DER forbids. An object with sins is shown with the remark,
 * never hidden. */
#pragma once

#include <glib.h>

typedef enum {
	PKI_SIN_BER_LENGTH = 1 << 0, /* non-minimal or indefinite length */
	PKI_SIN_TRAILING_BYTES = 1 << 1, /* bytes behind the object */
	PKI_SIN_TRUNCATED = 1 << 2, /* a part ends before its length says */
	PKI_SIN_BAD_VERSION = 1 << 3,
	PKI_SIN_BAD_SERIAL = 1 << 4, /* empty, negative, zero, non-minimal or over 20 octets */
	PKI_SIN_BAD_TIME = 1 << 5, /* unreadable, or in an encoding RFC 5280 §4.1.2.5 forbids */
	PKI_SIN_BAD_NAME = 1 << 6, /* a Name with an empty or broken part */
	PKI_SIN_BAD_TEXT = 1 << 7, /* a value that is not what its string type says */
	PKI_SIN_ALGORITHM_MISMATCH = 1 << 8, /* inner and outer signature algorithm differ */
	PKI_SIN_EXTENSIONS_IN_OLD_VERSION = 1 << 9,
	PKI_SIN_DUPLICATE_EXTENSION = 1 << 10,
	PKI_SIN_BAD_EXTENSION = 1 << 11, /* an extension whose content can't be read */
	PKI_SIN_BAD_KEY = 1 << 12, /* the SubjectPublicKeyInfo can't be read */
	PKI_SIN_BAD_GENERAL_NAME = 1 << 13, /* empty, of odd form or length */
	PKI_SIN_BAD_BASE64 = 1 << 14, /* the PEM armour was damaged but readable */
	PKI_SIN_WRONG_LABEL = 1 << 15, /* the PEM label says something else than the bytes */
	PKI_SIN_BAD_BOOLEAN = 1 << 16, /* TRUE is not 0xff, or a DEFAULT is encoded */
	PKI_SIN_UNIQUE_ID_IN_OLD_VERSION = 1 << 17,
} PkiSin;

/* One translated sentence for one flag. */
const char *pki_sin_text (PkiSin sin);
