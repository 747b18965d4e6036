/*
 * committer DIRECTORY NAME [COUNT]: one change as an issue makes it, for faults to be put into: a
 * certificate, its key that stays out of git, a replaced file, a removed one. With COUNT: so many
 * of them, without the last two, by one handle. Certificate and key hold the same random word.
 */
#include "config.h"

#include "src/git/commit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gboolean allow (const char *path, GBytes *bytes, gpointer data, GError **error)
{
	return TRUE;
}

static void put (PkiChange *change, const char *path, const char *text)
{
	g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
	pki_change_write (change, path, bytes);
}

static PkiChange *change_of (const char *name, gboolean whole)
{
	PkiChange *change = pki_change_new ();
	g_autofree char *certificate = g_strdup_printf ("ca/certs/%s.crt", name);
	g_autofree char *key = g_strdup_printf ("private/ca/%s.key", name);
	g_autofree char *request = g_strdup_printf ("requests/%s.csr", name);
	g_autofree char *word = g_uuid_string_random ();
	g_autoptr (PkiSecret) secret = pki_secret_new (word, strlen (word));
	put (change, certificate, word);
	pki_change_expect (change, certificate, NULL);
	pki_change_write_private (change, key, secret);
	if (whole) {
		put (change, "ca/last", name);
		pki_change_remove (change, request);
	}
	return change;
}

static gboolean commit (PkiRepository *repository, const char *name, gboolean whole)
{
	g_autoptr (PkiChange) change = change_of (name, whole);
	g_autofree char *message =
		g_strdup_printf ("issue %s from ca\n\nPki-Name: %s\n", name, name);
	g_auto (PkiCommitted) done = { 0 };
	g_autoptr (GError) error = NULL;
	gboolean good = pki_repository_commit (
		repository, change, message, allow, NULL, NULL, &done, &error);
	if (done.recovered)
		printf ("recovered: %s\n", done.recovered);
	if (done.warning)
		printf ("warning: %s\n", done.warning);
	if (!good)
		fprintf (stderr, "committer: %s\n", error->message);
	return good;
}

int main (int count, char **arguments)
{
	setlocale (LC_ALL, "");
	if (count < 3)
		return 2;
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiRepository) repository = pki_repository_open (arguments[1], &error);
	if (!repository) {
		fprintf (stderr, "committer: %s\n", error->message);
		return 2;
	}
	int times = count > 3 ? atoi (arguments[3]) : 0;
	if (times == 0)
		return commit (repository, arguments[2], TRUE) ? 0 : 2;
	for (int i = 1; i <= times; i++) {
		g_autofree char *name = g_strdup_printf ("%s-%d", arguments[2], i);
		if (!commit (repository, name, FALSE))
			return 2;
	}
	return 0;
}
