/*
 * Rows for one table, gathered in memory and put into it many at a time: a statement that takes
 * them from a virtual table costs half of what as many statements for one row each cost. Of SQLite;
 * no thread but the handle's uses them.
 */
#pragma once

#include "src/store/catalog-private.h"

typedef struct _PkiRows PkiRows;

typedef struct {
	const char *name; /* of the virtual table */
	guint columns;
	const char *one; /* literal that puts one row, with a parameter for each column */
	const char *many; /* literal that puts all rows of the virtual table */
} PkiRowsKind;

/* To be freed before the handle's database is closed. */
PkiRows *pki_rows_new (PkiCatalog *catalog, const PkiRowsKind *kind);
void pki_rows_free (PkiRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiRows, pki_rows_free)

/* The next cell, from left to right and row by row. Bytes are not copied: they stay where they are
 * until the rows are put. */
void pki_rows_add_number (PkiRows *rows, gint64 number);
void pki_rows_add_bytes (PkiRows *rows, const void *bytes, gsize size);
void pki_rows_add_text (PkiRows *rows, const char *text); /* UTF-8; NULL: none */
void pki_rows_add_none (PkiRows *rows);

/* Complete ones. */
guint pki_rows_count (const PkiRows *rows);

/* Puts them, and has none afterwards. FALSE also when the statement left one out. */
gboolean pki_rows_put (PkiRows *rows, GError **error);
