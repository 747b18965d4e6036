#include "config.h"

#include "src/x509/sin.h"

#include "src/base/intl.h"

static const struct {
	PkiSin sin;
	const char *text;
} sins[] = {
	{ PKI_SIN_BER_LENGTH,
		N_ ("A length is written in a way that BER allows and DER forbids.") },
	{ PKI_SIN_TRAILING_BYTES, N_ ("There are bytes that belong to no field.") },
	{ PKI_SIN_TRUNCATED, N_ ("A part ends before its length says.") },
	{ PKI_SIN_BAD_VERSION, N_ ("The version number is not one that the standard has.") },
	{ PKI_SIN_BAD_SERIAL, N_ ("The serial number is zero, negative, not minimal, missing or "
				  "longer than 20 octets.") },
	{ PKI_SIN_BAD_TIME,
		N_ ("A time can't be read or is written in a form that RFC 5280 forbids.") },
	{ PKI_SIN_BAD_NAME, N_ ("A name has an empty or broken part.") },
	{ PKI_SIN_BAD_TEXT, N_ ("A text has characters that its string type does not allow.") },
	{ PKI_SIN_ALGORITHM_MISMATCH,
		N_ ("The signed part and the signature name different signature algorithms.") },
	{ PKI_SIN_EXTENSIONS_IN_OLD_VERSION,
		N_ ("There are extensions, which this version does not have.") },
	{ PKI_SIN_DUPLICATE_EXTENSION, N_ ("An extension stands there twice.") },
	{ PKI_SIN_BAD_EXTENSION, N_ ("The content of an extension can't be read.") },
	{ PKI_SIN_BAD_KEY, N_ ("The public key can't be read.") },
	{ PKI_SIN_BAD_GENERAL_NAME,
		N_ ("An alternative name is empty or of a wrong form or length.") },
	{ PKI_SIN_BAD_BASE64, N_ ("The PEM text around it is damaged, but could be read.") },
	{ PKI_SIN_WRONG_LABEL, N_ ("The PEM label says something else than the content is.") },
	{ PKI_SIN_BAD_BOOLEAN, N_ ("A truth value is not written as DER demands (255, or left out "
				   "where it is false).") },
	{ PKI_SIN_UNIQUE_ID_IN_OLD_VERSION,
		N_ ("There is a unique identifier, which this version does not have.") },
};

const char *pki_sin_text (PkiSin sin)
{
	for (gsize i = 0; i < G_N_ELEMENTS (sins); i++) {
		if (sins[i].sin == sin)
			return _ (sins[i].text);
	}
	return _ ("Something about the encoding is odd.");
}
