/*
 * Errors of the engine: one domain with the few codes that a caller acts on. The message says what
 * and why in words for the user, translated; everything else about an error is its text.
 */
#pragma once

#include <glib.h>

typedef enum {
	PKI_ERROR_NOT_FOUND,
	PKI_ERROR_EXISTS,
	PKI_ERROR_PARSE,
	PKI_ERROR_UNSUPPORTED,
	PKI_ERROR_BAD_PASSPHRASE,
	PKI_ERROR_LOCKED,
	PKI_ERROR_STALE,
	PKI_ERROR_PERMISSION,
	PKI_ERROR_LIMIT,
	PKI_ERROR_CANCELLED,
	PKI_ERROR_INVALID_INPUT,
	PKI_ERROR_INTERNAL,
} PkiErrorCode;

#define PKI_ERROR (pki_error_quark ())
GQuark pki_error_quark (void);

/* Sets ERROR (which may be NULL) and returns FALSE, so that a function can fail in one statement.
 */
gboolean pki_throw (GError **error, PkiErrorCode code, const char *format, ...)
	G_GNUC_PRINTF (3, 4);

/* Like pki_throw() for a failed system call: "TEXT: strerror (NUMBER)", with the code that NUMBER
 * stands for. */
gboolean pki_throw_errno (GError **error, int number, const char *format, ...) G_GNUC_PRINTF (3, 4);
