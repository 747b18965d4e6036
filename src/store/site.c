#include "config.h"

#include "src/store/site.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/store/site-private.h"
#include "src/x509/name.h"

#define LEAST_DIGITS  6
#define LONGEST_CHAIN 16

static GPtrArray *new_authorities (void)
{
	return g_ptr_array_new_with_free_func ((GDestroyNotify)pki_authority_unref);
}

/* What to do where there is no git. */
static void explain (const char *directory, GError **error)
{
	if (!error || !g_error_matches (*error, PKI_ERROR, PKI_ERROR_NOT_FOUND) ||
		strchr ((*error)->message, '\n'))
		return;
	g_autofree char *shown = pki_text_printable (directory, -1);
	g_autofree char *why = g_steal_pointer (&(*error)->message);
	(*error)->message = g_strdup_printf (
		_ ("%s\nWhat is issued is kept in git. Make a store here: %s init %s"), why,
		PACKAGE, shown);
}

PkiSite *pki_site_open (const char *directory, GError **error)
{
	g_autoptr (PkiSite) site = g_new0 (PkiSite, 1);
	g_atomic_ref_count_init (&site->references);
	site->directory = pki_store_find (directory);
	site->settings = pki_settings_read (site->directory, &site->settings_file, error);
	if (!site->settings || !pki_settings_check_format (site->settings, error))
		return NULL;
	site->is_store = site->settings_file != NULL;
	site->repository = pki_repository_open (site->directory, error);
	if (site->repository)
		return g_steal_pointer (&site);
	explain (site->directory, error);
	return NULL;
}

PkiSite *pki_site_ref (PkiSite *site)
{
	g_atomic_ref_count_inc (&site->references);
	return site;
}

void pki_site_unref (PkiSite *site)
{
	if (!site || !g_atomic_ref_count_dec (&site->references))
		return;
	g_free (site->directory);
	pki_settings_free (site->settings);
	g_clear_pointer (&site->settings_file, g_bytes_unref);
	g_clear_pointer (&site->repository, pki_repository_free);
	g_clear_pointer (&site->authorities, g_ptr_array_unref);
	g_free (site);
}

/* The folders of a store that have a ca.crt. */
static void load_folders (PkiSite *site)
{
	g_autoptr (GDir) folder = g_dir_open (site->directory, 0, NULL);
	for (const char *name; folder && (name = g_dir_read_name (folder));) {
		if (*name == '.')
			continue;
		PkiAuthority *authority = pki_authority_load (site->directory, name, NULL);
		if (authority)
			g_ptr_array_add (site->authorities, authority);
	}
}

GPtrArray *pki_site_authorities (PkiSite *site, gboolean everywhere, GError **error)
{
	if (!site->authorities) {
		site->authorities = new_authorities ();
		if (site->is_store)
			load_folders (site);
		g_ptr_array_sort (site->authorities, pki_authority_compare);
	}
	if (site->searched || (site->authorities->len && !everywhere))
		return site->authorities;
	if (!pki_site_search (site, error))
		return NULL;
	site->searched = TRUE;
	g_ptr_array_sort (site->authorities, pki_authority_compare);
	return site->authorities;
}

static gboolean has_fingerprint (const PkiAuthority *authority, const char *name)
{
	g_autoptr (GBytes) digits = pki_hex_decode (name);
	if (strlen (name) < LEAST_DIGITS || !digits)
		return FALSE;
	gsize size;
	const void *data = g_bytes_get_data (digits, &size);
	return size <= 32 && memcmp (authority->certificate->digest, data, size) == 0;
}

static gboolean is_called (const PkiAuthority *authority, const char *name)
{
	g_autofree char *common = pki_object_name (authority->certificate);
	return g_str_equal (authority->name, name) || g_strcmp0 (common, name) == 0 ||
	       g_str_equal (authority->certificate_path, name) || has_fingerprint (authority, name);
}

static gboolean throw_several (GPtrArray *found, GError **error)
{
	g_autoptr (GString) text = g_string_new (NULL);
	for (guint i = 0; i < found->len; i++) {
		const PkiAuthority *authority = g_ptr_array_index (found, i);
		g_autofree char *name = pki_text_printable (authority->name, -1);
		g_autofree char *path = pki_text_printable (authority->certificate_path, -1);
		g_string_append_printf (text, "\n  %s  %s", name, path);
	}
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("several CAs can sign\nSay which, with --ca and its name or path:%s"),
		text->str);
}

/* Whether the certificates are the same, whatever files they are in. */
static gboolean are_one (GPtrArray *found)
{
	const PkiAuthority *first = g_ptr_array_index (found, 0);
	for (guint i = 1; i < found->len; i++) {
		const PkiAuthority *other = g_ptr_array_index (found, i);
		if (memcmp (first->certificate->digest, other->certificate->digest, 32) != 0)
			return FALSE;
	}
	return TRUE;
}

