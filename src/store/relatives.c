/* Where an object is kept and what belongs to it. */
#include "config.h"

#include "src/store/catalog-relate.h"

#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/store/summary.h"
#include "src/x509/signature.h"

void pki_place_free (PkiPlace *place)
{
	if (!place)
		return;
	g_free (place->path);
	g_free (place);
}

static int compare_places (gconstpointer a, gconstpointer b)
{
	const PkiPlace *one = *(PkiPlace *const *)a;
	const PkiPlace *two = *(PkiPlace *const *)b;
	int order = strcmp (one->path, two->path);
	return order ? order : (one->index > two->index) - (one->index < two->index);
}

GPtrArray *pki_store_places (PkiStore *store, gint64 id, GError **error)
{
	pki_catalog_follow (store->catalog);
	g_autoptr (GArray) locations = pki_catalog_ids (
		store->catalog, "SELECT id FROM location WHERE object = ?", id, 0, error);
	if (!locations)
		return NULL;
	GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_place_free);
	for (guint i = 0; i < locations->len; i++) {
		gint64 location = g_array_index (locations, gint64, i);
		char *path = pki_catalog_file_path (store->catalog, location >> PKI_INDEX_BITS);
		if (!path)
			continue;
		PkiPlace *place = g_new0 (PkiPlace, 1);
		place->path = path;
		place->index = (guint)(location & (PKI_MOST_IN_FILE - 1));
		place->offset = (gsize)pki_catalog_number (
			store->catalog, "SELECT at FROM location WHERE id = ?", location, 0);
		g_ptr_array_add (places, place);
	}
	g_ptr_array_sort (places, compare_places);
	return places;
}

GArray *pki_store_at_path (PkiStore *store, const char *path, int index, GError **error)
{
	pki_catalog_follow (store->catalog);
	const char *slash = strrchr (path, '/');
	g_autofree char *folder = slash ? g_strndup (path, (gsize)(slash - path)) : g_strdup ("");
	gint64 directory = pki_catalog_directory_at (store->catalog, folder);
	PkiFileState file = { 0 };
	if (!directory ||
		!pki_catalog_find_file (store->catalog, directory, slash ? slash + 1 : path, &file))
		return g_array_new (FALSE, FALSE, sizeof (gint64));
	gint64 first = file.id << PKI_INDEX_BITS;
	gint64 last = first + PKI_MOST_IN_FILE - 1;
	if (index >= 0)
		first = last = first + MIN (index, PKI_MOST_IN_FILE - 1);
	return pki_catalog_ids (store->catalog,
		"SELECT object FROM location WHERE id BETWEEN ? AND ? ORDER BY id", first, last,
		error);
}

static gboolean stands_below (PkiStore *store, gint64 id, gint64 other)
{
	gint64 place = id;
	while (place > PKI_ROOTS && place != other)
		place = pki_catalog_number (
			store->catalog, "SELECT place FROM tree WHERE object = ?", place, 0);
	return place == other;
}

/* Version 1 has no way to say that it is a CA, which is remarked there. */
static gboolean is_no_ca (PkiStore *store, gint64 id)
{
	g_auto (PkiRow) row = { 0 };
	if (!pki_catalog_row (store->catalog, id, &row, NULL) ||
		row.type != PKI_OBJECT_CERTIFICATE || row.flags & PKI_FLAG_CA)
		return FALSE;
	g_autoptr (PkiObject) object = pki_store_object (store, id, NULL);
	return object && object->certificate.version != 1;
}

/* A CRL need not be signed by a CA (RFC 5280 §5). */
static const char *doubt_about (PkiStore *store, gint64 issuer, gint64 id)
{
	if (issuer == id)
		return NULL;
	if (stands_below (store, issuer, id))
		return _ ("in a circle: it stands below this one");
	gint64 type = pki_catalog_number (
		store->catalog, "SELECT type FROM object WHERE id = ?", id, PKI_OBJECT_CRL);
	if (type == PKI_OBJECT_CERTIFICATE && is_no_ca (store, issuer))
		return _ ("but it is no CA: programs refuse what it signs");
	return NULL;
}

