#include "config.h"

#include "ui/widgets/lineedit-key.h"

static const struct {
	UiKey key;
	UiLineOperation operation;
} keys[] = {
	{ UI_KEY_LEFT, UI_LINE_LEFT },
	{ UI_KEY_CTRL ('b'), UI_LINE_LEFT },
	{ UI_KEY_RIGHT, UI_LINE_RIGHT },
	{ UI_KEY_CTRL ('f'), UI_LINE_RIGHT },
	{ UI_KEY_HOME, UI_LINE_HOME },
	{ UI_KEY_CTRL ('a'), UI_LINE_HOME },
	{ UI_KEY_END, UI_LINE_END },
	{ UI_KEY_CTRL ('e'), UI_LINE_END },
	{ UI_KEY_BACKSPACE, UI_LINE_BACKSPACE },
	{ UI_KEY_CTRL ('h'), UI_LINE_BACKSPACE },
	{ UI_KEY_DELETE, UI_LINE_DELETE },
	{ UI_KEY_CTRL ('d'), UI_LINE_DELETE },
	{ UI_KEY_CTRL ('w'), UI_LINE_ERASE_WORD },
	{ UI_KEY_CTRL ('u'), UI_LINE_ERASE_TO_START },
	{ UI_KEY_CTRL ('k'), UI_LINE_ERASE_TO_END },
	{ UI_KEY_UP, UI_LINE_OLDER },
	{ UI_KEY_CTRL ('p'), UI_LINE_OLDER },
	{ UI_KEY_DOWN, UI_LINE_NEWER },
	{ UI_KEY_CTRL ('n'), UI_LINE_NEWER },
};

static gboolean operation_of (UiKey key, UiLineOperation *out)
{
	for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
		if (keys[i].key != key)
			continue;
		*out = keys[i].operation;
		return TRUE;
	}
	return FALSE;
}

gboolean ui_line_edit_press (UiLineEdit *edit, UiKey key)
{
	UiLineOperation operation;
	if (operation_of (key, &operation))
		return ui_line_edit_do (edit, operation);
	if (!ui_key_is_text (key))
		return FALSE;
	char bytes[6];
	return ui_line_edit_insert (edit, bytes, g_unichar_to_utf8 ((gunichar)key, bytes));
}
