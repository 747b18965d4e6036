/* The other forms: requests and signatures, a whole cluster, settings, passphrases, export. */
#include "config.h"

#include <string.h>

#include "tests/ui/desk.h"
#include "tests/unit/unit.h"

#define NEW_PASSPHRASE "four words beyond guessing"

/* ── requests ────────────────────────────────────────────────────────────── */

START_TEST (a_request_is_made)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	vt_keys (vt, "cq");
	vt_see (vt, "Create a request");
	vt_keys (vt, "tls-server<C-n>web9<Tab>web9.example<C-n><C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "requests/web9.csr");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: the request web9 is made");
	desk_check (directory);
	desk_run (directory, "openssl req -in requests/web9.csr -noout -verify");
	desk_run (directory,
		"openssl req -in requests/web9.csr -noout -text | grep DNS:web9.example");
}
END_TEST

/* What it asks for stands beside what it gets. */
START_TEST (a_request_of_the_store_is_signed)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	vt_keys (vt, "s");
	vt_see (vt, "This is no certificate request");
	vt_keys (vt, "/waiting<Enter>s");
	vt_expect (vt, "Sign a request · 1 of 4 · Which request?");
	vt_see (vt, "▌ requests/waiting.csr");
	/* It asks for no name by which a server could be reached. */
	vt_keys (vt, "<C-n>tls-server<Tab>etcd-ca<C-n><C-n>");
	vt_see (vt, "3 of 4");
	vt_see (vt, "✗ The profile tls-server needs at least one name");
	vt_keys (vt, "<C-p>tls-client<C-n>");
	vt_see (vt, "Names and validity");
	vt_see (vt, "waiting");
	vt_keys (vt, "<C-n>" DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "Asked and given");
	vt_see (vt, "kept: CN=waiting");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: waiting is issued");
	desk_check (directory);
	desk_run (directory,
		"test ! -e requests/waiting.csr && " DESK_VERIFY "-CAfile root-ca/ca.crt "
		"-untrusted etcd-ca/ca.crt etcd-ca/certs/waiting.crt");
}
END_TEST

/* Names of every kind that a profile takes are typed here too, where the request has none. */
START_TEST (a_request_is_signed_for_mail)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	vt_keys (vt, "cs<C-n>email<Tab>etcd-ca<C-n>");
	vt_expect (vt, "3 of 4");
	vt_see_not (vt, "DNS names");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "✗ The profile email needs");
	vt_see (vt, "▌ E-mail");
	vt_keys (vt, "li.wei@example.org<C-n>" DESK_PASSPHRASE "<C-n>");
	desk_write (vt, "Done: waiting is issued");
	desk_check (directory);
	desk_run (directory,
		"openssl x509 -in etcd-ca/certs/waiting.crt -noout -ext subjectAltName "
		"| grep -x ' *email:li.wei@example.org'");
}
END_TEST

static char *request_elsewhere (const char *directory)
{
	return desk_ask (directory,
		"openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
		"-keyout ../else.key -out ../else.csr -subj /CN=else "
		"-addext subjectAltName=DNS:else.example,IP:10.9.9.9 2>/dev/null; cat ../else.csr");
}

START_TEST (a_request_from_a_file_is_signed)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	g_free (request_elsewhere (directory));
	vt_keys (vt, "cs");
	vt_expect (vt, "Which request?");
	vt_keys (vt, "A file<Tab>");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "✗ type the path of the file");
	vt_keys (vt, "../nothing.csr<C-n>");
	vt_see (vt, "✗");
	vt_keys (vt, "<C-u>pkitty.conf<C-n>");
	vt_see (vt, "✗ there is no certificate request (CSR) in it");
	vt_keys (vt, "<C-u>../el<Tab>");
	vt_see (vt, "../else.");
	vt_keys (vt, "c<Tab>");
	vt_see (vt, "../else.csr");
	vt_keys (vt, "<C-n>tls-server<Tab>etcd-ca<C-n>");
	vt_see (vt, "else");
	vt_keys (vt, "<C-n>" DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "DNS:else.example");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: else is issued");
	desk_check (directory);
}
END_TEST

START_TEST (a_pasted_request_is_signed)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 40, 140, NULL);
	g_autofree char *pem = request_elsewhere (directory);
	vt_keys (vt, "cs");
	vt_expect (vt, "Which request?");
	vt_keys (vt, "Paste<Tab>");
	vt_see (vt, "paste with your terminal");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "✗ paste the text of the request here");
	vt_paste (vt, "nonsense\n");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "✗ there is no certificate request (CSR) in it");
	vt_paste (vt, pem);
	vt_keys (vt, "<Tab>");
	vt_see (vt, "a request of CN=else");
	vt_keys (vt, "<C-n>tls-server<Tab>etcd-ca<C-n><C-n>" DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "kept: CN=else");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: else is issued");
	/* Its key is nowhere here. */
	vt_see (vt, "ssl_certificate_key PRIVATE-KEY;");
	desk_check (directory);
}
END_TEST

