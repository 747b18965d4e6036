/* Certificates and requests made: openssl and certtool say whether they hold, and what is not to be
 * made is refused. */
#include "config.h"

#include "src/ca/certificate-maker.h"
#include "src/ca/name-constraint.h"
#include "src/ca/request-maker.h"

#include <stdlib.h>

#include "src/base/error.h"
#include "src/x509/field.h"
#include "tests/unit/ca-made.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

static void assert_verifies (const char *root, const char *leaf)
{
	tool_do ("openssl verify -x509_strict -CAfile %s %s", root, leaf);
	tool_do ("certtool --verify --load-ca-certificate %s --infile %s", root, leaf);
}

static PkiTerms *decide (const PkiOrder *order, const PkiObject *issuer, GError **error)
{
	return pki_terms_decide (order, issuer, NULL, NULL, pki_time_now (), error);
}

static void assert_refused (
	const PkiOrder *order, const PkiObject *issuer, int code, const char *word)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiTerms) terms = decide (order, issuer, &error);
	ck_assert_ptr_null (terms);
	ck_assert_msg (g_error_matches (error, PKI_ERROR, code), "%s", error->message);
	ck_assert_msg (
		strstr (error->message, word) != NULL, "no “%s” in: %s", word, error->message);
}

START_TEST (each_key_type_signs_each)
{
	static const char *const algorithms[PKI_KEY_TYPE_N] = { "sha256WithRSAEncryption",
		"sha256WithRSAEncryption", "sha256WithRSAEncryption", "ecdsa-with-SHA256",
		"ecdsa-with-SHA384", "ecdsa-with-SHA512", "ED25519", "ED448" };
	g_autoptr (PkiOrder) root_order = made_order ("root-ca", "Root", NULL);
	root_order->has_key_type = TRUE;
	root_order->key_type = (PkiKeyType)_i;
	g_auto (Made) root = made_issue (root_order, NULL, NULL);
	made_write (&root, "root");
	assert_verifies ("root.crt", "root.crt");
	tool_do ("openssl x509 -in root.crt -noout -text | grep -c 'Signature Algorithm: %s$' | "
		 "grep -qx 2",
		algorithms[_i]);
	for (guint type = 0; type < PKI_KEY_TYPE_N; type++) {
		g_autoptr (PkiOrder) order =
			made_order ("tls-server", "www", "DNS:www.example.org", "IP:::1", NULL);
		order->has_key_type = TRUE;
		order->key_type = type;
		g_auto (Made) leaf = made_issue (order, &root, NULL);
		made_write (&leaf, "leaf");
		assert_verifies ("root.crt", "leaf.crt");
		tool_do ("openssl verify -x509_strict -purpose sslserver -verify_hostname "
			 "www.example.org -verify_ip ::1 -CAfile root.crt leaf.crt");
		gboolean rsa = pki_key_type_is_rsa (type);
		ck_assert (rsa == tool_try ("openssl x509 -in leaf.crt -noout -ext keyUsage | "
					    "grep -q 'Key Encipherment'"));
	}
}
END_TEST

