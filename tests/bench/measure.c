/*
 * measure RUNS COMMAND...: runs a command and prints the shortest time of its runs in milliseconds
 * and the largest resident memory in KiB. What it prints is thrown away.
 */
#include "config.h"

#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void run_child (char **command)
{
	int null = open ("/dev/null", O_WRONLY);
	if (null < 0 || dup2 (null, STDOUT_FILENO) < 0)
		_exit (127);
	execvp (command[0], command);
	perror (command[0]);
	_exit (127);
}

/* Milliseconds of one run, or -1. */
static double run_once (char **command, long *kib)
{
	gint64 start = g_get_monotonic_time ();
	pid_t child = fork ();
	if (child == 0)
		run_child (command);
	int status;
	struct rusage usage;
	if (child < 0 || wait4 (child, &status, 0, &usage) < 0 || !WIFEXITED (status) ||
		WEXITSTATUS (status) != 0)
		return -1;
	*kib = MAX (*kib, usage.ru_maxrss);
	return (double)(g_get_monotonic_time () - start) / 1000;
}

int main (int argc, char **argv)
{
	if (argc < 3) {
		fputs ("usage: measure RUNS COMMAND...\n", stderr);
		return 2;
	}
	double best = -1;
	long kib = 0;
	for (int runs = atoi (argv[1]); runs > 0; runs--) {
		double milliseconds = run_once (argv + 2, &kib);
		if (milliseconds < 0)
			return EXIT_FAILURE;
		if (best < 0 || milliseconds < best)
			best = milliseconds;
	}
	printf ("%.2f %ld\n", best, kib);
	return EXIT_SUCCESS;
}
