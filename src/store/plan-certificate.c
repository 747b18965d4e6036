/* One certificate of a plan: whose terms, under which name, in which files. */
#include "config.h"

#include "src/store/plan-private.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/store/beneath.h"
#include "src/store/folder-template.h"
#include "src/x509/field.h"
#include "src/x509/reader.h"

#define MOST_BYTES (1024 * 1024)

static void fill_lifetime (const PkiSettings *settings, PkiOrder *order)
{
	int days = order->profile->ca ? settings->authority_days : settings->days;
	if (order->days > 0 || order->not_after != PKI_TIME_NONE || days <= 0)
		return;
	int longest = order->profile->longest_days;
	order->days = longest > 0 ? MIN (days, longest) : days;
}

static void fill_key (const PkiSettings *settings, PkiOrder *order)
{
	PkiKeyType type;
	if (order->has_key_type || !settings->key ||
		!pki_key_type_parse (settings->key, &type, NULL) ||
		!(order->profile->allowed_key_types & 1u << type))
		return;
	order->has_key_type = TRUE;
	order->key_type = type;
}

static GPtrArray *borrow_list (char **list)
{
	GPtrArray *array = g_ptr_array_new ();
	for (; list && *list; list++)
		g_ptr_array_add (array, *list);
	return array;
}

void pki_plan_fill_order (
	const PkiSite *site, const PkiWish *wish, const PkiAuthority *issuer, PkiOrder *order)
{
	const PkiAuthoritySettings *said =
		issuer ? pki_settings_authority (site->settings, issuer->name) : NULL;
	*order = *wish->order;
	if (!order->subject_defaults)
		order->subject_defaults = site->settings->subject;
	fill_lifetime (site->settings, order);
	fill_key (site->settings, order);
	order->crl_urls = borrow_list (said ? said->crl_urls : NULL);
	order->issuer_urls = borrow_list (said ? said->issuer_urls : NULL);
	order->ocsp_urls = borrow_list (said ? said->ocsp_urls : NULL);
}

void pki_plan_order_clear (PkiOrder *order)
{
	g_ptr_array_unref (order->crl_urls);
	g_ptr_array_unref (order->issuer_urls);
	g_ptr_array_unref (order->ocsp_urls);
}

static PkiObject *read_request (GBytes *bytes, GError **error)
{
	g_autoptr (PkiContents) contents = pki_contents_read (bytes, NULL);
	PkiObject *found = NULL;
	for (guint i = 0; i < contents->objects->len; i++) {
		PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->type != PKI_OBJECT_REQUEST)
			continue;
		if (found) {
			pki_throw (error, PKI_ERROR_INVALID_INPUT,
				_ ("there are several requests in it\nSign them one by one."));
			return NULL;
		}
		found = object;
	}
	if (!found)
		pki_throw (error, PKI_ERROR_PARSE, _ ("there is no certificate request in it"));
	return found ? pki_object_ref (found) : NULL;
}

gboolean pki_plan_decide (PkiPlan *plan, PkiPlanItem *item, const PkiWish *wish, GError **error)
{
	g_autoptr (GPtrArray) chain =
		item->issuer ? pki_site_chain (plan->site, item->issuer->certificate) : NULL;
	const PkiObject *issuer = item->issuer ? item->issuer->certificate : NULL;
	g_autoptr (GPtrArray) rows = NULL;
	PkiOrder order;
	pki_plan_fill_order (plan->site, wish, item->issuer, &order);
	if (item->request)
		item->terms = pki_grant_weigh (
			item->request, &order, issuer, chain, pki_time_now (), &rows, error);
	else
		item->terms =
			pki_terms_decide (&order, issuer, chain, NULL, pki_time_now (), error);
	pki_plan_order_clear (&order);
	if (!item->terms)
		return FALSE;
	g_ptr_array_add (plan->terms, item->terms);
	for (guint i = 0; i < item->terms->notes->len; i++)
		pki_plan_add_note (
			plan, "%s", (const char *)g_ptr_array_index (item->terms->notes, i));
	if (rows) {
		PkiPlanGrant *grant = g_new (PkiPlanGrant, 1);
		*grant = (PkiPlanGrant){ g_strdup (item->name), g_steal_pointer (&rows) };
		g_ptr_array_add (plan->grants, grant);
	}
	return TRUE;
}

/* A file that goes with a request, from REQUESTS to where the certificate is. */
static gboolean move_key (PkiPlan *plan, PkiPlanItem *item, const char *from, gboolean in_git,
	const char *folder, GError **error)
{
	g_autoptr (GBytes) key = pki_beneath_read (plan->site->directory, from, MOST_BYTES, NULL);
	if (!key)
		return TRUE;
	item->key_path =
		pki_layout_claim_flat (plan->work->layout, folder, item->name, ".key", error);
	if (!item->key_path)
		return FALSE;
	pki_plan_add_write (plan, item->key_path, key, NULL, in_git, _ ("private key, moved"));
	pki_plan_add_write (plan, from, NULL, key, in_git, _ ("private key, moved"));
	return in_git || pki_plan_keep_private (plan, folder, error);
}

