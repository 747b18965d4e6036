#include "config.h"

#include "src/store/catalog-rows.h"

#include "src/store/catalog-handle.h"

#include "src/base/error.h"

#include <string.h>

typedef enum {
	CELL_NONE,
	CELL_NUMBER,
	CELL_BYTES,
	CELL_TEXT,
} CellType;

typedef struct {
	union {
		gint64 number;
		const void *bytes;
	};
	guint32 size;
	CellType type;
} Cell;

enum { MANY = 8 }; /* fewer rows are put faster one by one */

struct _PkiRows {
	PkiCatalog *catalog;
	const PkiRowsKind *kind;
	GArray *cells;
	sqlite3_stmt *many; /* NULL until it is used */
};

/* ── the virtual table ── */

typedef struct {
	sqlite3_vtab base;
	const PkiRows *rows;
} Table;

typedef struct {
	sqlite3_vtab_cursor base;
	const Cell *row, *end;
	guint columns;
} Cursor;

static int connect_table (sqlite3 *db, void *rows, int argc, const char *const *argv,
	sqlite3_vtab **out, char **message)
{
	const PkiRows *own = rows;
	g_autoptr (GString) sql = g_string_new ("CREATE TABLE x (c0");
	for (guint i = 1; i < own->kind->columns; i++)
		g_string_append_printf (sql, ", c%u", i);
	g_string_append_c (sql, ')');
	int code = sqlite3_declare_vtab (db, sql->str);
	if (code != SQLITE_OK)
		return code;
	Table *table = g_new0 (Table, 1);
	table->rows = rows;
	*out = &table->base;
	return SQLITE_OK;
}

static int disconnect_table (sqlite3_vtab *table)
{
	g_free (table);
	return SQLITE_OK;
}

/* There is one way to read it: from the first row to the last. */
static int choose_index (sqlite3_vtab *table, sqlite3_index_info *info)
{
	info->estimatedCost = 1;
	return SQLITE_OK;
}

static int open_cursor (sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
	Cursor *cursor = g_new0 (Cursor, 1);
	*out = &cursor->base;
	return SQLITE_OK;
}

static int close_cursor (sqlite3_vtab_cursor *cursor)
{
	g_free (cursor);
	return SQLITE_OK;
}

static int start_cursor (
	sqlite3_vtab_cursor *base, int index, const char *text, int argc, sqlite3_value **argv)
{
	Cursor *cursor = (Cursor *)base;
	const PkiRows *rows = ((const Table *)base->pVtab)->rows;
	cursor->columns = rows->kind->columns;
	cursor->row = (const Cell *)(const void *)rows->cells->data;
	cursor->end = cursor->row + rows->cells->len;
	return SQLITE_OK;
}

static int next_row (sqlite3_vtab_cursor *base)
{
	Cursor *cursor = (Cursor *)base;
	cursor->row += cursor->columns;
	return SQLITE_OK;
}

static int is_at_end (sqlite3_vtab_cursor *base)
{
	const Cursor *cursor = (const Cursor *)base;
	return cursor->row >= cursor->end;
}

static int tell_cell (sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
	const Cell *cell = &((const Cursor *)base)->row[column];
	switch (cell->type) {
	case CELL_NONE:
		break;
	case CELL_NUMBER:
		sqlite3_result_int64 (context, cell->number);
		break;
	case CELL_BYTES:
		sqlite3_result_blob64 (context, cell->bytes, cell->size, SQLITE_STATIC);
		break;
	case CELL_TEXT:
		sqlite3_result_text64 (
			context, cell->bytes, cell->size, SQLITE_STATIC, SQLITE_UTF8);
		break;
	}
	return SQLITE_OK;
}

static int tell_row_id (sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
	const Cursor *cursor = (const Cursor *)base;
	const Cell *first =
		(const Cell *)(const void *)((const Table *)base->pVtab)->rows->cells->data;
	*id = (cursor->row - first) / cursor->columns;
	return SQLITE_OK;
}

static const sqlite3_module module = {
	.xConnect = connect_table,
	.xBestIndex = choose_index,
	.xDisconnect = disconnect_table,
	.xOpen = open_cursor,
	.xClose = close_cursor,
	.xFilter = start_cursor,
	.xNext = next_row,
	.xEof = is_at_end,
	.xColumn = tell_cell,
	.xRowid = tell_row_id,
};

/* ── the rows ── */

PkiRows *pki_rows_new (PkiCatalog *catalog, const PkiRowsKind *kind)
{
	PkiRows *rows = g_new0 (PkiRows, 1);
	rows->catalog = catalog;
	rows->kind = kind;
	rows->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
	return rows;
}