GArray *pki_store_issuers (PkiStore *store, gint64 id, GError **error)
{
	pki_catalog_follow (store->catalog);
	GArray *issuers = g_array_new (FALSE, FALSE, sizeof (PkiIssuer));
	g_autoptr (GArray) candidates = pki_catalog_candidates (store->catalog, id, error);
	if (!candidates) {
		g_array_unref (issuers);
		return NULL;
	}
	for (guint i = 0; i < candidates->len; i++) {
		const PkiCandidate *candidate = &g_array_index (candidates, PkiCandidate, i);
		/* Another key of the same name that did not sign it is nobody's issuer. */
		if (candidate->mismatch && candidate->verdict != PKI_VERDICT_GOOD)
			continue;
		PkiIssuer issuer = { candidate->id, candidate->verdict,
			doubt_about (store, candidate->id, id) };
		g_array_append_val (issuers, issuer);
	}
	return issuers;
}

/* The file name without what follows its first dot, and its folder. */
static void split_path (const char *path, char **folder, char **stem)
{
	*folder = g_path_get_dirname (path);
	*stem = g_path_get_basename (path);
	char *dot = strchr (*stem + 1, '.');
	if (dot)
		*dot = '\0';
}

static gboolean is_near (const char *path, const char *other)
{
	g_autofree char *folder = NULL, *stem = NULL, *other_folder = NULL, *other_stem = NULL;
	split_path (path, &folder, &stem);
	split_path (other, &other_folder, &other_stem);
	return strcmp (folder, other_folder) == 0 && strcmp (stem, other_stem) == 0;
}

/* Locked keys that tell no identity, and what stands beside them under the same stem. */
static void add_near (PkiStore *store, const PkiRow *row, GArray *out)
{
	guint index;
	g_autofree char *path = pki_store_first_place (store, row->id, &index);
	const char *sql =
		row->type == PKI_OBJECT_LOCKED
			? "SELECT DISTINCT o.id FROM file f JOIN location l ON l.id BETWEEN "
			  "f.id << 20 AND (f.id << 20) + 1048575 JOIN object o ON "
			  "o.id = l.object WHERE f.directory = ? AND o.type IN (0, 1)"
			: "SELECT DISTINCT o.id FROM file f JOIN location l ON l.id BETWEEN "
			  "f.id << 20 AND (f.id << 20) + 1048575 JOIN object o ON "
			  "o.id = l.object WHERE f.directory = ? AND o.type = 5 AND "
			  "o.key IS NULL";
	if (!path)
		return;
	gint64 file = pki_catalog_number (
		store->catalog, "SELECT min (id) >> 20 FROM location WHERE object = ?", row->id, 0);
	gint64 directory = pki_catalog_number (
		store->catalog, "SELECT directory FROM file WHERE id = ?", file, 0);
	g_autoptr (GArray) ids = pki_catalog_ids (store->catalog, sql, directory, 0, NULL);
	for (guint i = 0; ids && i < ids->len; i++) {
		gint64 id = g_array_index (ids, gint64, i);
		g_autofree char *other = pki_store_first_place (store, id, &index);
		if (other && is_near (path, other))
			g_array_append_val (out, id);
	}
}

GArray *pki_store_same_key (PkiStore *store, gint64 id, gboolean *certain, GError **error)
{
	pki_catalog_follow (store->catalog);
	g_auto (PkiRow) row = { 0 };
	g_autoptr (GError) failure = NULL;
	if (certain)
		*certain = TRUE;
	if (!pki_catalog_row (store->catalog, id, &row, &failure)) {
		if (!failure)
			return g_array_new (FALSE, FALSE, sizeof (gint64));
		g_propagate_error (error, g_steal_pointer (&failure));
		return NULL;
	}
	GArray *ids = row.has_key ? pki_catalog_ids (store->catalog,
					    "SELECT id FROM object WHERE key = ? AND id <> ? "
					    "ORDER BY type, id",
					    row.key, id, error)
				  : g_array_new (FALSE, FALSE, sizeof (gint64));
	gboolean may_be_near = row.type == PKI_OBJECT_LOCKED ? !row.has_key : row.has_key;
	if (!ids || ids->len > 0 || !may_be_near)
		return ids;
	add_near (store, &row, ids);
	if (certain && ids->len > 0)
		*certain = FALSE;
	return ids;
}
