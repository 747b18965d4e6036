#include "config.h"

#include "src/store/catalog-insert.h"

#include "src/store/relate.h"

#include <locale.h>

enum { FULL = 1024 };

/* Lists of columns, with a parameter for each. */
#define FILE_COLUMNS                                                                               \
	"file (id, directory, name, device, inode, size, mtime, ctime, read_at, passed) "
#define OBJECT_COLUMNS                                                                             \
	"object (id, type, digest, print, key, subject, issuer, serial, ski, aki, not_before, "    \
	"not_after, flags, wrap, kind, sins, name, friendly, error) "
#define TREE_COLUMNS "tree (object, place, rank, sort, soon_at, verdict) "

static const PkiRowsKind files = { "file_rows", 10,
	"INSERT OR IGNORE INTO " FILE_COLUMNS "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	"INSERT OR IGNORE INTO " FILE_COLUMNS "SELECT * FROM file_rows" };
static const PkiRowsKind objects = { "object_rows", 19,
	"INSERT INTO " OBJECT_COLUMNS "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
	"?, ?)",
	"INSERT INTO " OBJECT_COLUMNS "SELECT * FROM object_rows" };
static const PkiRowsKind tree = { "tree_rows", 6,
	"INSERT INTO " TREE_COLUMNS "VALUES (?, ?, ?, ?, ?, ?)",
	"INSERT INTO " TREE_COLUMNS "SELECT * FROM tree_rows" };
static const PkiRowsKind ders = { "der_rows", 2, "INSERT INTO der VALUES (?, ?)",
	"INSERT INTO der SELECT * FROM der_rows" };
static const PkiRowsKind locations = { "location_rows", 4,
	"INSERT INTO location VALUES (?, ?, ?, ?)",
	"INSERT INTO location SELECT * FROM location_rows" };

void pki_insert_begin (PkiInsert *insert, PkiCatalog *catalog)
{
	insert->files = pki_rows_new (catalog, &files);
	insert->objects = pki_rows_new (catalog, &objects);
	insert->tree = pki_rows_new (catalog, &tree);
	insert->ders = pki_rows_new (catalog, &ders);
	insert->locations = pki_rows_new (catalog, &locations);
	insert->texts = g_ptr_array_new_with_free_func (g_free);
}

void pki_insert_clear (PkiInsert *insert)
{
	g_clear_pointer (&insert->files, pki_rows_free);
	g_clear_pointer (&insert->objects, pki_rows_free);
	g_clear_pointer (&insert->tree, pki_rows_free);
	g_clear_pointer (&insert->ders, pki_rows_free);
	g_clear_pointer (&insert->locations, pki_rows_free);
	g_clear_pointer (&insert->texts, g_ptr_array_unref);
}

/* Names and texts of files need not be UTF-8. */
static void add_name (PkiRows *rows, const char *name)
{
	if (name)
		pki_rows_add_bytes (rows, name, strlen (name));
	else
		pki_rows_add_none (rows);
}

void pki_insert_file (PkiInsert *insert, gint64 id, gint64 folder, const char *name,
	const PkiFileState *state, gint64 passed)
{
	PkiRows *rows = insert->files;
	pki_rows_add_number (rows, id);
	pki_rows_add_number (rows, folder);
	add_name (rows, name);
	pki_rows_add_number (rows, state->device);
	pki_rows_add_number (rows, state->inode);
	pki_rows_add_number (rows, state->size);
	pki_rows_add_number (rows, state->mtime);
	pki_rows_add_number (rows, state->ctime);
	pki_rows_add_number (rows, state->read_at);
	pki_rows_add_number (rows, passed);
}

/* A translated reason with the language it is in. */
static void add_reason (PkiInsert *insert, const char *reason)
{
	if (!reason) {
		pki_rows_add_none (insert->objects);
		return;
	}
	char *text = g_strconcat (setlocale (LC_MESSAGES, NULL), "\n", reason, NULL);
	g_ptr_array_add (insert->texts, text);
	pki_rows_add_text (insert->objects, text);
}

static void add_object (PkiInsert *insert, gint64 id, const PkiSummary *summary)
{
	const PkiObject *object = summary->object;
	PkiRows *rows = insert->objects;
	pki_rows_add_number (rows, id);
	pki_rows_add_number (rows, object->type);
	pki_rows_add_bytes (rows, object->digest, sizeof object->digest);
	pki_rows_add_number (rows, pki_summary_print (object->digest));
	if (summary->has_key)
		pki_rows_add_number (rows, summary->key);
	else
		pki_rows_add_none (rows);
	pki_rows_add_number (rows, summary->subject);
	pki_rows_add_number (rows, summary->issuer);
	pki_rows_add_number (rows, summary->serial);
	pki_rows_add_number (rows, summary->ski);
	pki_rows_add_number (rows, summary->aki);
	pki_rows_add_number (rows, summary->not_before);
	pki_rows_add_number (rows, summary->not_after);
	pki_rows_add_number (rows, summary->flags);
	pki_rows_add_number (rows, object->wrap);
	pki_rows_add_text (rows, object->kind);
	pki_rows_add_number (rows, object->sins);
	add_name (rows, summary->name);
	add_name (rows, object->friendly_name);
	add_reason (insert, object->error);
}

/* Where it will stand is worked out later, but most stand where they seem to. */
static void add_to_tree (PkiInsert *insert, gint64 id, const PkiSummary *summary, gint64 place)
{
	PkiObjectType type = summary->object->type;
	PkiRows *rows = insert->tree;
	pki_rows_add_number (rows, id);
	if (place != PKI_NODE_NOWHERE)
		pki_rows_add_number (rows, place);
	else
		pki_rows_add_none (rows);
	pki_rows_add_number (rows, pki_summary_rank (type, summary->flags));
	add_name (rows, summary->sort);
	pki_rows_add_number (rows, summary->soon_at);
	if (type == PKI_OBJECT_CERTIFICATE || type == PKI_OBJECT_CRL)
		pki_rows_add_number (rows, 0);
	else
		pki_rows_add_none (rows);
}

/* Of what is locked only the identity of its key is worth keeping. */
static void add_der (PkiInsert *insert, gint64 id, const PkiSummary *summary)
{
	const PkiObject *object = summary->object;
	PkiSlice kept = object->der;
	if (object->type >= PKI_OBJECT_LOCKED)
		kept = pki_slice (object->key_id, object->has_key_id ? sizeof object->key_id : 0);
	if (summary->in_file || kept.size == 0)
		return;
	pki_rows_add_number (insert->ders, id);
	pki_rows_add_bytes (insert->ders, kept.data, kept.size);
}

void pki_insert_object (PkiInsert *insert, gint64 id, const PkiSummary *summary, gint64 place)
{
	add_object (insert, id, summary);
	add_to_tree (insert, id, summary, place);
	add_der (insert, id, summary);
}

void pki_insert_location (
	PkiInsert *insert, gint64 location, gint64 object, const PkiSummary *summary)
{
	PkiRows *rows = insert->locations;
	gsize size = 0;
	const void *record = g_bytes_get_data (summary->record, &size);
	pki_rows_add_number (rows, location);
	pki_rows_add_number (rows, object);
	pki_rows_add_number (rows, (gint64)summary->object->offset);
	pki_rows_add_bytes (rows, record, size);
}

gboolean pki_insert_is_full (const PkiInsert *insert)
{
	return pki_rows_count (insert->locations) >= FULL;
}

gboolean pki_insert_put (PkiInsert *insert, GError **error)
{
	gboolean done = pki_rows_put (insert->files, error) &&
			pki_rows_put (insert->objects, error) &&
			pki_rows_put (insert->tree, error) && pki_rows_put (insert->ders, error) &&
			pki_rows_put (insert->locations, error);
	g_ptr_array_set_size (insert->texts, 0);
	return done;
}
