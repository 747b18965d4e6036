#include "config.h"

#include "tests/ui/desk.h"

#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

char *desk_path (const char *name)
{
	return g_build_filename (tool_folder (), name, NULL);
}

char *desk_ask (const char *directory, const char *command)
{
	return tool_text ("cd '%s'\n%s", directory, command);
}

void desk_run (const char *directory, const char *command)
{
	tool_do ("cd '%s'\n%s", directory, command);
}

void desk_set_up (void)
{
	g_setenv ("PKITTY_TEST_NOW", "1795176000", TRUE);
	tool_do ("sh \"$top_srcdir/tests/ui/make-pki\" \"$PWD/store\"");
}

Vt *desk_open (char **directory, int rows, int columns, const char *variable)
{
	*directory = desk_path ("store");
	Vt *vt = vt_start_in (*directory, rows, columns, variable);
	vt_expect (vt, "etcd-ca");
	return vt;
}

void desk_write (Vt *vt, const char *done)
{
	vt_expect (vt, "nothing is written yet");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, done);
}

void desk_check (const char *directory)
{
	desk_run (directory, "git fsck --strict --no-dangling");
	g_autofree char *status = desk_ask (directory, "git status --porcelain");
	ck_assert_str_eq (status, "");
	desk_run (directory, "! git log --all -p | grep -E 'BEGIN (EC |RSA )?PRIVATE KEY'");
}
