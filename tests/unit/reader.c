#include "config.h"

#include "src/base/hex.h"
#include "src/x509/pem.h"
#include "src/x509/reader.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

/* What a reader of these tests starts from: a key, its certificate, and other forms of both. */
static void make_files (void)
{
	tool_do ("openssl genpkey -algorithm ED25519 -out a.key\n"
		 "openssl req -x509 -new -key a.key -subj /CN=a -out a.crt\n"
		 "openssl x509 -in a.crt -outform DER -out a.der\n"
		 "openssl req -new -key a.key -subj /CN=req -out a.csr\n"
		 "openssl pkey -in a.key -pubout -out a.pub");
}

static PkiContents *read_with (const char *name, const PkiReadOptions *options)
{
	g_autoptr (GBytes) bytes = tool_read (name);
	return pki_contents_read (bytes, options);
}

/* "certificate(a) private-key unreadable", and what was passed: " +1 parameters". */
static char *summary (const PkiContents *contents)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < contents->objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (contents->objects, i);
		g_autofree char *name = pki_object_name (object);
		g_string_append_printf (
			out, "%s%s", i > 0 ? " " : "", pki_object_type_name (object->type));
		if (name)
			g_string_append_printf (out, "(%s)", name);
	}
	for (int i = 0; i < PKI_PASSED_N; i++) {
		if (contents->passed[i] > 0)
			g_string_append_printf (
				out, "%s+%u/%d", out->len > 0 ? " " : "", contents->passed[i], i);
	}
	return g_string_free (out, FALSE);
}

/* What the file holds, and the sins of its first object. */
static void assert_reads (const char *name, const char *expected, guint32 sins)
{
	g_autoptr (PkiContents) contents = read_with (name, NULL);
	g_autofree char *text = summary (contents);
	ck_assert_msg (g_str_equal (text, expected), "%s: %s, not %s", name, text, expected);
	if (contents->objects->len > 0) {
		const PkiObject *first = g_ptr_array_index (contents->objects, 0);
		ck_assert_msg (first->sins == sins, "%s: sins %x", name, first->sins);
	}
}

