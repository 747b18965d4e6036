#include "config.h"

#include "src/ca/order.h"

PkiOrder *pki_order_new (PkiProfile *profile, const char *name)
{
	PkiOrder *order = g_new0 (PkiOrder, 1);
	order->profile = pki_profile_ref (profile);
	order->name = g_strdup (name);
	order->alternative_names = g_ptr_array_new_with_free_func (g_free);
	order->permitted = g_ptr_array_new_with_free_func (g_free);
	order->excluded = g_ptr_array_new_with_free_func (g_free);
	order->crl_urls = g_ptr_array_new_with_free_func (g_free);
	order->issuer_urls = g_ptr_array_new_with_free_func (g_free);
	order->ocsp_urls = g_ptr_array_new_with_free_func (g_free);
	order->not_before = PKI_TIME_NONE;
	order->not_after = PKI_TIME_NONE;
	order->path_length = -1;
	return order;
}

void pki_order_free (PkiOrder *order)
{
	if (!order)
		return;
	pki_profile_unref (order->profile);
	g_free (order->name);
	g_free (order->subject);
	g_free (order->subject_defaults);
	g_ptr_array_unref (order->alternative_names);
	g_ptr_array_unref (order->permitted);
	g_ptr_array_unref (order->excluded);
	g_ptr_array_unref (order->crl_urls);
	g_ptr_array_unref (order->issuer_urls);
	g_ptr_array_unref (order->ocsp_urls);
	g_free (order);
}
