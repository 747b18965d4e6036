/* What the last scan left out, in words. */
#pragma once

#include "src/store/catalog-private.h"

/* char*, printable; the caller owns the result. */
GPtrArray *pki_catalog_notes (PkiCatalog *catalog);

/* Sorts NOTES and keeps them in place of those before. */
gboolean pki_catalog_set_notes (PkiCatalog *catalog, GPtrArray *notes, GError **error);
