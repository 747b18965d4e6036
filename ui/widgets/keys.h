/* A footer of one's own: keys and what they do. */
#pragma once

#include "ui/core/app.h"

/* KEY as people write it, WORDS translated. What does not fit is left out. */
void ui_keys_add (UiCells *cells, const char *key, const char *words);

/* The first key in force of an action, with the words of its table, or with WORDS. */
void ui_keys_add_action (UiCells *cells, UiApp *app, UiActionId action);
void ui_keys_add_action_as (UiCells *cells, UiApp *app, UiActionId action, const char *words);
