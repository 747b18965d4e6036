#include "config.h"

#include "tests/unit/opened.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "src/base/error.h"
#include "src/base/time.h"
#include "tests/unit/unit.h"

static void make_certificate (const char *path, const char *name)
{
	opened_directory ();
	tool_do ("openssl req -x509 -newkey ed25519 -nodes -keyout throwaway.key -subj '/CN=%s' "
		 "-days 100 -out '%s'",
		name, path);
}

static guint notes_with (const PkiSkipped *skipped, const char *part)
{
	guint count = 0;
	for (guint i = 0; i < skipped->notes->len; i++)
		count += strstr (g_ptr_array_index (skipped->notes, i), part) != NULL;
	return count;
}

static void make_socket (const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	g_strlcpy (address.sun_path, path, sizeof address.sun_path);
	int descriptor = socket (AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_eq (bind (descriptor, (struct sockaddr *)&address, sizeof address), 0);
	close (descriptor);
}

START_TEST (odd_files_are_counted_and_harm_nothing)
{
	make_certificate ("store/one.crt", "one");
	g_autofree char *socket_path = g_build_filename (opened_directory (), "socket", NULL);
	make_socket (socket_path);
	tool_do ("cd store; mkfifo fifo; ln -s nowhere broken; ln -s circle circle; mkdir sub; "
		 "ln -s .. sub/up; ln -s / sub/root; ln -s one.crt linked.crt; "
		 "ln -s /dev/zero zero; mkdir .git; cp one.crt .git/hidden.crt; : >empty; "
		 "truncate -s 3G sparse; printf 'no certificate' >text.txt");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (PkiSkipped) skipped = pki_store_skipped (store);
	ck_assert_uint_eq (skipped->sockets, 1);
	ck_assert_uint_eq (skipped->fifos, 1);
	ck_assert_uint_eq (skipped->devices, 1);
	ck_assert_uint_eq (skipped->folder_links, 2);
	ck_assert_uint_eq (skipped->broken_links, 2);
	ck_assert_uint_eq (skipped->too_large, 1);
	ck_assert_uint_eq (notes_with (skipped, "sparse: "), 1);
	ck_assert_uint_eq (notes_with (skipped, "broken: "), 1);
	ck_assert_uint_eq (notes_with (skipped, "circle: "), 1);
	ck_assert_uint_eq (pki_store_count (store), 1);
	g_autoptr (GPtrArray) places = pki_store_places (store, opened_at (store, "one.crt"), NULL);
	ck_assert_uint_eq (places->len, 2);
	const PkiPlace *first = g_ptr_array_index (places, 0);
	ck_assert_str_eq (first->path, "linked.crt");
	ck_assert (pki_store_is_scanned (store));
}
END_TEST

START_TEST (what_is_too_large_is_told)
{
	opened_directory ();
	tool_do ("(echo '-----BEGIN CERTIFICATE-----'; head -c 17M /dev/zero) >store/large.pem; "
		 "head -c 17M /dev/zero >store/zeros");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (GArray) ids = pki_store_section (store, PKI_SECTION_UNREADABLE, NULL);
	ck_assert_uint_eq (ids->len, 1);
	ck_assert (opened_has (ids, opened_at (store, "large.pem")));
	g_autoptr (PkiItem) item = opened_item (store, "large.pem");
	ck_assert_ptr_nonnull (strstr (item->object->error, "16 MiB"));
}
END_TEST

/* A row of it is drawn again and again: its key derivation is not. */
START_TEST (what_is_locked_is_told_from_the_catalog)
{
	opened_directory ();
	tool_do ("openssl req -x509 -newkey ed25519 -nodes -keyout k -subj /CN=inside -out c; "
		 "openssl pkcs12 -export -inkey k -in c -passout pass:secret -out store/box.p12; "
		 "printf -- '-----BEGIN CERTIFICATE-----\\nMAA=\\n-----END CERTIFICATE-----\\n' "
		 ">store/broken.pem");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (PkiItem) before = opened_item (store, "broken.pem");
	gint64 locked = opened_at (store, "box.p12");
	ck_assert_int_eq (before->type, PKI_OBJECT_UNREADABLE);
	tool_do ("rm store/box.p12 store/broken.pem");
	g_autoptr (PkiObject) object = pki_store_object (store, locked, NULL);
	ck_assert_int_eq (object->type, PKI_OBJECT_LOCKED);
	ck_assert_ptr_nonnull (object->error);
	g_autoptr (PkiItem) after = opened_item (store, "broken.pem");
	ck_assert_str_eq (after->object->error, before->object->error);
}
END_TEST

START_TEST (names_need_not_be_utf8)
{
	opened_directory ();
	make_certificate ("store/plain.crt", "plain");
	tool_do ("cd store; mkdir \"$(printf 'd\\377')\"; "
		 "mv plain.crt \"$(printf 'd\\377/\\376 \\033[31m.crt')\"");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (PkiItem) item = opened_item (store, "d\xff/\xfe \x1b[31m.crt");
	ck_assert_str_eq (item->path, "d\xff/\xfe \x1b[31m.crt");
	g_autoptr (PkiObject) object = pki_store_object (store, item->id, NULL);
	ck_assert_ptr_nonnull (object);
}
END_TEST

/* Folders within folders until the path has more than 4,096 bytes. */
START_TEST (paths_may_be_longer_than_the_kernel_takes)
{
	enum { LEVELS = 60 };
	make_certificate ("deep.crt", "deep");
	g_autofree char *source = g_build_filename (tool_folder (), "deep.crt", NULL);
	g_autofree char *text = NULL;
	gsize size = 0;
	ck_assert (g_file_get_contents (source, &text, &size, NULL));
	char name[101];
	memset (name, 'x', 100);
	name[100] = '\0';
	int folder = open (opened_directory (), O_RDONLY | O_DIRECTORY);
	g_autoptr (GString) path = g_string_new (NULL);
	for (int i = 0; i < LEVELS; i++) {
		ck_assert_int_eq (mkdirat (folder, name, 0755), 0);
		int next = openat (folder, name, O_RDONLY | O_DIRECTORY);
		close (folder);
		folder = next;
		g_string_append_printf (path, "%s/", name);
	}
	int file = openat (folder, "deep.crt", O_WRONLY | O_CREAT, 0644);
	ck_assert_int_eq (write (file, text, size), (gssize)size);
	close (file);
	close (folder);
	g_string_append (path, "deep.crt");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (PkiItem) item = opened_item (store, path->str);
	ck_assert_str_eq (item->name, "deep");
	opened_scan (store);
	ck_assert_uint_eq (pki_store_count (store), 1);
}
END_TEST

/* Not what stands beside it in the file. */
START_TEST (only_what_was_locked_is_opened)
{
	opened_make_leaf ("leaf", "/CN=leaf", NULL);
	tool_do ("mv store/leaf.crt leaf.crt; openssl pkey -in store/leaf.key -aes128 -passout "
		 "pass:secret -out locked.key; rm store/*; cat leaf.crt locked.key >store/both; "
		 "{ echo text; cat locked.key; } >store/alone");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (GArray) ids = pki_store_at_path (store, "both", 1, NULL);
	g_autoptr (PkiSecret) passphrase = pki_secret_new ("secret", 6);
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) objects =
		pki_store_open_locked (store, g_array_index (ids, gint64, 0), passphrase, &error);
	assert_no_error (error);
	ck_assert_uint_eq (objects->len, 1);
	const PkiObject *key = g_ptr_array_index (objects, 0);
	ck_assert_int_eq (key->type, PKI_OBJECT_PRIVATE_KEY);
	tool_do ("cp leaf.crt store/both; cp leaf.crt store/alone");
	ck_assert_ptr_null (
		pki_store_open_locked (store, g_array_index (ids, gint64, 0), passphrase, &error));
	assert_error (error, PKI_ERROR_STALE);
}
END_TEST