START_TEST (pem_as_it_is_found)
{
	static const struct {
		const char *command;
		guint32 sins;
	} forms[] = {
		{ "cat a.crt", 0 },
		{ "openssl x509 -in a.crt -text", 0 },
		{ "sed 's/$/\\r/' a.crt", 0 },
		{ "tr '\\n' '\\r' <a.crt", 0 },
		{ "printf '\\357\\273\\277'; cat a.crt", 0 },
		{ "printf '\\377\\376'; iconv -t UTF-16LE a.crt", 0 },
		{ "printf '\\376\\377'; iconv -t UTF-16BE a.crt", 0 },
		{ "printf %s \"$(cat a.crt)\"", 0 },
		{ "sed 's/$/  \\t/' a.crt", 0 },
		{ "sed 's/^/    /' a.crt", 0 },
		{ "echo -----BEGIN CERTIFICATE-----; base64 -w0 a.der; echo; "
		  "echo -----END CERTIFICATE-----",
			0 },
		{ "echo -----BEGIN CERTIFICATE-----; base64 -w700 a.der; "
		  "echo -----END CERTIFICATE-----",
			0 },
		{ "printf '%s' \"$(tr '\\n' ' ' <a.crt)\"", 0 },
		{ "tr -d '\\n' <a.crt", 0 },
		{ "sed 's/CERTIFICATE/X509 CERTIFICATE/' a.crt", 0 },
		{ "openssl x509 -in a.crt -trustout -addtrust serverAuth -setalias me", 0 },
		{ "sed 's/CERTIFICATE/PRIVATE KEY/' a.crt", PKI_SIN_WRONG_LABEL },
		{ "sed 's/CERTIFICATE/DH PARAMETERS/' a.crt", PKI_SIN_WRONG_LABEL },
		{ "sed 's/CERTIFICATE/NEVER SEEN/' a.crt", PKI_SIN_WRONG_LABEL },
		{ "grep -v END a.crt", PKI_SIN_BAD_BASE64 },
		{ "grep -v END a.crt; echo 'Some words behind.'", PKI_SIN_BAD_BASE64 },
		{ "sed 's/END CERT/END PERT/' a.crt", PKI_SIN_BAD_BASE64 },
		{ "sed '3s/^/!/' a.crt", PKI_SIN_BAD_BASE64 },
		{ "sed '/^[^-]/s/^/\"/; /^[^-]/s/$/\\\\n\"/' a.crt", PKI_SIN_BAD_BASE64 },
		{ "sed 's/=*$//' a.crt; printf '\\0\\0'", 0 },
		{ "printf 'a\\0b\\n'; cat a.crt", 0 },
		{ "iconv -t UTF-16LE a.crt", 0 },
		{ "iconv -t UTF-16BE a.crt", 0 },
		{ "printf '\\377\\376\\0\\0'; iconv -t UTF-32LE a.crt", 0 },
		{ "printf '\\0\\0\\376\\377'; iconv -t UTF-32BE a.crt", 0 },
		{ "iconv -t UTF-32LE a.crt", 0 },
		{ "iconv -t UTF-32BE a.crt", 0 },
		{ "{ echo Schlüssel; cat a.crt; } | iconv -f UTF-8 -t UTF-16LE", 0 },
		{ "{ echo 密钥; cat a.crt; } | iconv -f UTF-8 -t UTF-16BE", 0 },
		{ "{ echo 密钥; cat a.crt; } | iconv -f UTF-8 -t UTF-32LE", 0 },
		{ "{ echo 密钥; cat a.crt; } | iconv -f UTF-8 -t UTF-32BE", 0 },
		/* What is read octet by octet is not hidden by what is put behind it. */
		{ "echo 密钥; cat a.crt; sed 's/CERT/DH PARAMETERS/' a.crt | iconv -t UTF-16LE",
			0 },
	};
	make_files ();
	for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
		tool_do ("{ %s; } >form", forms[i].command);
		g_autoptr (PkiContents) contents = read_with ("form", NULL);
		g_autofree char *text = summary (contents);
		ck_assert_msg (
			g_str_equal (text, "certificate(a)"), "%s: %s", forms[i].command, text);
		const PkiObject *object = g_ptr_array_index (contents->objects, 0);
		/* Ed25519 certificates may or may not need padding. */
		guint32 sins = i == 24 ? object->sins & ~(guint32)PKI_SIN_BAD_BASE64 : object->sins;
		ck_assert_msg (sins == forms[i].sins, "%s: sins %x", forms[i].command, sins);
		ck_assert_int_eq (object->wrap, PKI_WRAP_PEM);
	}
}
END_TEST

