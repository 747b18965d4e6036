/* From nothing to a server's certificate by forms alone; what openssl and git say of it. */
#include "config.h"

#include <string.h>

#include "tests/ui/desk.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define NEW_PASSPHRASE "four words beyond guessing"

/* What a new user does first: a directory, a store in it, a root CA, a CA below that. */
START_TEST (from_nothing_to_a_certificate)
{
	g_autofree char *directory = desk_path ("new");
	tool_do ("mkdir new");
	g_autoptr (Vt) vt = vt_start_in (directory, 24, 80, NULL);
	vt_see (vt, "Press c, then n, to make this directory a store");
	vt_see (vt, "A CA (certificate authority) is a private key that signs");
	vt_keys (vt, "c");
	vt_see (vt, "This directory is not under git");
	vt_keys (vt, "n");
	vt_expect (vt, "Make a store here · 1 of 2");
	vt_keys (vt, "Acme PKI<C-n>");
	vt_see (vt, "Who are you?");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "✗ type your name, such as Li Wei");
	vt_keys (vt, "Li Wei<Tab>li.wei@example.org<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "pkitty.conf (settings)");
	vt_see (vt, "create the store Acme PKI");
	vt_see (vt, "pkitty init --name 'Acme PKI'");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Now make the root CA: press Enter, then c, then r.");
	vt_see (vt, "commit ");
	vt_expect (vt, " Acme PKI  ");
	desk_check (directory);

	vt_keys (vt, "<Enter>cr");
	vt_expect (vt, "Create a root CA · 1 of 4");
	vt_keys (vt, "<C-n>Acme Root CA<Tab>");
	vt_see (vt, "CN=Acme Root CA");
	vt_keys (vt, "<C-n><C-n>");
	vt_see (vt, "4 of 4 · Passphrase");
	vt_keys (vt, "abc<Tab>");
	vt_see (vt, "The passphrase is weak");
	vt_keys (vt, "<Up><C-u>" NEW_PASSPHRASE "<Tab>" NEW_PASSPHRASE "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "CN=Acme Root CA");
	vt_see (vt, "Acme Root CA/ca.key (private key, encrypted)");
	vt_see_not (vt, "beyond guessing");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: the CA Acme Root CA is made");
	vt_keys (vt, "<Enter>");
	ck_assert (vt_is_selected (vt, "Acme Root CA"));

	/* The passphrase of the root was typed a moment ago: it is not asked for again. */
	vt_keys (vt, "ci");
	vt_expect (vt, "Create a CA below another");
	vt_keys (vt, "<C-n>web-ca<C-n><C-n>");
	vt_see (vt, "Passphrases");
	vt_see_not (vt, "CA's passphrase");
	vt_keys (vt, NEW_PASSPHRASE "<Tab>" NEW_PASSPHRASE "<C-n>");
	vt_expect (vt, "CA: may sign certificates, but no CAs below it");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: the CA web-ca is made");
	vt_keys (vt, "<Enter>c");
	vt_expect (vt, "for a server, a client, a person");
	vt_keys (vt, "c");
	vt_expect (vt, "Create a certificate · 1 of 3");
	vt_keys (vt, "TLS server<C-n>web1<Tab>www.acme.example<Tab>10.0.0.9<C-n><C-n>");
	vt_expect (vt, "DNS:www.acme.example");
	vt_see (vt, "server of TLS");
	vt_see (vt, "stays on this machine");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: web1 is issued");
	vt_keys (vt, "<Enter>");
	ck_assert (vt_is_selected (vt, "web1"));
	desk_check (directory);
	desk_run (directory, DESK_VERIFY
		"-CAfile 'Acme Root CA/ca.crt' -untrusted "
		"web-ca/ca.crt "
		"-purpose sslserver -verify_hostname www.acme.example web-ca/certs/web1.crt");
	desk_run (directory, "test \"$(stat -c %a private/web-ca/web1.key)\" = 600");
	g_autofree char *author = desk_ask (directory, "git log -1 --format='%an <%ae>'");
	ck_assert_str_eq (author, "Li Wei <li.wei@example.org>");
}
END_TEST

/* ── one certificate, with every mistake on the way ──────────────────────── */

static Vt *open_certificate (char **directory, int rows, int columns, const char *variable)
{
	Vt *vt = desk_open (directory, rows, columns, variable);
	vt_keys (vt, "jcc");
	vt_expect (vt, "Create a certificate");
	return vt;
}

START_TEST (mistakes_are_told_where_they_are)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_certificate (&directory, 24, 80, NULL);
	vt_keys (vt, "zzz");
	vt_see (vt, "Nothing is called so");
	vt_keys (vt, "<C-u>etcd-server<C-n>");
	vt_see (vt, "2 of 4 · Names");
	vt_see (vt, "--advertise-client-urls");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "✗ type a name, such as etcd1");
	vt_keys (vt, "../etcd1<Tab>");
	vt_see (vt, "✗");
	vt_keys (vt, "<Up><C-u>etcd1<Tab>etcd_1.internal,*.*.example<Tab>");
	vt_see (vt, "✗");
	vt_keys (vt, "10.0.0.300<Tab>");
	vt_see (vt, "10.0.0.300");
	vt_see (vt, "is no IP address");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "2 of 4 · Names");
	/* An etcd server without a name or address is of no use to anybody. */
	vt_keys (vt, "<C-u><Down><C-u><C-n>");
	vt_see (vt, "2 of 4 · Names");
	vt_see (vt, "✗");
	vt_keys (vt, "etcd1.internal<Tab>10.0.0.11<Tab><Space><C-n>");
	vt_see (vt, "3 of 4 · Key and validity");
	vt_see (vt, "CN=etcd1");
	vt_keys (vt, "no comma<Tab>");
	vt_see (vt, "✗");
	vt_keys (vt, "<S-Tab><C-u><Tab><Tab>tomorrow<Tab>");
	vt_see (vt, "✗ \"tomorrow\" is neither days nor a day");
	vt_keys (vt, "<Up><C-u>2020-01-01<Tab>");
	vt_see (vt, "✗ that has passed already");
	vt_keys (vt, "<Up><C-u>2099-01-01<C-n>");
	vt_see (vt, "3 of 4");
	vt_see (vt, "✗");
	vt_keys (vt, "<C-u>30<C-n>");
	vt_see (vt, "4 of 4 · Passphrase");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "✗ type the passphrase of the CA's key");
	vt_keys (vt, "wrong<C-n>");
	vt_expect (vt, "✗ that does not open the key");
	vt_keys (vt, DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "DNS:localhost");
	vt_see (vt, "30 days, to 2026-12-20");
	/* Back and forth: everything is still there. */
	vt_keys (vt, "<C-p><C-p><C-p>");
	vt_see (vt, "etcd1.internal");
	vt_see (vt, "10.0.0.11");
	vt_keys (vt, "<C-n><C-n><C-n>");
	desk_write (vt, "Done: etcd1 is issued");
	vt_see (vt, "--cert-file=");
	desk_check (directory);
	/* The same again: the name is in use, which is told beside it. */
	vt_keys (vt, "a");
	vt_expect (vt, "Create a certificate");
	vt_keys (vt, "etcd-server<C-n>etcd1<Tab>etcd1.internal<C-n><C-n>");
	vt_expect (vt, "✗ the name \"etcd1\" is in use");
	vt_see (vt, "Take another name");
	vt_see_not (vt, "\\n");
	vt_see (vt, "· Names");
}
END_TEST