START_TEST (a_chain_with_constraints_holds)
{
	g_auto (Made) root = made_root ("root-ca", "Root");
	g_autoptr (PkiOrder) order = made_order ("intermediate-ca", "etcd-ca", NULL);
	g_ptr_array_add (order->permitted, g_strdup ("DNS:internal"));
	g_ptr_array_add (order->permitted, g_strdup ("IP:10.0.0.0/8"));
	g_ptr_array_add (order->permitted, g_strdup ("IP:2001:db8::/32"));
	g_ptr_array_add (order->excluded, g_strdup ("DNS:bad.internal"));
	g_ptr_array_add (order->crl_urls, g_strdup ("http://pki.example.org/root.crl"));
	g_ptr_array_add (order->issuer_urls, g_strdup ("http://pki.example.org/root.crt"));
	g_ptr_array_add (order->ocsp_urls, g_strdup ("http://ocsp.example.org"));
	g_auto (Made) middle = made_issue (order, &root, NULL);
	g_autoptr (PkiOrder) leaf_order = made_order (
		"etcd-peer", "etcd1", "DNS:etcd1.internal", "IP:10.1.2.3", "IP:2001:db8::1", NULL);
	g_autoptr (GPtrArray) chain = g_ptr_array_new ();
	g_ptr_array_add (chain, root.certificate);
	g_auto (Made) leaf = made_issue (leaf_order, &middle, chain);
	made_write (&root, "root");
	made_write (&middle, "middle");
	made_write (&leaf, "leaf");
	tool_do ("openssl verify -x509_strict -CAfile root.crt -untrusted middle.crt leaf.crt");
	tool_do ("cat leaf.crt middle.crt root.crt >chain.pem; certtool --verify-chain --infile "
		 "chain.pem");
	tool_do ("openssl x509 -in middle.crt -noout -text >middle.txt");
	tool_do ("grep -q 'Name Constraints: critical' middle.txt");
	tool_do ("grep -q 'IP:10.0.0.0/255.0.0.0' middle.txt && grep -q 'DNS:bad.internal' "
		 "middle.txt");
	tool_do ("grep -q 'CA:TRUE, pathlen:0' middle.txt");
	tool_do ("grep -q 'URI:http://pki.example.org/root.crl' middle.txt");
	tool_do ("grep -q 'CA Issuers - URI:http://pki.example.org/root.crt' middle.txt");
	tool_do ("grep -q 'OCSP - URI:http://ocsp.example.org' middle.txt");
	tool_do ("test \"$(openssl x509 -in leaf.crt -noout -ext authorityKeyIdentifier | tail -1 "
		 "| tr "
		 "-d ' ')\" = \"$(openssl x509 -in middle.crt -noout -ext subjectKeyIdentifier | "
		 "tail "
		 "-1 | tr -d ' ')\"");
	static const char *const forbidden[] = { "DNS:etcd1.example.org", "DNS:a.bad.internal",
		"IP:11.0.0.1", "IP:2001:db9::1", "DNS:*.org" };
	for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++) {
		g_autoptr (PkiOrder) wrong = made_order ("etcd-peer", "x", forbidden[i], NULL);
		assert_refused (wrong, middle.certificate, PKI_ERROR_PERMISSION, "etcd-ca");
	}
}
END_TEST