START_TEST (every_label)
{
	make_files ();
	tool_do ("openssl req -in a.csr -out new -newhdr\n"
		 "openssl genrsa -traditional -out rsa 1024\n"
		 "openssl rsa -in rsa -RSAPublicKey_out -out rsapub\n"
		 "openssl ecparam -name prime256v1 -genkey -out ec\n"
		 "openssl dsaparam -genkey -out dsa0 1024; openssl dsa -in dsa0 -out dsa\n"
		 "openssl pkcs8 -topk8 -in a.key -passout pass:x -out enc\n"
		 "openssl rsa -in rsa -traditional -aes128 -passout pass:x -out dek\n"
		 "openssl crl2pkcs7 -nocrl -certfile a.crt -out p7\n"
		 "sed 's/PKCS7/PKCS #7 SIGNED DATA/' p7 >p7s; sed 's/PKCS7/CMS/' p7 >cms\n"
		 "openssl cms -encrypt -in a.crt -outform PEM -out enveloped -secretkey "
		 "000102030405060708090a0b0c0d0e0f -secretkeyid 01 -aes128\n"
		 "openssl dhparam -dsaparam -out dh 512");
	assert_reads ("a.csr", "request(req)", 0);
	assert_reads ("new", "request(req)", 0);
	assert_reads ("a.key", "private-key", 0);
	assert_reads ("a.pub", "public-key", 0);
	assert_reads ("rsa", "private-key", 0);
	assert_reads ("rsapub", "public-key", 0);
	assert_reads ("ec", "private-key +1/4", 0);
	assert_reads ("dsa", "private-key", 0);
	assert_reads ("enc", "locked", 0);
	assert_reads ("dek", "locked", 0);
	assert_reads ("p7", "certificate(a)", 0);
	assert_reads ("p7s", "certificate(a)", 0);
	assert_reads ("cms", "certificate(a)", 0);
	assert_reads ("enveloped", "+1/0", 0);
	assert_reads ("dh", "+1/4", 0);
	tool_do ("printf -- '-----BEGIN PGP PUBLIC KEY BLOCK-----\\n\\nmQ==\\n-----END PGP PUBLIC "
		 "KEY "
		 "BLOCK-----\\n-----BEGIN OPENSSH PRIVATE KEY-----\\nb3Blbg==\\n-----END OPENSSH "
		 "PRIVATE KEY-----\\n' >pass\n"
		 "printf -- '-----BEGIN SOMETHING ELSE-----\\nb3Blbg==\\n-----END SOMETHING "
		 "ELSE-----' "
		 ">>pass");
	assert_reads ("pass", "+1/2 +1/3 +1/5", 0);
}
END_TEST

START_TEST (passphrases_open)
{
	g_autoptr (PkiSecret) passphrase = pki_secret_new ("x", 1);
	PkiReadOptions options = {
		.passphrase = passphrase, .iterations = 1000000, .keep_private = TRUE
	};
	make_files ();
	tool_do ("openssl genrsa -out rsa 1024\n"
		 "openssl pkcs8 -topk8 -in rsa -passout pass:x -out enc\n"
		 "openssl rsa -in rsa -traditional -aes128 -passout pass:x -out dek\n"
		 "sed 's/^/  /' dek >indented\n"
		 "openssl rsa -in rsa -pubout -outform DER -out rsa.pub\n"
		 "openssl rsa -in rsa -traditional -outform DER -out rsa.der\n"
		 "openssl pkcs8 -topk8 -nocrypt -in rsa -outform DER -out rsa.p8");
	g_autoptr (GBytes) spki = tool_read ("rsa.pub");
	static const char *const files[] = { "enc", "dek", "indented" };
	for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
		g_autoptr (GBytes) private = tool_read (i == 0 ? "rsa.p8" : "rsa.der");
		g_autoptr (PkiContents) contents = read_with (files[i], &options);
		ck_assert_uint_eq (contents->objects->len, 1);
		const PkiObject *key = g_ptr_array_index (contents->objects, 0);
		ck_assert_int_eq (key->type, PKI_OBJECT_PRIVATE_KEY);
		ck_assert (pki_slice_equal (key->der, tool_slice (spki)));
		ck_assert (pki_slice_equal (pki_object_private_der (key), tool_slice (private)));
	}
	g_autoptr (PkiContents) plain = read_with ("rsa", NULL);
	ck_assert_uint_eq (pki_object_private_der (g_ptr_array_index (plain->objects, 0)).size, 0);
}
END_TEST

START_TEST (a_line_tells_the_public_key)
{
	make_files ();
	tool_do ("openssl pkcs8 -topk8 -in a.key -passout pass:x -out enc\n"
		 "id=$(openssl pkey -in a.key -pubout -outform DER | sha256sum | cut -c1-64)\n"
		 "{ echo \"Public-Key: sha256:$id\"; cat enc; } >told\n"
		 "{ echo \"Public-Key: sha256:$id\"; cat a.crt enc; } >far");
	g_autoptr (PkiContents) certificate = read_with ("a.crt", NULL);
	g_autoptr (PkiContents) told = read_with ("told", NULL);
	g_autoptr (PkiContents) far = read_with ("far", NULL);
	const PkiObject *a = g_ptr_array_index (certificate->objects, 0);
	const PkiObject *locked = g_ptr_array_index (told->objects, 0);
	ck_assert_int_eq (locked->type, PKI_OBJECT_LOCKED);
	ck_assert (locked->has_key_id);
	ck_assert_mem_eq (locked->key_id, a->key_id, 32);
	locked = g_ptr_array_index (far->objects, 1);
	ck_assert_int_eq (locked->type, PKI_OBJECT_LOCKED);
	ck_assert (!locked->has_key_id);
}
END_TEST

