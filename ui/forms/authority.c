#include "config.h"

#include "ui/forms/authority.h"

#include "src/base/intl.h"
#include "ui/forms/draft.h"
#include "ui/forms/draft-fields.def"
#include "ui/forms/planning.h"
#include "ui/forms/runner.h"

enum { PAGE_PURPOSE, PAGE_NAME, PAGE_KEY, PAGE_PASSPHRASE };

#define FIELD_DEPTH(on)                                                                            \
	{                                                                                          \
		.kind = UI_FIELD_CHOICE, .name = "depth", .page = on,                              \
		.label = N_ ("CAs below it"),                                                      \
		.hint = N_ ("a CA that signs for one system needs none"),                          \
		.explanation = N_ (                                                                \
			"Whether what this CA signs may be a CA itself, and how deep that goes. "  \
			"The less it may, the less harm its key can do in wrong hands. A root "    \
			"needs at least one level where it is to have CAs below it."),             \
		AT (depth), .choices = ui_draft_depths                                             \
	}

#define FIELD_PERMIT_DNS(on)                                                                       \
	{                                                                                          \
		.kind = UI_FIELD_LIST, .name = "permit-dns", .page = on,                           \
		.label = N_ ("Only domains"),                                                      \
		.hint = N_ ("optional: it can sign for these alone, such as acme.internal"),       \
		.explanation = N_ (                                                                \
			"A CA with such limits is of no use for other names, whatever becomes of " \
			"its key: programs refuse what it signs outside of them. A domain stands " \
			"for itself and all names below it.\n\n"                                   \
			"Some old programs refuse every certificate below such a CA. Leave it "    \
			"empty for a CA without limits."),                                         \
		AT (permit_dns), .check = ui_draft_check_permit_dns                                \
	}

#define FIELD_PERMIT_IP(on)                                                                        \
	{                                                                                          \
		.kind = UI_FIELD_LIST, .name = "permit-ip", .page = on,                            \
		.label = N_ ("Only networks"), .hint = N_ ("optional: such as 10.0.0.0/8"),        \
		.explanation =                                                                     \
			N_ ("The same for IP addresses, as networks: 10.0.0.0/8, 2001:db8::/32."), \
		AT (permit_ip), .check = ui_draft_check_permit_ip                                  \
	}

#define FIELD_CRL(on)                                                                              \
	{                                                                                          \
		.kind = UI_FIELD_LIST, .name = "crl", .page = on, .label = N_ ("CRL at"),          \
		.hint = N_ (                                                                       \
			"optional: where its revocation list will be, http://example.org/ca.crl"), \
		.explanation = N_ (                                                                \
			"Certificates that this CA signs will say that their revocation list is "  \
			"to be had there. It can't be added to them later. Choose an address "     \
			"that you can keep for as long as the CA lives, plain http; leave it "     \
			"empty where nobody would look."),                                         \
		AT (crl_urls), .check = ui_draft_check_url                                         \
	}

static const UiField root_fields[] = {
	FIELD_PROFILE (PAGE_PURPOSE),
	FIELD_NAME (PAGE_NAME, N_ ("names its folder; such as acme-root, or Acme Root CA")),
	FIELD_SUBJECT (PAGE_NAME),
	FIELD_KEY (PAGE_KEY),
	FIELD_UNTIL (PAGE_KEY),
	FIELD_DEPTH (PAGE_KEY),
	FIELD_CRL (PAGE_KEY),
	FIELD_CHOSEN (PAGE_PASSPHRASE),
	FIELD_AGAIN (PAGE_PASSPHRASE),
};

