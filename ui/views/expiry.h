/* What runs out, and when: certificates and CRLs by end date, in groups. Its arguments are the
 * UiSession. */
#pragma once

#include "ui/core/view.h"

extern const UiViewOps ui_expiry_ops;
