/* The screens that explore a directory, at 80 × 24 and 140 × 40, in UTF-8 and in the C locale. The
 * directory is what tests/ui/make-store makes, on the clock that vt.c freezes. */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/ui/vt.h"
#include "tests/unit/unit.h"

static char *folder; /* with the store in it */
static char *store;

static void run_tool (const char *tool, const char *argument)
{
	const char *argv[] = { "sh", tool, argument, NULL };
	g_autoptr (GError) error = NULL;
	int status;
	ck_assert (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
		NULL, &status, &error));
	assert_no_error (error);
	ck_assert (g_spawn_check_wait_status (status, &error));
}

static void remove_tree (const char *path)
{
	const char *argv[] = { "rm", "-rf", "--", path, NULL };
	ck_assert (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
		NULL, NULL, NULL));
}

static void make_store (void)
{
	folder = g_dir_make_tmp ("pkitty-explore-XXXXXX", NULL);
	store = g_build_filename (folder, "acme-pki", NULL);
	g_autofree char *tool =
		g_build_filename (g_getenv ("top_srcdir"), "tests", "ui", "make-store", NULL);
	run_tool (tool, store);
}

static void drop_store (void)
{
	remove_tree (folder);
	g_free (folder);
	g_free (store);
}

static Vt *start_in (const char *directory, int rows, int columns, const char *variable)
{
	const char *argv[] = { g_getenv ("PKITTY"), directory, NULL };
	const char *environment[] = { variable, NULL };
	return vt_start (argv, environment, rows, columns);
}

static Vt *start (void)
{
	return start_in (store, 24, 80, NULL);
}

static Vt *start_wide (void)
{
	return start_in (store, 40, 140, NULL);
}

static void see_row (Vt *vt, const char *name, const char *rest)
{
	int row, column;
	ck_assert_msg (vt_find (vt, name, &row, &column), "no row has %s", name);
	g_autofree char *text = vt_row (vt, row);
	ck_assert_msg (strstr (text, rest), "%s is not in: %s", rest, text);
}

/* ── the tree
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

START_TEST (tree_tells_who_issued_whom)
{
	g_autoptr (Vt) vt = start ();
	vt_see (vt, "acme-pki  not in git");
	vt_see (vt, "  NAME ");
	vt_see (vt, "WHAT ");
	ck_assert (vt_is_selected (vt, "▾ Acme Root CA"));
	see_row (vt, "▾ etcd-ca", "CA, no sub-CAs ");
	see_row (vt, "    etcd1-peer", "server + client ");
	see_row (vt, "    etcd1-peer", "  2026-12-02    12 d  ◐ soon");
	see_row (vt, "    etcdctl", "2026-11-01       –  ✗ expired");
	see_row (vt, "    old-etcd", "✗ revoked");
	see_row (vt, "    数据库服务器", "  2028-02-01   437 d  ●");
	see_row (vt, "✗ signature", "etcd1");
	vt_see (vt, "a\\x1b[31mb\\u202ec");
	vt_see (vt, "▾ Issuer not here  (1)");
	vt_see (vt, "▾ Requests  (1)");
	vt_see (vt, " acme.crt ");
	vt_see (vt, "1 of 25");
	vt_keys (vt, "G");
	vt_see (vt, "Keys without certificate  (1)");
	vt_see (vt, "▾ Locked  (2)");
	see_row (vt, "    broken.pem", "✗ unreadable");
	vt_see (vt, "25 of 25");
	vt_see (vt, " more/broken.pem ");
	/* How to leave stands there at any width. */
	vt_see (vt, "q quit");
	vt_keys (vt, "<Enter>");
	vt_see (vt, "q close");
	vt_keys (vt, "q");
	/* Columns line up whatever stands in them. */
	vt_keys (vt, "g");
	int row, column, other;
	ck_assert (vt_find (vt, "2031-11-19", &row, &column));
	ck_assert (vt_find (vt, "2028-02-01", &row, &other));
	ck_assert_int_eq (column, other);
}
END_TEST

