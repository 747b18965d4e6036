#include "config.h"

#include "src/store/settings.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/key-type.h"
#include "src/store/beneath.h"

#define STORE      "store"
#define DEFAULTS   "defaults"
#define AUTHORITY  "authority "
#define MOST_BYTES (1024 * 1024)
#define MOST_DAYS  (9999 * 366)

static void authority_free (gpointer data)
{
	PkiAuthoritySettings *authority = data;
	g_free (authority->name);
	g_strfreev (authority->crl_urls);
	g_strfreev (authority->issuer_urls);
	g_strfreev (authority->ocsp_urls);
	g_free (authority);
}

PkiSettings *pki_settings_new (void)
{
	PkiSettings *settings = g_new0 (PkiSettings, 1);
	settings->format = PKI_SETTINGS_FORMAT;
	settings->authorities = g_ptr_array_new_with_free_func (authority_free);
	settings->file = g_key_file_new ();
	return settings;
}

void pki_settings_free (PkiSettings *settings)
{
	if (!settings)
		return;
	g_free (settings->name);
	g_free (settings->subject);
	g_free (settings->key);
	g_free (settings->folder);
	g_ptr_array_unref (settings->authorities);
	g_key_file_unref (settings->file);
	g_free (settings);
}

/* NULL for what is absent or empty. */
static char *read_text (GKeyFile *file, const char *group, const char *key)
{
	char *text = g_key_file_get_string (file, group, key, NULL);
	if (text && *g_strstrip (text))
		return text;
	g_free (text);
	return NULL;
}

static gboolean read_number (
	GKeyFile *file, const char *group, const char *key, int most, int *out, GError **error)
{
	g_autofree char *text = read_text (file, group, key);
	if (!text)
		return TRUE;
	guint64 number;
	g_autofree char *shown = pki_text_printable (text, -1);
	if (!g_ascii_string_to_unsigned (text, 10, 1, (guint64)most, &number, NULL))
		return pki_throw (error, PKI_ERROR_PARSE,
			_ ("%s: %s in [%s] is no number from 1 to %d"), PKI_SETTINGS_FILE, shown,
			group, most);
	*out = (int)number;
	return TRUE;
}

static char **read_list (GKeyFile *file, const char *group, const char *key)
{
	char **list = g_key_file_get_string_list (file, group, key, NULL, NULL);
	return list ? list : g_new0 (char *, 1);
}

static void read_authority (PkiSettings *settings, const char *group)
{
	PkiAuthoritySettings *authority = g_new0 (PkiAuthoritySettings, 1);
	authority->name = g_strdup (group + strlen (AUTHORITY));
	authority->crl_urls = read_list (settings->file, group, "crl-urls");
	authority->issuer_urls = read_list (settings->file, group, "issuer-urls");
	authority->ocsp_urls = read_list (settings->file, group, "ocsp-urls");
	g_ptr_array_add (settings->authorities, authority);
}

/* Somebody meant to say which it is: the newest one is not to be taken for granted. */
static gboolean check_format_is_said (GKeyFile *file, GError **error)
{
	g_autofree char *text = g_key_file_get_string (file, STORE, "format", NULL);
	if (!text || *g_strstrip (text))
		return TRUE;
	return pki_throw (error, PKI_ERROR_PARSE,
		_ ("%s: format in [%s] has no value\nThis program writes format=%d."),
		PKI_SETTINGS_FILE, STORE, PKI_SETTINGS_FORMAT);
}

/* What a newer program calls a key is not judged. */
static gboolean check_key_type (const PkiSettings *settings, GError **error)
{
	PkiKeyType type;
	g_autoptr (GError) why = NULL;
	if (!settings->key || settings->format > PKI_SETTINGS_FORMAT ||
		pki_key_type_parse (settings->key, &type, &why))
		return TRUE;
	return pki_throw (error, PKI_ERROR_PARSE, _ ("%s: %s"), PKI_SETTINGS_FILE, why->message);
}

static gboolean read_values (PkiSettings *settings, GError **error)
{
	GKeyFile *file = settings->file;
	settings->name = read_text (file, STORE, "name");
	settings->subject = read_text (file, DEFAULTS, "subject");
	settings->key = read_text (file, DEFAULTS, "key");
	settings->folder = read_text (file, DEFAULTS, "folder");
	g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
	for (guint i = 0; groups[i]; i++)
		if (g_str_has_prefix (groups[i], AUTHORITY))
			read_authority (settings, groups[i]);
	return check_format_is_said (file, error) &&
	       read_number (file, STORE, "format", G_MAXINT, &settings->format, error) &&
	       read_number (file, DEFAULTS, "days", MOST_DAYS, &settings->days, error) &&
	       read_number (file, DEFAULTS, "authority-days", MOST_DAYS, &settings->authority_days,
		       error) &&
	       check_key_type (settings, error);
}