static const UiField intermediate_fields[] = {
	FIELD_PROFILE (PAGE_PURPOSE),
	FIELD_AUTHORITY (PAGE_PURPOSE),
	FIELD_NAME (PAGE_NAME, N_ ("names its folder; such as etcd-ca")),
	FIELD_SUBJECT (PAGE_NAME),
	FIELD_PERMIT_DNS (PAGE_NAME),
	FIELD_PERMIT_IP (PAGE_NAME),
	FIELD_KEY (PAGE_KEY),
	FIELD_UNTIL (PAGE_KEY),
	FIELD_DEPTH (PAGE_KEY),
	FIELD_CRL (PAGE_KEY),
	FIELD_KNOWN (PAGE_PASSPHRASE),
	FIELD_CHOSEN (PAGE_PASSPHRASE),
	FIELD_AGAIN (PAGE_PASSPHRASE),
};

static char *what_a_root_is (gconstpointer draft)
{
	(void)draft;
	return g_strdup (
		_ ("A root CA signs other CAs and is trusted by everyone who installs its "
		   "certificate. Its private key is worth more than all the others: it is always "
		   "encrypted, and needed only when a CA is made."));
}

static const UiPage root_pages[] = {
	[PAGE_PURPOSE] = { .title = N_ ("What kind?"), .text = ui_draft_profile_text },
	[PAGE_NAME] = { .title = N_ ("Name"), .text = what_a_root_is },
	[PAGE_KEY] = { .title = N_ ("Key and validity"), .check = ui_draft_check_terms },
	[PAGE_PASSPHRASE] = { .title = N_ ("Passphrase"), .check = ui_draft_check_twice },
};

static const UiPage intermediate_pages[] = {
	[PAGE_PURPOSE] = { .title = N_ ("What is it for?"), .text = ui_draft_profile_text },
	[PAGE_NAME] = { .title = N_ ("Name and limits") },
	[PAGE_KEY] = { .title = N_ ("Key and validity"), .check = ui_draft_check_terms },
	[PAGE_PASSPHRASE] = { .title = N_ ("Passphrases"), .check = ui_draft_check_twice },
};

static PkiPlan *plan (PkiSite *site, gpointer wish, GError **error)
{
	return pki_plan_authority (site, wish, error);
}

static void open_intermediate (UiDesk *desk, UiMaterials *materials, gpointer data)
{
	ui_intermediate_open (desk, materials, data);
}

static void another_intermediate (UiDesk *desk)
{
	ui_materials_gather (desk, open_intermediate, NULL, NULL);
}

static void submit (UiView *view, UiForm *form)
{
	UiDraft *draft = ui_form_record (form);
	gboolean is_root = draft->kind == UI_DRAFT_ROOT;
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
		.words = { .what = N_ ("make the CA"),
			.again = is_root ? NULL : another_intermediate },
	};
	ui_planning_start (&planning);
}

static const UiFormSpec root_form = {
	.name = "root",
	.title = N_ ("Create a root CA"),
	.pages = root_pages,
	.page_count = G_N_ELEMENTS (root_pages),
	.fields = root_fields,
	.field_count = G_N_ELEMENTS (root_fields),
	.submit = submit,
	.key_locked = ui_draft_key_locked,
	.free_record = ui_draft_free,
};

static const UiFormSpec intermediate_form = {
	.name = "intermediate",
	.title = N_ ("Create a CA below another"),
	.pages = intermediate_pages,
	.page_count = G_N_ELEMENTS (intermediate_pages),
	.fields = intermediate_fields,
	.field_count = G_N_ELEMENTS (intermediate_fields),
	.submit = submit,
	.key_locked = ui_draft_key_locked,
	.free_record = ui_draft_free,
};

void ui_root_open (UiDesk *desk, UiMaterials *materials)
{
	UiDraft *draft = ui_draft_new (UI_DRAFT_ROOT, desk, materials);
	(void)ui_runner_open (ui_desk_app (desk), &root_form, draft);
}

void ui_intermediate_open (UiDesk *desk, UiMaterials *materials, const char *signer)
{
	UiDraft *draft = ui_draft_new (UI_DRAFT_INTERMEDIATE, desk, materials);
	draft->authority = g_strdup (signer);
	(void)ui_runner_open (ui_desk_app (desk), &intermediate_form, draft);
}
