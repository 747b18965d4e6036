/*
 * Bringing the catalog up to date with the directory: worker threads walk it, compare what stat()
 * says with what was read last, parse what changed, and one writer puts it into the catalog in
 * batches, so that views can follow.
 */
#pragma once

#include "src/store/store.h"
#include "src/x509/reader.h"

/* Counted while a scan runs; read them from any thread with g_atomic_int_get(). */
typedef struct {
	gboolean is_followed; /* set before: somebody looks at trees while they grow */
	gint folders;
	gint files; /* regular files seen */
	gint read; /* of these, read in this scan */
	gint objects; /* found in what was read */
	gint done; /* 1 once the scan has ended */
} PkiScanProgress;

/* What was left out, kept in the catalog from the last scan. */
typedef struct {
	guint sockets, fifos, devices;
	guint folder_links; /* links to folders, not followed */
	guint broken_links;
	guint too_large; /* over 16 MiB: not read whole */
	guint denied; /* files and folders that could not be opened */
	guint passed[PKI_PASSED_N];
	GPtrArray *notes; /* char*: the first 100 in words, "PATH: WHY", printable and translated */
} PkiSkipped;

/* Scans the whole directory. Blocking: for jobs and commands. PROGRESS may be NULL. What vanished
 * is removed from the catalog. PKI_ERROR_CANCELLED leaves the catalog usable. */
gboolean pki_store_scan (
	PkiStore *store, PkiScanProgress *progress, GCancellable *cancellable, GError **error);

/* Looks only at FILES (char*, paths relative to the directory), which may be new, changed or gone.
 * Blocking, as above. */
gboolean pki_store_scan_files (PkiStore *store, const GPtrArray *files, GError **error);

/* The caller frees with pki_skipped_free(). */
PkiSkipped *pki_store_skipped (PkiStore *store);
void pki_skipped_free (PkiSkipped *skipped);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiSkipped, pki_skipped_free)

/* "2 pipes, 1 PGP block", translated, and how many things that are in all; "" when nothing was left
 * out. The caller frees. */
char *pki_skipped_words (const PkiSkipped *skipped, guint *count);

/* Follows changes while open: calls CHANGED (in the thread-default main context) when files below
 * the directory have changed, collected over 200 ms. Watches at most 4,096 folders, then notices
 * only changes in these. The caller frees with pki_watch_free(). */
typedef struct _PkiWatch PkiWatch;
PkiWatch *pki_watch_new (PkiStore *store, void (*changed) (gpointer data), gpointer data);
void pki_watch_free (PkiWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiWatch, pki_watch_free)
