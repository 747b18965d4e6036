#include "config.h"

#include "tests/unit/unit.h"

#include <locale.h>
#include <stdlib.h>

int unit_run (Suite *suite)
{
	g_setenv ("TZ", "UTC", TRUE);
	if (!setlocale (LC_ALL, "C.UTF-8"))
		return EXIT_FAILURE;
	SRunner *runner = srunner_create (suite);
	srunner_run_all (runner, CK_NORMAL);
	int failed = srunner_ntests_failed (runner);
	srunner_free (runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
