#include "config.h"

#include "ui/forms/authority.h"

#include "src/base/intl.h"
#include "ui/forms/draft.h"
#include "ui/forms/draft-fields.def"
#include "ui/forms/planning.h"
#include "ui/forms/runner.h"

enum { PAGE_PURPOSE, PAGE_NAME, PAGE_KEY, PAGE_MORE, PAGE_PASSPHRASE };

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

#define FIELD_TOKEN(on)                                                                            \
	{                                                                                          \
		.kind = UI_FIELD_LINE, .name = "token", .page = on, .label = N_ ("Found at"),      \
		.hint = N_ ("its PKCS#11 URI, such as pkcs11:token=acme;object=ca"),               \
		.explanation = N_ (                                                                \
			"Where the private key is: in a smart card or a hardware security module " \
			"(HSM), which signs and never gives the key away. Make the key there "     \
			"with "                                                                    \
			"its own tools first; p11tool --list-all prints the URIs. The private "    \
			"key, "                                                                    \
			"the public key and a certificate may share one: add ;type=private "       \
			"then.\n\n"                                                                \
			"The URI is kept in git, in place of the key; without the PIN, which is "  \
			"asked for."),                                                             \
		.missing = N_ ("type its URI, such as pkcs11:token=acme;object=ca"), AT (token),   \
		.check = ui_draft_check_token, .is_visible = ui_draft_uses_token                   \
	}

#define FIELD_MORE(on)                                                                             \
	{                                                                                          \
		.kind = UI_FIELD_YES_NO, .name = "more", .page = on, .label = N_ ("More"),         \
		.hint = N_ ("yes: a page for limits and addresses that few need"),                 \
		.explanation = N_ (                                                                \
			"Which names it may never sign, and where programs find its own "          \
			"certificate and its OCSP responder. What is typed on that page does not " \
			"count while this says no."),                                              \
		AT (more)                                                                          \
	}

#define FIELD_PERMIT(on, words)                                                                    \
	{                                                                                          \
		.kind = UI_FIELD_LIST, .name = "permit", .page = on,                               \
		.label = N_ ("May only sign"), .hint = words,                                      \
		.explanation = N_ (                                                                \
			"A domain (acme.internal), a network (10.0.0.0/8), or with the kind in "   \
			"front: email:acme.example, uri:acme.example. Of each kind that is named " \
			"here it can sign nothing else; kinds that are not are free.\n\n"          \
			"Some old programs refuse every certificate below such a CA, and many "    \
			"don't look at the limits of a root. Leave it empty for a CA without."),   \
		AT (permit), .check = ui_draft_check_constraint, .is_visible = ui_draft_wants_more \
	}

#define FIELD_EXCLUDE(on)                                                                          \
	{                                                                                          \
		.kind = UI_FIELD_LIST, .name = "exclude", .page = on,                              \
		.label = N_ ("May not sign"),                                                      \
		.hint = N_ ("optional: such as example.org, 10.9.0.0/16, email:example.org"),      \
		.explanation = N_ (                                                                \
			"Names that are refused in what it signs, whatever it may sign else: a "   \
			"domain with all below it, a network, or with the kind in front "          \
			"email:example.org, uri:example.org."),                                    \
		AT (exclude), .check = ui_draft_check_constraint,                                  \
		.is_visible = ui_draft_wants_more                                                  \
	}

#define FIELD_ISSUER_URLS(on)                                                                      \
	{                                                                                          \
		.kind = UI_FIELD_LIST, .name = "issuer-url", .page = on,                           \
		.label = N_ ("Certificate at"),                                                    \
		.hint = N_ ("optional: where its certificate will be, http://example.org/ca.crt"), \
		.explanation = N_ (                                                                \
			"Certificates that this CA signs will say that its own certificate is to " \
			"be had there (authority information access), for programs that were not " \
			"given it by the server. It can't be added to them later. Plain http; "    \
			"leave it empty where servers send the whole chain, as they should."),     \
		AT (issuer_urls), .check = ui_draft_check_url, .is_visible = ui_draft_wants_more   \
	}

#define FIELD_OCSP_URLS(on)                                                                        \
	{                                                                                          \
		.kind = UI_FIELD_LIST, .name = "ocsp-url", .page = on, .label = N_ ("OCSP at"),    \
		.hint = N_ ("optional: where its responder is, http://ocsp.example.org"),          \
		.explanation = N_ (                                                                \
			"Certificates that this CA signs will say that a server there tells "      \
			"whether they are revoked. It can't be added to them later. Leave it "     \
			"empty unless you run such a server: some programs wait for its answer."), \
		AT (ocsp_urls), .check = ui_draft_check_url, .is_visible = ui_draft_wants_more     \
	}

