/* What forms begin with: the CA that suits best, what was chosen the last time. */
#include "config.h"

#include <string.h>

#include "tests/ui/desk.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

static void make_authority (const char *directory, const char *name, const char *options)
{
	g_autofree char *command =
		g_strdup_printf ("\"$PKITTY\" ca '%s' %s --passphrase-file "
				 "../store.secret --ca-passphrase-file ../store.secret",
			name, options);
	desk_run (directory, command);
}

/* The line of the form that tells who issues. */
static void see_issuer (Vt *vt, const char *name)
{
	g_autofree char *line = g_strdup_printf ("Issued by  %s  ends", name);
	vt_see (vt, line);
}

/* A root is for CAs: what it issued itself, everybody would have to trust the root for. */
START_TEST (an_intermediate_goes_before_its_root)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	ck_assert (vt_is_selected (vt, "root-ca"));
	vt_keys (vt, "cc");
	vt_expect (vt, "Create a certificate");
	see_issuer (vt, "etcd-ca");
	/* The root can be chosen all the same, and then stays. */
	vt_keys (vt, "<Tab>root-ca<S-Tab><Down>");
	see_issuer (vt, "root-ca");
	vt_keys (vt, "<Esc>yci");
	vt_expect (vt, "Create a CA below another");
	see_issuer (vt, "root-ca");
}
END_TEST

START_TEST (a_ca_named_after_the_system_goes_before_others)
{
	g_autofree char *directory = desk_path ("store");
	make_authority (directory, "a-ca", "--parent root-ca");
	make_authority (directory, "tidb-ca", "--parent root-ca");
	make_authority (directory, "other-root", "");
	make_authority (directory, "other-etcd", "--parent other-root");
	g_autoptr (Vt) vt = vt_start_in (directory, 24, 80, NULL);
	vt_expect (vt, "tidb-ca");
	vt_keys (vt, "G");
	vt_keys (vt, "/root-ca<Enter>cc");
	vt_expect (vt, "Create a certificate");
	vt_keys (vt, "TLS server");
	see_issuer (vt, "a-ca");
	vt_keys (vt, "<C-u>tidb-server");
	see_issuer (vt, "tidb-ca");
	vt_keys (vt, "<C-u>etcd-peer");
	see_issuer (vt, "etcd-ca");
	/* What the user has chosen stays. */
	vt_keys (vt, "<Tab>a-ca<S-Tab><C-u>tidb-server");
	see_issuer (vt, "a-ca");
	vt_keys (vt, "<Esc>y/other-root<Enter>ct");
	vt_expect (vt, "Which system?");
	vt_see (vt, "Issued by     other-etcd  ends");
	/* Who looks at a CA means it. */
	vt_keys (vt, "<Esc>/tidb-ca<Enter>ct");
	vt_expect (vt, "Which system?");
	vt_see (vt, "Issued by     tidb-ca  ends");
}
END_TEST

START_TEST (another_one_begins_like_the_last)
{
	g_autofree char *directory = desk_path ("store");
	make_authority (directory, "a-ca", "--parent root-ca");
	g_autoptr (Vt) vt = vt_start_in (directory, 24, 80, NULL);
	vt_expect (vt, "a-ca");
	vt_keys (vt, "cctls-client<Tab>etcd-ca<C-n>one<C-n><C-n>" DESK_PASSPHRASE "<C-n>");
	desk_write (vt, "Done: one is issued");
	vt_keys (vt, "a");
	vt_expect (vt, "Create a certificate");
	see_issuer (vt, "etcd-ca");
	vt_see (vt, "▌ TLS client");
	vt_keys (vt, "<C-n>two<C-n><C-n>");
	desk_write (vt, "Done: two is issued");
	vt_keys (vt, "<Enter>gct");
	vt_expect (vt, "Which system?");
	vt_keys (vt, "tidb<Tab>etcd-ca<C-n><Enter>db1<Tab>db1.internal<Enter><C-n>");
	desk_write (vt, "Done: db1 is issued");
	vt_keys (vt, "a");
	vt_expect (vt, "Which system?");
	vt_see (vt, "▌ tidb");
	vt_see (vt, "Issued by     etcd-ca  ends");
	desk_check (directory);
}
END_TEST

/* What an operator inherits: copies everywhere, and a key that lies elsewhere and says not whose it
 * is. New files go beside the CA's own file, not beside one of the bundles that have it, too. */
