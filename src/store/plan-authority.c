/* A new root or intermediate authority. */
#include "config.h"

#include "src/store/plan-private.h"

#include <string.h>
#include <sys/stat.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/file-name.h"

static gboolean check_store (const PkiSite *site, GError **error)
{
	if (site->is_store)
		return TRUE;
	return pki_throw (error, PKI_ERROR_NOT_FOUND,
		_ ("CAs are made in a store, and this directory is none\nMake it one: %s init ."),
		PACKAGE);
}

/* Nothing is called so, in whatever case. */
static gboolean check_name (PkiLayout *layout, const char *name, GError **error)
{
	g_autofree char *exact = pki_layout_claim_flat (layout, "", name, "", NULL);
	g_autofree char *shown = pki_text_printable (name, -1);
	if (!exact)
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("the name \"%s\" is in use: there is a file or folder of that "
			   "name\nTake "
			   "another one, or look at what is there: %s list"),
			shown, PACKAGE);
	g_autofree char *any_case = pki_layout_claim (layout, "", name, "", error);
	return any_case != NULL;
}

gboolean pki_plan_check_authority (const PkiSite *site, const char *name, GError **error)
{
	g_autoptr (PkiLayout) layout = pki_layout_new (site->directory);
	return check_name (layout, name, error);
}

/* In a token the key stays where it is: the file tells how to find it. */
static gboolean claim_token (PkiPlan *plan, PkiPlanItem *item, GError **error)
{
	if (strstr (item->token, "pin-value=") || strstr (item->token, "pin-source="))
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("the URI of the key tells the PIN, which would go into git\nLeave out "
			   "pin-value and pin-source: the PIN is asked for."));
	char *line = g_strconcat (item->token, "\n", NULL);
	g_autoptr (GBytes) text = g_bytes_new_take (line, strlen (line));
	item->key_path = pki_layout_join (item->name, "ca.key.uri");
	plan->token = g_strdup (item->token);
	pki_plan_add_write (
		plan, item->key_path, text, NULL, TRUE, _ ("where the private key is: in a token"));
	return TRUE;
}

static gboolean claim (PkiPlan *plan, PkiPlanItem *item, GError **error)
{
	item->path = pki_layout_join (item->name, "ca.crt");
	pki_plan_add_file (plan, item->path, PKI_FILE_NEW, TRUE, _ ("certificate of the CA"));
	if (item->token)
		return claim_token (plan, item, error);
	item->encrypt = TRUE;
	item->writes_key = TRUE;
	item->key_path = pki_layout_join (item->name, "ca.key");
	plan->needs_passphrase = TRUE;
	pki_plan_add_file (plan, item->key_path, PKI_FILE_NEW, TRUE, _ ("private key, encrypted"));
	return TRUE;
}

static char **strings_of (const GPtrArray *array)
{
	GStrvBuilder *builder = g_strv_builder_new ();
	for (guint i = 0; array && i < array->len; i++)
		g_strv_builder_add (builder, g_ptr_array_index (array, i));
	char **list = g_strv_builder_end (builder);
	g_strv_builder_unref (builder);
	return list;
}

/* What certificates of this authority will say of its CRL can't be put into them later: it goes
 * into the settings now. */
static void add_settings (PkiPlan *plan, const PkiPlanItem *item, const PkiOrder *order)
{
	g_auto (GStrv) crl_urls = strings_of (order->crl_urls);
	g_auto (GStrv) issuer_urls = strings_of (order->issuer_urls);
	g_auto (GStrv) ocsp_urls = strings_of (order->ocsp_urls);
	if (!*crl_urls)
		pki_plan_add_note (plan,
			_ ("Certificates of this CA will not say where its CRL is, as no URL of it "
			   "was given; that can't be added to them later."));
	if (!*crl_urls && !*issuer_urls && !*ocsp_urls)
		return;
	plan->settings = pki_settings_copy (plan->site->settings);
	pki_settings_set_authority (plan->settings, item->name, crl_urls, issuer_urls, ocsp_urls);
	plan->publishes = pki_settings_authority (plan->settings, item->name);
	g_autoptr (GBytes) text = pki_settings_write (plan->settings);
	pki_plan_add_write (plan, PKI_SETTINGS_FILE, text, plan->site->settings_file, TRUE,
		_ ("settings: the URLs of the CA"));
}

static gboolean find_parent (
	PkiSite *site, const PkiWish *wish, PkiAuthority **parent, GError **error)
{
	*parent = wish->authority ? pki_site_authority (site, wish->authority, error) : NULL;
	return !wish->authority || *parent;
}

static gboolean check_profile (const PkiWish *wish, GError **error)
{
	if (wish->order->profile->ca)
		return TRUE;
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("%s is no profile of a CA\nIssue it with: %s issue %s --profile %s"),
		wish->order->profile->name, PACKAGE, wish->order->name, wish->order->profile->name);
}

PkiPlan *pki_plan_authority (PkiSite *site, const PkiWish *wish, GError **error)
{
	g_autoptr (PkiAuthority) parent = NULL;
	if (!check_store (site, error) || !check_profile (wish, error) ||
		!find_parent (site, wish, &parent, error))
		return NULL;
	g_autoptr (PkiPlan) plan = pki_plan_new (site, "create-ca");
	PkiPlanItem *item = pki_plan_add_item (
		plan, wish->order->profile, "create-ca", wish->order->name, TRUE, error);
	if (!item)
		return NULL;
	item->issuer = g_steal_pointer (&parent);
	item->token = g_strdup (wish->token);
	if (!check_name (plan->work->layout, item->name, error) ||
		!pki_plan_decide (plan, item, wish, error) || !claim (plan, item, error))
		return NULL;
	add_settings (plan, item, wish->order);
	pki_plan_describe (plan);
	pki_plan_set_command (plan, "ca", wish);
	return g_steal_pointer (&plan);
}
