#include "config.h"

#include "src/ca/terms-private.h"

#include <gnutls/crypto.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/name-constraint.h"
#include "src/ca/subject.h"
#include "src/x509/gnutls-error.h"
#include "src/x509/name.h"
#include "src/x509/oid.h"

#define MOST_NAMES 1000

typedef struct {
	const PkiOrder *order;
	const PkiProfile *profile;
	const PkiObject *issuer;
	const GPtrArray *chain;
	const PkiPublicKey *public_key;
	gint64 now;
	PkiTerms *terms;
	GError **error;
} Decision;

void pki_terms_free (PkiTerms *terms)
{
	if (!terms)
		return;
	g_clear_pointer (&terms->subject, g_bytes_unref);
	g_ptr_array_unref (terms->alternative_names);
	g_strfreev (terms->purposes);
	g_ptr_array_unref (terms->permitted);
	g_ptr_array_unref (terms->excluded);
	g_ptr_array_unref (terms->crl_urls);
	g_ptr_array_unref (terms->issuer_urls);
	g_ptr_array_unref (terms->ocsp_urls);
	g_ptr_array_unref (terms->notes);
	g_free (terms);
}

static GPtrArray *new_texts (void)
{
	return g_ptr_array_new_with_free_func (g_free);
}

static PkiTerms *new_terms (const PkiProfile *profile)
{
	PkiTerms *terms = g_new0 (PkiTerms, 1);
	terms->alternative_names = new_texts ();
	terms->permitted = new_texts ();
	terms->excluded = new_texts ();
	terms->crl_urls = new_texts ();
	terms->issuer_urls = new_texts ();
	terms->ocsp_urls = new_texts ();
	terms->notes = new_texts ();
	terms->purposes = g_strdupv (profile->purposes);
	terms->ca = profile->ca;
	terms->path_length = profile->path_length;
	terms->key_format = profile->key_format;
	return terms;
}

static gboolean refuse (const Decision *decision, const char *text)
{
	return pki_throw (decision->error, PKI_ERROR_INVALID_INPUT, "%s", text);
}

static gboolean check_fixed_subject (const Decision *decision)
{
	g_autoptr (GBytes) wanted = pki_subject_fill (
		decision->profile->subject, decision->order->name, NULL, decision->error);
	if (!wanted)
		return FALSE;
	if (pki_name_equal (
		    pki_slice_of_bytes (wanted), pki_slice_of_bytes (decision->terms->subject)))
		return TRUE;
	g_autofree char *raw = pki_name_to_text (pki_slice_of_bytes (wanted));
	g_autofree char *shown = pki_text_printable (raw, -1);
	return pki_throw (decision->error, PKI_ERROR_INVALID_INPUT,
		_ ("The profile %s needs the subject %s: leave the subject out."),
		decision->profile->name, shown);
}

static gboolean decide_subject (Decision *decision, GBytes *subject)
{
	const PkiOrder *order = decision->order;
	const PkiProfile *profile = decision->profile;
	if (subject)
		decision->terms->subject = g_bytes_ref (subject);
	else if (order->subject && *order->subject)
		decision->terms->subject = pki_subject_parse (order->subject, decision->error);
	else
		decision->terms->subject = pki_subject_fill (profile->subject, order->name,
			profile->fixed_subject ? NULL : order->subject_defaults, decision->error);
	if (!decision->terms->subject)
		return FALSE;
	return !profile->fixed_subject || check_fixed_subject (decision);
}

static char *list_kinds (guint kinds)
{
	g_autoptr (GPtrArray) titles = g_ptr_array_new ();
	for (guint i = 0; i < PKI_NAME_KIND_N; i++)
		if (kinds & 1u << i)
			g_ptr_array_add (titles, (char *)pki_name_kind_title (i));
	g_ptr_array_add (titles, NULL);
	return g_strjoinv (", ", (char **)titles->pdata);
}

