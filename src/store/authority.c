#include "config.h"

#include "src/store/authority.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/shell.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/store/beneath.h"
#include "src/store/folder-template.h"
#include "src/store/layout.h"
#include "src/store/settings.h"
#include "src/x509/reader.h"

#define MOST_BYTES (1024 * 1024)

PkiAuthority *pki_authority_ref (PkiAuthority *authority)
{
	g_atomic_ref_count_inc (&authority->references);
	return authority;
}

void pki_authority_unref (PkiAuthority *authority)
{
	if (!authority || !g_atomic_ref_count_dec (&authority->references))
		return;
	g_free (authority->name);
	g_free (authority->folder);
	g_free (authority->certificate_path);
	g_clear_pointer (&authority->certificate_file, g_bytes_unref);
	pki_object_unref (authority->certificate);
	g_free (authority->key_path);
	g_clear_pointer (&authority->key_file, g_bytes_unref);
	g_free (authority->uri);
	g_free (authority->why);
	g_free (authority);
}

static gboolean throw_path (const char *path, PkiErrorCode code, const char *why, GError **error)
{
	g_autofree char *shown = pki_text_printable (path, -1);
	return pki_throw (error, code, _ ("%s: %s"), shown, why);
}

/* The certificate number INDEX of what a file holds; -1: the first there is. */
static PkiObject *certificate_in (GBytes *file, int index)
{
	g_autoptr (PkiContents) contents = pki_contents_read (file, NULL);
	for (guint i = 0; i < contents->objects->len; i++) {
		PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->type == PKI_OBJECT_CERTIFICATE && (index < 0 || i == (guint)index))
			return pki_object_ref (object);
	}
	return NULL;
}

static PkiAuthority *read_certificate (
	const char *directory, const char *path, int index, GError **error)
{
	g_autoptr (PkiAuthority) authority = g_new0 (PkiAuthority, 1);
	g_atomic_ref_count_init (&authority->references);
	authority->certificate_path = g_strdup (path);
	authority->certificate_file = pki_beneath_read (directory, path, MOST_BYTES, error);
	if (!authority->certificate_file)
		return NULL;
	authority->certificate = certificate_in (authority->certificate_file, index);
	if (authority->certificate)
		return g_steal_pointer (&authority);
	throw_path (path, PKI_ERROR_PARSE, _ ("there is no certificate in it"), error);
	return NULL;
}

static gboolean is_key_of (const PkiObject *key, const PkiObject *certificate)
{
	return key->has_key_id && certificate->has_key_id &&
	       memcmp (key->key_id, certificate->key_id, sizeof key->key_id) == 0;
}

/* What a file offers as the key of a certificate. A locked one that does not say whose it is may
 * be that, as long as nothing else is. */
static PkiAuthorityKey key_in (GBytes *file, const PkiObject *certificate)
{
	PkiAuthorityKey best = PKI_AUTHORITY_NO_KEY;
	g_autoptr (PkiContents) contents = pki_contents_read (file, NULL);
	for (guint i = 0; i < contents->objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->type == PKI_OBJECT_PRIVATE_KEY && is_key_of (object, certificate))
			return PKI_AUTHORITY_PLAIN;
		if (object->type == PKI_OBJECT_LOCKED &&
			(!object->has_key_id || is_key_of (object, certificate)))
			best = PKI_AUTHORITY_LOCKED;
	}
	return best;
}

/* The first line that is one. */
static char *uri_in (GBytes *file)
{
	g_autofree char *text = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	for (char **line = lines; *line; line++)
		if (g_str_has_prefix (g_strstrip (*line), "pkcs11:"))
			return g_strdup (*line);
	return NULL;
}

static void take_key (PkiAuthority *authority, const char *directory, const char *path)
{
	g_autoptr (GError) why = NULL;
	g_autoptr (GBytes) file = pki_beneath_read (directory, path, MOST_BYTES, &why);
	if (!file) {
		if (!g_error_matches (why, PKI_ERROR, PKI_ERROR_NOT_FOUND))
			authority->why = g_strdup_printf (
				_ ("its private key can't be read: %s"), why->message);
		return;
	}
	authority->key = key_in (file, authority->certificate);
	if (authority->key == PKI_AUTHORITY_NO_KEY)
		return;
	authority->key_path = g_strdup (path);
	authority->key_file = g_steal_pointer (&file);
}

