#include "config.h"

#include "src/base/error.h"
#include "src/x509/unlock.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define SCAN_ITERATIONS   1000000
#define DEMAND_ITERATIONS 10000000

static GPtrArray *new_list (void)
{
	return g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_unref);
}

static guint count (GPtrArray *objects, PkiObjectType type)
{
	guint found = 0;
	for (guint i = 0; i < objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (objects, i);
		found += object->type == type;
	}
	return found;
}

/* "certificate certificate private-key" */
static char *kinds (GPtrArray *objects)
{
	GString *text = g_string_new (NULL);
	for (guint i = 0; i < objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (objects, i);
		g_string_append_printf (
			text, "%s%s", i > 0 ? " " : "", pki_object_type_name (object->type));
	}
	return g_string_free (text, FALSE);
}

static void assert_kinds (GPtrArray *objects, const char *expected)
{
	g_autofree char *got = kinds (objects);
	ck_assert_str_eq (got, expected);
}

static PkiUnlock open_with (const char *name, const char *passphrase, guint64 iterations,
	GPtrArray *out, GError **error)
{
	g_autoptr (GBytes) der = tool_read (name);
	g_autoptr (PkiSecret) secret =
		passphrase ? pki_secret_new (passphrase, strlen (passphrase)) : NULL;
	PkiReadOptions options = { .passphrase = secret };
	return pki_unlock_pkcs12 (tool_slice (der), &options, &iterations, 42, out, error);
}

static PkiUnlock open_pkcs12 (
	const char *name, const char *passphrase, GPtrArray *out, GError **error)
{
	return open_with (name, passphrase, SCAN_ITERATIONS, out, error);
}

static void assert_opens (const char *name, const char *passphrase, const char *expected)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) out = new_list ();
	PkiUnlock result = open_pkcs12 (name, passphrase, out, &error);
	ck_assert_msg (result == PKI_UNLOCK_DONE, "%s", error ? error->message : "?");
	assert_kinds (out, expected);
	for (guint i = 0; i < out->len; i++) {
		const PkiObject *object = g_ptr_array_index (out, i);
		ck_assert_int_eq (object->wrap, PKI_WRAP_PKCS12);
		ck_assert_uint_eq (object->offset, 42);
	}
}

static void assert_locked (const char *name, const char *passphrase, PkiErrorCode code)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) out = new_list ();
	PkiUnlock result = open_pkcs12 (name, passphrase, out, &error);
	g_autofree char *got = kinds (out);
	ck_assert_msg (result == PKI_UNLOCK_LOCKED, "%s opens: %s", name, got);
	ck_assert_msg (g_error_matches (error, PKI_ERROR, (int)code), "%s",
		error ? error->message : "no error");
	ck_assert_uint_eq (out->len, 0);
}

static void make_pair (void)
{
	tool_do ("openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -subj /CN=host -days 9 "
		 "-out cert.pem; openssl pkey -in key.pem -pubout -outform DER -out key.pub; "
		 "openssl x509 -in cert.pem -outform DER -out cert.der");
}

START_TEST (pkcs12_of_openssl)
{
	const char *options[] = { "", "-legacy", "-certpbe aes-128-cbc -keypbe aes-256-cbc",
		"-certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha512",
		"-certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-2DES -legacy",
		"-macalg sha384 -iter 1 -maciter", "-keypbe NONE -certpbe NONE" };
	make_pair ();
	for (gsize i = 0; i < G_N_ELEMENTS (options); i++) {
		tool_do ("openssl pkcs12 -export -in cert.pem -inkey key.pem %s -passout pass:gé "
			 "-out a.p12",
			options[i]);
		assert_opens ("a.p12", "gé", "certificate private-key");
		if (strstr (options[i], "NONE"))
			continue;
		assert_locked ("a.p12", NULL, PKI_ERROR_LOCKED);
		assert_locked ("a.p12", "wrong", PKI_ERROR_BAD_PASSPHRASE);
	}
}
END_TEST

