/* Signatures are checked when somebody looks, and remembered. */
#include "config.h"

#include "src/store/catalog-relate.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/store/crew.h"
#include "src/x509/signature.h"

enum { SLICE = 128 };

typedef struct {
	gint64 child, issuer;
	int verdict;
} Checked;

static const PkiCandidate *first_unknown (const GArray *candidates)
{
	for (guint i = 0; i < candidates->len; i++) {
		const PkiCandidate *candidate = &g_array_index (candidates, PkiCandidate, i);
		if (candidate->verdict == PKI_VERDICT_GOOD)
			return NULL;
		if (candidate->verdict == PKI_VERDICT_UNKNOWN)
			return candidate;
	}
	return NULL;
}

/* One object with those who may have signed it, taken out of the catalog for another thread. */
typedef struct {
	gint64 id;
	PkiObject *object;
	GArray *candidates; /* PkiCandidate, the likeliest first */
	GPtrArray *issuers; /* PkiObject of each, NULL where it is not needed or can't be read */
} Job;

static void job_free (Job *job)
{
	g_clear_pointer (&job->object, pki_object_unref);
	g_array_unref (job->candidates);
	g_ptr_array_unref (job->issuers);
	g_free (job);
}

/* Issuers are few and come again and again. */
static PkiObject *issuer_object (PkiStore *store, GHashTable *issuers, gint64 id)
{
	PkiObject *object = g_hash_table_lookup (issuers, &id);
	if (!object && (object = pki_store_object (store, id, NULL)))
		g_hash_table_insert (issuers, g_memdup2 (&id, sizeof id), object);
	return object ? pki_object_ref (object) : NULL;
}

/* NULL when there is nothing to check. */
static Job *job_new (PkiStore *store, GHashTable *issuers, gint64 id)
{
	g_autoptr (GArray) candidates = pki_catalog_candidates (store->catalog, id, NULL);
	if (!candidates || !first_unknown (candidates))
		return NULL;
	PkiObject *object = pki_store_object (store, id, NULL);
	if (!object)
		return NULL;
	Job *job = g_new0 (Job, 1);
	job->id = id;
	job->object = object;
	job->candidates = g_array_ref (candidates);
	job->issuers = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_unref);
	for (guint i = 0; i < candidates->len; i++) {
		const PkiCandidate *candidate = &g_array_index (candidates, PkiCandidate, i);
		g_ptr_array_add (
			job->issuers, candidate->verdict == PKI_VERDICT_UNKNOWN
					      ? issuer_object (store, issuers, candidate->id)
					      : NULL);
	}
	return job;
}

/* Candidates in their order until one is found that signed it; the verdicts go into the job. */
static void run_job (gpointer data, gpointer unused)
{
	Job *job = data;
	for (guint i = 0; i < job->candidates->len; i++) {
		PkiCandidate *candidate = &g_array_index (job->candidates, PkiCandidate, i);
		PkiObject *issuer = g_ptr_array_index (job->issuers, i);
		if (candidate->verdict == PKI_VERDICT_UNKNOWN && issuer)
			candidate->verdict = pki_signature_check (job->object, issuer);
		else
			g_ptr_array_index (job->issuers, i) = NULL, pki_object_unref (issuer);
		if (candidate->verdict == PKI_VERDICT_GOOD) {
			/* Those behind it were not looked at. */
			g_ptr_array_set_size (job->issuers, (int)i + 1);
			return;
		}
	}
}

static void collect (const Job *job, GArray *out)
{
	for (guint i = 0; i < job->issuers->len; i++) {
		const PkiCandidate *candidate = &g_array_index (job->candidates, PkiCandidate, i);
		Checked checked = { job->id, candidate->id, candidate->verdict };
		if (g_ptr_array_index (job->issuers, i) &&
			candidate->verdict != PKI_VERDICT_UNKNOWN)
			g_array_append_val (out, checked);
	}
}

/* Some objects that are checked by threads while the next ones are taken out of the catalog. */
typedef struct {
	GPtrArray *jobs;
	GThreadPool *crew; /* NULL: all is done */
} Slice;

static void slice_wait (Slice *slice)
{
	if (slice->crew)
		g_thread_pool_free (g_steal_pointer (&slice->crew), FALSE, TRUE);
}

static void slice_free (Slice *slice)
{
	if (!slice)
		return;
	slice_wait (slice);
	g_ptr_array_unref (slice->jobs);
	g_free (slice);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Slice, slice_free)

/* TRUE when the tree stays as it is: the parent that stands there is the one that signed. */
static gboolean confirms (PkiCatalog *catalog, const Checked *checked)
{
	g_auto (PkiRow) row = { 0 };
	if (checked->verdict == PKI_VERDICT_BAD ||
		!pki_catalog_row (catalog, checked->child, &row, NULL))
		return FALSE;
	return row.parent == checked->issuer || checked->child == checked->issuer;
}

