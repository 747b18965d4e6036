#include "config.h"

#include "src/base/hex.h"
#include "src/base/time.h"
#include "src/x509/general-name.h"
#include "src/x509/object.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define CA_BUNDLE "/etc/ssl/certs/ca-certificates.crt"

static PkiObject *read_certificate (const char *name)
{
	g_autoptr (GBytes) der = tool_read (name);
	PkiObject *object = pki_object_new (PKI_OBJECT_CERTIFICATE, der, tool_slice (der));
	ck_assert_msg (object != NULL, "%s", name);
	return object;
}

/* The lines that openssl prints with the options of PRINT. */
#define PRINT                                                                                      \
	"-noout -subject -issuer -serial -startdate -enddate -dateopt iso_8601 "                   \
	"-nameopt RFC2253,-esc_msb,utf8"

/* openssl's names of attributes where ours are RFC 4514's. */
static char *as_we_write (const char *text)
{
	g_autoptr (GString) out = g_string_new (text);
	g_string_replace (out, "street=", "STREET=", 0);
	return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *time_line (const char *label, gint64 time)
{
	g_autofree char *text = pki_time_format (time);
	g_strdelimit (text, "T", ' ');
	return g_strdup_printf ("%s=%s", label, text);
}

static char *our_lines (const PkiObject *object)
{
	g_autofree char *subject = pki_object_subject (object);
	g_autofree char *issuer = pki_object_issuer (object);
	g_autofree char *serial = pki_object_serial (object);
	g_autofree char *before = time_line ("notBefore", object->certificate.not_before);
	g_autofree char *after = time_line ("notAfter", object->certificate.not_after);
	g_autofree char *number = g_ascii_strup (serial, -1);
	/* openssl leaves the octet out that keeps the number positive. */
	const char *digits =
		strlen (number) > 2 && g_str_has_prefix (number, "00") ? number + 2 : number;
	return g_strdup_printf ("subject=%s\nissuer=%s\nserial=%s\n%s\n%s\n", subject, issuer,
		digits, before, after);
}

static void assert_as_openssl_prints (const char *name)
{
	g_autofree char *raw = tool_text ("openssl x509 -in %s " PRINT, name);
	g_autofree char *theirs = as_we_write (raw);
	g_autoptr (PkiObject) object = read_certificate (name);
	g_autofree char *ours = our_lines (object);
	ck_assert_str_eq (g_strchomp (ours), theirs);
}

static void assert_key (
	const char *name, const char *algorithm, guint bits, const char *expected_curve)
{
	g_autoptr (PkiObject) object = read_certificate (name);
	PkiPublicKey key;
	ck_assert (pki_object_public_key (object, &key));
	g_autofree char *words = pki_public_key_words (&key);
	ck_assert (g_str_has_prefix (words, algorithm));
	/* A name such as Ed25519 tells the size. */
	ck_assert_int_eq (strchr (words, ' ') != NULL, algorithm[0] != 'E' || algorithm[1] != 'd');
	g_autofree char *found = pki_public_key_algorithm (&key);
	g_autofree char *curve = pki_public_key_curve (&key);
	ck_assert_str_eq (found, algorithm);
	ck_assert_uint_eq (pki_public_key_bits (&key), bits);
	ck_assert_pstr_eq (curve, expected_curve);
	ck_assert_msg (object->sins == 0, "%s: sins %x", name, object->sins);

	g_autofree char *sum = tool_text (
		"openssl x509 -in %s -noout -pubkey | openssl pkey -pubin -outform DER | "
		"sha256sum | cut -c1-64",
		name);
	g_autofree char *id = pki_hex_encode (pki_slice (object->key_id, 32));
	ck_assert_str_eq (id, sum);
}

START_TEST (keys_of_every_kind)
{
	static const struct {
		const char *options;
		const char *algorithm;
		guint bits;
		const char *curve;
		const char *signature;
	} kinds[] = {
		{ "-algorithm RSA -pkeyopt rsa_keygen_bits:1024", "RSA", 1024, NULL,
			"sha256WithRSAEncryption" },
		{ "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024", "RSA-PSS", 1024, NULL,
			"RSASSA-PSS" },
		{ "-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "ECDSA", 256, "P-256",
			"ecdsa-with-SHA256" },
		{ "-algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit",
			"ECDSA", 256, "explicit", "ecdsa-with-SHA256" },
		{ "-algorithm ED25519", "Ed25519", 256, NULL, "Ed25519" },
		{ "-algorithm ED448", "Ed448", 456, NULL, "Ed448" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
		tool_do ("openssl genpkey %s -out k.key\n"
			 "openssl req -x509 -new -key k.key -subj /CN=k%zu -outform DER -out k.crt",
			kinds[i].options, i);
		assert_key ("k.crt", kinds[i].algorithm, kinds[i].bits, kinds[i].curve);
		g_autoptr (PkiObject) object = read_certificate ("k.crt");
		g_autofree char *signature = pki_object_signature_algorithm (object);
		ck_assert_str_eq (signature, kinds[i].signature);
		assert_as_openssl_prints ("k.crt");
	}
	tool_do ("openssl dsaparam -genkey -out k.key 1024\n"
		 "openssl req -x509 -new -sha256 -key k.key -subj /CN=dsa -outform DER -out k.crt");
	assert_key ("k.crt", "DSA", 1024, NULL);
}
END_TEST

/* Every curve that openssl has: the name we give it, and its bits. */
START_TEST (curves)
{
	g_autofree char *text = tool_text (
		"openssl ecparam -list_curves | sed -n 's/^ *\\([^ ]*\\) *:.*over a \\([0-9]*\\) "
		"bit.*/\\1 \\2/p'");
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	guint count = 0;
	for (char **line = lines; *line && **line; line++) {
		g_auto (GStrv) words = g_strsplit (*line, " ", 2);
		g_autoptr (GBytes) der = tool_run ("openssl ecparam -name %s -genkey | "
						   "openssl pkey -pubout -outform DER",
			words[0]);
		PkiPublicKey key;
		ck_assert (pki_public_key_parse (tool_slice (der), &key));
		g_autofree char *curve = pki_public_key_curve (&key);
		ck_assert_msg (pki_public_key_bits (&key) == (guint)atoi (words[1]), "%s", *line);
		ck_assert_msg (g_str_has_prefix (curve, "P-") || g_str_equal (curve, words[0]),
			"%s is called %s", words[0], curve);
		count++;
	}
	ck_assert_uint_ge (count, 10);
}
END_TEST

/* Keys that openssl does not know, made and named by certtool. */
START_TEST (gost_keys)
{
	static const char *const types[] = { "gost01", "gost12-256", "gost12-512" };
	for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
		tool_do ("certtool --generate-privkey --key-type %s --no-text --outfile g.key\n"
			 "certtool --load-privkey g.key --pubkey-info >g.txt\n"
			 "certtool --load-privkey g.key --pubkey-info --no-text --outder "
			 "--outfile g.der",
			types[i]);
		g_autofree char *name = tool_text ("sed -n 's/.*Key Algorithm: //p' g.txt");
		g_autofree char *named = tool_text ("sed -n 's/.*Curve:[\t ]*//p' g.txt");
		g_autoptr (GBytes) der = tool_read ("g.der");
		PkiPublicKey key;
		gboolean parsed = pki_public_key_parse (tool_slice (der), &key);
		ck_assert (parsed);
		g_autofree char *algorithm = pki_public_key_algorithm (&key);
		g_autofree char *curve = pki_public_key_curve (&key);
		ck_assert_str_eq (algorithm, name);
		ck_assert_str_eq (curve, named);
		ck_assert_uint_eq (pki_public_key_bits (&key), i == 2 ? 512 : 256);
	}
}
END_TEST

static void assert_strings (char **strings, const char *expected)
{
	ck_assert_ptr_nonnull (strings);
	g_autofree char *text = g_strjoinv (" ", strings);
	g_strfreev (strings);
	ck_assert_str_eq (text, expected);
}

static void assert_names (const PkiObject *object, const char *expected)
{
	PkiSlice rest;
	PkiGeneralName name;
	g_autoptr (GString) text = g_string_new (NULL);
	ck_assert (pki_object_alternative_names (object, &rest));
	while (pki_general_name_next (&rest, &name, NULL)) {
		g_autoptr (GString) one = pki_general_name_text (&name);
		g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", one->str);
	}
	ck_assert_str_eq (text->str, expected);
}

static void assert_purposes (const PkiObject *object, const char *expected)
{
	PkiDer purposes;
	g_autoptr (GString) text = g_string_new (NULL);
	ck_assert (pki_object_purposes (object, &purposes));
	for (char *name; (name = pki_object_next_purpose (&purposes)); g_free (name))
		g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", name);
	ck_assert_str_eq (text->str, expected);
}

#define EXTENSIONS                                                                                 \
	"-addext subjectAltName=DNS:a.example,IP:10.0.0.11,IP:2001:db8::1,email:a@b.c,"            \
	"URI:spiffe://x/y,RID:1.2.3.4,otherName:1.2.3.4\\;UTF8:hi "                                \
	"-addext keyUsage=critical,digitalSignature,keyEncipherment,keyCertSign "                  \
	"-addext extendedKeyUsage=serverAuth,clientAuth,1.2.3.4.5 "
#define NAMES                                                                                      \
	"DNS:a.example IP:10.0.0.11 IP:2001:db8::1 EMAIL:a@b.c URI:spiffe://x/y RID:1.2.3.4 "      \
	"OTHER:1.2.3.4"

START_TEST (extensions)
{
	tool_do ("openssl genpkey -algorithm ED25519 -out e.key\n"
		 "openssl req -x509 -new -key e.key -subj /O=x/OU=y -outform DER -out "
		 "e.crt " EXTENSIONS "-addext basicConstraints=critical,CA:TRUE,pathlen:2\n"
		 "openssl req -new -key e.key -subj /O=x -outform DER -out e.csr " EXTENSIONS);
	g_autoptr (PkiObject) object = read_certificate ("e.crt");
	int length;
	ck_assert (pki_object_is_ca (object, &length));
	ck_assert_int_eq (length, 2);
	assert_names (object, NAMES);
	assert_strings (
		pki_object_key_usage (object), "digitalSignature keyEncipherment keyCertSign");
	assert_purposes (object, "serverAuth clientAuth 1.2.3.4.5");
	ck_assert (pki_object_is_self_issued (object));
	ck_assert_uint_eq (object->sins, 0);
	g_autofree char *name = pki_object_name (object);
	ck_assert_str_eq (name, "a.example");

	g_autoptr (GBytes) der = tool_read ("e.csr");
	g_autoptr (PkiObject) request = pki_object_new (PKI_OBJECT_REQUEST, der, tool_slice (der));
	ck_assert_ptr_nonnull (request);
	ck_assert_uint_eq (request->sins, 0);
	assert_names (request, NAMES);
	assert_purposes (request, "serverAuth clientAuth 1.2.3.4.5");
	g_autofree char *subject = pki_object_subject (request);
	ck_assert_str_eq (subject, "O=x");
	ck_assert_ptr_null (pki_object_issuer (request));
	ck_assert (memcmp (request->key_id, object->key_id, 32) == 0);
}
END_TEST

START_TEST (key_identifiers)
{
	tool_do ("openssl genpkey -algorithm ED25519 -out e.key\n"
		 "openssl req -x509 -new -key e.key -subj /CN=x -outform DER -out e.crt");
	g_autoptr (PkiObject) object = read_certificate ("e.crt");
	g_autofree char *printed = tool_text (
		"openssl x509 -in e.crt -noout -ext subjectKeyIdentifier | sed -n '2s/[ :]//gp' | "
		"tr A-F a-f");
	g_autofree char *id = pki_object_subject_key_id (object);
	g_autofree char *authority = pki_object_authority_key_id (object);
	ck_assert_str_eq (id, printed);
	ck_assert_str_eq (authority, id);
}
END_TEST

/* Replaces the first occurrence of FROM by TO, of the same size, and reads the result. */
static PkiObject *read_changed (const char *from, const char *to, gsize size)
{
	g_autoptr (GBytes) der = tool_read ("odd.crt");
	gsize total;
	guint8 *data = g_bytes_unref_to_data (g_steal_pointer (&der), &total);
	guint8 *place = memmem (data, total, from, size);
	ck_assert_ptr_nonnull (place);
	memcpy (place, to, size);
	g_autoptr (GBytes) changed = g_bytes_new_take (data, total);
	return pki_object_new (PKI_OBJECT_CERTIFICATE, changed, tool_slice (changed));
}

START_TEST (what_is_odd_is_shown_with_a_remark)
{
	static const struct {
		const char *from;
		const char *to;
		gsize size;
		guint32 sins;
	} changes[] = {
		{ "\xa0\x03\x02\x01\x02", "\xa0\x03\x02\x01\x07", 5,
			PKI_SIN_BAD_VERSION | PKI_SIN_EXTENSIONS_IN_OLD_VERSION },
		{ "\xa0\x03\x02\x01\x02", "\xa0\x03\x02\x01\x01", 5,
			PKI_SIN_EXTENSIONS_IN_OLD_VERSION },
		{ "\x02\x01\x05\x30", "\x02\x01\x85\x30", 4, PKI_SIN_BAD_SERIAL },
		{ "\x06\x03\x2b\x65\x70\x30", "\x06\x03\x2b\x65\x71\x30", 6,
			PKI_SIN_ALGORITHM_MISMATCH },
		{ "260101000000Z", "260101000099Z", 13, PKI_SIN_BAD_TIME },
		{ "\x0c\x03odd", "\x0c\x03o\xff\xff", 5, PKI_SIN_BAD_TEXT },
		{ "\x03\x21\x00", "\x03\x21\x09", 3, PKI_SIN_BAD_KEY },
		{ "\x01\x01\xff", "\x01\x01\x01", 3, PKI_SIN_BAD_BOOLEAN },
		{ "\x55\x1d\x23", "\x55\x1d\x0e", 3,
			PKI_SIN_DUPLICATE_EXTENSION | PKI_SIN_BAD_EXTENSION },
		{ "\x82\x03"
		  "dns",
			"\x82\x03"
			"d\xff\xff",
			5, PKI_SIN_BAD_GENERAL_NAME },
	};
	tool_do ("openssl genpkey -algorithm ED25519 -out e.key\n"
		 "printf '[ca]\\ndefault_ca=d\\n[d]\\nnew_certs_dir=.\\ndatabase=index\\n"
		 "serial=serial\\npolicy=p\\ndefault_md=null\\n[p]\\ncommonName=supplied\\n' "
		 ">ca.cnf\n"
		 "printf 'basicConstraints=critical,CA:TRUE\\nsubjectKeyIdentifier=hash\\n"
		 "authorityKeyIdentifier=keyid:always\\nsubjectAltName=DNS:dns\\n' >ext\n"
		 ": >index; echo 05 >serial\n"
		 "openssl req -new -utf8 -key e.key -subj /CN=odd -out odd.csr\n"
		 "openssl ca -batch -config ca.cnf -selfsign -keyfile e.key -in odd.csr -extfile "
		 "ext "
		 "-startdate 20260101000000Z -enddate 20270101000000Z -out odd.pem -notext\n"
		 "openssl x509 -in odd.pem -outform DER -out odd.crt");
	g_autoptr (PkiObject) clean = read_certificate ("odd.crt");
	ck_assert_uint_eq (clean->sins, 0);
	for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
		g_autoptr (PkiObject) object =
			read_changed (changes[i].from, changes[i].to, changes[i].size);
		ck_assert_msg (object != NULL, "%zu", i);
		ck_assert_msg (object->sins == changes[i].sins, "%zu: sins %x", i, object->sins);
		g_autofree char *issuer = pki_object_issuer (object);
		ck_assert_msg (g_str_has_prefix (issuer, "CN=o"), "%s", issuer);
	}
}
END_TEST