PkiSettings *pki_settings_parse (GBytes *bytes, GError **error)
{
	g_autoptr (PkiSettings) settings = pki_settings_new ();
	g_autoptr (GError) why = NULL;
	if (g_bytes_get_size (bytes) > 0 &&
		!g_key_file_load_from_bytes (settings->file, bytes,
			G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, &why)) {
		g_autofree char *shown = pki_text_printable_message (why->message);
		pki_throw (error, PKI_ERROR_PARSE, "%s: %s", PKI_SETTINGS_FILE, shown);
		return NULL;
	}
	return read_values (settings, error) ? g_steal_pointer (&settings) : NULL;
}

PkiSettings *pki_settings_read (const char *directory, GBytes **bytes, GError **error)
{
	g_autoptr (GError) why = NULL;
	g_autoptr (GBytes) found =
		pki_beneath_read (directory, PKI_SETTINGS_FILE, MOST_BYTES, &why);
	if (bytes)
		*bytes = found ? g_bytes_ref (found) : NULL;
	if (found)
		return pki_settings_parse (found, error);
	if (g_error_matches (why, PKI_ERROR, PKI_ERROR_NOT_FOUND))
		return pki_settings_new ();
	g_propagate_error (error, g_steal_pointer (&why));
	return NULL;
}

gboolean pki_settings_check_format (const PkiSettings *settings, GError **error)
{
	if (settings->format <= PKI_SETTINGS_FORMAT)
		return TRUE;
	return pki_throw (error, PKI_ERROR_UNSUPPORTED,
		_ ("the store is of format %d, this program writes format %d\nA newer version of "
		   "%s is needed for this store."),
		settings->format, PKI_SETTINGS_FORMAT, PACKAGE);
}

static void write_text (GKeyFile *file, const char *group, const char *key, const char *text)
{
	if (text && *text)
		g_key_file_set_string (file, group, key, text);
	else
		g_key_file_remove_key (file, group, key, NULL);
}

static void write_number (GKeyFile *file, const char *group, const char *key, int number)
{
	if (number > 0)
		g_key_file_set_integer (file, group, key, number);
	else
		g_key_file_remove_key (file, group, key, NULL);
}

static void write_list (GKeyFile *file, const char *group, const char *key, char **list)
{
	if (*list)
		g_key_file_set_string_list (
			file, group, key, (const char *const *)list, g_strv_length (list));
	else
		g_key_file_remove_key (file, group, key, NULL);
}

/* Like load: a group of nothing else is left out. */
static GKeyFile *copy_file (GKeyFile *file)
{
	gsize size;
	g_autofree char *text = g_key_file_to_data (file, &size, NULL);
	GKeyFile *copy = g_key_file_new ();
	if (size > 0)
		g_key_file_load_from_data (copy, text, size,
			G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS, NULL);
	return copy;
}

GBytes *pki_settings_write (const PkiSettings *settings)
{
	g_autoptr (GKeyFile) file = copy_file (settings->file);
	g_key_file_set_integer (file, STORE, "format", PKI_SETTINGS_FORMAT);
	write_text (file, STORE, "name", settings->name);
	write_text (file, DEFAULTS, "subject", settings->subject);
	write_text (file, DEFAULTS, "key", settings->key);
	write_text (file, DEFAULTS, "folder", settings->folder);
	write_number (file, DEFAULTS, "days", settings->days);
	write_number (file, DEFAULTS, "authority-days", settings->authority_days);
	for (guint i = 0; i < settings->authorities->len; i++) {
		const PkiAuthoritySettings *authority =
			g_ptr_array_index (settings->authorities, i);
		g_autofree char *group = g_strconcat (AUTHORITY, authority->name, NULL);
		write_list (file, group, "crl-urls", authority->crl_urls);
		write_list (file, group, "issuer-urls", authority->issuer_urls);
		write_list (file, group, "ocsp-urls", authority->ocsp_urls);
	}
	gsize size;
	char *text = g_key_file_to_data (file, &size, NULL);
	return g_bytes_new_take (text, size);
}

PkiSettings *pki_settings_copy (const PkiSettings *settings)
{
	g_autoptr (GBytes) bytes = pki_settings_write (settings);
	PkiSettings *copy = pki_settings_parse (bytes, NULL);
	copy->format = settings->format;
	return copy;
}

const PkiAuthoritySettings *pki_settings_authority (const PkiSettings *settings, const char *name)
{
	for (guint i = 0; i < settings->authorities->len; i++) {
		const PkiAuthoritySettings *authority =
			g_ptr_array_index (settings->authorities, i);
		if (g_str_equal (authority->name, name))
			return authority;
	}
	return NULL;
}

static char **copy_list (char *const *list)
{
	return list ? g_strdupv ((char **)list) : g_new0 (char *, 1);
}

void pki_settings_set_authority (PkiSettings *settings, const char *name, char *const *crl_urls,
	char *const *issuer_urls, char *const *ocsp_urls)
{
	const PkiAuthoritySettings *known = pki_settings_authority (settings, name);
	if (known)
		g_ptr_array_remove (settings->authorities, (gpointer)known);
	PkiAuthoritySettings *authority = g_new0 (PkiAuthoritySettings, 1);
	authority->name = g_strdup (name);
	authority->crl_urls = copy_list (crl_urls);
	authority->issuer_urls = copy_list (issuer_urls);
	authority->ocsp_urls = copy_list (ocsp_urls);
	g_ptr_array_add (settings->authorities, authority);
}