START_TEST (what_is_inside_is_what_went_in)
{
	g_autoptr (GPtrArray) out = new_list ();
	make_pair ();
	tool_do ("openssl pkcs12 -export -in cert.pem -inkey key.pem -name 'the höst' -passout "
		 "pass:x -out a.p12");
	ck_assert_int_eq (open_pkcs12 ("a.p12", "x", out, NULL), PKI_UNLOCK_DONE);
	const PkiObject *certificate = g_ptr_array_index (out, 0);
	const PkiObject *key = g_ptr_array_index (out, 1);
	g_autoptr (GBytes) cert = tool_read ("cert.der");
	g_autoptr (GBytes) public = tool_read ("key.pub");
	ck_assert (pki_slice_equal (certificate->der, tool_slice (cert)));
	ck_assert (pki_slice_equal (key->der, tool_slice (public)));
	ck_assert_str_eq (certificate->friendly_name, "the höst");
	ck_assert_str_eq (key->friendly_name, "the höst");
	ck_assert_mem_eq (certificate->key_id, key->key_id, 32);
	ck_assert_uint_eq (pki_object_private_der (key).size, 0);
}
END_TEST

START_TEST (private_halves_are_kept_on_request)
{
	make_pair ();
	tool_do ("openssl pkcs12 -export -nocerts -inkey key.pem -passout pass:x -out a.p12; "
		 "openssl pkcs8 -topk8 -nocrypt -in key.pem -outform DER -out key.der");
	g_autoptr (GBytes) der = tool_read ("a.p12");
	g_autoptr (GBytes) plain = tool_read ("key.der");
	g_autoptr (PkiSecret) secret = pki_secret_new ("x", 1);
	g_autoptr (GPtrArray) out = new_list ();
	PkiReadOptions options = { .passphrase = secret, .keep_private = TRUE };
	guint64 iterations = SCAN_ITERATIONS;
	ck_assert_int_eq (pki_unlock_pkcs12 (tool_slice (der), &options, &iterations, 0, out, NULL),
		PKI_UNLOCK_DONE);
	ck_assert (pki_slice_equal (
		pki_object_private_der (g_ptr_array_index (out, 0)), tool_slice (plain)));
}
END_TEST

START_TEST (no_passphrase_and_the_empty_one)
{
	make_pair ();
	tool_do (
		"openssl pkcs12 -export -in cert.pem -inkey key.pem -passout pass: -out empty.p12; "
		"openssl x509 -in cert.pem -out c.pem; certtool --to-p12 --null-password "
		"--load-privkey key.pem --load-certificate cert.pem --p12-name x --outder "
		/* certtool 3.8.9 crashes on --null-password: then openssl's file once more. */
		"--outfile null.p12 2>/dev/null || cp empty.p12 null.p12; "
		"certtool --to-p12 --empty-password "
		"--load-privkey key.pem --load-certificate cert.pem --p12-name x --outder "
		"--outfile empty2.p12 2>/dev/null");
	assert_opens ("empty.p12", NULL, "certificate private-key");
	assert_opens ("empty.p12", "useless", "certificate private-key");
	g_autoptr (GPtrArray) out = new_list ();
	ck_assert_int_eq (
		open_with ("null.p12", NULL, DEMAND_ITERATIONS, out, NULL), PKI_UNLOCK_DONE);
	ck_assert_int_eq (
		open_with ("empty2.p12", NULL, DEMAND_ITERATIONS, out, NULL), PKI_UNLOCK_DONE);
	ck_assert_uint_eq (count (out, PKI_OBJECT_CERTIFICATE), 2);
	ck_assert_uint_eq (count (out, PKI_OBJECT_PRIVATE_KEY), 2);
}
END_TEST

START_TEST (pkcs12_of_certtool)
{
	const char *options[] = { "--pkcs-cipher arcfour --hash sha512",
		"--pkcs-cipher gost28147-tc26z --hash streebog-512" };
	make_pair ();
	for (gsize i = 0; i < G_N_ELEMENTS (options); i++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (GPtrArray) out = new_list ();
		tool_do ("certtool --to-p12 --load-privkey key.pem --load-certificate cert.pem "
			 "--p12-name x --password secret %s --outder --outfile a.p12 2>/dev/null",
			options[i]);
		PkiUnlock result = open_with ("a.p12", "secret", DEMAND_ITERATIONS, out, &error);
		ck_assert_msg (result == PKI_UNLOCK_DONE, "%s: %s", options[i],
			error ? error->message : "?");
		ck_assert_uint_eq (count (out, PKI_OBJECT_CERTIFICATE), 1);
		ck_assert_uint_eq (count (out, PKI_OBJECT_PRIVATE_KEY), 1);
		ck_assert_uint_eq (out->len, 2);
	}
}
END_TEST