START_TEST (tree_folds)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "jj");
	ck_assert (vt_is_selected (vt, "▾ etcd-ca"));
	vt_keys (vt, "h");
	/* A closed CA tells the worst of what is below it. */
	see_row (vt, "▸ etcd-ca  (8)", "✗ 2 below");
	vt_see (vt, "3 of 17");
	vt_keys (vt, "h");
	ck_assert (vt_is_selected (vt, "▾ Acme Root CA"));
	vt_keys (vt, "-");
	vt_see (vt, "1 of 7");
	vt_see (vt, "▸ Requests  (1)");
	vt_see_not (vt, "etcd9");
	vt_keys (vt, "G<Enter>");
	see_row (vt, "broken.pem", "unreadable");
	vt_keys (vt, "+");
	vt_see (vt, "24 of 25");
}
END_TEST

START_TEST (what_is_open_is_kept_for_the_next_run)
{
	g_autofree char *state = g_strdup_printf ("XDG_STATE_HOME=%s/state", folder);
	{
		g_autoptr (Vt) vt = start_in (store, 24, 80, state);
		vt_keys (vt, "-<Enter>");
		vt_see (vt, "1 of 9");
		vt_type (vt, "q");
		ck_assert_int_eq (vt_wait_exit (vt), 0);
	}
	/* The catalog is gone with the first run's folders, and its numbers with it. */
	g_autoptr (Vt) vt = start_in (store, 24, 80, state);
	vt_see (vt, "▾ Acme Root CA");
	vt_see (vt, "▸ etcd-ca  (8)");
	vt_see (vt, "▸ Requests  (1)");
	vt_see (vt, "1 of 9");
}
END_TEST

START_TEST (wide_screens_show_details_beside_the_tree)
{
	g_autoptr (Vt) vt = start_wide ();
	vt_see (vt, "│");
	vt_see (vt, "O=Acme,CN=Acme Root CA");
	vt_see (vt, "itself, signature checked");
	vt_keys (vt, "/etcd1-peer<Enter>");
	vt_see (vt, "◐ 12 days left");
	vt_see (vt, "server and client of TLS");
	/* In the other pane: to the issuer. */
	vt_keys (vt, "<Tab>");
	for (int i = 0; i < 6 && !vt_is_selected (vt, "→ ca/ca.crt"); i++)
		vt_keys (vt, "j");
	vt_keys (vt, "<Enter>");
	vt_see (vt, "● 4 years left");
	vt_see_not (vt, "NAME");
	vt_keys (vt, "h");
	vt_see (vt, "NAME");
	/* Narrower, and back. */
	vt_resize (vt, 24, 80);
	vt_see_not (vt, "│");
	vt_resize (vt, 40, 140);
	vt_see (vt, "│");
}
END_TEST

