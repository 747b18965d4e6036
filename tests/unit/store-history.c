/* Commits in terms of certificates: openssl makes what is committed, git commits it. */
#include "config.h"

#include "src/store/field-change.h"
#include "src/store/history.h"

#include "tests/unit/git-made.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define CERTIFICATE                                                                                \
	"cert () { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "  \
	"${4:-/dev/null} -out $1 -subj /CN=$2 -days $3 -addext subjectAltName=DNS:$2${5:-} "       \
	"2>/dev/null; }; cd work; "

static PkiHistoryEntry *newest (void)
{
	g_autofree char *path = made_path ("work");
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiHistory) history = pki_history_open (path, &error);
	assert_no_error (error);
	ck_assert (pki_history_begin (history, NULL, &error));
	PkiRevision *revision = pki_history_next (history, NULL, &error);
	PkiHistoryEntry *entry = pki_history_entry_new (history, revision, 100, NULL, &error);
	assert_no_error (error);
	return entry;
}

static void assert_summary (const char *expected)
{
	g_autoptr (PkiHistoryEntry) entry = newest ();
	g_autofree char *summary = pki_history_summary (entry);
	ck_assert_str_eq (summary, expected);
}

START_TEST (others_are_told_by_what_they_did)
{
	made_repository ();
	assert_summary ("added 1 other file: c (not pkitty)");
	tool_do (CERTIFICATE
		"for i in 1 2 3; do cert $i.crt n$i 30; done; git add .; git commit -qm x");
	assert_summary ("added 3 certificates (not pkitty)");
	tool_do (CERTIFICATE "cert 1.crt n1 60; cert 4.crt n4 30; git rm -q 3.crt; git add .; "
			     "git commit -qm x");
	assert_summary (
		"added 1 certificate, replaced 1 certificate, removed 1 certificate (not pkitty)");
	tool_do ("cd work; mkdir archive; git mv 1.crt archive/; git commit -qm x");
	assert_summary ("moved 1 certificate: n1 (not pkitty)");
}
END_TEST

static const PkiFieldChange *field (const GPtrArray *fields, const char *id)
{
	for (guint i = 0; i < fields->len; i++)
		if (g_str_equal (((PkiFieldChange *)fields->pdata[i])->id, id))
			return fields->pdata[i];
	return NULL;
}

START_TEST (a_renewal_stands_beside_what_it_replaced)
{
	made_repository ();
	tool_do (CERTIFICATE
		"cert a.crt web 30 a.key; rm -f ../a.key; mv a.key ../; git add .; "
		"git commit -qm x; mkdir archive; cp a.crt archive/; "
		"openssl req -x509 -new -key ../a.key -out a.crt -subj /CN=web -days 60 "
		"-addext subjectAltName=DNS:web,IP:10.0.0.9; git add .; git commit -qm y");
	g_autoptr (PkiHistoryEntry) entry = newest ();
	ck_assert_uint_eq (entry->changes->len, 2);
	const PkiObjectChange *replaced = entry->changes->pdata[0];
	const PkiObjectChange *moved = entry->changes->pdata[1];
	ck_assert_int_eq (replaced->kind, PKI_CHANGE_REPLACED);
	ck_assert_int_eq (moved->kind, PKI_CHANGE_MOVED);
	ck_assert_str_eq (moved->path_before, "a.crt");
	ck_assert_str_eq (moved->path_after, "archive/a.crt");
	g_autoptr (GPtrArray) fields = pki_field_changes (replaced->before, replaced->after);
	ck_assert_ptr_null (field (fields, "subject"));
	ck_assert_str_eq (field (fields, "names")->after, "IP:10.0.0.9");
	ck_assert_ptr_null (field (fields, "names")->before);
	ck_assert (field (fields, "key")->same);
	g_autofree char *serial = tool_text (
		"openssl x509 -in work/a.crt -noout -serial | sed 's/.*=//' | tr A-Z a-z");
	const char *ours = field (fields, "serial")->after;
	ck_assert_str_eq (ours + (g_str_has_prefix (ours, "00") ? 2 : 0), serial);
	ck_assert_ptr_nonnull (field (fields, "not_after"));
}
END_TEST

START_TEST (another_key_is_told)
{
	made_repository ();
	tool_do (CERTIFICATE "cert a.crt web 30; git add .; git commit -qm x; cert a.crt web 30; "
			     "git add .; git commit -qm y");
	g_autoptr (PkiHistoryEntry) entry = newest ();
	const PkiObjectChange *change = entry->changes->pdata[0];
	g_autoptr (GPtrArray) fields = pki_field_changes (change->before, change->after);
	ck_assert (!field (fields, "key")->same);
	ck_assert_str_eq (field (fields, "key")->after, "ECDSA P-256");
}
END_TEST