static gboolean throw_none (PkiSite *site, GError **error)
{
	g_autoptr (GString) reasons = g_string_new (NULL);
	for (guint i = 0; i < site->authorities->len; i++) {
		const PkiAuthority *authority = g_ptr_array_index (site->authorities, i);
		g_autofree char *why = NULL;
		g_autofree char *path = pki_text_printable (authority->certificate_path, -1);
		if (!pki_authority_can_sign (authority, pki_time_now (), &why))
			g_string_append_printf (reasons, "\n  %s: %s", path, why);
	}
	return pki_throw (error, PKI_ERROR_NOT_FOUND,
		_ ("no CA here can sign\nMake one: %s ca NAME%s"), PACKAGE, reasons->str);
}

static GPtrArray *matching (GPtrArray *authorities, const char *name)
{
	GPtrArray *found = new_authorities ();
	for (guint i = 0; i < authorities->len; i++) {
		PkiAuthority *authority = g_ptr_array_index (authorities, i);
		gboolean matches = name ? is_called (authority, name)
					: pki_authority_can_sign (authority, pki_time_now (), NULL);
		if (matches)
			g_ptr_array_add (found, pki_authority_ref (authority));
	}
	return found;
}

static gboolean has_key (GPtrArray *authorities)
{
	for (guint i = 0; i < authorities->len; i++) {
		const PkiAuthority *authority = g_ptr_array_index (authorities, i);
		if (authority->key != PKI_AUTHORITY_NO_KEY)
			return TRUE;
	}
	return FALSE;
}

/* Those of the store first; what else lies about, keys too, only where none of these is meant or
 * has its key at hand. */
static GPtrArray *find (PkiSite *site, const char *name, GError **error)
{
	for (int everywhere = FALSE; everywhere <= TRUE; everywhere++) {
		GPtrArray *all = pki_site_authorities (site, everywhere, error);
		if (!all)
			return NULL;
		g_autoptr (GPtrArray) found = matching (all, name);
		if (everywhere || has_key (found))
			return g_steal_pointer (&found);
	}
	return new_authorities ();
}

static gboolean may_be_folder (const char *name)
{
	return *name && *name != '.' && !strchr (name, '/');
}

/* One that is asked for by name and lacks its key is told so before anything is planned. */
static PkiAuthority *with_key (PkiAuthority *authority, GError **error)
{
	g_autofree char *path = pki_text_printable (authority->certificate_path, -1);
	g_autofree char *why = NULL;
	if (authority->key != PKI_AUTHORITY_NO_KEY)
		return pki_authority_ref (authority);
	(void)pki_authority_can_sign (authority, pki_time_now (), &why);
	pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("%s: %s"), path, why);
	return NULL;
}

static PkiAuthority *only_one (PkiSite *site, const char *name, GPtrArray *found, GError **error)
{
	if (found->len && are_one (found))
		return with_key (g_ptr_array_index (found, 0), error);
	if (found->len) {
		throw_several (found, error);
		return NULL;
	}
	if (!name) {
		throw_none (site, error);
		return NULL;
	}
	g_autofree char *shown = pki_text_printable (name, -1);
	pki_throw (error, PKI_ERROR_NOT_FOUND,
		_ ("%s: there is no CA of that name\nWhat there is: %s list --filter type:ca"),
		shown, PACKAGE);
	return NULL;
}

PkiAuthority *pki_site_authority (PkiSite *site, const char *name, GError **error)
{
	PkiAuthority *direct = name && site->is_store && may_be_folder (name)
				       ? pki_authority_load (site->directory, name, NULL)
				       : NULL;
	if (direct && direct->key != PKI_AUTHORITY_NO_KEY)
		return direct;
	pki_authority_unref (direct);
	g_autoptr (GPtrArray) found = find (site, name, error);
	return found ? only_one (site, name, found, error) : NULL;
}

static gboolean is_issuer_of (const PkiObject *issuer, const PkiObject *certificate)
{
	g_autofree char *wanted = pki_object_authority_key_id (certificate);
	g_autofree char *offered = pki_object_subject_key_id (issuer);
	return pki_name_equal (issuer->certificate.subject, certificate->certificate.issuer) &&
	       (!wanted || !offered || g_str_equal (wanted, offered));
}

static PkiObject *issuer_here (PkiSite *site, const PkiObject *certificate)
{
	for (guint i = 0; i < site->authorities->len; i++) {
		const PkiAuthority *authority = g_ptr_array_index (site->authorities, i);
		if (is_issuer_of (authority->certificate, certificate))
			return authority->certificate;
	}
	return NULL;
}

GPtrArray *pki_site_chain (PkiSite *site, const PkiObject *certificate)
{
	GPtrArray *chain = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_unref);
	if (pki_object_is_self_issued (certificate) || !pki_site_authorities (site, FALSE, NULL))
		return chain;
	while (chain->len < LONGEST_CHAIN && !pki_object_is_self_issued (certificate)) {
		PkiObject *issuer = issuer_here (site, certificate);
		if (!issuer)
			break;
		g_ptr_array_add (chain, pki_object_ref (issuer));
		certificate = issuer;
	}
	return chain;
}