/* All that a reader does with an object. */
static void use_names (const PkiObject *object)
{
	PkiSlice rest;
	PkiGeneralName name;
	if (!pki_object_alternative_names (object, &rest))
		return;
	while (pki_general_name_next (&rest, &name, NULL))
		g_string_free (pki_general_name_text (&name), TRUE);
}

static void use (const PkiObject *object)
{
	g_autofree char *subject = pki_object_subject (object);
	g_autofree char *issuer = pki_object_issuer (object);
	g_autofree char *name = pki_object_name (object);
	g_autofree char *serial = pki_object_serial (object);
	g_autofree char *id = pki_object_subject_key_id (object);
	g_autofree char *authority = pki_object_authority_key_id (object);
	g_autofree char *signature = pki_object_signature_algorithm (object);
	use_names (object);
	g_strfreev (pki_object_key_usage (object));
	PkiDer purposes;
	if (pki_object_purposes (object, &purposes))
		for (char *purpose; (purpose = pki_object_next_purpose (&purposes));)
			g_free (purpose);
	pki_object_is_ca (object, NULL);
	pki_object_is_self_issued (object);
}

static void read_as_anything (const guint8 *data, gsize size)
{
	/* Memory of exactly that size, so that a sanitizer sees a step beyond it. */
	g_autoptr (GBytes) bytes = g_bytes_new (data, size);
	for (int type = 0; type < PKI_OBJECT_LOCKED; type++) {
		g_autoptr (PkiObject) object =
			pki_object_new ((PkiObjectType)type, bytes, tool_slice (bytes));
		if (object)
			use (object);
	}
}