static gboolean has_name (PkiStore *store, const char *text)
{
	g_autoptr (PkiFilter) filter = pki_filter_new (text, NULL);
	g_autoptr (GArray) ids =
		pki_store_query (store, filter, PKI_SORT_NAME, pki_time_now (), NULL);
	return ids->len == 1;
}

START_TEST (the_catalog_follows_changes)
{
	make_certificate ("store/a.crt", "alpha");
	make_certificate ("store/b.crt", "beta");
	tool_do ("mkdir -p store/sub/inner; mv store/b.crt store/sub/inner/b.crt");
	g_autoptr (PkiStore) store = opened_scanned ();
	gint64 alpha = opened_at (store, "a.crt");
	/* Renamed: the same object, and found under its new path alone. */
	tool_do ("mv store/a.crt store/renamed.crt");
	opened_scan (store);
	ck_assert_int_eq (opened_at (store, "renamed.crt"), alpha);
	ck_assert (has_name (store, "path:renamed") && !has_name (store, "path:a.crt"));
	/* Rewritten in place, to the same size or another. */
	make_certificate ("store/renamed.crt", "gamma");
	opened_scan (store);
	ck_assert (has_name (store, "name:gamma") && !has_name (store, "name:alpha"));
	ck_assert_uint_eq (pki_store_count (store), 2);
	/* A file that stops being a certificate. */
	tool_do ("echo nothing >store/renamed.crt");
	opened_scan (store);
	ck_assert_uint_eq (pki_store_count (store), 1);
	/* A folder that goes with all below it. */
	tool_do ("rm -r store/sub");
	opened_scan (store);
	ck_assert_uint_eq (pki_store_count (store), 0);
	g_autoptr (GArray) roots = pki_store_children (store, PKI_ROOTS, NULL);
	ck_assert_uint_eq (roots->len, 0);
}
END_TEST

