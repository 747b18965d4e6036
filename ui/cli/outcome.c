#include "config.h"

#include "ui/cli/outcome.h"

#include <stdio.h>

#include "src/base/hex.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/name.h"
#include "ui/cli/table.h"

#define MOST_FILES 24 /* of a batch; more are counted */
#define SHORT_ID   8

static void print_line (CliOutput *output, const char *text)
{
	cli_output_print (output, CLI_TONE_PLAIN, text);
	cli_output_line (output);
}

static const char *change_word (PkiFileChange change)
{
	switch (change) {
	case PKI_FILE_NEW:
		return _ ("new");
	case PKI_FILE_REPLACED:
		return _ ("changed");
	default:
		return _ ("removed");
	}
}

static void print_files (CliOutput *output, const PkiPlan *plan)
{
	static const CliColumn columns[] = { { 0 }, { 0 }, { .clip = TRUE } };
	g_autoptr (CliTable) table =
		cli_table_new (output, columns, G_N_ELEMENTS (columns), 0, FALSE);
	for (guint i = 0; i < plan->files->len && i < MOST_FILES; i++) {
		const PkiPlanFile *file = g_ptr_array_index (plan->files, i);
		g_autofree char *path = pki_text_printable (file->path, -1);
		g_autofree char *change = g_strdup_printf ("  %s", change_word (file->change));
		const CliCell cells[] = { { CLI_TONE_MUTED, change }, { CLI_TONE_TITLE, path },
			{ CLI_TONE_PLAIN, file->what } };
		cli_table_add (table, cells);
	}
	cli_table_end (table);
	if (plan->files->len <= MOST_FILES)
		return;
	guint more = plan->files->len - MOST_FILES;
	g_autofree char *text = g_strdup_printf (
		ngettext ("  and %u more file", "  and %u more files", more), more);
	print_line (output, text);
}

static void print_notes (CliOutput *output, const GPtrArray *notes)
{
	for (guint i = 0; i < notes->len; i++) {
		g_autofree char *text = pki_text_printable (g_ptr_array_index (notes, i), -1);
		cli_output_line (output);
		print_line (output, text);
	}
}

static void add_term (CliTable *table, const char *label, const char *value)
{
	g_autofree char *indented = g_strdup_printf ("  %s", label);
	const CliCell cells[] = { { CLI_TONE_LABEL, indented }, { CLI_TONE_PLAIN, value } };
	if (value && *value)
		cli_table_add (table, cells);
}

static char *names_of (const GPtrArray *names)
{
	g_autoptr (GString) text = g_string_new (NULL);
	for (guint i = 0; i < names->len; i++) {
		g_autofree char *name = pki_alternative_name_show (g_ptr_array_index (names, i));
		g_string_append_printf (text, "%s%s", i ? ", " : "", name);
	}
	return g_string_free (g_steal_pointer (&text), FALSE);
}

static void print_terms (CliOutput *output, const PkiTerms *terms)
{
	static const CliColumn columns[] = { { 0 }, { .clip = TRUE } };
	g_autoptr (CliTable) table =
		cli_table_new (output, columns, G_N_ELEMENTS (columns), 0, FALSE);
	g_autofree char *subject = pki_name_to_text (pki_slice_of_bytes (terms->subject));
	g_autofree char *shown = pki_text_printable (subject, -1);
	g_autofree char *names = names_of (terms->alternative_names);
	g_autofree char *begin = pki_time_format (terms->not_before);
	g_autofree char *end = pki_time_format (terms->not_after);
	g_autofree char *purposes = terms->purposes ? g_strjoinv (", ", terms->purposes) : NULL;
	g_autofree char *serial = pki_hex_encode (pki_slice (terms->serial, sizeof terms->serial));
	add_term (table, _ ("Subject"), shown);
	add_term (table, _ ("Names"), names);
	add_term (table, _ ("Valid from"), begin);
	add_term (table, _ ("Valid until"), end);
	add_term (table, _ ("Key"), pki_key_type_title (terms->key_type));
	add_term (table, _ ("Purposes"), purposes);
	add_term (table, _ ("Serial number"), serial);
	cli_table_end (table);
}

static void print_message (CliOutput *output, const char *message)
{
	g_auto (GStrv) lines = g_strsplit (message, "\n", -1);
	for (char **line = lines; *line && (**line || line[1]); line++) {
		g_autofree char *shown = pki_text_printable (*line, -1);
		g_autofree char *indented = g_strdup_printf (*shown ? "  %s" : "%s", shown);
		print_line (output, indented);
	}
}

void cli_outcome_print_plan (CliOutput *output, const PkiPlan *plan)
{
	print_line (output, _ ("This would be done; nothing is written."));
	cli_output_line (output);
	print_files (output, plan);
	for (guint i = 0; i < plan->terms->len && i < MOST_FILES; i++) {
		cli_output_line (output);
		print_terms (output, g_ptr_array_index (plan->terms, i));
	}
	if (plan->grants->len == 1)
		cli_output_line (output);
	cli_outcome_print_grants (output, plan);
	print_notes (output, plan->notes);
	cli_output_line (output);
	print_line (output, _ ("The commit:"));
	cli_output_line (output);
	print_message (output, plan->message);
}

static char *end_of (const PkiMade *made)
{
	if (made->object->type != PKI_OBJECT_CERTIFICATE)
		return g_strdup ("");
	return pki_time_format_date (made->object->certificate.not_after);
}

