/* The questions that views and commands put to an opened directory. */
#include "config.h"

#include "src/store/store-private.h"

#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/store/folder-template.h"
#include "src/store/status-private.h"
#include "src/x509/field.h"
#include "src/x509/signature.h"

#include <string.h>
#include <sys/stat.h>

static gint64 place_of (PkiSection section)
{
	switch (section) {
	case PKI_SECTION_ORPHANS:
		return PKI_PLACE_ORPHANS;
	case PKI_SECTION_REQUESTS:
		return PKI_PLACE_REQUESTS;
	case PKI_SECTION_KEYS:
		return PKI_PLACE_KEYS;
	case PKI_SECTION_LOCKED:
		return PKI_PLACE_LOCKED;
	case PKI_SECTION_UNREADABLE:
	case PKI_SECTION_N:
		break;
	}
	return PKI_PLACE_UNREADABLE;
}

GArray *pki_store_section (PkiStore *store, PkiSection section, GError **error)
{
	return pki_store_children (store, place_of (section), error);
}

guint pki_store_section_count (PkiStore *store, PkiSection section)
{
	pki_catalog_follow (store->catalog);
	return (guint)pki_catalog_number (
		store->catalog, "SELECT count(*) FROM tree WHERE place = ?", place_of (section), 0);
}

/* No place is this. */
#define NOWHERE G_MININT64

gboolean pki_store_above (PkiStore *store, gint64 id, gint64 *parent, PkiSection *section)
{
	gint64 place = pki_catalog_number (store->catalog,
		"SELECT ifnull ((SELECT place FROM tree WHERE object = ?1), ?2)", id, NOWHERE);
	*parent = MAX (place, PKI_ROOTS);
	*section = PKI_SECTION_N;
	for (PkiSection i = 0; place < 0 && i < PKI_SECTION_N; i++)
		if (place_of (i) == place)
			*section = i;
	return place >= 0 || *section < PKI_SECTION_N;
}

const char *pki_section_title (PkiSection section)
{
	switch (section) {
	case PKI_SECTION_ORPHANS:
		return _ ("Issuer not here");
	case PKI_SECTION_REQUESTS:
		return _ ("Requests");
	case PKI_SECTION_KEYS:
		return _ ("Keys without certificate");
	case PKI_SECTION_LOCKED:
		return _ ("Locked");
	case PKI_SECTION_UNREADABLE:
		return _ ("Unreadable");
	case PKI_SECTION_N:
		break;
	}
	return "";
}

/* "5273a94c.0", as openssl rehash names its links: nothing a person looks for. */
static gboolean is_hash_name (const char *path)
{
	const char *slash = strrchr (path, '/');
	const char *name = slash ? slash + 1 : path;
	gsize digits = strspn (name, "0123456789abcdef");
	if (digits != 8 || name[8] != '.')
		return FALSE;
	const char *number = name + 9 + (name[9] == 'r');
	return *number && !number[strspn (number, "0123456789")];
}

/* How little a person would look for it there. */
static int strangeness_of (PkiStore *store, const char *path)
{
	g_autofree char *full = g_build_filename (store->directory, path, NULL);
	struct stat status;
	gboolean is_link = lstat (full, &status) == 0 && S_ISLNK (status.st_mode);
	return 2 * is_link + is_hash_name (path);
}

/* A place in a file with others is the last that a person would name. */
static gboolean is_in_bundle (PkiStore *store, gint64 location)
{
	gint64 second = (location >> PKI_INDEX_BITS << PKI_INDEX_BITS) + 1;
	return pki_catalog_number (
		       store->catalog, "SELECT count(*) FROM location WHERE id = ?", second, 0) > 0;
}

static guint depth_of (const char *path)
{
	guint depth = 0;
	for (; *path; path++)
		depth += *path == '/';
	return depth;
}

/* Where a store has its certificates: what lies elsewhere is a copy. */
static gboolean is_of_store (const char *path)
{
	return strstr (path, "/" PKI_FOLDER_USUAL "/") || g_str_has_suffix (path, "/ca.crt");
}

/* Places with several files in question alone cost looking at those. */
static gboolean is_better (PkiStore *store, const char *path, const char *than)
{
	int order = strangeness_of (store, path) - strangeness_of (store, than);
	if (order == 0)
		order = is_of_store (than) - is_of_store (path);
	if (order == 0)
		order = (int)depth_of (path) - (int)depth_of (than);
	return order < 0 || (order == 0 && strcmp (path, than) < 0);
}

/* Of more places the first are looked at. */
#define PLACES_MOST "1024"

/* A file of its own before a place in a bundle, a file before a link to it, where a store has it,
 * the least deep one, then by path: the same at every scan, whichever file was read first. */
char *pki_store_first_place (PkiStore *store, gint64 id, guint *index)
{
	char *first = NULL;
	gboolean bundled = FALSE;
	g_autoptr (GArray) ids = pki_catalog_ids (store->catalog,
		"SELECT id FROM (SELECT id FROM location WHERE object = ? "
		"ORDER BY id & 1048575, id LIMIT " PLACES_MOST ") one ORDER BY id & 1048575, "
		"EXISTS (SELECT 1 FROM location other WHERE other.id = (one.id | 1048575) - "
		"1048574), id LIMIT 64",
		id, 0, NULL);
	for (guint i = 0; ids && i < ids->len; i++) {
		gint64 location = g_array_index (ids, gint64, i);
		guint at = (guint)(location & (PKI_MOST_IN_FILE - 1));
		gboolean in_bundle = ids->len > 1 && is_in_bundle (store, location);
		if (first && (at > *index || (in_bundle && !bundled)))
			break;
		char *path = pki_catalog_file_path (store->catalog, location >> PKI_INDEX_BITS);
		if (!path || (first && !is_better (store, path, first))) {
			g_free (path);
			continue;
		}
		g_free (first);
		first = path;
		bundled = in_bundle;
		*index = at;
	}
	return first;
}

