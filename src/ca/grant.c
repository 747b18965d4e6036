#include "config.h"

#include "src/ca/grant-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/ca/subject-attribute.h"
#include "src/ca/subject.h"
#include "src/ca/terms-private.h"
#include "src/x509/extension.h"
#include "src/x509/name.h"
#include "src/x509/signature.h"

#define LONGEST_SUBJECT 8192
#define LONGEST_REQUEST (256 * 1024) /* a thousand names of full length */
#define DAMAGED                                                                                    \
	(PKI_SIN_BER_LENGTH | PKI_SIN_TRAILING_BYTES | PKI_SIN_TRUNCATED | PKI_SIN_BAD_KEY |       \
		PKI_SIN_DUPLICATE_EXTENSION)

void pki_grant_free_row (gpointer data)
{
	PkiGrantRow *row = data;
	g_free (row->field);
	g_free (row->asked);
	g_free (row->granted);
	g_free (row->why);
	g_free (row);
}

static char *printable (char *text)
{
	g_autofree char *owned = text;
	return owned ? pki_text_printable (owned, -1) : NULL;
}

void pki_grant_row (PkiWeighing *weighing, PkiGrantKind kind, const char *field, char *asked,
	char *granted, const char *why)
{
	PkiGrantRow *row = g_new0 (PkiGrantRow, 1);
	row->kind = kind;
	row->field = g_strdup (field);
	row->asked = printable (asked);
	row->granted = printable (granted);
	row->why = g_strdup (why);
	g_ptr_array_add (weighing->rows, row);
}

const char *pki_grant_kind_text (PkiGrantKind kind)
{
	switch (kind) {
	case PKI_GRANT_KEPT:
		return _ ("kept");
	case PKI_GRANT_CHANGED:
		return _ ("changed");
	case PKI_GRANT_DROPPED:
		return _ ("dropped");
	case PKI_GRANT_ADDED:
		return _ ("added");
	}
	return "";
}

static gboolean check_request (PkiWeighing *weighing)
{
	const PkiObject *request = weighing->request;
	PkiKeyType type;
	if (request->type != PKI_OBJECT_REQUEST)
		return pki_throw (weighing->error, PKI_ERROR_INVALID_INPUT,
			_ ("This is no certificate request (CSR)."));
	if (request->der.size > LONGEST_REQUEST)
		return pki_throw (weighing->error, PKI_ERROR_LIMIT,
			_ ("The request is larger than 256 KiB: no honest one is."));
	if ((request->sins & DAMAGED) || !pki_object_public_key (request, &weighing->key))
		return pki_throw (weighing->error, PKI_ERROR_INVALID_INPUT,
			_ ("The request is damaged or not encoded as it must be: ask for a new "
			   "one."));
	if (!pki_terms_check_key (&weighing->key, &type, weighing->error))
		return FALSE;
	switch (pki_signature_check (request, NULL)) {
	case PKI_VERDICT_GOOD:
		return TRUE;
	case PKI_VERDICT_BAD:
		return pki_throw (weighing->error, PKI_ERROR_INVALID_INPUT,
			_ ("The request is not signed by its own key: it was changed, or whoever "
			   "made it does not have the key."));
	default:
		return pki_throw (weighing->error, PKI_ERROR_INVALID_INPUT,
			_ ("The request's own signature can't be checked: its algorithm is not "
			   "known, or its key is too large. Ask for another one."));
	}
}

static gboolean has_parts (PkiSlice name)
{
	PkiNameWalk walk = pki_name_walk (name, NULL);
	PkiNamePart part;
	return pki_name_next (&walk, &part);
}

/* Both as is refused in a subject that somebody types. */
static gboolean is_too_long (const PkiNamePart *part, const GString *text)
{
	return g_utf8_strlen (text->str, (gssize)text->len) >
	       (glong)pki_subject_longest (part->type);
}

static gboolean has_controls (const PkiNamePart *part, const GString *text)
{
	(void)part;
	const char *end = text->str + text->len;
	for (const char *at = text->str; at < end; at = g_utf8_next_char (at))
		if (g_unichar_iscntrl (g_utf8_get_char (at)))
			return TRUE;
	return FALSE;
}

