/* The last messages in full, newest at the end, with what libraries wrote to standard error. */
#pragma once

#include "ui/core/view.h"

extern const UiViewOps ui_messages_ops;
