/* What holds for every form alike: the wrong thing is told where it is, sizes and pasted text do no
 * harm, and who leaves has changed nothing. */
#include "config.h"

#include "tests/ui/desk.h"
#include "tests/unit/unit.h"

typedef struct {
	const char *open; /* keys, from the first row of the tree */
	const char *title;
	const char *wrong; /* keys that put something wrong into it */
	const char *complaint;
} Each;

static const Each forms[] = {
	{ "cc", "Create a certificate · 1 of", "tls-client<C-n><C-n>", "✗ type a name" },
	{ "ci", "Create a CA below another · 1 of", "<C-n>../ca<Tab>", "✗" },
	{ "cr", "Create a root CA · 1 of", "<C-n><C-n>", "✗ type a name" },
	{ "cq", "Create a request · 1 of", "tls-server<C-n>web<Tab>*.*.example<Tab>", "✗" },
	{ "cs", "Sign a request · 1 of", "A file<Tab>no/such/file<C-n>", "✗" },
	{ "ct", "A whole cluster · 1 of", "<C-n><C-n>", "✗" },
	{ "cd", "Settings", "<Tab>no comma<Tab>", "✗" },
	{ "jP", "Change a passphrase", "wrong<C-n>", "✗" },
	{ "e", "Export", "<Tab>/no/such/folder/file<C-n>", "✗" },
};

static void look_at (const Each *each)
{
	g_autofree char *directory = desk_path ("store");
	g_autofree char *before = desk_ask (directory, "git rev-parse HEAD; ls -lR");
	g_autoptr (Vt) vt = vt_start_in (directory, 24, 80, NULL);
	vt_expect (vt, "etcd-ca");
	vt_keys (vt, each->open);
	vt_expect (vt, each->title);
	vt_resize (vt, 40, 140);
	vt_expect (vt, each->title);
	vt_resize (vt, 5, 40);
	vt_expect (vt, "Enlarge it: your work waits.");
	vt_resize (vt, 24, 80);
	vt_expect (vt, each->title);
	vt_keys (vt, each->wrong);
	vt_expect (vt, each->complaint);
	vt_paste (vt, "数据库\r\n\x1b[31m\xc2\x9b"
		      "2J\xe2\x80\xae");
	vt_resize (vt, 30, 100);
	vt_expect (vt, "Esc");
	vt_keys (vt, "<Esc>");
	vt_expect (vt, "Leave the form?");
	vt_keys (vt, "y");
	vt_expect (vt, "Requests");
	g_autofree char *after = desk_ask (directory, "git rev-parse HEAD; ls -lR");
	ck_assert_str_eq (before, after);
}

START_TEST (a_form_stands_what_is_done_to_it)
{
	look_at (&forms[_i]);
}
END_TEST

/* Whom its path length forbids it is not offered as the issuer of a CA. */
START_TEST (a_ca_is_made_below_who_may_have_one)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	vt_keys (vt, "jci");
	vt_expect (vt, "Issued by  root-ca");
	vt_keys (vt, "<C-n>other-ca<C-n><C-n>" DESK_PASSPHRASE "<Tab>" DESK_PASSPHRASE
		     "<Tab>" DESK_PASSPHRASE "<C-n>");
	desk_write (vt, "Done: the CA other-ca is made");
	desk_check (directory);
	desk_run (directory, DESK_VERIFY "-CAfile root-ca/ca.crt other-ca/ca.crt");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("forms-each");
	TCase *tests = tcase_create ("forms-each");
	tcase_set_timeout (tests, 120);
	tcase_add_checked_fixture (tests, desk_set_up, NULL);
	tcase_add_loop_test (tests, a_form_stands_what_is_done_to_it, 0, G_N_ELEMENTS (forms));
	tcase_add_test (tests, a_ca_is_made_below_who_may_have_one);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