static gboolean refuse_name (const Decision *decision, const char *shown)
{
	const PkiProfile *profile = decision->profile;
	if (profile->allowed_names == 0)
		return pki_throw (decision->error, PKI_ERROR_INVALID_INPUT,
			_ ("%s: the profile %s takes no alternative names."), shown, profile->name);
	g_autofree char *allowed = list_kinds (profile->allowed_names);
	return pki_throw (decision->error, PKI_ERROR_INVALID_INPUT,
		_ ("%s: the profile %s does not take such names. Allowed are: %s."), shown,
		profile->name, allowed);
}

static gboolean add_name (Decision *decision, GHashTable *seen, const char *text)
{
	PkiNameKind kind;
	const char *value;
	g_autofree char *name = pki_alternative_name_check (text, decision->error);
	if (!name || !pki_alternative_name_split (name, &kind, &value))
		return FALSE;
	if (g_hash_table_contains (seen, name))
		return TRUE;
	if (!(decision->profile->allowed_names & 1u << kind)) {
		g_autofree char *shown = pki_alternative_name_show (name);
		return refuse_name (decision, shown);
	}
	if (!pki_permit_name (decision->issuer, decision->chain, name, decision->error))
		return FALSE;
	g_hash_table_add (seen, name);
	g_ptr_array_add (decision->terms->alternative_names, g_steal_pointer (&name));
	return TRUE;
}

static gboolean check_required (const Decision *decision, guint found)
{
	guint required = decision->profile->required_names;
	if (required == 0 || (found & required))
		return TRUE;
	g_autofree char *kinds = list_kinds (required);
	const char *hint = decision->profile->names_hint;
	return pki_throw (decision->error, PKI_ERROR_INVALID_INPUT,
		_ ("The profile %s needs at least one name of this kind: %s.%s%s"),
		decision->profile->name, kinds, hint ? " " : "", hint ? hint : "");
}

static gboolean decide_names (Decision *decision, const GPtrArray *names)
{
	g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
	const GPtrArray *given = names ? names : decision->order->alternative_names;
	char **suggested = decision->profile->suggested_names;
	guint found = 0;
	for (guint i = 0; i < given->len; i++)
		if (!add_name (decision, seen, g_ptr_array_index (given, i)))
			return FALSE;
	for (guint i = 0; i < decision->terms->alternative_names->len; i++) {
		PkiNameKind kind;
		const char *value;
		pki_alternative_name_split (
			g_ptr_array_index (decision->terms->alternative_names, i), &kind, &value);
		found |= 1u << kind;
	}
	/* What is suggested is no name of the host itself: it does not fulfil what is required. */
	for (guint i = 0; decision->order->suggested && suggested[i]; i++)
		if (!add_name (decision, seen, suggested[i]))
			return FALSE;
	if (decision->terms->alternative_names->len > MOST_NAMES)
		return refuse (decision, _ ("There are more than 1,000 alternative names."));
	return check_required (decision, found);
}

static gboolean has_kind (const PkiTerms *terms, PkiNameKind wanted)
{
	PkiNameKind kind;
	const char *value;
	for (guint i = 0; i < terms->alternative_names->len; i++)
		if (pki_alternative_name_split (
			    g_ptr_array_index (terms->alternative_names, i), &kind, &value) &&
			kind == wanted)
			return TRUE;
	return FALSE;
}

static gboolean check_subject (const Decision *decision)
{
	gboolean host = !decision->terms->ca && !has_kind (decision->terms, PKI_NAME_DNS);
	return pki_permit_subject (decision->issuer, decision->chain,
		pki_slice_of_bytes (decision->terms->subject), host, decision->error);
}

gboolean pki_terms_check_key (const PkiPublicKey *key, PkiKeyType *type, GError **error)
{
	if (pki_key_type_of (key, type))
		return TRUE;
	if (pki_public_key_is_hollow (key))
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("This RSA key protects nothing: its public exponent is 1 or even, or "
			   "its "
			   "modulus is even. Make a new key."));
	g_autofree char *algorithm = pki_public_key_algorithm (key);
	g_autofree char *curve = pki_public_key_curve (key);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("A key of this kind (%s, %u bits) gets no certificate: RSA below 2048 bits is "
		   "weak, and other kinds than RSA, ECDSA on P-256, P-384, P-521, Ed25519 and "
		   "Ed448 are known to few programs. Make a new key."),
		curve ? curve : algorithm, pki_public_key_bits (key));
}

