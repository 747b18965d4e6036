#include "config.h"

#include "ui/forms/author.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/git/identity.h"
#include "ui/forms/runner.h"

typedef struct {
	UiDesk *desk;
	UiMaterials *materials;
	char *author, *email;
	UiMaterialsDone then;
	gpointer data;
	GDestroyNotify free_data;
} Author;

static void author_free (gpointer data)
{
	Author *author = data;
	if (author->free_data)
		author->free_data (author->data);
	ui_materials_unref (author->materials);
	g_free (author->author);
	g_free (author->email);
	g_free (author);
}

gboolean ui_author_check (
	const char *text, gpointer record, char **value, char **echo, GError **error)
{
	(void)record;
	(void)value;
	(void)echo;
	if (!strpbrk (text, "<>\n"))
		return TRUE;
	return pki_throw (error, PKI_ERROR_INVALID_INPUT,
		_ ("git takes no \"<\" and \">\" here: leave them out"));
}

#define AT(member) .offset = G_STRUCT_OFFSET (Author, member)

static const UiField fields[] = {
	{ .kind = UI_FIELD_LINE,
		.name = "author",
		.label = N_ ("Your name"),
		.hint = N_ ("as it is to stand in the history"),
		.explanation = N_ ("Each action is a commit, and git wants to know whose. It is "
				   "kept in the configuration of this repository."),
		.missing = N_ ("type your name, such as Li Wei"),
		AT (author),
		.check = ui_author_check },
	{ .kind = UI_FIELD_LINE,
		.name = "email",
		.label = N_ ("Your e-mail"),
		.hint = N_ ("goes with the name in the history; nothing is sent there"),
		.missing = N_ ("type an address, such as li.wei@example.org"),
		AT (email),
		.check = ui_author_check },
};

static const UiPage pages[] = { { .title = N_ ("Who are you?") } };

static void submit (UiView *view, UiForm *form)
{
	Author *author = ui_form_record (form);
	UiApp *app = ui_view_app (view);
	g_autoptr (GError) error = NULL;
	if (!pki_identity_save (
		    author->materials->site->repository, author->author, author->email, &error)) {
		ui_app_error (app, error);
		return;
	}
	ui_materials_gather (author->desk, author->then, author->data, author->free_data);
	author->free_data = NULL;
	ui_view_close (view);
	ui_app_message (app, UI_MESSAGE_NOTE, _ ("Git knows you in this repository now."));
}

static const UiFormSpec form = {
	.name = "author",
	.title = N_ ("Commits need a name"),
	.pages = pages,
	.page_count = G_N_ELEMENTS (pages),
	.fields = fields,
	.field_count = G_N_ELEMENTS (fields),
	.submit = submit,
	.free_record = author_free,
};

void ui_author_open (UiDesk *desk, UiMaterials *materials, UiMaterialsDone then, gpointer data,
	GDestroyNotify free_data)
{
	Author *author = g_new0 (Author, 1);
	author->desk = desk;
	author->materials = ui_materials_ref (materials);
	author->then = then;
	author->data = data;
	author->free_data = free_data;
	(void)ui_runner_open (ui_desk_app (desk), &form, author);
}
