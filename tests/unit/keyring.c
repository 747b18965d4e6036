#include "config.h"

#include "src/store/keyring.h"

#include <string.h>

#include "src/base/error.h"
#include "tests/unit/memory.h"
#include "tests/unit/unit.h"

#define PASSPHRASE "correct horse battery staple"

/* What is answered, one after the other, and how often it was asked. */
typedef struct {
	const char *const *answers;
	guint asked, again;
	PkiAsk kind;
} Person;

static PkiSecret *answer (const char *what, const char *why_again, PkiAsk kind, gpointer data)
{
	Person *person = data;
	ck_assert_ptr_nonnull (what);
	const char *text = person->answers[person->asked++];
	person->again += why_again != NULL;
	person->kind = kind;
	return text ? pki_secret_new (text, strlen (text)) : NULL;
}

static GBytes *make_file (guint8 id[32])
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiSecret) passphrase = pki_secret_new (PASSPHRASE, strlen (PASSPHRASE));
	g_autoptr (PkiPrivateKey) key = pki_private_key_generate (PKI_KEY_TYPE_ECDSA_P256, &error);
	g_autoptr (PkiSecret) text =
		pki_private_key_write (key, PKI_KEY_FORMAT_PKCS8, passphrase, &error);
	assert_no_error (error);
	memcpy (id, pki_private_key_id (key), 32);
	PkiSlice bytes = pki_secret_bytes (text);
	return g_bytes_new (bytes.data, bytes.size);
}

START_TEST (a_key_is_asked_for_once)
{
	const char *const answers[] = { PASSPHRASE, NULL };
	Person person = { .answers = answers };
	g_autoptr (GError) error = NULL;
	guint8 id[32];
	g_autoptr (GBytes) file = make_file (id);
	g_autoptr (PkiKeyring) keyring = pki_keyring_new (answer, &person);
	for (int i = 0; i < 3; i++) {
		g_autoptr (PkiPrivateKey) key =
			pki_keyring_open (keyring, "the key", file, id, &error);
		assert_no_error (error);
		ck_assert (memcmp (pki_private_key_id (key), id, 32) == 0);
	}
	ck_assert_uint_eq (person.asked, 1);
	ck_assert_int_eq (person.kind, PKI_ASK_KNOWN);
	ck_assert_uint_eq (pki_keyring_count (keyring), 1);
	pki_keyring_forget (keyring);
	ck_assert_uint_eq (pki_keyring_count (keyring), 0);
	ck_assert_ptr_null (pki_keyring_open (keyring, "the key", file, id, &error));
	assert_error (error, PKI_ERROR_CANCELLED);
	ck_assert_uint_eq (person.asked, 2);
}
END_TEST

/* Not under the sanitizer, which keeps what libraries free unwiped. */
#ifndef __SANITIZE_ADDRESS__
/* The number of KEY as it stands in files, and as libraries compute with it. */
static void find_scalar (const PkiPrivateKey *key, PkiSecret **big, PkiSecret **little)
{
	guint8 reversed[32];
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiSecret) pem =
		pki_private_key_write (key, PKI_KEY_FORMAT_TRADITIONAL, NULL, &error);
	assert_no_error (error);
	char *text = strstr ((char *)pki_secret_text (pem), "-----\n") + 6;
	gsize length;
	*strstr (text, "-----END") = '\0';
	g_base64_decode_inplace (text, &length);
	/* SEC 1 §C.4: SEQUENCE { 1, OCTET STRING of the number, … } */
	ck_assert (memcmp (text + 2, "\x02\x01\x01\x04", 4) == 0);
	gsize zeros = (gsize)text[6] - MIN ((gsize)text[6], sizeof reversed);
	gsize size = (gsize)text[6] - zeros;
	const char *number = text + 7 + zeros;
	for (gsize i = 0; i < size; i++)
		reversed[i] = (guint8)number[size - 1 - i];
	*big = pki_secret_new (number, size);
	*little = pki_secret_new (reversed, size);
	pki_wipe (reversed, sizeof reversed);
}

START_TEST (an_open_key_is_in_locked_memory)
{
	const char *const answers[] = { PASSPHRASE, NULL };
	Person person = { .answers = answers };
	g_autoptr (GError) error = NULL;
	guint8 id[32];
	g_autoptr (GBytes) file = make_file (id);
	g_autoptr (PkiKeyring) keyring = pki_keyring_new (answer, &person);
	g_autoptr (PkiPrivateKey) key = pki_keyring_open (keyring, "the key", file, id, &error);
	assert_no_error (error);
	g_autoptr (PkiSecret) big = NULL;
	g_autoptr (PkiSecret) little = NULL;
	find_scalar (key, &big, &little);
	ck_assert (
		memory_is_dumped (pki_slice (id, sizeof id))); /* the search finds what is there */
	ck_assert (!memory_is_dumped (pki_secret_bytes (big)));
	ck_assert (!memory_is_dumped (pki_secret_bytes (little)));
	g_autoptr (GByteArray) made = g_byte_array_new ();
	ck_assert (pki_private_key_sign (key, pki_slice ("text", 4), made, &error));
	ck_assert (!memory_is_dumped (pki_secret_bytes (big)));
	ck_assert (!memory_is_dumped (pki_secret_bytes (little)));
}
END_TEST
#endif

