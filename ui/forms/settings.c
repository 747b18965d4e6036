#include "config.h"

#include "ui/forms/settings.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/ca/key-type.h"
#include "src/ca/subject.h"
#include "src/store/folder-template.h"
#include "ui/forms/planning.h"
#include "ui/forms/runner.h"

#define DAYS_MOST 36500

typedef struct {
	UiDesk *desk;
	UiMaterials *materials;
	char *name, *subject, *key, *folder;
	int days, authority_days;
} Record;

static void record_free (gpointer data)
{
	Record *record = data;
	ui_materials_unref (record->materials);
	g_free (record->name);
	g_free (record->subject);
	g_free (record->key);
	g_free (record->folder);
	g_free (record);
}

static gboolean check_subject (
	const char *text, gpointer record, char **value, char **echo, GError **error)
{
	(void)record;
	(void)value;
	(void)echo;
	g_autoptr (GBytes) name = pki_subject_parse (text, error);
	return name != NULL;
}

static gboolean check_folder (
	const char *text, gpointer record, char **value, char **echo, GError **error)
{
	(void)record;
	(void)value;
	(void)echo;
	return pki_folder_template_check (text, error);
}

static char *usual_folder (gconstpointer record)
{
	(void)record;
	return g_strdup (PKI_FOLDER_USUAL);
}

/* Where things will be, by an example; nothing while the folder is wrong. */
static char *example (gconstpointer data)
{
	const Record *record = data;
	const char *template = record->folder && *record->folder ? record->folder : NULL;
	g_autofree char *folder = pki_folder_template_fill (template, "etcd-server", "etcd1", NULL);
	if (!folder)
		return NULL;
	const char *below = pki_folder_template_private (folder);
	return g_strdup_printf (_ ("A certificate etcd1 for an etcd server, issued by etcd-ca, "
				   "is then\netcd-ca/%s/etcd1.crt\nand its key "
				   "private/etcd-ca/%s%setcd1.key"),
		folder, below, *below ? "/" : "");
}

static gboolean check_days (
	const char *text, gpointer record, char **value, char **echo, GError **error)
{
	(void)record;
	(void)value;
	(void)echo;
	if (g_ascii_strtoull (text, NULL, 10) <= DAYS_MOST)
		return TRUE;
	return pki_throw (
		error, PKI_ERROR_INVALID_INPUT, _ ("type a number of days up to %d"), DAYS_MOST);
}

static GPtrArray *keys (gpointer record)
{
	(void)record;
	GPtrArray *choices = g_ptr_array_new_with_free_func (ui_choice_free);
	g_ptr_array_add (choices, ui_choice_new ("", _ ("As each profile says"),
					  _ ("right unless all your programs need another")));
	for (PkiKeyType type = 0; type < PKI_KEY_TYPE_N; type++)
		g_ptr_array_add (
			choices, ui_choice_new (pki_key_type_name (type), pki_key_type_title (type),
					 pki_key_type_purpose (type)));
	return choices;
}

static char *as_profile_says (gconstpointer record)
{
	(void)record;
	return g_strdup (_ ("as each profile says"));
}

static char *nothing (gconstpointer record)
{
	(void)record;
	return g_strdup (_ ("nothing"));
}

#define AT(member) .offset = G_STRUCT_OFFSET (Record, member)

static const UiField fields[] = {
	{ .kind = UI_FIELD_LINE,
		.name = "name",
		.label = N_ ("Name"),
		.hint = N_ ("what the store is called on the screen"),
		AT (name) },
	{ .kind = UI_FIELD_LINE,
		.name = "subject",
		.label = N_ ("Subject"),
		.hint = N_ ("put behind each new subject, such as O=Acme, C=DE"),
		.explanation = N_ (
			"Parts of the name that all your certificates have in common: O is the "
			"organisation, OU a department, L a place, C a country of two letters. A "
			"form that makes a certificate begins with it, and it can be changed "
			"there."),
		AT (subject),
		.check = check_subject,
		.fallback = nothing },
	{ .kind = UI_FIELD_CHOICE,
		.name = "key",
		.label = N_ ("Key"),
		.hint = N_ ("taken where the profile allows it"),
		AT (key),
		.choices = keys },
	{ .kind = UI_FIELD_NUMBER,
		.name = "days",
		.label = N_ ("Days"),
		.hint = N_ ("how long certificates are good, such as 365"),
		.explanation = N_ ("A profile may allow less; then that holds."),
		AT (days),
		.check = check_days,
		.fallback = as_profile_says },
	{ .kind = UI_FIELD_NUMBER,
		.name = "authority-days",
		.label = N_ ("Days of CAs"),
		.hint = N_ ("how long new CAs are good, such as 1825"),
		AT (authority_days),
		.check = check_days,
		.fallback = as_profile_says },
	{ .kind = UI_FIELD_LINE,
		.name = "folder",
		.label = N_ ("Folder"),
		.hint = N_ (
			"where in its CA's folder a certificate goes, such as {profile}/{name}"),
		.explanation = N_ (
			"New certificates are put there; those that are there already stay where "
			"they are. {profile} stands for what it is for, such as etcd-server, and "
			"{name} for its name. certs is right unless something else expects its "
			"files elsewhere.\n\n"
			"Keys that are not encrypted get the same folders below private/."),
		AT (folder),
		.check = check_folder,
		.fallback = usual_folder },
};

static const UiPage pages[] = { { .title = NULL, .text = example } };

static char *given (const char *text)
{
	return text && *text ? g_strdup (text) : NULL;
}

static void replace (char **place, const char *text)
{
	g_free (*place);
	*place = given (text);
}

static PkiSettings *settings_of (const Record *record)
{
	PkiSettings *settings = pki_settings_copy (record->materials->site->settings);
	replace (&settings->name, record->name);
	replace (&settings->subject, record->subject);
	replace (&settings->key, record->key);
	replace (&settings->folder, record->folder);
	settings->days = record->days;
	settings->authority_days = record->authority_days;
	return settings;
}

static PkiPlan *plan (PkiSite *site, gpointer wish, GError **error)
{
	return pki_plan_settings (site, wish, error);
}

static void submit (UiView *view, UiForm *form)
{
	const Record *record = ui_form_record (form);
	const UiPlanning planning = {
		.desk = record->desk,
		.view = view,
		.site = record->materials->site,
		.wish = settings_of (record),
		.free_wish = (GDestroyNotify)pki_settings_free,
		.plan = plan,
		.words = { .what = N_ ("keep these settings") },
	};
	ui_planning_start (&planning);
}

static const UiFormSpec form = {
	.name = "settings",
	.title = N_ ("Settings of the store"),
	.pages = pages,
	.page_count = G_N_ELEMENTS (pages),
	.fields = fields,
	.field_count = G_N_ELEMENTS (fields),
	.submit = submit,
	.free_record = record_free,
};

void ui_settings_open (UiDesk *desk, UiMaterials *materials)
{
	const PkiSettings *settings = materials->site->settings;
	Record *record = g_new0 (Record, 1);
	record->desk = desk;
	record->materials = ui_materials_ref (materials);
	record->name = g_strdup (settings->name);
	record->subject = g_strdup (settings->subject);
	record->key = g_strdup (settings->key);
	record->folder = g_strdup (settings->folder);
	record->days = settings->days;
	record->authority_days = settings->authority_days;
	(void)ui_runner_open (ui_desk_app (desk), &form, record);
}
