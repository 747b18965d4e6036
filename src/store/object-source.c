/* Objects themselves: from the catalog, or from the file where that does not keep them. */
#include "config.h"

#include "src/store/beneath.h"
#include "src/store/store-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/reader.h"

enum { WHOLE_FILE = 16 * 1024 * 1024, ITERATIONS_ON_DEMAND = 10 * 1000 * 1000 };

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

static PkiObject *from_catalog (PkiStore *store, const PkiRow *row)
{
	g_autoptr (GBytes) der = pki_catalog_der (store->catalog, row->id);
	if (!der)
		return NULL;
	gsize size;
	const guint8 *data = g_bytes_get_data (der, &size);
	PkiObject *object = pki_object_new (row->type, der, pki_slice (data, size));
	if (!object)
		return NULL;
	object->wrap = row->wrap;
	object->kind = row->kind;
	object->sins |= row->sins;
	if (row->friendly && !object->friendly_name)
		object->friendly_name = g_strdup (row->friendly);
	return object;
}

PkiObject *pki_store_make_object (
	PkiStore *store, const PkiRow *row, const char *path, guint index, GError **error)
{
	PkiObject *object = from_catalog (store, row);
	if (object)
		return object;
	g_autofree char *first =
		path ? g_strdup (path) : pki_store_first_place (store, row->id, &index);
	if (first)
		return from_file (store, row, first, index, error);
	pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("the object is no longer there"));
	return NULL;
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
	pki_catalog_follow (store->catalog);
	guint index;
	g_autofree char *path = pki_store_first_place (store, id, &index);
	if (!path) {
		pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("the object is no longer there"));
		return NULL;
	}
	PkiReadOptions options = { .passphrase = passphrase, .iterations = ITERATIONS_ON_DEMAND };
	g_autoptr (PkiContents) contents = read_place (store, path, &options, error);
	if (!contents)
		return NULL;
	if (all_locked (contents->objects)) {
		g_autofree char *shown = pki_text_printable (path, -1);
		const PkiObject *first =
			contents->objects->len ? g_ptr_array_index (contents->objects, 0) : NULL;
		pki_throw (error, PKI_ERROR_BAD_PASSPHRASE,
			_ ("%s: the passphrase does not open it (%s)"), shown,
			first && first->error ? first->error : _ ("nothing is left in the file"));
		return NULL;
	}
	return g_ptr_array_ref (contents->objects);
}
