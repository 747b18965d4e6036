/* What is opened with a passphrase: how it ends when the program does. */
#include "config.h"

#include <sys/wait.h>

#include "tests/ui/vt.h"
#include "tests/unit/unit.h"

static char *folder; /* with the store in it */

static void run_shell (const char *script)
{
	const char *argv[] = { "sh", "-ec", script, "sh", folder, NULL };
	int status;
	ck_assert (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
		NULL, &status, NULL));
	ck_assert_int_eq (status, 0);
}

static void make_store (void)
{
	folder = g_dir_make_tmp ("pkitty-unlock-XXXXXX", NULL);
	run_shell ("cd \"$1\"; mkdir store; openssl genrsa -out plain.key 2048 2>log; "
		   "openssl pkcs8 -topk8 -in plain.key -out store/locked.key -iter 1000 "
		   "-passout pass:Zaunkoenig-31");
}

static void drop_store (void)
{
	run_shell ("rm -r \"$1\"");
	g_free (folder);
}

static Vt *start (void)
{
	g_autofree char *store = g_build_filename (folder, "store", NULL);
	const char *argv[] = { g_getenv ("PKITTY"), store, NULL };
	return vt_start (argv, NULL, 24, 80);
}

/* With the work under way when the program ends; what leaks then makes the status of a build with
 * sanitizers another one. */
START_TEST (quits_while_a_passphrase_is_tried)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "/locked.key<Enter>");
	vt_type (vt, "oZaunkoenig-31<Enter>Q");
	int status = vt_wait_exit (vt);
	ck_assert (WIFEXITED (status));
	ck_assert_int_eq (WEXITSTATUS (status), 0);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("unlock");
	TCase *tests = tcase_create ("unlock");
	tcase_set_timeout (tests, 60);
	tcase_add_unchecked_fixture (tests, make_store, drop_store);
	tcase_add_test (tests, quits_while_a_passphrase_is_tried);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
