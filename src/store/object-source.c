/* Objects themselves: from the catalog, or from the file where that does not keep them. */
#include "config.h"

#include "src/store/beneath.h"
#include "src/store/store-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/reader.h"

enum {
	WHOLE_FILE = 16 * 1024 * 1024,
	ITERATIONS_ON_DEMAND = 10 * 1000 * 1000,
	LEAST_REMEMBERED = 64 * 1024,
	MOST_REMEMBERED = 12 * 1024 * 1024, /* bytes of DER */
};

static PkiContents *read_place (
	PkiStore *store, const char *path, const PkiReadOptions *options, GError **error)
{
	g_autoptr (GBytes) bytes = pki_beneath_read (store->directory, path, WHOLE_FILE, error);
	return bytes ? pki_contents_read (bytes, options) : NULL;
}

static PkiObject *throw_changed (const char *path, GError **error)
{
	g_autofree char *shown = pki_text_printable (path, -1);
	pki_throw (error, PKI_ERROR_STALE, _ ("%s: the file has changed since it was read"), shown);
	return NULL;
}

static PkiObject *from_file (
	PkiStore *store, const PkiRow *row, const char *path, guint index, GError **error)
{
	g_autoptr (PkiContents) contents = read_place (store, path, NULL, error);
	if (!contents)
		return NULL;
	if (index >= contents->objects->len)
		return throw_changed (path, error);
	PkiObject *object = g_ptr_array_index (contents->objects, index);
	if (object->type != row->type ||
		memcmp (object->digest, row->digest, sizeof row->digest) != 0)
		return throw_changed (path, error);
	return pki_object_ref (object);
}

static PkiObject *with_row (PkiObject *object, const PkiRow *row)
{
	object->wrap = row->wrap;
	object->kind = row->kind;
	object->sins |= row->sins;
	if (row->friendly && !object->friendly_name)
		object->friendly_name = g_strdup (row->friendly);
	return object;
}

/* What is locked or unreadable: opening it again could take a key derivation. */
static PkiObject *closed_from_catalog (PkiStore *store, const PkiRow *row)
{
	g_autoptr (GBytes) key = pki_catalog_der (store->catalog, row->id);
	gsize offset = (gsize)pki_catalog_number (store->catalog,
		"SELECT at FROM location WHERE object = ? ORDER BY id & 1048575, id LIMIT 1",
		row->id, 0);
	PkiObject *object = pki_object_new_closed (
		row->type, pki_slice (NULL, 0), row->kind, offset, g_strdup (row->error));
	memcpy (object->digest, row->digest, sizeof object->digest);
	if (key && g_bytes_get_size (key) == sizeof object->key_id) {
		memcpy (object->key_id, g_bytes_get_data (key, NULL), sizeof object->key_id);
		object->has_key_id = TRUE;
	}
	return with_row (object, row);
}

static PkiObject *from_catalog (PkiStore *store, const PkiRow *row)
{
	g_autoptr (GBytes) der = pki_catalog_der (store->catalog, row->id);
	if (!der)
		return NULL;
	PkiObject *object = pki_object_new (row->type, der, pki_slice_of_bytes (der));
	return object ? with_row (object, row) : NULL;
}

/* Large objects, which are in their files alone, are asked for again at every drawing. */
static PkiObject *from_memory (PkiStore *store, const PkiRow *row)
{
	for (guint i = 0; i < store->large->len; i++) {
		PkiObject *object = g_ptr_array_index (store->large, i);
		if (object->type == row->type &&
			memcmp (object->digest, row->digest, sizeof row->digest) == 0)
			return pki_object_ref (object);
	}
	return NULL;
}

static void remember (PkiStore *store, PkiObject *object)
{
	gsize size = object->der.size;
	if (size < LEAST_REMEMBERED || size > MOST_REMEMBERED)
		return;
	for (guint i = store->large->len; i > 0; i--) {
		const PkiObject *other = g_ptr_array_index (store->large, i - 1);
		size += other->der.size;
		if (size > MOST_REMEMBERED) {
			g_ptr_array_remove_range (store->large, 0, i);
			break;
		}
	}
	g_ptr_array_add (store->large, pki_object_ref (object));
}

static PkiObject *read_again (
	PkiStore *store, const PkiRow *row, const char *path, guint index, GError **error)
{
	PkiObject *object = from_memory (store, row);
	if (object)
		return object;
	g_autofree char *first =
		path ? g_strdup (path) : pki_store_first_place (store, row->id, &index);
	if (!first) {
		pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("the object is no longer there"));
		return NULL;
	}
	object = from_file (store, row, first, index, error);
	if (object)
		remember (store, object);
	return object;
}

PkiObject *pki_store_make_object (
	PkiStore *store, const PkiRow *row, const char *path, guint index, GError **error)
{
	PkiObject *object = NULL;
	if (row->type < PKI_OBJECT_LOCKED) {
		object = from_catalog (store, row);
		return object ? object : read_again (store, row, path, index, error);
	}
	/* The reason in the reader's own language, where the file still tells it. */
	if (!row->error_is_ours)
		object = read_again (store, row, path, index, NULL);
	return object ? object : closed_from_catalog (store, row);
}

PkiObject *pki_store_object (PkiStore *store, gint64 id, GError **error)
{
	pki_catalog_follow (store->catalog);
	g_auto (PkiRow) row = { 0 };
	g_autoptr (GError) failure = NULL;
	PkiObject *object = NULL;
	pki_catalog_hold (store->catalog);
	if (pki_catalog_row (store->catalog, id, &row, &failure))
		object = pki_store_make_object (store, &row, NULL, 0, error);
	else if (failure)
		g_propagate_error (error, g_steal_pointer (&failure));
	else
		pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("the object is no longer there"));
	pki_catalog_release (store->catalog);
	return object;
}

static GPtrArray *objects_at (const PkiContents *contents, gsize offset)
{
	GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_unref);
	for (guint i = 0; i < contents->objects->len; i++) {
		PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->offset == offset)
			g_ptr_array_add (found, pki_object_ref (object));
	}
	return found;
}

static gboolean all_locked (const GPtrArray *objects)
{
	for (guint i = 0; i < objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (objects, i);
		if (object->type != PKI_OBJECT_LOCKED)
			return FALSE;
	}
	return TRUE;
}

GPtrArray *pki_store_open_locked (PkiStore *store, gint64 id, PkiSecret *passphrase, GError **error)
{
	g_autoptr (GPtrArray) places = pki_store_places (store, id, error);
	if (!places)
		return NULL;
	if (places->len == 0) {
		pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("the object is no longer there"));
		return NULL;
	}
	const PkiPlace *place = g_ptr_array_index (places, 0);
	PkiReadOptions options = { .passphrase = passphrase, .iterations = ITERATIONS_ON_DEMAND };
	g_autoptr (PkiContents) contents = read_place (store, place->path, &options, error);
	if (!contents)
		return NULL;
	g_autoptr (GPtrArray) inside = objects_at (contents, place->offset);
	if (inside->len == 0) {
		throw_changed (place->path, error);
		return NULL;
	}
	if (!all_locked (inside))
		return g_steal_pointer (&inside);
	const PkiObject *first = g_ptr_array_index (inside, 0);
	g_autofree char *shown = pki_text_printable (place->path, -1);
	pki_throw (error, PKI_ERROR_BAD_PASSPHRASE, _ ("%s: the passphrase does not open it (%s)"),
		shown, first->error);
	return NULL;
}
