#include "config.h"

#include "tests/ui/acme.h"

#include <string.h>

#include "tests/unit/unit.h"

static char *folder; /* with the store in it */
static char *store;

const char *acme_folder (void)
{
	return folder;
}

const char *acme_store (void)
{
	return store;
}

static void run_tool (const char *tool, const char *argument)
{
	const char *argv[] = { "sh", tool, argument, NULL };
	g_autoptr (GError) error = NULL;
	int status;
	ck_assert (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
		NULL, &status, &error));
	assert_no_error (error);
	ck_assert (g_spawn_check_wait_status (status, &error));
}

void acme_remove (const char *path)
{
	const char *argv[] = { "rm", "-rf", "--", path, NULL };
	ck_assert (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
		NULL, NULL, NULL));
}

void acme_make (void)
{
	folder = g_dir_make_tmp ("pkitty-acme-XXXXXX", NULL);
	store = g_build_filename (folder, "acme-pki", NULL);
	g_autofree char *tool =
		g_build_filename (g_getenv ("top_srcdir"), "tests", "ui", "make-store", NULL);
	run_tool (tool, store);
}

void acme_drop (void)
{
	acme_remove (folder);
	g_free (folder);
	g_free (store);
}

Vt *acme_start_in (const char *directory, int rows, int columns, const char *variable)
{
	const char *argv[] = { g_getenv ("PKITTY"), directory, NULL };
	const char *environment[] = { variable, NULL };
	return vt_start (argv, environment, rows, columns);
}

Vt *acme_start (void)
{
	return acme_start_in (store, 24, 80, NULL);
}

Vt *acme_start_wide (void)
{
	return acme_start_in (store, 40, 140, NULL);
}

void acme_see_row (Vt *vt, const char *name, const char *rest)
{
	int row, column;
	ck_assert_msg (vt_find (vt, name, &row, &column), "no row has %s", name);
	g_autofree char *text = vt_row (vt, row);
	ck_assert_msg (strstr (text, rest), "%s is not in: %s", rest, text);
}
