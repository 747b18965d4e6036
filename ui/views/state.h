/* The state of an object as a role, a sign and a word: the three always go together. */
#pragma once

#include "src/store/item.h"
#include "ui/term/glyph.h"
#include "ui/term/role.h"

typedef struct {
	UiRole role;
	UiGlyph glyph; /* UI_GLYPH_N: none */
	char *word; /* translated, "" for what is as it should be; owned */
} UiState;

/* The state of the object itself. */
UiState ui_state_of (const PkiItem *item);

/* The same for a row whose children are hidden: the worst state below it, where that is worse. */
UiState ui_state_of_closed (const PkiItem *item);

void ui_state_clear (UiState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UiState, ui_state_clear)