START_TEST (truncated_and_mutated_bytes_never_crash)
{
	static const char *const files[] = { "h.crt", "h.csr", "h.crl" };
	tool_do ("openssl genpkey -algorithm ED25519 -out h.key\n"
		 "openssl req -x509 -new -key h.key -subj /O=x/CN=y -outform DER -out "
		 "h.crt " EXTENSIONS "\nopenssl x509 -in h.crt -inform DER -out h.pem\n"
		 "openssl req -new -key h.key -subj /O=x -outform DER -out h.csr " EXTENSIONS
		 "\nprintf '[ca]\\ndefault_ca=d\\n[d]\\ndatabase=index\\ndefault_md=null\\n"
		 "default_crl_days=9\\ncrl_extensions=x\\n[x]\\nauthorityKeyIdentifier=keyid\\n' "
		 ">crl.cnf\n"
		 "printf "
		 "'R\\t270101000000Z\\t260101000000Z,keyCompromise\\t05\\tunknown\\t/CN=z\\n' "
		 ">index\n"
		 "openssl ca -config crl.cnf -gencrl -keyfile h.key -cert h.pem -out h.crl.pem\n"
		 "openssl crl -in h.crl.pem -outform DER -out h.crl");
	g_autoptr (GRand) random = g_rand_new_with_seed (20261121);
	for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
		g_autoptr (GBytes) file = tool_read (files[i]);
		PkiSlice whole = tool_slice (file);
		for (gsize size = 0; size <= whole.size; size++)
			read_as_anything (whole.data, size);
		for (guint round = 0; round < 3000; round++) {
			g_autofree guint8 *copy = g_memdup2 (whole.data, whole.size);
			int changes = g_rand_int_range (random, 1, 4);
			for (int n = 0; n < changes; n++)
				copy[g_rand_int_range (random, 0, (gint32)whole.size)] =
					(guint8)g_rand_int (random);
			read_as_anything (copy, whole.size);
		}
	}
}
END_TEST

