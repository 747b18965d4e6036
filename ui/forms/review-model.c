#include "config.h"

#include "ui/forms/review-model.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/shell.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/name.h"
#include "ui/core/wrap.h"

#define LABEL_COLUMNS 22
/* Of many certificates the first are told one by one. */
#define SHOWN_MOST 100

typedef struct {
	GPtrArray *lines;
	int columns;
} Model;

static void free_line (gpointer data)
{
	UiReviewLine *line = data;
	g_free (line->label);
	g_free (line->text);
	g_free (line);
}

static void add_line (Model *model, const char *label, UiRole role, const char *text, gsize size)
{
	UiReviewLine *line = g_new (UiReviewLine, 1);
	*line = (UiReviewLine){ role, g_strdup (label), g_strndup (text, size) };
	g_ptr_array_add (model->lines, line);
}

/* TEXT may be anything; newlines in it are kept. */
static void add (Model *model, const char *label, UiRole role, const char *text)
{
	g_autofree char *shown = pki_text_printable_lines (text, -1);
	g_auto (GStrv) lines = g_strsplit (shown, "\n", -1);
	int columns = MAX (model->columns - LABEL_COLUMNS - 1, 20);
	for (char **line = lines; *line; line++) {
		const char *rest = *line;
		gsize left = strlen (rest);
		do {
			gsize fits = left > 0 ? ui_wrap_fits (rest, left, columns) : 0;
			add_line (model, label, role, rest, fits);
			label = NULL;
			rest += fits, left -= fits;
			while (left > 0 && *rest == ' ')
				rest++, left--;
		} while (left > 0);
	}
}

static void add_blank (Model *model)
{
	add_line (model, NULL, UI_ROLE_VALUE, "", 0);
}

/* ── the certificate ─────────────────────────────────────────────────────── */

static char *names_of (const GPtrArray *names)
{
	GString *out = g_string_new (NULL);
	for (guint i = 0; names && i < names->len; i++) {
		g_autofree char *shown = pki_alternative_name_show (g_ptr_array_index (names, i));
		g_string_append_printf (out, "%s%s", i ? ", " : "", shown);
	}
	return g_string_free (out, FALSE);
}

static const char *purpose_words (const char *purpose)
{
	if (g_str_equal (purpose, "serverAuth"))
		return _ ("server of TLS");
	if (g_str_equal (purpose, "clientAuth"))
		return _ ("client of TLS");
	if (g_str_equal (purpose, "emailProtection"))
		return _ ("e-mail");
	if (g_str_equal (purpose, "codeSigning"))
		return _ ("signing programs");
	return purpose;
}

static char *use_of (const PkiTerms *terms)
{
	if (terms->ca && terms->path_length < 0)
		return g_strdup (_ ("CA: may sign certificates, and CAs below it"));
	if (terms->ca && terms->path_length == 0)
		return g_strdup (_ ("CA: may sign certificates, but no CAs below it"));
	if (terms->ca)
		return g_strdup_printf (
			ngettext ("CA: may sign certificates, and %d level of CAs below it",
				"CA: may sign certificates, and %d levels of CAs below it",
				terms->path_length),
			terms->path_length);
	GString *out = g_string_new (NULL);
	for (char **purpose = terms->purposes; purpose && *purpose; purpose++)
		g_string_append_printf (
			out, "%s%s", out->len ? _ (", ") : "", purpose_words (*purpose));
	return g_string_free (out, FALSE);
}

static char *life_of (const PkiTerms *terms)
{
	g_autofree char *end = pki_time_format (terms->not_after);
	gint64 days = pki_time_days_between (terms->not_before, terms->not_after);
	return g_strdup_printf (
		ngettext ("%" PRId64 " day, to %s", "%" PRId64 " days, to %s", (gulong)days), days,
		end);
}

static void add_urls (Model *model, const char *label, char **urls)
{
	g_autofree char *text = g_strjoinv ("\n", urls);
	if (*text)
		add (model, label, UI_ROLE_VALUE, text);
}

/* What a new CA will put into the certificates that it signs. */
static void add_published (Model *model, const PkiAuthoritySettings *publishes)
{
	add_urls (model, _ ("Its CRL at"), publishes->crl_urls);
	add_urls (model, _ ("Its certificate at"), publishes->issuer_urls);
	add_urls (model, _ ("Its OCSP at"), publishes->ocsp_urls);
}

static char *key_of (const PkiPlan *plan, const PkiTerms *terms)
{
	if (!plan->token)
		return g_strdup (pki_key_type_title (terms->key_type));
	return g_strdup_printf (_ ("in a token: %s"), plan->token);
}

static void add_terms (Model *model, const PkiPlan *plan, const PkiTerms *terms)
{
	gboolean is_request = g_str_equal (plan->action, "request");
	g_autofree char *subject = pki_name_to_text (pki_slice_of_bytes (terms->subject));
	g_autofree char *names = names_of (terms->alternative_names);
	g_autofree char *use = use_of (terms);
	g_autofree char *life = life_of (terms);
	add (model, is_request ? _ ("Request") : _ ("Certificate"), UI_ROLE_TITLE, subject);
	if (*names)
		add (model, _ ("Names"), UI_ROLE_VALUE, names);
	if (*use)
		add (model, _ ("Use"), UI_ROLE_VALUE, use);
	if (!is_request)
		add (model, _ ("Valid"), UI_ROLE_VALUE, life);
	g_autofree char *key = key_of (plan, terms);
	add (model, _ ("Key"), UI_ROLE_VALUE, key);
	g_autofree char *permitted = names_of (terms->permitted);
	if (*permitted)
		add (model, _ ("May only sign"), UI_ROLE_VALUE, permitted);
	g_autofree char *excluded = names_of (terms->excluded);
	if (*excluded)
		add (model, _ ("May not sign"), UI_ROLE_VALUE, excluded);
	if (plan->publishes)
		add_published (model, plan->publishes);
}