/* Our judgement of constraints against openssl's, on certificates that are made all the same. */
START_TEST (constraints_are_judged_as_openssl_does)
{
	static const struct {
		const char *permitted, *excluded, *profile, *name, *subject;
	} cases[] = {
		{ "DNS:example.org", NULL, "tls-server", "DNS:example.org", NULL },
		{ "DNS:example.org", NULL, "tls-server", "DNS:a.b.example.org", NULL },
		{ "DNS:example.org", NULL, "tls-server", "DNS:notexample.org", NULL },
		{ "DNS:example.org", NULL, "tls-server", "DNS:example.com", NULL },
		{ "DNS:example.org", NULL, "tls-server", "DNS:*.example.org", NULL },
		{ "DNS:example.org", NULL, "tls-server", "IP:10.0.0.1", NULL },
		{ NULL, "DNS:bad.example.org", "tls-server", "DNS:a.bad.example.org", NULL },
		{ NULL, "DNS:bad.example.org", "tls-server", "DNS:good.example.org", NULL },
		{ "IP:10.0.0.0/8", NULL, "tls-server", "IP:10.255.0.1", NULL },
		{ "IP:10.0.0.0/8", NULL, "tls-server", "IP:11.0.0.1", NULL },
		{ "IP:10.0.0.0/8", NULL, "tls-server", "IP:::1", NULL },
		{ "IP:10.16.0.0/12", NULL, "tls-server", "IP:10.31.0.1", NULL },
		{ "IP:10.16.0.0/12", NULL, "tls-server", "IP:10.32.0.1", NULL },
		{ NULL, "IP:0.0.0.0/0", "tls-server", "IP:10.32.0.1", NULL },
		{ "EMAIL:example.org", NULL, "email", "EMAIL:a@example.org", NULL },
		{ "EMAIL:example.org", NULL, "email", "EMAIL:a@b.example.org", NULL },
		{ "EMAIL:.example.org", NULL, "email", "EMAIL:a@b.example.org", NULL },
		{ "EMAIL:.example.org", NULL, "email", "EMAIL:a@example.org", NULL },
		{ "EMAIL:a@example.org", NULL, "email", "EMAIL:a@example.org", NULL },
		{ "EMAIL:a@example.org", NULL, "email", "EMAIL:b@example.org", NULL },
		{ "URI:example.org", NULL, "tls-client", "URI:https://example.org/x", NULL },
		{ "URI:example.org", NULL, "tls-client", "URI:https://a.example.org/x", NULL },
		{ "URI:.example.org", NULL, "tls-client", "URI:https://a.example.org:1/x", NULL },
		{ "DNS:example.org", NULL, "tls-client", NULL, "CN=www.example.com" },
		{ "DNS:example.org", NULL, "tls-client", NULL, "CN=www.example.org" },
		{ "DNS:example.org", NULL, "tls-client", NULL, "CN=plain" },
		{ "EMAIL:example.org", NULL, "tls-client", NULL, "CN=x, E=a@example.com" },
		{ "EMAIL:example.org", NULL, "tls-client", NULL, "CN=x, E=a@example.org" },
		{ "EMAIL:example.org", NULL, "tls-client", NULL, "CN=x, E=nobody" },
		{ NULL, "EMAIL:example.org", "tls-client", NULL, "CN=x, E=nobody" },
		{ NULL, "URI:bad.example.org", "tls-client", "URI:urn:example:a", NULL },
		{ NULL, "URI:bad.example.org", "tls-client", "URI:https://example.org/x", NULL },
		{ "URI:example.org", NULL, "tls-client", "URI:urn:example:a", NULL },
		{ NULL, "DNS:a.example.org", "tls-server", "DNS:*.a.example.org", NULL },
		{ NULL, "DNS:a.example.org", "tls-server", "DNS:*.example.com", NULL },
	};
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiOrder) order = made_order ("intermediate-ca", "CA", NULL);
	if (cases[_i].permitted)
		g_ptr_array_add (order->permitted, g_strdup (cases[_i].permitted));
	if (cases[_i].excluded)
		g_ptr_array_add (order->excluded, g_strdup (cases[_i].excluded));
	g_auto (Made) root = made_root ("root-ca", "Root");
	g_auto (Made) ca = made_issue (order, &root, NULL);
	g_autoptr (PkiOrder) leaf_order = made_order (cases[_i].profile, "x", cases[_i].name, NULL);
	leaf_order->subject = g_strdup (cases[_i].subject);
	leaf_order->has_key_type = TRUE;
	leaf_order->key_type = PKI_KEY_TYPE_ECDSA_P256;
	g_autoptr (PkiTerms) judged = decide (leaf_order, ca.certificate, &error);
	if (!judged)
		assert_error (error, PKI_ERROR_PERMISSION);
	/* Decided under the root, signed by the CA. */
	g_autoptr (PkiTerms) terms = decide (leaf_order, root.certificate, NULL);
	g_autoptr (PkiPrivateKey) key = pki_private_key_generate (terms->key_type, NULL);
	g_autoptr (GBytes) der = pki_certificate_make (
		terms, pki_private_key_spki (key), ca.certificate, ca.key, NULL);
	PkiSlice made = tool_slice (der);
	tool_write ("leaf.der", made.data, made.size);
	made_write (&root, "root");
	made_write (&ca, "ca");
	gboolean holds = tool_try ("openssl x509 -in leaf.der -inform DER -out leaf.crt && openssl "
				   "verify -CAfile root.crt -untrusted ca.crt leaf.crt");
	ck_assert_msg (holds == !!judged, "%s %s: openssl says %d, we %s", cases[_i].permitted,
		cases[_i].name ? cases[_i].name : cases[_i].subject, holds,
		judged ? "yes" : error->message);
}
END_TEST

static Made made_constrained (const Made *root, const char *permitted, const char *excluded)
{
	g_autoptr (PkiOrder) order = made_order ("intermediate-ca", "CA", NULL);
	if (permitted)
		g_ptr_array_add (order->permitted, g_strdup (permitted));
	if (excluded)
		g_ptr_array_add (order->excluded, g_strdup (excluded));
	return made_issue (order, root, NULL);
}

