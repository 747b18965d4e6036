/*
 * The record of the forms that make certificates, CAs and requests: what was typed so far, what it
 * is typed for, and the wish it amounts to. The checks are the engine's; here they meet the fields.
 */
#pragma once

#include "src/store/plan.h"
#include "ui/forms/field.h"
#include "ui/forms/materials.h"

typedef enum {
	UI_DRAFT_CERTIFICATE,
	UI_DRAFT_ROOT,
	UI_DRAFT_INTERMEDIATE,
	UI_DRAFT_REQUEST,
	UI_DRAFT_SIGN,
} UiDraftKind;

typedef struct {
	UiDraftKind kind;
	UiDesk *desk;
	UiMaterials *materials;
	char *profile; /* its name */
	char *authority; /* path of the issuer's certificate */
	char *near; /* that of a root whose tree the issuer is looked for in; NULL */
	char *name;
	char *subject;
	GPtrArray *dns, *ip, *email, *uri; /* canonical */
	gboolean suggested;
	char *key; /* "": as the profile says; "token": not made, but at the URI that follows */
	char *token;
	char *until; /* "", days, or a time */
	char *depth; /* how many CAs below: "0", "1", …; "": as usual */
	GPtrArray *permit_dns, *permit_ip; /* canonical */
	gboolean more; /* what follows is asked for, and holds */
	GPtrArray *permit, *exclude; /* canonical */
	GPtrArray *crl_urls, *issuer_urls, *ocsp_urls; /* the first is asked for in any case */
	gboolean encrypt;
	PkiSecret *known; /* of the issuer's key */
	PkiSecret *pin; /* of the token */
	PkiSecret *chosen, *again; /* for the new one */
	char *source; /* of a request: a path below the directory, "file", "paste" */
	char *file;
	char *pasted;
	GBytes *request; /* what was read from there */
	char *requested; /* the name it asks for; hostile text, or NULL */
	gpointer table; /* of a cluster, as the table keeps it, and for which group; NULL */
	char *table_group;
	GDestroyNotify free_table;
	char *opened; /* the authority of which it is known whether its key is open */
	gboolean is_open;
} UiDraft;

UiDraft *ui_draft_new (UiDraftKind kind, UiDesk *desk, UiMaterials *materials);
void ui_draft_free (gpointer draft);

/* What is chosen; NULL where nothing is. Borrowed. */
PkiProfile *ui_draft_profile (const UiDraft *draft);
PkiAuthority *ui_draft_authority (const UiDraft *draft);

/* Its name where that tells which one is meant, else the path of its certificate; NULL where none
 * is chosen. The caller frees. */
char *ui_draft_authority_reference (const UiDraft *draft);

/* The authorities (PkiAuthority, borrowed) that can issue it, the one that suits best first: one
 * that is named after the system of the profile before others, intermediates before roots. The
 * caller owns the array. */
GPtrArray *ui_draft_signers (const UiDraft *draft);

/* What a new draft begins with: the authority the user looks at (path of its certificate; NULL:
 * none); of a root, what suits best below it. */
void ui_draft_begin_near (UiDraft *draft, const char *authority);

/* The same authority and profile as the last draft that was remembered. */
void ui_draft_begin_again (UiDraft *draft);
void ui_draft_remember (const UiDraft *draft);

/* Where paths that are typed begin. */
const char *ui_draft_directory (gconstpointer draft);

/* Whether the issuer's key needs a passphrase that is not known yet. */
gboolean ui_draft_needs_known (gconstpointer draft);
void ui_draft_key_locked (gpointer draft);
/* Whether a new authority's key is in a token. */
gboolean ui_draft_uses_token (gconstpointer draft);
/* Whether a passphrase is to be chosen. */
gboolean ui_draft_needs_chosen (gconstpointer draft);

/* The lifetime that holds where none is typed, in days; and the end that the issuer allows
 * (PKI_TIME_NONE: any). */
int ui_draft_days (const UiDraft *draft);
gint64 ui_draft_latest_end (const UiDraft *draft);
/* Whether that lifetime would go beyond: then the issuer's end is taken instead. */
gboolean ui_draft_is_cut (const UiDraft *draft);

/* All of it as a wish, for the caller to free. Complete drafts only. */
PkiWish *ui_draft_wish (const UiDraft *draft);

/* ── for the tables of fields; see field.h ───────────────────────────────── */

GPtrArray *ui_draft_profiles (gpointer draft);
GPtrArray *ui_draft_authorities (gpointer draft);
GPtrArray *ui_draft_keys (gpointer draft);
GPtrArray *ui_draft_depths (gpointer draft);
GPtrArray *ui_draft_sources (gpointer draft);

gboolean ui_draft_check_name (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_subject (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_dns (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_ip (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_email (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_uri (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_permit_dns (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_permit_ip (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_constraint (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_token (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_url (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_until (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_source (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_file (
	const char *text, gpointer draft, char **value, char **echo, GError **error);
gboolean ui_draft_check_pasted (
	const char *text, gpointer draft, char **value, char **echo, GError **error);

/* Pages: names as the profile demands them; twice the same passphrase. */
gboolean ui_draft_check_names (gpointer draft, const char **field, GError **error);
gboolean ui_draft_check_twice (gpointer draft, const char **field, GError **error);
/* All of the terms, as far as they are said: before the last page. */
gboolean ui_draft_check_terms (gpointer draft, const char **field, GError **error);
/* The same of the page of what is rarely needed. */
gboolean ui_draft_check_more (gpointer draft, const char **field, GError **error);

/* Both, of a request that is signed. */
gboolean ui_draft_check_grant (gpointer draft, const char **field, GError **error);

gboolean ui_draft_takes_dns (gconstpointer draft);
gboolean ui_draft_takes_ip (gconstpointer draft);
gboolean ui_draft_takes_email (gconstpointer draft);
gboolean ui_draft_takes_uri (gconstpointer draft);
gboolean ui_draft_has_suggested (gconstpointer draft);
gboolean ui_draft_takes_subject (gconstpointer draft);
gboolean ui_draft_is_from_file (gconstpointer draft);
gboolean ui_draft_is_pasted (gconstpointer draft);
gboolean ui_draft_can_encrypt (gconstpointer draft);
gboolean ui_draft_wants_more (gconstpointer draft);

char *ui_draft_name_fallback (gconstpointer draft);
char *ui_draft_subject_fallback (gconstpointer draft);
char *ui_draft_until_fallback (gconstpointer draft);
char *ui_draft_names_text (gconstpointer draft);
char *ui_draft_suggested_hint (gconstpointer draft);
char *ui_draft_known_hint (gconstpointer draft);
char *ui_draft_profile_text (gconstpointer draft);
