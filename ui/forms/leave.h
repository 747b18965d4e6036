/* Leaving what is being filled in. */
#pragma once

#include "ui/core/view.h"

/* Closes the views, TOP first (NULL: none), at once or, where something would be lost (IS_TOUCHED),
 * once the user agrees. */
void ui_leave (UiView *top, UiView *middle, UiView *bottom, gboolean is_touched);

/* What a view that is being filled in says of actions that it does not know: *WHY_NOT, which may be
 * NULL, is for the caller to free where they lead elsewhere, and what was begun would be forgotten.
 */
UiCan ui_leave_can (UiActionId action, char **why_not);
