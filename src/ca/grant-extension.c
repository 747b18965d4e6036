#include "config.h"

#include "src/ca/grant-private.h"

#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/extension-maker.h"
#include "src/ca/terms-private.h"
#include "src/x509/extension.h"

#define SHOWN_BYTES 32

static gboolean find (const PkiWeighing *weighing, PkiOid oid, PkiExtension *out)
{
	return pki_extension_find (weighing->request->request.extensions, oid, out);
}

static char *ca_text (gboolean ca, gint64 path_length)
{
	if (!ca)
		return g_strdup (_ ("no CA"));
	if (path_length < 0)
		return g_strdup (_ ("CA"));
	return g_strdup_printf (_ ("CA, path length %d"), (int)MIN (path_length, G_MAXINT));
}

static void put_basic_constraints (PkiWeighing *weighing)
{
	PkiExtension extension;
	gboolean ca = FALSE;
	gint64 path_length = -1;
	const PkiTerms *terms = weighing->terms;
	char *granted = ca_text (terms->ca, terms->path_length);
	if (!find (weighing, PKI_OID_BASIC_CONSTRAINTS, &extension) ||
		!pki_basic_constraints_parse (extension.value, &ca, &path_length, NULL)) {
		pki_grant_row (weighing, PKI_GRANT_ADDED, _ ("Basic constraints"), NULL, granted,
			_ ("The profile says so."));
		return;
	}
	char *asked = ca_text (ca, path_length);
	gboolean same = g_str_equal (asked, granted);
	const char *why = _ ("The profile says so.");
	if (ca && !terms->ca)
		why = _ ("The profile is not for a CA: with this the holder could sign "
			 "certificates for everybody.");
	pki_grant_row (weighing, same ? PKI_GRANT_KEPT : PKI_GRANT_CHANGED, _ ("Basic constraints"),
		asked, granted, same ? NULL : why);
}

static char *usage_text (guint usage)
{
	g_autoptr (GPtrArray) names = g_ptr_array_new ();
	for (guint bit = 0; pki_key_usage_name (bit); bit++)
		if (usage & 1u << bit)
			g_ptr_array_add (names, (char *)pki_key_usage_name (bit));
	g_ptr_array_add (names, NULL);
	return g_strjoinv (", ", (char **)names->pdata);
}

static void put_key_usage (PkiWeighing *weighing)
{
	PkiExtension extension;
	guint asked = 0;
	char *granted = usage_text (weighing->terms->key_usage);
	if (!find (weighing, PKI_OID_KEY_USAGE, &extension) ||
		!pki_key_usage_parse (extension.value, &asked)) {
		pki_grant_row (weighing, PKI_GRANT_ADDED, _ ("Key usage"), NULL, granted,
			_ ("The profile says so."));
		return;
	}
	gboolean same = asked == weighing->terms->key_usage;
	pki_grant_row (weighing, same ? PKI_GRANT_KEPT : PKI_GRANT_CHANGED, _ ("Key usage"),
		usage_text (asked), granted,
		same ? NULL : _ ("What the key may be used for is said by the profile."));
}

static int compare_texts (gconstpointer a, gconstpointer b)
{
	return strcmp (*(char *const *)a, *(char *const *)b);
}

/* A list that is the same for the same purposes in any order. */
static char *purposes_text (char *const *purposes)
{
	g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_free);
	for (guint i = 0; purposes[i]; i++)
		g_ptr_array_add (sorted, pki_profile_purpose_label (purposes[i]));
	g_ptr_array_sort (sorted, compare_texts);
	g_ptr_array_add (sorted, NULL);
	return g_strjoinv (", ", (char **)sorted->pdata);
}

static void put_purposes (PkiWeighing *weighing)
{
	g_auto (GStrv) asked = pki_issuer_purposes (weighing->request);
	char *const *purposes = weighing->terms->purposes;
	char *granted = purposes[0] ? purposes_text (purposes) : NULL;
	if (!asked && !granted)
		return;
	if (!asked) {
		pki_grant_row (weighing, PKI_GRANT_ADDED, _ ("Purposes"), NULL, granted,
			_ ("The profile says so."));
		return;
	}
	char *wanted = purposes_text (asked);
	PkiGrantKind kind = !granted                        ? PKI_GRANT_DROPPED
			    : g_str_equal (wanted, granted) ? PKI_GRANT_KEPT
							    : PKI_GRANT_CHANGED;
	pki_grant_row (weighing, kind, _ ("Purposes"), wanted, granted,
		kind == PKI_GRANT_KEPT
			? NULL
			: _ ("What the certificate is good for is said by the profile."));
}