START_TEST (certificates_beside_a_locked_key)
{
	make_pair ();
	tool_do ("openssl pkcs12 -export -in cert.pem -inkey key.pem -certpbe NONE -passout pass:x "
		 "-out a.p12");
	assert_opens ("a.p12", NULL, "certificate locked");
	assert_opens ("a.p12", "x", "certificate private-key");
	tool_do ("openssl pkcs12 -export -in cert.pem -inkey key.pem -nomac -passout pass:x -out "
		 "a.p12");
	assert_opens ("a.p12", NULL, "certificate locked");
	assert_opens ("a.p12", "wrong", "certificate locked");
	assert_opens ("a.p12", "x", "certificate private-key");
}
END_TEST

/* A curve that neither GnuTLS nor we can compute with, its public half left out, is a key still. */
START_TEST (keys_of_unknown_kinds_are_keys)
{
	tool_do ("openssl ecparam -name secp256k1 -genkey -noout | openssl ec -no_public -out "
		 "key.pem; openssl pkcs12 -export -nocerts -inkey key.pem -passout pass:x -out "
		 "a.p12");
	assert_opens ("a.p12", "x", "private-key");
}
END_TEST

/* GnuTLS stops at 32 bags. */
START_TEST (a_trust_store_of_many)
{
	make_pair ();
	tool_do ("for i in $(seq 150); do cat cert.pem; done > many.pem; openssl pkcs12 -export "
		 "-nokeys -in many.pem -passout pass:changeit -out many.p12");
	g_autoptr (GPtrArray) out = new_list ();
	ck_assert_int_eq (open_pkcs12 ("many.p12", "changeit", out, NULL), PKI_UNLOCK_DONE);
	ck_assert_uint_eq (count (out, PKI_OBJECT_CERTIFICATE), 150);
}
END_TEST

START_TEST (java_key_stores)
{
	const char *algorithms[] = { "-keyalg RSA", "-keyalg EC -groupname secp256r1",
		"-keyalg EC -groupname secp384r1", "-keyalg Ed25519", "-keyalg DSA" };
	if (!tool_try ("command -v keytool")) /* a big package for one test */
		return;
	for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (GPtrArray) out = new_list ();
		tool_do ("rm -f java.p12; keytool -genkeypair %s -alias host -dname CN=host "
			 "-keystore java.p12 -storetype PKCS12 -storepass changeit 2>/dev/null",
			algorithms[i]);
		PkiUnlock result = open_pkcs12 ("java.p12", "changeit", out, &error);
		ck_assert_msg (result == PKI_UNLOCK_DONE, "%s", error ? error->message : "?");
		assert_kinds (out, "private-key certificate");
		const PkiObject *key = g_ptr_array_index (out, 0);
		const PkiObject *certificate = g_ptr_array_index (out, 1);
		ck_assert_msg (memcmp (key->key_id, certificate->key_id, 32) == 0,
			"%s: key and certificate differ", algorithms[i]);
		ck_assert_str_eq (key->friendly_name, "host");
	}
}
END_TEST

START_TEST (iterations_are_bounded)
{
	make_pair ();
	tool_do ("openssl pkcs12 -export -in cert.pem -inkey key.pem -iter 400000 -passout pass:x "
		 "-out slow.p12; openssl pkcs12 -export -in cert.pem -inkey key.pem -iter "
		 "1000001 -passout pass:x -out slower.p12");
	/* Each try is 400,000: at the MAC, then at the certificate; the key is out of reach. */
	assert_locked ("slow.p12", NULL, PKI_ERROR_LOCKED);
	assert_opens ("slow.p12", "x", "certificate locked");
	assert_locked ("slower.p12", "x", PKI_ERROR_LIMIT);
}
END_TEST

/* Behind a MAC of 2^31 - 1 iterations, what is plain is shown at once and the key stays locked. */
START_TEST (hostile_counts_cost_nothing)
{
	make_pair ();
	tool_do ("openssl pkcs12 -export -in cert.pem -inkey key.pem -iter 40000 -certpbe NONE "
		 "-passout pass:x -out a.p12");
	g_autoptr (GBytes) bytes = tool_read ("a.p12");
	gsize size = g_bytes_get_size (bytes);
	g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size + 1);
	/* The last element, the MAC's count: INTEGER 00 9c 40. */
	ck_assert_mem_eq (copy + size - 5, "\x02\x03\x00\x9c\x40", 5);
	memcpy (copy + size - 3, "\x7f\xff\xff", 3);
	tool_write ("b.p12", copy, size);
	gint64 start = g_get_monotonic_time ();
	assert_opens ("b.p12", "x", "certificate locked");
	ck_assert_int_lt (g_get_monotonic_time () - start, G_USEC_PER_SEC);
}
END_TEST

