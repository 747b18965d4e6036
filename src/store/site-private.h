/* What the files of the site share. */
#pragma once

#include "src/store/site.h"

/* Adds to the site's authorities those that the catalog finds anywhere in the directory. */
gboolean pki_site_search (PkiSite *site, GError **error);

/* For sorting an array of pointers to them: by name, then by path. */
int pki_authority_compare (gconstpointer a, gconstpointer b);