/* ── a cluster ───────────────────────────────────────────────────────────── */

static void open_table (Vt *vt)
{
	vt_keys (vt, "jct");
	vt_expect (vt, "Which system?");
	vt_keys (vt, "etcd<C-n>" DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "Press Enter and type the name of the first machine");
}

START_TEST (a_cluster_is_filled_in)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	open_table (vt);
	vt_see (vt, "^v CSV");
	vt_keys (vt, "d");
	vt_see (vt, "This row is empty");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "✗ the table is empty");
	vt_keys (vt, "<Enter>etcd1<Tab>etcd1.internal<Tab>10.0.0.300<Enter>");
	vt_see (vt, "✗");
	vt_see (vt, "is no IP address such as 10.0.0.11 or 2001:db8::11.");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "is no IP address");
	vt_keys (vt, "<Enter><C-u>10.0.0.11<Enter>");
	vt_see (vt, "2 certificates, issued by etcd-ca");
	vt_keys (vt, "dd");
	vt_see (vt, "etcd3.internal");
	vt_see (vt, "10.0.0.13");
	vt_see (vt, "6 certificates");
	vt_keys (vt, "aroot<Tab>typo<Esc><Tab><Tab><Space>");
	vt_keys (vt, "<Tab><Space><Tab><Space>");
	vt_see (vt, "7 certificates");
	vt_see_not (vt, "typo");
	vt_resize (vt, 40, 140);
	vt_expect (vt, "etcd2.internal");
	vt_resize (vt, 24, 80);
	vt_expect (vt, "etcd2.internal");
	/* A row too many, and gone. */
	vt_keys (vt, "d<Del>");
	vt_see (vt, "7 certificates");
	/* Back to the form and forth: the table is still there. */
	vt_keys (vt, "<C-p>");
	vt_see (vt, "CA's passphrase");
	vt_keys (vt, "<C-n>");
	vt_expect (vt, "7 certificates");
	vt_keys (vt, "<C-n>");
	vt_expect (vt, "7 of 7");
	vt_keys (vt, "<C-p>");
	vt_see (vt, "7 certificates");
	vt_keys (vt, "<C-n>");
	desk_write (vt, "Done: 7 certificates are issued");
	desk_check (directory);
	desk_run (directory,
		"for i in 1 2 3; do " DESK_VERIFY "-CAfile root-ca/ca.crt "
		"-untrusted etcd-ca/ca.crt -verify_ip 10.0.0.1$i -purpose sslserver "
		"etcd-ca/certs/etcd$i.crt etcd-ca/certs/etcd$i-peer.crt || exit 1; done");
	g_autofree char *commits = desk_ask (directory, "git log --format=%s -1");
	ck_assert_str_eq (commits, "issue 7 certificates from etcd-ca");
}
END_TEST

START_TEST (a_table_is_pasted)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	open_table (vt);
	vt_paste (vt, "profile,name,dns\nno-such-profile,x,\n");
	vt_see (vt, "✗");
	vt_see (vt, "no-such-profile");
	vt_paste (vt, "profile,name,dns,ip\netcd-server,m[1-2],m[1-2].internal,10.1.0.[1-2]\n"
		      "etcd-peer,m[1-2],m[1-2].internal,10.1.0.[1-2]\netcd-client,数据库,,\n");
	vt_see (vt, "3 rows were taken.");
	vt_see (vt, "m2.internal");
	vt_see (vt, "数据库");
	vt_keys (vt, "j");
	vt_see (vt, "5 certificates");
	vt_keys (vt, "<C-n>");
	vt_expect (vt, "5 of 5");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: 5 certificates are issued");
	desk_check (directory);
}
END_TEST

/* What the screen says does the same does it, pasted into a shell in a clone. */
static void paste_in_clone (Vt *vt, const char *directory)
{
	vt_keys (vt, "y");
	g_autofree char *copied = vt_clipboard (vt);
	ck_assert_ptr_nonnull (copied);
	g_autofree char *script = g_strconcat ("set -e; pkitty () { \"$PKITTY\" \"$@\" "
					       "--passphrase-file ../store.secret; }\n",
		copied, NULL);
	g_autofree char *file = desk_path ("script");
	ck_assert (g_file_set_contents (file, script, -1, NULL));
	desk_run (directory,
		"rm -rf ../clone && git clone -q . ../clone && cd ../clone && git config "
		"user.name 'Li Wei' && git config user.email li@example.org && sh ../script");
}

