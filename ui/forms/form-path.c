/* Completing the path of a file as shells do: Tab goes on as far as there is one way. */
#include "config.h"

#include <string.h>

#include "src/base/text.h"
#include "ui/forms/form-private.h"

#define CANDIDATES_SHOWN 12
/* A folder larger than this is not listed to the end. */
#define LISTED_MOST 10000

char *ui_form_expand_home (const char *path)
{
	if (path[0] == '~' && (path[1] == '/' || path[1] == '\0'))
		return g_strconcat (g_get_home_dir (), path + 1, NULL);
	return g_strdup (path);
}

static char *listed_folder (const char *typed, const char **base)
{
	const char *slash = strrchr (typed, '/');
	*base = slash ? slash + 1 : typed;
	if (!slash)
		return g_strdup (".");
	g_autofree char *folder = g_strndup (typed, (gsize)(slash - typed) + 1);
	return ui_form_expand_home (folder);
}

static int by_name (gconstpointer a, gconstpointer b)
{
	return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Names in FOLDER that begin with BASE, folders with a slash behind. */
static GPtrArray *names_in (const char *folder, const char *base)
{
	GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
	GDir *dir = g_dir_open (folder, 0, NULL);
	const char *name;
	for (guint i = 0; dir && i < LISTED_MOST && (name = g_dir_read_name (dir)); i++) {
		if (!g_str_has_prefix (name, base) || (name[0] == '.' && base[0] != '.') ||
			!g_utf8_validate (name, -1, NULL))
			continue;
		g_autofree char *path = g_build_filename (folder, name, NULL);
		gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
		g_ptr_array_add (names, g_strconcat (name, is_folder ? "/" : "", NULL));
	}
	if (dir)
		g_dir_close (dir);
	g_ptr_array_sort (names, by_name);
	return names;
}

static gsize common_length (const GPtrArray *names)
{
	const char *first = g_ptr_array_index (names, 0);
	gsize length = strlen (first);
	for (guint i = 1; i < names->len; i++) {
		const char *name = g_ptr_array_index (names, i);
		gsize same = 0;
		while (same < length && name[same] == first[same])
			same++;
		length = same;
	}
	while (length > 0 && ((guchar)first[length] & 0xc0) == 0x80)
		length--;
	return length;
}

/* What there is to choose from, below the field. */
static void tell (UiFieldState *state, const GPtrArray *names)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < MIN (names->len, CANDIDATES_SHOWN); i++)
		g_string_append_printf (
			out, "%s%s", i ? "  " : "", (const char *)g_ptr_array_index (names, i));
	if (names->len > CANDIDATES_SHOWN)
		g_string_append (out, "  ...");
	g_free (state->echo);
	state->echo = pki_text_printable (out->str, -1);
	g_string_free (out, TRUE);
}

gboolean _ui_field_complete_path (UiForm *form, guint field)
{
	UiFieldState *state = &form->states[field];
	const char *typed = ui_line_edit_text (state->edit);
	const char *base;
	if (!*typed)
		return FALSE;
	g_autofree char *folder = listed_folder (typed, &base);
	g_autoptr (GPtrArray) names = names_in (folder, base);
	if (names->len == 0)
		return FALSE;
	gsize length = common_length (names);
	if (length == strlen (base) && names->len == 1)
		return FALSE; /* it is all there */
	g_autofree char *start = g_strndup (typed, (gsize)(base - typed));
	g_autofree char *common = g_strndup (g_ptr_array_index (names, 0), length);
	g_autofree char *text = g_strconcat (start, common, NULL);
	if (length > strlen (base))
		_ui_field_set (form, field, text);
	if (names->len > 1)
		tell (state, names);
	return TRUE;
}
