/*
 * The first filling of an empty catalog: what is in already is known from memory. As soon as
 * anybody else writes, too, it goes on like any other writing.
 */
#pragma once

#include "src/store/catalog-private.h"

#include "src/store/relate.h"

typedef struct {
	GHashTable *prints; /* start of the digest → id; NULL where an index tells */
	GHashTable *issuers; /* name and key identifier of a CA → id */
	GArray *nodes; /* PkiNode, by id */
	gboolean begun;
	gint64 version;
} PkiFill;

/* To be called within each transaction, before anything is put. */
gboolean pki_fill_begin (PkiFill *fill, PkiCatalog *catalog, GError **error);

void pki_fill_clear (PkiFill *fill);

/* Where it most likely stands, so that few rows are written twice; PKI_NODE_NOWHERE when nothing
 * tells. */
gint64 pki_fill_guess (const PkiFill *fill, const PkiSummary *summary);

/* Takes note of a row that is put. */
void pki_fill_add (PkiFill *fill, const PkiSummary *summary, gint64 id, gint64 place);

/* FALSE when it was not put yet, for sure. */
gboolean pki_fill_may_know (const PkiFill *fill, const PkiObject *object);

/* The object's row, 0 when there is none. */
gint64 pki_fill_find (PkiFill *fill, PkiCatalog *catalog, const PkiObject *object);
