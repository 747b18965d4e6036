#include "config.h"

#include "src/store/guard.h"

#include "src/base/error.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

static gboolean passes (GBytes *bytes)
{
	g_autoptr (GError) error = NULL;
	gboolean good = pki_guard_check ("some/path", bytes, NULL, &error);
	if (!good)
		assert_error (error, PKI_ERROR_PERMISSION);
	return good;
}

static void assert_stopped (const char *command)
{
	g_autoptr (GBytes) bytes = tool_run ("%s", command);
	ck_assert_uint_gt (g_bytes_get_size (bytes), 0);
	ck_assert_msg (!passes (bytes), "goes into git: %s", command);
}

static void assert_passed (const char *command)
{
	g_autoptr (GBytes) bytes = tool_run ("%s", command);
	ck_assert_uint_gt (g_bytes_get_size (bytes), 0);
	ck_assert_msg (passes (bytes), "is kept from git: %s", command);
}

static void make_keys (void)
{
	tool_do ("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.pem "
		 "2>/dev/null");
	tool_do ("openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem "
		 "2>/dev/null");
	tool_do ("openssl genpkey -algorithm ED25519 -out ed.pem");
	tool_do ("openssl req -x509 -new -key ec.pem -subj /CN=x -days 9 -out x.crt");
	tool_do ("openssl req -new -key ec.pem -subj /CN=x -out x.csr");
}

START_TEST (plain_keys_are_stopped_in_every_wrapping)
{
	make_keys ();
	const char *const commands[] = {
		"cat ec.pem",
		"cat rsa.pem",
		"cat ed.pem",
		"openssl ec -in ec.pem 2>/dev/null",
		"openssl rsa -in rsa.pem -traditional 2>/dev/null",
		"openssl pkey -in ec.pem -outform DER",
		"openssl ec -in ec.pem -outform DER 2>/dev/null",
		"openssl rsa -in rsa.pem -traditional -outform DER 2>/dev/null",
		"openssl pkey -in ed.pem -outform DER",
		"cat x.crt ec.pem",
		"sed 's/PRIVATE KEY/SOMETHING/' ec.pem",
		"sed 's/PRIVATE KEY/CERTIFICATE/' rsa.pem",
		"sed '/END/d' ec.pem",
		"sed 's/^/    /' ec.pem",
		"tr '\\n' ' ' <ec.pem",
		"grep -v -- ----- ec.pem",
		"printf 'key: '; base64 -w0 ec.pem",
		"printf '{\"tls.key\": \"'; base64 -w0 ec.pem | base64 -w0; printf '\"}'",
		"iconv -f ASCII -t UTF-16 ec.pem",
		"iconv -f ASCII -t UTF-16BE ec.pem",
		"printf 'some bytes before it'; openssl pkey -in rsa.pem -outform DER; echo behind",
		"openssl x509 -in x.crt -outform DER; openssl pkey -in ec.pem -outform DER",
		"openssl pkcs12 -export -inkey ec.pem -in x.crt -passout pass:",
		"openssl pkcs12 -export -inkey ec.pem -in x.crt -passout pass: | base64",
		"ssh-keygen -q -t ed25519 -N '' -f ssh.key && cat ssh.key",
		"printf "
		"'{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"d\":\"AA\"}'",
		"sed '2s/^....../AAAAAA/' rsa.pem",
	};
	for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
		if (!strstr (commands[i], "ssh-keygen") || tool_try ("command -v ssh-keygen"))
			assert_stopped (commands[i]);
}
END_TEST

START_TEST (everything_else_passes)
{
	make_keys ();
	const char *const commands[] = {
		"cat x.crt",
		"cat x.csr",
		"openssl x509 -in x.crt -outform DER",
		"openssl x509 -in x.crt -text",
		"openssl pkcs8 -topk8 -in ec.pem -v2 aes-256-cbc -passout pass:secret",
		"openssl pkcs8 -topk8 -in ec.pem -outform DER -v2 aes-256-cbc -passout pass:secret",
		"openssl rsa -in rsa.pem -traditional -aes256 -passout pass:secret 2>/dev/null",
		"openssl pkcs12 -export -inkey ec.pem -in x.crt -passout pass:secret",
		"openssl pkey -in ec.pem -pubout",
		"ssh-keygen -q -t ed25519 -N secret -f locked.key && cat locked.key",
		"echo '[store]'; echo format=1",
		"echo /private/",
		"head -c 20000 \"$top_srcdir/ARCHITECTURE.md\"",
		"head -c 300000 \"$top_builddir/pkitty\"",
	};
	for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
		if (!strstr (commands[i], "ssh-keygen") || tool_try ("command -v ssh-keygen"))
			assert_passed (commands[i]);
}
END_TEST

int main (void)
{
	Suite *suite = suite_create ("guard");
	TCase *tests = tcase_create ("guard");
	tcase_set_timeout (tests, 60);
	tcase_add_test (tests, plain_keys_are_stopped_in_every_wrapping);
	tcase_add_test (tests, everything_else_passes);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
