#pragma once

/* The version of ncurses that runs, as it says it itself. The caller frees. */
char *ui_term_version (void);
