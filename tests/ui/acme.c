#include "config.h"

#include "tests/ui/acme.h"

#include <string.h>

#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

static char *store;

const char *acme_store (void)
{
	return store;
}

void acme_make (void)
{
	tool_do ("sh \"$top_srcdir/tests/ui/make-store\" \"$PWD/acme-pki\"");
	store = g_build_filename (tool_folder (), "acme-pki", NULL);
}

void acme_drop (void)
{
	g_free (store);
}

Vt *acme_start (void)
{
	return vt_start_in (store, 24, 80, NULL);
}

Vt *acme_start_wide (void)
{
	return vt_start_in (store, 40, 140, NULL);
}

void acme_see_row (Vt *vt, const char *name, const char *rest)
{
	int row, column;
	ck_assert_msg (vt_find (vt, name, &row, &column), "no row has %s", name);
	g_autofree char *text = vt_row (vt, row);
	ck_assert_msg (strstr (text, rest), "%s is not in: %s", rest, text);
}
