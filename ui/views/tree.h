/* Who issued whom: the issuance trees and the sections under them, with the details of the selected
 * object beside it where there is room. Its arguments are the UiSession. */
#pragma once

#include "ui/core/view.h"

extern const UiViewOps ui_tree_ops;
