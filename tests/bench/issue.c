/* What issuing costs with the key of the CA open: tests/bench/issue DIR PASSPHRASE-FILE ROUNDS
 * issues one certificate after the other in the store DIR, which has one CA, and prints the
 * milliseconds that the shortest took, from opening the directory to the commit. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/error.h"
#include "src/store/plan.h"
#include "src/store/profiles.h"

static void fail (GError *error)
{
	fprintf (stderr, "issue: %s\n", error->message);
	exit (EXIT_FAILURE);
}

static PkiSecret *answer (const char *what, const char *why_again, PkiAsk kind, gpointer data)
{
	(void)what;
	(void)kind;
	const char *passphrase = data;
	return why_again ? NULL : pki_secret_new (passphrase, strlen (passphrase));
}

static double issue (const char *directory, PkiKeyring *keyring, int round)
{
	g_autoptr (GError) error = NULL;
	gint64 start = g_get_monotonic_time ();
	g_autofree char *name =
		g_strdup_printf ("bench-%" G_GINT64_FORMAT "-%d", g_get_real_time (), round);
	g_autoptr (PkiSite) site = pki_site_open (directory, &error);
	g_autoptr (PkiProfile) profile =
		site ? pki_profiles_find (directory, "tls-client", &error) : NULL;
	if (!profile)
		fail (error);
	g_autoptr (PkiWish) wish = pki_wish_new (profile, name);
	g_autoptr (PkiPlan) plan = pki_plan_issue (site, wish, &error);
	g_autoptr (PkiOutcome) outcome =
		plan ? pki_plan_carry_out (plan, keyring, NULL, NULL, NULL, &error) : NULL;
	if (!outcome)
		fail (error);
	return (double)(g_get_monotonic_time () - start) / 1000.0;
}

int main (int argc, char **argv)
{
	g_autofree char *passphrase = NULL;
	if (argc != 4 || !g_file_get_contents (argv[2], &passphrase, NULL, NULL))
		return EXIT_FAILURE;
	g_autoptr (PkiKeyring) keyring = pki_keyring_new (answer, g_strchomp (passphrase));
	(void)issue (argv[1], keyring, 0);
	double shortest = G_MAXDOUBLE;
	int rounds = atoi (argv[3]);
	for (int i = 1; i <= rounds; i++)
		shortest = MIN (shortest, issue (argv[1], keyring, i));
	printf ("%.2f\n", shortest);
	return EXIT_SUCCESS;
}
