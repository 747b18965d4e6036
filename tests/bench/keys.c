/*
 * keys: opens $BENCH_STORE with $PKITTY on the screen, presses keys as a user does, and prints rows
 * for the speed table, "WORK|LIMIT|MEASURED|UNIT". A key's time runs from sending it to the moment
 * when the program has drawn all that follows from it; jobs of the background may still run. The
 * catalog is that of XDG_CACHE_HOME.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/ui/vt.h"

#define ROWS    40
#define COLUMNS 140

static double milliseconds_since (gint64 start)
{
	return (double)(g_get_monotonic_time () - start) / 1000;
}

static void print_row (const char *work, const char *limit, double measured)
{
	printf ("%s|%s|%.3f|ms\n", work, limit, measured);
	fflush (stdout);
}

static Vt *start (const char *program, const char *store, gboolean marked)
{
	g_autofree char *cache = g_strconcat ("XDG_CACHE_HOME=", g_getenv ("XDG_CACHE_HOME"), NULL);
	const char *argv[] = { program, store, NULL };
	const char *environment[] = { cache, "PKITTY_TEST_NOW", marked ? NULL : "PKITTY_TEST_MARK",
		NULL };
	return vt_start (argv, environment, ROWS, COLUMNS);
}

static void measure_first_frame (const char *program, const char *store, const char *text)
{
	double best = G_MAXDOUBLE;
	for (int run = 0; run < 5; run++) {
		gint64 begin = g_get_monotonic_time ();
		g_autoptr (Vt) vt = start (program, store, FALSE);
		vt_expect (vt, text);
		best = MIN (best, milliseconds_since (begin));
	}
	print_row ("first frame, catalog present", "50 ms", best);
}

static void press (Vt *vt, const char *key, int times, GArray *samples)
{
	for (int i = 0; i < times; i++) {
		gint64 begin = g_get_monotonic_time ();
		vt_keys (vt, key);
		double taken = milliseconds_since (begin);
		g_array_append_val (samples, taken);
	}
}

static int compare (gconstpointer a, gconstpointer b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double percentile (GArray *samples, guint percent)
{
	g_array_sort (samples, compare);
	return g_array_index (samples, double, (samples->len - 1) * percent / 100);
}

static void measure_moves (Vt *vt, const char *work)
{
	static const struct {
		const char *key;
		int times;
	} moves[] = { { "j", 200 }, { "k", 100 }, { "<PgDn>", 100 }, { "<PgUp>", 50 },
		{ "<C-d>", 50 }, { "G", 5 }, { "g", 5 }, { "G", 1 }, { "<PgUp>", 50 }, { "g", 1 } };
	g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
	for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
		press (vt, moves[i].key, moves[i].times, samples);
	g_autofree char *title = g_strdup_printf ("one key, %s, 99 of 100", work);
	print_row (title, "16 ms", percentile (samples, 99));
	g_autofree char *slowest = g_strdup_printf ("one key, %s, the slowest", work);
	print_row (slowest, "", percentile (samples, 100));
}

/* Types TEXT behind the key that asks for it: the slowest of its keys. */
static void measure_typing (Vt *vt, const char *work, const char *ask, const char *text)
{
	g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
	press (vt, ask, 1, samples);
	for (const char *c = text; *c; c++)
		press (vt, (char[]){ *c, '\0' }, 1, samples);
	press (vt, "<Enter>", 1, samples);
	print_row (work, "50 ms", percentile (samples, 100));
}

START_TEST (keys)
{
	const char *program = g_getenv ("PKITTY");
	const char *store = g_getenv ("BENCH_STORE");
	g_autofree char *name = g_path_get_basename (store);
	measure_first_frame (program, store, name);

	g_autoptr (Vt) vt = start (program, store, TRUE);
	measure_moves (vt, "tree");
	vt_keys (vt, "+");
	measure_moves (vt, "tree, all open");
	measure_typing (vt, "search, slowest key", "/", "host-0047");
	vt_keys (vt, "<Esc>");
	measure_typing (vt, "filter, slowest key", "&", "status:expiring");
	measure_moves (vt, "filtered");
	vt_keys (vt, "<Esc>2");
	measure_moves (vt, "expiry");
}
END_TEST

/* The terminal's functions work within Check alone. */
int main (void)
{
	if (!g_getenv ("PKITTY") || !g_getenv ("BENCH_STORE") || !g_getenv ("XDG_CACHE_HOME")) {
		fputs ("keys: PKITTY, BENCH_STORE and XDG_CACHE_HOME are to be set\n", stderr);
		return 2;
	}
	Suite *suite = suite_create ("keys");
	TCase *one = tcase_create ("keys");
	tcase_set_timeout (one, 0);
	tcase_add_test (one, keys);
	suite_add_tcase (suite, one);
	SRunner *runner = srunner_create (suite);
	srunner_set_fork_status (runner, CK_NOFORK);
	srunner_run_all (runner, CK_SILENT);
	int failed = srunner_ntests_failed (runner);
	if (failed)
		srunner_print (runner, CK_NORMAL);
	srunner_free (runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
