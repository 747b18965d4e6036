/* What a directory costs to open, to look at and to search: tests/bench/store DIR prints rows of
 * "NAME<TAB>MILLISECONDS" (memory in MiB). The catalog goes into a temporary folder. */
#include "config.h"

#include "src/base/time.h"
#include "src/store/scan.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 200, SCREEN = 50 };

static double now_ms (void)
{
	return (double)g_get_monotonic_time () / 1000.0;
}

static void row (const char *name, double value)
{
	printf ("%s\t%.2f\n", name, value);
	fflush (stdout);
}

static void fail (const char *what, GError *error)
{
	fprintf (stderr, "store: %s: %s\n", what, error ? error->message : "failed");
	exit (EXIT_FAILURE);
}

static PkiStore *open_store (const char *directory, PkiStoreFlags flags)
{
	g_autoptr (GError) error = NULL;
	PkiStore *store = pki_store_open (directory, flags, &error);
	if (!store)
		fail ("open", error);
	return store;
}

static void scan (PkiStore *store)
{
	g_autoptr (GError) error = NULL;
	if (!pki_store_scan (store, NULL, NULL, &error))
		fail ("scan", error);
}

static double memory (const char *key)
{
	g_autofree char *text = NULL;
	if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
		return 0;
	const char *line = strstr (text, key);
	return line ? (double)g_ascii_strtoll (line + strlen (key), NULL, 10) / 1024.0 : 0;
}

static void time_open (const char *directory)
{
	double start = now_ms ();
	g_autoptr (PkiStore) store = open_store (directory, PKI_STORE_DEFAULT);
	scan (store);
	row ("open without catalog", now_ms () - start);
	row ("objects", pki_store_count (store));
	row ("memory after it, MiB", memory ("VmRSS:"));
	row ("memory at most, MiB", memory ("VmHWM:"));
	start = now_ms ();
	scan (store);
	row ("scan, nothing changed", now_ms () - start);
}

static void time_first_frame (const char *directory)
{
	double start = now_ms ();
	g_autoptr (PkiStore) store = open_store (directory, PKI_STORE_DEFAULT);
	g_autoptr (GArray) roots = pki_store_children (store, PKI_ROOTS, NULL);
	gint64 now = pki_time_now ();
	for (guint i = 0; i < MIN (roots->len, SCREEN); i++)
		pki_item_free (pki_store_item (store, g_array_index (roots, gint64, i), now, NULL));
	for (int section = 0; section < PKI_SECTION_N; section++)
		pki_store_section_count (store, section);
	row ("first frame, catalog present", now_ms () - start);
	start = now_ms ();
	scan (store);
	row ("open with catalog, nothing changed", now_ms () - start);
}

/* The children of whoever has most of them. */
static GArray *most_children (PkiStore *store)
{
	g_autoptr (GArray) stack = pki_store_children (store, PKI_ROOTS, NULL);
	GArray *most = g_array_ref (stack);
	for (guint i = 0; i < stack->len && i < 1000; i++) {
		g_autoptr (PkiItem) item = pki_store_item (
			store, g_array_index (stack, gint64, i), pki_time_now (), NULL);
		if (!item || !item->children)
			continue;
		GArray *below = pki_store_children (store, item->id, NULL);
		for (guint k = 0; k < below->len && k < 20; k++)
			g_array_append_val (stack, g_array_index (below, gint64, k));
		if (below->len > most->len) {
			g_array_unref (most);
			most = below;
		} else {
			g_array_unref (below);
		}
	}
	return most;
}

static int compare_doubles (const void *a, const void *b)
{
	const double *one = a;
	const double *two = b;
	return (*one > *two) - (*one < *two);
}

