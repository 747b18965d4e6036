#include "config.h"

#include "ui/forms/init.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/git/identity.h"
#include "ui/forms/author.h"
#include "ui/forms/planning.h"
#include "ui/forms/runner.h"

enum { PAGE_STORE, PAGE_AUTHOR };

typedef struct {
	UiDesk *desk;
	UiMaterials *materials;
	char *name;
	gboolean in_repository;
	char *author, *email;
} Init;

static void init_free (gpointer data)
{
	Init *init = data;
	ui_materials_unref (init->materials);
	g_free (init->name);
	g_free (init->author);
	g_free (init->email);
	g_free (init);
}

/* ── the fields ──────────────────────────────────────────────────────────── */

static gboolean is_inside (gconstpointer data)
{
	const PkiSite *site = ((const Init *)data)->materials->site;
	return site && *pki_repository_prefix (site->repository);
}

static gboolean lacks_author (gconstpointer data)
{
	return !((const Init *)data)->materials->knows_author;
}

static char *name_fallback (gconstpointer data)
{
	return g_path_get_basename (ui_desk_directory (((const Init *)data)->desk));
}

static char *what_a_store_is (gconstpointer data)
{
	(void)data;
	return g_strdup (_ (
		"A store is a git repository with a file pkitty.conf: certificates, requests and "
		"encrypted keys are kept in it, and every action is one commit. Private keys "
		"that are not encrypted lie in private/, which git ignores.\n\n"
		"What is already in the directory stays as it is."));
}

#define AT(member) .offset = G_STRUCT_OFFSET (Init, member)

static const UiField fields[] = {
	{ .kind = UI_FIELD_LINE,
		.name = "name",
		.page = PAGE_STORE,
		.label = N_ ("Name"),
		.hint = N_ ("what the store is called on the screen"),
		.explanation =
			N_ ("Any words, for people: such as Acme PKI. Leave it empty to take "
			    "the name of the directory."),
		AT (name),
		.fallback = name_fallback },
	{ .kind = UI_FIELD_YES_NO,
		.name = "in-repository",
		.page = PAGE_STORE,
		.label = N_ ("Same repository"),
		.hint = N_ ("this directory lies in a git repository, which gets the commits"),
		.explanation = N_ (
			"The directory is part of a larger git repository. With yes, each action "
			"is a commit there, among your others; what you have staged or edited is "
			"left alone. Otherwise leave the form, and make the store in a directory "
			"outside."),
		AT (in_repository),
		.is_visible = is_inside },
	{ .kind = UI_FIELD_LINE,
		.name = "author",
		.page = PAGE_AUTHOR,
		.label = N_ ("Your name"),
		.hint = N_ ("as it is to stand in the history"),
		.explanation = N_ ("Each action is a commit, and git wants to know whose. It is "
				   "kept in the configuration of this repository."),
		.missing = N_ ("type your name, such as Li Wei"),
		AT (author),
		.check = ui_author_check,
		.is_visible = lacks_author },
	{ .kind = UI_FIELD_LINE,
		.name = "email",
		.page = PAGE_AUTHOR,
		.label = N_ ("Your e-mail"),
		.hint = N_ ("goes with the name in the history; nothing is sent there"),
		.missing = N_ ("type an address, such as li.wei@example.org"),
		AT (email),
		.check = ui_author_check,
		.is_visible = lacks_author },
};

static gboolean check_place (gpointer record, const char **field, GError **error)
{
	const Init *init = record;
	if (!is_inside (init) || init->in_repository)
		return TRUE;
	*field = "in-repository";
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("say yes (Space), or leave the form and choose another directory"));
}

static const UiPage pages[] = {
	[PAGE_STORE] = { .text = what_a_store_is, .check = check_place },
	[PAGE_AUTHOR] = { .title = N_ ("Who are you?") },
};

/* ── making it ───────────────────────────────────────────────────────────── */

typedef struct {
	char *directory, *name, *author, *email;
	gboolean in_repository;
} Wish;

static void wish_free (gpointer data)
{
	Wish *wish = data;
	g_free (wish->directory);
	g_free (wish->name);
	g_free (wish->author);
	g_free (wish->email);
	g_free (wish);
}

static Wish *wish_of (const Init *init)
{
	Wish *wish = g_new0 (Wish, 1);
	wish->directory = g_strdup (ui_desk_directory (init->desk));
	wish->name = init->name && *init->name ? g_strdup (init->name) : NULL;
	wish->author = g_strdup (init->author);
	wish->email = g_strdup (init->email);
	wish->in_repository = init->in_repository && is_inside (init);
	return wish;
}

static PkiPlan *plan (PkiSite *site, gpointer data, GError **error)
{
	(void)site;
	const Wish *wish = data;
	return pki_plan_init (wish->directory, wish->name, wish->in_repository, error);
}

/* Git must know whose the first commit is. */
static gboolean save_author (const char *directory, gpointer data, GError **error)
{
	const Wish *wish = data;
	if (!wish->author || !*wish->author)
		return TRUE;
	g_autoptr (PkiRepository) repository = pki_repository_open (directory, NULL);
	if (!repository)
		repository = pki_repository_init (directory, error);
	return repository && pki_identity_save (repository, wish->author, wish->email, error);
}

static void submit (UiView *view, UiForm *form)
{
	const Init *init = ui_form_record (form);
	const UiPlanning planning = {
		.desk = init->desk,
		.view = view,
		.wish = wish_of (init),
		.free_wish = wish_free,
		.plan = plan,
		.words = { .what = N_ ("make the store"),
			.next = N_ ("Now make the root CA: press Enter, then c, then r."),
			.before = save_author,
			.before_data = wish_of (init),
			.free_before = wish_free },
	};
	ui_planning_start (&planning);
}

static const UiFormSpec form = {
	.name = "init",
	.title = N_ ("Make a store here"),
	.pages = pages,
	.page_count = G_N_ELEMENTS (pages),
	.fields = fields,
	.field_count = G_N_ELEMENTS (fields),
	.submit = submit,
	.free_record = init_free,
};

void ui_init_open (UiDesk *desk, UiMaterials *materials)
{
	Init *init = g_new0 (Init, 1);
	init->desk = desk;
	init->materials = ui_materials_ref (materials);
	(void)ui_runner_open (ui_desk_app (desk), &form, init);
}
