/*
 * Makes a directory of certificates as large as one likes, the same one for the same count:
 * tests/bench/generate OUTDIR COUNT. Keys are few and shared (making them is what takes time);
 * names, serials, dates and layout come from a seeded generator. Signatures are real.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AUTHORITIES = 8, KEYS = 16, PER_FOLDER = 1000, SEED = 20261120, DAY = 24 * 60 * 60 };
#define START ((time_t)1790000000) /* September 2026: some have ended, most have not */

typedef struct {
	const char *directory;
	guint count;
	gnutls_x509_privkey_t authority_keys[AUTHORITIES];
	gnutls_x509_crt_t authorities[AUTHORITIES];
	gnutls_x509_privkey_t keys[KEYS];
	gint next;
} Store;

static void check (int code, const char *what)
{
	if (code >= 0)
		return;
	fprintf (stderr, "generate: %s: %s\n", what, gnutls_strerror (code));
	exit (EXIT_FAILURE);
}

static void write_file (const char *path, const gnutls_datum_t *data)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *folder = g_path_get_dirname (path);
	if (g_mkdir_with_parents (folder, 0755) < 0 ||
		!g_file_set_contents_full (path, (const char *)data->data, (gssize)data->size,
			G_FILE_SET_CONTENTS_NONE, 0644, &error)) {
		fprintf (stderr, "generate: %s: %s\n", path, error ? error->message : "mkdir");
		exit (EXIT_FAILURE);
	}
}

static gnutls_x509_privkey_t new_key (gnutls_pk_algorithm_t algorithm, unsigned bits)
{
	gnutls_x509_privkey_t key;
	check (gnutls_x509_privkey_init (&key), "key");
	check (gnutls_x509_privkey_generate (key, algorithm, bits, 0), "key");
	return key;
}

static void set_serial (gnutls_x509_crt_t certificate, GRand *random)
{
	guint8 serial[20];
	for (gsize i = 0; i < sizeof serial; i++)
		serial[i] = (guint8)g_rand_int_range (random, 0, 256);
	serial[0] = (serial[0] & 0x7f) | 0x40;
	check (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial), "serial");
}

static gnutls_x509_crt_t new_certificate (
	const char *name, gnutls_x509_privkey_t key, time_t start, time_t end, GRand *random)
{
	gnutls_x509_crt_t certificate;
	check (gnutls_x509_crt_init (&certificate), "certificate");
	check (gnutls_x509_crt_set_version (certificate, 3), "version");
	check (gnutls_x509_crt_set_dn_by_oid (
		       certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name, (unsigned)strlen (name)),
		"name");
	check (gnutls_x509_crt_set_dn_by_oid (
		       certificate, GNUTLS_OID_X520_ORGANIZATION_NAME, 0, "Acme", 4),
		"name");
	set_serial (certificate, random);
	check (gnutls_x509_crt_set_activation_time (certificate, start), "time");
	check (gnutls_x509_crt_set_expiration_time (certificate, end), "time");
	check (gnutls_x509_crt_set_key (certificate, key), "key");
	guint8 id[20];
	gsize size = sizeof id;
	check (gnutls_x509_crt_get_key_id (certificate, 0, id, &size), "key id");
	check (gnutls_x509_crt_set_subject_key_id (certificate, id, size), "key id");
	return certificate;
}

static void sign (
	gnutls_x509_crt_t certificate, gnutls_x509_crt_t issuer, gnutls_x509_privkey_t key)
{
	guint8 id[32];
	gsize size = sizeof id;
	check (gnutls_x509_crt_get_subject_key_id (issuer, id, &size, NULL), "key id");
	check (gnutls_x509_crt_set_authority_key_id (certificate, id, size), "key id");
	check (gnutls_x509_crt_sign2 (certificate, issuer, key, GNUTLS_DIG_SHA256, 0), "sign");
}

