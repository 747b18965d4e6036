/* The profiles that are shipped: each is read and makes what its table says, seen by openssl and
 * certtool; and what is no profile is refused by name of the key. */
#include "config.h"

#include "src/ca/profile.h"

#include <stdlib.h>

#include "src/base/error.h"
#include "tests/unit/ca-made.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define SERVER "TLS Web Server Authentication"
#define CLIENT "TLS Web Client Authentication"
#define BOTH   SERVER ", " CLIENT

typedef struct {
	const char *name;
	const char *purposes; /* as openssl writes them; NULL: none */
	const char *usage;
	const char *subject; /* for the name x1 */
	const char *needs; /* an alternative name it can't do without */
	gboolean ca;
	PkiKeyType key_type;
	PkiKeyFormat key_format;
	int days;
	const char *file_name;
} Row;

static const Row rows[] = {
	{ "root-ca", NULL, "Certificate Sign, CRL Sign", "CN=x1", NULL, TRUE,
		PKI_KEY_TYPE_ECDSA_P384, PKI_KEY_FORMAT_PKCS8, 3650, "x1" },
	{ "intermediate-ca", NULL, "Certificate Sign, CRL Sign", "CN=x1", NULL, TRUE,
		PKI_KEY_TYPE_ECDSA_P256, PKI_KEY_FORMAT_PKCS8, 1825, "x1" },
	{ "tls-server", SERVER, "Digital Signature", "CN=x1", "DNS:x1", FALSE,
		PKI_KEY_TYPE_ECDSA_P256, PKI_KEY_FORMAT_PKCS8, 365, "x1" },
	{ "tls-client", CLIENT, "Digital Signature", "CN=x1", NULL, FALSE, PKI_KEY_TYPE_ECDSA_P256,
		PKI_KEY_FORMAT_PKCS8, 365, "x1" },
	{ "tls-peer", BOTH, "Digital Signature", "CN=x1", "IP:10.0.0.1", FALSE,
		PKI_KEY_TYPE_ECDSA_P256, PKI_KEY_FORMAT_PKCS8, 365, "x1" },
	{ "etcd-server", BOTH, "Digital Signature", "CN=x1", "DNS:x1", FALSE,
		PKI_KEY_TYPE_ECDSA_P256, PKI_KEY_FORMAT_PKCS8, 365, "x1" },
	{ "etcd-peer", BOTH, "Digital Signature", "CN=x1", "DNS:x1", FALSE, PKI_KEY_TYPE_ECDSA_P256,
		PKI_KEY_FORMAT_PKCS8, 365, "x1-peer" },
	{ "etcd-client", CLIENT, "Digital Signature", "CN=x1", NULL, FALSE, PKI_KEY_TYPE_ECDSA_P256,
		PKI_KEY_FORMAT_PKCS8, 365, "x1" },
	{ "kubeedge-ca", BOTH, "Digital Signature, Certificate Sign, CRL Sign", "CN=KubeEdge", NULL,
		TRUE, PKI_KEY_TYPE_ECDSA_P256, PKI_KEY_FORMAT_TRADITIONAL, 3650, "x1" },
	{ "kubeedge-cloudcore", SERVER, "Digital Signature", "CN=KubeEdge,O=KubeEdge",
		"IP:10.0.0.1", FALSE, PKI_KEY_TYPE_ECDSA_P256, PKI_KEY_FORMAT_TRADITIONAL, 365,
		"x1" },
	{ "kubeedge-edge", CLIENT, "Digital Signature", "CN=system:node:x1,O=system:nodes", NULL,
		FALSE, PKI_KEY_TYPE_ECDSA_P256, PKI_KEY_FORMAT_TRADITIONAL, 365, "x1" },
	{ "tidb-server", BOTH, "Digital Signature", "CN=x1", "IP:10.0.0.1", FALSE,
		PKI_KEY_TYPE_ECDSA_P256, PKI_KEY_FORMAT_PKCS8, 365, "x1" },
	{ "tikv-server", BOTH, "Digital Signature", "CN=x1", "IP:10.0.0.1", FALSE,
		PKI_KEY_TYPE_ECDSA_P256, PKI_KEY_FORMAT_PKCS8, 365, "x1" },
	{ "pd-server", BOTH, "Digital Signature", "CN=x1", "IP:10.0.0.1", FALSE,
		PKI_KEY_TYPE_ECDSA_P256, PKI_KEY_FORMAT_PKCS8, 365, "x1" },
	{ "tidb-client", CLIENT, "Digital Signature", "CN=x1", NULL, FALSE, PKI_KEY_TYPE_ECDSA_P256,
		PKI_KEY_FORMAT_PKCS8, 365, "x1" },
	{ "email", "E-mail Protection", "Digital Signature, Key Encipherment", "CN=x1",
		"EMAIL:a@example.org", FALSE, PKI_KEY_TYPE_RSA_3072, PKI_KEY_FORMAT_PKCS8, 730,
		"x1" },
	{ "code-signing", "Code Signing", "Digital Signature", "CN=x1", NULL, FALSE,
		PKI_KEY_TYPE_RSA_3072, PKI_KEY_FORMAT_PKCS8, 730, "x1" },
};