/* Within one tick of the clock size and times may stay as they were. */
START_TEST (a_change_in_the_same_tick_is_seen)
{
	make_certificate ("one.pem", "tick1");
	make_certificate ("two.pem", "tick2");
	g_autofree char *one = g_build_filename (tool_folder (), "one.pem", NULL);
	g_autofree char *two = g_build_filename (tool_folder (), "two.pem", NULL);
	g_autofree char *path = g_build_filename (opened_directory (), "x.pem", NULL);
	g_autofree char *first = NULL, *second = NULL;
	g_file_get_contents (one, &first, NULL, NULL);
	g_file_get_contents (two, &second, NULL, NULL);
	ck_assert_uint_eq (strlen (first), strlen (second));
	g_autoptr (PkiStore) store = opened_store ();
	for (int i = 0; i < 50; i++) {
		int file = open (path, O_WRONLY | O_CREAT, 0644);
		ck_assert (write (file, i % 2 ? first : second, strlen (first)) > 0);
		close (file);
		opened_scan (store);
		ck_assert_msg (
			has_name (store, i % 2 ? "name:tick1" : "name:tick2"), "round %d", i);
	}
}
END_TEST

START_TEST (only_what_changed_is_read)
{
	make_certificate ("store/a.crt", "alpha");
	tool_do ("touch -d '2020-01-01' store/a.crt; for i in 1 2 3; do cp store/a.crt "
		 "store/$i.crt; "
		 "done");
	g_autoptr (PkiStore) store = opened_scanned ();
	/* Until the clock has gone on, files just written are read again. */
	g_autoptr (GError) error = NULL;
	for (int i = 0; i < 1000; i++) {
		PkiScanProgress progress = { 0 };
		ck_assert (pki_store_scan (store, &progress, NULL, &error));
		ck_assert_int_eq (progress.files, 4);
		ck_assert_int_eq (progress.done, 1);
		if (progress.read == 0)
			break;
	}
	guint64 generation = pki_store_generation (store);
	opened_scan (store);
	ck_assert_uint_eq (pki_store_generation (store), generation);
	tool_do ("echo >>store/2.crt");
	PkiScanProgress progress = { 0 };
	ck_assert (pki_store_scan (store, &progress, NULL, &error));
	ck_assert_int_eq (progress.read, 1);
	ck_assert_uint_ne (pki_store_generation (store), generation);
}
END_TEST

