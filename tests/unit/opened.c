#include "config.h"

#include "tests/unit/opened.h"

#include <glib/gstdio.h>

#include "tests/unit/unit.h"

const char *opened_directory (void)
{
	static char *directory;
	if (!directory) {
		directory = g_build_filename (tool_folder (), "store", NULL);
		g_autofree char *cache = g_build_filename (tool_folder (), "cache", NULL);
		g_setenv ("XDG_CACHE_HOME", cache, TRUE);
		ck_assert_int_eq (g_mkdir_with_parents (directory, 0755), 0);
	}
	return directory;
}

PkiStore *opened_store (void)
{
	g_autoptr (GError) error = NULL;
	PkiStore *store = pki_store_open (opened_directory (), PKI_STORE_DEFAULT, &error);
	assert_no_error (error);
	return store;
}

void opened_scan (PkiStore *store)
{
	g_autoptr (GError) error = NULL;
	gboolean done = pki_store_scan (store, NULL, NULL, &error);
	assert_no_error (error);
	ck_assert (done);
}

PkiStore *opened_scanned (void)
{
	PkiStore *store = opened_store ();
	opened_scan (store);
	return store;
}

char *opened_catalog (void)
{
	g_autofree char *folder = g_build_filename (tool_folder (), "cache", "pkitty", NULL);
	g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
	char *found = NULL;
	ck_assert_ptr_nonnull (dir);
	for (const char *name; (name = g_dir_read_name (dir));) {
		if (!g_str_has_suffix (name, ".catalog"))
			continue;
		ck_assert_ptr_null (found);
		found = g_build_filename (folder, name, NULL);
	}
	ck_assert_ptr_nonnull (found);
	return found;
}

gint64 opened_at (PkiStore *store, const char *path)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GArray) ids = pki_store_at_path (store, path, -1, &error);
	assert_no_error (error);
	ck_assert_msg (ids->len == 1, "%s holds %u objects", path, ids->len);
	return g_array_index (ids, gint64, 0);
}

PkiItem *opened_item (PkiStore *store, const char *path)
{
	g_autoptr (GError) error = NULL;
	PkiItem *item = pki_store_item (
		store, opened_at (store, path), g_get_real_time () / 1000000, &error);
	assert_no_error (error);
	ck_assert_ptr_nonnull (item);
	return item;
}

gboolean opened_has (GArray *ids, gint64 id)
{
	for (guint i = 0; i < ids->len; i++)
		if (g_array_index (ids, gint64, i) == id)
			return TRUE;
	return FALSE;
}

static void make_key (const char *name)
{
	tool_do ("test -e store/%s.key || openssl genpkey -algorithm EC "
		 "-pkeyopt ec_paramgen_curve:P-256 -out store/%s.key",
		name, name);
}

static void make (const char *name, const char *subject, const char *issuer, const char *extensions)
{
	opened_directory ();
	make_key (name);
	tool_do ("printf '%s' >%s.ext", extensions, name);
	tool_do ("openssl req -new -key store/%s.key -subj '%s' -out %s.csr", name, subject, name);
	if (issuer)
		tool_do ("openssl x509 -req -in %s.csr -CA store/%s.crt -CAkey store/%s.key "
			 "-set_serial 0x$(openssl rand -hex 8) -days 300 -extfile %s.ext -out "
			 "store/%s.crt",
			name, issuer, issuer, name, name);
	else
		tool_do ("openssl x509 -req -in %s.csr -signkey store/%s.key -days 3000 -extfile "
			 "%s.ext -out store/%s.crt",
			name, name, name, name);
}

void opened_make_ca (const char *name, const char *subject, const char *issuer)
{
	make (name, subject, issuer,
		"basicConstraints=critical,CA:TRUE\\nsubjectKeyIdentifier=hash\\n"
		"authorityKeyIdentifier=keyid\\n");
}

void opened_make_leaf (const char *name, const char *subject, const char *issuer)
{
	make (name, subject, issuer,
		"subjectKeyIdentifier=hash\\nauthorityKeyIdentifier=keyid\\n"
		"subjectAltName=DNS:leaf.example\\n");
}
