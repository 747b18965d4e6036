/* What was typed into a draft, checked by the engine. */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/ca/alternative-name.h"
#include "src/ca/name-constraint.h"
#include "src/ca/private-key.h"
#include "src/ca/subject.h"
#include "src/store/beneath.h"
#include "src/store/file-name.h"
#include "src/x509/reader.h"
#include "ui/forms/draft.h"
#include "ui/forms/new-passphrase.h"
#include "ui/forms/path.h"

#define REQUEST_MOST (1 << 20)
#define DAYS_MOST    36500

gboolean ui_draft_check_name (
	const char *text, gpointer data, char **value, char **echo, GError **error)
{
	(void)value;
	(void)echo;
	const UiDraft *draft = data;
	gboolean authority = draft->kind == UI_DRAFT_ROOT || draft->kind == UI_DRAFT_INTERMEDIATE;
	g_autofree char *name = pki_file_name (text, authority, error);
	if (!name || !authority)
		return name != NULL;
	return pki_plan_check_authority (draft->materials->site, name, error);
}

gboolean ui_draft_check_subject (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)draft;
	(void)value;
	(void)echo;
	g_autoptr (GBytes) name = pki_subject_parse (text, error);
	return name != NULL;
}

/* A name beyond ASCII is shown both ways. */
static gboolean check_name_of (
	PkiNameKind kind, const char *text, char **value, char **echo, GError **error)
{
	g_autofree char *canonical = NULL;
	const char *known;
	PkiNameKind said;
	if (pki_alternative_name_split (text, &said, &known) && said == kind)
		text = known;
	canonical = pki_alternative_name_parse (kind, text, error);
	if (!canonical)
		return FALSE;
	g_autofree char *shown = pki_alternative_name_show (canonical);
	const char *bare = strchr (shown, ':');
	if (strcmp (shown, canonical) != 0)
		*echo = g_strdup (bare ? bare + 1 : shown);
	*value = g_steal_pointer (&canonical);
	return TRUE;
}

gboolean ui_draft_check_dns (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)draft;
	return check_name_of (PKI_NAME_DNS, text, value, echo, error);
}

gboolean ui_draft_check_ip (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)draft;
	return check_name_of (PKI_NAME_IP, text, value, echo, error);
}

gboolean ui_draft_check_email (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)draft;
	return check_name_of (PKI_NAME_EMAIL, text, value, echo, error);
}

gboolean ui_draft_check_uri (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)draft;
	return check_name_of (PKI_NAME_URI, text, value, echo, error);
}

gboolean ui_draft_check_permit_dns (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)draft;
	(void)echo;
	*value = pki_name_constraint_parse (PKI_NAME_DNS, text, error);
	return *value != NULL;
}

gboolean ui_draft_check_permit_ip (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)draft;
	(void)echo;
	*value = pki_name_constraint_parse (PKI_NAME_IP, text, error);
	return *value != NULL;
}

/* Its kind is told by how it looks: how it was understood is shown. */
gboolean ui_draft_check_constraint (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)draft;
	*value = pki_name_constraint_parse_any (text, error);
	*echo = g_strdup (*value);
	return *value != NULL;
}

gboolean ui_draft_check_token (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)draft;
	(void)value;
	(void)echo;
	return pki_private_key_check_uri (text, error);
}

gboolean ui_draft_check_url (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)draft;
	(void)echo;
	g_autofree char *canonical = pki_alternative_name_parse (PKI_NAME_URI, text, error);
	const char *url;
	PkiNameKind kind;
	if (!canonical || !pki_alternative_name_split (canonical, &kind, &url))
		return FALSE;
	*value = g_strdup (url);
	return TRUE;
}

/* ── how long ────────────────────────────────────────────────────────────── */

static gboolean tell_end (gint64 end, char **echo)
{
	g_autofree char *text = pki_time_format (end);
	*echo = g_strdup_printf (_ ("ends %s"), text);
	return TRUE;
}

gboolean ui_draft_check_until (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)draft;
	(void)value;
	gint64 now = pki_time_now (), end;
	gsize digits = strspn (text, "0123456789");
	if (digits > 0 && text[digits] == '\0') {
		guint64 days = g_ascii_strtoull (text, NULL, 10);
		if (days < 1 || days > DAYS_MOST)
			return pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("type a number of days from 1 to %d, or a day"), DAYS_MOST);
		return tell_end (now + (gint64)days * 86400, echo);
	}
	if (!pki_time_parse (text, &end, error)) {
		g_clear_error (error);
		g_autofree char *shown = pki_text_printable (text, -1);
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("\"%s\" is neither days nor a day: type 365, or 2027-11-20"), shown);
	}
	if (end <= now)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("that has passed already: type a day to come"));
	return tell_end (end, echo);
}

/* ── together ────────────────────────────────────────────────────────────── */

static PkiObject *request_in (GBytes *bytes)
{
	g_autoptr (PkiContents) contents = pki_contents_read (bytes, NULL);
	for (guint i = 0; i < contents->objects->len; i++) {
		PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->type == PKI_OBJECT_REQUEST)
			return pki_object_ref (object);
	}
	return NULL;
}

