/* Who issued whom: the issuance trees and the sections under them, with the details of the selected
 * object beside it where there is room. Its arguments are the UiSession. */
#pragma once

#include "ui/core/view.h"

/* Shows the object ID: opens what stands above it and moves the cursor there. VIEW is the tree. */
void ui_tree_select (UiView *view, gint64 id);

extern const UiViewOps ui_tree_ops;
