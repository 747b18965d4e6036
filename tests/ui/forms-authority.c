/* What few need of a CA: limits, addresses, a key in a token; and that the command which the review
 * shows makes the same. */
#include "config.h"

#include <string.h>

#include "tests/ui/desk.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define NEW_PASSPHRASE "four words beyond guessing"
#define PIN            "981276"

/* A copy of the store as it is now, for the command. */
static void keep_copy (const char *directory)
{
	desk_run (directory, "rm -rf ../before && cp -a . ../before");
}

/* The command of the review does in the copy what the form did, but for keys and serial numbers. */
static void check_command (Vt *vt, const char *directory, const char *name)
{
	g_autofree char *command = vt_clipboard (vt);
	ck_assert_ptr_nonnull (command);
	g_autofree char *script = g_strdup_printf (
		"cd ../before && pkitty () { \"$PKITTY\" \"$@\" "
		"--ca-passphrase-file ../store.secret --passphrase-file ../store.secret; } && %s",
		command);
	desk_run (directory, script);
	g_autofree char *compare = g_strdup_printf (
		"for at in . ../before; do (cd $at && git log -1 --format=%%s --name-only && cat "
		"pkitty.conf && openssl x509 -in %s/ca.crt -noout -subject -issuer -dates -ext "
		"nameConstraints,basicConstraints,keyUsage) >../told-${#at}; done; "
		"diff ../told-1 ../told-9",
		name);
	desk_run (directory, compare);
}

static Vt *open_root (char **directory, const char *variable)
{
	Vt *vt = desk_open (directory, 24, 80, variable);
	keep_copy (*directory);
	vt_keys (vt, "cr");
	vt_expect (vt, "Create a root CA · 1 of 4");
	return vt;
}

START_TEST (a_name_in_use_is_told_beside_it)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_root (&directory, NULL);
	vt_keys (vt, "<C-n>etcd-ca<Tab>");
	vt_see (vt, "✗ the name \"etcd-ca\" is in use");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "2 of 4 · Name");
	vt_keys (vt, "<C-u>other-ca<C-n>");
	vt_see (vt, "3 of 4 · Key and validity");
}
END_TEST

/* ── limits and addresses ────────────────────────────────────────────────── */

static void make_mistakes (Vt *vt)
{
	vt_keys (vt, "10.0.0.0/99<Tab>");
	vt_see (vt, "✗");
	vt_see (vt, "10.0.0.0/99");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "4 of 5 · What few need");
	vt_keys (vt, "<C-u><Tab>email:@@<Tab>");
	vt_see (vt, "✗");
	vt_keys (vt, "<S-Tab><C-u><Tab>ca.crt<Tab>");
	vt_see (vt, "✗");
	vt_keys (vt, "<S-Tab><C-u><Tab>nowhere<C-n>");
	vt_see (vt, "✗");
	vt_see (vt, "4 of 5 · What few need");
	vt_keys (vt, "<C-u><Up><Up><Up>");
}

