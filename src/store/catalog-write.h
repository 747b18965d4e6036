/*
 * The one writer of a scan: takes what the walking threads found and puts it into the catalog in
 * batches, so that views can follow. An object keeps its id as long as some file holds it, also
 * when that file is renamed while a scan runs.
 */
#pragma once

#include "src/store/catalog-file.h"
#include "src/x509/reader.h"

typedef struct _PkiWriter PkiWriter;

/* ALONE: nobody reads before the end, so that nothing is committed earlier. */
PkiWriter *pki_writer_new (PkiCatalog *catalog, gboolean alone);
void pki_writer_free (PkiWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiWriter, pki_writer_free)

/* What a file holds now: SUMMARIES (PkiSummary) in the order of the bytes. These and NAME are to
 * stay until pki_writer_flush(). */
gboolean pki_writer_put (PkiWriter *writer, const char *folder, const char *name,
	const PkiFileState *state, GPtrArray *summaries, const guint passed[PKI_PASSED_N],
	GError **error);

/* A folder, which may hold nothing. */
gboolean pki_writer_put_folder (PkiWriter *writer, const char *folder, GError **error);

/* Done by pki_writer_finish(), so that what was moved keeps its id. */
void pki_writer_drop_file (PkiWriter *writer, gint64 file);
void pki_writer_drop_directory (PkiWriter *writer, gint64 directory);

/* Writes what was put, and commits when enough has gathered; *committed (may be NULL) tells. FALSE
 * with PKI_ERROR_STALE when a name came twice to a writer that is alone. */
gboolean pki_writer_flush (PkiWriter *writer, gboolean force, gboolean *committed, GError **error);

/* The ids (gint64) of all objects that came, where relations were worked out before, nothing else
 * has changed since and nothing is committed yet; else NULL. Owned by the writer. */
const GArray *pki_writer_only_added (const PkiWriter *writer);
/* These have their relations now, to be committed with them. */
void pki_writer_set_related (PkiWriter *writer);

/* All certificates and CRLs (PkiNode, by id) of a first filling that is not complete yet, for
 * pki_catalog_relate(). NULL where the catalog has to be asked; unref it. */
GArray *pki_writer_nodes (const PkiWriter *writer);

/* Removes what vanished and commits. */
gboolean pki_writer_finish (PkiWriter *writer, GError **error);

/* Sums of `passed` over all files. */
void pki_catalog_passed (PkiCatalog *catalog, guint passed[PKI_PASSED_N]);