/* Where openssl is lenient and Go's crypto/x509 is not. */
START_TEST (names_that_stand_for_excluded_ones_are_refused)
{
	g_auto (Made) root = made_root ("root-ca", "Root");
	g_auto (Made) hosts = made_constrained (&root, NULL, "DNS:bad.example.org");
	g_auto (Made) uris = made_constrained (&root, NULL, "URI:bad.example.org");
	g_autoptr (PkiOrder) wildcard = made_order ("tls-server", "x", "DNS:*.example.org", NULL);
	g_autoptr (PkiOrder) deeper = made_order ("tls-server", "x", "DNS:*.org", NULL);
	g_autoptr (PkiOrder) v4 = made_order ("tls-client", "x", "URI:https://10.0.0.1/", NULL);
	g_autoptr (PkiOrder) v6 = made_order ("tls-client", "x", "URI:https://[::1]/", NULL);
	assert_refused (wildcard, hosts.certificate, PKI_ERROR_PERMISSION, "bad.example.org");
	assert_refused (v4, uris.certificate, PKI_ERROR_PERMISSION, "host");
	assert_refused (v6, uris.certificate, PKI_ERROR_PERMISSION, "host");
	g_autoptr (PkiTerms) terms = decide (deeper, hosts.certificate, NULL);
	ck_assert_ptr_nonnull (terms);
}
END_TEST

/* GnuTLS takes a server's common name for a DNS name where there is no other. */
START_TEST (a_common_name_that_gnutls_would_refuse_is_noted)
{
	static const struct {
		const char *name, *common;
		guint notes;
	} cases[] = {
		{ "IP:10.0.0.1", "CN=web", 1 },
		{ "IP:10.0.0.1", "CN=My server", 1 },
		{ "IP:10.0.0.1", "CN=web.internal", 0 },
		{ "DNS:web.internal", "CN=web", 0 },
	};
	g_auto (Made) root = made_root ("root-ca", "Root");
	g_auto (Made) ca = made_constrained (&root, "DNS:internal", NULL);
	g_autoptr (PkiOrder) order = made_order ("tls-server", "web", cases[_i].name, NULL);
	order->subject = g_strdup (cases[_i].common);
	g_autoptr (PkiTerms) terms = decide (order, ca.certificate, NULL);
	guint told = 0;
	for (guint i = 0; i < terms->notes->len; i++)
		told += strstr (terms->notes->pdata[i], "GnuTLS") != NULL;
	ck_assert_uint_eq (told, cases[_i].notes);
	g_auto (Made) leaf = made_issue (order, &ca, NULL);
	made_write (&root, "root");
	made_write (&ca, "ca");
	made_write (&leaf, "leaf");
	tool_do ("cat leaf.crt ca.crt root.crt >chain.pem");
	ck_assert (tool_try ("certtool --verify-chain --infile chain.pem") == !told);
}
END_TEST

static void issue_until (const Made *root, gint64 not_before, gint64 not_after)
{
	g_autoptr (PkiOrder) order = made_order ("intermediate-ca", "x", NULL);
	order->not_before = not_before;
	order->not_after = not_after;
	g_auto (Made) leaf = made_issue (order, root, NULL);
	made_write (&leaf, "leaf");
}

START_TEST (times_are_encoded_as_rfc_5280_says)
{
	g_autoptr (PkiOrder) order = made_order ("root-ca", "Root", NULL);
	order->not_after = pki_time_from_civil (2060, 1, 1, 0, 0, 0);
	g_auto (Made) root = made_issue (order, NULL, NULL);
	gint64 start = pki_time_now ();
	issue_until (&root, start, pki_time_from_civil (2049, 12, 31, 23, 59, 59));
	tool_do ("openssl asn1parse -in leaf.crt | grep -q 'UTCTIME *:491231235959Z'");
	issue_until (&root, start, pki_time_from_civil (2050, 1, 1, 0, 0, 0));
	tool_do ("openssl asn1parse -in leaf.crt | grep -q 'GENERALIZEDTIME *:20500101000000Z'");
	g_autofree char *shown = tool_text ("openssl x509 -in leaf.crt -noout -startdate -dateopt "
					    "iso_8601 | sed 's/notBefore=//; s/ /T/'");
	g_autofree char *wanted = pki_time_format (start);
	ck_assert_str_eq (shown, wanted);
}
END_TEST

