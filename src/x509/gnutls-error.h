/* The one place where codes of GnuTLS become errors of the engine. */
#pragma once

#include <glib.h>

/* Sets ERROR to "TEXT: what CODE means" with the engine's code nearest to it; FALSE always. To be
 * called in the thread that got CODE, which must be negative. */
gboolean pki_throw_gnutls (GError **error, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);
