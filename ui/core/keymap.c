#include "config.h"

#include "ui/core/keymap.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"

struct _UiKeymap {
	GArray *keys[UI_ACTION_N]; /* UiKey */
};

static gboolean has_key (const GArray *keys, UiKey key)
{
	for (guint i = 0; i < keys->len; i++)
		if (g_array_index (keys, UiKey, i) == key)
			return TRUE;
	return FALSE;
}

static void add_keys (GArray *keys, char **names, GPtrArray *complaints)
{
	for (; *names; names++) {
		if (!**names)
			continue;
		UiKey key = ui_key_from_name (*names);
		if (key != UI_KEY_NONE && !has_key (keys, key)) {
			g_array_append_val (keys, key);
		} else if (key == UI_KEY_NONE && complaints) {
			g_autofree char *shown = pki_text_printable (*names, -1);
			g_ptr_array_add (
				complaints, g_strdup_printf (_ ("Keymap: “%s” is no key."), shown));
		}
	}
}

UiKeymap *ui_keymap_new (void)
{
	UiKeymap *keymap = g_new0 (UiKeymap, 1);
	for (int i = 1; i < UI_ACTION_N; i++) {
		g_auto (GStrv) names = g_strsplit (ui_action_info ((UiActionId)i)->keys, " ", -1);
		keymap->keys[i] = g_array_new (FALSE, FALSE, sizeof (UiKey));
		add_keys (keymap->keys[i], names, NULL);
	}
	return keymap;
}

void ui_keymap_free (UiKeymap *keymap)
{
	if (!keymap)
		return;
	for (int i = 1; i < UI_ACTION_N; i++)
		g_array_unref (keymap->keys[i]);
	g_free (keymap);
}

static void take_from_others (UiKeymap *keymap, UiActionId owner)
{
	const GArray *mine = keymap->keys[owner];
	for (int i = 1; i < UI_ACTION_N; i++) {
		GArray *theirs = keymap->keys[i];
		for (guint k = theirs->len; i != (int)owner && k-- > 0;)
			if (has_key (mine, g_array_index (theirs, UiKey, k)))
				g_array_remove_index (theirs, k);
	}
}

static void apply_line (UiKeymap *keymap, char *line, GPtrArray *complaints)
{
	g_auto (GStrv) words = g_strsplit_set (g_strstrip (line), " \t", -1);
	UiActionId action = ui_action_from_name (words[0]);
	if (action == UI_ACTION_NONE) {
		g_autofree char *shown = pki_text_printable (words[0], -1);
		g_ptr_array_add (complaints,
			g_strdup_printf (_ ("Keymap: there is no action “%s”."), shown));
		return;
	}
	g_array_set_size (keymap->keys[action], 0);
	if (words[1] && g_str_equal (words[g_strv_length (words) - 1], "none"))
		return;
	add_keys (keymap->keys[action], words + 1, complaints);
	take_from_others (keymap, action);
}

void ui_keymap_apply (UiKeymap *keymap, const char *text, GPtrArray *complaints)
{
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	for (char **line = lines; *line; line++) {
		g_strstrip (*line);
		if (**line && **line != '#')
			apply_line (keymap, *line, complaints);
	}
}

void ui_keymap_load (UiKeymap *keymap, GPtrArray *complaints)
{
	g_autofree char *path =
		g_build_filename (g_get_user_config_dir (), "pkitty", "keymap", NULL);
	g_autofree char *text = NULL;
	g_autoptr (GError) error = NULL;
	if (g_file_get_contents (path, &text, NULL, &error))
		ui_keymap_apply (keymap, text, complaints);
	else if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
		g_ptr_array_add (complaints, pki_text_printable_message (error->message));
}

UiActionId ui_keymap_find (const UiKeymap *keymap, guint contexts, UiKey key)
{
	for (int i = 1; i < UI_ACTION_N; i++) {
		UiContext context = ui_action_info ((UiActionId)i)->context;
		if ((context & (contexts | UI_CONTEXT_ANY)) && has_key (keymap->keys[i], key))
			return (UiActionId)i;
	}
	return UI_ACTION_NONE;
}

char *ui_keymap_keys (const UiKeymap *keymap, UiActionId action)
{
	const GArray *keys = keymap->keys[action];
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < keys->len; i++) {
		g_autofree char *name = ui_key_name (g_array_index (keys, UiKey, i));
		g_string_append_printf (out, "%s%s", i ? " " : "", name);
	}
	return g_string_free (out, FALSE);
}

char *ui_keymap_first_key (const UiKeymap *keymap, UiActionId action)
{
	const GArray *keys = keymap->keys[action];
	return keys->len ? ui_key_name (g_array_index (keys, UiKey, 0)) : g_strdup ("");
}