START_TEST (nothing_outlives_its_issuer)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiOrder) root_order = made_order ("root-ca", "Root", NULL);
	root_order->days = 30;
	g_auto (Made) root = made_issue (root_order, NULL, NULL);
	gint64 end = root.certificate->certificate.not_after;
	g_autofree char *text = pki_time_format (end);
	g_autofree char *option = g_strdup_printf ("--not-after %s", text);
	g_autoptr (PkiOrder) order = made_order ("tls-server", "x", "DNS:x", NULL);
	assert_refused (order, root.certificate, PKI_ERROR_INVALID_INPUT, option);
	ck_assert_int_eq (pki_terms_latest_end (root.certificate, NULL), end);
	order->not_after = end;
	g_auto (Made) leaf = made_issue (order, &root, NULL);
	ck_assert_int_eq (leaf.certificate->certificate.not_after, end);
	ck_assert_int_eq (
		leaf.certificate->certificate.not_before, root.certificate->certificate.not_before);
	order->not_before = root.certificate->certificate.not_before - 1;
	assert_refused (order, root.certificate, PKI_ERROR_INVALID_INPUT, "--not-before");
	order->not_before = end + 1;
	assert_refused (order, root.certificate, PKI_ERROR_INVALID_INPUT, "end before it begins");
}
END_TEST

/* From the first to the last moment, as those count who refuse what is longer. */
START_TEST (nothing_lives_longer_than_its_profile_allows)
{
	const gint64 day = 86400, now = pki_time_now ();
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiOrder) order = made_order ("tls-server", "x", "DNS:x", NULL);
	order->days = 825;
	assert_refused (order, NULL, PKI_ERROR_INVALID_INPUT, "824 days");
	order->days = 824;
	g_autoptr (PkiTerms) whole = decide (order, NULL, &error);
	assert_no_error (error);
	order->days = 0;
	order->not_before = now - 800 * day;
	order->not_after = now + 100 * day;
	assert_refused (order, NULL, PKI_ERROR_INVALID_INPUT, "824 days");
	order->not_before = now + 100 * day;
	order->not_after = now + 924 * day;
	g_autoptr (PkiTerms) later = decide (order, NULL, &error);
	assert_no_error (error);
}
END_TEST

START_TEST (validity_begins_five_minutes_ago)
{
	g_autoptr (PkiOrder) root_order = made_order ("root-ca", "Root", NULL);
	g_autoptr (PkiOrder) order = made_order ("tls-client", "x", NULL);
	gint64 now = pki_time_now ();
	root_order->not_before = now - 1000;
	g_auto (Made) root = made_issue (root_order, NULL, NULL);
	g_autoptr (PkiTerms) terms =
		pki_terms_decide (order, root.certificate, NULL, NULL, now, NULL);
	ck_assert_int_eq (terms->not_before, now - 300);
	ck_assert_int_eq (terms->not_after, now + G_GINT64_CONSTANT (365) * 86400);
	g_autoptr (PkiTerms) early =
		pki_terms_decide (order, root.certificate, NULL, NULL, now - 900, NULL);
	ck_assert_int_eq (early->not_before, now - 1000);
}
END_TEST

static void sign_with_openssl (const char *options, const char *extensions)
{
	tool_do ("printf '%%b' '%s' >ca.cnf", extensions);
	tool_do ("openssl req -x509 -nodes %s -keyout ca.key -out ca.crt -config ca.cnf "
		 "-extensions v3 "
		 "2>/dev/null",
		options);
}

#define CNF   "[req]\\ndistinguished_name=dn\\nprompt=no\\nutf8=yes\\n"
#define EC    "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -days 3650"
#define CA_V3 "[v3]\\nbasicConstraints=critical,CA:TRUE\\nkeyUsage=keyCertSign\\n"
#define NAMED "[dn]\\nCN=Foreign\\n"