/* A plain key before one that is locked. */
static char *private_key_path (PkiStore *store, gint64 key)
{
	gint64 id = pki_catalog_number (store->catalog,
		"SELECT id FROM object WHERE key = ?1 AND "
		"type IN (3, 5) ORDER BY type, id LIMIT 1",
		key, 0);
	guint index;
	return id ? pki_store_first_place (store, id, &index) : NULL;
}

static void recall_parent (PkiStore *store, PkiParentMemo *memo, gint64 parent)
{
	if (memo->id == parent)
		return;
	*memo = (PkiParentMemo){ .id = parent };
	g_auto (PkiRow) row = { 0 };
	if (pki_catalog_row (store->catalog, parent, &row, NULL)) {
		g_autofree char *hex = pki_hex_encode (pki_slice (row.digest, sizeof row.digest));
		g_strlcpy (memo->fingerprint, hex, sizeof memo->fingerprint);
	}
	for (; parent; memo->depth++)
		parent = pki_catalog_number (store->catalog,
			"SELECT CASE verdict WHEN 2 THEN 0 ELSE max (place, 0) END FROM tree "
			"WHERE object = ?",
			parent, 0);
}

/* Who did not sign it is shown above it, with that remark, but has not issued it. */
static void set_parent (PkiStore *store, PkiItem *item, const PkiRow *row, PkiParentMemo *memo)
{
	item->issuer = row->parent;
	item->issuer_verdict = row->verdict;
	if (!row->parent || row->verdict == PKI_VERDICT_BAD)
		return;
	recall_parent (store, memo, row->parent);
	item->depth = memo->depth;
	item->issuer_fingerprint = *memo->fingerprint ? g_strdup (memo->fingerprint) : NULL;
}

static void set_status (PkiItem *item, const PkiRow *row, gint64 now)
{
	item->not_before = row->not_before;
	item->not_after = row->not_after;
	item->revoked_at = row->revoked_at;
	item->revoked_reason = row->reason;
	item->status = row->revoked_at != PKI_TIME_NONE
			       ? PKI_STATUS_REVOKED
			       : pki_status_at (row->not_before, row->not_after, now);
}

static PkiItem *make_item (PkiStore *store, const PkiRow *row, char *path, guint index, gint64 now,
	PkiParentMemo *memo)
{
	PkiItem *item = g_new0 (PkiItem, 1);
	item->id = row->id;
	item->type = row->type;
	item->path = path ? path : g_strdup ("");
	item->index = index;
	item->name = row->name ? g_strdup (row->name) : g_path_get_basename (item->path);
	item->self_issued = (row->flags & PKI_FLAG_SELF_ISSUED) != 0;
	item->ca = (row->flags & PKI_FLAG_CA) != 0;
	set_status (item, row, now);
	set_parent (store, item, row, memo);
	PkiBranch branch;
	pki_catalog_branch (store->catalog, row->id, now, &branch);
	item->children = branch.children;
	item->worst_below = branch.worst;
	item->soon_below = branch.soon;
	return item;
}

static void add_object (PkiStore *store, PkiItem *item, const PkiRow *row)
{
	if (row->has_key && row->type != PKI_OBJECT_PRIVATE_KEY && row->type != PKI_OBJECT_LOCKED)
		item->private_key = private_key_path (store, row->key);
	item->object = pki_store_make_object (
		store, row, *item->path ? item->path : NULL, item->index, NULL);
	if (item->object)
		item->use = pki_object_use_words (item->object);
}

PkiItem *pki_store_make_item (PkiStore *store, const PkiRow *row, const char *path, guint index,
	gint64 now, gboolean brief, PkiParentMemo *memo)
{
	PkiParentMemo none = { 0 };
	pki_catalog_hold (store->catalog);
	char *place = path ? g_strdup (path) : pki_store_first_place (store, row->id, &index);
	PkiItem *item = make_item (store, row, place, index, now, memo ? memo : &none);
	/* Who goes through all places would count them once for each. */
	if (!path)
		item->places = (guint)pki_catalog_number (store->catalog,
			"SELECT count(*) FROM location WHERE object = ?", row->id, 0);
	if (!brief)
		add_object (store, item, row);
	pki_catalog_release (store->catalog);
	return item;
}

PkiItem *pki_store_item (PkiStore *store, gint64 id, gint64 now, GError **error)
{
	pki_catalog_follow (store->catalog);
	g_auto (PkiRow) row = { 0 };
	pki_catalog_hold (store->catalog);
	PkiItem *item = pki_catalog_row (store->catalog, id, &row, error)
				? pki_store_make_item (store, &row, NULL, 0, now, FALSE, NULL)
				: NULL;
	if (item)
		item->apart = pki_store_apart (store, id, item->path, item->index);
	pki_catalog_release (store->catalog);
	return item;
}