START_TEST (a_wrong_passphrase_is_asked_for_again)
{
	const char *const answers[] = { "wrong", "also wrong", PASSPHRASE, "x", "x", "x", NULL };
	Person person = { .answers = answers };
	g_autoptr (GError) error = NULL;
	guint8 id[32];
	g_autoptr (GBytes) file = make_file (id);
	g_autoptr (PkiKeyring) keyring = pki_keyring_new (answer, &person);
	g_autoptr (PkiPrivateKey) key = pki_keyring_open (keyring, "the key", file, id, &error);
	assert_no_error (error);
	ck_assert_ptr_nonnull (key);
	ck_assert_uint_eq (person.again, 2);
	pki_keyring_forget (keyring);
	ck_assert_ptr_null (pki_keyring_open (keyring, "the key", file, id, &error));
	assert_error (error, PKI_ERROR_BAD_PASSPHRASE);
	ck_assert_uint_eq (person.asked, 6);
	ck_assert_uint_eq (pki_keyring_count (keyring), 0);
}
END_TEST

START_TEST (what_nobody_uses_is_forgotten)
{
	const char *const answers[] = { PASSPHRASE, PASSPHRASE, NULL };
	Person person = { .answers = answers };
	g_autoptr (GError) error = NULL;
	guint8 id[32];
	g_autoptr (GBytes) file = make_file (id);
	g_autoptr (PkiKeyring) keyring = pki_keyring_new (answer, &person);
	pki_keyring_set_idle (keyring, 1);
	pki_private_key_unref (pki_keyring_open (keyring, "the key", file, id, &error));
	assert_no_error (error);
	/* The main loop does it by itself. */
	gint64 before = g_get_monotonic_time ();
	while (!g_main_context_iteration (NULL, TRUE))
		;
	ck_assert_int_ge (g_get_monotonic_time () - before, 500 * 1000);
	ck_assert_uint_eq (pki_keyring_count (keyring), 0);
	/* Without a main loop it is noticed when it is used next. */
	pki_private_key_unref (pki_keyring_open (keyring, "the key", file, id, &error));
	assert_no_error (error);
	ck_assert_uint_eq (person.asked, 2);
	pki_keyring_set_idle (keyring, 0);
	ck_assert_uint_eq (pki_keyring_count (keyring), 0);
}
END_TEST

START_TEST (a_new_passphrase_is_not_empty_and_a_weak_one_is_told)
{
	const char *const answers[] = { "", "a1", "", "", "", NULL };
	Person person = { .answers = answers };
	g_autoptr (GError) error = NULL;
	g_autofree char *weak = NULL;
	g_autoptr (PkiKeyring) keyring = pki_keyring_new (answer, &person);
	g_autoptr (PkiSecret) chosen = pki_keyring_choose (keyring, "a key", &weak, &error);
	assert_no_error (error);
	ck_assert_str_eq (pki_secret_text (chosen), "a1");
	ck_assert_int_eq (person.kind, PKI_ASK_NEW);
	ck_assert_ptr_nonnull (weak);
	ck_assert_ptr_null (pki_keyring_choose (keyring, "a key", NULL, &error));
	assert_error (error, PKI_ERROR_INVALID_INPUT);
}
END_TEST

typedef struct {
	PkiKeyring *keyring;
	GBytes *file;
	guint8 id[32];
} Shared;

static gpointer open_in_thread (gpointer data)
{
	Shared *shared = data;
	return pki_keyring_open (shared->keyring, "the key", shared->file, shared->id, NULL);
}

START_TEST (threads_that_want_one_key_ask_once)
{
	const char *const answers[] = { PASSPHRASE, NULL, NULL, NULL };
	Person person = { .answers = answers };
	Shared shared = { .keyring = pki_keyring_new (answer, &person) };
	shared.file = make_file (shared.id);
	GThread *threads[4];
	for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
		threads[i] = g_thread_new ("open", open_in_thread, &shared);
	for (gsize i = 0; i < G_N_ELEMENTS (threads); i++) {
		PkiPrivateKey *key = g_thread_join (threads[i]);
		ck_assert_ptr_nonnull (key);
		pki_private_key_unref (key);
	}
	ck_assert_uint_eq (person.asked, 1);
	pki_keyring_free (shared.keyring);
	g_bytes_unref (shared.file);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("keyring");
	TCase *tests = tcase_create ("keyring");
	tcase_set_timeout (tests, 60);
	tcase_add_test (tests, a_key_is_asked_for_once);
#ifndef __SANITIZE_ADDRESS__
	tcase_add_test (tests, an_open_key_is_in_locked_memory);
#endif
	tcase_add_test (tests, a_wrong_passphrase_is_asked_for_again);
	tcase_add_test (tests, what_nobody_uses_is_forgotten);
	tcase_add_test (tests, a_new_passphrase_is_not_empty_and_a_weak_one_is_told);
	tcase_add_test (tests, threads_that_want_one_key_ask_once);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
