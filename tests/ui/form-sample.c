#include "config.h"

#include "tests/ui/form-sample.h"

#include <string.h>

#include "src/base/error.h"

static GPtrArray *kinds (gpointer record)
{
	(void)record;
	GPtrArray *choices = g_ptr_array_new_with_free_func (ui_choice_free);
	g_ptr_array_add (choices, ui_choice_new ("server", "A server", "what others connect to"));
	g_ptr_array_add (choices, ui_choice_new ("client", "A client", "what connects to servers"));
	g_ptr_array_add (choices, ui_choice_new ("mail", "A letter", "signed and sealed"));
	for (int i = 1; i <= 20; i++) {
		g_autofree char *id = g_strdup_printf ("other-%d", i);
		g_autofree char *title = g_strdup_printf ("Number %d", i);
		g_ptr_array_add (choices, ui_choice_new (id, title, NULL));
	}
	return choices;
}

static gboolean check_name (
	const char *text, gpointer record, char **value, char **echo, GError **error)
{
	(void)record;
	(void)value;
	if (strchr (text, '/'))
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			"a name has no “/”: type letters, digits, “-” and “.”");
	*echo = g_strdup_printf ("its file is %s.crt", text);
	return TRUE;
}

static gboolean check_part (
	const char *text, gpointer record, char **value, char **echo, GError **error)
{
	(void)record;
	(void)echo;
	if (strchr (text, '_'))
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			"“%s” is no host name: it has no “_”", text);
	*value = g_ascii_strdown (text, -1);
	return TRUE;
}

static gboolean check_days (
	const char *text, gpointer record, char **value, char **echo, GError **error)
{
	(void)text;
	(void)value;
	(void)echo;
	const FormSample *sample = record;
	if (sample->days > 365)
		return pki_throw (error, PKI_ERROR_INVALID_INPUT, "type 365 or less");
	return TRUE;
}

static gboolean is_locked (gconstpointer record)
{
	return ((const FormSample *)record)->locked;
}

static gboolean is_mail (gconstpointer record)
{
	return g_strcmp0 (((const FormSample *)record)->kind, "mail") == 0;
}

static char *weak (const char *text, gconstpointer record)
{
	(void)record;
	return *text && strlen (text) < 8 ? g_strdup ("weak: fewer than 8 characters") : NULL;
}

static gboolean same_twice (gpointer record, const char **field, GError **error)
{
	const FormSample *sample = record;
	if (!sample->locked ||
		g_strcmp0 (pki_secret_text (sample->secret), pki_secret_text (sample->again)) == 0)
		return TRUE;
	*field = "again";
	return pki_throw (
		error, PKI_ERROR_INVALID_INPUT, "the two are not the same: type it once more");
}

static char *fallback_days (gconstpointer record)
{
	return g_strdup (is_mail (record) ? "730 days" : "90 days");
}

static char *page_text (gconstpointer record)
{
	(void)record;
	return g_strdup ("Every name that others use to reach it must stand here; one that is "
			 "missing fails later with “certificate is valid for …, not …”.");
}

#define AT(member) .offset = G_STRUCT_OFFSET (FormSample, member)

static const UiField fields[] = {
	{ UI_FIELD_CHOICE, "kind", 0, "Kind", "what it is for", "Servers listen, clients connect.",
		AT (kind), .choices = kinds },
	{ UI_FIELD_LINE, "name", 1, "Name", "what to call it", "The name of its files.", AT (name),
		.missing = "type a name, such as etcd1", .check = check_name },
	{ UI_FIELD_LIST, "names", 1, "DNS names", "separated by commas", NULL, AT (names),
		.check = check_part },
	{ UI_FIELD_NUMBER, "days", 1, "Days", "how long it is good", NULL, AT (days),
		.check = check_days, .fallback = fallback_days },
	{ UI_FIELD_YES_NO, "locked", 1, "Locked", "with a passphrase", NULL, AT (locked) },
	{ UI_FIELD_SECRET, "secret", 2, "Passphrase", "several words", NULL, AT (secret),
		.missing = "type a passphrase", .is_visible = is_locked, .remark = weak },
	{ UI_FIELD_SECRET, "again", 2, "Once more", "the same again", NULL, AT (again),
		.missing = "type it a second time", .is_visible = is_locked },
	{ UI_FIELD_PATH, "file", 3, "File", "a file of this machine", NULL, AT (file),
		.is_visible = is_mail },
	{ UI_FIELD_PASTE, "pasted", 3, "Request", "or paste it", NULL, AT (pasted),
		.is_visible = is_mail },
};

static const UiPage pages[] = {
	{ .title = "What is it for?" },
	{ .title = "Names", .text = page_text },
	{ .title = "Passphrase", .check = same_twice },
	{ .title = "Files" },
};

FormSample *form_sample_new (void)
{
	return g_new0 (FormSample, 1);
}

static void free_sample (gpointer data)
{
	FormSample *sample = data;
	g_free (sample->kind);
	g_free (sample->name);
	g_free (sample->file);
	g_free (sample->pasted);
	g_clear_pointer (&sample->names, g_ptr_array_unref);
	g_clear_pointer (&sample->secret, pki_secret_unref);
	g_clear_pointer (&sample->again, pki_secret_unref);
	g_free (sample);
}

const UiFormSpec form_sample = {
	.name = "sample",
	.title = "Make something",
	.pages = pages,
	.page_count = G_N_ELEMENTS (pages),
	.fields = fields,
	.field_count = G_N_ELEMENTS (fields),
	.free_record = free_sample,
};

char *form_sample_words (const FormSample *sample)
{
	g_autoptr (GString) names = g_string_new (NULL);
	for (guint i = 0; sample->names && i < sample->names->len; i++)
		g_string_append_printf (names, "%s%s", i ? "+" : "",
			(const char *)g_ptr_array_index (sample->names, i));
	return g_strdup_printf ("%s %s [%s] %d %s", sample->kind, sample->name, names->str,
		sample->days, sample->secret ? pki_secret_text (sample->secret) : "open");
}
