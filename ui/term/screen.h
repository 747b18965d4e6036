/*
 * The terminal as a whole: opening and closing the screen, handing the terminal back on every way
 * out, crashes included. While it is open, what libraries write to standard error is caught and
 * shown by the app, then printed once the screen is closed. Main thread only.
 */
#pragma once

#include <glib.h>

/* PKI_ERROR_UNSUPPORTED: no terminal, or one that cannot place its cursor. */
gboolean ui_screen_open (GError **error);
void ui_screen_close (void);

/* Where the type of the terminal is unknown and another was taken: a translated sentence; else
 * NULL. */
const char *ui_screen_note (void);

/* Hands the terminal back, stops the process group as ^Z does, and takes the terminal again when it
 * is continued. */
void ui_screen_suspend (void);

/* Readable when another process asked us to stop (SIGTSTP): read the byte, then suspend. */
int ui_screen_stop_descriptor (void);

/* Asks the terminal for its size; TRUE when it is another than before. Everything is to be painted
 * then. */
gboolean ui_screen_resized (void);
int ui_screen_rows (void);
int ui_screen_columns (void);

/* Forgets what the terminal shows, so that the next paint sends all of it (^L). */
void ui_screen_redraw (void);

/* What was written to standard error since the last call; NULL for nothing. The caller frees. */
char *ui_screen_caught (void);

/* Writes bytes to the terminal as they are, behind what was painted. */
void ui_screen_write (const char *bytes, gsize size);