static void assert_extension (const char *extension, const char *value)
{
	g_autofree char *shown = tool_text (
		"openssl x509 -in leaf.crt -noout -ext %s 2>/dev/null | sed -n '2s/^ *//p'",
		extension);
	ck_assert_str_eq (shown, value);
}

START_TEST (makes_what_its_table_says)
{
	const Row *row = &rows[_i];
	g_auto (Made) root = made_root ("root-ca", "Root");
	g_autoptr (PkiOrder) order = made_order (row->name, "x1", row->needs, NULL);
	g_auto (Made) leaf = made_issue (order, &root, NULL);
	const PkiProfile *profile = order->profile;
	made_write (&root, "root");
	made_write (&leaf, "leaf");
	tool_do ("openssl verify -x509_strict -CAfile root.crt leaf.crt");
	tool_do ("certtool --verify --load-ca-certificate root.crt --infile leaf.crt");
	g_autofree char *subject =
		tool_text ("openssl x509 -in leaf.crt -noout -subject -nameopt RFC2253 | "
			   "sed 's/^subject=//'");
	ck_assert_str_eq (subject, row->subject);
	assert_extension ("keyUsage", row->usage);
	assert_extension ("extendedKeyUsage", row->purposes ? row->purposes : "");
	tool_do ("openssl x509 -in leaf.crt -noout -ext keyUsage,basicConstraints | grep -c "
		 "critical "
		 "| grep -qx 2");
	tool_do ("openssl x509 -in leaf.crt -noout -ext basicConstraints | grep -q CA:%s",
		row->ca ? "TRUE" : "FALSE");
	tool_do ("test \"$(openssl x509 -in leaf.crt -noout -text | grep -o 'Version: .')\" = "
		 "'Version: 3'");
	ck_assert_int_eq (profile->key_type, row->key_type);
	ck_assert_int_eq (profile->key_format, row->key_format);
	ck_assert_int_eq (profile->days, row->days);
	g_autofree char *file_name = pki_profile_file_name (profile, "x1");
	ck_assert_str_eq (file_name, row->file_name);
	if (!row->ca)
		ck_assert_ptr_nonnull (profile->names_hint);
}
END_TEST

/* What is needed is asked for, with the reason that the profile tells. */
START_TEST (refuses_without_the_names_it_needs)
{
	const Row *row = &rows[_i];
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiOrder) order = made_order (row->name, "x1", NULL);
	order->suggested = TRUE;
	g_autoptr (PkiTerms) terms =
		pki_terms_decide (order, NULL, NULL, NULL, pki_time_now (), &error);
	ck_assert_msg (!terms == !!row->needs, "%s", row->name);
	if (!row->needs)
		return;
	assert_error (error, PKI_ERROR_INVALID_INPUT);
	ck_assert_ptr_nonnull (strstr (error->message, order->profile->names_hint));
}
END_TEST

START_TEST (tells_what_to_do_next)
{
	g_autoptr (PkiProfile) profile = made_profile (rows[_i].name);
	g_autofree char *steps =
		pki_profile_next_steps (profile, "NAME", "CRT", "KEY", "CHAIN", "CA", "CAS");
	ck_assert_ptr_nonnull (steps);
	ck_assert_ptr_null (strstr (steps, "{"));
	ck_assert (strstr (steps, "CRT") || strstr (steps, "CHAIN"));
}
END_TEST

/* No profile is shipped that is not in the table, and the program has them all. */
START_TEST (all_are_known)
{
	g_autofree char *files = tool_text ("cd \"$top_srcdir/data/profiles\" && ls | sed -n "
					    "'s/\\.profile$//p' | sort | tr '\\n' ' '");
	g_autoptr (GPtrArray) names = g_ptr_array_new ();
	for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
		g_ptr_array_add (names, (char *)rows[i].name);
	g_autofree char *compiled = tool_text ("sed -n 's,.*profiles/\\(.*\\)\\.profile<.*,\\1,p' "
					       "\"$top_srcdir/data/pkitty.gresource.xml\""
					       " | sort | tr '\\n' ' '");
	ck_assert_str_eq (files, compiled);
	g_auto (GStrv) listed = g_strsplit (g_strstrip (files), " ", -1);
	ck_assert_uint_eq (g_strv_length (listed), names->len);
	for (guint i = 0; i < names->len; i++)
		ck_assert (g_strv_contains ((const char *const *)listed, names->pdata[i]));
}
END_TEST

START_TEST (texts_are_translated)
{
	g_setenv ("LANGUAGE", "zh_CN", TRUE);
	g_autoptr (PkiProfile) profile = made_profile (rows[_i].name);
	const char *texts[] = { profile->title, profile->purpose, profile->next_steps,
		profile->names_hint };
	for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
		gboolean beyond = FALSE;
		if (!texts[i] || g_str_has_prefix (texts[i], "KubeEdge C"))
			continue;
		for (const char *at = texts[i]; *at; at = g_utf8_next_char (at))
			beyond = beyond || g_unichar_get_script (g_utf8_get_char (at)) ==
						   G_UNICODE_SCRIPT_HAN;
		ck_assert_msg (beyond, "%s: %s", rows[_i].name, texts[i]);
	}
	g_unsetenv ("LANGUAGE");
}
END_TEST

