#include "config.h"

#include "ui/forms/draft.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/time.h"

UiDraft *ui_draft_new (UiDraftKind kind, UiDesk *desk, UiMaterials *materials)
{
	UiDraft *draft = g_new0 (UiDraft, 1);
	draft->kind = kind;
	draft->desk = desk;
	draft->materials = ui_materials_ref (materials);
	return draft;
}

static void clear_lists (UiDraft *draft)
{
	GPtrArray **lists[] = { &draft->dns, &draft->ip, &draft->email, &draft->uri,
		&draft->permit_dns, &draft->permit_ip, &draft->permit, &draft->exclude,
		&draft->crl_urls, &draft->issuer_urls, &draft->ocsp_urls };
	for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
		g_clear_pointer (lists[i], g_ptr_array_unref);
}

static void clear_texts (UiDraft *draft)
{
	char *texts[] = { draft->profile, draft->authority, draft->near, draft->name,
		draft->subject, draft->key, draft->until, draft->depth, draft->source, draft->file,
		draft->pasted, draft->token, draft->requested, draft->opened, draft->table_group };
	for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
		g_free (texts[i]);
}

void ui_draft_free (gpointer data)
{
	UiDraft *draft = data;
	clear_lists (draft);
	clear_texts (draft);
	if (draft->table)
		draft->free_table (draft->table);
	g_clear_pointer (&draft->known, pki_secret_unref);
	g_clear_pointer (&draft->pin, pki_secret_unref);
	g_clear_pointer (&draft->chosen, pki_secret_unref);
	g_clear_pointer (&draft->again, pki_secret_unref);
	g_clear_pointer (&draft->request, g_bytes_unref);
	ui_materials_unref (draft->materials);
	g_free (draft);
}

const char *ui_draft_directory (gconstpointer draft)
{
	return ui_desk_directory (((const UiDraft *)draft)->desk);
}

PkiProfile *ui_draft_profile (const UiDraft *draft)
{
	const GPtrArray *profiles = draft->materials->profiles;
	for (guint i = 0; i < profiles->len; i++) {
		PkiProfile *profile = g_ptr_array_index (profiles, i);
		if (g_strcmp0 (profile->name, draft->profile) == 0)
			return profile;
	}
	return NULL;
}

PkiAuthority *ui_draft_authority (const UiDraft *draft)
{
	const GPtrArray *authorities = draft->materials->authorities;
	if (draft->kind == UI_DRAFT_ROOT || draft->kind == UI_DRAFT_REQUEST)
		return NULL;
	for (guint i = 0; i < authorities->len; i++) {
		PkiAuthority *authority = g_ptr_array_index (authorities, i);
		if (g_strcmp0 (authority->certificate_path, draft->authority) == 0)
			return authority;
	}
	return NULL;
}

/* ── passphrases ─────────────────────────────────────────────────────────── */

/* With nothing to answer, the keyring opens what it knows or what is not locked. */
static gboolean is_open (UiDraft *draft, const PkiAuthority *authority)
{
	ui_desk_answer (draft->desk, NULL, NULL);
	g_autoptr (PkiPrivateKey) key = pki_keyring_open (ui_desk_keyring (draft->desk),
		authority->name, authority->key_file, authority->certificate->key_id, NULL);
	return key != NULL;
}

gboolean ui_draft_needs_known (gconstpointer data)
{
	UiDraft *draft = (UiDraft *)data;
	const PkiAuthority *authority = ui_draft_authority (draft);
	if (!authority || authority->key == PKI_AUTHORITY_PLAIN)
		return FALSE;
	if (authority->key == PKI_AUTHORITY_TOKEN)
		return TRUE;
	if (g_strcmp0 (draft->opened, authority->certificate_path) != 0) {
		g_free (draft->opened);
		draft->opened = g_strdup (authority->certificate_path);
		draft->is_open = is_open (draft, authority);
	}
	return !draft->is_open;
}

void ui_draft_key_locked (gpointer data)
{
	g_clear_pointer (&((UiDraft *)data)->opened, g_free);
}

static gboolean is_authority (const UiDraft *draft)
{
	return draft->kind == UI_DRAFT_ROOT || draft->kind == UI_DRAFT_INTERMEDIATE;
}

gboolean ui_draft_uses_token (gconstpointer data)
{
	const UiDraft *draft = data;
	return is_authority (draft) && g_strcmp0 (draft->key, "token") == 0;
}

gboolean ui_draft_needs_chosen (gconstpointer data)
{
	const UiDraft *draft = data;
	if (is_authority (draft))
		return !ui_draft_uses_token (draft);
	return ui_draft_can_encrypt (draft) && draft->encrypt;
}

gboolean ui_draft_wants_more (gconstpointer draft)
{
	return ((const UiDraft *)draft)->more;
}

gboolean ui_draft_can_encrypt (gconstpointer data)
{
	const UiDraft *draft = data;
	return draft->kind == UI_DRAFT_CERTIFICATE || draft->kind == UI_DRAFT_REQUEST;
}

