#include "config.h"

#include "ui/widgets/keys.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "ui/core/keymap.h"

void ui_keys_add (UiCells *cells, const char *key, const char *words)
{
	int begin = ui_cells_position (cells) + (ui_cells_position (cells) ? 2 : 1);
	if (begin + pki_text_width (key) + 1 + pki_text_width (words) > ui_cells_columns (cells))
		return;
	ui_cells_move (cells, begin);
	ui_cells_add (cells, UI_ROLE_KEY, key);
	ui_cells_addf (cells, UI_ROLE_VALUE, " %s", words);
}

void ui_keys_add_action_as (UiCells *cells, UiApp *app, UiActionId action, const char *words)
{
	g_autofree char *key = ui_keymap_first_key (ui_app_keymap (app), action);
	if (*key)
		ui_keys_add (cells, key, words);
}

void ui_keys_add_action (UiCells *cells, UiApp *app, UiActionId action)
{
	ui_keys_add_action_as (cells, app, action, _ (ui_action_info (action)->footer));
}