START_TEST (der_alone_in_a_row_and_with_a_tail)
{
	make_files ();
	tool_do ("openssl req -in a.csr -outform DER -out csr.der\n"
		 "openssl pkey -in a.key -outform DER -out key.der\n"
		 "openssl pkey -in a.key -pubout -outform DER -out pub.der\n"
		 "openssl pkcs8 -topk8 -in a.key -passout pass:x -outform DER -out enc.der\n"
		 "openssl crl2pkcs7 -nocrl -certfile a.crt -outform DER -out p7.der\n"
		 "openssl pkcs12 -export -in a.crt -inkey a.key -passout pass: -out empty.p12\n"
		 "openssl pkcs12 -export -in a.crt -inkey a.key -passout pass:x -out x.p12\n"
		 "cat a.der csr.der key.der >row\n"
		 "{ cat a.der; echo tail; } >tail; { cat a.der; cat a.csr; } >both\n"
		 "head -c 200 a.der >cut; head -c 10000 /dev/urandom >random");
	assert_reads ("a.der", "certificate(a)", 0);
	assert_reads ("csr.der", "request(req)", 0);
	assert_reads ("key.der", "private-key", 0);
	assert_reads ("pub.der", "public-key", 0);
	assert_reads ("enc.der", "locked", 0);
	assert_reads ("p7.der", "certificate(a)", 0);
	assert_reads ("empty.p12", "certificate(a) private-key", 0);
	assert_reads ("row", "certificate(a) request(req) private-key", 0);
	assert_reads ("tail", "certificate(a)", PKI_SIN_TRAILING_BYTES);
	assert_reads ("both", "certificate(a) request(req)", PKI_SIN_TRAILING_BYTES);
	assert_reads ("cut", "unreadable", 0);
	tool_do (
		"openssl req -x509 -newkey rsa:1024 -nodes -keyout rsa.key -subj /CN=s -out s.crt\n"
		"openssl cms -sign -nocerts -in a.crt -signer s.crt -inkey rsa.key -outform DER "
		"-out bare.p7s\n"
		"printf '\\376\\355\\376\\355\\0\\0\\0\\2' >keystore");
	assert_reads ("bare.p7s", "+1/0", 0);
	assert_reads ("keystore", "+1/5", 0);
	g_autoptr (PkiContents) locked = read_with ("x.p12", NULL);
	ck_assert_uint_gt (locked->objects->len, 0);
	const PkiObject *first = g_ptr_array_index (locked->objects, 0);
	ck_assert_int_eq (first->type, PKI_OBJECT_LOCKED);
}
END_TEST

