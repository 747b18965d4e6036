/*
 * gnutls-import DIR: what bare GnuTLS needs to read every file below DIR and import the
 * certificates in it, on as many threads as there are processors. A peer of opening a store without
 * a catalog.
 */
#include "config.h"

#include <ftw.h>
#include <glib.h>
#include <gnutls/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GThreadPool *pool;
static gint parsed, refused;

static void import_list (const gnutls_datum_t *data, gnutls_x509_crt_fmt_t format)
{
	gnutls_x509_crt_t *list = NULL;
	unsigned int size = 0;
	if (gnutls_x509_crt_list_import2 (&list, &size, data, format, 0) < 0) {
		g_atomic_int_inc (&refused);
		return;
	}
	for (unsigned int i = 0; i < size; i++)
		gnutls_x509_crt_deinit (list[i]);
	gnutls_free (list);
	g_atomic_int_add (&parsed, (gint)size);
}

static void read_file (gpointer item, gpointer unused)
{
	g_autofree char *path = item;
	g_autofree char *bytes = NULL;
	gsize size = 0;
	if (!g_file_get_contents (path, &bytes, &size, NULL))
		return;
	gnutls_datum_t data = { .data = (unsigned char *)bytes, .size = (unsigned int)size };
	if (strstr (bytes, "-----BEGIN CERTIFICATE-----"))
		import_list (&data, GNUTLS_X509_FMT_PEM);
	else if (size > 0 && bytes[0] == 0x30)
		import_list (&data, GNUTLS_X509_FMT_DER);
}

static int visit (const char *path, const struct stat *status, int type, struct FTW *place)
{
	if (type == FTW_D && strcmp (path + place->base, ".git") == 0)
		return FTW_SKIP_SUBTREE;
	if (type == FTW_F && S_ISREG (status->st_mode))
		g_thread_pool_push (pool, g_strdup (path), NULL);
	return FTW_CONTINUE;
}

int main (int argc, char **argv)
{
	if (argc != 2)
		return EXIT_FAILURE;
	pool = g_thread_pool_new (read_file, NULL, (gint)g_get_num_processors (), TRUE, NULL);
	if (nftw (argv[1], visit, 32, FTW_PHYS | FTW_ACTIONRETVAL) != 0)
		return EXIT_FAILURE;
	g_thread_pool_free (pool, FALSE, TRUE);
	printf ("%d parsed, %d refused\n", parsed, refused);
	return EXIT_SUCCESS;
}
