#include "config.h"

#include "src/store/scan.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/memory.h"
#include "src/base/time.h"
#include "src/store/catalog-note.h"
#include "src/store/catalog-place.h"
#include "src/store/catalog-relate.h"
#include "src/store/walk.h"

enum { FIRST_RELATION = 512 };

typedef struct {
	PkiStore *store;
	PkiWriter *writer;
	PkiScanProgress *progress;
	gboolean is_first; /* fills a catalog that nobody sees yet */
	guint objects; /* put so far */
	guint relate_at; /* the tree is brought up to date when so many have come */
} Scan;

static gboolean put_batch (Scan *scan, const PkiWalkBatch *batch, GError **error)
{
	if (batch->is_new && !pki_writer_put_folder (scan->writer, batch->folder, error))
		return FALSE;
	for (guint i = 0; i < batch->found->len; i++) {
		const PkiFound *found = g_ptr_array_index (batch->found, i);
		if (!pki_writer_put (scan->writer, batch->folder, found->name, &found->state,
			    found->summaries, found->passed, error))
			return FALSE;
		scan->objects += found->summaries->len;
	}
	for (guint i = 0; i < batch->gone_files->len; i++)
		pki_writer_drop_file (scan->writer, g_array_index (batch->gone_files, gint64, i));
	for (guint i = 0; i < batch->gone_folders->len; i++)
		pki_writer_drop_directory (
			scan->writer, g_array_index (batch->gone_folders, gint64, i));
	return TRUE;
}

/* So that trees grow while a large directory is read, at a cost that stays a part of the whole. */
static gboolean follow_up (Scan *scan, GError **error)
{
	/* In memory nobody reads beside an open transaction, not even those who are waited for. */
	gboolean at_once = pki_catalog_in_memory (scan->store->catalog);
	gboolean committed;
	if (!pki_writer_flush (scan->writer, at_once, &committed, error))
		return FALSE;
	if (!committed || scan->objects < scan->relate_at || !scan->progress ||
		!scan->progress->is_followed)
		return TRUE;
	scan->relate_at = scan->objects * 8;
	return pki_catalog_relate (scan->store, NULL, pki_time_now (), error);
}

static gboolean take_all (Scan *scan, PkiWalk *walk, GError **error)
{
	for (;;) {
		const PkiWalkBatch *batch = pki_walk_next (walk);
		if (!batch)
			return TRUE;
		if (!put_batch (scan, batch, error) || !follow_up (scan, error))
			return FALSE;
	}
}

/* Counters of PkiSkipped by their names in the catalog. */
static const struct {
	const char *key;
	gsize offset;
} counters[] = {
	{ "sockets", offsetof (PkiSkipped, sockets) },
	{ "fifos", offsetof (PkiSkipped, fifos) },
	{ "devices", offsetof (PkiSkipped, devices) },
	{ "folder_links", offsetof (PkiSkipped, folder_links) },
	{ "broken_links", offsetof (PkiSkipped, broken_links) },
	{ "too_large", offsetof (PkiSkipped, too_large) },
	{ "denied", offsetof (PkiSkipped, denied) },
};

static gboolean save_skipped (PkiCatalog *catalog, const PkiSkipped *skipped, GError **error)
{
	for (gsize i = 0; i < G_N_ELEMENTS (counters); i++) {
		guint count = G_STRUCT_MEMBER (guint, skipped, counters[i].offset);
		if (pki_catalog_get (catalog, counters[i].key, 0) != count &&
			!pki_catalog_set (catalog, counters[i].key, count, error))
			return FALSE;
	}
	return pki_catalog_set_notes (catalog, skipped->notes, error);
}

PkiSkipped *pki_store_skipped (PkiStore *store)
{
	PkiCatalog *catalog = store->catalog;
	pki_catalog_follow (catalog);
	PkiSkipped *skipped = g_new0 (PkiSkipped, 1);
	for (gsize i = 0; i < G_N_ELEMENTS (counters); i++)
		G_STRUCT_MEMBER (guint, skipped, counters[i].offset) =
			(guint)pki_catalog_get (catalog, counters[i].key, 0);
	pki_catalog_passed (catalog, skipped->passed);
	skipped->notes = pki_catalog_notes (catalog);
	return skipped;
}

void pki_skipped_free (PkiSkipped *skipped)
{
	if (!skipped)
		return;
	g_ptr_array_unref (skipped->notes);
	g_free (skipped);
}