static gboolean decide_key (Decision *decision)
{
	const PkiProfile *profile = decision->profile;
	const PkiPublicKey *key = decision->public_key;
	PkiKeyType *type = &decision->terms->key_type;
	*type = decision->order->has_key_type ? decision->order->key_type : profile->key_type;
	if (key && !pki_terms_check_key (key, type, decision->error))
		return FALSE;
	if (!(profile->allowed_key_types & 1u << *type)) {
		g_autofree char *allowed = pki_key_type_list (profile->allowed_key_types);
		return pki_throw (decision->error, PKI_ERROR_INVALID_INPUT,
			_ ("The profile %s does not work with a key of type %s. Allowed are: %s."),
			profile->name, pki_key_type_name (*type), allowed);
	}
	/* An EdDSA key has no traditional format. */
	if (*type == PKI_KEY_TYPE_ED25519 || *type == PKI_KEY_TYPE_ED448)
		decision->terms->key_format = PKI_KEY_FORMAT_PKCS8;
	decision->terms->key_usage = pki_profile_key_usage (profile, pki_key_type_is_rsa (*type));
	return TRUE;
}

static gboolean copy_constraints (Decision *decision, const GPtrArray *from, GPtrArray *to)
{
	for (guint i = 0; i < from->len; i++) {
		char *text =
			pki_name_constraint_check (g_ptr_array_index (from, i), decision->error);
		if (!text)
			return FALSE;
		g_ptr_array_add (to, text);
	}
	return TRUE;
}

static gboolean copy_urls (Decision *decision, const GPtrArray *from, GPtrArray *to)
{
	for (guint i = 0; i < from->len; i++) {
		g_autofree char *text = pki_alternative_name_parse (
			PKI_NAME_URI, g_ptr_array_index (from, i), decision->error);
		if (!text)
			return FALSE;
		g_ptr_array_add (to, g_strdup (text + strlen ("URI:")));
	}
	return TRUE;
}

static gboolean decide_authority (Decision *decision)
{
	const PkiOrder *order = decision->order;
	PkiTerms *terms = decision->terms;
	gboolean constrained = order->permitted->len > 0 || order->excluded->len > 0;
	if (!terms->ca && (order->path_length >= 0 || constrained))
		return pki_throw (decision->error, PKI_ERROR_INVALID_INPUT,
			_ ("The profile %s makes no CA: only a CA has a path length and name "
			   "constraints."),
			decision->profile->name);
	if (order->path_length >= 0)
		terms->path_length = order->path_length;
	return copy_constraints (decision, order->permitted, terms->permitted) &&
	       copy_constraints (decision, order->excluded, terms->excluded) &&
	       copy_urls (decision, order->crl_urls, terms->crl_urls) &&
	       copy_urls (decision, order->issuer_urls, terms->issuer_urls) &&
	       copy_urls (decision, order->ocsp_urls, terms->ocsp_urls);
}

/* 20 octets, positive, and never with a leading zero: RFC 5280 §4.1.2.2. */
static gboolean make_serial (Decision *decision)
{
	guint8 *serial = decision->terms->serial;
	int code = gnutls_rnd (GNUTLS_RND_RANDOM, serial, PKI_SERIAL_SIZE);
	if (code < 0)
		return pki_throw_gnutls (decision->error, code, _ ("There are no random numbers"));
	serial[0] = (guint8)((serial[0] & 0x7f) | 0x40);
	return TRUE;
}