/* ── details
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void open_details (Vt *vt, const char *search)
{
	g_autofree char *keys = g_strdup_printf ("/%s<Enter><Enter>", search);
	vt_keys (vt, keys);
	vt_see_not (vt, "NAME");
}

START_TEST (details_tell_it_in_words)
{
	g_autoptr (Vt) vt = start ();
	open_details (vt, "etcd1-peer");
	vt_see (vt, "◐ 12 days left");
	vt_see (vt, "2025-12-02 → 2026-12-02");
	vt_see (vt, "█░");
	see_row (vt, "Subject", "O=Acme,CN=etcd1-peer");
	see_row (vt, "Issuer", "O=Acme,CN=etcd-ca");
	vt_see (vt, "→ ca/ca.crt, signature checked");
	see_row (vt, "Names", "DNS etcd1.internal; IP 10.0.0.11, 127.0.0.1");
	see_row (vt, "Use", "server and client of TLS");
	see_row (vt, "Key ", "ECDSA P-256");
	see_row (vt, "Kept in", "ca/certs/etcd1-peer.crt");
	vt_see (vt, "! no CRL distribution point");
}
END_TEST

START_TEST (details_fold)
{
	g_autoptr (Vt) vt = start ();
	open_details (vt, "etcd1-peer");
	vt_see_not (vt, "Common name");
	vt_keys (vt, "jj<Enter>");
	see_row (vt, "Common name", "etcd1-peer");
	vt_see (vt, "▾ Subject");
	vt_keys (vt, "jh");
	vt_see_not (vt, "Common name");
	ck_assert (vt_is_selected (vt, "▸ Subject"));
	vt_keys (vt, "+G");
	vt_see (vt, "Key identifier of the issuer");
	vt_keys (vt, "-");
	vt_see (vt, "▸ Extensions");
	vt_keys (vt, "h");
	vt_see (vt, "NAME");
}
END_TEST

START_TEST (details_lead_to_what_belongs_to_it)
{
	g_autoptr (Vt) vt = start ();
	open_details (vt, "etcd1-peer");
	vt_keys (vt, "/ca.crt<Enter><Enter>");
	vt_see (vt, "● 4 years left");
	see_row (vt, "Issued", "8 directly below, 2 soon or expired");
	vt_keys (vt, "q");
	vt_see (vt, "◐ 12 days left");
}
END_TEST

START_TEST (revoked_with_time_and_reason)
{
	g_autoptr (Vt) vt = start ();
	open_details (vt, "old-etcd");
	vt_see (vt, "✗ revoked");
	see_row (vt, "Revoked", "2026-11-10T12:00:00Z, keyCompromise");
}
END_TEST

START_TEST (issuers_are_shown_as_they_are)
{
	g_autoptr (Vt) vt = start ();
	open_details (vt, "forged.der");
	vt_see (vt, "✗ signature WRONG");
	vt_see (vt, "→ ca/ca.crt, signature WRONG");
	vt_see (vt, "→ ca/certs/etcd1.key, private key, matches");
	vt_keys (vt, "q");
	open_details (vt, "bridged");
	vt_see (vt, "→ more/bridge.crt, signature checked");
	vt_see (vt, "→ more/bridge-other.crt, signature checked");
	vt_keys (vt, "q");
	open_details (vt, "orphan");
	vt_see (vt, "not in this directory");
}
END_TEST

START_TEST (text_and_pem_are_read_in_a_pager)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "/etcd1-peer<Enter>t");
	vt_see (vt, "etcd1-peer · text");
	vt_see (vt, "Not after   2026-12-02T12:00:00Z");
	vt_keys (vt, "/critical<Enter>");
	vt_see (vt, "critical");
	vt_keys (vt, "<Esc>qp");
	vt_see (vt, "-----BEGIN CERTIFICATE-----");
	vt_see (vt, "-----END CERTIFICATE-----");
	vt_keys (vt, "y");
	vt_see (vt, "PEM copied.");
	g_autofree char *copied = vt_clipboard (vt);
	ck_assert_ptr_nonnull (copied);
	ck_assert (g_str_has_prefix (copied, "-----BEGIN CERTIFICATE-----\n"));
	ck_assert (g_str_has_suffix (copied, "-----END CERTIFICATE-----\n"));
}
END_TEST

START_TEST (the_copy_menu_says_what_it_copied)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "/etcd1-peer<Enter>y");
	vt_see (vt, "SHA-256 fingerprint");
	vt_keys (vt, "d");
	vt_see (vt, "Subject copied.");
	g_autofree char *subject = vt_clipboard (vt);
	ck_assert_str_eq (subject, "O=Acme,CN=etcd1-peer");
	vt_keys (vt, "yj<Enter>");
	vt_see (vt, "SHA-256 fingerprint copied.");
	g_autofree char *fingerprint = vt_clipboard (vt);
	ck_assert_uint_eq (strlen (fingerprint), 64);
	vt_keys (vt, "y<Esc>");
	vt_see_not (vt, "Serial number");
}
END_TEST

/* ── search and filter
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

START_TEST (search_opens_what_is_closed)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "-/OLD-etcd");
	vt_see (vt, "not found");
	vt_keys (vt, "<C-u>old-e");
	ck_assert (vt_is_selected (vt, "old-etcd"));
	vt_keys (vt, "<Enter>");
	/* Of a serial number with colons, a path, a name among the alternative ones. */
	vt_keys (vt, "/10.0.0.11<Enter>");
	vt_keys (vt, "nn");
	ck_assert (vt_is_selected (vt, "etcd1-peer"));
	vt_keys (vt, "N");
	vt_see (vt, "7 of 17");
	vt_keys (vt, "/etcd9.csr<Enter>");
	ck_assert (vt_is_selected (vt, "etcd9"));
}
END_TEST

