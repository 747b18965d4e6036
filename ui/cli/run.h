/* The command line: the dispatcher behind main(). */
#pragma once

/* Runs what ARGV asks for; the result is the exit status: 0 done or yes, 1 no, 2 it could not be
 * done. Locale and messages must be set up. */
int cli_run (int argc, char **argv);