START_TEST (a_root_gets_limits_and_addresses)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_root (&directory, NULL);
	vt_keys (vt, "<C-n>acme-root<C-n><Tab><Tab><Tab>not a url<Tab>");
	vt_see (vt, "✗");
	vt_keys (vt, "<S-Tab><C-u>http://crl.例子.example/ca.crl<Tab><Space>");
	vt_see (vt, "3 of 5");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "4 of 5 · What few need");
	make_mistakes (vt);
	vt_keys (vt, "acme.internal, 10.0.0.0/8<Tab>");
	vt_see (vt, "DNS:acme.internal, IP:10.0.0.0/8");
	vt_keys (vt, "bad.acme.internal,10.9.0.0/16,email:example.org<Tab><F1>");
	vt_see (vt, "authority information access");
	vt_resize (vt, 40, 140);
	vt_resize (vt, 24, 80);
	vt_keys (vt, "<Esc>http://pki.example/ca.crt<Tab>http://ocsp.example<C-n>");
	vt_see (vt, "5 of 5 · Passphrase");
	/* Back to where it is switched off and on: nothing typed is lost. */
	vt_keys (vt, "<C-p><C-p><Tab><Tab><Tab><Tab><Space>");
	vt_see (vt, "3 of 4");
	vt_keys (vt, "<Space><C-n>");
	vt_see (vt, "bad.acme.internal,10.9.0.0/16,email:example.org");
	vt_keys (vt, "<C-n>" NEW_PASSPHRASE "<Tab>" NEW_PASSPHRASE "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "DNS:acme.internal, IP:10.0.0.0/8");
	vt_see (vt, "DNS:bad.acme.internal, IP:10.9.0.0/16, EMAIL:example.org");
	vt_see (vt, "Its CRL at          http://crl.xn--fsqu00a.example/ca.crl");
	vt_see (vt, "Its certificate at  http://pki.example/ca.crt");
	vt_see (vt, "Its OCSP at         http://ocsp.example");
	vt_keys (vt, "y<C-y>");
	vt_expect (vt, "Done: the CA acme-root is made");
	desk_check (directory);
	check_command (vt, directory, "acme-root");
	desk_run (directory,
		"openssl x509 -in acme-root/ca.crt -noout -ext nameConstraints >../nc; "
		"grep -A9 Excluded ../nc | grep -q DNS:bad.acme.internal && "
		"grep -A9 Excluded ../nc | grep -q IP:10.9.0.0/255.255.0.0");
	desk_run (directory, "grep -qx 'issuer-urls=http://pki.example/ca.crt;' pkitty.conf && "
			     "grep -qx 'ocsp-urls=http://ocsp.example;' pkitty.conf");
}
END_TEST

/* What was typed on a page that is not asked for any more does not count. */
START_TEST (what_is_switched_off_does_not_count)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = open_root (&directory, NULL);
	vt_keys (vt, "<C-n>acme-root<C-n><Tab><Tab><Tab><Tab><Space><C-n>");
	vt_see (vt, "What few need");
	vt_keys (vt, "<Tab>example.org<C-n><C-p><C-p><Tab><Tab><Tab><Tab><Space><C-n>");
	vt_see (vt, "4 of 4 · Passphrase");
	vt_keys (vt, NEW_PASSPHRASE "<Tab>" NEW_PASSPHRASE "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see_not (vt, "example.org");
	vt_see_not (vt, "--exclude");
}
END_TEST

/* ── a key in a token ────────────────────────────────────────────────────── */

/* A software token with two keys, where SoftHSM is at hand; its configuration as NAME=VALUE. */
static char *make_token (void)
{
	g_autofree char *told = tool_text ("%s",
		"module=$(find /usr/lib -name libsofthsm2.so 2>/dev/null | head -n1); "
		"test -n \"$module\" && command -v softhsm2-util p11tool >/dev/null || exit 0; "
		"export SOFTHSM2_CONF=$PWD/softhsm2.conf; mkdir -p tokens; "
		"printf 'directories.tokendir = %s\\nobjectstore.backend = file\\n' "
		"$PWD/tokens >$SOFTHSM2_CONF; "
		"softhsm2-util --init-token --free --label acme --so-pin 123456 --pin " PIN
		" >&2 && for key in ca other; do GNUTLS_PIN=" PIN
		" p11tool --provider $module --batch --login --generate-privkey=ecdsa "
		"--curve=secp256r1 --label=$key pkcs11:token=acme >&2; done && "
		"echo SOFTHSM2_CONF=$SOFTHSM2_CONF");
	return *told ? g_steal_pointer (&told) : NULL;
}