static gboolean save (PkiCatalog *catalog, const GArray *all, gboolean *moves, GError **error)
{
	if (all->len == 0)
		return TRUE;
	if (!pki_catalog_begin (catalog, error))
		return FALSE;
	for (guint i = 0; i < all->len; i++) {
		const Checked *checked = &g_array_index (all, Checked, i);
		gboolean done = pki_catalog_set_verdict (
			catalog, checked->child, checked->issuer, checked->verdict, error);
		if (done && confirms (catalog, checked))
			done = pki_catalog_run_with (catalog,
				"UPDATE tree SET verdict = ? WHERE object = ?", checked->verdict,
				checked->child, error);
		else
			*moves = TRUE;
		if (!done) {
			pki_catalog_rollback (catalog);
			return FALSE;
		}
	}
	return pki_catalog_commit (catalog, error);
}

static Slice *slice_new (PkiStore *store, const gint64 *ids, gsize count)
{
	Slice *slice = g_new0 (Slice, 1);
	slice->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify)job_free);
	g_autoptr (GHashTable) issuers = g_hash_table_new_full (
		g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)pki_object_unref);
	pki_catalog_hold (store->catalog);
	for (gsize i = 0; i < count; i++) {
		Job *job = job_new (store, issuers, ids[i]);
		if (job)
			g_ptr_array_add (slice->jobs, job);
	}
	pki_catalog_release (store->catalog);
	slice->crew = pki_crew_start (slice->jobs, run_job, NULL);
	return slice;
}

/* Frees the slice. NULL is one that has nothing. */
static gboolean finish (PkiStore *store, Slice *slice, gboolean *moves, GError **error)
{
	g_autoptr (Slice) own = slice;
	g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Checked));
	if (!own)
		return TRUE;
	slice_wait (own);
	for (guint i = 0; i < own->jobs->len; i++)
		collect (g_ptr_array_index (own->jobs, i), all);
	return save (store->catalog, all, moves, error);
}

static gboolean is_cancelled (GCancellable *cancellable, GError **error)
{
	return cancellable && g_cancellable_is_cancelled (cancellable) &&
	       !pki_throw (error, PKI_ERROR_CANCELLED, _ ("checking signatures was cancelled"));
}

/* Those after LAST whose parent's signature nobody has checked yet. */
static GArray *next_slice (PkiCatalog *catalog, gint64 last, GError **error)
{
	return pki_catalog_ids (catalog,
		"SELECT object FROM tree WHERE object > ? AND verdict = 0 ORDER BY object LIMIT ?",
		last, SLICE, error);
}

static gboolean check_rest (
	PkiStore *store, gboolean *moves, GCancellable *cancellable, GError **error)
{
	g_autoptr (Slice) running = NULL;
	for (gint64 last = 0;;) {
		g_autoptr (GArray) ids = next_slice (store->catalog, last, error);
		if (!ids)
			return FALSE;
		if (ids->len == 0)
			return finish (store, g_steal_pointer (&running), moves, error);
		if (is_cancelled (cancellable, error))
			return FALSE;
		Slice *next = slice_new (store, (const gint64 *)(void *)ids->data, ids->len);
		gboolean done = finish (store, g_steal_pointer (&running), moves, error);
		running = next;
		if (!done)
			return FALSE;
		last = g_array_index (ids, gint64, ids->len - 1);
	}
}

static gboolean check_given (PkiStore *store, const gint64 *ids, gsize count, gboolean *moves,
	GCancellable *cancellable, GError **error)
{
	g_autoptr (Slice) running = NULL;
	for (gsize at = 0; at < count; at += SLICE) {
		if (is_cancelled (cancellable, error))
			return FALSE;
		Slice *next = slice_new (store, ids + at, MIN (SLICE, count - at));
		gboolean done = finish (store, g_steal_pointer (&running), moves, error);
		running = next;
		if (!done)
			return FALSE;
	}
	return finish (store, g_steal_pointer (&running), moves, error);
}

gboolean pki_store_check_signatures (
	PkiStore *store, const gint64 *ids, gsize count, GCancellable *cancellable, GError **error)
{
	pki_catalog_follow (store->catalog);
	gboolean moves = FALSE;
	gboolean done = count ? check_given (store, ids, count, &moves, cancellable, error)
			      : check_rest (store, &moves, cancellable, error);
	if (!moves)
		return done;
	return pki_catalog_relate (store, NULL, pki_time_now (), done ? error : NULL) && done;
}