static void drop_many (PkiRows *rows)
{
	(void)sqlite3_finalize (rows->many);
	(void)sqlite3_create_module (rows->catalog->db, rows->kind->name, NULL, NULL);
	rows->many = NULL;
}

void pki_rows_free (PkiRows *rows)
{
	if (!rows)
		return;
	if (rows->many)
		drop_many (rows);
	g_array_unref (rows->cells);
	g_free (rows);
}

void pki_rows_add_number (PkiRows *rows, gint64 number)
{
	Cell cell = { .number = number, .type = CELL_NUMBER };
	g_array_append_val (rows->cells, cell);
}

static void add_bytes (PkiRows *rows, const void *bytes, gsize size, CellType type)
{
	/* For SQLite a NULL is no value, even where it is zero bytes long. */
	Cell cell = { .bytes = size ? bytes : "", .size = (guint32)size, .type = type };
	g_assert (size <= G_MAXINT32);
	g_array_append_val (rows->cells, cell);
}

void pki_rows_add_bytes (PkiRows *rows, const void *bytes, gsize size)
{
	add_bytes (rows, bytes, size, CELL_BYTES);
}

void pki_rows_add_text (PkiRows *rows, const char *text)
{
	if (text)
		add_bytes (rows, text, strlen (text), CELL_TEXT);
	else
		pki_rows_add_none (rows);
}

void pki_rows_add_none (PkiRows *rows)
{
	Cell cell = { .type = CELL_NONE };
	g_array_append_val (rows->cells, cell);
}

guint pki_rows_count (const PkiRows *rows)
{
	return rows->cells->len / rows->kind->columns;
}

static void bind_cell (sqlite3_stmt *put, int column, const Cell *cell)
{
	switch (cell->type) {
	case CELL_NONE:
		break;
	case CELL_NUMBER:
		sqlite3_bind_int64 (put, column, cell->number);
		break;
	case CELL_BYTES:
		sqlite3_bind_blob64 (put, column, cell->bytes, cell->size, SQLITE_STATIC);
		break;
	case CELL_TEXT:
		sqlite3_bind_text64 (
			put, column, cell->bytes, cell->size, SQLITE_STATIC, SQLITE_UTF8);
		break;
	}
}

static gboolean all_are_in (const PkiRows *rows, guint count, GError **error)
{
	return pki_catalog_changes (rows->catalog) == (int)count ||
	       pki_throw (error, PKI_ERROR_STALE, "%s: a row is there already", rows->kind->name);
}

static gboolean put_row (PkiRows *rows, const Cell *row, GError **error)
{
	pki_autoreset sqlite3_stmt *put =
		pki_catalog_prepare (rows->catalog, rows->kind->one, error);
	if (!put)
		return FALSE;
	for (guint i = 0; i < rows->kind->columns; i++)
		bind_cell (put, (int)i + 1, &row[i]);
	return pki_catalog_run (rows->catalog, put, error) && all_are_in (rows, 1, error);
}

static gboolean put_each (PkiRows *rows, GError **error)
{
	for (guint i = 0; i < rows->cells->len; i += rows->kind->columns)
		if (!put_row (rows, &g_array_index (rows->cells, Cell, i), error))
			return FALSE;
	return TRUE;
}

static gboolean prepare_many (PkiRows *rows, GError **error)
{
	if (rows->many)
		return TRUE;
	sqlite3 *db = rows->catalog->db;
	int code = sqlite3_create_module (db, rows->kind->name, &module, rows);
	if (code == SQLITE_OK)
		code = sqlite3_prepare_v3 (
			db, rows->kind->many, -1, SQLITE_PREPARE_PERSISTENT, &rows->many, NULL);
	if (code == SQLITE_OK)
		return TRUE;
	pki_catalog_throw (rows->catalog, code, error);
	drop_many (rows);
	return FALSE;
}

static gboolean put_many (PkiRows *rows, GError **error)
{
	if (!prepare_many (rows, error))
		return FALSE;
	gboolean done = pki_catalog_run (rows->catalog, rows->many, error);
	(void)sqlite3_reset (rows->many);
	return done && all_are_in (rows, pki_rows_count (rows), error);
}

gboolean pki_rows_put (PkiRows *rows, GError **error)
{
	if (rows->cells->len == 0)
		return TRUE;
	gboolean done =
		pki_rows_count (rows) < MANY ? put_each (rows, error) : put_many (rows, error);
	g_array_set_size (rows->cells, 0);
	return done;
}
