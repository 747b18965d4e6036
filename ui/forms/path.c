#include "config.h"

#include "ui/forms/path.h"

#include <string.h>

/* A folder larger than this is not listed to the end. */
#define LISTED_MOST 10000

char *ui_path_resolve (const char *typed, const char *directory)
{
	if (typed[0] == '~' && (typed[1] == '/' || typed[1] == '\0'))
		return g_strconcat (g_get_home_dir (), typed + 1, NULL);
	if (g_path_is_absolute (typed))
		return g_strdup (typed);
	return g_build_filename (directory, typed, NULL);
}

static int by_name (gconstpointer a, gconstpointer b)
{
	return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static gboolean fits (const char *name, const char *base)
{
	return g_str_has_prefix (name, base) && (name[0] != '.' || base[0] == '.') &&
	       g_utf8_validate (name, -1, NULL);
}

GPtrArray *ui_path_complete (const char *typed, const char *directory)
{
	GPtrArray *whole = g_ptr_array_new_with_free_func (g_free);
	const char *slash = strrchr (typed, '/');
	const char *base = slash ? slash + 1 : typed;
	g_autofree char *start = g_strndup (typed, (gsize)(base - typed));
	g_autofree char *folder = ui_path_resolve (*start ? start : ".", directory);
	g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
	const char *name;
	for (guint i = 0; dir && i < LISTED_MOST && (name = g_dir_read_name (dir)); i++) {
		if (!fits (name, base))
			continue;
		g_autofree char *path = g_build_filename (folder, name, NULL);
		gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
		g_ptr_array_add (whole, g_strconcat (start, name, is_folder ? "/" : "", NULL));
	}
	g_ptr_array_sort (whole, by_name);
	return whole;
}

char *ui_path_common (const GPtrArray *candidates)
{
	if (candidates->len == 0)
		return NULL;
	const char *first = g_ptr_array_index (candidates, 0);
	gsize length = strlen (first);
	for (guint i = 1; i < candidates->len; i++) {
		const char *other = g_ptr_array_index (candidates, i);
		gsize same = 0;
		while (same < length && other[same] == first[same])
			same++;
		length = same;
	}
	/* No character is cut in two. */
	while (length > 0 && ((guchar)first[length] & 0xc0) == 0x80)
		length--;
	return g_strndup (first, length);
}
