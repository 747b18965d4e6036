#include "config.h"

#include "ui/forms/passphrase.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/beneath.h"
#include "ui/forms/new-passphrase.h"
#include "ui/forms/planning.h"
#include "ui/forms/runner.h"

#define KEY_MOST (1 << 20)

typedef struct {
	UiDesk *desk;
	UiMaterials *materials;
	char *path;
	PkiSecret *known, *chosen, *again;
} Record;

static void record_free (gpointer data)
{
	Record *record = data;
	ui_materials_unref (record->materials);
	g_clear_pointer (&record->known, pki_secret_unref);
	g_clear_pointer (&record->chosen, pki_secret_unref);
	g_clear_pointer (&record->again, pki_secret_unref);
	g_free (record->path);
	g_free (record);
}

static gboolean check_twice (gpointer data, const char **field, GError **error)
{
	const Record *record = data;
	return ui_new_passphrase_is_same (record->chosen, record->again, field, error);
}

static char *which_key (gconstpointer data)
{
	const Record *record = data;
	g_autofree char *shown = pki_text_printable (record->path, -1);
	return g_strdup_printf (_ ("This is about the private key in %s.\n\nOlder commits keep the "
				   "key under its old "
				   "passphrase. Where that one has leaked, a new passphrase does "
				   "not help: then the "
				   "key has to be replaced."),
		shown);
}

#define AT(member) .offset = G_STRUCT_OFFSET (Record, member)

static const UiField fields[] = {
	{ .kind = UI_FIELD_SECRET,
		.name = "known",
		.label = N_ ("Old passphrase"),
		.hint = N_ ("the one that opens the key now"),
		.missing = N_ ("type the passphrase that opens the key now"),
		AT (known) },
	{ .kind = UI_FIELD_SECRET,
		.name = "chosen",
		.label = N_ ("New passphrase"),
		.hint = N_ ("several words that nobody guesses; without it the key is lost"),
		.explanation = N_ (
			"The encrypted key is kept in git, so whoever has a copy of the repository "
			"can guess for years: take four or more words that do not belong "
			"together. Nobody can recover it: write it down and keep it somewhere "
			"safe."),
		.missing = N_ ("choose a passphrase and type it here"),
		AT (chosen),
		.check = ui_new_passphrase_check,
		.remark = ui_new_passphrase_remark },
	{ .kind = UI_FIELD_SECRET,
		.name = "again",
		.label = N_ ("Once more"),
		.hint = N_ ("the same again, so that a slip of the finger does no harm"),
		.missing = N_ ("type the same passphrase a second time"),
		AT (again) },
};

static const UiPage pages[] = { { .text = which_key, .check = check_twice } };

typedef struct {
	UiDesk *desk;
	char *path;
} Wish;

static void wish_free (gpointer data)
{
	Wish *wish = data;
	g_free (wish->path);
	g_free (wish);
}

/* The old passphrase is tried at once, not only when all is confirmed. */
static PkiPlan *plan (PkiSite *site, gpointer data, GError **error)
{
	const Wish *wish = data;
	g_autoptr (PkiPlan) plan = pki_plan_passphrase (site, wish->path, error);
	g_autoptr (GBytes) file =
		plan ? pki_beneath_read (site->directory, wish->path, KEY_MOST, error) : NULL;
	g_autoptr (PkiPrivateKey) key = file ? pki_keyring_open (ui_desk_keyring (wish->desk),
						       wish->path, file, NULL, error)
					     : NULL;
	return key ? g_steal_pointer (&plan) : NULL;
}

static void submit (UiView *view, UiForm *form)
{
	const Record *record = ui_form_record (form);
	const Wish wish = { record->desk, g_strdup (record->path) };
	const UiPlanning planning = {
		.desk = record->desk,
		.view = view,
		.site = record->materials->site,
		.wish = g_memdup2 (&wish, sizeof wish),
		.free_wish = wish_free,
		.plan = plan,
		.known = record->known,
		.chosen = record->chosen,
		.words = { .what = N_ ("change the passphrase") },
	};
	ui_planning_start (&planning);
}

static const UiFormSpec form = {
	.name = "passphrase",
	.title = N_ ("Change a passphrase"),
	.pages = pages,
	.page_count = G_N_ELEMENTS (pages),
	.fields = fields,
	.field_count = G_N_ELEMENTS (fields),
	.submit = submit,
	.free_record = record_free,
};

void ui_passphrase_open (UiDesk *desk, UiMaterials *materials, const char *path)
{
	Record *record = g_new0 (Record, 1);
	record->desk = desk;
	record->materials = ui_materials_ref (materials);
	record->path = g_strdup (path);
	(void)ui_runner_open (ui_desk_app (desk), &form, record);
}