void cli_outcome_print_export (CliOutput *output, const char *file, gboolean replaced)
{
	print_line (output, _ ("This would be done; nothing is written."));
	if (!file)
		return;
	g_autofree char *path = pki_text_printable (file, -1);
	g_autofree char *line = g_strdup_printf (
		"\n  %s  %s", change_word (replaced ? PKI_FILE_REPLACED : PKI_FILE_NEW), path);
	print_line (output, line);
}

/* In words, for one thing made. */
static char *words_of_one (const PkiOutcome *outcome, const PkiMade *made)
{
	g_autofree char *end = end_of (made);
	if (g_str_equal (outcome->action, "create-ca"))
		return g_strdup_printf (_ ("The CA %s is made, valid until %s."), made->name, end);
	if (g_str_equal (outcome->action, "request"))
		return g_strdup_printf (_ ("The request %s is made."), made->name);
	if (g_str_equal (outcome->action, "sign"))
		return g_strdup_printf (_ ("%s is signed by %s, valid until %s."), made->name,
			made->authority, end);
	return g_strdup_printf (
		_ ("%s is issued by %s, valid until %s."), made->name, made->authority, end);
}

static char *words_of (const PkiOutcome *outcome)
{
	guint made = outcome->made->len;
	if (made > 1)
		return g_strdup_printf (
			ngettext ("%u certificate is issued.", "%u certificates are issued.", made),
			made);
	if (made == 1)
		return words_of_one (outcome, g_ptr_array_index (outcome->made, 0));
	if (g_str_equal (outcome->action, "init"))
		return g_strdup (_ ("The store is made."));
	if (g_str_equal (outcome->action, "passphrase"))
		return g_strdup (_ ("The passphrase is changed."));
	return g_strdup (_ ("The settings are changed."));
}

/* Several of one profile differ in names only: the first stands for them. */
static void print_next_steps (CliOutput *output, const PkiOutcome *outcome)
{
	g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
	for (guint i = 0; i < outcome->made->len; i++) {
		const PkiMade *made = g_ptr_array_index (outcome->made, i);
		if (!made->next_steps || !g_hash_table_add (told, made->profile))
			continue;
		g_autofree char *text = pki_text_printable_lines (made->next_steps, -1);
		cli_output_line (output);
		print_line (output, g_strchomp (text));
	}
}

void cli_outcome_print (CliOutput *output, const PkiPlan *plan, const PkiOutcome *outcome)
{
	g_autofree char *words = words_of (outcome);
	g_autofree char *shown = pki_text_printable (words, -1);
	g_autofree char *commit = g_strdup_printf (_ (" (commit %.*s)"), SHORT_ID, outcome->commit);
	cli_output_print (output, CLI_TONE_GOOD, shown);
	print_line (output, commit);
	cli_output_line (output);
	print_files (output, plan);
	print_notes (output, plan->notes);
	print_next_steps (output, outcome);
}

void cli_outcome_tell_terms (const PkiPlan *plan)
{
	for (guint i = 0; i < plan->terms->len; i++) {
		const PkiTerms *terms = g_ptr_array_index (plan->terms, i);
		for (guint j = 0; j < terms->notes->len; j++)
			fprintf (stderr, "%s: %s\n", PACKAGE,
				(const char *)g_ptr_array_index (terms->notes, j));
	}
}

void cli_outcome_tell (const PkiOutcome *outcome)
{
	const char *first[] = { outcome->recovered, outcome->warning };
	for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
		if (first[i])
			fprintf (stderr, "%s: %s\n", PACKAGE, first[i]);
	for (guint i = 0; i < outcome->notes->len; i++)
		fprintf (stderr, "%s: %s\n", PACKAGE,
			(const char *)g_ptr_array_index (outcome->notes, i));
}

static CliTone tone_of (PkiGrantKind kind)
{
	switch (kind) {
	case PKI_GRANT_KEPT:
		return CLI_TONE_GOOD;
	case PKI_GRANT_DROPPED:
		return CLI_TONE_BAD;
	default:
		return CLI_TONE_SOON;
	}
}

static void print_grant (CliOutput *output, const GPtrArray *rows)
{
	const CliColumn columns[] = { { .title = _ ("FIELD") }, { .title = "" },
		{ .title = _ ("REQUESTED"), .clip = TRUE },
		{ .title = _ ("GRANTED"), .clip = TRUE }, { .title = _ ("WHY"), .clip = TRUE } };
	g_autoptr (CliTable) table =
		cli_table_new (output, columns, G_N_ELEMENTS (columns), 0, TRUE);
	for (guint i = 0; i < rows->len; i++) {
		const PkiGrantRow *row = g_ptr_array_index (rows, i);
		const CliCell cells[] = { { CLI_TONE_LABEL, row->field },
			{ tone_of (row->kind), pki_grant_kind_text (row->kind) },
			{ CLI_TONE_PLAIN, row->asked }, { CLI_TONE_PLAIN, row->granted },
			{ CLI_TONE_MUTED, row->why } };
		cli_table_add (table, cells);
	}
	cli_table_end (table);
}

void cli_outcome_print_grants (CliOutput *output, const PkiPlan *plan)
{
	for (guint i = 0; i < plan->grants->len; i++) {
		const PkiPlanGrant *grant = g_ptr_array_index (plan->grants, i);
		g_autofree char *title =
			g_strdup_printf (_ ("What the request for %s gets:"), grant->name);
		if (i || plan->grants->len > 1)
			cli_output_line (output);
		if (plan->grants->len > 1)
			print_line (output, title);
		print_grant (output, grant->rows);
	}
}