static void add_brief (Model *model, const GPtrArray *all)
{
	for (guint i = 0; i < MIN (all->len, SHOWN_MOST); i++) {
		const PkiTerms *terms = g_ptr_array_index (all, i);
		gsize size;
		const void *data = g_bytes_get_data (terms->subject, &size);
		g_autofree char *subject = pki_name_to_text (pki_slice (data, size));
		g_autofree char *names = names_of (terms->alternative_names);
		g_autofree char *use = use_of (terms);
		g_autofree char *text =
			g_strconcat (subject, _ ("; "), use, *names ? _ ("; ") : "", names, NULL);
		g_autofree char *number = g_strdup_printf (_ ("%u of %u"), i + 1, all->len);
		add (model, number, UI_ROLE_VALUE, text);
	}
}

/* ── requested against granted ───────────────────────────────────────────── */

static UiRole role_of (PkiGrantKind kind)
{
	switch (kind) {
	case PKI_GRANT_KEPT:
		return UI_ROLE_GOOD;
	case PKI_GRANT_DROPPED:
		return UI_ROLE_BAD;
	default:
		return UI_ROLE_SOON;
	}
}

static void add_grant (Model *model, const PkiGrantRow *row)
{
	const char *kept = row->granted ? row->granted : row->asked ? row->asked : "";
	g_autofree char *what =
		row->kind == PKI_GRANT_CHANGED
			? g_strdup_printf (_ ("asked %s, gets %s"), row->asked, row->granted)
			: g_strdup (kept);
	g_autofree char *told =
		g_strdup_printf (_ ("%s: %s"), pki_grant_kind_text (row->kind), what);
	g_autofree char *text =
		row->why ? g_strdup_printf (_ ("%s (%s)"), told, row->why) : g_strdup (told);
	add (model, row->field, role_of (row->kind), text);
}

static void add_grants (Model *model, const PkiPlan *plan)
{
	for (guint i = 0; i < plan->grants->len; i++) {
		const PkiPlanGrant *grant = g_ptr_array_index (plan->grants, i);
		g_autofree char *which =
			g_strdup_printf (_ ("what the request for %s asks for, and what becomes "
					    "of it"),
				grant->name);
		add_blank (model);
		add (model, _ ("Asked and given"), UI_ROLE_TITLE,
			plan->grants->len > 1
				? which
				: _ ("what the request asks for, and what becomes of it"));
		for (guint row = 0; row < grant->rows->len; row++)
			add_grant (model, g_ptr_array_index (grant->rows, row));
	}
}

/* ── what it touches ─────────────────────────────────────────────────────── */

static void add_files (Model *model, const PkiPlan *plan, PkiFileChange change, const char *label)
{
	for (guint i = 0; i < plan->files->len; i++) {
		const PkiPlanFile *file = g_ptr_array_index (plan->files, i);
		if (file->change != change)
			continue;
		g_autofree char *text =
			g_strdup_printf (file->in_git || change != PKI_FILE_NEW
						 ? _ ("%s (%s)")
						 : _ ("%s (%s; stays on this machine)"),
				file->path, file->what);
		add (model, label, UI_ROLE_VALUE, text);
		label = NULL;
	}
}

static void add_notes (Model *model, const PkiPlan *plan)
{
	for (guint i = 0; i < plan->notes->len; i++)
		add (model, i == 0 ? _ ("To know") : NULL, UI_ROLE_SOON,
			g_ptr_array_index (plan->notes, i));
}

char *ui_review_command (const PkiPlan *plan)
{
	if (plan->script)
		return g_strdup (plan->script);
	GString *out = g_string_new (NULL);
	for (char **word = plan->command; word && *word; word++) {
		g_autofree char *quoted = pki_shell_word (*word);
		g_string_append_printf (out, "%s%s", out->len ? " " : "", quoted);
	}
	return g_string_free (out, FALSE);
}

static void add_command (Model *model, const PkiPlan *plan)
{
	g_autofree char *command = g_strchomp (ui_review_command (plan));
	add (model, _ ("Commit"), UI_ROLE_VALUE, plan->subject_line);
	if (*command)
		add (model, _ ("Same as"), UI_ROLE_VALUE, command);
}

GPtrArray *ui_review_lines (const PkiPlan *plan, int columns)
{
	Model model = { g_ptr_array_new_with_free_func (free_line), columns };
	add_blank (&model);
	if (plan->terms->len == 1)
		add_terms (&model, plan, g_ptr_array_index (plan->terms, 0));
	else
		add_brief (&model, plan->terms);
	add_grants (&model, plan);
	if (plan->terms->len > 0)
		add_blank (&model);
	add_files (&model, plan, PKI_FILE_NEW, _ ("New files"));
	add_files (&model, plan, PKI_FILE_REPLACED, _ ("Replaced"));
	add_files (&model, plan, PKI_FILE_REMOVED, _ ("Removed"));
	add_blank (&model);
	add_notes (&model, plan);
	add_command (&model, plan);
	return model.lines;
}