static char *stem_of (const char *path)
{
	g_autofree char *base = g_path_get_basename (path);
	char *dot = strrchr (base, '.');
	return dot && dot != base ? g_strndup (base, (gsize)(dot - base)) : g_steal_pointer (&base);
}

/* The request itself goes beside its certificate; from requests/ it moves, with its key. */
static gboolean keep_request (
	PkiPlan *plan, PkiPlanItem *item, const PkiWish *wish, const char *private, GError **error)
{
	g_autofree char *beside = g_path_get_dirname (item->path);
	g_autofree char *path =
		pki_layout_claim_flat (plan->work->layout, beside, item->name, ".csr", error);
	if (!path)
		return FALSE;
	char *pem = pki_object_to_pem (item->request);
	g_autoptr (GBytes) text = g_bytes_new_take (pem, strlen (pem));
	pki_plan_add_write (plan, path, text, NULL, TRUE, _ ("request"));
	if (!wish->request_path || !g_str_has_prefix (wish->request_path, PKI_LAYOUT_REQUESTS "/"))
		return TRUE;
	pki_plan_add_write (
		plan, wish->request_path, NULL, wish->request, TRUE, _ ("request, moved"));
	g_autofree char *stem = stem_of (wish->request_path);
	g_autofree char *plain = g_strdup_printf ("private/requests/%s.key", stem);
	g_autofree char *locked = g_strdup_printf ("requests/%s.key", stem);
	if (!move_key (plan, item, plain, FALSE, private, error))
		return FALSE;
	return item->key_path || move_key (plan, item, locked, TRUE, beside, error);
}

/* The way out of a name that is in use. */
static void explain_in_use (const PkiPlanItem *item, GError **error)
{
	if (error && g_error_matches (*error, PKI_ERROR, PKI_ERROR_EXISTS) &&
		!strchr ((*error)->message, '\n')) {
		char *message = g_strdup_printf (
			_ ("%s\nTake another name, or have it signed by another CA than %s."),
			(*error)->message, item->issuer->name);
		g_free ((*error)->message);
		(*error)->message = message;
	}
}

/* Of the settings, which anybody may have written. */
static char *folder_of (const PkiPlan *plan, const PkiPlanItem *item, GError **error)
{
	char *folder = pki_folder_template_fill (
		plan->site->settings->folder, item->profile->name, item->name, error);
	if (!folder)
		g_prefix_error (error, _ ("%s: the folder of certificates: "), PKI_SETTINGS_FILE);
	return folder;
}

static gboolean claim (PkiPlan *plan, PkiPlanItem *item, const PkiWish *wish, GError **error)
{
	g_autofree char *folder = folder_of (plan, item, error);
	if (!folder)
		return FALSE;
	g_autofree char *certs = pki_authority_certs (item->issuer, folder);
	g_autofree char *private = pki_authority_private (item->issuer, folder);
	item->path = pki_layout_claim (plan->work->layout, certs, item->name, ".crt", error);
	if (!item->path) {
		explain_in_use (item, error);
		return FALSE;
	}
	pki_plan_add_file (plan, item->path, PKI_FILE_NEW, TRUE, _ ("certificate"));
	if (item->request)
		return keep_request (plan, item, wish, private, error);
	return pki_plan_claim_key (plan, item, private, error);
}

static gboolean check_profile (const PkiWish *wish, GError **error)
{
	if (!wish->order->profile->ca)
		return TRUE;
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("%s is the profile of a CA\nMake one with: %s ca %s --profile %s"),
		wish->order->profile->name, PACKAGE, wish->order->name, wish->order->profile->name);
}

gboolean pki_plan_add_certificate (
	PkiPlan *plan, const PkiWish *wish, PkiAuthority *issuer, GError **error)
{
	if (!check_profile (wish, error))
		return FALSE;
	g_autoptr (PkiObject) request = NULL;
	if (wish->request && !(request = read_request (wish->request, error)))
		return FALSE;
	g_autofree char *stem = pki_profile_file_name (wish->order->profile, wish->order->name);
	PkiPlanItem *item = pki_plan_add_item (
		plan, wish->order->profile, request ? "sign" : "issue", stem, FALSE, error);
	if (!item)
		return FALSE;
	item->issuer = pki_authority_ref (issuer);
	item->request = g_steal_pointer (&request);
	item->encrypt = wish->encrypt;
	return pki_plan_decide (plan, item, wish, error) && claim (plan, item, wish, error);
}
