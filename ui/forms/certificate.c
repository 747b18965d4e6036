#include "config.h"

#include "ui/forms/certificate.h"

#include "src/base/intl.h"
#include "ui/forms/draft.h"
#include "ui/forms/draft-fields.def"
#include "ui/forms/planning.h"
#include "ui/forms/runner.h"

enum { PAGE_PURPOSE, PAGE_NAMES, PAGE_KEY, PAGE_PASSPHRASE };

static const UiField fields[] = {
	FIELD_PROFILE (PAGE_PURPOSE),
	FIELD_AUTHORITY (PAGE_PURPOSE),
	FIELD_NAME (PAGE_NAMES, N_ ("what you call it, such as etcd1")),
	FIELD_DNS (PAGE_NAMES),
	FIELD_IP (PAGE_NAMES),
	FIELD_SUGGESTED (PAGE_NAMES),
	FIELD_EMAIL (PAGE_NAMES),
	FIELD_URI (PAGE_NAMES),
	FIELD_SUBJECT (PAGE_KEY),
	FIELD_KEY (PAGE_KEY),
	FIELD_UNTIL (PAGE_KEY),
	FIELD_ENCRYPT (PAGE_KEY),
	FIELD_KNOWN (PAGE_PASSPHRASE),
	FIELD_CHOSEN (PAGE_PASSPHRASE),
	FIELD_AGAIN (PAGE_PASSPHRASE),
};

static const UiPage pages[] = {
	[PAGE_PURPOSE] = { .title = N_ ("What is it for?"), .text = ui_draft_profile_text },
	[PAGE_NAMES] = { .title = N_ ("Names"),
		.text = ui_draft_names_text,
		.check = ui_draft_check_names },
	[PAGE_KEY] = { .title = N_ ("Key and validity"), .check = ui_draft_check_terms },
	[PAGE_PASSPHRASE] = { .title = N_ ("Passphrase"), .check = ui_draft_check_twice },
};

static void show (UiDraft *draft);

static void open_again (UiDesk *desk, UiMaterials *materials, gpointer data)
{
	(void)data;
	if (!ui_materials_suffice (desk, materials, TRUE))
		return;
	UiDraft *draft = ui_draft_new (UI_DRAFT_CERTIFICATE, desk, materials);
	ui_draft_begin_again (draft);
	show (draft);
}

static void again (UiDesk *desk)
{
	ui_materials_gather (desk, open_again, NULL, NULL);
}

static PkiPlan *plan (PkiSite *site, gpointer wish, GError **error)
{
	return pki_plan_issue (site, wish, error);
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
		.chosen = draft->chosen,
		.words = { .what = N_ ("issue it"), .again = again },
	};
	ui_planning_start (&planning);
}

static const UiFormSpec form = {
	.name = "certificate",
	.title = N_ ("Create a certificate"),
	.pages = pages,
	.page_count = G_N_ELEMENTS (pages),
	.fields = fields,
	.field_count = G_N_ELEMENTS (fields),
	.submit = submit,
	.key_locked = ui_draft_key_locked,
	.free_record = ui_draft_free,
};

static void show (UiDraft *draft)
{
	(void)ui_runner_open (ui_desk_app (draft->desk), &form, draft);
}

void ui_certificate_open (UiDesk *desk, UiMaterials *materials, const char *signer)
{
	UiDraft *draft = ui_draft_new (UI_DRAFT_CERTIFICATE, desk, materials);
	ui_draft_begin_near (draft, signer);
	show (draft);
}