/* The certificates of Mozilla, as the package ca-certificates installs them. */
START_TEST (certificates_of_the_system)
{
	if (!g_file_test (CA_BUNDLE, G_FILE_TEST_EXISTS))
		return;
	tool_do ("awk '/BEGIN/ { n++ } { print >sprintf (\"s%%03d.pem\", n) }' " CA_BUNDLE "\n"
		 "for file in s*.pem; do openssl x509 -in $file -outform DER -out "
		 "${file%%.pem}.crt; "
		 "openssl x509 -in $file " PRINT "; done >printed");
	g_autoptr (GBytes) printed = tool_read ("printed");
	g_autofree char *raw =
		g_strndup (g_bytes_get_data (printed, NULL), g_bytes_get_size (printed));
	g_autofree char *theirs = as_we_write (raw);
	g_autoptr (GString) ours = g_string_new (NULL);
	guint count = 0;
	for (;; count++) {
		g_autofree char *name = g_strdup_printf ("s%03u.crt", count + 1);
		g_autofree char *path = g_build_filename (tool_folder (), name, NULL);
		if (!g_file_test (path, G_FILE_TEST_EXISTS))
			break;
		g_autoptr (PkiObject) object = read_certificate (name);
		g_autofree char *lines = our_lines (object);
		g_string_append (ours, lines);
	}
	ck_assert_uint_gt (count, 50);
	ck_assert_str_eq (ours->str, theirs);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("certificate");
	TCase *tests = tcase_create ("certificate");
	tcase_set_timeout (tests, 300);
	tcase_add_test (tests, keys_of_every_kind);
	tcase_add_test (tests, curves);
	tcase_add_test (tests, gost_keys);
	tcase_add_test (tests, extensions);
	tcase_add_test (tests, key_identifiers);
	tcase_add_test (tests, what_is_odd_is_shown_with_a_remark);
	tcase_add_test (tests, truncated_and_mutated_bytes_never_crash);
	tcase_add_test (tests, certificates_of_the_system);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