static gboolean decide (const UiDraft *draft, PkiWish *wish, GError **error)
{
	const PkiAuthority *authority = ui_draft_authority (draft);
	g_autoptr (GPtrArray) chain =
		authority ? pki_site_chain (draft->materials->site, authority->certificate) : NULL;
	const PkiObject *issuer = authority ? authority->certificate : NULL;
	g_autoptr (PkiObject) request = draft->request ? request_in (draft->request) : NULL;
	g_autoptr (PkiTerms) terms = request ? pki_grant_weigh (request, wish->order, issuer, chain,
						       pki_time_now (), NULL, error)
					     : pki_terms_decide (wish->order, issuer, chain, NULL,
						       pki_time_now (), error);
	return terms != NULL;
}

/* Where the names that are asked for can be typed: a field of every form that asks for names. */
static const char *names_field (const UiDraft *draft)
{
	if (ui_draft_takes_dns (draft))
		return "dns";
	if (ui_draft_takes_ip (draft))
		return "ip";
	if (ui_draft_takes_email (draft))
		return "email";
	return ui_draft_takes_uri (draft) ? "uri" : "name";
}

gboolean ui_draft_check_names (gpointer data, const char **field, GError **error)
{
	const UiDraft *draft = data;
	g_autoptr (PkiWish) wish = ui_draft_wish (draft);
	/* Its lifetime is the next page's. */
	wish->order->days = 1;
	wish->order->not_after = PKI_TIME_NONE;
	*field = names_field (draft);
	return decide (draft, wish, error);
}

gboolean ui_draft_check_terms (gpointer data, const char **field, GError **error)
{
	const UiDraft *draft = data;
	g_autoptr (PkiWish) wish = ui_draft_wish (draft);
	*field = "until";
	return decide (draft, wish, error);
}

gboolean ui_draft_check_more (gpointer data, const char **field, GError **error)
{
	gboolean good = ui_draft_check_terms (data, field, error);
	*field = "exclude";
	return good;
}

gboolean ui_draft_check_grant (gpointer draft, const char **field, GError **error)
{
	return ui_draft_check_names (draft, field, error) &&
	       ui_draft_check_terms (draft, field, error);
}

/* ── passphrases ─────────────────────────────────────────────────────────── */

gboolean ui_draft_check_twice (gpointer data, const char **field, GError **error)
{
	const UiDraft *draft = data;
	return !ui_draft_needs_chosen (draft) ||
	       ui_new_passphrase_is_same (draft->chosen, draft->again, field, error);
}

/* ── the request ─────────────────────────────────────────────────────────── */

/* Keeps BYTES where they hold one request; tells whose it is. */
static gboolean take_request (UiDraft *draft, GBytes *bytes, char **echo, GError **error)
{
	g_autoptr (PkiContents) contents = pki_contents_read (bytes, NULL);
	const PkiObject *request = NULL;
	guint count = 0;
	for (guint i = 0; i < contents->objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->type == PKI_OBJECT_REQUEST && count++ == 0)
			request = object;
	}
	g_clear_pointer (&draft->request, g_bytes_unref);
	if (count != 1)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			count == 0 ? _ ("there is no certificate request (CSR) in it")
				   : _ ("there are several requests in it: take them one by one"));
	draft->request = g_bytes_ref (bytes);
	g_autofree char *subject = pki_object_subject (request);
	g_autofree char *name = pki_object_name (request);
	*echo = g_strdup_printf (_ ("a request of %s"), subject && *subject ? subject
							: name              ? name
							       : _ ("somebody unnamed"));
	g_free (draft->requested);
	draft->requested = g_steal_pointer (&name);
	return TRUE;
}

gboolean ui_draft_check_source (
	const char *text, gpointer data, char **value, char **echo, GError **error)
{
	(void)value;
	UiDraft *draft = data;
	if (ui_draft_is_from_file (draft) || ui_draft_is_pasted (draft))
		return TRUE;
	g_autoptr (GBytes) bytes =
		pki_beneath_read (ui_desk_directory (draft->desk), text, REQUEST_MOST, error);
	return bytes && take_request (draft, bytes, echo, error);
}

gboolean ui_draft_check_file (
	const char *text, gpointer data, char **value, char **echo, GError **error)
{
	(void)value;
	UiDraft *draft = data;
	g_autofree char *whole = ui_path_resolve (text, ui_desk_directory (draft->desk));
	struct stat status;
	pki_autofd int file = pki_file_open (AT_FDCWD, whole, &status, error);
	if (file < 0)
		return FALSE;
	g_autoptr (GBytes) bytes = pki_file_read (file, &status, REQUEST_MOST, error);
	return bytes && take_request (draft, bytes, echo, error);
}

gboolean ui_draft_check_pasted (
	const char *text, gpointer draft, char **value, char **echo, GError **error)
{
	(void)value;
	g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
	return take_request (draft, bytes, echo, error);
}