START_TEST (base64_inside_other_texts)
{
	static const struct {
		const char *command;
		const char *expected;
	} forms[] = {
		{ "printf 'kind: Secret\\ndata:\\n  tls.crt: %s\\n  tls.key: %s\\n' "
		  "$(base64 -w0 a.crt) $(base64 -w0 a.key)",
			"certificate(a) private-key" },
		{ "printf '{\"ca\":\"%s\",\"n\":1}' $(base64 -w0 a.der)", "certificate(a)" },
		{ "printf '{\"ca\":\"%s\"}' \"$(sed ':a;N;$!ba;s/\\n/\\\\n/g' a.crt)\"",
			"certificate(a)" },
		{ "printf '{\"ca\":\"%s\"}' \"$(sed ':a;N;$!ba;s/\\n/\\\\r\\\\n/g; s|/|\\\\/|g; "
		  "s/+/\\\\u002b/g' a.crt)\"",
			"certificate(a)" },
		{ "echo 'ca: |'; sed 's/^/    /' a.crt; echo 'key: |-'; sed 's/^/    /' a.key",
			"certificate(a) private-key" },
		{ "echo 'ca: >'; base64 a.crt | sed 's/^/    /'; echo 'other: thing'",
			"certificate(a)" },
		{ "base64 a.der", "certificate(a)" },
		{ "base64 -w0 a.crt | base64 -w0", "certificate(a)" },
		{ "echo words; cat a.crt; echo \"x: $(base64 -w0 a.csr)\"; cat a.pub",
			"certificate(a) request(req) public-key" },
		{ "printf '{\"key\":\"%s\"}' \"$(sed ':a;N;$!ba;s/\\n/\\\\r\\\\n/g' a.dek)\"",
			"locked" },
		{ "printf 'char key[] = \"'; sed 's/$/\\\\n\\\\/' a.dek; echo '\";'", "locked" },
		{ "head -c 100000 /dev/zero | base64 -w0", "" },
		{ "seq 20000", "" },
	};
	make_files ();
	tool_do ("openssl ecparam -name prime256v1 -genkey -noout | "
		 "openssl ec -aes128 -passout pass:secret -out a.dek");
	for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
		tool_do ("{ %s; } >form", forms[i].command);
		assert_reads ("form", forms[i].expected, 0);
	}
}
END_TEST

/* One object of type unreadable whose error says where it is and holds REASON. */
static void assert_unreadable (const char *command, gsize offset, const char *reason)
{
	tool_do ("{ %s; } >form", command);
	g_autoptr (PkiContents) contents = read_with ("form", NULL);
	ck_assert_msg (contents->objects->len == 1, "%s", command);
	const PkiObject *object = g_ptr_array_index (contents->objects, 0);
	g_autofree char *place = g_strdup_printf ("at byte %zu: ", offset);
	ck_assert_int_eq (object->type, PKI_OBJECT_UNREADABLE);
	ck_assert_uint_eq (object->offset, offset);
	ck_assert_msg (g_str_has_prefix (object->error, place), "%s", object->error);
	ck_assert_msg (strstr (object->error, reason) != NULL, "%s", object->error);
}

START_TEST (what_cannot_be_read_is_told)
{
	make_files ();
	assert_unreadable ("printf -- '-----BEGIN CERTIFICATE-----\\n-----END CERTIFICATE-----\\n'",
		0, "there is no data");
	assert_unreadable ("echo x; head -3 a.crt", 2, "no END line");
	assert_unreadable ("head -3 a.crt; tail -1 a.crt", 0, "ends before its length");
	assert_unreadable (
		"head -3 a.crt; echo '***'; tail -1 a.crt", 0, "damaged 158 bytes behind");
	assert_unreadable ("head -c 100 a.der", 0, "ends before");
	assert_unreadable ("openssl pkey -in a.key -outform DER | head -c 47", 0, "ends before");
	assert_unreadable ("openssl pkey -in a.key -outform DER | head -c 20", 0, "ends before");
	assert_unreadable (
		"openssl pkey -in a.key -pubout -outform DER | head -c 43", 0, "ends before");
	assert_unreadable ("printf '0\\202\\001\\006\\002\\204\\377\\377\\377\\377'; head -c 256 "
			   "/dev/zero | tr '\\0' '0'",
		0, "damaged 4 bytes behind");
	assert_unreadable ("sed 's/CERTIFICATE/CERTIFICATE REQUEST/' a.pub | sed '2s/M/A/'", 0,
		"is not that, or is damaged");
	/* One octet is wrong, and the whole could be some other ASN.1. */
	assert_unreadable ("at=$(openssl asn1parse -inform DER -in a.der | "
			   "awk -F: '/INTEGER/ { at = $1 } END { print at + 0 }'); "
			   "head -c $at a.der; printf '\\014'; tail -c +$((at + 2)) a.der",
		0, "is none of them, or is damaged");
	/* Words about PEM are not PEM. */
	tool_do ("echo 'It starts with -----BEGIN CERTIFICATE----- in a line.' >form");
	assert_reads ("form", "", 0);
}
END_TEST

