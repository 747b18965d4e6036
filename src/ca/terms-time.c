#include "config.h"

#include "src/ca/terms-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"

#define DAY       G_GINT64_CONSTANT (86400)
#define BACKWARDS 300 /* clocks differ: validity begins that many seconds ago */

gint64 pki_terms_latest_end (const PkiObject *issuer, const GPtrArray *chain)
{
	const PkiObject *ca;
	gint64 end = PKI_TIME_NONE;
	for (guint i = 0; (ca = pki_issuer_at (issuer, chain, i)); i++)
		if (ca->certificate.not_after != PKI_TIME_NONE &&
			(end == PKI_TIME_NONE || ca->certificate.not_after < end))
			end = ca->certificate.not_after;
	return end;
}

static gboolean throw_too_long (gint64 not_after, gint64 latest, GError **error)
{
	g_autofree char *end = pki_time_format (not_after);
	g_autofree char *last = pki_time_format (latest);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("The certificate would be valid until %s, longer than its issuer. Use "
		   "--not-after "
		   "%s, or renew the issuer first."),
		end, last);
}

static gboolean refuse (GError **error, const char *text)
{
	return pki_throw (error, PKI_ERROR_INVALID_INPUT, "%s", text);
}

static gboolean check_span (const PkiTerms *terms, gint64 now, GError **error)
{
	if (terms->not_before < pki_time_from_civil (1950, 1, 1, 0, 0, 0))
		return refuse (error, _ ("The certificate would begin before the year 1950."));
	if (terms->not_after <= terms->not_before)
		return refuse (error, _ ("The certificate would end before it begins."));
	if (terms->not_after <= now)
		return refuse (error, _ ("The certificate would be expired from the start."));
	if (terms->not_after > pki_time_from_civil (9999, 12, 31, 23, 59, 59))
		return refuse (error, _ ("The certificate would end after the year 9999."));
	return TRUE;
}

/* FROM is the first moment without the minutes that the certificate is valid backwards. */
static gboolean check_length (const PkiTerms *terms, const PkiProfile *profile, gint64 from,
	gint64 latest, GError **error)
{
	int longest = profile->longest_days;
	gint64 end = from + longest * DAY;
	if (longest <= 0 || terms->not_after <= end)
		return TRUE;
	g_autofree char *last =
		pki_time_format (latest != PKI_TIME_NONE && latest < end ? latest : end);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		ngettext ("The profile %s allows %d day at most. Use --not-after %s.",
			"The profile %s allows %d days at most. Use --not-after %s.",
			(gulong)longest),
		profile->name, longest, last);
}

static gboolean throw_too_early (gint64 first, GError **error)
{
	g_autofree char *text = pki_time_format (first);
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("The certificate would be valid before its issuer is: use --not-before %s or "
		   "later."),
		text);
}

gboolean pki_terms_decide_time (PkiTerms *terms, const PkiOrder *order, const PkiObject *issuer,
	const GPtrArray *chain, gint64 now, GError **error)
{
	gint64 first = issuer ? issuer->certificate.not_before : PKI_TIME_NONE;
	gint64 latest = pki_terms_latest_end (issuer, chain);
	gboolean said = order->not_before != PKI_TIME_NONE;
	int days = order->days > 0 ? order->days : order->profile->days;
	if (said && order->not_before < first)
		return throw_too_early (first, error);
	terms->not_before = said ? order->not_before : MAX (now - BACKWARDS, first);
	gint64 from = said ? order->not_before : MAX (now, first);
	terms->not_after = order->not_after != PKI_TIME_NONE ? order->not_after : from + days * DAY;
	if (!check_span (terms, now, error) ||
		!check_length (terms, order->profile, from, latest, error))
		return FALSE;
	return latest == PKI_TIME_NONE || terms->not_after <= latest ||
	       throw_too_long (terms->not_after, latest, error);
}