START_TEST (a_bundle_is_told_by_what_changed_in_it)
{
	made_repository ();
	tool_do (CERTIFICATE "for i in 1 2 3 4; do cert ../$i n$i 30; done; cat ../1 ../2 ../3 "
			     ">all.pem; git add .; git commit -qm x; cert ../2 n2 60; "
			     "cat ../4 ../2 ../1 >all.pem; git add .; git commit -qm y");
	assert_summary (
		"added 1 certificate, replaced 1 certificate, removed 1 certificate (not pkitty)");
}
END_TEST

START_TEST (keys_tell_of_their_passphrase)
{
	made_repository ();
	tool_do ("cd work; openssl genpkey -algorithm ed25519 -out ../k 2>/dev/null; id=$(openssl "
		 "pkey "
		 "-in ../k -pubout -outform DER | sha256sum | cut -d' ' -f1); for p in one two; do "
		 "{ echo Public-Key: sha256:$id; openssl pkcs8 -topk8 -in ../k -passout pass:$p; } "
		 ">ca.key; git add .; git commit -qm $p; done");
	g_autoptr (PkiHistoryEntry) entry = newest ();
	const PkiObjectChange *change = entry->changes->pdata[0];
	ck_assert_int_eq (change->kind, PKI_CHANGE_REPLACED);
	g_autoptr (GPtrArray) fields = pki_field_changes (change->before, change->after);
	ck_assert_uint_eq (fields->len, 1);
	ck_assert_ptr_nonnull (field (fields, "passphrase"));
}
END_TEST

/* Commits a certificate with trailers; %s stands for its digest. */
static void commit_with (const char *trailers, const char *more)
{
	tool_do (CERTIFICATE
		"cert a.crt etcd1 30; d=$(openssl x509 -in a.crt -outform DER | sha256sum | "
		"cut -d' ' -f1); %s git add .; printf 'issue\\n\\n%s' $d >../m; "
		"git commit -q -F ../m",
		more, trailers);
}

START_TEST (trailers_tell_of_pkitty)
{
	made_repository ();
	commit_with ("Pki-Action: issue\\nPki-Authority: etcd-ca\\nPki-Name: a\\nPki-Profile: "
		     "etcd-server\\nPki-Certificate: sha256:%s\\n",
		"");
	assert_summary ("issue a from etcd-ca (etcd-server)");
	commit_with ("Pki-Action: issue\\nPki-Authority: ca\\nPki-Name: a\\nPki-Certificate: "
		     "sha256:%s\\nPki-Action: request\\nPki-Authority: ca\\nPki-Name: b\\n",
		"openssl req -new -newkey ed25519 -nodes -keyout /dev/null -out r.csr -subj /CN=b "
		"2>/dev/null;");
	assert_summary ("issue 2 from ca: a, b");
}
END_TEST

START_TEST (trailers_that_lie_are_told)
{
	made_repository ();
	commit_with ("Pki-Action: issue\\nPki-Name: a\\nPki-Certificate: sha256:00%s\\n", "");
	assert_summary ("issue a (the commit's trailers name a certificate that it does not add)");
	commit_with ("Pki-Action: issue\\nPki-Name: a\\nPki-Certificate: sha256:%s\\n",
		"cert more.crt more 30;");
	assert_summary ("issue a (the commit adds a certificate that its trailers do not name)");
	commit_with ("Pki-Action: settings\\nX: %s\\n", "git rm -q more.crt;");
	assert_summary ("settings (the commit's trailers tell of settings, but none changed)");
	tool_do ("cd work; git rm -q a.crt; printf 'x\\n\\nPki-Action: crl\\n' >../m; git commit "
		 "-q -F "
		 "../m");
	assert_summary (
		"CRL (the commit removes a certificate, of which its trailers say nothing)");
}
END_TEST