static void find_the_key (Vt *vt)
{
	vt_keys (vt, "token<Tab><Tab>");
	vt_see (vt, "In a token");
	vt_see (vt, "✗ type its URI, such as pkcs11:token=acme;object=ca");
	vt_keys (vt, "<S-Tab>http://acme<Tab>");
	vt_see (vt, "✗ “http://acme” is no PKCS#11 URI.");
	vt_keys (vt, "<S-Tab><C-u>pkcs11:token=acme;object=ca?pin-value=" PIN "<Tab>");
	vt_see (vt, "✗ A URI with pin-value is not used");
	vt_keys (vt, "<S-Tab><C-u>pkcs11:token=acme;object=none;type=private<C-n>");
	vt_see (vt, "4 of 4 · Passphrases");
	vt_see_not (vt, "New passphrase");
	vt_keys (vt, DESK_PASSPHRASE "<C-n>");
	vt_see (vt, "✗ type the PIN of the token");
	vt_keys (vt, PIN "<C-n>");
	vt_expect (vt, "✗ No private key is found at");
	vt_see (vt, "3 of 4 · Key and validity");
	vt_keys (vt, "<C-u>pkcs11:token=acme;object=ca;type=private<C-n>");
	vt_keys (vt, "<Tab><C-u>1111<C-n>");
	vt_expect (vt, "✗ that does not open the token: type its PIN again");
}

START_TEST (a_ca_has_its_key_in_a_token)
{
	g_autofree char *directory = NULL;
	g_autofree char *token = make_token ();
	if (!token)
		return;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, token);
	keep_copy (directory);
	vt_keys (vt, "ci");
	vt_expect (vt, "Create a CA below another");
	vt_keys (vt, "<C-n>hsm-ca<C-n>");
	find_the_key (vt);
	vt_resize (vt, 40, 140);
	vt_resize (vt, 24, 80);
	vt_keys (vt, PIN "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "in a token: pkcs11:token=acme;object=ca;type=private");
	vt_see (vt, "hsm-ca/ca.key.uri");
	vt_see_not (vt, "hsm-ca/ca.key (");
	vt_see_not (vt, PIN);
	vt_keys (vt, "y<C-y>");
	vt_expect (vt, "Done: the CA hsm-ca is made");
	desk_check (directory);
	desk_run (directory,
		"test \"$(cat hsm-ca/ca.key.uri)\" = "
		"'pkcs11:token=acme;object=ca;type=private' && ! test -e hsm-ca/ca.key");
	desk_run (directory, "! git log -p | grep -q " PIN);
	desk_run (directory, DESK_VERIFY "-CAfile root-ca/ca.crt hsm-ca/ca.crt");
	g_autofree char *command = vt_clipboard (vt);
	ck_assert_ptr_nonnull (
		strstr (command, "--key 'pkcs11:token=acme;object=ca;type=private'"));
	ck_assert_ptr_null (strstr (command, PIN));
}
END_TEST

START_TEST (a_root_has_its_key_in_a_token)
{
	g_autofree char *directory = NULL;
	g_autofree char *token = make_token ();
	if (!token)
		return;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, token);
	vt_keys (vt, "cr");
	vt_expect (vt, "Create a root CA");
	vt_keys (vt, "<C-n>hsm-root<C-n>token<Tab>pkcs11:token=acme;object=ca;type=private<C-n>");
	vt_see (vt, "4 of 4 · Passphrase");
	vt_keys (vt, PIN "<C-n>");
	desk_write (vt, "Done: the CA hsm-root is made");
	/* Another kind of key after all: a passphrase is asked for again. */
	vt_keys (vt, "<Enter>cr");
	vt_expect (vt, "Create a root CA");
	vt_keys (vt,
		"<C-n>file-root<C-n>token<Tab>pkcs11:token=acme;object=other<Up><C-u>P-256<C-n>");
	vt_see (vt, "New passphrase");
	vt_see_not (vt, "PIN of the token");
	desk_check (directory);
	desk_run (directory, DESK_VERIFY "-CAfile hsm-root/ca.crt hsm-root/ca.crt");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("forms-authority");
	TCase *tests = tcase_create ("forms-authority");
	tcase_set_timeout (tests, 120);
	tcase_add_checked_fixture (tests, desk_set_up, NULL);
	tcase_add_test (tests, a_name_in_use_is_told_beside_it);
	tcase_add_test (tests, a_root_gets_limits_and_addresses);
	tcase_add_test (tests, what_is_switched_off_does_not_count);
	tcase_add_test (tests, a_ca_has_its_key_in_a_token);
	tcase_add_test (tests, a_root_has_its_key_in_a_token);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
