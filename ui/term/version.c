#include "config.h"

#include "ui/term/version.h"

#include <curses.h>
#include <glib.h>
#include <string.h>

char *ui_term_version (void)
{
	/* "ncurses 6.4.20221231" */
	const char *number = strrchr (curses_version (), ' ');
	return g_strdup (number ? number + 1 : curses_version ());
}
