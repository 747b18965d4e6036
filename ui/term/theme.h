/* How roles look: attributes and, where the terminal has them and NO_COLOR is not set, the eight
 * colours on the terminal's own background. */
#pragma once

#include "ui/term/role.h"

/* After the screen was opened. */
void ui_theme_init (void);

/* For ui/term only: the curses attributes (attr_t) and colour pair of a role with another laid
 * over. */
unsigned long ui_theme_attributes (UiRole role, UiRole over, short *pair);
