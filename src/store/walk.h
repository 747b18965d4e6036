/*
 * The threads of a scan: they walk folders, compare what stat() says with the catalog, read and
 * parse what changed, and hand it over in small batches to the one who writes.
 */
#pragma once

#include "src/store/catalog-write.h"
#include "src/store/scan.h"

typedef struct _PkiWalk PkiWalk;

/* One file read anew. */
typedef struct {
	char *name;
	PkiFileState state;
	GPtrArray *summaries;
	guint passed[PKI_PASSED_N];
} PkiFound;

/* What one step of a thread brought. */
typedef struct {
	char *folder; /* path, relative */
	GPtrArray *found; /* PkiFound */
	GArray *gone_files, *gone_folders; /* ids of rows */
	gboolean is_new; /* the folder has no row yet */
	GThread *maker; /* frees it, too: memory goes back to where it came from */
} PkiWalkBatch;
void pki_walk_batch_free (PkiWalkBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiWalkBatch, pki_walk_batch_free)

/* Starts walking DIRECTORY. IS_FIRST: the catalog holds nothing yet and
 * is not asked. PROGRESS and CANCELLABLE may be NULL. */
PkiWalk *pki_walk_new (PkiCatalog *catalog, gboolean is_first, const char *directory,
	PkiScanProgress *progress, GCancellable *cancellable, GError **error);

/* Looks at FILES (char*, paths relative to DIRECTORY) and nothing else. One that has a row and is
 * there no longer is among those that are gone. */
PkiWalk *pki_walk_new_files (
	PkiCatalog *catalog, const char *directory, const GPtrArray *files, GError **error);

/* The next batch; waits for it. NULL at the end. Owned by the walk, until the next call. */
const PkiWalkBatch *pki_walk_next (PkiWalk *walk);

/* What was left out so far; owned by the walk. Only after the end. */
PkiSkipped *pki_walk_skipped (PkiWalk *walk);

/* Stops the threads and waits for them. */
void pki_walk_free (PkiWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiWalk, pki_walk_free)
