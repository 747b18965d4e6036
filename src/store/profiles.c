#include "config.h"

#include "src/store/profiles.h"

#include <gio/gio.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/beneath.h"
#include "src/store/file-name.h"

#define ENDING     ".profile"
#define FOLDER     "profiles"
#define RESOURCES  "/pkitty/profiles"
#define MOST_BYTES (1024 * 1024)

/* What one place has under this name. NULL without an error where there is nothing. */
static GBytes *read_file (const char *directory, const char *name, GError **error)
{
	g_autoptr (GError) why = NULL;
	g_autofree char *path = g_strconcat (FOLDER "/", name, ENDING, NULL);
	GBytes *bytes = pki_beneath_read (directory, path, MOST_BYTES, &why);
	if (!bytes && !g_error_matches (why, PKI_ERROR, PKI_ERROR_NOT_FOUND))
		g_propagate_error (error, g_steal_pointer (&why));
	return bytes;
}

static GBytes *read_resource (const char *name)
{
	g_autofree char *path = g_strconcat (RESOURCES "/", name, ENDING, NULL);
	return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static GBytes *read_profile (const char *directory, const char *name, GError **error)
{
	const char *const places[] = { directory, PKGDATADIR };
	for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
		g_autoptr (GError) why = NULL;
		GBytes *bytes = places[i] ? read_file (places[i], name, &why) : NULL;
		if (bytes)
			return bytes;
		if (why) {
			g_propagate_error (error, g_steal_pointer (&why));
			return NULL;
		}
	}
	return read_resource (name);
}

static void add_names (GHashTable *names, const char *const *files)
{
	for (; files && *files; files++)
		if (g_str_has_suffix (*files, ENDING) && **files != '.')
			g_hash_table_add (
				names, g_strndup (*files, strlen (*files) - strlen (ENDING)));
}

static void add_folder (GHashTable *names, const char *directory)
{
	g_autofree char *path = g_build_filename (directory, FOLDER, NULL);
	g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
	for (const char *file; folder && (file = g_dir_read_name (folder));) {
		const char *const one[] = { file, NULL };
		if (g_utf8_validate (file, -1, NULL))
			add_names (names, one);
	}
}

/* Each once. */
static GHashTable *all_names (const char *directory)
{
	GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	g_auto (GStrv) compiled_in =
		g_resources_enumerate_children (RESOURCES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
	add_names (names, (const char *const *)compiled_in);
	add_folder (names, PKGDATADIR);
	if (directory)
		add_folder (names, directory);
	return names;
}

static int compare_names (gconstpointer a, gconstpointer b)
{
	return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *sorted_names (GHashTable *names)
{
	GPtrArray *sorted = g_ptr_array_new ();
	GHashTableIter iter;
	gpointer name;
	g_hash_table_iter_init (&iter, names);
	while (g_hash_table_iter_next (&iter, &name, NULL))
		g_ptr_array_add (sorted, name);
	g_ptr_array_sort (sorted, compare_names);
	return sorted;
}

static void throw_unknown (const char *directory, const char *name, GError **error)
{
	g_autoptr (GHashTable) names = all_names (directory);
	g_autoptr (GPtrArray) sorted = sorted_names (names);
	g_autoptr (GString) known = g_string_new (NULL);
	for (guint i = 0; i < sorted->len; i++) {
		g_autofree char *one = pki_text_printable (g_ptr_array_index (sorted, i), -1);
		g_string_append_printf (known, "%s%s", i ? ", " : "", one);
	}
	g_autofree char *shown = pki_text_printable (name, -1);
	pki_throw (error, PKI_ERROR_NOT_FOUND, _ ("there is no profile \"%s\"\nThere are: %s"),
		shown, known->str);
}

PkiProfile *pki_profiles_find (const char *directory, const char *name, GError **error)
{
	g_autoptr (GError) why = NULL;
	g_autofree char *file = pki_file_name (name, FALSE, NULL);
	g_autoptr (GBytes) text = file ? read_profile (directory, name, &why) : NULL;
	if (text)
		return pki_profile_parse (name, text, error);
	if (why)
		g_propagate_error (error, g_steal_pointer (&why));
	else
		throw_unknown (directory, name, error);
	return NULL;
}

static int group_rank (const PkiProfile *profile)
{
	return profile->ca ? 0 : g_strcmp0 (profile->group, "general") == 0 ? 1 : 2;
}

static int compare_profiles (gconstpointer a, gconstpointer b)
{
	const PkiProfile *first = *(PkiProfile *const *)a;
	const PkiProfile *second = *(PkiProfile *const *)b;
	int order = group_rank (first) - group_rank (second);
	if (!order)
		order = g_strcmp0 (first->group, second->group);
	return order ? order : strcmp (first->name, second->name);
}

GPtrArray *pki_profiles_list (const char *directory, GPtrArray **problems)
{
	GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)pki_profile_unref);
	g_autoptr (GHashTable) names = all_names (directory);
	g_autoptr (GPtrArray) sorted = sorted_names (names);
	if (problems)
		*problems = g_ptr_array_new_with_free_func (g_free);
	for (guint i = 0; i < sorted->len; i++) {
		g_autoptr (GError) error = NULL;
		const char *name = g_ptr_array_index (sorted, i);
		PkiProfile *profile = pki_profiles_find (directory, name, &error);
		if (profile)
			g_ptr_array_add (list, profile);
		else if (problems)
			g_ptr_array_add (*problems, pki_text_printable_message (error->message));
	}
	g_ptr_array_sort (list, compare_profiles);
	return list;
}
