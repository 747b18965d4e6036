/* What can be chosen in a draft. */
#include "config.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "ui/forms/draft.h"

#define DEPTH_MOST 4

static GPtrArray *choices_new (void)
{
	return g_ptr_array_new_with_free_func (ui_choice_free);
}

static const char *most_wanted (UiDraftKind kind)
{
	if (kind == UI_DRAFT_ROOT)
		return "root-ca";
	return kind == UI_DRAFT_INTERMEDIATE ? "intermediate-ca" : "tls-server";
}

/* The profiles that fit what is made: for a CA those of CAs. The one that most want comes first. */
GPtrArray *ui_draft_profiles (gpointer data)
{
	const UiDraft *draft = data;
	gboolean for_ca = draft->kind == UI_DRAFT_ROOT || draft->kind == UI_DRAFT_INTERMEDIATE;
	GPtrArray *choices = choices_new ();
	for (guint i = 0; i < draft->materials->profiles->len; i++) {
		const PkiProfile *profile = g_ptr_array_index (draft->materials->profiles, i);
		const char *other = draft->kind == UI_DRAFT_ROOT ? "intermediate-ca" : "root-ca";
		if (profile->ca != for_ca || g_str_equal (profile->name, other))
			continue;
		UiChoice *choice = ui_choice_new (profile->name, profile->title, profile->purpose);
		gboolean first = g_str_equal (profile->name, most_wanted (draft->kind));
		g_ptr_array_insert (choices, first ? 0 : -1, choice);
	}
	return choices;
}

GPtrArray *ui_draft_authorities (gpointer data)
{
	const UiDraft *draft = data;
	GPtrArray *choices = choices_new ();
	g_autoptr (GPtrArray) signers = ui_draft_signers (draft);
	for (guint i = 0; i < signers->len; i++) {
		const PkiAuthority *authority = g_ptr_array_index (signers, i);
		g_autofree char *end =
			pki_time_format_date (authority->certificate->certificate.not_after);
		g_autofree char *words =
			g_strdup_printf (_ ("ends %s, %s"), end, authority->certificate_path);
		g_ptr_array_add (choices,
			ui_choice_new (authority->certificate_path, authority->name, words));
	}
	return choices;
}

static PkiKeyType default_key (const UiDraft *draft, const PkiProfile *profile)
{
	const char *said = draft->materials->site ? draft->materials->site->settings->key : NULL;
	PkiKeyType type;
	if (said && pki_key_type_parse (said, &type, NULL) &&
		profile->allowed_key_types & 1u << type)
		return type;
	return profile->key_type;
}

GPtrArray *ui_draft_keys (gpointer data)
{
	const UiDraft *draft = data;
	const PkiProfile *profile = ui_draft_profile (draft);
	GPtrArray *choices = choices_new ();
	if (!profile)
		return choices;
	PkiKeyType usual = default_key (draft, profile);
	g_autofree char *words =
		g_strdup_printf (_ ("the usual one for this: %s"), pki_key_type_purpose (usual));
	g_ptr_array_add (choices, ui_choice_new ("", pki_key_type_title (usual), words));
	for (PkiKeyType type = 0; type < PKI_KEY_TYPE_N; type++)
		if (type != usual && profile->allowed_key_types & 1u << type)
			g_ptr_array_add (choices,
				ui_choice_new (pki_key_type_name (type), pki_key_type_title (type),
					pki_key_type_purpose (type)));
	if (profile->ca)
		g_ptr_array_add (choices,
			ui_choice_new ("token", _ ("In a token"),
				_ ("it exists already, in a smart card or an HSM (PKCS#11)")));
	return choices;
}

GPtrArray *ui_draft_depths (gpointer data)
{
	const UiDraft *draft = data;
	GPtrArray *choices = choices_new ();
	g_ptr_array_add (choices, ui_choice_new ("", _ ("As usual for this kind of CA"), NULL));
	if (draft->kind == UI_DRAFT_INTERMEDIATE)
		g_ptr_array_add (
			choices, ui_choice_new ("0", _ ("No CAs below it"),
					 _ ("it signs certificates of servers, clients, people")));
	for (int i = 1; i <= DEPTH_MOST; i++) {
		g_autofree char *id = g_strdup_printf ("%d", i);
		g_autofree char *title = g_strdup_printf (
			ngettext ("%d level of CAs below it", "%d levels of CAs below it", i), i);
		g_ptr_array_add (choices, ui_choice_new (id, title, NULL));
	}
	return choices;
}

GPtrArray *ui_draft_sources (gpointer data)
{
	const UiDraft *draft = data;
	GPtrArray *choices = choices_new ();
	for (guint i = 0; i < draft->materials->requests->len; i++) {
		const char *path = g_ptr_array_index (draft->materials->requests, i);
		g_ptr_array_add (choices, ui_choice_new (path, path, _ ("of this store")));
	}
	g_ptr_array_add (choices,
		ui_choice_new ("file", _ ("A file"), _ ("that somebody sent: .csr, .pem")));
	g_ptr_array_add (
		choices, ui_choice_new ("paste", _ ("Paste it"),
				 _ ("the text from -----BEGIN CERTIFICATE REQUEST----- on")));
	return choices;
}