/* Every cut gives an answer; none takes long, none says all is well with fewer things unsaid. */
START_TEST (truncated_pkcs12)
{
	make_pair ();
	tool_do ("openssl pkcs12 -export -in cert.pem -inkey key.pem -iter 1 -nomaciter -passout "
		 "pass:x -out a.p12");
	g_autoptr (GBytes) bytes = tool_read ("a.p12");
	g_autoptr (PkiSecret) secret = pki_secret_new ("x", 1);
	PkiReadOptions options = { .passphrase = secret };
	for (gsize size = 0; size < g_bytes_get_size (bytes); size++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (GPtrArray) out = new_list ();
		g_autofree guint8 *cut = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
		guint64 iterations = 1000;
		PkiUnlock result = pki_unlock_pkcs12 (
			pki_slice (cut, size), &options, &iterations, 0, out, &error);
		ck_assert_int_eq (result, PKI_UNLOCK_BROKEN);
		assert_error (error, PKI_ERROR_PARSE);
	}
}
END_TEST

/* One octet changed anywhere: an answer, and no harm. */
START_TEST (damaged_pkcs12)
{
	make_pair ();
	tool_do ("openssl pkcs12 -export -in cert.pem -inkey key.pem -iter 1 -nomaciter -certpbe "
		 "NONE -passout pass:x -out a.p12");
	g_autoptr (GBytes) bytes = tool_read ("a.p12");
	gsize size = g_bytes_get_size (bytes);
	g_autoptr (PkiSecret) secret = pki_secret_new ("x", 1);
	PkiReadOptions options = { .passphrase = secret };
	for (gsize i = 0; i < size; i++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (GPtrArray) out = new_list ();
		g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
		copy[i] ^= 0x81;
		guint64 iterations = 100000;
		PkiUnlock result = pki_unlock_pkcs12 (
			pki_slice (copy, size), &options, &iterations, 0, out, &error);
		ck_assert_msg (result != PKI_UNLOCK_DONE || out->len > 0, "%zu: nothing told", i);
		ck_assert_msg ((result == PKI_UNLOCK_DONE) == (error == NULL), "%zu", i);
	}
}
END_TEST

static PkiUnlock open_pkcs7 (const char *name, GPtrArray *out, GError **error)
{
	g_autoptr (GBytes) der = tool_read (name);
	return pki_unlock_pkcs7 (tool_slice (der), 42, out, error);
}

static void make_crl (void)
{
	tool_do ("touch index.txt; printf '[ca]\\ndefault_ca=a\\n[a]\\ndatabase=index.txt\\n"
		 "default_md=sha256\\ndefault_crl_days=5\\n' > ca.conf; openssl ca -config ca.conf "
		 "-gencrl -cert cert.pem -keyfile key.pem -out crl.pem");
}

START_TEST (pkcs7_of_openssl)
{
	make_pair ();
	make_crl ();
	const struct {
		const char *command, *expected;
	} cases[] = {
		{ "openssl crl2pkcs7 -nocrl -certfile cert.pem -outform DER -out a.p7b",
			"certificate" },
		{ "openssl crl2pkcs7 -in crl.pem -certfile cert.pem -certfile cert.pem -outform "
		  "DER -out a.p7b",
			"certificate certificate crl" },
		{ "openssl crl2pkcs7 -in crl.pem -outform DER -out a.p7b", "crl" },
		{ "openssl cms -sign -in cert.pem -signer cert.pem -inkey key.pem -outform DER "
		  "-out "
		  "a.p7b",
			"certificate" },
		{ "openssl cms -sign -in cert.pem -signer cert.pem -inkey key.pem -stream "
		  "-nodetach "
		  "-outform DER -out a.p7b",
			"certificate" },
		{ "openssl smime -sign -in cert.pem -signer cert.pem -inkey key.pem -stream "
		  "-nodetach -outform DER -out a.p7b",
			"certificate" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (GPtrArray) out = new_list ();
		tool_do ("%s", cases[i].command);
		PkiUnlock result = open_pkcs7 ("a.p7b", out, &error);
		ck_assert_msg (result == PKI_UNLOCK_DONE, "%s: %s", cases[i].command,
			error ? error->message : "?");
		assert_kinds (out, cases[i].expected);
		const PkiObject *first = g_ptr_array_index (out, 0);
		ck_assert_int_eq (first->wrap, PKI_WRAP_PKCS7);
		ck_assert_uint_eq (first->offset, 42);
		g_autoptr (GBytes) cert = tool_read ("cert.der");
		if (first->type == PKI_OBJECT_CERTIFICATE)
			ck_assert (pki_slice_equal (first->der, tool_slice (cert)));
	}
}
END_TEST

START_TEST (pkcs7_without_anything_to_show)
{
	const char *commands[] = {
		"openssl cms -encrypt -in cert.pem -outform DER -out a.p7b cert.pem",
		"openssl cms -data_create -in cert.pem -outform DER -out a.p7b",
		"openssl cms -digest_create -in cert.pem -outform DER -out a.p7b",
		"openssl cms -sign -nocerts -in cert.pem -signer cert.pem -inkey key.pem -outform "
		"DER -out a.p7b",
	};
	make_pair ();
	for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
		g_autoptr (GError) error = NULL;
		g_autoptr (GPtrArray) out = new_list ();
		tool_do ("%s", commands[i]);
		ck_assert_int_eq (open_pkcs7 ("a.p7b", out, &error), PKI_UNLOCK_BROKEN);
		assert_error (error, PKI_ERROR_UNSUPPORTED);
		ck_assert_uint_eq (out->len, 0);
	}
}
END_TEST