START_TEST (leaving_asks_and_writes_nothing)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_certificate (&directory, 24, 80, NULL);
	g_autofree char *before = desk_ask (directory, "git rev-parse HEAD; ls -R");
	vt_keys (vt, "tls-client<C-n>someone<C-n><C-n>" DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_keys (vt, "<Esc>");
	vt_see (vt, "Leave the form?");
	vt_keys (vt, "n");
	vt_see (vt, "nothing is written yet");
	vt_keys (vt, "1");
	vt_see (vt, "Finish this first, or leave it with Esc.");
	/* What can't be done is told by what it would do, not by its name in the program. */
	vt_keys (vt, "<C-n>");
	vt_see (vt, "Not possible here: Check this page of the form and go on");
	vt_see_not (vt, "next-page");
	vt_keys (vt, "<Esc>y");
	vt_see (vt, "root-ca");
	vt_see_not (vt, "nothing is written yet");
	g_autofree char *after = desk_ask (directory, "git rev-parse HEAD; ls -R");
	ck_assert_str_eq (before, after);
}
END_TEST

START_TEST (resized_and_in_chinese)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_certificate (&directory, 40, 140, NULL);
	vt_keys (vt, "tls-server<C-n>数据库<Tab>数据库.例子.公司<Tab>");
	vt_see (vt, "xn--");
	vt_resize (vt, 10, 60);
	vt_expect (vt, "Too small");
	vt_resize (vt, 24, 80);
	vt_expect (vt, "数据库");
	vt_keys (vt, "<C-n><C-n>" DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "CN=数据库");
	vt_see (vt, "xn--");
	vt_resize (vt, 40, 140);
	vt_expect (vt, "issue it");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: 数据库 is issued");
	desk_check (directory);
	desk_run (directory,
		"openssl x509 -in etcd-ca/certs/数据库.crt -noout -ext subjectAltName | grep xn--");
}
END_TEST

