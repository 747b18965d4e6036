/* What is opened with a passphrase: what is left of it in memory, and how it ends when the program
 * does. */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "src/base/hex.h"
#include "tests/ui/vt.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define PASSPHRASE "Zaunkoenig-31-Adler"
#define DEADLINE   (60 * G_TIME_SPAN_SECOND)
#define WINDOW     16 /* octets of a secret that are looked for */

static void make_store (void)
{
	tool_do ("mkdir store; openssl genrsa -out plain.key 2048; "
		 "openssl pkcs8 -topk8 -in plain.key -out store/locked.key -iter 1000 "
		 "-passout pass:" PASSPHRASE "; "
		 "openssl rsa -in plain.key -traditional -aes128 -out store/old.key "
		 "-passout pass:" PASSPHRASE "; "
		 "openssl req -x509 -key plain.key -subj /CN=boxed -days 9 -out boxed.crt; "
		 "openssl pkcs12 -export -in boxed.crt -inkey plain.key -out store/box.p12 "
		 "-passout pass:" PASSPHRASE "; "
		 /* Each number of the private half in hex, a line each. */
		 "openssl rsa -in plain.key -noout -text | awk '/^[a-zA-Z]/ { if (hex) print hex; "
		 "hex = \"\"; secret = /^(privateExponent|prime|exponent|coefficient)/; next } "
		 "secret { gsub (/[ :]/, \"\"); hex = hex $0 } END { if (hex) print hex }' "
		 ">secrets; "
		 "test $(wc -l <secrets) = 6");
}

static Vt *start (void)
{
	g_autofree char *store = g_build_filename (tool_folder (), "store", NULL);
	return vt_start_in (store, 24, 80, NULL);
}

/* The shadow of AddressSanitizer is too large to be read, and it keeps frames of functions that
 * have returned. */
#ifndef __SANITIZE_ADDRESS__

/* ── memory
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void add_windows (GPtrArray *secrets, const guint8 *data, gsize size)
{
	const gsize starts[] = { 0, size / 2 - WINDOW / 2, size - WINDOW };
	for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
		g_ptr_array_add (secrets, g_bytes_new (data + starts[i], WINDOW));
}

/* What is not to be found: pieces of the passphrase, and of each number of the private key as it is
 * in DER and as arithmetic keeps it, the least octet first. */
static GPtrArray *read_secrets (void)
{
	GPtrArray *secrets = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
	g_ptr_array_add (secrets, g_bytes_new_static (PASSPHRASE, strlen (PASSPHRASE)));
	g_autofree char *text = tool_text ("cat secrets");
	g_auto (GStrv) lines = g_strsplit (g_strstrip (text), "\n", -1);
	for (char **line = lines; *line; line++) {
		gsize size;
		g_autoptr (GBytes) bytes = pki_hex_decode (*line);
		const guint8 *data = g_bytes_get_data (bytes, &size);
		g_autofree guint8 *turned = g_malloc (size);
		for (gsize i = 0; i < size; i++)
			turned[i] = data[size - 1 - i];
		add_windows (secrets, data, size);
		add_windows (secrets, turned, size);
	}
	return secrets;
}

/* How many of the secrets are in a piece of memory of the process. */
static guint count_in (FILE *memory, gsize start, gsize end, const GPtrArray *secrets)
{
	g_autofree char *data = g_malloc (end - start);
	guint count = 0;
	if (fseeko (memory, (off_t)start, SEEK_SET) < 0)
		return 0;
	gsize got = fread (data, 1, end - start, memory);
	for (guint i = 0; i < secrets->len; i++) {
		gsize size;
		const void *secret = g_bytes_get_data (g_ptr_array_index (secrets, i), &size);
		count += memmem (data, got, secret, size) != NULL;
	}
	return count;
}

static guint count_secrets (Vt *vt, const GPtrArray *secrets)
{
	g_autofree char *maps = g_strdup_printf ("/proc/%d/maps", vt_pid (vt));
	g_autofree char *memory_path = g_strdup_printf ("/proc/%d/mem", vt_pid (vt));
	g_autofree char *text = NULL;
	ck_assert (g_file_get_contents (maps, &text, NULL, NULL));
	FILE *memory = fopen (memory_path, "r");
	ck_assert_ptr_nonnull (memory);
	setbuf (memory, NULL);
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	guint count = 0;
	for (char **line = lines; *line; line++) {
		gsize start, end;
		if (sscanf (*line, "%zx-%zx rw", &start, &end) == 2 && strstr (*line, " rw"))
			count += count_in (memory, start, end, secrets);
	}
	fclose (memory);
	return count;
}

/* The thread that opened it drops the passphrase a moment after its result is shown. */
static void see_none (Vt *vt, const GPtrArray *secrets)
{
	gint64 end = g_get_monotonic_time () + DEADLINE;
	guint count;
	while ((count = count_secrets (vt, secrets)) > 0 && g_get_monotonic_time () < end)
		;
	ck_assert_uint_eq (count, 0);
}

static const char *const locked[] = { "locked.key", "old.key", "box.p12" };

START_TEST (nothing_stays_of_passphrase_and_private_key)
{
	g_autoptr (GPtrArray) secrets = read_secrets ();
	g_autoptr (Vt) vt = start ();
	g_autofree char *go = g_strdup_printf ("/%s<Enter>o", locked[_i]);
	vt_keys (vt, go);
	vt_keys (vt, PASSPHRASE);
	ck_assert_uint_eq (count_secrets (vt, secrets), 1);
	vt_keys (vt, "<Enter>");
	vt_see (vt, "RSA 2048");
	see_none (vt, secrets);
	vt_keys (vt, "q");
	vt_keys (vt, "o" PASSPHRASE "<Esc>");
	see_none (vt, secrets);
	/* A wrong one, pasted. */
	vt_keys (vt, "o");
	vt_paste (vt, PASSPHRASE "!");
	vt_keys (vt, "<Enter>");
	vt_see (vt, "That does not open it.");
	see_none (vt, secrets);
}
END_TEST

#endif

/* With the work under way when the program ends; what leaks then makes the status of a build with
 * sanitizers another one. */
START_TEST (quits_while_a_passphrase_is_tried)
{
	g_autoptr (Vt) vt = start ();
	vt_keys (vt, "/locked.key<Enter>");
	vt_type (vt, "o" PASSPHRASE "<Enter>Q");
	int status = vt_wait_exit (vt);
	ck_assert (WIFEXITED (status));
	ck_assert_int_eq (WEXITSTATUS (status), 0);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("unlock");
	TCase *tests = tcase_create ("unlock");
	tcase_set_timeout (tests, 60);
	tcase_add_unchecked_fixture (tests, make_store, NULL);
#ifndef __SANITIZE_ADDRESS__
	tcase_add_loop_test (
		tests, nothing_stays_of_passphrase_and_private_key, 0, G_N_ELEMENTS (locked));
#endif
	tcase_add_test (tests, quits_while_a_passphrase_is_tried);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