static void take_token (PkiAuthority *authority, const char *directory, const char *path)
{
	g_autoptr (GBytes) file = pki_beneath_read (directory, path, MOST_BYTES, NULL);
	authority->uri = file ? uri_in (file) : NULL;
	if (!authority->uri)
		return;
	authority->key = PKI_AUTHORITY_TOKEN;
	authority->key_path = g_strdup (path);
	authority->key_file = g_steal_pointer (&file);
}

PkiAuthority *pki_authority_load (const char *directory, const char *folder, GError **error)
{
	g_autofree char *certificate = pki_layout_join (folder, "ca.crt");
	g_autoptr (PkiAuthority) authority = read_certificate (directory, certificate, -1, error);
	if (!authority)
		return NULL;
	g_autofree char *key = pki_layout_join (folder, "ca.key");
	g_autofree char *uri = pki_layout_join (folder, "ca.key.uri");
	authority->name = g_strdup (folder);
	authority->folder = g_strdup (folder);
	authority->is_laid_out = TRUE;
	take_key (authority, directory, key);
	if (authority->key == PKI_AUTHORITY_NO_KEY)
		take_token (authority, directory, uri);
	return g_steal_pointer (&authority);
}

/* The folder of another store below DIRECTORY that PATH lies in, the innermost: its settings hold
 * for what is issued there. NULL: none. */
static char *store_around (const char *directory, const char *path)
{
	g_autofree char *folder = g_strdup (path);
	for (char *slash; (slash = strrchr (folder, '/'));) {
		*slash = '\0';
		g_autofree char *settings =
			g_build_filename (directory, folder, PKI_SETTINGS_FILE, NULL);
		if (g_file_test (settings, G_FILE_TEST_EXISTS))
			return g_steal_pointer (&folder);
	}
	return NULL;
}

PkiAuthority *pki_authority_adopt (const char *directory, const char *certificate_path, guint index,
	const char *key_path, GError **error)
{
	g_autoptr (PkiAuthority) authority =
		read_certificate (directory, certificate_path, (int)index, error);
	if (!authority)
		return NULL;
	g_autofree char *folder = g_path_get_dirname (certificate_path);
	authority->folder = g_strdup (g_str_equal (folder, ".") ? "" : folder);
	authority->name = pki_object_name (authority->certificate);
	if (!authority->name)
		authority->name = g_path_get_basename (certificate_path);
	g_autofree char *store = store_around (directory, certificate_path);
	if (store) {
		g_autofree char *word = pki_shell_word (store);
		g_autofree char *shown = pki_text_printable (word, -1);
		authority->why = g_strdup_printf (
			_ ("it belongs to another store: work in that one, with -C %s"), shown);
	} else if (key_path) {
		take_key (authority, directory, key_path);
	}
	return g_steal_pointer (&authority);
}

static gboolean may_sign_certificates (const PkiObject *certificate)
{
	g_auto (GStrv) usages = pki_object_key_usage (certificate);
	return !usages || g_strv_contains ((const char *const *)usages, "keyCertSign");
}

static const char *why_it_can_not_sign (const PkiAuthority *authority, gint64 now)
{
	const PkiCertificate *certificate = &authority->certificate->certificate;
	if (!pki_object_is_ca (authority->certificate, NULL))
		return _ ("it is no CA");
	if (!may_sign_certificates (authority->certificate))
		return _ ("its key usage does not let it sign certificates");
	if (certificate->not_after == PKI_TIME_NONE || certificate->not_after < now)
		return _ ("it has expired");
	if (certificate->not_before == PKI_TIME_NONE || certificate->not_before > now)
		return _ ("it is not valid yet");
	if (authority->key == PKI_AUTHORITY_NO_KEY)
		return authority->why ? authority->why : _ ("its private key is not here");
	return NULL;
}

gboolean pki_authority_can_sign (const PkiAuthority *authority, gint64 now, char **why)
{
	const char *reason = why_it_can_not_sign (authority, now);
	if (why)
		*why = g_strdup (reason);
	return !reason;
}

char *pki_authority_certs (const PkiAuthority *authority, const char *folder)
{
	return pki_layout_join (authority->folder, folder);
}

char *pki_authority_private (const PkiAuthority *authority, const char *folder)
{
	const char *below = pki_folder_template_private (folder);
	g_autofree char *all = authority->is_laid_out
				       ? pki_layout_join (PKI_LAYOUT_PRIVATE, authority->folder)
				       : pki_layout_join (authority->folder, PKI_LAYOUT_PRIVATE);
	return *below ? pki_layout_join (all, below) : g_steal_pointer (&all);
}
