/* What goes wrong while a form is open: too much is pasted, the screen shrinks, keys are locked. */
#include "config.h"

#include <string.h>

#include "tests/ui/desk.h"
#include "tests/unit/unit.h"

static Vt *open_certificate (char **directory)
{
	Vt *vt = desk_open (directory, 24, 80, NULL);
	vt_keys (vt, "jcctls-server<C-n>");
	vt_expect (vt, "2 of 4 · Names");
	return vt;
}

static Vt *issue_one (char **directory)
{
	Vt *vt = open_certificate (directory);
	vt_keys (vt, "one<Tab>one.example<C-n><C-n>" DESK_PASSPHRASE "<C-n>");
	desk_write (vt, "Done: one is issued");
	return vt;
}

static char *many_names (guint count)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < count; i++)
		g_string_append_printf (out, "host%04u.some.example\n", i);
	return g_string_free (out, FALSE);
}

/* All of them or none: the half of a name is another name. */
START_TEST (hundreds_of_names_are_pasted)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_certificate (&directory);
	g_autofree char *hundreds = many_names (500);
	g_autofree char *too_many = many_names (5000);
	vt_keys (vt, "many<Tab>");
	vt_paste (vt, too_many);
	vt_expect (vt, "✗ that is too long for this field: nothing of it was taken");
	vt_see_not (vt, "host0000");
	vt_paste (vt, hundreds);
	vt_expect (vt, "host0499.some.example");
	vt_keys (vt, "<C-n><C-n>" DESK_PASSPHRASE "<C-n>");
	desk_write (vt, "Done: many is issued");
	desk_check (directory);
	desk_run (directory,
		"openssl x509 -in etcd-ca/certs/many.crt -noout -ext subjectAltName | "
		"grep -o 'DNS:host[0-9]*[.]some[.]example' | uniq | wc -l | grep -x 500");
}
END_TEST

/* A passphrase that was cut off would open the key nowhere else. */
START_TEST (a_passphrase_is_taken_whole_or_not_at_all)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	g_autofree char *much = g_strnfill (5000, 'x');
	vt_keys (vt, "cr<C-n>another-root<C-n><C-n>");
	vt_expect (vt, "4 of 4 · Passphrase");
	vt_paste (vt, much);
	vt_expect (vt, "✗ that is too long for this field");
	vt_see_not (vt, "••");
	vt_keys (vt, "<C-n>");
	vt_expect (vt, "✗ choose a passphrase and type it here");
}
END_TEST

/* The key was open as the form began, and is not as it ends. */
START_TEST (a_key_is_locked_meanwhile)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = issue_one (&directory);
	vt_keys (vt, "atls-server<Tab>etcd-ca<C-n>two<Tab>two.example<C-n>");
	vt_expect (vt, "3 of 3");
	vt_keys (vt, "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_keys (vt, ":lock<Enter>");
	vt_expect (vt, "1 key is locked again.");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "4 of 4 · Passphrase");
	vt_expect (vt, "✗ the key has been locked meanwhile: type its passphrase");
	vt_keys (vt, "wrong<C-n>");
	vt_expect (vt, "✗ that does not open the key: type its passphrase again");
	vt_keys (vt, DESK_PASSPHRASE "<C-n>");
	desk_write (vt, "Done: two is issued");
	desk_check (directory);
}
END_TEST

/* A key whose effect nobody sees throws nothing away. */
START_TEST (a_form_outlives_a_small_screen)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_certificate (&directory);
	vt_keys (vt, "etcd");
	vt_resize (vt, 5, 40);
	vt_expect (vt, "Enlarge it: your work waits.");
	vt_keys (vt, "q<Esc>y");
	vt_resize (vt, 24, 80);
	vt_expect (vt, "2 of 4 · Names");
	vt_see (vt, "▌ Name          etcd");
}
END_TEST

/* The key was not encrypted as the form opened, and is as it ends. */
START_TEST (a_key_is_encrypted_meanwhile)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = issue_one (&directory);
	vt_keys (vt, "e");
	vt_expect (vt, "Export for deployment");
	vt_keys (vt, "../one.pem<Tab><Tab><Space>");
	vt_see_not (vt, "Passphrase");
	desk_run (directory, "cd private/etcd-ca && openssl pkey -in one.key -aes256 -passout "
			     "'pass:" DESK_PASSPHRASE "' -out new && mv new one.key");
	vt_keys (vt, "<C-n>y");
	vt_expect (vt, "✗ the key has been locked meanwhile: type its passphrase");
	vt_see (vt, "▌ Passphrase");
	vt_keys (vt, DESK_PASSPHRASE "<C-n>y");
	vt_expect (vt, "Written: ");
	desk_run (directory, "openssl pkey -in ../one.pem -passin pass: -noout");
}
END_TEST

/* What is begun is finished or left: no key and no press of the mouse goes elsewhere meanwhile,
 * where it would be forgotten. */
START_TEST (a_form_is_not_left_by_the_way)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	int row, column;
	vt_keys (vt, "Mjcctls-server<C-n>");
	vt_expect (vt, "2 of 4 · Names");
	vt_keys (vt, "one<Tab>one.example");
	ck_assert (vt_find (vt, "2 Expiry", &row, &column));
	vt_press (vt, row, column);
	vt_expect (vt, "! Finish this first, or leave it with Esc.");
	vt_see (vt, "one.example");
	vt_keys (vt, "<C-n><C-n>" DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_keys (vt, "S");
	vt_expect (vt, "! Finish this first, or leave it with Esc.");
	vt_see (vt, "nothing is written yet");
	vt_keys (vt, "<Esc>y");
	vt_expect (vt, "Requests");
	vt_keys (vt, "ctetcd<C-n>");
	vt_expect (vt, "Press Enter and type the name of the first machine");
	vt_keys (vt, "S");
	vt_expect (vt, "! Finish this first, or leave it with Esc.");
	vt_see (vt, "^n review");
}
END_TEST

/* Somebody breaks the settings while a form is done with: what follows says so, and offers no store
 * over the one that is there. */
START_TEST (settings_are_broken_meanwhile)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = issue_one (&directory);
	desk_run (directory, "echo broken >>pkitty.conf");
	vt_keys (vt, "a");
	vt_expect (vt, "! pkitty.conf: ");
	vt_see_not (vt, "Create a certificate");
	vt_keys (vt, "cn");
	vt_expect (vt, "  n  Store             pkitty.conf: ");
	vt_see_not (vt, "Make a store here");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("forms-trouble");
	TCase *tests = tcase_create ("forms-trouble");
	tcase_set_timeout (tests, 120);
	tcase_add_checked_fixture (tests, desk_set_up, NULL);
	tcase_add_test (tests, hundreds_of_names_are_pasted);
	tcase_add_test (tests, a_passphrase_is_taken_whole_or_not_at_all);
	tcase_add_test (tests, a_key_is_locked_meanwhile);
	tcase_add_test (tests, a_key_is_encrypted_meanwhile);
	tcase_add_test (tests, a_form_outlives_a_small_screen);
	tcase_add_test (tests, a_form_is_not_left_by_the_way);
	tcase_add_test (tests, settings_are_broken_meanwhile);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
