#include "config.h"

#include "src/x509/sin.h"

#include "src/base/intl.h"

static const struct {
	PkiSin sin;
	const char *text;
} sins[] = {
	{ PKI_SIN_BER_LENGTH, N_ ("a length is written in a way that BER allows and DER forbids") },
	{ PKI_SIN_TRAILING_BYTES, N_ ("there are bytes that belong to no field") },
	{ PKI_SIN_TRUNCATED, N_ ("a part ends before its length says") },
	{ PKI_SIN_BAD_VERSION, N_ ("the version number is not one that the standard has") },
	{ PKI_SIN_BAD_SERIAL, N_ ("the serial number is zero, negative, not minimal, missing or "
				  "longer than 20 octets") },
	{ PKI_SIN_BAD_TIME,
		N_ ("a time can't be read or is written in a form that RFC 5280 forbids") },
	{ PKI_SIN_BAD_NAME, N_ ("a name has an empty or broken part") },
	{ PKI_SIN_BAD_TEXT, N_ ("a text has characters that its string type does not allow") },
	{ PKI_SIN_ALGORITHM_MISMATCH,
		N_ ("the signed part and the signature name different signature algorithms") },
	{ PKI_SIN_EXTENSIONS_IN_OLD_VERSION,
		N_ ("there are extensions, which this version does not have") },
	{ PKI_SIN_DUPLICATE_EXTENSION, N_ ("an extension stands there twice") },
	{ PKI_SIN_BAD_EXTENSION, N_ ("the content of an extension can't be read") },
	{ PKI_SIN_BAD_KEY, N_ ("the public key can't be read") },
	{ PKI_SIN_BAD_GENERAL_NAME,
		N_ ("an alternative name is empty or of a wrong form or length") },
	{ PKI_SIN_BAD_BASE64, N_ ("the PEM text around it is damaged, but could be read") },
	{ PKI_SIN_WRONG_LABEL, N_ ("the PEM label says something else than the content is") },
	{ PKI_SIN_BAD_BOOLEAN, N_ ("a truth value is not written as DER demands (255, or left out "
				   "where it is false)") },
	{ PKI_SIN_UNIQUE_ID_IN_OLD_VERSION,
		N_ ("there is a unique identifier, which this version does not have") },
};

const char *pki_sin_text (PkiSin sin)
{
	for (gsize i = 0; i < G_N_ELEMENTS (sins); i++) {
		if (sins[i].sin == sin)
			return _ (sins[i].text);
	}
	return _ ("something about the encoding is odd");
}