#define HEAD                                                                                       \
	"[Profile]\nTitle=t\nPurpose=p\nKeyUsage=digitalSignature\nExtendedKeyUsage=serverAuth\n"  \
	"Subject=CN={name}\nKey=ecdsa-p256\n"

START_TEST (what_is_wrong_is_named)
{
	static const struct {
		const char *text, *word; /* NULL: it is right */
	} cases[] = {
		{ HEAD, NULL },
		{ HEAD "Days=90\nLongestDays=90\nFileName={name}-x\n", NULL },
		{ HEAD "ExtendedKeyUsage=1.2.3.4;serverAuth\n", NULL },
		{ "", "empty" },
		{ "\x30\x82\x01\x02", "Profile" },
		{ "[Profile]\nTitle=\xff\n", "Profile" },
		{ "[Other]\nTitle=t\n", "one group" },
		{ HEAD "[Other]\nx=y\n", "one group" },
		{ HEAD "Titel=x\n", "Titel" },
		{ HEAD "Title[de]=x\nTitel[de]=x\n", "Titel" },
		{ HEAD "Days=0\n", "Days" },
		{ HEAD "Days=many\n", "Days" },
		{ HEAD "Days=99999999999999\n", "Days" },
		{ HEAD "Days=10\nLongestDays=5\n", "LongestDays" },
		{ HEAD "KeyUsage=digitalSignature;sign\n", "KeyUsage" },
		{ HEAD "KeyUsage=digitalSignature;keyCertSign\n", "keyCertSign" },
		{ HEAD "CertificateAuthority=true\n", "keyCertSign" },
		{ HEAD "CertificateAuthority=perhaps\n", "true or false" },
		{ HEAD "PathLength=1\n", "PathLength" },
		{ HEAD "ExtendedKeyUsage=\n", "purpose" },
		{ HEAD "ExtendedKeyUsage=webServer\n", "ExtendedKeyUsage" },
		{ HEAD "Subject=CN=\n", "Subject" },
		{ HEAD "Subject=CN={nmae}\n", "{nmae}" },
		{ HEAD "RequiredNames=HOST\n", "RequiredNames" },
		{ HEAD "RequiredNames=EMAIL\nAllowedNames=DNS\n", "AllowedNames" },
		{ HEAD "SuggestedNames=localhost\n", "DNS:" },
		{ HEAD "SuggestedNames=IP:localhost\n", "10.0.0.11" },
		{ HEAD "Key=dsa\n", "dsa" },
		{ HEAD "AllowedKeys=rsa-2048\n", "AllowedKeys" },
		{ HEAD "KeyFormat=pem\n", "pkcs8" },
		{ HEAD "FileName=../{name}\n", "FileName" },
		{ HEAD "FileName=fixed\n", "FileName" },
		{ HEAD "NextSteps={secret}\n", "{secret}" },
		{ "[Profile]\nTitle=t\n", "Purpose" },
	};
	g_autoptr (GError) error = NULL;
	g_autoptr (GBytes) text = g_bytes_new_static (cases[_i].text, strlen (cases[_i].text));
	g_autoptr (PkiProfile) profile = pki_profile_parse ("test", text, &error);
	if (!cases[_i].word) {
		assert_no_error (error);
		return;
	}
	ck_assert_ptr_null (profile);
	assert_error (error, PKI_ERROR_PARSE);
	ck_assert_msg (strstr (error->message, cases[_i].word) != NULL, "%s", error->message);
	ck_assert (g_utf8_validate (error->message, -1, NULL));
}
END_TEST

START_TEST (a_file_without_end_is_refused)
{
	g_autoptr (GError) error = NULL;
	gsize size = 1 << 20;
	char *blanks = g_malloc (size);
	memset (blanks, '#', size);
	g_autoptr (GBytes) text = g_bytes_new_take (blanks, size);
	ck_assert_ptr_null (pki_profile_parse ("test", text, &error));
	assert_error (error, PKI_ERROR_LIMIT);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("ca-profile");
	TCase *tests = tcase_create ("ca-profile");
	tcase_set_timeout (tests, 120);
	tcase_add_loop_test (tests, makes_what_its_table_says, 0, G_N_ELEMENTS (rows));
	tcase_add_loop_test (tests, refuses_without_the_names_it_needs, 0, G_N_ELEMENTS (rows));
	tcase_add_loop_test (tests, tells_what_to_do_next, 0, G_N_ELEMENTS (rows));
	tcase_add_test (tests, all_are_known);
	tcase_add_loop_test (tests, texts_are_translated, 0, G_N_ELEMENTS (rows));
	tcase_add_loop_test (tests, what_is_wrong_is_named, 0, 34);
	tcase_add_test (tests, a_file_without_end_is_refused);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
