#include "config.h"

#include "src/store/layout.h"

#include <unistd.h>

#include "src/base/error.h"
#include "src/store/file-name.h"
#include "src/store/settings.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

static void assert_name (const char *name, const char *expected)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *file = pki_file_name (name, FALSE, &error);
	assert_no_error (error);
	ck_assert_str_eq (file, expected);
}

static void assert_refused (const char *name, gboolean authority)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *file = pki_file_name (name, authority, &error);
	ck_assert_msg (!file, "%s is taken", name);
	assert_error (error, PKI_ERROR_INVALID_INPUT);
}

START_TEST (names_become_file_names)
{
	assert_name ("etcd1", "etcd1");
	assert_name ("*.example.org", "_.example.org");
	assert_name ("alice@example.org", "alice@example.org");
	assert_name ("Ce\xcc\x81line Dupont", "C\xc3\xa9line Dupont");
	assert_name ("\xe8\xaf\x81\xe4\xb9\xa6", "\xe8\xaf\x81\xe4\xb9\xa6");
	assert_name ("private", "private");
	assert_name ("console", "console");
	assert_name ("com10", "com10");
	g_autofree char *longest = g_strnfill (100, 'x');
	assert_name (longest, longest);
}
END_TEST

START_TEST (names_that_can_not_be_files_are_refused)
{
	const char *const bad[] = { "", ".", "..", ".git", "-rf", "a/b", "a\nb", "a\x1b[2J", " a",
		"a ", "a\x7f", "a\xe2\x80\xae", "\xff\xfe", "a\xe2\x80\x8b", "a\\b", "con",
		"NUL.txt", "Lpt1", "com9.example.org", "aux .x" };
	for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
		assert_refused (bad[i], FALSE);
	g_autofree char *too_long = g_strnfill (101, 'x');
	assert_refused (too_long, FALSE);
	const char *const folders[] = { "private", "Private", "profiles", "requests", "a[1]",
		"git~1", "GIT~1:x" };
	for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
		assert_refused (folders[i], TRUE);
}
END_TEST

/* As somebody who is not root, who may look everywhere. */
START_TEST (what_can_not_be_looked_at_is_told)
{
	g_autoptr (GError) error = NULL;
	tool_do ("mkdir -p shut/private && chmod 0 shut/private && chmod 755 . shut");
	g_autofree char *root = g_build_filename (tool_folder (), "shut", NULL);
	ck_assert (geteuid () != 0 || seteuid (65534) == 0);
	g_autoptr (PkiLayout) layout = pki_layout_new (root);
	ck_assert_ptr_null (pki_layout_claim_flat (layout, "private", "etcd1", ".key", &error));
	ck_assert_msg (error && !g_error_matches (error, PKI_ERROR, PKI_ERROR_EXISTS), "%s",
		error ? error->message : "");
	ck_assert_ptr_nonnull (strstr (error->message, "looked at"));
	ck_assert (getuid () != 0 || seteuid (0) == 0);
	tool_do ("chmod 700 shut/private");
}
END_TEST

START_TEST (a_name_is_given_once)
{
	g_autoptr (GError) error = NULL;
	tool_do ("mkdir -p once/ca/certs && touch once/ca/certs/etcd1.crt once/ca/certs/Web.crt");
	g_autofree char *root = g_build_filename (tool_folder (), "once", NULL);
	g_autoptr (PkiLayout) layout = pki_layout_new (root);
	ck_assert_ptr_null (pki_layout_claim (layout, "ca/certs", "etcd1", ".crt", &error));
	assert_error (error, PKI_ERROR_EXISTS);
	g_clear_error (&error);
	ck_assert_ptr_null (pki_layout_claim (layout, "ca/certs", "web", ".crt", &error));
	assert_error (error, PKI_ERROR_EXISTS);
	g_clear_error (&error);
	g_autofree char *other = pki_layout_claim (layout, "ca/certs", "new", ".crt", &error);
	ck_assert_str_eq (other, "ca/certs/new.crt");
	/* Nothing is there yet: the other one is in the same plan. */
	ck_assert_ptr_null (pki_layout_claim (layout, "ca/certs", "new", ".crt", &error));
	ck_assert_str_eq (error->message,
		"ca/certs/new.crt would be made twice: each needs a name of its own");
	g_clear_error (&error);
	ck_assert_ptr_null (pki_layout_claim (layout, "ca/certs", "NEW", ".crt", &error));
	assert_error (error, PKI_ERROR_EXISTS);
	g_clear_error (&error);
	tool_do ("mkdir -p once/private/ca && touch once/private/ca/left.key");
	ck_assert_ptr_null (pki_layout_claim_flat (layout, "private/ca", "left", ".key", &error));
	assert_error (error, PKI_ERROR_EXISTS);
}
END_TEST