START_TEST (a_table_is_pasted_into_a_shell)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	open_table (vt);
	vt_keys (vt, "<Enter>m, \"1<Tab>m1.internal, m2.internal<Tab>10.1.0.1<Enter>aroot<Enter>");
	vt_keys (vt, "<Tab><Tab><Tab><Space><Tab><Space><Tab><Space>");
	vt_keys (vt, "<C-n>");
	vt_expect (vt, "3 of 3");
	vt_see (vt, "more below");
	paste_in_clone (vt, directory);
	vt_keys (vt, "G");
	vt_see (vt, "pkitty batch - --ca etcd-ca --suggested <<'END'");
	vt_see_not (vt, "more below");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: 3 certificates are issued");
	/* But for keys, serial numbers and moments they are the same. */
	desk_run (directory,
		"for store in . ../clone; do for file in $store/etcd-ca/certs/*; do echo "
		"\"${file##*/}\"; openssl x509 -in \"$file\" -noout -subject -issuer -ext "
		"subjectAltName,extendedKeyUsage || echo none; done >../list.$(basename $store); "
		"done 2>/dev/null; test $(grep -c crt ../list..) = 3 && cmp ../list.. "
		"../list.clone");
	desk_check (directory);
}
END_TEST

/* Whatever file it came from: what can't be edited is not shown as empty. */
START_TEST (a_cell_too_long_to_edit_is_left_alone)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	/* Less than a field of CSV may have, but in the cell each name has ", " behind it. */
	desk_run (directory, "{ echo profile,name,dns; printf 'etcd-server,big,'; seq -f "
			     "\"h%05g.$(printf '%063d' 0).x\" -s ' ' 890; "
			     "} >../big.csv");
	open_table (vt);
	vt_keys (vt, "<C-v>../big.csv<Enter>");
	vt_expect (vt, "1 row was taken.");
	vt_keys (vt, "<Tab><Enter>");
	vt_see (vt, "This cell holds too much to be edited here");
	vt_keys (vt, "<Enter><C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "DNS:h00001.");
}
END_TEST

START_TEST (a_wrong_passphrase_is_told_before_the_table)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	vt_keys (vt, "jct");
	vt_expect (vt, "Which system?");
	vt_keys (vt, "etcd<C-n>wrong<C-n>");
	vt_expect (vt, "✗ ");
	vt_see (vt, "CA's passphrase");
	vt_keys (vt, DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "Press Enter and type the name of the first machine");
}
END_TEST

START_TEST (leaving_a_table_asks)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, "LC_ALL=C");
	open_table (vt);
	vt_keys (vt, "<Enter>etcd1<Tab>etcd1.internal<Enter><C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_keys (vt, "<Esc>");
	vt_see (vt, "Leave the form?");
	vt_keys (vt, "n");
	vt_see (vt, "nothing is written yet");
	vt_keys (vt, "<Esc>y");
	vt_see (vt, "root-ca");
	/* The passphrase is known now: the table is all that is filled in. */
	vt_keys (vt, "ct");
	vt_expect (vt, "Which system?");
	vt_keys (vt, "<C-n><Enter>etcd1<Enter><Esc>");
	vt_see (vt, "Leave the form?");
	vt_keys (vt, "n");
	vt_see (vt, "2 certificates, issued by etcd-ca");
	vt_keys (vt, "<Esc>y");
	vt_see (vt, "root-ca");
	vt_see_not (vt, "issued by etcd-ca");
	desk_check (directory);
}
END_TEST

/* ── what a store says of itself ─────────────────────────────────────────── */