static void save_certificate (const char *path, gnutls_x509_crt_t certificate)
{
	gnutls_datum_t pem;
	check (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem), "PEM");
	write_file (path, &pem);
	gnutls_free (pem.data);
}

/* Two roots, and under each some intermediates. */
static void make_authorities (Store *store)
{
	g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
	for (int i = 0; i < AUTHORITIES; i++) {
		gboolean root = i < 2;
		g_autofree char *name = g_strdup_printf (
			root ? "Acme Root CA %d" : "Acme Issuing CA %d", root ? i + 1 : i - 1);
		store->authority_keys[i] = new_key (
			GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1));
		store->authorities[i] = new_certificate (name, store->authority_keys[i], START,
			START + 10 * 365 * (time_t)DAY, random);
		check (gnutls_x509_crt_set_basic_constraints (store->authorities[i], 1, -1), "CA");
		check (gnutls_x509_crt_set_key_usage (store->authorities[i],
			       GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN),
			"usage");
		int issuer = root ? i : i % 2;
		sign (store->authorities[i], store->authorities[issuer],
			store->authority_keys[issuer]);
		g_autofree char *path = g_strdup_printf ("%s/ca-%d/ca.crt", store->directory, i);
		save_certificate (path, store->authorities[i]);
	}
}

static void save_key (const Store *store, guint number, gnutls_x509_privkey_t key)
{
	gnutls_datum_t pem;
	g_autofree char *path =
		g_strdup_printf ("%s/private/host-%06u.key", store->directory, number);
	check (gnutls_x509_privkey_export2_pkcs8 (
		       key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &pem),
		"key");
	write_file (path, &pem);
	gnutls_free (pem.data);
}

static void make_leaf (Store *store, guint number)
{
	g_autoptr (GRand) random = g_rand_new_with_seed (SEED + number);
	gnutls_x509_privkey_t key = store->keys[number % KEYS];
	int issuer = number % 5 ? 2 : g_rand_int_range (random, 2, AUTHORITIES);
	time_t start = START + (time_t)g_rand_int_range (random, -300, 60) * DAY;
	time_t end = start + (time_t)g_rand_int_range (random, 200, 800) * DAY;
	g_autofree char *name = g_strdup_printf ("host-%06u.example.com", number);
	g_autofree char *alternative = g_strdup_printf ("host-%06u.cluster.local", number);
	gnutls_x509_crt_t leaf = new_certificate (name, key, start, end, random);
	guint8 address[4] = { 10, 0, (guint8)(number >> 8), (guint8)number };
	check (gnutls_x509_crt_set_subject_alt_name (
		       leaf, GNUTLS_SAN_DNSNAME, name, (unsigned)strlen (name), GNUTLS_FSAN_SET),
		"SAN");
	check (gnutls_x509_crt_set_subject_alt_name (leaf, GNUTLS_SAN_DNSNAME, alternative,
		       (unsigned)strlen (alternative), GNUTLS_FSAN_APPEND),
		"SAN");
	check (gnutls_x509_crt_set_subject_alt_name (
		       leaf, GNUTLS_SAN_IPADDRESS, address, sizeof address, GNUTLS_FSAN_APPEND),
		"SAN");
	check (gnutls_x509_crt_set_basic_constraints (leaf, 0, -1), "CA");
	check (gnutls_x509_crt_set_key_usage (leaf, GNUTLS_KEY_DIGITAL_SIGNATURE), "usage");
	check (gnutls_x509_crt_set_key_purpose_oid (leaf, GNUTLS_KP_TLS_WWW_SERVER, 0), "purpose");
	sign (leaf, store->authorities[issuer], store->authority_keys[issuer]);
	g_autofree char *path = g_strdup_printf ("%s/ca-%d/certs/%02x/host-%06u.crt",
		store->directory, issuer, number / PER_FOLDER, number);
	save_certificate (path, leaf);
	gnutls_x509_crt_deinit (leaf);
	if (number < KEYS)
		save_key (store, number, key);
}

