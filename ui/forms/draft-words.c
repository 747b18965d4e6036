/* What a draft shows beside what is typed: what holds by itself, what must stand where. */
#include "config.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/ca/subject.h"
#include "ui/forms/draft.h"

static gboolean takes (const UiDraft *draft, PkiNameKind kind)
{
	const PkiProfile *profile = ui_draft_profile (draft);
	return profile && profile->allowed_names & 1u << kind;
}

gboolean ui_draft_takes_dns (gconstpointer draft)
{
	return takes (draft, PKI_NAME_DNS);
}

gboolean ui_draft_takes_ip (gconstpointer draft)
{
	return takes (draft, PKI_NAME_IP);
}

/* Where host names are asked for, others would only be in the way, unless the profile wants them.
 */
static gboolean takes_besides (const UiDraft *draft, PkiNameKind kind)
{
	const PkiProfile *profile = ui_draft_profile (draft);
	if (!takes (draft, kind) || profile->required_names & 1u << kind)
		return takes (draft, kind);
	return !(profile->required_names & PKI_PROFILE_HOST);
}

gboolean ui_draft_takes_email (gconstpointer draft)
{
	return takes_besides (draft, PKI_NAME_EMAIL);
}

gboolean ui_draft_takes_uri (gconstpointer draft)
{
	return takes_besides (draft, PKI_NAME_URI);
}

gboolean ui_draft_has_suggested (gconstpointer data)
{
	const UiDraft *draft = data;
	const PkiProfile *profile = ui_draft_profile (draft);
	return profile && profile->suggested_names && profile->suggested_names[0] &&
	       draft->kind != UI_DRAFT_SIGN;
}

gboolean ui_draft_takes_subject (gconstpointer draft)
{
	const PkiProfile *profile = ui_draft_profile (draft);
	return profile && !profile->fixed_subject;
}

gboolean ui_draft_is_from_file (gconstpointer draft)
{
	return g_strcmp0 (((const UiDraft *)draft)->source, "file") == 0;
}

gboolean ui_draft_is_pasted (gconstpointer draft)
{
	return g_strcmp0 (((const UiDraft *)draft)->source, "paste") == 0;
}

char *ui_draft_name_fallback (gconstpointer draft)
{
	return g_strdup (((const UiDraft *)draft)->requested);
}

char *ui_draft_subject_fallback (gconstpointer data)
{
	const UiDraft *draft = data;
	const PkiProfile *profile = ui_draft_profile (draft);
	const PkiSite *site = draft->materials->site;
	if (draft->kind == UI_DRAFT_SIGN)
		return g_strdup (_ ("as the request says"));
	if (!profile || !draft->name || !*draft->name)
		return NULL;
	return pki_subject_fill_text (
		profile->subject, draft->name, site ? site->settings->subject : NULL, NULL);
}

char *ui_draft_until_fallback (gconstpointer data)
{
	const UiDraft *draft = data;
	int days = ui_draft_days (draft);
	gboolean cut = ui_draft_is_cut (draft);
	gint64 end = cut ? ui_draft_latest_end (draft) : pki_time_now () + (gint64)days * 86400;
	g_autofree char *date = pki_time_format_date (end);
	if (cut)
		return g_strdup_printf (
			_ ("%s, the end of %s"), date, ui_draft_authority (draft)->name);
	return g_strdup_printf (
		ngettext ("%d day, to %s", "%d days, to %s", (gulong)days), days, date);
}

char *ui_draft_names_text (gconstpointer draft)
{
	const PkiProfile *profile = ui_draft_profile (draft);
	return profile && profile->names_hint ? pki_text_printable_lines (profile->names_hint, -1)
					      : NULL;
}

/* What the profile suggests, without the prefixes. */
char *ui_draft_suggested_hint (gconstpointer draft)
{
	const PkiProfile *profile = ui_draft_profile (draft);
	GString *names = g_string_new (NULL);
	for (char **name = profile ? profile->suggested_names : NULL; name && *name; name++) {
		const char *colon = strchr (*name, ':');
		g_string_append_printf (
			names, "%s%s", names->len ? ", " : "", colon ? colon + 1 : *name);
	}
	char *hint = g_strdup_printf (
		_ ("adds %s, so that programs on the same machine reach it"), names->str);
	g_string_free (names, TRUE);
	return hint;
}

char *ui_draft_known_hint (gconstpointer draft)
{
	const PkiAuthority *authority = ui_draft_authority (draft);
	if (!authority)
		return NULL;
	if (authority->key == PKI_AUTHORITY_TOKEN)
		return g_strdup_printf (
			_ ("the PIN of the token with the key of %s"), authority->name);
	return g_strdup_printf (
		_ ("opens the key of %s; remembered for ten minutes"), authority->name);
}

/* The whole of what the list has no room for. */
char *ui_draft_profile_text (gconstpointer draft)
{
	const PkiProfile *profile = ui_draft_profile (draft);
	return profile ? g_strdup_printf (_ ("%s: %s"), profile->title, profile->purpose) : NULL;
}
