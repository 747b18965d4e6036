#include "config.h"

#include "src/store/follow.h"

#include "src/store/scan.h"

void pki_follow_files (const char *directory, const GPtrArray *files)
{
	g_autoptr (PkiStore) store = pki_store_open (directory, PKI_STORE_EXISTING_CATALOG, NULL);
	if (store && pki_store_is_scanned (store))
		(void)pki_store_scan_files (store, files, NULL);
}
