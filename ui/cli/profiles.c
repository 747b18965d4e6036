#include "config.h"

#include "src/store/profiles.h"

#include <stdio.h>
#include <stdlib.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/x509/extension.h"
#include "ui/cli/command.h"
#include "ui/cli/json-writer.h"
#include "ui/cli/options.h"
#include "ui/cli/place.h"
#include "ui/cli/table.h"

static char **usages_of (guint bits)
{
	g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
	for (guint bit = 0; pki_key_usage_name (bit); bit++)
		if (bits & 1u << bit)
			g_strv_builder_add (builder, pki_key_usage_name (bit));
	return g_strv_builder_end (builder);
}

static char **kinds_of (guint bits)
{
	g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
	for (int kind = 0; kind < PKI_NAME_KIND_N; kind++)
		if (bits & 1u << kind)
			g_strv_builder_add (builder, pki_name_kind_prefix (kind));
	return g_strv_builder_end (builder);
}

/* Takes WORDS. */
static json_t *taken_words (char **words)
{
	json_t *array = json_array ();
	for (char **word = words; word && *word; word++)
		json_array_append_new (array, json_string (*word));
	g_strfreev (words);
	return array;
}

static const char *format_name (PkiKeyFormat format)
{
	return format == PKI_KEY_FORMAT_TRADITIONAL ? "traditional" : "pkcs8";
}

static json_t *profile_to_json (const PkiProfile *profile)
{
	g_autofree char *keys = pki_key_type_list (profile->allowed_key_types);
	json_t *value = json_object ();
	json_object_set_new (value, "name", json_string (profile->name));
	json_object_set_new (value, "title", cli_json_text (profile->title));
	json_object_set_new (value, "purpose", cli_json_text (profile->purpose));
	json_object_set_new (value, "group", cli_json_text (profile->group));
	json_object_set_new (value, "ca", json_boolean (profile->ca));
	json_object_set_new (value, "path_length",
		profile->path_length >= 0 ? json_integer (profile->path_length) : json_null ());
	json_object_set_new (value, "key_usage", taken_words (usages_of (profile->key_usage)));
	json_object_set_new (
		value, "key_usage_rsa", taken_words (usages_of (profile->key_usage_rsa)));
	json_object_set_new (
		value, "extended_key_usage", taken_words (g_strdupv (profile->purposes)));
	json_object_set_new (value, "subject", cli_json_text (profile->subject));
	json_object_set_new (
		value, "required_names", taken_words (kinds_of (profile->required_names)));
	json_object_set_new (
		value, "suggested_names", taken_words (g_strdupv (profile->suggested_names)));
	json_object_set_new (value, "key", json_string (pki_key_type_name (profile->key_type)));
	json_object_set_new (value, "keys", taken_words (g_strsplit (keys, ", ", -1)));
	json_object_set_new (value, "days", json_integer (profile->days));
	json_object_set_new (value, "longest_days",
		profile->longest_days > 0 ? json_integer (profile->longest_days) : json_null ());
	json_object_set_new (value, "key_format", json_string (format_name (profile->key_format)));
	json_object_set_new (value, "file_name", cli_json_text (profile->file_name));
	json_object_set_new (value, "names_hint", cli_json_text (profile->names_hint));
	json_object_set_new (value, "next_steps", cli_json_text (profile->next_steps));
	return value;
}

static void print_paragraph (CliOutput *output, CliTone tone, const char *text)
{
	if (!text || !*text)
		return;
	g_autofree char *shown = pki_text_printable_lines (text, -1);
	cli_output_print (output, tone, g_strchomp (shown));
	cli_output_line (output);
}

static void add_row (CliTable *table, const char *label, const char *value)
{
	g_autofree char *shown = value ? pki_text_printable (value, -1) : NULL;
	const CliCell cells[] = { { CLI_TONE_LABEL, label }, { CLI_TONE_PLAIN, shown } };
	if (value && *value)
		cli_table_add (table, cells);
}

static char *joined (char **words)
{
	char *text = words ? g_strjoinv (", ", words) : NULL;
	g_strfreev (words);
	return text;
}

/* "one of DNS, IP", "EMAIL" */
static char *needed_names (const PkiProfile *profile)
{
	g_autofree char *kinds = joined (kinds_of (profile->required_names));
	if (!*kinds)
		return g_strdup (_ ("none needed"));
	return g_strdup_printf (_ ("at least one of: %s"), kinds);
}

static char *lifetime (const PkiProfile *profile)
{
	if (profile->longest_days <= 0)
		return g_strdup_printf (
			ngettext ("%d day", "%d days", (gulong)profile->days), profile->days);
	return g_strdup_printf (
		ngettext ("%d day, at most %d", "%d days, at most %d", (gulong)profile->days),
		profile->days, profile->longest_days);
}

