/* What a person would paste into a shell for what takes more than one command's options. */
#include "config.h"

#include "src/store/plan-private.h"

#include <string.h>

#include "src/base/shell.h"
#include "src/base/time.h"

/* A line that ends TEXT where it stands alone. */
static char *terminator_of (const char *text)
{
	GString *end = g_string_new ("END");
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	while (g_strv_contains ((const char *const *)lines, end->str))
		g_string_append_c (end, '_');
	return g_string_free (end, FALSE);
}

/* Pasted, a control character would be a key. */
static gboolean is_safe (const char *text)
{
	for (const char *p = text; *p; p++)
		if (g_ascii_iscntrl (*p) && *p != '\n')
			return FALSE;
	return g_utf8_validate (text, -1, NULL);
}

/* COMMAND with TEXT (lines) for its standard input; NULL where that can't be pasted. */
static GString *fed_with (const char *command, const char *text)
{
	if (!is_safe (text))
		return NULL;
	g_autofree char *end = terminator_of (text);
	GString *script = g_string_new (NULL);
	g_string_printf (script, "%s <<'%s'\n%s%s\n", command, end, text, end);
	return script;
}

void pki_plan_set_settings_script (PkiPlan *plan, GBytes *settings)
{
	gsize size;
	const char *data = g_bytes_get_data (settings, &size);
	g_autofree char *text = g_strndup (data, size);
	GString *script = fed_with ("cat >" PKI_SETTINGS_FILE, text);
	if (!script)
		return;
	g_autofree char *message = pki_shell_word (plan->subject_line);
	g_string_append_printf (script, "git commit -m %s -- " PKI_SETTINGS_FILE "\n", message);
	plan->script = g_string_free (script, FALSE);
}

/* ── a table ─────────────────────────────────────────────────────────────── */

static void add_field (GString *out, const char *text)
{
	if (out->len > 0 && out->str[out->len - 1] != '\n')
		g_string_append_c (out, ',');
	gboolean quoted = strpbrk (text, ",\"\n") || g_ascii_isspace (*text);
	g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
	g_autofree char *doubled = g_strjoinv ("\"\"", parts);
	g_string_append_printf (out, quoted ? "\"%s\"" : "%s", doubled);
}

static char *names_of (const PkiOrder *order, const char *prefix)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; i < order->alternative_names->len; i++) {
		const char *name = g_ptr_array_index (order->alternative_names, i);
		if (g_str_has_prefix (name, prefix))
			g_string_append_printf (
				out, "%s%s", out->len ? " " : "", name + strlen (prefix));
	}
	return g_string_free (out, FALSE);
}

/* A row that has no more than profile, name, hosts and addresses, as a table of a form has. */
static gboolean is_plain (const PkiWish *wish, const char *authority)
{
	const PkiOrder *order = wish->order;
	for (guint i = 0; i < order->alternative_names->len; i++) {
		const char *name = g_ptr_array_index (order->alternative_names, i);
		if (!g_str_has_prefix (name, "DNS:") && !g_str_has_prefix (name, "IP:"))
			return FALSE;
	}
	return !wish->request && !wish->encrypt && !order->subject && !order->has_key_type &&
	       order->days == 0 && order->not_after == PKI_TIME_NONE &&
	       g_strcmp0 (wish->authority, authority) == 0;
}

void pki_plan_set_batch_script (PkiPlan *plan, const GPtrArray *wishes)
{
	const char *authority = ((const PkiWish *)g_ptr_array_index (wishes, 0))->authority;
	g_autoptr (GString) table = g_string_new ("profile,name,dns,ip\n");
	g_autoptr (GString) command = g_string_new (PACKAGE " batch -");
	gboolean suggested = FALSE;
	for (guint i = 0; i < wishes->len; i++) {
		const PkiWish *wish = g_ptr_array_index (wishes, i);
		if (!is_plain (wish, authority))
			return;
		g_autofree char *hosts = names_of (wish->order, "DNS:");
		g_autofree char *addresses = names_of (wish->order, "IP:");
		suggested = suggested || wish->order->suggested;
		add_field (table, wish->order->profile->name);
		add_field (table, wish->order->name);
		add_field (table, hosts);
		add_field (table, addresses);
		g_string_append_c (table, '\n');
	}
	/* "[" would begin a range. */
	if (strchr (table->str, '['))
		return;
	g_autofree char *word = authority ? pki_shell_word (authority) : NULL;
	if (word)
		g_string_append_printf (command, " --ca %s", word);
	if (suggested)
		g_string_append (command, " --suggested");
	GString *script = fed_with (command->str, table->str);
	plan->script = script ? g_string_free (script, FALSE) : NULL;
}
