#include "config.h"

#include "src/x509/gnutls-error.h"

#include <gnutls/gnutls.h>

#include "src/base/error.h"
#include "src/base/intl.h"

static PkiErrorCode code_of_gnutls (int code)
{
	switch (code) {
	case GNUTLS_E_DECRYPTION_FAILED:
	case GNUTLS_E_MAC_VERIFY_FAILED:
	case GNUTLS_E_INVALID_PASSWORD_STRING:
		return PKI_ERROR_BAD_PASSPHRASE;
	case GNUTLS_E_UNIMPLEMENTED_FEATURE:
	case GNUTLS_E_UNKNOWN_ALGORITHM:
	case GNUTLS_E_UNKNOWN_CIPHER_TYPE:
	case GNUTLS_E_UNKNOWN_HASH_ALGORITHM:
	case GNUTLS_E_UNKNOWN_PK_ALGORITHM:
	case GNUTLS_E_UNSUPPORTED_SIGNATURE_ALGORITHM:
	case GNUTLS_E_ECC_UNSUPPORTED_CURVE:
	case GNUTLS_E_ECC_NO_SUPPORTED_CURVES:
		return PKI_ERROR_UNSUPPORTED;
	case GNUTLS_E_CONSTRAINT_ERROR:
	case GNUTLS_E_INSUFFICIENT_SECURITY:
		return PKI_ERROR_PERMISSION;
	case GNUTLS_E_ASN1_ELEMENT_NOT_FOUND:
	case GNUTLS_E_ASN1_IDENTIFIER_NOT_FOUND:
	case GNUTLS_E_ASN1_DER_ERROR:
	case GNUTLS_E_ASN1_VALUE_NOT_FOUND:
	case GNUTLS_E_ASN1_GENERIC_ERROR:
	case GNUTLS_E_ASN1_VALUE_NOT_VALID:
	case GNUTLS_E_ASN1_TAG_ERROR:
	case GNUTLS_E_ASN1_TAG_IMPLICIT:
	case GNUTLS_E_ASN1_TYPE_ANY_ERROR:
	case GNUTLS_E_ASN1_SYNTAX_ERROR:
	case GNUTLS_E_ASN1_DER_OVERFLOW:
	case GNUTLS_E_ILLEGAL_PARAMETER:
	case GNUTLS_E_MPI_SCAN_FAILED:
		return PKI_ERROR_PARSE;
	default:
		return PKI_ERROR_INTERNAL;
	}
}

gboolean pki_throw_gnutls (GError **error, int code, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *message = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	return pki_throw (
		error, code_of_gnutls (code), _ ("%s: %s"), message, gnutls_strerror (code));
}
