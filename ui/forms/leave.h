/* Leaving what is being filled in. */
#pragma once

#include "ui/core/view.h"

/* Closes the views, TOP first (NULL: none), at once or, where something would be lost (IS_TOUCHED),
 * once the user agrees. */
void ui_leave (UiView *top, UiView *middle, UiView *bottom, gboolean is_touched);