START_TEST (search_finds_serials_with_colons)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "/old-etcd<Enter>ys");
	g_autofree char *serial = vt_clipboard (vt);
	g_autoptr (GString) keys = g_string_new ("g/");
	for (gsize i = 0; i < 12; i++)
		g_string_append_printf (
			keys, "%s%c", i > 0 && i % 2 == 0 ? ":" : "", g_ascii_toupper (serial[i]));
	g_string_append (keys, "<Enter>");
	vt_keys (vt, keys->str);
	ck_assert (vt_is_selected (vt, "old-etcd"));
}
END_TEST

START_TEST (filter_shows_what_matches)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "&status:expi");
	vt_see (vt, "there is no status");
	vt_see (vt, "not-yet-valid, revoked"); /* whole, on two lines */
	vt_keys (vt, "<Enter>");
	vt_see (vt, "there is no status");
	vt_see (vt, "not-yet-valid, revoked");
	vt_keys (vt, "&<C-u>status:expired<Enter>");
	vt_see (vt, "1 of 21 match: status:expired");
	ck_assert (vt_is_selected (vt, "etcdctl"));
	vt_see_not (vt, "Acme Root CA");
	vt_keys (vt, "<Esc>");
	vt_see (vt, "NAME");
	/* The cursor stays on its object. */
	ck_assert (vt_is_selected (vt, "etcdctl"));
	vt_keys (vt, "&nothing-like-it<Enter>");
	vt_see (vt, "Nothing here matches: nothing-like-it");
	vt_keys (vt, "<Esc>");
	vt_see (vt, "Acme Root CA");
}
END_TEST

/* ── expiry
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

START_TEST (expiry_is_sorted_and_grouped)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "2");
	vt_see (vt, "15 certificates and CRLs by their end");
	vt_see (vt, "Expired (1)");
	vt_see (vt, "This week (0)");
	vt_see (vt, "This month (2)");
	vt_see (vt, "This quarter (1)");
	see_row (vt, "   etcdctl", "2026-11-01  expired 19 days ago");
	see_row (vt, "   etcd1-peer", "2026-12-02  █░░░░░░░   12 d  ◐ soon");
	ck_assert (vt_is_selected (vt, "etcdctl"));
	int expired, soon, column;
	ck_assert (vt_find (vt, "etcdctl", &expired, &column));
	ck_assert (vt_find (vt, "etcd1-peer", &soon, &column));
	ck_assert_int_lt (expired, soon);
	/* A CA takes with it what it has signed for longer. */
	vt_see (vt, "1 ends with it");
	vt_keys (vt, "/bridged<Enter>");
	ck_assert (vt_is_selected (vt, "bridged"));
	vt_keys (vt, "<Enter>");
	vt_see (vt, "CN=bridged");
	vt_keys (vt, "q&type:crl<Enter>");
	vt_see (vt, "1 matches: type:crl");
}
END_TEST