static void print_rows (CliOutput *output, const PkiProfile *profile)
{
	static const CliColumn columns[] = { { 0 }, { 0 } };
	g_autoptr (CliTable) table =
		cli_table_new (output, columns, G_N_ELEMENTS (columns), 0, FALSE);
	g_autofree char *names = needed_names (profile);
	g_autofree char *suggested = joined (g_strdupv (profile->suggested_names));
	g_autofree char *days = lifetime (profile);
	g_autofree char *keys = pki_key_type_list (profile->allowed_key_types);
	g_autofree char *key = g_strdup_printf (
		_ ("%s (may be: %s)"), pki_key_type_name (profile->key_type), keys);
	g_autofree char *usages = joined (usages_of (profile->key_usage));
	g_autofree char *purposes = joined (g_strdupv (profile->purposes));
	add_row (table, _ ("Subject"), profile->subject);
	add_row (table, _ ("Names"), names);
	add_row (table, _ ("Suggested names"), suggested);
	add_row (table, _ ("Key"), key);
	add_row (table, _ ("Key format"), format_name (profile->key_format));
	add_row (table, _ ("Lifetime"), days);
	add_row (table, _ ("Key usage"), usages);
	add_row (table, _ ("Purposes"), purposes);
	add_row (table, _ ("File name"), profile->file_name);
	cli_table_end (table);
}

static void print_profile (CliOutput *output, const PkiProfile *profile)
{
	g_autofree char *title = g_strdup_printf (_ ("%s: %s"), profile->name, profile->title);
	print_paragraph (output, CLI_TONE_TITLE, title);
	cli_output_line (output);
	print_paragraph (output, CLI_TONE_PLAIN, profile->purpose);
	cli_output_line (output);
	print_rows (output, profile);
	if (profile->names_hint) {
		cli_output_line (output);
		print_paragraph (output, CLI_TONE_PLAIN, profile->names_hint);
	}
	if (profile->next_steps) {
		cli_output_line (output);
		print_paragraph (output, CLI_TONE_LABEL, _ ("When it is issued:"));
		print_paragraph (output, CLI_TONE_PLAIN, profile->next_steps);
	}
}

static void print_list (CliOutput *output, const GPtrArray *list)
{
	static const CliColumn columns[] = { { 0 }, { .clip = TRUE } };
	g_autoptr (CliTable) table =
		cli_table_new (output, columns, G_N_ELEMENTS (columns), 0, FALSE);
	for (guint i = 0; i < list->len; i++) {
		const PkiProfile *profile = g_ptr_array_index (list, i);
		g_autofree char *name = pki_text_printable (profile->name, -1);
		g_autofree char *title = pki_text_printable (profile->title, -1);
		const CliCell cells[] = { { CLI_TONE_TITLE, name }, { CLI_TONE_PLAIN, title } };
		cli_table_add (table, cells);
	}
	cli_table_end (table);
	if (!output->terminal)
		return;
	g_autofree char *more = g_strdup_printf (_ ("\nWhat one is for: %s profiles NAME. Tables "
						    "of whole clusters for '%s batch': %s\n"),
		PACKAGE, PACKAGE, PKGDATADIR "/examples");
	cli_output_print (output, CLI_TONE_MUTED, more);
}

static gboolean show_all (CliOutput *output, const char *directory, gboolean json)
{
	g_autoptr (GPtrArray) problems = NULL;
	g_autoptr (GPtrArray) list = pki_profiles_list (directory, &problems);
	for (guint i = 0; i < problems->len; i++)
		fprintf (
			stderr, "%s: %s\n", PACKAGE, (const char *)g_ptr_array_index (problems, i));
	if (!json) {
		print_list (output, list);
		return TRUE;
	}
	json_t *array = json_array ();
	for (guint i = 0; i < list->len; i++)
		json_array_append_new (array, profile_to_json (g_ptr_array_index (list, i)));
	cli_json_writer_print (output, array);
	return TRUE;
}

static gboolean show_one (
	CliOutput *output, const char *directory, const char *name, gboolean json, GError **error)
{
	g_autoptr (PkiProfile) profile = pki_profiles_find (directory, name, error);
	if (!profile) {
		g_prefix_error (error, "profiles: ");
		return FALSE;
	}
	if (!json) {
		print_profile (output, profile);
		return TRUE;
	}
	json_t *value = profile_to_json (profile);
	cli_json_writer_print (output, value);
	return TRUE;
}

static int run (
	const CliCommand *command, CliContext *context, int argc, char **argv, GError **error)
{
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
		{ "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_ ("As JSON"), NULL },
		{ NULL },
	};
	CliOptions read = cli_options_read (command, entries, context, &argc, &argv, 1, error);
	if (read != CLI_OPTIONS_READ)
		return read == CLI_OPTIONS_HELPED ? CLI_DONE : CLI_FAILED;
	g_autofree char *directory = cli_place_store (context);
	gboolean done = argc > 1 ? show_one (&context->output, directory, argv[1], json, error)
				 : show_all (&context->output, directory, json);
	return done ? CLI_DONE : CLI_FAILED;
}

const CliCommand cli_command_profiles = {
	.name = "profiles",
	.arguments = "[NAME]",
	.summary = N_ ("Tell what can be issued, and what each is for"),
	.description = N_ ("A store may have profiles of its own, in profiles/NAME.profile."),
	.examples = "  pkitty profiles\n"
		    "  pkitty profiles etcd-server",
	.run = run,
};
