/*
 * Keys. A key is one number: the Unicode character typed, a control character (UI_KEY_CTRL ('u')),
 * or one of the named keys above all characters. Enter, Tab, Esc and Backspace are named keys.
 */
#pragma once

#include <glib.h>

typedef guint32 UiKey;

#define UI_KEY_CTRL(letter) ((UiKey)((letter)&0x1f))

enum {
	UI_KEY_NONE = 0,
	UI_KEY_FIRST_NAMED = 0x200000,
	UI_KEY_ENTER = UI_KEY_FIRST_NAMED,
	UI_KEY_TAB,
	UI_KEY_BACKTAB,
	UI_KEY_ESCAPE,
	UI_KEY_BACKSPACE,
	UI_KEY_DELETE,
	UI_KEY_INSERT,
	UI_KEY_UP,
	UI_KEY_DOWN,
	UI_KEY_LEFT,
	UI_KEY_RIGHT,
	UI_KEY_HOME,
	UI_KEY_END,
	UI_KEY_PAGE_UP,
	UI_KEY_PAGE_DOWN,
	UI_KEY_F0,
	UI_KEY_F12 = UI_KEY_F0 + 12,
};

/* Whether the key is a character that text entry takes. */
static inline gboolean ui_key_is_text (UiKey key)
{
	return key >= 0x20 && key != 0x7f && key < UI_KEY_FIRST_NAMED &&
	       !(key >= 0x80 && key < 0xa0);
}

/* "Up", "PgDn", "^u", "F1", "Space", "a": as people write and read it, also in the keymap file. The
 * caller frees. */
char *ui_key_name (UiKey key);

/* The reverse, letter case of names ignored; UI_KEY_NONE when NAME is no key. */
UiKey ui_key_from_name (const char *name);