/* ── locked files
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

START_TEST (a_passphrase_opens_for_this_run)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "/bundle.p12<Enter>o");
	vt_see (vt, "Passphrase of more/bundle.p12:");
	vt_keys (vt, "wrong");
	vt_see (vt, "•••••");
	vt_see_not (vt, "wrong");
	vt_keys (vt, "<Enter>");
	vt_see (vt, "That does not open it.");
	vt_keys (vt, "geheim<Enter>");
	vt_see (vt, "In more/bundle.p12");
	see_row (vt, "   orphan", "client");
	vt_see (vt, "2 ");
	vt_keys (vt, "/orphan<Enter><Enter>");
	vt_see (vt, "CN=orphan");
	vt_keys (vt, "qq");
	see_row (vt, "bundle.p12", "∗ locked");
	/* What seemed to be the key of the certificate beside it turns out to be. */
	vt_keys (vt, "/etcdctl.crt<Enter><Enter>");
	vt_see (vt, "→ ca/certs/etcdctl.key, locked, may be its private key");
	vt_keys (vt, "q/etcdctl.key<Enter>ogeheim<Enter>");
	vt_see (vt, "This is the key of ca/certs/etcdctl.crt.");
	vt_see (vt, "P-256");
	vt_keys (vt, "q");
	/* What is not locked is not opened, and says so. */
	vt_keys (vt, "go");
	vt_see (vt, "This is not locked");
}
END_TEST

/* ── the directory
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

START_TEST (rows_follow_the_files)
{
	g_autofree char *copy = g_build_filename (folder, "copy", NULL);
	g_autofree char *from = g_build_filename (store, "ca", "certs", "etcdctl.crt", NULL);
	g_autofree char *to = g_build_filename (copy, "etcdctl.crt", NULL);
	g_autofree char *root = g_build_filename (store, "ca", "ca.crt", NULL);
	g_autofree char *root_to = g_build_filename (copy, "ca.crt", NULL);
	g_autofree char *bytes = NULL, *root_bytes = NULL;
	gsize size, root_size;
	ck_assert (g_file_get_contents (from, &bytes, &size, NULL));
	ck_assert (g_file_get_contents (root, &root_bytes, &root_size, NULL));
	ck_assert_int_eq (g_mkdir (copy, 0700), 0);
	ck_assert (g_file_set_contents (to, bytes, (gssize)size, NULL));
	g_autoptr (Vt) vt = start_in (copy, 24, 80, NULL);
	vt_see (vt, "▾ Issuer not here  (1)");
	vt_keys (vt, "j");
	ck_assert (vt_is_selected (vt, "etcdctl"));
	vt_keys (vt, "R");
	vt_see (vt, "1 file was read again. 1 object was found.");
	/* Its issuer comes: the row moves, the cursor with it. */
	ck_assert (g_file_set_contents (root_to, root_bytes, (gssize)root_size, NULL));
	vt_expect (vt, "3 of 3"); /* the last that is painted */
	vt_see (vt, "▾ etcd-ca");
	ck_assert (vt_is_selected (vt, "etcdctl"));
	ck_assert_int_eq (g_unlink (root_to), 0);
	vt_expect (vt, "2 of 2");
	vt_see_not (vt, "etcd-ca");
	ck_assert (vt_is_selected (vt, "etcdctl"));
	remove_tree (copy);
}
END_TEST

static void put (const char *directory, const char *from, const char *name)
{
	g_autofree char *source = g_build_filename (store, "ca", "certs", from, NULL);
	g_autofree char *to = g_build_filename (directory, name, NULL);
	g_autofree char *bytes = NULL;
	gsize size;
	ck_assert (g_file_get_contents (source, &bytes, &size, NULL));
	ck_assert (g_file_set_contents (to, bytes, (gssize)size, NULL));
}

START_TEST (a_directory_that_comes_back_is_read_again)
{
	g_autofree char *copy = g_build_filename (folder, "replaced", NULL);
	g_autofree char *aside = g_build_filename (folder, "aside", NULL);
	ck_assert_int_eq (g_mkdir (copy, 0700), 0);
	put (copy, "etcdctl.crt", "a.crt");
	g_autoptr (Vt) vt = start_in (copy, 24, 80, NULL);
	vt_see (vt, "etcdctl");
	remove_tree (copy);
	vt_expect (vt, "is gone. It is read again");
	ck_assert_int_eq (g_mkdir (copy, 0700), 0);
	put (copy, "etcd1-peer.crt", "b.crt");
	vt_expect (vt, "The directory is back");
	vt_see (vt, "etcd1-peer");
	vt_see_not (vt, "etcdctl");
	/* At once another one of the same name, and what happens in that. */
	g_autofree char *next = g_build_filename (folder, "next", NULL);
	ck_assert_int_eq (g_mkdir (next, 0700), 0);
	put (next, "etcdctl.crt", "c.crt");
	ck_assert_int_eq (g_rename (copy, aside), 0);
	ck_assert_int_eq (g_rename (next, copy), 0);
	vt_expect (vt, "etcdctl");
	put (copy, "old-etcd.crt", "d.crt");
	vt_expect (vt, "old-etcd");
	remove_tree (copy);
	remove_tree (aside);
}
END_TEST