START_TEST (pkcs7_with_something_odd_inside)
{
	make_pair ();
	tool_do ("openssl crl2pkcs7 -nocrl -certfile cert.pem -certfile cert.pem -outform DER -out "
		 "a.p7b");
	g_autoptr (GBytes) bytes = tool_read ("a.p7b");
	g_autoptr (GBytes) cert = tool_read ("cert.der");
	gsize size = g_bytes_get_size (bytes);
	g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
	guint8 *second = memmem (copy, size, g_bytes_get_data (cert, NULL), 30);
	second[4] = 0x02; /* no SEQUENCE begins the certificate any more */
	g_autoptr (GPtrArray) out = new_list ();
	ck_assert_int_eq (pki_unlock_pkcs7 (pki_slice (copy, size), 0, out, NULL), PKI_UNLOCK_DONE);
	assert_kinds (out, "certificate unreadable");
}
END_TEST

START_TEST (truncated_pkcs7_keeps_what_is_whole)
{
	guint most = 0;
	make_pair ();
	tool_do ("openssl crl2pkcs7 -nocrl -certfile cert.pem -certfile cert.pem -outform DER -out "
		 "a.p7b; openssl cms -sign -in cert.pem -signer cert.pem -inkey key.pem -stream "
		 "-nodetach -outform DER -out b.p7b");
	const char *names[] = { "a.p7b", "b.p7b" };
	for (gsize file = 0; file < G_N_ELEMENTS (names); file++) {
		g_autoptr (GBytes) bytes = tool_read (names[file]);
		for (gsize size = 0; size < g_bytes_get_size (bytes); size++) {
			g_autoptr (GError) error = NULL;
			g_autoptr (GPtrArray) out = new_list ();
			g_autofree guint8 *cut = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
			PkiUnlock result = pki_unlock_pkcs7 (pki_slice (cut, size), 0, out, &error);
			ck_assert ((result == PKI_UNLOCK_DONE) == (out->len > 0));
			most = MAX (most, count (out, PKI_OBJECT_CERTIFICATE));
		}
	}
	ck_assert_uint_eq (most, 2);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("bundle");
	TCase *tests = tcase_create ("bundle");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, pkcs12_of_openssl);
	tcase_add_test (tests, what_is_inside_is_what_went_in);
	tcase_add_test (tests, private_halves_are_kept_on_request);
	tcase_add_test (tests, no_passphrase_and_the_empty_one);
	tcase_add_test (tests, pkcs12_of_certtool);
	tcase_add_test (tests, certificates_beside_a_locked_key);
	tcase_add_test (tests, keys_of_unknown_kinds_are_keys);
	tcase_add_test (tests, a_trust_store_of_many);
	tcase_add_test (tests, java_key_stores);
	tcase_add_test (tests, iterations_are_bounded);
	tcase_add_test (tests, hostile_counts_cost_nothing);
	tcase_add_test (tests, truncated_pkcs12);
	tcase_add_test (tests, damaged_pkcs12);
	tcase_add_test (tests, pkcs7_of_openssl);
	tcase_add_test (tests, pkcs7_without_anything_to_show);
	tcase_add_test (tests, pkcs7_with_something_odd_inside);
	tcase_add_test (tests, truncated_pkcs7_keeps_what_is_whole);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
