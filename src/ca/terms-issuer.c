#include "config.h"

#include "src/ca/terms-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/extension.h"
#include "src/x509/name.h"

#define KEY_CERT_SIGN 5
#define MOST_PURPOSES 100

const PkiObject *pki_issuer_at (const PkiObject *issuer, const GPtrArray *chain, guint index)
{
	if (index == 0)
		return issuer;
	if (!issuer || !chain || index > chain->len)
		return NULL;
	return g_ptr_array_index (chain, index - 1);
}

static char *name_of (const PkiObject *ca)
{
	g_autofree char *name = pki_object_name (ca);
	return pki_text_printable (name ? name : _ ("without a name"), -1);
}

static gboolean refuse (GError **error, const PkiObject *ca, const char *why)
{
	g_autofree char *name = name_of (ca);
	return pki_throw (error, PKI_ERROR_PERMISSION, _ ("%s can't sign this: %s"), name, why);
}

static gboolean check_is_ca (const PkiObject *issuer, GError **error)
{
	PkiExtension extension;
	guint bits;
	if (issuer->type != PKI_OBJECT_CERTIFICATE)
		return pki_throw (
			error, PKI_ERROR_INVALID_INPUT, _ ("The issuer has to be a certificate."));
	if (!pki_object_is_ca (issuer, NULL))
		return refuse (
			error, issuer, _ ("it is no CA (its basic constraints do not say so)."));
	if (pki_extension_find (issuer->certificate.extensions, PKI_OID_KEY_USAGE, &extension) &&
		(!pki_key_usage_parse (extension.value, &bits) || !(bits & 1u << KEY_CERT_SIGN)))
		return refuse (error, issuer,
			_ ("its key usage does not have keyCertSign, signing certificates."));
	PkiNameWalk walk = pki_name_walk (issuer->certificate.subject, NULL);
	PkiNamePart part;
	if (!pki_name_next (&walk, &part))
		return refuse (
			error, issuer, _ ("a CA without a subject can't be found as issuer."));
	return TRUE;
}

static gboolean check_key (const PkiObject *issuer, GError **error)
{
	PkiPublicKey key;
	PkiKeyType type;
	if (pki_object_public_key (issuer, &key) && pki_key_type_of (&key, &type))
		return TRUE;
	return refuse (error, issuer,
		_ ("its key is weak (RSA below 2048 bits) or of a kind that few programs know. "
		   "Make "
		   "a new CA."));
}

static gboolean check_time (const PkiObject *issuer, gint64 now, GError **error)
{
	if (issuer->certificate.not_after != PKI_TIME_NONE &&
		issuer->certificate.not_before != PKI_TIME_NONE) {
		if (issuer->certificate.not_after > now)
			return TRUE;
		g_autofree char *end = pki_time_format (issuer->certificate.not_after);
		g_autofree char *why =
			g_strdup_printf (_ ("it has expired at %s. Make a new CA."), end);
		return refuse (error, issuer, why);
	}
	return refuse (error, issuer, _ ("its validity can't be read."));
}

/* RFC 5280 §4.2.1.9: how many CAs may follow below the issuer; -1: no limit. */
static int room_below (const PkiObject *issuer, const GPtrArray *chain, const PkiObject **limit)
{
	const PkiObject *ca;
	int room = -1, between = 0;
	for (guint i = 0; (ca = pki_issuer_at (issuer, chain, i)); i++) {
		int length = -1;
		if (pki_object_is_ca (ca, &length) && length >= 0 &&
			(room < 0 || MAX (length - between, 0) < room)) {
			room = MAX (length - between, 0);
			*limit = ca;
		}
		between += !pki_object_is_self_issued (ca);
	}
	return room;
}

gboolean pki_terms_has_room (const PkiObject *issuer, const GPtrArray *chain)
{
	const PkiObject *limit = NULL;
	return room_below (issuer, chain, &limit) != 0;
}

static gboolean check_path (
	const PkiObject *issuer, const GPtrArray *chain, const PkiTerms *terms, GError **error)
{
	const PkiObject *limit = NULL;
	int room = terms->ca ? room_below (issuer, chain, &limit) : -1;
	if (room < 0 || terms->path_length < room)
		return TRUE;
	g_autofree char *who = name_of (limit);
	if (room == 0)
		return pki_throw (error, PKI_ERROR_PERMISSION,
			_ ("The path length of %s allows no CA here, certificates alone."), who);
	return pki_throw (error, PKI_ERROR_PERMISSION,
		_ ("The path length of %s allows a CA here with a path length of %d at most: use "
		   "--path-length %d."),
		who, room - 1, room - 1);
}

char **pki_issuer_purposes (const PkiObject *object)
{
	PkiDer walk;
	char *name;
	if (!pki_object_purposes (object, &walk))
		return NULL;
	g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
	for (guint i = 0; i < MOST_PURPOSES && (name = pki_object_next_purpose (&walk)); i++) {
		g_strv_builder_add (names, name);
		g_free (name);
	}
	return g_strv_builder_end (names);
}

/* An issuer's own extended key usage limits what is below it, in Go, Windows and NSS. */
static gboolean check_purposes (const PkiObject *ca, const PkiTerms *terms, GError **error)
{
	g_auto (GStrv) allowed = pki_issuer_purposes (ca);
	if (!allowed || g_strv_contains ((const char *const *)allowed, "anyExtendedKeyUsage"))
		return TRUE;
	for (guint i = 0; terms->purposes[i]; i++) {
		g_autofree char *label = pki_profile_purpose_label (terms->purposes[i]);
		if (!g_strv_contains ((const char *const *)allowed, label)) {
			g_autofree char *list = g_strjoinv (", ", allowed);
			g_autofree char *why = g_strdup_printf (
				_ ("it is limited to %s, so a certificate for %s below it would be "
				   "refused."),
				list, label);
			return refuse (error, ca, why);
		}
	}
	return TRUE;
}

gboolean pki_issuer_check (const PkiObject *issuer, const GPtrArray *chain, const PkiTerms *terms,
	gint64 now, GError **error)
{
	const PkiObject *ca;
	gsize size;
	const void *subject = g_bytes_get_data (terms->subject, &size);
	if (!check_is_ca (issuer, error) || !check_key (issuer, error))
		return FALSE;
	for (guint i = 0; (ca = pki_issuer_at (issuer, chain, i)); i++)
		if (!check_time (ca, now, error) || !check_purposes (ca, terms, error))
			return FALSE;
	if (!check_path (issuer, chain, terms, error))
		return FALSE;
	if (pki_name_equal (issuer->certificate.subject, pki_slice (subject, size)))
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("It would have the same subject as its issuer, as only a root has: give "
			   "it "
			   "another."));
	return TRUE;
}
