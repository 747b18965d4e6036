#include "config.h"

#include "ui/forms/create.h"

#include "src/base/intl.h"
#include "ui/forms/author.h"
#include "ui/forms/authority.h"
#include "ui/forms/certificate.h"
#include "ui/forms/cluster.h"
#include "ui/forms/init.h"
#include "ui/forms/materials.h"
#include "ui/forms/passphrase.h"
#include "ui/forms/request.h"
#include "ui/forms/settings.h"
#include "ui/forms/sign.h"
#include "ui/widgets/menu.h"

typedef enum {
	MAKE_CERTIFICATE,
	MAKE_CLUSTER,
	MAKE_INTERMEDIATE,
	MAKE_ROOT,
	MAKE_REQUEST,
	MAKE_SIGNATURE,
	MAKE_STORE,
	MAKE_SETTINGS,
	MAKE_PASSPHRASE,
} Make;

/* What a form is opened with. */
typedef struct {
	Make make;
	UiDesk *desk;
	UiMaterials *materials;
	char *path; /* of the signer, the request or the key; NULL */
} Opening;

static Opening *opening_new (Make make, UiDesk *desk, UiMaterials *materials, const char *path)
{
	Opening *opening = g_new (Opening, 1);
	*opening = (Opening){ make, desk, materials ? ui_materials_ref (materials) : NULL,
		g_strdup (path) };
	return opening;
}

static void opening_free (gpointer data)
{
	Opening *opening = data;
	ui_materials_unref (opening->materials);
	g_free (opening->path);
	g_free (opening);
}

/* ── what is possible ────────────────────────────────────────────────────── */

/* Why not, as a translated sentence; NULL where it is possible. Borrowed. */
static const char *why_not (const UiMaterials *materials, Make make)
{
	gboolean is_store = materials->site && materials->site->is_store;
	if (make == MAKE_STORE && is_store)
		return _ ("This directory is a store already.");
	if (make == MAKE_STORE)
		return materials->site || materials->is_free ? NULL : materials->why_no_site;
	if (!materials->site)
		return materials->why_no_site;
	if (!is_store && (make == MAKE_ROOT || make == MAKE_INTERMEDIATE || make == MAKE_SETTINGS))
		return _ ("This directory is no store: make it one first.");
	gboolean signs = make == MAKE_CERTIFICATE || make == MAKE_CLUSTER ||
			 make == MAKE_INTERMEDIATE || make == MAKE_SIGNATURE;
	if (signs && materials->authorities->len == 0)
		return materials->why_no_authority;
	if (make == MAKE_INTERMEDIATE && !ui_materials_any_has_room (materials))
		return _ ("No CA here may have CAs below it: make a root CA first.");
	return NULL;
}

/* ── opening a form ──────────────────────────────────────────────────────── */

static void open_form (const Opening *opening, UiMaterials *materials)
{
	UiDesk *desk = opening->desk;
	switch (opening->make) {
	case MAKE_CERTIFICATE:
		ui_certificate_open (desk, materials, opening->path);
		break;
	case MAKE_CLUSTER:
		ui_cluster_open (desk, materials, opening->path);
		break;
	case MAKE_INTERMEDIATE:
		ui_intermediate_open (desk, materials, opening->path);
		break;
	case MAKE_ROOT:
		ui_root_open (desk, materials);
		break;
	case MAKE_REQUEST:
		ui_request_open (desk, materials);
		break;
	case MAKE_SIGNATURE:
		ui_sign_open (desk, materials, opening->path);
		break;
	case MAKE_STORE:
		ui_init_open (desk, materials);
		break;
	case MAKE_SETTINGS:
		ui_settings_open (desk, materials);
		break;
	case MAKE_PASSPHRASE:
		ui_passphrase_open (desk, materials, opening->path);
		break;
	}
}

static void with_author (UiDesk *desk, UiMaterials *materials, gpointer data)
{
	(void)desk;
	open_form (data, materials);
}

/* A commit needs an author, so that is asked for first where git does not know. */
static void open_or_tell (UiDesk *desk, UiMaterials *materials, gpointer data)
{
	const Opening *opening = data;
	const char *why = why_not (materials, opening->make);
	if (why)
		ui_app_message (ui_desk_app (desk), UI_MESSAGE_WARNING, "%s", why);
	else if (materials->site && !materials->knows_author && opening->make != MAKE_STORE)
		ui_author_open (desk, materials, with_author,
			opening_new (opening->make, desk, NULL, opening->path), opening_free);
	else
		open_form (opening, materials);
}

static void begin (Make make, UiDesk *desk, const char *path)
{
	ui_materials_gather (
		desk, open_or_tell, opening_new (make, desk, NULL, path), opening_free);
}

void ui_create_signature (UiDesk *desk, const char *path)
{
	begin (MAKE_SIGNATURE, desk, path);
}

void ui_create_settings (UiDesk *desk)
{
	begin (MAKE_SETTINGS, desk, NULL);
}

void ui_create_passphrase (UiDesk *desk, const char *path)
{
	begin (MAKE_PASSPHRASE, desk, path);
}

/* ── the menu ────────────────────────────────────────────────────────────── */

static void chosen (int id, gpointer data)
{
	const Opening *menu = data;
	/* A request that is signed is none of the CA's files. */
	gboolean with_path = id != MAKE_SIGNATURE;
	Opening *opening =
		opening_new ((Make)id, menu->desk, menu->materials, with_path ? menu->path : NULL);
	open_or_tell (menu->desk, menu->materials, opening);
	opening_free (opening);
}

static UiMenuItem item (
	const UiMaterials *materials, UiKey key, Make make, const char *label, const char *hint)
{
	const char *why = why_not (materials, make);
	return (UiMenuItem){ key, (char *)label, (char *)(why ? why : hint), make, (char *)why };
}

static void show_menu (UiDesk *desk, UiMaterials *materials, gpointer data)
{
	const Opening *given = data;
	const UiMenuItem items[] = {
		item (materials, 'c', MAKE_CERTIFICATE, _ ("Certificate"),
			_ ("for a server, a client, a person; with its key")),
		item (materials, 't', MAKE_CLUSTER, _ ("Whole cluster"),
			_ ("many certificates at once, in a table")),
		item (materials, 'i', MAKE_INTERMEDIATE, _ ("CA below another"),
			_ ("signs for one system, such as etcd")),
		item (materials, 'r', MAKE_ROOT, _ ("Root CA"),
			_ ("the top that everyone trusts: the first thing to make")),
		item (materials, 'q', MAKE_REQUEST, _ ("Request"),
			_ ("a key and a CSR, for a CA elsewhere to sign")),
		item (materials, 's', MAKE_SIGNATURE, C_ ("what to create", "Signature"),
			_ ("a certificate from somebody's request")),
		item (materials, 'n', MAKE_STORE, _ ("Store"),
			_ ("makes this directory one, under git")),
		item (materials, 'd', MAKE_SETTINGS, _ ("Settings"),
			_ ("defaults of the store: subject, key, lifetimes")),
	};
	const UiMenu menu = {
		.title = _ ("Create"),
		.items = items,
		.count = G_N_ELEMENTS (items),
		.chosen = chosen,
		.data = opening_new (MAKE_CERTIFICATE, desk, materials, given->path),
		.free_data = opening_free,
	};
	ui_app_show (ui_desk_app (desk), &ui_menu_ops, (gpointer)&menu);
}

void ui_create_open (UiDesk *desk, const char *signer)
{
	ui_materials_gather (
		desk, show_menu, opening_new (MAKE_CERTIFICATE, desk, NULL, signer), opening_free);
}