/* Mostly some leaves have come, and nothing else has to move for them. */
static gboolean place_added (Scan *scan, GError **error)
{
	const GArray *added = pki_writer_only_added (scan->writer);
	gboolean placed = FALSE;
	if (added && !pki_catalog_place (scan->store, added, pki_time_now (), &placed, error))
		return FALSE;
	if (placed)
		pki_writer_set_related (scan->writer);
	return TRUE;
}

/* Only a walk over all of it to the end says what there is. */
static gboolean conclude (Scan *scan, PkiWalk *walk, gboolean whole, GError **error)
{
	PkiCatalog *catalog = scan->store->catalog;
	pki_catalog_sync_fresh (catalog);
	g_autoptr (GArray) nodes = scan->is_first ? pki_writer_nodes (scan->writer) : NULL;
	if (!place_added (scan, error) || !pki_writer_finish (scan->writer, error))
		return FALSE;
	if (!pki_catalog_get (catalog, "related", 0) &&
		!pki_catalog_relate (scan->store, nodes, pki_time_now (), error))
		return FALSE;
	if (!whole)
		return TRUE;
	if (!save_skipped (catalog, pki_walk_skipped (walk), error))
		return FALSE;
	return pki_catalog_get (catalog, "scanned", 0) ||
	       pki_catalog_set (catalog, "scanned", 1, error);
}

static gboolean scan_all (Scan *scan, GCancellable *cancellable, GError **error)
{
	g_autoptr (PkiWalk) walk = pki_walk_new (scan->store->catalog, scan->is_first,
		scan->store->directory, scan->progress, cancellable, error);
	if (!walk || !take_all (scan, walk, error))
		return FALSE;
	gboolean cancelled = cancellable && g_cancellable_is_cancelled (cancellable);
	if (!conclude (scan, walk, !cancelled, error))
		return FALSE;
	return !cancelled ||
	       pki_throw (error, PKI_ERROR_CANCELLED, _ ("reading the directory was cancelled"));
}

static gboolean scan_once (PkiStore *store, gboolean is_first, PkiScanProgress *progress,
	GCancellable *cancellable, GError **error)
{
	pki_catalog_set_cache (store->catalog, PKI_CACHE_WRITING);
	g_autoptr (PkiWriter) writer = pki_writer_new (store->catalog, is_first);
	Scan scan = { store, writer, progress, is_first, 0, FIRST_RELATION };
	return scan_all (&scan, cancellable, error);
}

static gboolean scan_files (PkiStore *store, const GPtrArray *files, GError **error)
{
	pki_catalog_set_cache (store->catalog, PKI_CACHE_WRITING);
	g_autoptr (PkiWriter) writer = pki_writer_new (store->catalog, FALSE);
	Scan scan = { .store = store, .writer = writer };
	g_autoptr (PkiWalk) walk =
		pki_walk_new_files (store->catalog, store->directory, files, error);
	return walk && take_all (&scan, walk, error) && conclude (&scan, walk, FALSE, error);
}

/* What a scan needs while it writes is given back. */
static void settle (PkiStore *store)
{
	pki_catalog_settle (store->catalog);
	pki_catalog_set_cache (store->catalog, PKI_CACHE_READING);
}

/* FALSE when it is to be done the ordinary way. */
static gboolean scan_first (PkiStore *store, PkiScanProgress *progress, GCancellable *cancellable,
	gboolean *done, GError **error)
{
	GError *failure = NULL;
	if ((progress && progress->is_followed) || !pki_catalog_begin_fresh (store->catalog))
		return FALSE;
	*done = scan_once (store, TRUE, progress, cancellable, &failure);
	gboolean cancelled = g_error_matches (failure, PKI_ERROR, PKI_ERROR_CANCELLED);
	gboolean kept = pki_catalog_finish_fresh (store->catalog, *done || cancelled);
	if (cancelled)
		g_propagate_error (error, g_steal_pointer (&failure));
	g_clear_error (&failure);
	return kept || cancelled;
}

gboolean pki_store_scan (
	PkiStore *store, PkiScanProgress *progress, GCancellable *cancellable, GError **error)
{
	pki_catalog_follow (store->catalog);
	gboolean done;
	if (!scan_first (store, progress, cancellable, &done, error)) {
		done = scan_once (store, FALSE, progress, cancellable, error);
		settle (store);
	}
	/* What the threads took is given back: only the rows are kept. */
	pki_memory_give_back ();
	if (progress)
		g_atomic_int_set (&progress->done, 1);
	return done;
}

gboolean pki_store_scan_files (PkiStore *store, const GPtrArray *files, GError **error)
{
	pki_catalog_follow (store->catalog);
	gboolean done = scan_files (store, files, error);
	settle (store);
	pki_memory_give_back ();
	return done;
}
