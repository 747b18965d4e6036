/*
 * New rows of a scan on their way into the catalog: gathered, and put table by table. What they
 * are made of is to stay until then.
 */
#pragma once

#include "src/store/catalog-file.h"
#include "src/store/catalog-rows.h"

typedef struct {
	PkiRows *files, *objects, *tree, *ders, *locations;
	GPtrArray *texts; /* that were made for them */
} PkiInsert;

void pki_insert_begin (PkiInsert *insert, PkiCatalog *catalog);
void pki_insert_clear (PkiInsert *insert);

void pki_insert_file (PkiInsert *insert, gint64 id, gint64 folder, const char *name,
	const PkiFileState *state, gint64 passed);

/* PLACE is where it seems to stand in the tree. */
void pki_insert_object (PkiInsert *insert, gint64 id, const PkiSummary *summary, gint64 place);

void pki_insert_location (
	PkiInsert *insert, gint64 location, gint64 object, const PkiSummary *summary);

/* Enough has gathered to be put without waiting for more. */
gboolean pki_insert_is_full (const PkiInsert *insert);

/* FALSE with PKI_ERROR_STALE where a row for a file of that name is there already. */
gboolean pki_insert_put (PkiInsert *insert, GError **error);
