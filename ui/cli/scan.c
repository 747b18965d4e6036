#include "config.h"

#include "ui/cli/scan.h"

#include <stdio.h>
#include <unistd.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/scan.h"

#define FIRST_WORD (G_TIME_SPAN_SECOND / 2) /* work that is done sooner says nothing */
#define NEXT_WORD  (G_TIME_SPAN_SECOND / 5)
#define MOST_NOTES 20

/* A thread that tells the user what the main one is at. */
typedef struct {
	PkiScanProgress counts;
	gboolean scanning; /* counts are to be told; else signatures are checked */
	GMutex mutex;
	GCond ended;
	gboolean over;
	GThread *thread; /* NULL where standard error is no terminal, or there is none to be had */
} Progress;

static void tell (Progress *progress)
{
	g_autofree char *text = NULL;
	if (progress->scanning) {
		gint files = g_atomic_int_get (&progress->counts.files);
		gint objects = g_atomic_int_get (&progress->counts.objects);
		text = g_strdup_printf (
			ngettext ("reading: %d file, %d objects so far",
				"reading: %d files, %d objects so far", (gulong)files),
			files, objects);
	} else {
		text = g_strdup (_ ("checking signatures"));
	}
	fprintf (stderr, "\r%s: %s\033[K", PACKAGE, text);
	fflush (stderr);
}

static gpointer tell_until_over (gpointer data)
{
	Progress *progress = data;
	gboolean told = FALSE;
	gint64 next = g_get_monotonic_time () + FIRST_WORD;
	g_mutex_lock (&progress->mutex);
	while (!progress->over) {
		if (g_cond_wait_until (&progress->ended, &progress->mutex, next))
			continue;
		tell (progress);
		told = TRUE;
		next = g_get_monotonic_time () + NEXT_WORD;
	}
	g_mutex_unlock (&progress->mutex);
	if (told) {
		fputs ("\r\033[K", stderr);
		fflush (stderr);
	}
	return NULL;
}

static void progress_begin (Progress *progress, gboolean scanning)
{
	*progress = (Progress){ .scanning = scanning };
	g_mutex_init (&progress->mutex);
	g_cond_init (&progress->ended);
	if (isatty (STDERR_FILENO) == 1)
		progress->thread = g_thread_try_new ("progress", tell_until_over, progress, NULL);
}

static void progress_end (Progress *progress)
{
	g_mutex_lock (&progress->mutex);
	progress->over = TRUE;
	g_cond_signal (&progress->ended);
	g_mutex_unlock (&progress->mutex);
	if (progress->thread)
		g_thread_join (progress->thread);
	g_mutex_clear (&progress->mutex);
	g_cond_clear (&progress->ended);
}

void cli_scan_tell_skipped (PkiStore *store)
{
	g_autoptr (PkiSkipped) skipped = pki_store_skipped (store);
	guint in_all;
	g_autofree char *words = pki_skipped_words (skipped, &in_all);
	guint count = skipped->notes->len;
	for (guint i = 0; i < MIN (count, MOST_NOTES); i++)
		fprintf (stderr, "%s: %s\n", PACKAGE,
			(const char *)g_ptr_array_index (skipped->notes, i));
	if (count > MOST_NOTES)
		fprintf (stderr,
			ngettext ("%s: %u more was left out\n", "%s: %u more were left out\n",
				count - MOST_NOTES),
			PACKAGE, count - MOST_NOTES);
	if (in_all > 0) {
		fprintf (stderr, "%s: ", PACKAGE);
		fprintf (stderr, _ ("Skipped: %s"), words);
		fputc ('\n', stderr);
	}
}

static gboolean scan (PkiStore *store, GError **error)
{
	Progress progress;
	progress_begin (&progress, TRUE);
	gboolean scanned = pki_store_scan (store, &progress.counts, NULL, error);
	progress_end (&progress);
	if (scanned && pki_store_note (store) && isatty (STDERR_FILENO) == 1)
		fprintf (stderr, "%s: %s\n", PACKAGE, pki_store_note (store));
	return scanned;
}

PkiStore *cli_scan_open (const char *directory, GError **error)
{
	g_autoptr (PkiStore) store = pki_store_open (directory, PKI_STORE_DEFAULT, error);
	if (store && scan (store, error))
		return g_steal_pointer (&store);
	g_autofree char *printable = pki_text_printable (directory, -1);
	if (error && !g_str_has_prefix ((*error)->message, printable))
		g_prefix_error (error, "%s: ", printable);
	return NULL;
}

gboolean cli_scan_signatures (PkiStore *store, const gint64 *ids, gsize count, GError **error)
{
	Progress progress;
	progress_begin (&progress, FALSE);
	gboolean checked = pki_store_check_signatures (store, ids, count, NULL, error);
	progress_end (&progress);
	return checked;
}
