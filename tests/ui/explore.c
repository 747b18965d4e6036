/* The screens that explore a directory, at 80 × 24 and 140 × 40, in UTF-8 and in the C locale. */
#include "config.h"

#include <string.h>

#include "tests/ui/acme.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

/* ── the tree
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

START_TEST (tree_tells_who_issued_whom)
{
	g_autoptr (Vt) vt = acme_start ();
	vt_see (vt, "acme-pki  not in git");
	vt_see (vt, "  NAME ");
	vt_see (vt, "WHAT ");
	ck_assert (vt_is_selected (vt, "▾ Acme Root CA"));
	acme_see_row (vt, "▾ etcd-ca", "CA, no sub-CAs ");
	acme_see_row (vt, "    etcd1-peer", "server + client ");
	acme_see_row (vt, "    etcd1-peer", "  2026-12-02    12 d  ◐ soon");
	acme_see_row (vt, "    etcdctl", "2026-11-01       –  ✗ expired");
	acme_see_row (vt, "    old-etcd", "✗ revoked");
	acme_see_row (vt, "    数据库服务器", "  2028-02-01   437 d  ●");
	acme_see_row (vt, "✗ signature", "etcd1");
	vt_see (vt, "a\\x1b[31mb\\u202ec");
	vt_see (vt, "▾ Issuer not here  (1)");
	vt_see (vt, "▾ Requests  (1)");
	vt_see (vt, " acme.crt ");
	vt_see (vt, "1 of 25");
	vt_keys (vt, "G");
	vt_see (vt, "Keys without certificate  (1)");
	vt_see (vt, "▾ Locked  (2)");
	acme_see_row (vt, "    broken.pem", "✗ unreadable");
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
	g_autoptr (Vt) vt = acme_start ();
	vt_keys (vt, "jj");
	ck_assert (vt_is_selected (vt, "▾ etcd-ca"));
	vt_keys (vt, "h");
	/* A closed CA tells the worst of what is below it. */
	acme_see_row (vt, "▸ etcd-ca  (8)", "✗ 2 below");
	vt_see (vt, "3 of 17");
	vt_keys (vt, "h");
	ck_assert (vt_is_selected (vt, "▾ Acme Root CA"));
	vt_keys (vt, "-");
	vt_see (vt, "1 of 7");
	vt_see (vt, "▸ Requests  (1)");
	vt_see_not (vt, "etcd9");
	vt_keys (vt, "G<Enter>");
	acme_see_row (vt, "broken.pem", "unreadable");
	vt_keys (vt, "+");
	vt_see (vt, "24 of 25");
}
END_TEST

START_TEST (what_is_open_is_kept_for_the_next_run)
{
	g_autofree char *state = g_strdup_printf ("XDG_STATE_HOME=%s/state", tool_folder ());
	{
		g_autoptr (Vt) vt = vt_start_in (acme_store (), 24, 80, state);
		vt_keys (vt, "-<Enter>");
		vt_see (vt, "1 of 9");
		vt_type (vt, "q");
		ck_assert_int_eq (vt_wait_exit (vt), 0);
	}
	/* The catalog is gone with the first run's folders, and its numbers with it. */
	g_autoptr (Vt) vt = vt_start_in (acme_store (), 24, 80, state);
	vt_see (vt, "▾ Acme Root CA");
	vt_see (vt, "▸ etcd-ca  (8)");
	vt_see (vt, "▸ Requests  (1)");
	vt_see (vt, "1 of 9");
}
END_TEST

START_TEST (wide_screens_show_details_beside_the_tree)
{
	g_autoptr (Vt) vt = acme_start_wide ();
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
	g_autoptr (Vt) vt = acme_start ();
	open_details (vt, "etcd1-peer");
	vt_see (vt, "◐ 12 days left");
	vt_see (vt, "2025-12-02 → 2026-12-02");
	vt_see (vt, "█░");
	acme_see_row (vt, "Subject", "O=Acme,CN=etcd1-peer");
	acme_see_row (vt, "Issuer", "O=Acme,CN=etcd-ca");
	vt_see (vt, "→ ca/ca.crt, signature checked");
	acme_see_row (vt, "Names", "DNS etcd1.internal; IP 10.0.0.11, 127.0.0.1");
	acme_see_row (vt, "Use", "server and client of TLS");
	acme_see_row (vt, "Key ", "ECDSA P-256");
	acme_see_row (vt, "Kept in", "ca/certs/etcd1-peer.crt");
	vt_see (vt, "! no CRL distribution point");
}
END_TEST

