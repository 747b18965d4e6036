/* The message of a commit: a line for people, trailers for machines (git's own form, so neither is
 * ever translated). */
#include "config.h"

#include "src/store/plan-private.h"

#include "src/base/hex.h"
#include "src/base/time.h"
#include "src/x509/digest.h"

static void append_trailer (GString *message, const char *key, const char *value)
{
	if (value && *value)
		g_string_append_printf (message, "%s: %s\n", key, value);
}

static void append_digest (GString *message, GBytes *der)
{
	guint8 digest[PKI_SHA256_SIZE];
	pki_sha256 (pki_slice_of_bytes (der), digest);
	g_autofree char *hex = pki_hex_encode (pki_slice (digest, sizeof digest));
	g_string_append_printf (message, "Pki-Certificate: sha256:%s\n", hex);
}

static const char *authority_of (const PkiPlanItem *item)
{
	if (item->issuer)
		return item->issuer->name;
	return item->is_request ? NULL : item->name;
}

static void append_item (GString *message, const PkiPlanItem *item)
{
	append_trailer (message, "Pki-Action", item->action);
	append_trailer (message, "Pki-Authority", authority_of (item));
	append_trailer (message, "Pki-Name", item->name);
	append_trailer (message, "Pki-Profile", item->profile->name);
	if (item->is_request)
		return;
	if (item->der)
		append_digest (message, item->der);
	g_autofree char *serial =
		pki_hex_encode (pki_slice (item->terms->serial, sizeof item->terms->serial));
	g_autofree char *end = pki_time_format (item->terms->not_after);
	append_trailer (message, "Pki-Serial", serial);
	append_trailer (message, "Pki-Not-After", end);
}

static char *line_of_one (const PkiPlanItem *item)
{
	const char *profile = item->profile->name;
	if (item->is_request)
		return g_strdup_printf ("request %s (%s)", item->name, profile);
	if (g_str_equal (item->action, "create-ca") && item->issuer)
		return g_strdup_printf (
			"create CA %s under %s (%s)", item->name, item->issuer->name, profile);
	if (g_str_equal (item->action, "create-ca"))
		return g_strdup_printf ("create CA %s (%s)", item->name, profile);
	return g_strdup_printf (
		"%s %s from %s (%s)", item->action, item->name, item->issuer->name, profile);
}

static char *line_of_many (const GPtrArray *items)
{
	const PkiPlanItem *first = g_ptr_array_index (items, 0);
	for (guint i = 1; i < items->len; i++) {
		const PkiPlanItem *item = g_ptr_array_index (items, i);
		if (!g_str_equal (item->issuer->name, first->issuer->name))
			return g_strdup_printf ("issue %u certificates", items->len);
	}
	return g_strdup_printf ("issue %u certificates from %s", items->len, first->issuer->name);
}

void pki_plan_describe (PkiPlan *plan)
{
	const GPtrArray *items = plan->work->items;
	if (!items->len)
		return;
	g_free (plan->subject_line);
	g_free (plan->message);
	plan->subject_line =
		items->len == 1 ? line_of_one (g_ptr_array_index (items, 0)) : line_of_many (items);
	GString *message = g_string_new (plan->subject_line);
	g_string_append (message, "\n\n");
	for (guint i = 0; i < items->len; i++)
		append_item (message, g_ptr_array_index (items, i));
	plan->message = g_string_free (message, FALSE);
}

void pki_plan_describe_as (PkiPlan *plan, const char *subject_line, const char *key, ...)
{
	g_autoptr (GString) message = g_string_new (subject_line);
	g_string_append (message, "\n\n");
	append_trailer (message, "Pki-Action", plan->action);
	va_list trailers;
	va_start (trailers, key);
	for (; key; key = va_arg (trailers, const char *)) {
		const char *value = va_arg (trailers, const char *);
		append_trailer (message, key, value);
	}
	va_end (trailers);
	plan->subject_line = g_strdup (subject_line);
	plan->message = g_strdup (message->str);
}
