#include "config.h"

#include "ui/term/key.h"

#include <stdlib.h>

static const struct {
	UiKey key;
	const char *name;
} names[] = {
	{ UI_KEY_ENTER, "Enter" },
	{ UI_KEY_TAB, "Tab" },
	{ UI_KEY_BACKTAB, "S-Tab" },
	{ UI_KEY_ESCAPE, "Esc" },
	{ UI_KEY_BACKSPACE, "Backspace" },
	{ UI_KEY_DELETE, "Del" },
	{ UI_KEY_INSERT, "Ins" },
	{ UI_KEY_UP, "Up" },
	{ UI_KEY_DOWN, "Down" },
	{ UI_KEY_LEFT, "Left" },
	{ UI_KEY_RIGHT, "Right" },
	{ UI_KEY_HOME, "Home" },
	{ UI_KEY_END, "End" },
	{ UI_KEY_PAGE_UP, "PgUp" },
	{ UI_KEY_PAGE_DOWN, "PgDn" },
	{ ' ', "Space" },
};

char *ui_key_name (UiKey key)
{
	for (guint i = 0; i < G_N_ELEMENTS (names); i++)
		if (names[i].key == key)
			return g_strdup (names[i].name);
	if (key > UI_KEY_F0 && key <= UI_KEY_F12)
		return g_strdup_printf ("F%u", key - UI_KEY_F0);
	if (key < 0x20)
		return g_strdup_printf ("^%c", g_ascii_tolower ((char)(key + '@')));
	if (!ui_key_is_text (key))
		return g_strdup ("?");
	char text[7] = "";
	g_unichar_to_utf8 (key, text);
	return g_strdup (text);
}

UiKey ui_key_from_name (const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS (names); i++)
		if (g_ascii_strcasecmp (names[i].name, name) == 0)
			return names[i].key;
	if (!g_utf8_validate (name, -1, NULL))
		return UI_KEY_NONE;
	if (g_utf8_strlen (name, -1) == 1) {
		UiKey key = g_utf8_get_char (name);
		return ui_key_is_text (key) ? key : UI_KEY_NONE;
	}
	if (name[0] == '^' && name[1] >= '@' && name[1] < 0x7f && !name[2])
		return UI_KEY_CTRL (name[1]);
	if (g_ascii_toupper (name[0]) == 'F' && g_ascii_isdigit (name[1])) {
		char *end;
		gulong number = strtoul (name + 1, &end, 10);
		if (!*end && number >= 1 && number <= 12)
			return UI_KEY_F0 + (UiKey)number;
	}
	return UI_KEY_NONE;
}