START_TEST (who_may_not_sign_does_not)
{
	static const struct {
		const char *options, *extensions, *word;
	} cases[] = {
		{ EC, CNF NAMED "[v3]\\nbasicConstraints=CA:FALSE\\n", "no CA" },
		{ EC, CNF NAMED "[v3]\\nkeyUsage=keyCertSign\\n", "no CA" },
		{ EC,
			CNF NAMED
			"[v3]\\nbasicConstraints=critical,CA:TRUE\\nkeyUsage=digitalSignature\\n",
			"keyCertSign" },
		{ EC, CNF NAMED CA_V3 "extendedKeyUsage=clientAuth\\n", "limited to clientAuth" },
		{ "-newkey rsa:1024 -days 3650", CNF NAMED CA_V3, "weak" },
		{ "-newkey ec -pkeyopt ec_paramgen_curve:secp256k1 -days 3650", CNF NAMED CA_V3,
			"weak" },
		{ EC, CNF NAMED CA_V3 "2.5.29.30=critical,DER:0400\\n", "damaged" },
		{ EC, CNF NAMED CA_V3 "2.5.29.30=critical,DER:30020500\\n", "damaged" },
	};
	sign_with_openssl (cases[_i].options, cases[_i].extensions);
	g_autoptr (PkiObject) issuer = made_read ("ca.crt");
	g_autoptr (PkiOrder) order = made_order ("tls-server", "x", "DNS:x", NULL);
	assert_refused (order, issuer, PKI_ERROR_PERMISSION, cases[_i].word);
}
END_TEST

START_TEST (an_expired_ca_does_not_sign)
{
	g_auto (Made) root = made_root ("root-ca", "Root");
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiOrder) order = made_order ("tls-client", "x", NULL);
	g_autoptr (PkiTerms) terms = pki_terms_decide (order, root.certificate, NULL, NULL,
		root.certificate->certificate.not_after + 1, &error);
	ck_assert_ptr_null (terms);
	assert_error (error, PKI_ERROR_PERMISSION);
}
END_TEST

START_TEST (nothing_is_signed_below_an_expired_root)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) chain = g_ptr_array_new ();
	g_autoptr (PkiOrder) root_order = made_order ("root-ca", "Root", NULL);
	g_autoptr (PkiOrder) order = made_order ("tls-client", "x", NULL);
	root_order->days = 30;
	g_auto (Made) root = made_issue (root_order, NULL, NULL);
	g_autoptr (PkiOrder) lower = made_order ("intermediate-ca", "CA", NULL);
	g_auto (Made) longer = made_root ("root-ca", "Root");
	g_auto (Made) ca = made_issue (lower, &longer, NULL);
	g_ptr_array_add (chain, root.certificate);
	g_autoptr (PkiTerms) terms = pki_terms_decide (order, ca.certificate, chain, NULL,
		root.certificate->certificate.not_after + 1, &error);
	ck_assert_ptr_null (terms);
	assert_error (error, PKI_ERROR_PERMISSION);
	ck_assert_msg (strstr (error->message, "expired") != NULL, "%s", error->message);
}
END_TEST

START_TEST (path_lengths_are_kept)
{
	g_auto (Made) root = made_root ("root-ca", "Root");
	g_autoptr (PkiOrder) upper_order = made_order ("intermediate-ca", "Upper", NULL);
	g_autoptr (PkiOrder) lower_order = made_order ("intermediate-ca", "Lower", NULL);
	upper_order->path_length = 1;
	g_auto (Made) upper = made_issue (upper_order, &root, NULL);
	g_autoptr (GPtrArray) chain = g_ptr_array_new ();
	g_ptr_array_add (chain, root.certificate);
	g_auto (Made) lower = made_issue (lower_order, &upper, chain);
	made_write (&root, "root");
	made_write (&upper, "upper");
	made_write (&lower, "lower");
	tool_do ("openssl verify -x509_strict -CAfile root.crt -untrusted upper.crt lower.crt");
	lower_order->path_length = 1;
	assert_refused (lower_order, upper.certificate, PKI_ERROR_PERMISSION, "--path-length 0");
	lower_order->path_length = 0;
	assert_refused (lower_order, lower.certificate, PKI_ERROR_PERMISSION, "no CA here");
	/* What is two levels above counts too. */
	g_ptr_array_insert (chain, 0, upper.certificate);
	g_autoptr (GError) error = NULL;
	PkiOrder *again = made_order ("intermediate-ca", "Lowest", NULL);
	g_autoptr (PkiTerms) terms =
		pki_terms_decide (again, lower.certificate, chain, NULL, pki_time_now (), &error);
	ck_assert_ptr_null (terms);
	assert_error (error, PKI_ERROR_PERMISSION);
	pki_order_free (again);
}
END_TEST