static void scan_two (PkiStore *store, const char *one, const char *two)
{
	g_autoptr (GPtrArray) files = g_ptr_array_new ();
	g_autoptr (GError) error = NULL;
	g_ptr_array_add (files, (gpointer)one);
	g_ptr_array_add (files, (gpointer)two);
	ck_assert_msg (pki_store_scan_files (store, files, &error), "%s",
		error ? error->message : "no reason");
}

START_TEST (files_can_be_scanned_by_name)
{
	make_certificate ("store/a.crt", "alpha");
	g_autoptr (PkiStore) store = opened_scanned ();
	tool_do ("mkdir -p store/sub/deep");
	make_certificate ("store/sub/deep/b.crt", "beta");
	make_certificate ("store/sub/deep/c.crt", "gamma");
	make_certificate ("store/d.crt", "delta");
	scan_two (store, "sub/deep/b.crt", "d.crt");
	ck_assert (has_name (store, "name:beta") && has_name (store, "name:delta"));
	ck_assert (has_name (store, "name:alpha") && !has_name (store, "name:gamma"));
	tool_do ("rm store/a.crt");
	make_certificate ("store/d.crt", "epsilon");
	scan_two (store, "a.crt", "d.crt");
	ck_assert (!has_name (store, "name:alpha") && !has_name (store, "name:delta"));
	ck_assert (has_name (store, "name:beta") && has_name (store, "name:epsilon"));
	tool_do ("rm -r store/sub");
	scan_two (store, "sub/deep/b.crt", "never/was.crt");
	ck_assert (!has_name (store, "name:beta") && has_name (store, "name:epsilon"));
	opened_scan (store);
	ck_assert (!has_name (store, "name:gamma") && has_name (store, "name:epsilon"));
}
END_TEST

START_TEST (cancelling_leaves_a_usable_catalog)
{
	make_certificate ("store/a.crt", "alpha");
	g_autoptr (PkiStore) store = opened_store ();
	g_autoptr (GCancellable) cancellable = g_cancellable_new ();
	g_autoptr (GError) error = NULL;
	g_cancellable_cancel (cancellable);
	ck_assert (!pki_store_scan (store, NULL, cancellable, &error));
	assert_error (error, PKI_ERROR_CANCELLED);
	ck_assert (!pki_store_is_scanned (store));
	opened_scan (store);
	ck_assert (has_name (store, "name:alpha"));
}
END_TEST

static gboolean collect_path (const PkiItem *item, gpointer data)
{
	g_string_append_printf (data, "%s#%u ", item->path, item->index);
	ck_assert_ptr_nonnull (item->object);
	return TRUE;
}

static gboolean collect_brief (const PkiItem *item, gpointer data)
{
	g_string_append_printf (data, "%s#%u ", item->path, item->index);
	ck_assert_ptr_null (item->object);
	return TRUE;
}

