/* The actions that make one thing: issue, sign, request. */
#include "config.h"

#include "src/store/plan-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/time.h"

static PkiPlan *plan_certificate (
	PkiSite *site, const PkiWish *wish, const char *action, GError **error)
{
	g_autoptr (PkiAuthority) issuer = pki_site_authority (site, wish->authority, error);
	if (!issuer)
		return NULL;
	g_autoptr (PkiPlan) plan = pki_plan_new (site, action);
	if (!pki_plan_add_certificate (plan, wish, issuer, error))
		return NULL;
	pki_plan_describe (plan);
	pki_plan_set_command (plan, action, wish);
	return g_steal_pointer (&plan);
}

PkiPlan *pki_plan_issue (PkiSite *site, const PkiWish *wish, GError **error)
{
	return plan_certificate (site, wish, "issue", error);
}

PkiPlan *pki_plan_sign (PkiSite *site, const PkiWish *wish, GError **error)
{
	return plan_certificate (site, wish, "sign", error);
}

static gboolean decide_request (
	PkiPlan *plan, PkiPlanItem *item, const PkiWish *wish, GError **error)
{
	PkiOrder order;
	pki_plan_fill_order (plan->site, wish, NULL, &order);
	item->terms = pki_terms_decide (&order, NULL, NULL, NULL, pki_time_now (), error);
	pki_plan_order_clear (&order);
	if (item->terms)
		g_ptr_array_add (plan->terms, item->terms);
	return item->terms != NULL;
}

PkiPlan *pki_plan_request (PkiSite *site, const PkiWish *wish, GError **error)
{
	g_autoptr (PkiPlan) plan = pki_plan_new (site, "request");
	g_autofree char *stem = pki_profile_file_name (wish->order->profile, wish->order->name);
	PkiPlanItem *item =
		pki_plan_add_item (plan, wish->order->profile, "request", stem, FALSE, error);
	if (!item || !decide_request (plan, item, wish, error))
		return NULL;
	item->is_request = TRUE;
	item->encrypt = wish->encrypt;
	item->path = pki_layout_claim (
		plan->work->layout, PKI_LAYOUT_REQUESTS, item->name, ".csr", error);
	if (!item->path)
		return NULL;
	pki_plan_add_file (plan, item->path, PKI_FILE_NEW, TRUE, _ ("certificate request"));
	if (!pki_plan_claim_key (plan, item, PKI_LAYOUT_PRIVATE "/" PKI_LAYOUT_REQUESTS, error))
		return NULL;
	pki_plan_describe (plan);
	pki_plan_set_command (plan, "request", wish);
	return g_steal_pointer (&plan);
}