START_TEST (many_blocks_and_hostile_rows)
{
	make_files ();
	tool_do ("i=0; while test $i -lt 300; do cat a.crt; i=$((i + 1)); done >many\n"
		 "yes -- '-----BEGIN CERTIFICATE-----' | head -200000 >begins\n"
		 "head -c 5000000 /dev/zero | tr '\\0' - >dashes\n"
		 "head -c 5000000 /dev/zero | tr '\\0' 0 >zeros\n"
		 "yes '0\200' | tr -d '\\n' | head -c 5000000 >nested");
	g_autoptr (PkiContents) many = read_with ("many", NULL);
	ck_assert_uint_eq (many->objects->len, 300);
	const PkiObject *last = g_ptr_array_index (many->objects, 299);
	g_autoptr (GBytes) one = tool_read ("a.crt");
	ck_assert_uint_eq (last->offset, 299 * g_bytes_get_size (one));

	g_autoptr (PkiContents) begins = read_with ("begins", NULL);
	ck_assert_uint_eq (begins->objects->len, 101);
	last = g_ptr_array_index (begins->objects, 100);
	ck_assert_ptr_nonnull (strstr (last->error, "199900 more blocks"));
	assert_reads ("dashes", "", 0);
	assert_reads ("zeros", "", 0);
	g_autoptr (PkiContents) nested = read_with ("nested", NULL);
	ck_assert_uint_le (nested->objects->len, 1);
}
END_TEST

START_TEST (mutated_texts_never_crash)
{
	make_files ();
	tool_do ("{ echo \"x: $(base64 -w0 a.crt)\"; cat a.crt a.key a.csr a.pub; "
		 "openssl crl2pkcs7 -nocrl -certfile a.crt; "
		 "openssl pkcs8 -topk8 -in a.key -passout pass:x; } >all");
	g_autoptr (GBytes) file = tool_read ("all");
	PkiSlice whole = tool_slice (file);
	g_autoptr (GRand) random = g_rand_new_with_seed (20261121);
	for (guint round = 0; round < 1000; round++) {
		gsize size = (gsize)g_rand_int_range (random, 0, (gint32)whole.size);
		guint8 *copy = g_memdup2 (whole.data, whole.size);
		for (guint n = 0; n < round % 20; n++)
			copy[g_rand_int_range (random, 0, (gint32)whole.size)] =
				(guint8)g_rand_int (random);
		g_autoptr (GBytes) bytes = g_bytes_new_take (copy, round % 2 ? size : whole.size);
		g_autoptr (PkiContents) contents = pki_contents_read (bytes, NULL);
		g_autofree char *text = summary (contents);
	}
}
END_TEST

START_TEST (pem_is_written_as_openssl_writes_it)
{
	make_files ();
	g_autoptr (GBytes) der = tool_read ("a.der");
	g_autoptr (GBytes) pem = tool_read ("a.crt");
	g_autofree char *text = pki_pem_encode ("CERTIFICATE", NULL, tool_slice (der));
	ck_assert (pki_slice_equal (tool_slice (pem), pki_slice (text, strlen (text))));
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("reader");
	TCase *tests = tcase_create ("reader");
	tcase_set_timeout (tests, 120);
	tcase_add_test (tests, pem_as_it_is_found);
	tcase_add_test (tests, every_label);
	tcase_add_test (tests, passphrases_open);
	tcase_add_test (tests, a_line_tells_the_public_key);
	tcase_add_test (tests, der_alone_in_a_row_and_with_a_tail);
	tcase_add_test (tests, base64_inside_other_texts);
	tcase_add_test (tests, what_cannot_be_read_is_told);
	tcase_add_test (tests, many_blocks_and_hostile_rows);
	tcase_add_test (tests, mutated_texts_never_crash);
	tcase_add_test (tests, pem_is_written_as_openssl_writes_it);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