START_TEST (all_places_come_in_the_order_of_their_paths)
{
	make_certificate ("one.crt", "one");
	make_certificate ("two.crt", "two");
	tool_do ("mkdir -p store/a store/a-b store/a.d; cp one.crt store/a/z; cp one.crt "
		 "store/a-b/y; "
		 "cp one.crt store/a.d/x; cp one.crt store/a.crt; cp two.crt store/b; "
		 "cat two.crt one.crt >store/a/bundle");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (GString) paths = g_string_new (NULL);
	g_autoptr (GError) error = NULL;
	ck_assert (pki_store_foreach (store, NULL, pki_time_now (), collect_path, paths, &error));
	ck_assert_str_eq (paths->str, "a-b/y#0 a.crt#0 a.d/x#0 a/bundle#0 a/bundle#1 a/z#0 b#0 ");
	/* Shown where it has a file of its own, the least deep one. */
	g_autoptr (GArray) two = pki_store_at_path (store, "a/bundle", 0, NULL);
	g_autoptr (PkiItem) shown =
		pki_store_item (store, g_array_index (two, gint64, 0), pki_time_now (), NULL);
	ck_assert_str_eq (shown->path, "b");
	g_autoptr (GArray) one = pki_store_at_path (store, "a/bundle", 1, NULL);
	g_autoptr (PkiItem) other =
		pki_store_item (store, g_array_index (one, gint64, 0), pki_time_now (), NULL);
	ck_assert_str_eq (other->path, "a.crt");
	g_autoptr (PkiFilter) filter = pki_filter_new ("name:two", NULL);
	g_string_truncate (paths, 0);
	ck_assert (pki_store_foreach (store, filter, pki_time_now (), collect_path, paths, &error));
	ck_assert_str_eq (paths->str, "a/bundle#0 b#0 ");
	g_string_truncate (paths, 0);
	ck_assert (pki_store_foreach_brief (
		store, filter, pki_time_now (), collect_brief, paths, &error));
	ck_assert_str_eq (paths->str, "a/bundle#0 b#0 ");
	g_autoptr (GArray) ids =
		pki_store_query (store, NULL, PKI_SORT_PATH, pki_time_now (), &error);
	ck_assert_uint_eq (ids->len, 2);
}
END_TEST

static gboolean collect_line (const PkiItem *item, gpointer data)
{
	g_string_append_printf (data, "%s\n", item->path);
	return TRUE;
}

/* With and without a filter, also where names are not UTF-8 or look like what stands for that. */
START_TEST (the_order_of_paths_is_that_of_their_octets)
{
	make_certificate ("one.crt", "one");
	tool_do ("cd store; for name in 'a\\377' 'a\\xff' a ab 'a]' '\\344' '\\303\\244' "
		 "'\\377\\376/b' 'z/\\200' z/y 'z/\\303\\251' z-; do file=$(printf \"$name\"); "
		 "mkdir -p \"$(dirname -- \"$file\")\"; cp ../one.crt \"$file.crt\"; done; "
		 "cp ../one.crt 'a\\xff.crt'");
	g_autofree char *sorted = tool_text ("cd store; find . -type f | cut -c3- | LC_ALL=C sort");
	g_autofree char *expected = g_strconcat (sorted, "\n", NULL);
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (PkiFilter) filter = pki_filter_new ("type:certificate", NULL);
	const PkiFilter *const filters[] = { NULL, filter };
	for (guint i = 0; i < G_N_ELEMENTS (filters); i++) {
		g_autoptr (GString) paths = g_string_new (NULL);
		ck_assert (pki_store_foreach (store, filters[i], 0, collect_line, paths, NULL));
		ck_assert_str_eq (paths->str, expected);
	}
}
END_TEST

static void assert_opens (const char *path, const char *directory)
{
	g_autoptr (GError) error = NULL;
	g_autofree char *given = g_build_filename (tool_folder (), path, NULL);
	g_autofree char *wanted = g_build_filename (tool_folder (), directory, NULL);
	g_autofree char *found = pki_store_find (given);
	g_autoptr (PkiStore) store = pki_store_open (given, PKI_STORE_IN_MEMORY, &error);
	assert_no_error (error);
	ck_assert_str_eq (pki_store_directory (store), wanted);
	ck_assert_str_eq (found, wanted);
}

START_TEST (a_path_leads_where_the_kernel_goes)
{
	opened_directory ();
	tool_do ("mkdir -p store/a deep/inner; ln -s ../deep/inner store/link");
	assert_opens ("store/link/..", "deep");
	assert_opens ("store/a/../link", "deep/inner");
	/* What is told is what was typed, where that is as good. */
	assert_opens ("store//./link/", "store/link");
}
END_TEST

static gboolean count_one (const PkiItem *item, gpointer data)
{
	ck_assert_int_eq (item->type, PKI_OBJECT_PUBLIC_KEY);
	++*(guint *)data;
	return TRUE;
}