static void time_views (PkiStore *store)
{
	double start = now_ms ();
	g_autoptr (GArray) ids = most_children (store);
	gint64 parent = 0;
	g_autoptr (PkiItem) first =
		pki_store_item (store, g_array_index (ids, gint64, 0), pki_time_now (), NULL);
	if (first)
		parent = first->issuer;
	start = now_ms ();
	g_autoptr (GArray) again = pki_store_children (store, parent, NULL);
	row ("children of the largest CA", now_ms () - start);
	row ("(how many)", again->len);
	double times[ROUNDS];
	for (int i = 0; i < ROUNDS; i++) {
		start = now_ms ();
		for (int k = 0; k < SCREEN; k++) {
			guint at = (guint)(i * 7919 + k) % ids->len;
			pki_item_free (pki_store_item (
				store, g_array_index (ids, gint64, at), pki_time_now (), NULL));
		}
		times[i] = now_ms () - start;
	}
	qsort (times, ROUNDS, sizeof *times, compare_doubles);
	row ("a screen of 50 rows, 99 %", times[ROUNDS * 99 / 100]);
}

static void time_query (PkiStore *store, const char *name, const char *text, PkiSort order)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiFilter) filter = pki_filter_new (text, &error);
	if (!filter)
		fail (text, error);
	double best = G_MAXDOUBLE;
	guint found = 0;
	for (int i = 0; i < 5; i++) {
		double start = now_ms ();
		g_autoptr (GArray) ids =
			pki_store_query (store, filter, order, pki_time_now (), &error);
		if (!ids)
			fail (text, error);
		best = MIN (best, now_ms () - start);
		found = ids->len;
	}
	g_autofree char *label = g_strdup_printf ("%s: %s (%u)", name, text, found);
	row (label, best);
}

static gboolean count_item (const PkiItem *item, gpointer data)
{
	++*(guint *)data;
	return TRUE;
}

static void time_pass (PkiStore *store)
{
	guint count = 0;
	double start = now_ms ();
	pki_store_foreach (store, NULL, pki_time_now (), count_item, &count, NULL);
	row ("first pass over all, signatures checked", now_ms () - start);
	start = now_ms ();
	pki_store_foreach (store, NULL, pki_time_now (), count_item, &count, NULL);
	row ("second pass over all", now_ms () - start);
}

int main (int argc, char **argv)
{
	setlocale (LC_ALL, "");
	if (argc < 2) {
		fprintf (stderr, "usage: store DIR [pass]\n");
		return EXIT_FAILURE;
	}
	g_autofree char *cache = g_dir_make_tmp ("pkitty-bench-XXXXXX", NULL);
	g_setenv ("XDG_CACHE_HOME", cache, TRUE);
	time_open (argv[1]);
	time_first_frame (argv[1]);
	g_autoptr (PkiStore) store = open_store (argv[1], PKI_STORE_DEFAULT);
	time_views (store);
	time_query (store, "search", "host-77", PKI_SORT_NAME);
	time_query (store, "search", "nothing-matches-this", PKI_SORT_NAME);
	time_query (store, "search", "Host", PKI_SORT_NAME);
	time_query (store, "filter", "expiring", PKI_SORT_END);
	time_query (store, "filter", "san:10.0. days<300", PKI_SORT_PATH);
	time_query (store, "filter", "type:ca", PKI_SORT_NAME);
	time_query (store, "filter", "key:rsa<3072", PKI_SORT_NAME);
	time_query (store, "all", "", PKI_SORT_END);
	time_query (store, "all", "", PKI_SORT_NAME);
	time_query (store, "all", "", PKI_SORT_PATH);
	row ("memory at the end, MiB", memory ("VmRSS:"));
	if (argc > 2 && strcmp (argv[2], "pass") == 0)
		time_pass (store);
	g_clear_pointer (&store, pki_store_free);
	g_autofree char *folder = g_build_filename (cache, "pkitty", NULL);
	g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
	for (const char *name; dir && (name = g_dir_read_name (dir));) {
		g_autofree char *path = g_build_filename (folder, name, NULL);
		(void)g_unlink (path);
	}
	(void)g_rmdir (folder);
	(void)g_rmdir (cache);
	return EXIT_SUCCESS;
}