static void run_git (const char *const *words)
{
	g_autoptr (GError) error = NULL;
	int status;
	ck_assert (g_spawn_sync (folder, (char **)words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
		NULL, NULL, &status, &error));
	assert_no_error (error);
	ck_assert (g_spawn_check_wait_status (status, &error));
}

START_TEST (the_state_of_git_is_a_word)
{
	run_git ((const char *const[]){ "git", "init", "-q", "-b", "main", "tree.git", NULL });
	run_git ((const char *const[]){ "git", "-C", "tree.git", "-c", "user.name=Li Wei", "-c",
		"user.email=li@example.org", "commit", "-q", "--allow-empty", "-m", "first",
		NULL });
	run_git ((const char *const[]){ "git", "init", "-q", "--bare", "bare.git", NULL });
	g_autofree char *tree = g_build_filename (folder, "tree.git", NULL);
	g_autofree char *bare = g_build_filename (folder, "bare.git", NULL);
	{
		g_autoptr (Vt) vt = start_in (tree, 24, 80, "LC_ALL=C");
		vt_expect (vt, "main clean ");
	}
	{
		g_autoptr (Vt) vt = start_in (tree, 24, 80, NULL);
		vt_expect (vt, "main ✓ ");
	}
	g_autoptr (Vt) vt = start_in (bare, 24, 80, NULL);
	vt_expect (vt, "bare git repository");
	remove_tree (tree);
	remove_tree (bare);
}
END_TEST

START_TEST (an_empty_directory_says_what_this_is)
{
	g_autofree char *empty = g_build_filename (folder, "empty", NULL);
	ck_assert_int_eq (g_mkdir (empty, 0700), 0);
	g_autoptr (Vt) vt = start_in (empty, 24, 80, NULL);
	vt_see (vt, "Nothing about certificates was found in ");
	vt_see (vt, "pkitty shows who issued which certificate");
	vt_see (vt, "Every file is looked into");
	vt_keys (vt, "jkG<Enter>typ2jG1");
	vt_see (vt, "Nothing about certificates was found in ");
	g_rmdir (empty);
}
END_TEST

START_TEST (a_long_place_is_told_in_full)
{
	g_autofree char *name = g_strnfill (90, 'd');
	g_autofree char *last = g_strconcat (name, "-end", NULL);
	g_autofree char *empty = g_build_filename (folder, last, NULL);
	ck_assert_int_eq (g_mkdir (empty, 0700), 0);
	g_autoptr (Vt) vt = start_in (empty, 24, 80, NULL);
	vt_see (vt, "d-end.");
	vt_see (vt, "Every file is looked into");
	g_rmdir (empty);
}
END_TEST

START_TEST (what_was_skipped_is_told)
{
	g_autofree char *other = g_build_filename (folder, "other", NULL);
	g_autofree char *link = g_build_filename (other, "broken-link", NULL);
	ck_assert_int_eq (g_mkdir (other, 0700), 0);
	ck_assert_int_eq (symlink ("nowhere", link), 0);
	g_autoptr (Vt) vt = start_in (other, 24, 80, NULL);
	vt_see (vt, "1 skipped: see :messages");
	vt_keys (vt, ":mess<Tab><Enter>");
	vt_see (vt, "1 broken link");
	remove_tree (other);
}
END_TEST