START_TEST (ascii_terminals_are_served)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_certificate (&directory, 24, 80, "LC_ALL=C");
	vt_keys (vt, "tls-client<C-n>ascii<C-n><C-n>" DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "Review - nothing is written yet");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: ascii is issued");
	desk_check (directory);
}
END_TEST

START_TEST (an_encrypted_key_lies_beside_its_certificate)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_certificate (&directory, 24, 80, NULL);
	vt_keys (vt, "tls-client<C-n>carol<C-n><Down><Tab><Tab><Space>");
	vt_see (vt, "[x] yes");
	vt_keys (vt, "<C-n>" DESK_PASSPHRASE "<Tab>" NEW_PASSPHRASE "<Tab>" NEW_PASSPHRASE "<C-n>");
	vt_expect (vt, "private key, encrypted");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: carol is issued");
	desk_check (directory);
	desk_run (directory,
		"openssl pkey -in etcd-ca/certs/carol.key -passin 'pass:" NEW_PASSPHRASE
		"' -noout");
}
END_TEST

/* What was given is forgotten when the user says so. */
START_TEST (keys_are_locked_again)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_certificate (&directory, 24, 80, NULL);
	vt_keys (vt, "tls-client<C-n>dave<C-n><C-n>" DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_keys (vt, "<Esc>y:lock<Enter>");
	vt_see (vt, "1 key is locked again.");
	vt_keys (vt, "L");
	vt_see (vt, "No passphrase is remembered");
	vt_keys (vt, "cc");
	vt_expect (vt, "Create a certificate");
	vt_keys (vt, "tls-client<C-n>dave<C-n><C-n>");
	vt_see (vt, "CA's passphrase");
}
END_TEST

/* What is under way can be stopped, and tried again. */
START_TEST (making_is_cancelled)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_certificate (&directory, 24, 80, NULL);
	g_autofree char *before = desk_ask (directory, "git rev-parse HEAD; ls -R");
	vt_keys (vt, "tls-client<C-n>slow<C-n><Tab>RSA 4096<C-n>" DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "RSA 4096");
	vt_keys (vt, "<C-y><C-c>");
	vt_expect (vt, "Cancelled: nothing was written.");
	g_autofree char *after = desk_ask (directory, "git rev-parse HEAD; ls -R");
	ck_assert_str_eq (before, after);
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: slow is issued");
	desk_check (directory);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("forms-make");
	TCase *tests = tcase_create ("forms-make");
	tcase_set_timeout (tests, 120);
	tcase_add_checked_fixture (tests, desk_set_up, NULL);
	tcase_add_test (tests, from_nothing_to_a_certificate);
	tcase_add_test (tests, mistakes_are_told_where_they_are);
	tcase_add_test (tests, leaving_asks_and_writes_nothing);
	tcase_add_test (tests, resized_and_in_chinese);
	tcase_add_test (tests, ascii_terminals_are_served);
	tcase_add_test (tests, an_encrypted_key_lies_beside_its_certificate);
	tcase_add_test (tests, keys_are_locked_again);
	tcase_add_test (tests, making_is_cancelled);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