START_TEST (details_fold)
{
	g_autoptr (Vt) vt = acme_start ();
	open_details (vt, "etcd1-peer");
	vt_see_not (vt, "Common name");
	vt_keys (vt, "jj<Enter>");
	acme_see_row (vt, "Common name", "etcd1-peer");
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
	g_autoptr (Vt) vt = acme_start ();
	open_details (vt, "etcd1-peer");
	vt_keys (vt, "/ca.crt<Enter><Enter>");
	vt_see (vt, "● 4 years left");
	acme_see_row (vt, "Issued", "8 directly below, 2 soon or expired");
	vt_keys (vt, "q");
	vt_see (vt, "◐ 12 days left");
}
END_TEST

START_TEST (revoked_with_time_and_reason)
{
	g_autoptr (Vt) vt = acme_start ();
	open_details (vt, "old-etcd");
	vt_see (vt, "✗ revoked");
	acme_see_row (vt, "Revoked", "2026-11-10T12:00:00Z, keyCompromise");
}
END_TEST

START_TEST (issuers_are_shown_as_they_are)
{
	g_autoptr (Vt) vt = acme_start ();
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
	g_autoptr (Vt) vt = acme_start ();
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
	g_autoptr (Vt) vt = acme_start ();
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
	g_autoptr (Vt) vt = acme_start ();
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
	/* A key stands there with its certificate alone. */
	vt_keys (vt, "g-/certs/etcd1.key<Enter>");
	ck_assert (vt_is_selected (vt, "etcd1 "));
	/* Headings are rows, too. */
	vt_keys (vt, "g-/requests<Enter>");
	ck_assert (vt_is_selected (vt, "Requests "));
	vt_keys (vt, "G/Requests<Enter>");
	ck_assert (vt_is_selected (vt, "Requests "));
}
END_TEST

START_TEST (search_finds_serials_with_colons)
{
	g_autoptr (Vt) vt = acme_start ();
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
	g_autoptr (Vt) vt = acme_start ();
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
	g_autoptr (Vt) vt = acme_start ();
	vt_keys (vt, "2");
	vt_see (vt, "15 certificates and CRLs by their end");
	vt_see (vt, "Expired (1)");
	vt_see (vt, "This week (0)");
	vt_see (vt, "This month (2)");
	vt_see (vt, "This quarter (1)");
	acme_see_row (vt, "   etcdctl", "2026-11-01  expired 19 days ago");
	acme_see_row (vt, "   etcd1-peer", "2026-12-02  █░░░░░░░   12 d  ◐ soon");
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
	g_autoptr (Vt) vt = acme_start ();
	vt_keys (vt, "/bundle.p12<Enter>o");
	vt_see (vt, "Passphrase of more/bundle.p12:");
	vt_keys (vt, "wrong");
	vt_see (vt, "•••••");
	vt_see_not (vt, "wrong");
	vt_keys (vt, "<Enter>");
	vt_see (vt, "That does not open it.");
	vt_keys (vt, "geheim<Enter>");
	vt_see (vt, "In more/bundle.p12");
	acme_see_row (vt, "   orphan", "client");
	vt_see (vt, "2 ");
	vt_keys (vt, "/orphan<Enter><Enter>");
	vt_see (vt, "CN=orphan");
	vt_keys (vt, "qq");
	acme_see_row (vt, "bundle.p12", "∗ locked");
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

START_TEST (ascii_locales_get_ascii)
{
	g_autoptr (Vt) vt = vt_start_in (acme_store (), 24, 80, "LC_ALL=C");
	acme_see_row (vt, "- etcd-ca", "4 y  +");
	acme_see_row (vt, "etcd1-peer", "12 d  ! soon");
	acme_see_row (vt, "etcdctl", "x expired");
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
	g_autoptr (Vt) vt = vt_start_in (acme_store (), 40, 140, "LC_ALL=C");
	vt_see (vt, "|");
	vt_see (vt, "itself, signature checked");
	vt_keys (vt, "2<Enter>");
	vt_see (vt, "x expired 19 days ago");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("explore");
	TCase *tests = tcase_create ("explore");
	tcase_set_timeout (tests, 60);
	tcase_add_unchecked_fixture (tests, acme_make, acme_drop);
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
	tcase_add_test (tests, ascii_locales_get_ascii);
	tcase_add_test (tests, wide_ascii_shows_details_too);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
