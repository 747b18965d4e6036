/* What keys do in a line of text: characters, and the keys that readline has. */
#pragma once

#include "ui/term/key.h"
#include "ui/widgets/lineedit.h"

/* FALSE when nothing changed. */
gboolean ui_line_edit_press (UiLineEdit *edit, UiKey key);
