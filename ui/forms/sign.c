#include "config.h"

#include "ui/forms/sign.h"

#include <string.h>

#include "src/base/intl.h"
#include "ui/forms/draft.h"
#include "ui/forms/draft-fields.def"
#include "ui/forms/planning.h"
#include "ui/forms/runner.h"

enum { PAGE_REQUEST, PAGE_PURPOSE, PAGE_TERMS, PAGE_PASSPHRASE };

static const UiField fields[] = {
	{ .kind = UI_FIELD_CHOICE,
		.name = "source",
		.page = PAGE_REQUEST,
		.label = N_ ("Request"),
		.explanation = N_ (
			"Where the request (CSR) is that you want to sign: in the folder requests/ "
			"of this store, in a file that somebody sent, or in a letter from which "
			"you copy it."),
		AT (source),
		.check = ui_draft_check_source,
		.choices = ui_draft_sources },
	{ .kind = UI_FIELD_PATH,
		.name = "file",
		.page = PAGE_REQUEST,
		.label = N_ ("File"),
		.hint = N_ ("its path; Tab completes it"),
		.explanation = N_ ("The file with the request, PEM or DER, whatever its name. A "
				   "path that does not begin with / or ~ is looked for in the "
				   "directory that is open."),
		.missing = N_ ("type the path of the file with the request"),
		AT (file),
		.check = ui_draft_check_file,
		.is_visible = ui_draft_is_from_file },
	{ .kind = UI_FIELD_PASTE,
		.name = "pasted",
		.page = PAGE_REQUEST,
		.label = N_ ("Its text"),
		.hint = N_ ("from -----BEGIN CERTIFICATE REQUEST----- to the last line"),
		.explanation =
			N_ ("Copy the request where you have it, with its first and its last "
			    "line, and paste it here with your terminal: often "
			    "Ctrl+Shift+V, the middle mouse button, or Shift+Insert."),
		.missing = N_ ("paste the text of the request here"),
		AT (pasted),
		.check = ui_draft_check_pasted,
		.is_visible = ui_draft_is_pasted },
	FIELD_PROFILE (PAGE_PURPOSE),
	FIELD_AUTHORITY (PAGE_PURPOSE),
	{ .kind = UI_FIELD_LINE,
		.name = "name",
		.page = PAGE_TERMS,
		.label = N_ ("Name"),
		.hint = N_ ("what you call it here; leave it empty to take what is shown"),
		.explanation = N_ ("The files of the certificate are named so. It changes nothing "
				   "in the certificate."),
		AT (name),
		.check = ui_draft_check_name,
		.fallback = ui_draft_name_fallback },
	FIELD_SUBJECT (PAGE_TERMS),
	FIELD_DNS (PAGE_TERMS),
	FIELD_IP (PAGE_TERMS),
	FIELD_EMAIL (PAGE_TERMS),
	FIELD_URI (PAGE_TERMS),
	FIELD_UNTIL (PAGE_TERMS),
	FIELD_KNOWN (PAGE_PASSPHRASE),
};

static char *what_is_taken (gconstpointer draft)
{
	(void)draft;
	return g_strdup (
		_ ("Names that you leave empty are taken from the request, as far as the profile "
		   "allows. The next page shows what is asked for and what it gets."));
}

static char *what_is_checked (gconstpointer draft)
{
	(void)draft;
	return g_strdup (
		_ ("A signature on the request proves that whoever made it has the private "
		   "key; it is checked. That the names in it are theirs, only you can "
		   "know."));
}

static const UiPage pages[] = {
	[PAGE_REQUEST] = { .title = N_ ("Which request?"), .text = what_is_checked },
	[PAGE_PURPOSE] = { .title = N_ ("What is it for?"), .text = ui_draft_profile_text },
	[PAGE_TERMS] = { .title = N_ ("Names and validity"),
		.text = what_is_taken,
		.check = ui_draft_check_grant },
	[PAGE_PASSPHRASE] = { .title = N_ ("Passphrase") },
};

static void show (UiDraft *draft);

static void open_again (UiDesk *desk, UiMaterials *materials, gpointer data)
{
	(void)data;
	if (!ui_materials_suffice (desk, materials, TRUE))
		return;
	UiDraft *draft = ui_draft_new (UI_DRAFT_SIGN, desk, materials);
	ui_draft_begin_again (draft);
	show (draft);
}

static void again (UiDesk *desk)
{
	ui_materials_gather (desk, open_again, NULL, NULL);
}

static PkiPlan *plan (PkiSite *site, gpointer wish, GError **error)
{
	return pki_plan_sign (site, wish, error);
}

static void submit (UiView *view, UiForm *form)
{
	UiDraft *draft = ui_form_record (form);
	ui_draft_remember (draft);
	const UiPlanning planning = {
		.desk = draft->desk,
		.view = view,
		.site = draft->materials->site,
		.wish = ui_draft_wish (draft),
		.free_wish = (GDestroyNotify)pki_wish_free,
		.plan = plan,
		.signer = ui_draft_authority (draft),
		.known = draft->known,
		.words = { .what = N_ ("sign it"), .again = again },
	};
	ui_planning_start (&planning);
}

static const UiFormSpec form = {
	.name = "sign",
	.title = N_ ("Sign a request"),
	.pages = pages,
	.page_count = G_N_ELEMENTS (pages),
	.fields = fields,
	.field_count = G_N_ELEMENTS (fields),
	.submit = submit,
	.key_locked = ui_draft_key_locked,
	.free_record = ui_draft_free,
	.directory = ui_draft_directory,
};

static void show (UiDraft *draft)
{
	(void)ui_runner_open (ui_desk_app (draft->desk), &form, draft);
}

void ui_sign_open (UiDesk *desk, UiMaterials *materials, const char *request)
{
	UiDraft *draft = ui_draft_new (UI_DRAFT_SIGN, desk, materials);
	if (request && g_ptr_array_find_with_equal_func (
			       materials->requests, request, g_str_equal, NULL)) {
		draft->source = g_strdup (request);
	} else if (request) {
		draft->source = g_strdup ("file");
		draft->file = g_strdup (request);
	}
	show (draft);
}
