#include "config.h"

#include "ui/cli/state.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/signature.h"

CliTone cli_state_tone (const PkiItem *item)
{
	if (item->issuer_verdict == PKI_VERDICT_BAD)
		return CLI_TONE_BAD;
	switch (item->status) {
	case PKI_STATUS_VALID:
		return CLI_TONE_GOOD;
	case PKI_STATUS_EXPIRING:
	case PKI_STATUS_NOT_YET_VALID:
		return CLI_TONE_SOON;
	case PKI_STATUS_EXPIRED:
	case PKI_STATUS_REVOKED:
		return CLI_TONE_BAD;
	default:
		return item->type == PKI_OBJECT_UNREADABLE ? CLI_TONE_BAD : CLI_TONE_PLAIN;
	}
}

char *cli_state_days (const PkiItem *item, gint64 now)
{
	if (item->not_after == PKI_TIME_NONE)
		return g_strdup ("");
	/* TRANSLATORS: days, in as few columns as possible. */
	return g_strdup_printf (_ ("%" PRId64 " d"), pki_time_days_between (now, item->not_after));
}

char *cli_state_words (const PkiItem *item)
{
	const char *state = pki_status_word (item->status);
	GString *words = g_string_new (state ? state : "");
	if (item->issuer_verdict > PKI_VERDICT_GOOD)
		g_string_append_printf (words, "%s%s", words->len ? _ (", ") : "",
			pki_verdict_text ((PkiVerdict)item->issuer_verdict));
	return g_string_free (words, FALSE);
}

char *cli_state_revocation (const PkiItem *item)
{
	if (item->status != PKI_STATUS_REVOKED)
		return g_strdup ("");
	g_autofree char *date = pki_time_format_date (item->revoked_at);
	if (item->revoked_reason < 0)
		return g_steal_pointer (&date);
	return g_strdup_printf ("%s %s", date, pki_crl_reason_name (item->revoked_reason));
}

char *cli_state_place (const PkiItem *item)
{
	g_autofree char *path = pki_text_printable (item->path, -1);
	return item->index ? g_strdup_printf ("%s#%u", path, item->index) : g_steal_pointer (&path);
}
