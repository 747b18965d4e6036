#include "config.h"

#include "tests/ui/desk.h"

#include "tests/unit/unit.h"

static char *folder;

char *desk_path (const char *name)
{
	return g_build_filename (folder, name, NULL);
}

char *desk_ask (const char *directory, const char *command)
{
	const char *argv[] = { "sh", "-c", command, NULL };
	g_autoptr (GError) error = NULL;
	g_autofree char *complaints = NULL;
	char *output = NULL;
	int status;
	ck_assert (g_spawn_sync (directory, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
		&output, &complaints, &status, &error));
	ck_assert_msg (
		g_spawn_check_wait_status (status, NULL), "%s: %s%s", command, output, complaints);
	return g_strchomp (output);
}

void desk_run (const char *directory, const char *command)
{
	g_free (desk_ask (directory, command));
}

void desk_set_up (void)
{
	folder = g_dir_make_tmp ("pkitty-forms-XXXXXX", NULL);
	desk_run (folder, "sh \"$top_srcdir/tests/ui/make-pki\" \"$PWD/store\"");
}

void desk_tear_down (void)
{
	const char *argv[] = { "rm", "-rf", "--", folder, NULL };
	ck_assert (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
		NULL, NULL, NULL));
	g_clear_pointer (&folder, g_free);
}

Vt *desk_start (const char *directory, int rows, int columns, const char *variable)
{
	const char *argv[] = { g_getenv ("PKITTY"), directory, NULL };
	const char *environment[] = { variable, NULL };
	return vt_start (argv, environment, rows, columns);
}

void desk_check (const char *directory)
{
	desk_run (directory, "git fsck --strict --no-dangling");
	g_autofree char *status = desk_ask (directory, "git status --porcelain");
	ck_assert_str_eq (status, "");
	desk_run (directory, "! git log --all -p | grep -E 'BEGIN (EC |RSA )?PRIVATE KEY'");
}