/* Subjects as other programs write them: strings of old types, several values in an RDN. */
START_TEST (an_issuers_name_is_copied_octet_by_octet)
{
	static const char *const names[] = {
		"[dn]\\nC=DE\\n0.O=Acme  GmbH\\n+OU=Sales\\nCN=Odd \xc3\xbc CA\\n",
		"[dn]\\nDC=org\\n1.DC=example\\nemailAddress=pki@example.org\\nCN=Odd\\n",
	};
	static const char *const masks[] = { "nombstr", "pkix", "utf8only" };
	g_autoptr (GError) error = NULL;
	g_autofree char *cnf = g_strdup_printf (
		"[req]\\ndistinguished_name=dn\\nprompt=no\\nutf8=yes\\nstring_mask=%s\\n%s" CA_V3
		"%s",
		masks[_i % 3], names[_i / 3],
		_i % 2 ? "subjectKeyIdentifier=none\\n" : "subjectKeyIdentifier=hash\\n");
	sign_with_openssl (EC, cnf);
	g_autoptr (PkiObject) issuer = made_read ("ca.crt");
	g_autoptr (GBytes) file = tool_read ("ca.key");
	g_autoptr (PkiPrivateKey) key = pki_private_key_open (file, NULL, issuer->key_id, &error);
	assert_no_error (error);
	const Made ca = { issuer, key };
	g_autoptr (PkiOrder) order = made_order ("tls-server", "x", "DNS:x.example.org", NULL);
	g_auto (Made) leaf = made_issue (order, &ca, NULL);
	ck_assert (pki_slice_equal (
		leaf.certificate->certificate.issuer, issuer->certificate.subject));
	made_write (&leaf, "leaf");
	tool_do ("openssl verify -CAfile ca.crt leaf.crt");
	tool_do ("certtool --verify --load-ca-certificate ca.crt --infile leaf.crt");
}
END_TEST

START_TEST (serials_are_random_and_positive)
{
	g_autoptr (PkiOrder) order = made_order ("tls-client", "x", NULL);
	g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < 1000; i++) {
		g_autoptr (PkiTerms) terms = decide (order, NULL, NULL);
		ck_assert_uint_eq (terms->serial[0] & 0xc0, 0x40);
		g_hash_table_add (seen, g_base64_encode (terms->serial, sizeof terms->serial));
	}
	ck_assert_uint_eq (g_hash_table_size (seen), 1000);
}
END_TEST

START_TEST (orders_are_checked)
{
	static const struct {
		const char *profile, *name, *subject;
		int days, path_length;
		gboolean has_key;
		PkiKeyType key;
		const char *word;
	} cases[] = {
		{ "tls-server", "EMAIL:a@b.example", NULL, 0, -1, FALSE, 0, "does not take" },
		{ "root-ca", "DNS:x", NULL, 0, -1, FALSE, 0, "no alternative names" },
		{ "tls-server", "x", NULL, 0, -1, FALSE, 0, "DNS:" },
		{ "tls-server", "DNS:10.0.0.1", NULL, 0, -1, FALSE, 0, "IP address" },
		{ "tls-server", "DNS:x", "C=CHN", 0, -1, FALSE, 0, "too long" },
		{ "tls-server", "DNS:x", NULL, 0, 0, FALSE, 0, "makes no CA" },
		{ "tls-server", "DNS:x", NULL, G_MAXINT, -1, FALSE, 0, "9999" },
		{ "kubeedge-cloudcore", "DNS:x", NULL, 0, -1, TRUE, PKI_KEY_TYPE_RSA_2048,
			"Allowed are: ecdsa-p256" },
		{ "kubeedge-edge", NULL, "CN=other", 0, -1, FALSE, 0, "system:node:x" },
	};
	g_autoptr (PkiOrder) order = made_order (cases[_i].profile, "x", cases[_i].name, NULL);
	order->subject = g_strdup (cases[_i].subject);
	order->days = cases[_i].days;
	order->path_length = cases[_i].path_length;
	order->has_key_type = cases[_i].has_key;
	order->key_type = cases[_i].key;
	assert_refused (order, NULL, PKI_ERROR_INVALID_INPUT, cases[_i].word);
}
END_TEST

START_TEST (names_are_given_once)
{
	g_autoptr (PkiOrder) order = made_order (
		"tls-server", "x", "DNS:X.example", "DNS:x.example", "DNS:localhost", NULL);
	order->suggested = TRUE;
	g_autoptr (PkiTerms) terms = decide (order, NULL, NULL);
	ck_assert_uint_eq (terms->alternative_names->len, 3);
	ck_assert_str_eq (terms->alternative_names->pdata[2], "IP:127.0.0.1");
}
END_TEST