START_TEST (trailers_that_tell_of_another_certificate_are_told)
{
	made_repository ();
	commit_with ("Pki-Action: issue\\nPki-Name: etcd1\\nPki-Certificate: sha256:%s\\n", "");
	assert_summary ("issue etcd1 (the commit's trailers call a certificate by another name "
			"than its file has)");
	commit_with ("Pki-Action: issue\\nPki-Name: a\\nPki-Certificate: sha256:%s\\n"
		     "Pki-Serial: 00\\n",
		"");
	assert_summary ("issue a (the commit's trailers tell another serial number than the "
			"certificate has)");
	commit_with ("Pki-Action: issue\\nPki-Name: a\\nPki-Certificate: sha256:%s\\n"
		     "Pki-Not-After: 2001-01-01T00:00:00Z\\n",
		"");
	assert_summary (
		"issue a (the commit's trailers tell another end than the certificate has)");
	tool_do (CERTIFICATE
		"mkdir -p etcd-ca; cert etcd-ca/ca.crt etcd 30; git add .; { printf 'x\\n\\n'; "
		"printf 'Pki-Action: create-ca\\nPki-Authority: etcd-ca\\nPki-Name: etcd-ca\\n'; "
		"printf 'Pki-Certificate: sha256:'; openssl x509 -in etcd-ca/ca.crt -outform DER | "
		"sha256sum | cut -d' ' -f1; printf 'Pki-Not-After: '; date -u +%%FT%%TZ -d "
		"\"$(openssl x509 -in "
		"etcd-ca/ca.crt -noout -enddate | sed 's/.*=//')\"; } >../m; "
		"git commit -qF ../m");
	assert_summary ("create CA etcd-ca");
}
END_TEST

START_TEST (what_trailers_do_not_tell_of_is_told)
{
	made_repository ();
	tool_do ("cd work; echo 1 >pkitty.conf; openssl genpkey -algorithm ed25519 -out ../k; "
		 "openssl pkcs8 -topk8 -in ../k -passout pass:a -out ca.key; git add .; "
		 "git commit -qm x");
	commit_with ("Pki-Action: issue\\nPki-Name: a\\nPki-Certificate: sha256:%s\\n",
		"echo 2 >pkitty.conf;");
	assert_summary (
		"issue a (the commit changes the settings, of which its trailers say nothing)");
	commit_with ("Pki-Action: issue\\nPki-Name: a\\nPki-Certificate: sha256:%s\\n",
		"openssl pkcs8 -topk8 -in ../k -passout pass:b -out ca.key;");
	assert_summary ("issue a (the commit replaces a key, of which its trailers say nothing)");
	commit_with ("Pki-Action: issue\\nPki-Name: a\\nPki-Certificate: sha256:%s\\n",
		"cp ../k plain.key;");
	assert_summary ("issue a (the commit holds a private key that is not encrypted)");
	tool_do (
		CERTIFICATE "cert b.crt b 30; git rm -q plain.key; git add .; "
			    "printf 'x\\n\\nPki-Action: remove\\nPki-Name: c\\n' >../m; git commit "
			    "-qF ../m");
	assert_summary ("remove c (the commit adds a certificate that its trailers do not name)");
}
END_TEST

/* As git log --follow has it, but across a certificate's renewal, too. */
START_TEST (what_lies_in_the_archive_is_followed_to_where_it_was)
{
	made_repository ();
	tool_do (CERTIFICATE
		"mkdir -p ca/certs ca/archive other; cert other/web.crt web 30; git add .; git "
		"commit -qm one; git mv other/web.crt ca/certs/; git commit -qm two; "
		"cert b.crt b 30; git add .; git commit -qm other; "
		"mkdir -p ca/archive; cp ca/certs/web.crt ca/archive/web.01.crt; "
		"cert ca/certs/web.crt web 60; git add .; git commit -qm three; "
		"cert ca/certs/web.crt web 90; git add .; git commit -qm four");
	g_autofree char *path = made_path ("work");
	g_autoptr (PkiHistory) history = pki_history_open (path, NULL);
	g_autoptr (GString) subjects = g_string_new (NULL);
	const char *const paths[] = { "ca/archive/web.01.crt", NULL };
	ck_assert (pki_history_begin (history, paths, NULL));
	for (PkiRevision *next; (next = pki_history_next (history, NULL, NULL));) {
		g_autoptr (PkiHistoryEntry) entry =
			pki_history_entry_new (history, next, 100, NULL, NULL);
		g_string_append_printf (subjects, "%s ", entry->revision->subject);
	}
	ck_assert_str_eq (subjects->str, "three two one ");
}
END_TEST