static gboolean any_part (
	PkiSlice name, gboolean (*test) (const PkiNamePart *part, const GString *text))
{
	PkiNameWalk walk = pki_name_walk (name, NULL);
	PkiNamePart part;
	while (pki_name_next (&walk, &part)) {
		g_autoptr (GString) text = pki_string_to_utf8 (&part.value, NULL);
		if (test (&part, text))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_wanted_subject (const PkiWeighing *weighing, PkiSlice subject)
{
	const PkiOrder *order = weighing->order;
	if (!order->profile->fixed_subject)
		return TRUE;
	g_autoptr (GBytes) wanted =
		pki_subject_fill (order->profile->subject, order->name, NULL, NULL);
	return wanted && pki_name_equal (subject, pki_slice_of_bytes (wanted));
}

/* The request's subject as it stands, where that may be; else NULL with why. */
static GBytes *choose_subject (const PkiWeighing *weighing, const char **why)
{
	PkiSlice subject = weighing->request->request.subject;
	*why = _ ("The request names nobody, so the profile does.");
	if (!has_parts (subject))
		return NULL;
	*why = _ ("Another subject was given for it here.");
	if (weighing->order->subject && *weighing->order->subject)
		return NULL;
	*why = _ ("The profile needs this subject.");
	if (!is_wanted_subject (weighing, subject))
		return NULL;
	*why = _ ("The subject of the request is damaged, has empty parts, or is too long.");
	if (subject.size > LONGEST_SUBJECT || pki_name_sins (subject) != 0 ||
		any_part (subject, is_too_long))
		return NULL;
	*why = _ ("The subject of the request holds a control character.");
	if (any_part (subject, has_controls))
		return NULL;
	*why = NULL;
	return g_bytes_new (subject.data, subject.size);
}

static void put_subject (PkiWeighing *weighing, const char *why)
{
	PkiSlice asked = weighing->request->request.subject;
	PkiSlice granted = pki_slice_of_bytes (weighing->terms->subject);
	gboolean any = has_parts (asked);
	gboolean same = any && pki_name_equal (asked, granted);
	pki_grant_row (weighing,
		same  ? PKI_GRANT_KEPT
		: any ? PKI_GRANT_CHANGED
		      : PKI_GRANT_ADDED,
		_ ("Subject"), any ? pki_name_to_text (asked) : NULL, pki_name_to_text (granted),
		same ? NULL : why);
}

static void put_key (PkiWeighing *weighing)
{
	pki_grant_row (weighing, PKI_GRANT_KEPT, _ ("Key"), pki_public_key_words (&weighing->key),
		pki_public_key_words (&weighing->key), NULL);
}

static void put_validity (PkiWeighing *weighing)
{
	g_autofree char *from = pki_time_format (weighing->terms->not_before);
	g_autofree char *to = pki_time_format (weighing->terms->not_after);
	pki_grant_row (weighing, PKI_GRANT_ADDED, _ ("Validity"), NULL,
		g_strdup_printf (_ ("%s to %s"), from, to),
		_ ("A request asks for no time: the issuer says it."));
}

/* A CA that asks for less below it than it might have gets that. */
static void take_path_length (const PkiWeighing *weighing, PkiOrder *order)
{
	PkiExtension extension;
	gboolean ca;
	gint64 asked;
	int most = order->profile->path_length;
	if (!order->profile->ca || order->path_length >= 0 ||
		!pki_extension_find (weighing->request->request.extensions,
			PKI_OID_BASIC_CONSTRAINTS, &extension) ||
		!pki_basic_constraints_parse (extension.value, &ca, &asked, NULL))
		return;
	if (ca && asked >= 0 && asked <= (most < 0 ? G_MAXINT8 : most))
		order->path_length = (int)asked;
}

PkiTerms *pki_grant_weigh (const PkiObject *request, const PkiOrder *order, const PkiObject *issuer,
	const GPtrArray *chain, gint64 now, GPtrArray **rows, GError **error)
{
	const char *why;
	g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (pki_grant_free_row);
	PkiOrder own = *order; /* borrows everything */
	PkiWeighing weighing = { .request = request,
		.order = order,
		.issuer = issuer,
		.chain = chain,
		.rows = dropped,
		.error = error };
	if (!check_request (&weighing))
		return NULL;
	g_autoptr (GPtrArray) names = pki_grant_names (&weighing);
	g_autoptr (GBytes) subject = choose_subject (&weighing, &why);
	take_path_length (&weighing, &own);
	g_autoptr (PkiTerms) terms = pki_terms_decide_as (
		&own, subject, names, issuer, chain, &weighing.key, now, error);
	if (!terms)
		return NULL;
	weighing.terms = terms;
	weighing.rows = g_ptr_array_new_with_free_func (pki_grant_free_row);
	put_subject (&weighing, why);
	put_key (&weighing);
	put_validity (&weighing);
	pki_grant_name_rows (&weighing);
	g_ptr_array_extend_and_steal (weighing.rows, g_steal_pointer (&dropped));
	pki_grant_extension_rows (&weighing);
	if (rows)
		*rows = weighing.rows;
	else
		g_ptr_array_unref (weighing.rows);
	return g_steal_pointer (&terms);
}