/* sha256sum of "n1001" begins with the shard's two digits. */
START_TEST (a_full_folder_gets_shards)
{
	g_autoptr (GError) error = NULL;
	tool_do ("mkdir -p full/certs && cd full/certs && for i in $(seq 999); do >n$i.crt; done");
	g_autofree char *root = g_build_filename (tool_folder (), "full", NULL);
	g_autoptr (PkiLayout) layout = pki_layout_new (root);
	g_autofree char *last = pki_layout_claim (layout, "certs", "n1000", ".crt", &error);
	ck_assert_str_eq (last, "certs/n1000.crt");
	g_autofree char *shard = tool_text ("printf n1001 | sha256sum | cut -c1-2");
	g_autofree char *expected = g_strdup_printf ("certs/%s/n1001.crt", shard);
	g_autofree char *first = pki_layout_claim (layout, "certs", "n1001", ".crt", &error);
	ck_assert_str_eq (first, expected);
	tool_do ("mkdir full/certs/%s && >full/%s", shard, expected);
	g_autoptr (PkiLayout) again = pki_layout_new (root);
	ck_assert_ptr_null (pki_layout_claim (again, "certs", "N1001", ".crt", &error));
	assert_error (error, PKI_ERROR_EXISTS);
}
END_TEST

static PkiSettings *parse (const char *text, GError **error)
{
	g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
	return pki_settings_parse (bytes, error);
}

START_TEST (settings_keep_what_they_do_not_know)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiSettings) settings =
		parse ("# ours\n[store]\nformat=1\nname=Acme\nlater=x\n"
		       "[defaults]\nsubject=O=Acme, C=DE\ndays=90\n"
		       "[authority etcd-ca]\ncrl-urls=http://a/;http://b/\n",
			&error);
	assert_no_error (error);
	ck_assert_str_eq (settings->name, "Acme");
	ck_assert_str_eq (settings->subject, "O=Acme, C=DE");
	ck_assert_int_eq (settings->days, 90);
	const PkiAuthoritySettings *authority = pki_settings_authority (settings, "etcd-ca");
	ck_assert_str_eq (authority->crl_urls[1], "http://b/");
	ck_assert_ptr_null (pki_settings_authority (settings, "other"));
	char *const urls[] = { (char *)"http://c/x;y", NULL };
	pki_settings_set_authority (settings, "root", urls, NULL, NULL);
	g_free (settings->name);
	settings->name = g_strdup ("Other");
	g_autoptr (GBytes) text = pki_settings_write (settings);
	g_autofree char *written =
		g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
	ck_assert (g_str_has_prefix (written, "# ours\n"));
	ck_assert_ptr_nonnull (strstr (written, "later=x"));
	ck_assert_ptr_nonnull (strstr (written, "name=Other"));
	g_autoptr (PkiSettings) again = parse (written, &error);
	assert_no_error (error);
	ck_assert_str_eq (pki_settings_authority (again, "root")->crl_urls[0], "http://c/x;y");
	ck_assert_str_eq (pki_settings_authority (again, "etcd-ca")->crl_urls[0], "http://a/");
}
END_TEST

START_TEST (settings_of_a_newer_format_are_not_written)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiSettings) newer = parse ("[store]\nformat=2\nname=x\n", &error);
	assert_no_error (error);
	ck_assert (!pki_settings_check_format (newer, &error));
	assert_error (error, PKI_ERROR_UNSUPPORTED);
	g_clear_error (&error);
	g_autoptr (PkiSettings) empty = parse ("", &error);
	assert_no_error (error);
	ck_assert (pki_settings_check_format (empty, &error));
	ck_assert_ptr_null (parse ("[store]\nformat=one\n", &error));
	assert_error (error, PKI_ERROR_PARSE);
	g_clear_error (&error);
	ck_assert_ptr_null (parse ("[store]\nformat= \n", &error));
	assert_error (error, PKI_ERROR_PARSE);
	g_clear_error (&error);
	ck_assert_ptr_null (parse ("format=1\n", &error));
	assert_error (error, PKI_ERROR_PARSE);
	g_clear_error (&error);
	ck_assert_ptr_null (parse ("[defaults]\ndays=-1\n", &error));
	assert_error (error, PKI_ERROR_PARSE);
	g_clear_error (&error);
	ck_assert_ptr_null (parse ("[defaults]\nkey=rsa4096\n", &error));
	assert_error (error, PKI_ERROR_PARSE);
	ck_assert_ptr_nonnull (strstr (error->message, "rsa4096"));
	ck_assert_ptr_nonnull (strstr (error->message, "rsa-4096"));
	g_clear_error (&error);
	g_autoptr (PkiSettings) later = parse ("[store]\nformat=2\n[defaults]\nkey=x\n", &error);
	assert_no_error (error);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("layout");
	TCase *tests = tcase_create ("layout");
	tcase_add_test (tests, names_become_file_names);
	tcase_add_test (tests, names_that_can_not_be_files_are_refused);
	tcase_add_test (tests, what_can_not_be_looked_at_is_told);
	tcase_add_test (tests, a_name_is_given_once);
	tcase_add_test (tests, a_full_folder_gets_shards);
	tcase_add_test (tests, settings_keep_what_they_do_not_know);
	tcase_add_test (tests, settings_of_a_newer_format_are_not_written);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
