/* The line at the bottom that asks for a text: search, filter, command, passphrase. Opened by
 * ui_prompt_open(); its arguments are a UiPromptRequest. */
#pragma once

#include "ui/core/view.h"

extern const UiViewOps ui_prompt_ops;
