#include "config.h"

#include "src/base/error.h"

#include <errno.h>

#include "src/base/intl.h"

G_DEFINE_QUARK (pki - error - quark, pki_error)

gboolean pki_throw (GError **error, PkiErrorCode code, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *message = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	g_set_error_literal (error, PKI_ERROR, (int)code, message);
	return FALSE;
}

static PkiErrorCode code_of_errno (int number)
{
	switch (number) {
	case ENOENT:
	case ENOTDIR:
		return PKI_ERROR_NOT_FOUND;
	case EEXIST:
		return PKI_ERROR_EXISTS;
	case EACCES:
	case EPERM:
	case EROFS:
		return PKI_ERROR_PERMISSION;
	case EFBIG:
	case EMFILE:
	case ENFILE:
	case ENAMETOOLONG:
		return PKI_ERROR_LIMIT;
	default:
		return PKI_ERROR_INTERNAL;
	}
}

gboolean pki_throw_errno (GError **error, int number, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_autofree char *message = g_strdup_vprintf (format, arguments);
	va_end (arguments);
	return pki_throw (
		error, code_of_errno (number), _ ("%s: %s"), message, g_strerror (number));
}