START_TEST (settings_are_kept)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	vt_keys (vt, ":settings<Enter>");
	vt_expect (vt, "Settings of the store");
	vt_keys (vt, "<Tab>O Acme<Tab>");
	vt_see (vt, "✗");
	vt_keys (vt, "<S-Tab><C-u>O=Acme, C=DE<Tab>ed25519<Tab>90<Tab>0<C-n>");
	vt_see (vt, "✗ \"0\" is not a number of at least 1");
	vt_keys (vt, "<C-u>900<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_see (vt, "cat >pkitty.conf <<'END'");
	vt_see (vt, "git commit -m 'change the settings' -- pkitty.conf");
	paste_in_clone (vt, directory);
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done");
	desk_check (directory);
	desk_run (directory, "grep -qx 'subject=O=Acme, C=DE' pkitty.conf");
	desk_run (directory, "cd ../clone && cmp pkitty.conf ../store/pkitty.conf && "
			     "test -z \"$(git status --porcelain)\"");
	desk_run (directory, "grep -qx 'key=ed25519' pkitty.conf && grep -qx days=90 pkitty.conf");
	/* They hold in the next form. */
	vt_keys (vt, "<Enter>jcctls-client<C-n>erin<C-n>");
	vt_see (vt, "CN=erin,O=Acme,C=DE");
	vt_see (vt, "90 days, to 2027-02-18");
	vt_keys (vt, "<Tab>");
	vt_see (vt, "Ed25519");
}
END_TEST

/* Tabs to the field of the folder, wherever one is. */
#define TO_FOLDER "<Tab><Tab><Tab><Tab><Tab>"

START_TEST (certificates_go_where_the_settings_say)
{
	static const struct {
		const char *typed, *answer;
	} wrong[] = {
		{ "../outside", "✗ the name \"..\" can't be that of a file" },
		{ "/etc", "✗ type a folder inside that of the CA" },
		{ "a//b", "✗ type a folder inside that of the CA" },
		{ "{who}", "✗ {who} is not known here: type {profile} or {name}" },
		{ "a{", "✗ a brace is left over" },
		{ "Archive", "✗ \"Archive\" in the folder of a CA is for other things" },
		{ "ca.crt/x", "✗ \"ca.crt\" in the folder of a CA is for other things" },
	};
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	vt_keys (vt, "S");
	vt_expect (vt, "Settings of the store");
	vt_see (vt, "etcd-ca/certs/etcd1.crt");
	vt_keys (vt, TO_FOLDER "<F1>");
	vt_see (vt, "New certificates are put there");
	vt_keys (vt, "<Esc>");
	for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
		vt_keys (vt, wrong[i].typed);
		vt_keys (vt, "<C-n>");
		vt_see (vt, wrong[i].answer);
		vt_see_not (vt, "etcd1.crt");
		vt_keys (vt, "<C-u>");
	}
	vt_keys (vt, "{profile}/{name}<S-Tab>");
	vt_see (vt, "etcd-ca/etcd-server/etcd1/etcd1.crt");
	vt_see (vt, "private/etcd-ca/etcd-server/etcd1/etcd1.key");
	vt_resize (vt, 40, 140);
	vt_resize (vt, 24, 80);
	vt_keys (vt, "<C-n>");
	vt_expect (vt, "nothing is written yet");
	vt_keys (vt, "<C-p>");
	vt_see (vt, "{profile}/{name}");
	vt_keys (vt, "<C-n>");
	desk_write (vt, "Done");
	desk_run (directory, "grep -qx 'folder={profile}/{name}' pkitty.conf");
	/* A form and a command put it there. */
	vt_keys (vt, "<Enter>jcctls-client<C-n>erin<C-n><C-n>" DESK_PASSPHRASE "<C-n>");
	vt_expect (vt, "etcd-ca/tls-client/erin/erin.crt (certificate)");
	vt_keys (vt, "<C-y>");
	vt_expect (vt, "Done: erin is issued");
	desk_run (directory, "\"$PKITTY\" issue frank --profile tls-client "
			     "--ca etcd-ca --ca-passphrase-file ../store.secret");
	desk_run (directory, "for name in erin frank; do " DESK_VERIFY "-CAfile "
			     "root-ca/ca.crt -untrusted etcd-ca/ca.crt "
			     "etcd-ca/tls-client/$name/$name.crt && test $(stat -c %a "
			     "private/etcd-ca/tls-client/$name/$name.key) = 600 || exit 1; done");
	desk_run (directory, "\"$PKITTY\" show etcd-ca/frank | grep -q tls-client/frank/frank.crt");
	/* The name of the file decides, there as in certs/. */
	desk_run (directory,
		"for name in one two; do other=$(test $name = one && echo two || echo one); "
		"\"$PKITTY\" issue $name --subject CN=$other "
		"--profile tls-client --ca etcd-ca --ca-passphrase-file ../store.secret || "
		"exit 1; done; \"$PKITTY\" show etcd-ca/one --pem | cmp - "
		"etcd-ca/tls-client/one/one.crt");
	desk_check (directory);
	/* What somebody else wrote there leads nowhere. */
	desk_run (directory,
		"sed -i 's/^folder=.*/folder=..\\/..\\/out/' pkitty.conf && git commit -qam other "
		"&& "
		"! \"$PKITTY\" issue grace --profile tls-client "
		"--ca etcd-ca --ca-passphrase-file ../store.secret 2>../said && "
		"grep -q 'pkitty.conf: the folder of certificates: ' ../said && "
		"test ! -e ../out && test -z \"$(git status --porcelain)\"");
}
END_TEST