START_TEST (ascii_locales_get_ascii)
{
	g_autoptr (Vt) vt = start_in (store, 24, 80, "LC_ALL=C");
	see_row (vt, "- etcd-ca", "4 y  +");
	see_row (vt, "etcd1-peer", "12 d  ! soon");
	see_row (vt, "etcdctl", "x expired");
	vt_see (vt, "\\u6570\\u636e");
	vt_keys (vt, "/etcd1-peer<Enter><Enter>");
	vt_see (vt, "#..");
	vt_see (vt, "> ca/ca.crt, signature checked");
	vt_keys (vt, "q2");
	vt_see (vt, "#.......");
	const GString *bytes = vt_bytes (vt);
	for (gsize i = 0; i < bytes->len; i++)
		ck_assert_uint_lt ((guchar)bytes->str[i], 0x80);
}
END_TEST

START_TEST (wide_ascii_shows_details_too)
{
	g_autoptr (Vt) vt = start_in (store, 40, 140, "LC_ALL=C");
	vt_see (vt, "|");
	vt_see (vt, "itself, signature checked");
	vt_keys (vt, "2<Enter>");
	vt_see (vt, "x expired 19 days ago");
}
END_TEST

/* Reading its settings never ends: all else goes on. */
START_TEST (a_repository_that_blocks_holds_up_nothing)
{
	g_autofree char *directory = g_build_filename (folder, "blocking", NULL);
	const char *init[] = { "git", "init", "-q", directory, NULL };
	ck_assert (g_spawn_sync (NULL, (char **)init, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
		NULL, NULL, NULL));
	g_autofree char *settings = g_build_filename (directory, ".git", "config", NULL);
	ck_assert_int_eq (g_unlink (settings), 0);
	ck_assert_int_eq (mkfifo (settings, 0600), 0);
	const char *argv[] = { g_getenv ("PKITTY"), directory, NULL };
	const char *environment[] = { "PKITTY_TEST_MARK", NULL };
	g_autoptr (Vt) vt = vt_start (argv, environment, 24, 80);
	vt_expect (vt, "Nothing about certificates was found");
	vt_type (vt, "?");
	vt_expect (vt, "Type to filter");
	vt_type (vt, "<Esc>q");
	ck_assert_int_eq (vt_wait_exit (vt), 0);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("explore");
	TCase *tests = tcase_create ("explore");
	tcase_set_timeout (tests, 60);
	tcase_add_unchecked_fixture (tests, make_store, drop_store);
	tcase_add_test (tests, tree_tells_who_issued_whom);
	tcase_add_test (tests, tree_folds);
	tcase_add_test (tests, what_is_open_is_kept_for_the_next_run);
	tcase_add_test (tests, wide_screens_show_details_beside_the_tree);
	tcase_add_test (tests, details_tell_it_in_words);
	tcase_add_test (tests, details_fold);
	tcase_add_test (tests, details_lead_to_what_belongs_to_it);
	tcase_add_test (tests, revoked_with_time_and_reason);
	tcase_add_test (tests, issuers_are_shown_as_they_are);
	tcase_add_test (tests, text_and_pem_are_read_in_a_pager);
	tcase_add_test (tests, the_copy_menu_says_what_it_copied);
	tcase_add_test (tests, search_opens_what_is_closed);
	tcase_add_test (tests, search_finds_serials_with_colons);
	tcase_add_test (tests, filter_shows_what_matches);
	tcase_add_test (tests, expiry_is_sorted_and_grouped);
	tcase_add_test (tests, a_passphrase_opens_for_this_run);
	tcase_add_test (tests, rows_follow_the_files);
	tcase_add_test (tests, a_directory_that_comes_back_is_read_again);
	tcase_add_test (tests, the_state_of_git_is_a_word);
	tcase_add_test (tests, an_empty_directory_says_what_this_is);
	tcase_add_test (tests, a_long_place_is_told_in_full);
	tcase_add_test (tests, what_was_skipped_is_told);
	tcase_add_test (tests, ascii_locales_get_ascii);
	tcase_add_test (tests, wide_ascii_shows_details_too);
	tcase_add_test (tests, a_repository_that_blocks_holds_up_nothing);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