static const UiField root_fields[] = {
	FIELD_PROFILE (PAGE_PURPOSE),
	FIELD_NAME (PAGE_NAME, N_ ("names its folder; such as acme-root, or Acme Root CA")),
	FIELD_SUBJECT (PAGE_NAME),
	FIELD_KEY (PAGE_KEY),
	FIELD_TOKEN (PAGE_KEY),
	FIELD_UNTIL (PAGE_KEY),
	FIELD_DEPTH (PAGE_KEY),
	FIELD_CRL (PAGE_KEY),
	FIELD_MORE (PAGE_KEY),
	FIELD_PERMIT (PAGE_MORE, N_ ("optional: such as acme.internal, 10.0.0.0/8")),
	FIELD_EXCLUDE (PAGE_MORE),
	FIELD_ISSUER_URLS (PAGE_MORE),
	FIELD_OCSP_URLS (PAGE_MORE),
	FIELD_PIN (PAGE_PASSPHRASE),
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
	FIELD_TOKEN (PAGE_KEY),
	FIELD_UNTIL (PAGE_KEY),
	FIELD_DEPTH (PAGE_KEY),
	FIELD_CRL (PAGE_KEY),
	FIELD_MORE (PAGE_KEY),
	FIELD_PERMIT (
		PAGE_MORE, N_ ("optional, besides the domains and networks: email:acme.example")),
	FIELD_EXCLUDE (PAGE_MORE),
	FIELD_ISSUER_URLS (PAGE_MORE),
	FIELD_OCSP_URLS (PAGE_MORE),
	FIELD_KNOWN (PAGE_PASSPHRASE),
	FIELD_PIN (PAGE_PASSPHRASE),
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
	[PAGE_MORE] = { .title = N_ ("What few need"), .check = ui_draft_check_more },
	[PAGE_PASSPHRASE] = { .title = N_ ("Passphrase"), .check = ui_draft_check_twice },
};

static const UiPage intermediate_pages[] = {
	[PAGE_PURPOSE] = { .title = N_ ("What is it for?"), .text = ui_draft_profile_text },
	[PAGE_NAME] = { .title = N_ ("Name and limits") },
	[PAGE_KEY] = { .title = N_ ("Key and validity"), .check = ui_draft_check_terms },
	[PAGE_MORE] = { .title = N_ ("What few need"), .check = ui_draft_check_more },
	[PAGE_PASSPHRASE] = { .title = N_ ("Passphrases"), .check = ui_draft_check_twice },
};

static PkiPlan *plan (PkiSite *site, gpointer wish, GError **error)
{
	return pki_plan_authority (site, wish, error);
}

static void show (UiDraft *draft);

static void open_intermediate (UiDesk *desk, UiMaterials *materials, gpointer data)
{
	(void)data;
	if (!ui_materials_suffice (desk, materials, TRUE))
		return;
	UiDraft *draft = ui_draft_new (UI_DRAFT_INTERMEDIATE, desk, materials);
	ui_draft_begin_again (draft);
	show (draft);
}

static void another_intermediate (UiDesk *desk)
{
	ui_materials_gather (desk, open_intermediate, NULL, NULL);
}

static void submit (UiView *view, UiForm *form)
{
	UiDraft *draft = ui_form_record (form);
	gboolean is_root = draft->kind == UI_DRAFT_ROOT;
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
		.token = ui_draft_uses_token (draft) ? draft->token : NULL,
		.pin = draft->pin,
		.words = { .what = N_ ("make the CA"),
			.next = is_root ? N_ ("Now make a CA below it for your first system: press "
					      "Enter, then c, then i.")
					: N_ ("Now issue from it: press Enter, then c, then c for "
					      "one certificate, t for a whole cluster."),
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

static void show (UiDraft *draft)
{
	(void)ui_runner_open (ui_desk_app (draft->desk), &intermediate_form, draft);
}

void ui_root_open (UiDesk *desk, UiMaterials *materials)
{
	UiDraft *draft = ui_draft_new (UI_DRAFT_ROOT, desk, materials);
	(void)ui_runner_open (ui_desk_app (desk), &root_form, draft);
}

void ui_intermediate_open (UiDesk *desk, UiMaterials *materials, const char *signer)
{
	UiDraft *draft = ui_draft_new (UI_DRAFT_INTERMEDIATE, desk, materials);
	ui_draft_begin_near (draft, signer);
	show (draft);
}
