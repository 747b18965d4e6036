#include "config.h"

#include "ui/forms/cluster.h"

#include <string.h>

#include "src/base/intl.h"
#include "ui/forms/cluster-table.h"
#include "ui/forms/draft.h"
#include "ui/forms/draft-fields.def"
#include "ui/forms/planning.h"
#include "ui/forms/runner.h"

enum { PAGE_SYSTEM, PAGE_PASSPHRASE };

/* The systems are the groups of profiles. */
static UiChoice *choice_of (const GPtrArray *profiles, const char *group)
{
	g_autoptr (GString) words = g_string_new (NULL);
	for (guint i = 0; i < profiles->len; i++) {
		const PkiProfile *profile = g_ptr_array_index (profiles, i);
		if (!profile->ca && g_strcmp0 (profile->group, group) == 0)
			g_string_append_printf (
				words, "%s%s", words->len ? _ ("; ") : "", profile->title);
	}
	return ui_choice_new (
		group, g_str_equal (group, "general") ? _ ("Anything else") : group, words->str);
}

static gboolean has (const GPtrArray *choices, const char *id)
{
	for (guint i = 0; i < choices->len; i++)
		if (g_str_equal (((UiChoice *)g_ptr_array_index (choices, i))->id, id))
			return TRUE;
	return FALSE;
}

static GPtrArray *systems (gpointer data)
{
	const GPtrArray *profiles = ((const UiDraft *)data)->materials->profiles;
	GPtrArray *choices = g_ptr_array_new_with_free_func (ui_choice_free);
	for (guint i = 0; i < profiles->len; i++) {
		const PkiProfile *profile = g_ptr_array_index (profiles, i);
		gboolean general = g_str_equal (profile->group, "general");
		if (!profile->ca && !has (choices, profile->group) && !general)
			g_ptr_array_add (choices, choice_of (profiles, profile->group));
	}
	UiChoice *general = choice_of (profiles, "general");
	if (general->words && *general->words)
		g_ptr_array_add (choices, general);
	else
		ui_choice_free (general);
	return choices;
}

static const UiField fields[] = {
	{ .kind = UI_FIELD_CHOICE,
		.name = "system",
		.page = PAGE_SYSTEM,
		.label = N_ ("System"),
		.explanation = N_ ("The columns of the table are the roles that the machines of "
				   "this system have. Each role of each machine becomes a "
				   "certificate, and all of them are one commit."),
		AT (profile),
		.choices = systems },
	FIELD_AUTHORITY (PAGE_SYSTEM),
	{ .kind = UI_FIELD_YES_NO,
		.name = "suggested",
		.page = PAGE_SYSTEM,
		.label = N_ ("This machine"),
		.hint = N_ ("adds localhost and 127.0.0.1 to servers, where the profile suggests "
			    "them"),
		.explanation = N_ ("Programs on the same machine often connect to localhost or "
				   "127.0.0.1. Yes puts these names into the certificates of "
				   "servers as well."),
		AT (suggested) },
	FIELD_KNOWN (PAGE_PASSPHRASE),
};

static const UiPage pages[] = {
	[PAGE_SYSTEM] = { .title = N_ ("Which system?") },
	[PAGE_PASSPHRASE] = { .title = N_ ("Passphrase") },
};

static void open_table (UiView *view)
{
	ui_cluster_table_open (view, ui_form_record (ui_runner_form (view)));
}

/* A passphrase is tried before there is a table to fill in. */
static void submit (UiView *view, UiForm *form)
{
	UiDraft *draft = ui_form_record (form);
	if (!ui_draft_needs_known (draft)) {
		open_table (view);
		return;
	}
	const UiPlanning planning = {
		.desk = draft->desk,
		.view = view,
		.site = draft->materials->site,
		.opened = open_table,
		.signer = ui_draft_authority (draft),
		.known = draft->known,
	};
	ui_planning_start (&planning);
}

static const UiFormSpec form = {
	.name = "cluster",
	.title = N_ ("A whole cluster"),
	.pages = pages,
	.page_count = G_N_ELEMENTS (pages),
	.fields = fields,
	.field_count = G_N_ELEMENTS (fields),
	.submit = submit,
	.key_locked = ui_draft_key_locked,
	.free_record = ui_draft_free,
};

void ui_cluster_open (UiDesk *desk, UiMaterials *materials, const char *signer)
{
	UiDraft *draft = ui_draft_new (UI_DRAFT_CERTIFICATE, desk, materials);
	ui_draft_begin_near (draft, signer);
	draft->suggested = TRUE;
	(void)ui_runner_open (ui_desk_app (desk), &form, draft);
}

void ui_cluster_open_again (UiDesk *desk, UiMaterials *materials)
{
	UiDraft *draft = ui_draft_new (UI_DRAFT_CERTIFICATE, desk, materials);
	ui_draft_begin_again (draft);
	draft->suggested = TRUE;
	(void)ui_runner_open (ui_desk_app (desk), &form, draft);
}