/* Every deployment of a store may hold the same file. */
START_TEST (many_copies_cost_each_the_same)
{
	enum { COPIES = 40000, MOST_SECONDS = 8 };
	tool_do ("mkdir store; openssl genpkey -algorithm ED25519 -out a.key\n"
		 "openssl pkey -in a.key -pubout -outform DER -out a.pub");
	g_autoptr (GBytes) key = tool_read ("a.pub");
	g_autoptr (GByteArray) all = g_byte_array_new ();
	gsize size;
	const guint8 *data = g_bytes_get_data (key, &size);
	for (int i = 0; i < COPIES; i++)
		g_byte_array_append (all, data, (guint)size);
	tool_write ("store/all.der", all->data, all->len);
	g_autoptr (PkiStore) store = opened_scanned ();
	guint count = 0;
	clock_t start = clock ();
	ck_assert (pki_store_foreach (store, NULL, 0, count_one, &count, NULL));
	ck_assert_uint_eq (count, COPIES);
	ck_assert_int_lt ((clock () - start) / CLOCKS_PER_SEC, MOST_SECONDS);
}
END_TEST

START_TEST (a_passphrase_opens_for_this_run_alone)
{
	opened_directory ();
	tool_do ("openssl req -x509 -newkey ed25519 -nodes -keyout k -subj /CN=inside -out c; "
		 "openssl pkcs12 -export -inkey k -in c -passout pass:secret -out store/box.p12");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (GArray) locked = pki_store_section (store, PKI_SECTION_LOCKED, NULL);
	ck_assert_uint_eq (locked->len, 1);
	gint64 id = g_array_index (locked, gint64, 0);
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiSecret) wrong = pki_secret_new ("wrong", 5);
	ck_assert_ptr_null (pki_store_open_locked (store, id, wrong, &error));
	assert_error (error, PKI_ERROR_BAD_PASSPHRASE);
	g_clear_error (&error);
	g_autoptr (PkiSecret) right = pki_secret_new ("secret", 6);
	g_autoptr (GPtrArray) objects = pki_store_open_locked (store, id, right, &error);
	assert_no_error (error);
	ck_assert_uint_ge (objects->len, 2);
	opened_scan (store);
	ck_assert_uint_eq (pki_store_count (store), 1);
}
END_TEST

static void quit (gpointer data)
{
	g_main_loop_quit (data);
}

static gboolean give_up (gpointer data)
{
	ck_abort_msg ("no change was told");
	return G_SOURCE_REMOVE;
}

START_TEST (changes_are_told_while_open)
{
	make_certificate ("one.crt", "one");
	tool_do ("mkdir store/sub");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
	g_autoptr (PkiWatch) watch = pki_watch_new (store, quit, loop);
	g_timeout_add_seconds (20, give_up, NULL);
	tool_do ("cp one.crt store/sub/new.crt");
	g_main_loop_run (loop);
	opened_scan (store);
	ck_assert (has_name (store, "path:sub/new.crt"));
	/* In a folder that came meanwhile, which no scan has seen. */
	tool_do ("mkdir -p store/sub/later/inner");
	g_main_loop_run (loop);
	tool_do ("cp one.crt store/sub/later/inner/last.crt");
	g_main_loop_run (loop);
	opened_scan (store);
	ck_assert (has_name (store, "path:inner/last.crt"));
}
END_TEST

