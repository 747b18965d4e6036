#include "config.h"

#include "ui/forms/request.h"

#include "src/base/intl.h"
#include "ui/forms/draft.h"
#include "ui/forms/draft-fields.def"
#include "ui/forms/planning.h"
#include "ui/forms/runner.h"

enum { PAGE_PURPOSE, PAGE_NAMES, PAGE_KEY, PAGE_PASSPHRASE };

static const UiField fields[] = {
	FIELD_PROFILE (PAGE_PURPOSE),
	FIELD_NAME (PAGE_NAMES, N_ ("what you call it, such as etcd1")),
	FIELD_DNS (PAGE_NAMES),
	FIELD_IP (PAGE_NAMES),
	FIELD_SUGGESTED (PAGE_NAMES),
	FIELD_EMAIL (PAGE_NAMES),
	FIELD_URI (PAGE_NAMES),
	FIELD_SUBJECT (PAGE_KEY),
	FIELD_KEY (PAGE_KEY),
	FIELD_ENCRYPT (PAGE_KEY),
	FIELD_CHOSEN (PAGE_PASSPHRASE),
	FIELD_AGAIN (PAGE_PASSPHRASE),
};

static char *what_a_request_is (gconstpointer draft)
{
	(void)draft;
	return g_strdup (
		_ ("A request (CSR) holds your names and your public key, and goes to whoever has "
		   "the CA. The private key stays here. What comes back is the certificate."));
}

static const UiPage pages[] = {
	[PAGE_PURPOSE] = { .title = N_ ("What is it for?"), .text = what_a_request_is },
	[PAGE_NAMES] = { .title = N_ ("Names"),
		.text = ui_draft_names_text,
		.check = ui_draft_check_names },
	[PAGE_KEY] = { .title = N_ ("Subject and key") },
	[PAGE_PASSPHRASE] = { .title = N_ ("Passphrase"), .check = ui_draft_check_twice },
};

static void show (UiDraft *draft);

static void open_again (UiDesk *desk, UiMaterials *materials, gpointer data)
{
	(void)data;
	if (!ui_materials_suffice (desk, materials, FALSE))
		return;
	UiDraft *draft = ui_draft_new (UI_DRAFT_REQUEST, desk, materials);
	ui_draft_begin_again (draft);
	show (draft);
}

static void again (UiDesk *desk)
{
	ui_materials_gather (desk, open_again, NULL, NULL);
}

static PkiPlan *plan (PkiSite *site, gpointer wish, GError **error)
{
	return pki_plan_request (site, wish, error);
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
		.chosen = draft->chosen,
		.words = { .what = N_ ("make the request"), .again = again },
	};
	ui_planning_start (&planning);
}

static const UiFormSpec form = {
	.name = "request",
	.title = N_ ("Create a request"),
	.pages = pages,
	.page_count = G_N_ELEMENTS (pages),
	.fields = fields,
	.field_count = G_N_ELEMENTS (fields),
	.submit = submit,
	.free_record = ui_draft_free,
};

static void show (UiDraft *draft)
{
	(void)ui_runner_open (ui_desk_app (draft->desk), &form, draft);
}

void ui_request_open (UiDesk *desk, UiMaterials *materials)
{
	UiDraft *draft = ui_draft_new (UI_DRAFT_REQUEST, desk, materials);
	show (draft);
}
