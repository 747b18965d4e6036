/* Many at once, in one commit. */
#include "config.h"

#include "src/store/plan-private.h"

#include "src/base/error.h"
#include "src/base/intl.h"

/* A mistake, and the lines that have it. */
typedef struct {
	GError *error;
	GString *lines; /* "2-5, 9", without the last ones: */
	guint first, last; /* 0: none */
} Mistake;

static void mistake_free (gpointer data)
{
	Mistake *mistake = data;
	g_error_free (mistake->error);
	g_string_free (mistake->lines, TRUE);
	g_free (mistake);
}

static void end_lines (Mistake *mistake)
{
	if (!mistake->first)
		return;
	g_string_append_printf (
		mistake->lines, "%s%u", mistake->lines->len ? ", " : "", mistake->first);
	if (mistake->last > mistake->first)
		g_string_append_printf (mistake->lines, "-%u", mistake->last);
	mistake->first = 0;
}

/* They come in order; one line may stand for several rows. */
static void add_line (Mistake *mistake, guint line)
{
	if (line > mistake->last + 1)
		end_lines (mistake);
	if (!mistake->first)
		mistake->first = line;
	mistake->last = line;
}

/* Takes ERROR. */
static Mistake *add_mistake (GPtrArray *mistakes, GError *error)
{
	Mistake *mistake = g_new0 (Mistake, 1);
	mistake->error = error;
	mistake->lines = g_string_new (NULL);
	g_ptr_array_add (mistakes, mistake);
	return mistake;
}

static void append_mistake (GString *text, Mistake *mistake)
{
	g_auto (GStrv) parts = g_strsplit (mistake->error->message, "\n", 2);
	gboolean several = mistake->lines->len || mistake->last > mistake->first;
	end_lines (mistake);
	if (text->len)
		g_string_append_c (text, '\n');
	if (several)
		/* TRANSLATORS: several lines of a file, and what is wrong with all of them. */
		g_string_append_printf (text, _ ("lines %s: %s"), mistake->lines->str, parts[0]);
	else if (mistake->last)
		/* TRANSLATORS: a line of a file, and what is wrong with it. */
		g_string_append_printf (text, _ ("line %u: %s"), mistake->last, parts[0]);
	else
		g_string_append (text, parts[0]);
}

static void throw_mistakes (const GPtrArray *mistakes, GError **error)
{
	g_autoptr (GString) text = g_string_new (NULL);
	Mistake *first = g_ptr_array_index (mistakes, 0);
	/* Of no line: it alone has room for its way out. */
	if (mistakes->len == 1 && !first->last)
		g_string_append (text, first->error->message);
	else
		for (guint i = 0; i < mistakes->len; i++)
			append_mistake (text, g_ptr_array_index (mistakes, i));
	pki_throw (error, (PkiErrorCode)first->error->code, "%s", text->str);
}

/* Issuers by name, looked up once each, and the mistakes of those that are none: a batch may have a
 * thousand rows for one. */
typedef struct {
	GHashTable *issuers, *missing;
	GPtrArray *mistakes;
} Rows;

/* NULL: the mistake is told, for all rows that name it. Where a row names none, it is not the
 * row's. */
static PkiAuthority *issuer_of (Rows *rows, PkiSite *site, const PkiWish *wish)
{
	const char *key = wish->authority ? wish->authority : "";
	GError *error = NULL;
	PkiAuthority *issuer = g_hash_table_lookup (rows->issuers, key);
	Mistake *mistake = g_hash_table_lookup (rows->missing, key);
	if (!issuer && !mistake) {
		issuer = pki_site_authority (site, wish->authority, &error);
		if (issuer)
			g_hash_table_insert (rows->issuers, g_strdup (key), issuer);
		else
			mistake = add_mistake (rows->mistakes, error);
		if (mistake)
			g_hash_table_insert (rows->missing, g_strdup (key), mistake);
	}
	if (mistake && wish->authority && wish->line)
		add_line (mistake, wish->line);
	return issuer;
}

static void add_row (Rows *rows, PkiPlan *plan, const PkiWish *wish)
{
	GError *error = wish->mistake ? g_error_copy (wish->mistake) : NULL;
	PkiAuthority *issuer = error ? NULL : issuer_of (rows, plan->site, wish);
	if (issuer)
		(void)pki_plan_add_certificate (plan, wish, issuer, &error);
	if (!error)
		return;
	Mistake *mistake = add_mistake (rows->mistakes, error);
	if (wish->line)
		add_line (mistake, wish->line);
}

/* Mistake, each once. */
static GPtrArray *add_rows (PkiPlan *plan, const GPtrArray *wishes)
{
	Rows rows = { .issuers = g_hash_table_new_full (
			      g_str_hash, g_str_equal, g_free, (GDestroyNotify)pki_authority_unref),
		.missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
		.mistakes = g_ptr_array_new_with_free_func (mistake_free) };
	for (guint i = 0; i < wishes->len; i++)
		add_row (&rows, plan, g_ptr_array_index (wishes, i));
	g_hash_table_unref (rows.issuers);
	g_hash_table_unref (rows.missing);
	return rows.mistakes;
}

PkiPlan *pki_plan_batch (PkiSite *site, const GPtrArray *wishes, GError **error)
{
	if (!wishes->len) {
		pki_throw (error, PKI_ERROR_INVALID_INPUT, _ ("there is nothing to issue"));
		return NULL;
	}
	g_autoptr (PkiPlan) plan = pki_plan_new (site, "issue");
	g_autoptr (GPtrArray) mistakes = add_rows (plan, wishes);
	if (mistakes->len) {
		throw_mistakes (mistakes, error);
		return NULL;
	}
	pki_plan_describe (plan);
	pki_plan_set_batch_script (plan, wishes);
	return g_steal_pointer (&plan);
}
