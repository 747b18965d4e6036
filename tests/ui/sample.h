/* Starts the sample program of the screen tests. */
#pragma once

#include "tests/ui/vt.h"

/* COUNT rows at 80 x 24; OPTION and ENVIRONMENT may be NULL. */
static inline Vt *sample_start (
	const char *count, const char *option, const char *const *environment)
{
	g_autofree char *path =
		g_build_filename (g_getenv ("top_builddir"), "tests", "ui", "sample", NULL);
	const char *argv[] = { path, count, option, NULL };
	return vt_start (argv, environment, 24, 80);
}
