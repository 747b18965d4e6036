/* A certificate as issuer, and a request as what is asked for, neither of which anybody vouches
 * for. The signature of the request is left aside: it would keep everything else from being tried.
 */
#include "config.h"

#include <stdlib.h>

#include "src/ca/grant-private.h"
#include "src/ca/terms-private.h"
#include "tests/fuzz/use.h"

static const char leaf_text[] =
	"[Profile]\nTitle=t\nPurpose=p\nKeyUsage=digitalSignature\nExtendedKeyUsage=serverAuth\n"
	"Subject=CN={name}\nKey=ecdsa-p256\nDays=1\n";
static const char ca_text[] =
	"[Profile]\nTitle=t\nPurpose=p\nKeyUsage=keyCertSign\nCertificateAuthority=true\n"
	"Subject=CN={name}\nKey=ecdsa-p256\nDays=1\n";

static PkiOrder *new_order (const char *text)
{
	g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
	g_autoptr (PkiProfile) profile = pki_profile_parse ("fuzz", bytes, NULL);
	return pki_order_new (profile, "fuzz");
}

static void use_issuer (const PkiObject *issuer, const char *text, const char *name)
{
	g_autoptr (PkiOrder) order = new_order (text);
	if (name)
		g_ptr_array_add (order->alternative_names, g_strdup (name));
	g_autoptr (GPtrArray) chain = g_ptr_array_new ();
	g_ptr_array_add (chain, (PkiObject *)issuer);
	gint64 now = issuer->certificate.not_before == PKI_TIME_NONE
			     ? 0
			     : issuer->certificate.not_before + 1;
	g_autoptr (PkiTerms) terms = pki_terms_decide (order, issuer, chain, NULL, now, NULL);
	if (terms && (terms->not_after > issuer->certificate.not_after ||
			     !pki_object_is_ca (issuer, NULL)))
		abort ();
}

static void use_request (const PkiObject *request)
{
	g_autoptr (PkiOrder) order = new_order (leaf_text);
	g_autoptr (GPtrArray) rows = g_ptr_array_new ();
	PkiWeighing weighing = { .request = request, .order = order, .rows = rows };
	if (!pki_object_public_key (request, &weighing.key))
		return;
	g_autoptr (GPtrArray) names = pki_grant_names (&weighing);
	g_autoptr (PkiTerms) terms =
		pki_terms_decide_as (order, NULL, names, NULL, NULL, NULL, 0, NULL);
	if (!terms && names->len <= 1000)
		abort (); /* what was let through can be granted */
	if (terms) {
		weighing.terms = terms;
		pki_grant_name_rows (&weighing);
		pki_grant_extension_rows (&weighing);
	}
	g_ptr_array_set_free_func (rows, pki_grant_free_row);
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
	g_autoptr (GBytes) bytes = g_bytes_new (data, size);
	PkiSlice der = pki_slice (g_bytes_get_data (bytes, NULL), size);
	g_autoptr (PkiObject) issuer = pki_object_new (PKI_OBJECT_CERTIFICATE, bytes, der);
	g_autoptr (PkiObject) request = pki_object_new (PKI_OBJECT_REQUEST, bytes, der);
	if (issuer) {
		use_issuer (issuer, leaf_text, "DNS:a.example");
		use_issuer (issuer, leaf_text, "IP:10.0.0.1");
		use_issuer (issuer, leaf_text, "EMAIL:a@b.example");
		use_issuer (issuer, leaf_text, "URI:https://a.example/");
		use_issuer (issuer, ca_text, NULL);
	}
	if (request)
		use_request (request);
	return 0;
}
