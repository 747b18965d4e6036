/*
 * Which key does what: the defaults of actions.def, changed by the user's file
 * ($XDG_CONFIG_HOME/pkitty/keymap). A line there is an action's name and its keys ("pem p F5"), or
 * "none"; # begins a comment. A key that the file gives to an action is taken from the others with
 * which it would be ambiguous.
 */
#pragma once

#include "ui/core/action.h"
#include "ui/term/key.h"

typedef struct _UiKeymap UiKeymap;

/* The defaults. */
UiKeymap *ui_keymap_new (void);
void ui_keymap_free (UiKeymap *keymap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiKeymap, ui_keymap_free)

/* Applies the text of a keymap file; each line that can't be used adds a translated sentence to
 * COMPLAINTS (char*). */
void ui_keymap_apply (UiKeymap *keymap, const char *text, GPtrArray *complaints);

/* Reads the user's file, if there is one. */
void ui_keymap_load (UiKeymap *keymap, GPtrArray *complaints);

/* The action of a key where these contexts hold; UI_ACTION_NONE. */
UiActionId ui_keymap_find (const UiKeymap *keymap, guint contexts, UiKey key);

/* The keys of an action, "Enter Right l", or only the first; "" when it has none. The caller
 * frees. */
char *ui_keymap_keys (const UiKeymap *keymap, UiActionId action);
char *ui_keymap_first_key (const UiKeymap *keymap, UiActionId action);