START_TEST (a_common_name_that_nobody_looks_at_is_noted)
{
	g_autoptr (PkiOrder) order = made_order ("tls-server", "x", "IP:10.0.0.1", NULL);
	order->subject = g_strdup ("CN=www.example.org");
	g_autoptr (PkiTerms) terms = decide (order, NULL, NULL);
	ck_assert_uint_eq (terms->notes->len, 1);
	ck_assert_ptr_nonnull (strstr (terms->notes->pdata[0], "www.example.org"));
}
END_TEST

START_TEST (anothers_key_does_not_sign)
{
	g_autoptr (GError) error = NULL;
	g_auto (Made) root = made_root ("root-ca", "Root");
	g_auto (Made) other = made_root ("root-ca", "Root");
	g_autoptr (PkiOrder) order = made_order ("tls-client", "x", NULL);
	g_autoptr (PkiTerms) terms = decide (order, root.certificate, NULL);
	ck_assert_ptr_null (pki_certificate_make (
		terms, pki_private_key_spki (other.key), root.certificate, other.key, &error));
	assert_error (error, PKI_ERROR_INVALID_INPUT);
}
END_TEST

START_TEST (requests_are_read_by_others)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiOrder) order =
		made_order ("tls-peer", "node", "DNS:bücher.example", "IP:10.0.0.1", NULL);
	order->has_key_type = TRUE;
	order->key_type = (PkiKeyType)_i;
	g_autoptr (PkiTerms) terms = decide (order, NULL, &error);
	assert_no_error (error);
	g_autoptr (PkiPrivateKey) key = pki_private_key_generate (terms->key_type, NULL);
	g_autoptr (GBytes) der = pki_request_make (terms, key, &error);
	assert_no_error (error);
	PkiSlice bytes = tool_slice (der);
	tool_write ("request.der", bytes.data, bytes.size);
	tool_do ("openssl req -in request.der -inform DER -noout -verify -text >request.txt 2>&1");
	tool_do ("grep -q 'verify OK' request.txt");
	tool_do ("grep -q 'DNS:xn--bcher-kva.example, IP Address:10.0.0.1' request.txt");
	tool_do ("grep -q 'TLS Web Server Authentication, TLS Web Client' request.txt");
	tool_do ("certtool --crq-info --inder --infile request.der >/dev/null");
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("ca-issue");
	TCase *tests = tcase_create ("ca-issue");
	tcase_set_timeout (tests, 240);
	tcase_add_loop_test (tests, each_key_type_signs_each, 0, PKI_KEY_TYPE_N);
	tcase_add_test (tests, a_chain_with_constraints_holds);
	tcase_add_loop_test (tests, constraints_are_judged_as_openssl_does, 0, 35);
	tcase_add_test (tests, names_that_stand_for_excluded_ones_are_refused);
	tcase_add_loop_test (tests, a_common_name_that_gnutls_would_refuse_is_noted, 0, 4);
	tcase_add_test (tests, times_are_encoded_as_rfc_5280_says);
	tcase_add_test (tests, nothing_outlives_its_issuer);
	tcase_add_test (tests, nothing_lives_longer_than_its_profile_allows);
	tcase_add_test (tests, validity_begins_five_minutes_ago);
	tcase_add_loop_test (tests, who_may_not_sign_does_not, 0, 8);
	tcase_add_test (tests, an_expired_ca_does_not_sign);
	tcase_add_test (tests, nothing_is_signed_below_an_expired_root);
	tcase_add_test (tests, path_lengths_are_kept);
	tcase_add_loop_test (tests, an_issuers_name_is_copied_octet_by_octet, 0, 6);
	tcase_add_test (tests, serials_are_random_and_positive);
	tcase_add_loop_test (tests, orders_are_checked, 0, 9);
	tcase_add_test (tests, names_are_given_once);
	tcase_add_test (tests, a_common_name_that_nobody_looks_at_is_noted);
	tcase_add_test (tests, anothers_key_does_not_sign);
	tcase_add_loop_test (tests, requests_are_read_by_others, 0, PKI_KEY_TYPE_N);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
