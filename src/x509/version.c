#include "config.h"

#include "src/x509/version.h"

#include <glib.h>
#include <gnutls/gnutls.h>

char *pki_x509_library_version (void)
{
	return g_strdup (gnutls_check_version (NULL));
}
