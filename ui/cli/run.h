/* The command line: the dispatcher behind main(). */
#pragma once

#include <glib.h>

/* The application on the screen, which the command line only starts: explores DIRECTORY; the result
 * is the exit status. */
typedef int (*CliExplore) (const char *directory, gboolean mouse, GError **error);

/* Runs what ARGV asks for; the result is the exit status: 0 done, 2 it could not be done. Locale
 * and messages must be set up. */
int cli_run (int argc, char **argv, CliExplore explore);
