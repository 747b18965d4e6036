#include "config.h"

#include "src/store/catalog-version.h"

#include <glib.h>
#include <sqlite3.h>

char *pki_catalog_library_version (void)
{
	return g_strdup (sqlite3_libversion ());
}
