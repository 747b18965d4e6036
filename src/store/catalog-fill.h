/*
 * The first filling of an empty catalog: indexes are made once at its end, and what is in already
 * is known from memory meanwhile. As soon as anybody else writes, too, it goes on like any other
 * writing. Killed, it leaves a catalog whose indexes the next scan makes.
 */
#pragma once

#include "src/store/catalog-private.h"

#include "src/store/summary.h"

typedef struct {
	GHashTable *prints; /* start of the digest → id; NULL where indexes are kept */
	GHashTable *issuers; /* name and key identifier of a CA → id */
	gboolean begun;
	gint64 version;
} PkiFill;

/* To be called within each transaction, before anything is put. */
gboolean pki_fill_begin (PkiFill *fill, PkiCatalog *catalog, GError **error);

/* Makes the indexes, where they are not there yet. */
gboolean pki_fill_end (PkiFill *fill, PkiCatalog *catalog, GError **error);

void pki_fill_clear (PkiFill *fill);

/* Takes note of a row that was put. */
void pki_fill_add (PkiFill *fill, const PkiSummary *summary, gint64 id);

/* Where it most likely stands, so that few rows are written twice; FALSE when nothing tells. */
gboolean pki_fill_guess (const PkiFill *fill, const PkiSummary *summary, gint64 *place);

/* The object's row, 0 when there is none. */
gint64 pki_fill_find (PkiFill *fill, PkiCatalog *catalog, const PkiObject *object);
