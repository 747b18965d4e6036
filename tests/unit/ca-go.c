/* What Go's crypto/x509, on which etcd, Kubernetes and KubeEdge stand, says of every profile and
 * every key type that it knows (all but Ed448). */
#include "config.h"

#include <stdlib.h>

#include "tests/unit/ca-made.h"
#include "tests/unit/tool.h"
#include "tests/unit/unit.h"

#define SKIPPED 77

/* Numbers of x509.ExtKeyUsage. */
enum { ANY, SERVER, CLIENT, CODE, EMAIL };

static const struct {
	const char *profile, *name, *host;
	int purposes[3]; /* 0 ends them; at least one */
} rows[] = {
	{ "intermediate-ca", NULL, "-", { ANY } },
	{ "tls-server", "DNS:*.example.org", "www.example.org", { SERVER } },
	{ "tls-client", NULL, "-", { CLIENT } },
	{ "tls-peer", "IP:10.0.0.1", "10.0.0.1", { SERVER, CLIENT } },
	{ "etcd-server", "DNS:etcd1.internal", "etcd1.internal", { SERVER, CLIENT } },
	{ "etcd-peer", "IP:2001:db8::1", "2001:db8::1", { SERVER, CLIENT } },
	{ "etcd-client", NULL, "-", { CLIENT } },
	{ "kubeedge-ca", NULL, "-", { SERVER, CLIENT } },
	{ "kubeedge-cloudcore", "IP:10.0.0.1", "10.0.0.1", { SERVER } },
	{ "kubeedge-edge", NULL, "-", { CLIENT } },
	{ "tidb-server", "IP:10.0.0.1", "10.0.0.1", { SERVER, CLIENT } },
	{ "tikv-server", "IP:10.0.0.1", "10.0.0.1", { SERVER, CLIENT } },
	{ "pd-server", "IP:10.0.0.1", "10.0.0.1", { SERVER, CLIENT } },
	{ "tidb-client", NULL, "-", { CLIENT } },
	{ "email", "EMAIL:a@example.org", "-", { EMAIL } },
	{ "code-signing", NULL, "-", { CODE } },
};

static void add_leaf (const Made *root, guint row, PkiKeyType type, GString *list)
{
	g_autofree char *name = g_strdup_printf ("leaf-%u-%u", type, row);
	g_autoptr (PkiOrder) order = made_order (rows[row].profile, name, rows[row].name, NULL);
	if (!(order->profile->allowed_key_types & 1u << type))
		return;
	order->has_key_type = TRUE;
	order->key_type = type;
	g_auto (Made) leaf = made_issue (order, root, NULL);
	made_write (&leaf, name);
	for (guint i = 0; i == 0 || (i < 3 && rows[row].purposes[i]); i++)
		g_string_append_printf (list, "root-%u.crt %s.crt %d %s\n", type, name,
			rows[row].purposes[i], rows[row].host);
}

START_TEST (go_accepts_all)
{
	g_autoptr (GString) list = g_string_new (NULL);
	for (guint type = 0; type < PKI_KEY_TYPE_N; type++) {
		if (type == PKI_KEY_TYPE_ED448)
			continue;
		g_autofree char *name = g_strdup_printf ("root-%u", type);
		g_autoptr (PkiOrder) order = made_order ("root-ca", "Root", NULL);
		order->has_key_type = TRUE;
		order->key_type = type;
		g_auto (Made) root = made_issue (order, NULL, NULL);
		made_write (&root, name);
		g_string_append_printf (list, "%s.crt %s.crt %d -\n", name, name, ANY);
		for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
			add_leaf (&root, row, type, list);
	}
	tool_write ("list", list->str, list->len);
	tool_do ("cp \"$top_srcdir/tests/unit/verify.go\" .; "
		 "GOCACHE=\"$top_builddir/tests/bench/go-cache\" "
		 "GO111MODULE=off GOFLAGS= go run verify.go <list >&2");
}
END_TEST

int main (void)
{
	g_autofree char *go = g_find_program_in_path ("go");
	Suite *suite = suite_create ("ca-go");
	TCase *tests = tcase_create ("ca-go");
	if (!go) {
		g_print ("Go (golang-go) is missing: what it says of certificates is not asked\n");
		return SKIPPED;
	}
	tcase_set_timeout (tests, 600);
	tcase_add_test (tests, go_accepts_all);
	suite_add_tcase (suite, tests);
	return unit_run (suite);
}