static char *hex_text (PkiSlice bytes)
{
	g_autofree char *hex =
		pki_hex_encode (pki_slice (bytes.data, MIN (bytes.size, SHOWN_BYTES)));
	return g_strconcat (hex, bytes.size > SHOWN_BYTES ? "…" : "", NULL);
}

static void put_subject_key_id (PkiWeighing *weighing, const PkiExtension *extension)
{
	guint8 own[PKI_KEY_ID_SIZE];
	PkiSlice asked;
	pki_extension_key_id (&weighing->key, own);
	PkiSlice granted = pki_slice (own, sizeof own);
	if (!pki_subject_key_id_parse (extension->value, &asked))
		asked = extension->value;
	gboolean same = pki_slice_equal (asked, granted);
	pki_grant_row (weighing, same ? PKI_GRANT_KEPT : PKI_GRANT_CHANGED, _ ("Key identifier"),
		hex_text (asked), hex_text (granted),
		same ? NULL : _ ("It is worked out from the key."));
}

static const char *why_dropped (PkiOid oid)
{
	switch (oid) {
	case PKI_OID_AUTHORITY_KEY_ID:
	case PKI_OID_CRL_DISTRIBUTION_POINTS:
	case PKI_OID_AUTHORITY_INFORMATION_ACCESS:
	case PKI_OID_ISSUER_ALTERNATIVE_NAME:
		return _ ("It tells of the issuer, so the issuer says it.");
	case PKI_OID_NAME_CONSTRAINTS:
		return _ ("Which names a CA may sign is for its issuer to say (--permit, "
			  "--exclude).");
	case PKI_OID_CERTIFICATE_POLICIES:
		return _ ("A policy is what the issuer vouches for.");
	default:
		return _ ("Only what the profile says is put into the certificate.");
	}
}

static char *field_text (PkiSlice octets)
{
	PkiOid oid = pki_oid_find (octets);
	return oid != PKI_OID_UNKNOWN && pki_oid_text (oid) ? g_strdup (pki_oid_text (oid))
							    : pki_oid_label (octets);
}

static void put_extension (PkiWeighing *weighing, const PkiExtension *extension)
{
	PkiOid oid = pki_oid_find (extension->oid);
	g_autofree char *field = field_text (extension->oid);
	switch (oid) {
	case PKI_OID_BASIC_CONSTRAINTS:
	case PKI_OID_KEY_USAGE:
	case PKI_OID_EXTENDED_KEY_USAGE:
	case PKI_OID_SUBJECT_ALTERNATIVE_NAME:
		return; /* have rows of their own */
	case PKI_OID_SUBJECT_KEY_ID:
		put_subject_key_id (weighing, extension);
		return;
	default:
		pki_grant_row (weighing, PKI_GRANT_DROPPED, field, hex_text (extension->value),
			NULL, why_dropped (oid));
	}
}

static void put_attribute (PkiWeighing *weighing, PkiDer attribute)
{
	PkiElement oid, values;
	if (!pki_der_get (&attribute, PKI_TAG_OID, &oid) || !pki_der_next (&attribute, &values))
		return;
	g_autofree char *field = field_text (oid.content);
	switch (pki_oid_find (oid.content)) {
	case PKI_OID_EXTENSION_REQUEST:
	case PKI_OID_MS_EXTENSION_REQUEST:
		return;
	case PKI_OID_CHALLENGE_PASSWORD:
		pki_grant_row (weighing, PKI_GRANT_DROPPED, field, g_strdup (_ ("not shown")), NULL,
			_ ("It is a secret between the one who asks and the issuer, and has no "
			   "place in a certificate. It stays readable in the request, which is "
			   "kept in git."));
		return;
	default:
		pki_grant_row (weighing, PKI_GRANT_DROPPED, field, hex_text (values.content), NULL,
			_ ("Attributes of a request have no place in a certificate."));
	}
}

void pki_grant_extension_rows (PkiWeighing *weighing)
{
	PkiSlice rest = weighing->request->request.extensions;
	PkiDer attributes = pki_der (weighing->request->request.attributes, NULL), inside;
	PkiExtension extension;
	put_basic_constraints (weighing);
	put_key_usage (weighing);
	put_purposes (weighing);
	while (pki_extension_next (&rest, &extension, NULL))
		put_extension (weighing, &extension);
	while (pki_der_enter (&attributes, PKI_TAG_SEQUENCE, &inside))
		put_attribute (weighing, inside);
}