/* Whichever is read first: files are read by several threads. */
START_TEST (rows_of_one_name_stand_in_the_order_of_their_paths)
{
	static const char *const order[] = { "a/same.crt", "b/same.crt", "c/same.crt", "last.crt" };
	opened_make_ca ("root", "/CN=Root", NULL);
	for (int i = 0; i < 3; i++)
		opened_make_leaf (((const char *[]){ "c", "b", "a" })[i], "/CN=same", "root");
	opened_make_leaf ("last", "/CN=zz", "root");
	tool_do ("cd store; mkdir ../away; rm -f *.csr; mv a.crt b.crt c.crt ../away");
	g_autoptr (PkiStore) store = opened_store ();
	opened_scan (store);
	for (int i = 2; i >= 0; i--) {
		g_autofree char *command =
			g_strdup_printf ("mkdir store/%c; mv away/%c.crt store/%c/same.crt",
				'a' + i, 'a' + i, 'a' + i);
		tool_do ("%s", command);
		opened_scan (store);
	}
	g_autoptr (PkiItem) root = opened_item (store, "root.crt");
	g_autoptr (GArray) rows = pki_store_children (store, root->id, NULL);
	ck_assert_uint_eq (rows->len, G_N_ELEMENTS (order));
	for (guint i = 0; i < rows->len; i++)
		ck_assert_int_eq (g_array_index (rows, gint64, i), opened_at (store, order[i]));
	/* A filter finds them in the same order. */
	g_autoptr (PkiFilter) filter = pki_filter_new ("name:same", NULL);
	g_autoptr (GArray) found =
		pki_store_query (store, filter, PKI_SORT_NAME, pki_time_now (), NULL);
	ck_assert_uint_eq (found->len, 3);
	ck_assert_mem_eq (found->data, rows->data, 3 * sizeof (gint64));
}
END_TEST

/* However many bundles were read before it. */
START_TEST (a_file_of_its_own_is_told_before_any_number_of_bundles)
{
	opened_make_ca ("root", "/CN=Root", NULL);
	opened_make_ca ("other", "/CN=Other", NULL);
	tool_do ("cd store; mkdir a z z/z; for i in $(seq 100); do "
		 "cat root.crt other.crt >a/$i.pem; done; cp root.crt z/z/; mv root.crt ..");
	g_autoptr (PkiStore) store = opened_scanned ();
	g_autoptr (PkiItem) deep = opened_item (store, "z/z/root.crt");
	ck_assert_str_eq (deep->path, "z/z/root.crt");
	tool_do ("cp root.crt store/z/");
	opened_scan (store);
	g_autoptr (PkiItem) root = opened_item (store, "z/root.crt");
	ck_assert_str_eq (root->path, "z/root.crt");
	ck_assert_uint_eq (root->places, 102);
	/* Of a store a copy that lies about is not the certificate. */
	tool_do ("cd store; mkdir -p z/ca/certs; cp z/root.crt z/ca/certs/web.crt");
	opened_scan (store);
	g_autoptr (PkiItem) kept = opened_item (store, "z/root.crt");
	ck_assert_str_eq (kept->path, "z/ca/certs/web.crt");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("scan");
	TCase *tests = tcase_create ("scan");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, odd_files_are_counted_and_harm_nothing);
	tcase_add_test (tests, what_is_too_large_is_told);
	tcase_add_test (tests, what_is_locked_is_told_from_the_catalog);
	tcase_add_test (tests, names_need_not_be_utf8);
	tcase_add_test (tests, paths_may_be_longer_than_the_kernel_takes);
	tcase_add_test (tests, the_catalog_follows_changes);
	tcase_add_test (tests, a_change_in_the_same_tick_is_seen);
	tcase_add_test (tests, only_what_changed_is_read);
	tcase_add_test (tests, files_can_be_scanned_by_name);
	tcase_add_test (tests, cancelling_leaves_a_usable_catalog);
	tcase_add_test (tests, all_places_come_in_the_order_of_their_paths);
	tcase_add_test (tests, the_order_of_paths_is_that_of_their_octets);
	tcase_add_test (tests, a_path_leads_where_the_kernel_goes);
	tcase_add_test (tests, many_copies_cost_each_the_same);
	tcase_add_test (tests, a_passphrase_opens_for_this_run_alone);
	tcase_add_test (tests, only_what_was_locked_is_opened);
	tcase_add_test (tests, changes_are_told_while_open);
	tcase_add_test (tests, rows_of_one_name_stand_in_the_order_of_their_paths);
	tcase_add_test (tests, a_file_of_its_own_is_told_before_any_number_of_bundles);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
