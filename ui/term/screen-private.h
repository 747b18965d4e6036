/* Between the files of ui/term. */
#pragma once

#include <stdio.h>

/* The stream that keys come from; the screen is open. */
FILE *_ui_screen_input (void);

/* Sends to the terminal what differs. ncurses ignores SIGTSTP meanwhile: one that comes then is
 * kept until afterwards, not lost. */
void _ui_screen_update (void);