static void note (Decision *decision, const char *format, ...) G_GNUC_PRINTF (2, 3);
static void note (Decision *decision, const char *format, ...)
{
	va_list arguments;
	va_start (arguments, format);
	g_ptr_array_add (decision->terms->notes, g_strdup_vprintf (format, arguments));
	va_end (arguments);
}

/* GnuTLS takes the common name of a server for a DNS name where there is no other. */
static void note_common_name (Decision *decision, const char *common)
{
	const PkiTerms *terms = decision->terms;
	if (!common || terms->ca || has_kind (terms, PKI_NAME_DNS) ||
		!g_strv_contains ((const char *const *)terms->purposes, "serverAuth") ||
		pki_permit_common_name (decision->issuer, decision->chain, common, NULL))
		return;
	g_autofree char *shown = pki_text_printable (common, -1);
	note (decision,
		_ ("There is no DNS name, and %s, the common name, is none that the issuer may "
		   "sign: programs that use GnuTLS refuse such a server. Give it a DNS name."),
		shown);
}

static void note_issuer_begins (Decision *decision)
{
	g_autofree char *name = pki_object_name (decision->issuer);
	g_autofree char *shown = pki_text_printable (name ? name : "", -1);
	g_autofree char *begin = pki_time_format (decision->issuer->certificate.not_before);
	note (decision, _ ("The CA %s is not valid before %s, nor is what it signs."), shown,
		begin);
}

/* What is allowed and still not what most people mean. */
static void take_notes (Decision *decision)
{
	const PkiTerms *terms = decision->terms;
	PkiSlice subject = pki_slice_of_bytes (terms->subject);
	g_autofree char *common = pki_name_find (subject, pki_oid_octets (PKI_OID_COMMON_NAME));
	note_common_name (decision, common);
	g_autofree char *dns = common && strchr (common, '.')
				       ? pki_alternative_name_parse (PKI_NAME_DNS, common, NULL)
				       : NULL;
	if (dns && (decision->profile->required_names & PKI_PROFILE_HOST) &&
		!g_ptr_array_find_with_equal_func (
			terms->alternative_names, dns, g_str_equal, NULL)) {
		g_autofree char *shown = pki_text_printable (common, -1);
		note (decision,
			_ ("The common name %s is not among the DNS names: programs of today look "
			   "at "
			   "those alone."),
			shown);
	}
	if (decision->issuer && decision->issuer->certificate.not_before > decision->now)
		note_issuer_begins (decision);
	else if (decision->issuer && terms->not_before > decision->now)
		note (decision, _ ("The certificate is not valid yet."));
	if (terms->ca && !decision->issuer && terms->permitted->len + terms->excluded->len > 0)
		note (decision,
			_ ("Some programs ignore the name constraints of a root: they are safer in "
			   "an intermediate CA."));
}

PkiTerms *pki_terms_decide_as (const PkiOrder *order, GBytes *subject, const GPtrArray *names,
	const PkiObject *issuer, const GPtrArray *chain, const PkiPublicKey *public_key, gint64 now,
	GError **error)
{
	g_autoptr (PkiTerms) terms = new_terms (order->profile);
	Decision decision = { .order = order,
		.profile = order->profile,
		.issuer = issuer,
		.chain = chain,
		.public_key = public_key,
		.now = now,
		.terms = terms,
		.error = error };
	if (!decide_subject (&decision, subject) || !decide_authority (&decision) ||
		(issuer && !pki_issuer_check (issuer, chain, terms, now, error)) ||
		!decide_names (&decision, names) || !check_subject (&decision) ||
		!decide_key (&decision) ||
		!pki_terms_decide_time (terms, order, issuer, chain, now, error) ||
		!make_serial (&decision))
		return NULL;
	take_notes (&decision);
	return g_steal_pointer (&terms);
}

PkiTerms *pki_terms_decide (const PkiOrder *order, const PkiObject *issuer, const GPtrArray *chain,
	const PkiPublicKey *public_key, gint64 now, GError **error)
{
	return pki_terms_decide_as (order, NULL, NULL, issuer, chain, public_key, now, error);
}
