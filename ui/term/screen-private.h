/* Between the files of ui/term. */
#pragma once

#include <stdio.h>

/* The stream that keys come from; the screen is open. */
FILE *_ui_screen_input (void);

/* Whether the terminal understands the control sequences of ECMA-48 (all but museum pieces do). */
int _ui_screen_is_ansi (void);
