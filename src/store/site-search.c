/* Authorities by content, wherever they are in a directory. */
#include "config.h"

#include "src/store/site-private.h"

#include <string.h>

#include "src/base/time.h"
#include "src/store/key-place.h"
#include "src/store/layout.h"
#include "src/store/scan.h"

int pki_authority_compare (gconstpointer a, gconstpointer b)
{
	const PkiAuthority *first = *(PkiAuthority *const *)a;
	const PkiAuthority *second = *(PkiAuthority *const *)b;
	int order = strcmp (first->name, second->name);
	return order ? order : strcmp (first->certificate_path, second->certificate_path);
}

/* Its position among those that are known; G_MAXUINT where it is none. */
static guint find_known (PkiSite *site, const PkiObject *certificate)
{
	for (guint i = 0; i < site->authorities->len; i++) {
		const PkiAuthority *authority = g_ptr_array_index (site->authorities, i);
		if (memcmp (authority->certificate->digest, certificate->digest, 32) == 0)
			return i;
	}
	return G_MAXUINT;
}

/* One that was found without its key gives way to the same one with it, which keeps its name. */
static void take (PkiSite *site, PkiAuthority *found)
{
	guint known = find_known (site, found->certificate);
	if (known == G_MAXUINT) {
		g_ptr_array_add (site->authorities, found);
		return;
	}
	PkiAuthority *other = g_ptr_array_index (site->authorities, known);
	if (other->key != PKI_AUTHORITY_NO_KEY || found->key == PKI_AUTHORITY_NO_KEY) {
		pki_authority_unref (found);
		return;
	}
	g_free (found->name);
	found->name = g_strdup (other->name);
	pki_authority_unref (other);
	site->authorities->pdata[known] = found;
}

static char *folder_of (const char *path)
{
	g_autofree char *folder = g_path_get_dirname (path);
	return g_str_equal (folder, ".") ? g_strdup ("") : g_steal_pointer (&folder);
}

static char *stem_of (const char *path)
{
	g_autofree char *base = g_path_get_basename (path);
	return g_strndup (base, strcspn (base, "."));
}

/* Whether the folder THERE is HERE, or one for keys below or beside it. */
static gboolean is_near (const char *here, const char *there)
{
	static const char *const names[] = { PKI_LAYOUT_PRIVATE, "keys", "key" };
	g_autofree char *above = folder_of (here);
	if (g_str_equal (there, here))
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
		g_autofree char *below = pki_layout_join (here, names[i]);
		g_autofree char *beside = pki_layout_join (above, names[i]);
		if (g_str_equal (there, below) || g_str_equal (there, beside))
			return TRUE;
	}
	return FALSE;
}

/* "issuing" and "issuing-ca", whichever is the longer. */
static gboolean is_related (const char *stem, const char *other)
{
	gsize size = MIN (strlen (stem), strlen (other));
	const char *rest = strlen (stem) > size ? stem + size : other + size;
	return size > 0 && strncmp (stem, other, size) == 0 && (!*rest || strchr ("-_", *rest));
}

/* How likely the locked file at KEY, which does not say whose key it holds, is that of a
 * certificate: 0 not at all. Only near it a name of its own is enough; elsewhere it must tell. */
static int likelihood (const char *certificate, const char *key)
{
	g_autofree char *here = folder_of (certificate), *there = folder_of (key);
	g_autofree char *stem = stem_of (certificate), *key_stem = stem_of (key);
	gboolean same = g_str_equal (stem, key_stem), related = is_related (stem, key_stem);
	if (!is_near (here, there))
		return same ? 2 : related ? 1 : 0;
	return same ? 6 : related ? 5 : g_str_has_prefix (key_stem, "ca") ? 4 : 3;
}

/* The locked file that most likely has the key; only opening it will tell. */
static char *guess_key (PkiStore *store, const char *certificate)
{
	g_autoptr (PkiFilter) filter = pki_filter_new ("type:locked", NULL);
	g_autoptr (GArray) ids =
		pki_store_query (store, filter, PKI_SORT_PATH, pki_time_now (), NULL);
	g_autofree char *best = NULL;
	int most = 0;
	for (guint i = 0; ids && i < ids->len; i++) {
		g_autoptr (PkiItem) item = pki_store_item (
			store, g_array_index (ids, gint64, i), pki_time_now (), NULL);
		int chance = item ? likelihood (certificate, item->path) : 0;
		if (chance <= most)
			continue;
		most = chance;
		g_free (best);
		best = g_strdup (item->path);
	}
	return g_steal_pointer (&best);
}

static void take_item (PkiSite *site, PkiStore *store, gint64 id)
{
	g_autoptr (PkiItem) item = pki_store_item (store, id, pki_time_now (), NULL);
	if (!item || item->type != PKI_OBJECT_CERTIFICATE)
		return;
	g_autofree char *key = pki_store_key_path (store, id, FALSE);
	if (!key)
		key = guess_key (store, item->path);
	PkiAuthority *found =
		pki_authority_adopt (site->directory, item->path, item->index, key, NULL);
	if (found)
		take (site, found);
}

gboolean pki_site_search (PkiSite *site, GError **error)
{
	g_autoptr (PkiStore) store = pki_store_open (site->directory, PKI_STORE_DEFAULT, error);
	if (!store || !pki_store_scan (store, NULL, NULL, error))
		return FALSE;
	g_autoptr (PkiFilter) filter = pki_filter_new ("type:ca", error);
	g_autoptr (GArray) ids =
		filter ? pki_store_query (store, filter, PKI_SORT_PATH, pki_time_now (), error)
		       : NULL;
	for (guint i = 0; ids && i < ids->len; i++)
		take_item (site, store, g_array_index (ids, gint64, i));
	return ids != NULL;
}