START_TEST (a_passphrase_is_changed)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	vt_keys (vt, "jP");
	vt_expect (vt, "Change a passphrase");
	vt_see (vt, "etcd-ca/ca.key");
	vt_keys (vt, "not this<Tab>" NEW_PASSPHRASE "<Tab>other<C-n>");
	vt_see (vt, "✗ the two passphrases are not the same");
	/* Nobody sees which of the two is wrong: both are gone. */
	vt_keys (vt, NEW_PASSPHRASE "<Tab>" NEW_PASSPHRASE "<C-n>");
	vt_expect (vt, "✗ that does not open the key");
	vt_keys (vt, DESK_PASSPHRASE "<C-n>");
	desk_write (vt, "Done");
	desk_check (directory);
	desk_run (directory,
		"openssl pkey -in etcd-ca/ca.key -passin 'pass:" NEW_PASSPHRASE "' -noout");
}
END_TEST

START_TEST (a_certificate_is_exported)
{
	g_autofree char *directory = NULL;
	g_autoptr (Vt) vt = desk_open (&directory, 24, 80, NULL);
	vt_keys (vt, "jcctls-client<C-n>frank<C-n><C-n>" DESK_PASSPHRASE "<C-n>");
	desk_write (vt, "Done: frank is issued");
	vt_keys (vt, "e");
	vt_expect (vt, "Export for deployment");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "✗ type the path of a file");
	vt_keys (vt, "pkitty.conf<Tab>");
	vt_see (vt, "✗ there is such a file in this store already");
	vt_keys (vt, "<S-Tab><C-u>../frank.pem<Tab><Tab><Space><C-n>");
	vt_see (vt, "Write the file?");
	vt_see (vt, "not encrypted: keep it safe");
	vt_keys (vt, "y");
	vt_expect (vt, "Written: ");
	desk_check (directory);
	desk_run (directory, "test \"$(stat -c %a ../frank.pem)\" = 600");
	desk_run (directory, "openssl pkey -in ../frank.pem -noout");
	desk_run (directory, "test $(grep -c BEGIN ../frank.pem) = 3");

	vt_keys (vt, "e");
	vt_expect (vt, "Export for deployment");
	vt_keys (vt, "../frank.pem<Tab>");
	vt_see (vt, "which is there");
	vt_keys (vt, "<C-n>");
	vt_see (vt, "Replace the file?");
	vt_see (vt, "What is in this file now will be lost.");
	vt_keys (vt, "n");
	vt_see_not (vt, "Replace the file?");
	desk_run (directory, "openssl pkey -in ../frank.pem -noout");
	vt_keys (vt, "<C-n>y");
	vt_expect (vt, "it holds a private key");
	desk_run (directory, "openssl pkey -in ../frank.pem -noout && echo more >>../frank.pem");
	/* One with a key may take its place. */
	vt_keys (vt, "<Tab><Space><C-n>y");
	vt_expect_gone (vt, "Export for deployment");
	desk_run (
		directory, "test $(grep -c BEGIN ../frank.pem) = 3 && ! grep -q more ../frank.pem");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("forms-store");
	TCase *tests = tcase_create ("forms-store");
	tcase_set_timeout (tests, 120);
	tcase_add_checked_fixture (tests, desk_set_up, NULL);
	tcase_add_test (tests, a_request_is_made);
	tcase_add_test (tests, a_request_of_the_store_is_signed);
	tcase_add_test (tests, a_request_is_signed_for_mail);
	tcase_add_test (tests, a_request_from_a_file_is_signed);
	tcase_add_test (tests, a_pasted_request_is_signed);
	tcase_add_test (tests, a_cluster_is_filled_in);
	tcase_add_test (tests, a_table_is_pasted);
	tcase_add_test (tests, a_table_is_pasted_into_a_shell);
	tcase_add_test (tests, a_cell_too_long_to_edit_is_left_alone);
	tcase_add_test (tests, a_wrong_passphrase_is_told_before_the_table);
	tcase_add_test (tests, leaving_a_table_asks);
	tcase_add_test (tests, settings_are_kept);
	tcase_add_test (tests, certificates_go_where_the_settings_say);
	tcase_add_test (tests, a_passphrase_is_changed);
	tcase_add_test (tests, a_certificate_is_exported);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