START_TEST (a_ca_found_in_a_mess_signs)
{
	g_autofree char *directory = desk_path ("mess");
	tool_do ("mkdir mess");
	desk_run (directory,
		"exec 2>/dev/null; printf 'basicConstraints=critical,CA:TRUE\n' >../ext; "
		"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "
		"../root.key -subj '/CN=Old Root' -days 9000 -out root.pem; "
		"mkdir -p ops/keys bulk; openssl req -new -newkey ec -pkeyopt "
		"ec_paramgen_curve:P-256 -passout pass:secret1234 -keyout ops/keys/issuing.key "
		"-subj '/CN=Old Issuing CA' -out ../ca.csr; "
		"openssl x509 -req -in ../ca.csr -CA root.pem -CAkey ../root.key -days 8000 "
		"-extfile ../ext -set_serial 7 -out ops/issuing-ca.pem; "
		"for i in $(seq 100); do cat ops/issuing-ca.pem root.pem >bulk/$i.pem; done; "
		"openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "
		"../new.key -subj /CN=new.example -addext subjectAltName=DNS:new.example "
		"-out new.csr; git init -q; git config user.name A; git config user.email a@b.c; "
		"git add -A; git commit -qm all");
	g_autoptr (Vt) vt = vt_start_in (directory, 24, 80, "PKITTY_TEST_NOW");
	vt_expect (vt, "Old Issuing CA");
	vt_keys (vt, "/new.example<Enter>s");
	vt_expect (vt, "Sign a request");
	vt_see (vt, "new.csr");
	vt_keys (vt, "<C-n>TLS server");
	vt_see (vt, "Issued by  Old Issuing CA  ends");
	vt_see (vt, "ops/issuing-ca.pem");
	vt_keys (vt, "<C-n><C-n>secret1234<C-n>");
	desk_write (vt, "Done: new.example is issued");
	desk_check (directory);
	desk_run (directory, "openssl verify -CAfile root.pem -untrusted ops/issuing-ca.pem "
			     "ops/certs/new.example.crt");
	/* Without the key it is said of which CA it is missing. */
	desk_run (directory, "git rm -q ops/keys/issuing.key && git commit -qm 'without the key'");
	vt_keys (vt, "<Enter>c");
	vt_expect (vt, "Old Issuing CA: its private key is not here");
}
END_TEST

/* A CA that goes while a form is open that names it. */
START_TEST (a_ca_is_deleted_meanwhile)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	vt_keys (vt, "jcctls-client<C-n>one<C-n>");
	vt_see (vt, "3 of 4");
	desk_run (directory, "mv etcd-ca ../gone");
	vt_keys (vt, "<C-n>" DESK_PASSPHRASE "<C-n>");
	desk_write (vt, "etcd-ca/ca.crt");
	vt_see (vt, "nothing is written yet");
	vt_see_not (vt, "Done");
	desk_run (directory, "test ! -e etcd-ca && test ! -e private/etcd-ca");
	/* It comes back, and the same works. */
	desk_run (directory, "mv ../gone etcd-ca");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: one is issued");
	desk_check (directory);
	/* Gone for good: the next form does not offer it. */
	desk_run (directory, "git rm -qr etcd-ca && git commit -qm 'remove it'");
	vt_keys (vt, "a");
	vt_expect (vt, "Create a certificate");
	see_issuer (vt, "root-ca");
	vt_see_not (vt, "etcd-ca");
}
END_TEST

/* Types what makes a certificate with a key that takes long, up to its review. */
static void fill_in_slow (Vt *vt, const char *keys)
{
	vt_keys (vt, keys);
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "RSA 4096");
}

/* Whether the screen was drawn in its new size before the key was there. */
static gboolean resize_in_time (Vt *vt)
{
	/* Stands on no screen of 80 columns. */
	g_autofree char *blanks = g_strnfill (80, ' ');
	g_autofree char *wide = g_strconcat (blanks, "1 Tree", NULL);
	vt_type (vt, "<C-y>");
	vt_expect (vt, "making keys and certificates");
	vt_begin_resize (vt, 40, 140);
	vt_expect (vt, wide);
	int row, column;
	gboolean in_time = vt_find (vt, "making keys and certificates", &row, &column) && row == 38;
	if (in_time)
		vt_see (vt, "Review · under way");
	vt_expect (vt, "Enter see it");
	return in_time;
}

/* The screen changes while a key is made, not before and not after. A key that was found at once
 * shows nothing, so another one is made then. */
START_TEST (resized_while_a_key_is_made)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	fill_in_slow (vt, "jcctls-client<C-n>slow<C-n><Tab>RSA 4096<C-n>" DESK_PASSPHRASE "<C-n>");
	gboolean in_time = resize_in_time (vt);
	for (int i = 0; i < 10 && !in_time; i++) {
		g_autofree char *keys = g_strdup_printf ("a<C-n>slow%d<C-n><Tab>RSA 4096<C-n>", i);
		vt_resize (vt, 24, 80);
		fill_in_slow (vt, keys);
		in_time = resize_in_time (vt);
	}
	ck_assert_msg (in_time, "no key took long enough");
	vt_see (vt, "etcd-ca/certs/slow");
	desk_check (directory);
	desk_run (directory,
		"openssl x509 -in etcd-ca/certs/slow.crt -noout -text | grep -q '(4096 bit)'");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("forms-choosing");
	TCase *tests = tcase_create ("forms-choosing");
	tcase_set_timeout (tests, 120);
	tcase_add_checked_fixture (tests, desk_set_up, NULL);
	tcase_add_test (tests, an_intermediate_goes_before_its_root);
	tcase_add_test (tests, a_ca_named_after_the_system_goes_before_others);
	tcase_add_test (tests, another_one_begins_like_the_last);
	tcase_add_test (tests, a_ca_found_in_a_mess_signs);
	tcase_add_test (tests, a_ca_is_deleted_meanwhile);
	tcase_add_test (tests, resized_while_a_key_is_made);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