/* A list per authority with the first certificates of it revoked. */
static void make_lists (Store *store)
{
	for (int i = 0; i < AUTHORITIES; i++) {
		gnutls_x509_crl_t list;
		guint8 serial[] = { 0x40, (guint8)i, 1 };
		guint8 number[] = { 1 };
		check (gnutls_x509_crl_init (&list), "CRL");
		check (gnutls_x509_crl_set_version (list, 2), "CRL");
		check (gnutls_x509_crl_set_this_update (list, START), "CRL");
		check (gnutls_x509_crl_set_next_update (list, START + 90 * (time_t)DAY), "CRL");
		check (gnutls_x509_crl_set_number (list, number, sizeof number), "CRL");
		check (gnutls_x509_crl_set_crt_serial (list, serial, sizeof serial, START), "CRL");
		check (gnutls_x509_crl_sign2 (list, store->authorities[i], store->authority_keys[i],
			       GNUTLS_DIG_SHA256, 0),
			"CRL");
		gnutls_datum_t pem;
		check (gnutls_x509_crl_export2 (list, GNUTLS_X509_FMT_PEM, &pem), "CRL");
		g_autofree char *path = g_strdup_printf ("%s/ca-%d/ca.crl", store->directory, i);
		write_file (path, &pem);
		gnutls_free (pem.data);
		gnutls_x509_crl_deinit (list);
	}
}

static void make_request (Store *store)
{
	gnutls_x509_crq_t request;
	check (gnutls_x509_crq_init (&request), "CSR");
	check (gnutls_x509_crq_set_version (request, 1), "CSR");
	check (gnutls_x509_crq_set_dn_by_oid (
		       request, GNUTLS_OID_X520_COMMON_NAME, 0, "waiting", 7),
		"CSR");
	check (gnutls_x509_crq_set_key (request, store->keys[0]), "CSR");
	check (gnutls_x509_crq_sign2 (request, store->keys[0], GNUTLS_DIG_SHA256, 0), "CSR");
	gnutls_datum_t pem;
	check (gnutls_x509_crq_export2 (request, GNUTLS_X509_FMT_PEM, &pem), "CSR");
	g_autofree char *path = g_strdup_printf ("%s/requests/waiting.csr", store->directory);
	write_file (path, &pem);
	gnutls_free (pem.data);
	gnutls_x509_crq_deinit (request);
}

static gpointer work (gpointer data)
{
	Store *store = data;
	for (;;) {
		guint number = (guint)g_atomic_int_add (&store->next, 1);
		if (number >= store->count)
			return NULL;
		make_leaf (store, number);
	}
}

int main (int argc, char **argv)
{
	guint64 count = argc == 3 ? g_ascii_strtoull (argv[2], NULL, 10) : 0;
	if (count == 0 || count > 10000000) {
		fprintf (stderr, "usage: generate OUTDIR COUNT\n");
		return EXIT_FAILURE;
	}
	Store store = { .directory = argv[1], .count = (guint)count };
	make_authorities (&store);
	for (int i = 0; i < KEYS; i++)
		store.keys[i] =
			i % 4 == 3 ? new_key (GNUTLS_PK_RSA, 2048)
				   : new_key (GNUTLS_PK_ECDSA,
					     GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1));
	make_lists (&store);
	make_request (&store);
	guint threads = MAX (1, g_get_num_processors ());
	g_autoptr (GPtrArray) started = g_ptr_array_new ();
	for (guint i = 0; i < threads; i++)
		g_ptr_array_add (started, g_thread_new ("generate", work, &store));
	for (guint i = 0; i < threads; i++)
		g_thread_join (g_ptr_array_index (started, i));
	for (int i = 0; i < AUTHORITIES; i++) {
		gnutls_x509_crt_deinit (store.authorities[i]);
		gnutls_x509_privkey_deinit (store.authority_keys[i]);
	}
	for (int i = 0; i < KEYS; i++)
		gnutls_x509_privkey_deinit (store.keys[i]);
	return EXIT_SUCCESS;
}
