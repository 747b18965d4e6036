/* What can be done in the view behind: its own actions first, then the global ones. Typing filters,
 * Enter runs, an action that is off says why. */
#pragma once

#include "ui/core/view.h"

extern const UiViewOps ui_help_ops;