/* The subject of the commit by which the certificate in FILE came to all.pem; "" for none. */
static char *origin (const char *name, const char *file, gboolean *cut)
{
	g_autofree char *path = made_path (name);
	g_autoptr (PkiHistory) history = pki_history_open (path, NULL);
	g_autoptr (GBytes) der = tool_run ("openssl x509 -in %s -outform DER", file);
	g_autofree char *hex = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, der);
	guint8 digest[32];
	for (gsize i = 0; i < sizeof digest; i++)
		digest[i] = (guint8)(g_ascii_xdigit_value (hex[2 * i]) * 16 +
				     g_ascii_xdigit_value (hex[2 * i + 1]));
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiRevision) revision =
		pki_history_origin (history, "all.pem", digest, NULL, &error);
	assert_no_error (error);
	*cut = revision && revision->cut;
	return g_strdup (revision ? revision->subject : "");
}

static void assert_origin (const char *name, const char *file, const char *subject, gboolean cut)
{
	gboolean is_cut;
	g_autofree char *found = origin (name, file, &is_cut);
	ck_assert_str_eq (found, subject);
	ck_assert_int_eq (is_cut, cut);
}

START_TEST (an_object_came_by_the_commit_that_put_it_there)
{
	made_repository ();
	tool_do (CERTIFICATE
		"for i in 1 2 3; do cert ../$i n$i 30; done; cat ../1 ../2 >all.pem; git add .; "
		"git commit -qm one; cp ../3 else.pem; cat ../3 ../1 >all.pem; git add .; git "
		"commit -qm two; { echo text; cat all.pem; } >../t; mv ../t all.pem; git add .; "
		"git "
		"commit -qm three; cd ..; git clone -q --depth 1 \"file://$PWD/work\" shallow");
	assert_origin ("work", "1", "one", FALSE);
	assert_origin ("work", "3", "two", FALSE);
	assert_origin ("shallow", "1", "three", TRUE);
	tool_do (CERTIFICATE "cert ../4 n4 30");
	assert_origin ("work", "4", "", FALSE);
}
END_TEST

START_TEST (hostile_text_is_shown_as_text)
{
	made_repository ();
	tool_do ("cd work; echo 1 >\"$(printf 'x\\033[2J\\342\\200\\256')\"; git add .; git commit "
		 "-qm x");
	assert_summary ("added 1 other file: x\\x1b[2J\\u202e (not pkitty)");
	tool_do ("cd work; echo 2 >z; git add .; printf "
		 "'x\\n\\nPki-Action: \\033[31mred\\nPki-Name: \\342\\200\\256a\\n' >../m; "
		 "git commit -q -F ../m");
	assert_summary ("\\x1b[31mred \\u202ea");
}
END_TEST

START_TEST (what_is_missing_is_said)
{
	made_repository ();
	tool_do (CERTIFICATE "cert a.crt a 30; git add .; git commit -qm x; "
			     "id=$(git rev-parse HEAD:a.crt); "
			     "rm -f .git/objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-)");
	g_autoptr (PkiHistoryEntry) entry = newest ();
	ck_assert_ptr_nonnull (strstr (entry->error, "not in this clone"));
	ck_assert_uint_eq (entry->changes->len, 1);
}
END_TEST

START_TEST (an_object_is_followed_with_what_belongs_to_it)
{
	g_auto (GStrv) paths = pki_history_paths ("ca/certs/etcd1.crt");
	ck_assert (g_strv_contains ((const char *const *)paths, "ca/certs/etcd1.crt"));
	ck_assert (g_strv_contains ((const char *const *)paths, "ca/certs/etcd1.csr"));
	ck_assert (g_strv_contains ((const char *const *)paths, "requests/etcd1.csr"));
	g_auto (GStrv) plain = pki_history_paths ("a.b/bundle");
	ck_assert_uint_eq (g_strv_length (plain), 1);
}
END_TEST

int main (void)
{
	const TTest *const tests[] = {
		others_are_told_by_what_they_did,
		a_renewal_stands_beside_what_it_replaced,
		another_key_is_told,
		a_bundle_is_told_by_what_changed_in_it,
		keys_tell_of_their_passphrase,
		trailers_tell_of_pkitty,
		trailers_that_lie_are_told,
		trailers_that_tell_of_another_certificate_are_told,
		what_trailers_do_not_tell_of_is_told,
		what_lies_in_the_archive_is_followed_to_where_it_was,
		an_object_came_by_the_commit_that_put_it_there,
		hostile_text_is_shown_as_text,
		what_is_missing_is_said,
		an_object_is_followed_with_what_belongs_to_it,
	};
	Suite *suite = suite_create ("store-history");
	TCase *tcase = tcase_create ("history");
	tcase_set_timeout (tcase, 60);
	for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
		tcase_add_test (tcase, tests[i]);
	suite_add_tcase (suite, tcase);
	return unit_run (suite);
}
