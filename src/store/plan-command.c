/* What a person would type for the same. */
#include "config.h"

#include "src/store/plan-private.h"

#include <string.h>

#include "src/base/time.h"

typedef GPtrArray Words;

static void add (Words *words, const char *option, const char *value)
{
	if (!value)
		return;
	if (option)
		g_ptr_array_add (words, g_strdup (option));
	g_ptr_array_add (words, g_strdup (value));
}

static void add_number (Words *words, const char *option, int number)
{
	g_ptr_array_add (words, g_strdup (option));
	g_ptr_array_add (words, g_strdup_printf ("%d", number));
}

static void add_time (Words *words, const char *option, gint64 time)
{
	g_autofree char *text = pki_time_format (time);
	if (*text)
		add (words, option, text);
}

static void add_list (Words *words, const char *option, const GPtrArray *list)
{
	for (guint i = 0; list && i < list->len; i++)
		add (words, option, g_ptr_array_index (list, i));
}

/* "DNS:etcd1" as --dns etcd1. */
static void add_name (Words *words, const char *name)
{
	static const struct {
		const char *prefix, *option;
	} kinds[] = {
		{ "DNS:", "--dns" },
		{ "IP:", "--ip" },
		{ "EMAIL:", "--email" },
		{ "URI:", "--uri" },
	};
	for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
		if (g_str_has_prefix (name, kinds[i].prefix))
			add (words, kinds[i].option, name + strlen (kinds[i].prefix));
}

static void add_flag (Words *words, const char *option, gboolean said)
{
	if (said)
		g_ptr_array_add (words, g_strdup (option));
}

static void add_order (Words *words, const PkiOrder *order)
{
	add (words, "--profile", order->profile->name);
	add (words, "--subject", order->subject);
	for (guint i = 0; i < order->alternative_names->len; i++)
		add_name (words, g_ptr_array_index (order->alternative_names, i));
	add_flag (words, "--suggested", order->suggested);
	if (order->has_key_type)
		add (words, "--key", pki_key_type_name (order->key_type));
	add_time (words, "--not-before", order->not_before);
	add_time (words, "--not-after", order->not_after);
	if (order->days > 0)
		add_number (words, "--days", order->days);
	if (order->path_length >= 0)
		add_number (words, "--path-length", order->path_length);
	add_list (words, "--permit", order->permitted);
	add_list (words, "--exclude", order->excluded);
	add_list (words, "--crl-url", order->crl_urls);
	add_list (words, "--issuer-url", order->issuer_urls);
	add_list (words, "--ocsp-url", order->ocsp_urls);
}

void pki_plan_set_command (PkiPlan *plan, const char *command, const PkiWish *wish)
{
	Words *words = g_ptr_array_new ();
	gboolean is_authority = g_str_equal (command, "ca");
	add (words, NULL, PACKAGE);
	add (words, NULL, command);
	if (wish->request)
		add (words, NULL, wish->request_path ? wish->request_path : "-");
	else
		add (words, NULL, wish->order->name);
	add_order (words, wish->order);
	if (wish->request)
		add (words, "--name", wish->order->name);
	add (words, is_authority ? "--parent" : "--ca", wish->authority);
	add (words, "--key", wish->token);
	add_flag (words, "--encrypt", wish->encrypt && !is_authority);
	g_ptr_array_add (words, NULL);
	plan->command = (char **)g_ptr_array_free (words, FALSE);
}
