/* Many at once, in one commit. */
#include "config.h"

#include "src/store/plan-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"

/* Mistakes, each with its line. */
typedef struct {
	GString *text;
	guint count;
	PkiErrorCode code; /* of the first */
} Mistakes;

static void take_mistake (Mistakes *mistakes, guint line, GError *error)
{
	g_auto (GStrv) parts = g_strsplit (error->message, "\n", 2);
	if (mistakes->count++ == 0)
		mistakes->code = (PkiErrorCode)error->code;
	else
		g_string_append_c (mistakes->text, '\n');
	if (line)
		/* TRANSLATORS: a line of a file, and what is wrong with it. */
		g_string_append_printf (mistakes->text, _ ("line %u: %s"), line, parts[0]);
	else
		g_string_append (mistakes->text, parts[0]);
	g_error_free (error);
}

/* Looked up once each: a batch may have a thousand rows for one. */
static PkiAuthority *issuer_of (PkiSite *site, GHashTable *known, const char *name, GError **error)
{
	const char *key = name ? name : "";
	PkiAuthority *issuer = g_hash_table_lookup (known, key);
	if (issuer)
		return issuer;
	issuer = pki_site_authority (site, name, error);
	if (issuer)
		g_hash_table_insert (known, g_strdup (key), issuer);
	return issuer;
}

static void add_rows (PkiPlan *plan, const GPtrArray *wishes, Mistakes *mistakes)
{
	g_autoptr (GHashTable) known = g_hash_table_new_full (
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)pki_authority_unref);
	for (guint i = 0; i < wishes->len; i++) {
		const PkiWish *wish = g_ptr_array_index (wishes, i);
		GError *error = wish->mistake ? g_error_copy (wish->mistake) : NULL;
		PkiAuthority *issuer =
			error ? NULL : issuer_of (plan->site, known, wish->authority, &error);
		if (!issuer || !pki_plan_add_certificate (plan, wish, issuer, &error))
			take_mistake (mistakes, wish->line, error);
	}
}

PkiPlan *pki_plan_batch (PkiSite *site, const GPtrArray *wishes, GError **error)
{
	if (!wishes->len) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("there is nothing to issue"));
		return NULL;
	}
	g_autoptr (PkiPlan) plan = pki_plan_new (site, "issue");
	g_autoptr (GString) text = g_string_new (NULL);
	Mistakes mistakes = { .text = text };
	add_rows (plan, wishes, &mistakes);
	if (mistakes.count) {
		pki_throw (error, mistakes.code, "%s", text->str);
		return NULL;
	}
	pki_plan_describe (plan);
	pki_plan_set_batch_script (plan, wishes);
	return g_steal_pointer (&plan);
}