/* ── the wish ────────────────────────────────────────────────────────────── */

static void add_all (GPtrArray *list, const GPtrArray *from)
{
	for (guint i = 0; from && i < from->len; i++)
		g_ptr_array_add (list, g_strdup (g_ptr_array_index (from, i)));
}

int ui_draft_days (const UiDraft *draft)
{
	const PkiProfile *profile = ui_draft_profile (draft);
	const PkiSettings *settings =
		draft->materials->site ? draft->materials->site->settings : NULL;
	if (!profile)
		return 0;
	int said = !settings ? 0 : profile->ca ? settings->authority_days : settings->days;
	int days = said > 0 ? said : profile->days;
	return profile->longest_days > 0 ? MIN (days, profile->longest_days) : days;
}

gint64 ui_draft_latest_end (const UiDraft *draft)
{
	const PkiAuthority *authority = ui_draft_authority (draft);
	if (!authority)
		return PKI_TIME_NONE;
	g_autoptr (GPtrArray) chain =
		pki_site_chain (draft->materials->site, authority->certificate);
	return pki_terms_latest_end (authority->certificate, chain);
}

gboolean ui_draft_is_cut (const UiDraft *draft)
{
	gint64 latest = ui_draft_latest_end (draft);
	return latest != PKI_TIME_NONE &&
	       pki_time_now () + (gint64)ui_draft_days (draft) * 86400 > latest;
}

static void fill_until (const UiDraft *draft, PkiOrder *order)
{
	gint64 time;
	if (!draft->until || !*draft->until) {
		if (ui_draft_is_cut (draft))
			order->not_after = ui_draft_latest_end (draft);
		return;
	}
	if (strspn (draft->until, "0123456789") == strlen (draft->until))
		order->days = (int)g_ascii_strtoll (draft->until, NULL, 10);
	else if (pki_time_parse (draft->until, &time, NULL))
		order->not_after = time;
}

static void fill_authority_terms (const UiDraft *draft, PkiOrder *order)
{
	if (draft->depth && g_ascii_isdigit (*draft->depth))
		order->path_length = (int)g_ascii_strtoll (draft->depth, NULL, 10);
	add_all (order->permitted, draft->permit_dns);
	add_all (order->permitted, draft->permit_ip);
	add_all (order->crl_urls, draft->crl_urls);
	if (!draft->more)
		return;
	add_all (order->permitted, draft->permit);
	add_all (order->excluded, draft->exclude);
	add_all (order->issuer_urls, draft->issuer_urls);
	add_all (order->ocsp_urls, draft->ocsp_urls);
}

static char *given (const char *text)
{
	return text && *text ? g_strdup (text) : NULL;
}

static void fill_names (const UiDraft *draft, PkiOrder *order)
{
	if (ui_draft_takes_dns (draft))
		add_all (order->alternative_names, draft->dns);
	if (ui_draft_takes_ip (draft))
		add_all (order->alternative_names, draft->ip);
	if (ui_draft_takes_email (draft))
		add_all (order->alternative_names, draft->email);
	if (ui_draft_takes_uri (draft))
		add_all (order->alternative_names, draft->uri);
	order->suggested = draft->suggested && ui_draft_has_suggested (draft);
}

char *ui_draft_authority_reference (const UiDraft *draft)
{
	const PkiAuthority *authority = ui_draft_authority (draft);
	if (!authority)
		return NULL;
	const GPtrArray *all = draft->materials->authorities;
	guint same = 0;
	for (guint i = 0; i < all->len; i++)
		same += g_str_equal (
			((PkiAuthority *)g_ptr_array_index (all, i))->name, authority->name);
	return g_strdup (same == 1 ? authority->name : authority->certificate_path);
}

PkiWish *ui_draft_wish (const UiDraft *draft)
{
	const char *name = draft->name && *draft->name ? draft->name : draft->requested;
	PkiWish *wish = pki_wish_new (ui_draft_profile (draft), name ? name : "");
	PkiOrder *order = wish->order;
	order->subject = ui_draft_takes_subject (draft) ? given (draft->subject) : NULL;
	order->has_key_type = draft->key && *draft->key &&
			      pki_key_type_parse (draft->key, &order->key_type, NULL);
	fill_names (draft, order);
	fill_until (draft, order);
	if (order->profile->ca)
		fill_authority_terms (draft, order);
	wish->authority = ui_draft_authority_reference (draft);
	wish->token = ui_draft_uses_token (draft) ? given (draft->token) : NULL;
	wish->encrypt = ui_draft_can_encrypt (draft) && draft->encrypt;
	if (draft->kind == UI_DRAFT_SIGN && draft->request) {
		wish->request = g_bytes_ref (draft->request);
		wish->request_path = ui_draft_is_from_file (draft) || ui_draft_is_pasted (draft)
					     ? NULL
					     : g_strdup (draft->source);
	}
	return wish;
}
