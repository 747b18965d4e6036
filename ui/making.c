#include "config.h"

#include "ui/making.h"

#include "src/base/intl.h"
#include "src/store/key-place.h"
#include "ui/forms/create.h"
#include "ui/forms/export.h"
#include "ui/views/object.h"
#include "ui/views/place-mark.h"
#include "ui/views/tree.h"

struct _UiMaker {
	UiSession *session;
	UiDesk *desk;
};

static const PkiItem *item_of (UiSession *session, const UiSubject *subject)
{
	return subject->id > 0 ? ui_items_get (session->items, subject->id) : NULL;
}

static UiDesk *desk_of (UiSession *session)
{
	return ((UiMaker *)session->maker)->desk;
}

/* ── of an object ────────────────────────────────────────────────────────── */

static UiCan refuse (char **why_not, const char *why)
{
	if (why_not)
		*why_not = g_strdup (why);
	return UI_CAN_NOT_NOW;
}

static char *locked_key (UiSession *session, const UiSubject *subject)
{
	const PkiItem *item = item_of (session, subject);
	if (!item)
		return NULL;
	return item->type == PKI_OBJECT_LOCKED
		       ? g_strdup (item->path)
		       : pki_store_key_path (session->store, subject->id, TRUE);
}

static UiCan can (UiSession *session, const UiSubject *subject, UiActionId action, char **why_not)
{
	const PkiItem *item = item_of (session, subject);
	g_autofree char *key = NULL;
	switch (action) {
	case UI_ACTION_CREATE:
		return UI_CAN;
	case UI_ACTION_SIGN:
		if (item && item->type == PKI_OBJECT_REQUEST)
			return UI_CAN;
		return refuse (why_not,
			_ ("This is no certificate request. For one in a file: c, then s."));
	case UI_ACTION_EXPORT:
		if (item && item->type == PKI_OBJECT_CERTIFICATE)
			return UI_CAN;
		return refuse (why_not, _ ("Select a certificate first."));
	case UI_ACTION_PASSPHRASE:
		key = locked_key (session, subject);
		if (key)
			return UI_CAN;
		return refuse (why_not, _ ("No encrypted private key of this is here."));
	default:
		return UI_CAN_NOT_HERE;
	}
}

/* The CA to begin with: what is selected, or who issued it. */
static char *signer_of (UiSession *session, const UiSubject *subject)
{
	const PkiItem *item = item_of (session, subject);
	if (item && !item->ca && item->issuer > 0)
		item = ui_items_get (session->items, item->issuer);
	return item && item->type == PKI_OBJECT_CERTIFICATE && item->ca ? g_strdup (item->path)
									: NULL;
}

static gboolean act (UiSession *session, const UiSubject *subject, UiActionId action)
{
	UiDesk *desk = desk_of (session);
	const PkiItem *item = item_of (session, subject);
	g_autofree char *path = item ? g_strdup (item->path) : NULL;
	g_autofree char *signer = NULL;
	g_autofree char *key = NULL;
	switch (action) {
	case UI_ACTION_CREATE:
		signer = signer_of (session, subject);
		ui_create_open (desk, signer);
		return TRUE;
	case UI_ACTION_SIGN:
		ui_create_signature (desk, path);
		return TRUE;
	case UI_ACTION_EXPORT:
		ui_export_open (desk, path);
		return TRUE;
	case UI_ACTION_PASSPHRASE:
		key = locked_key (session, subject);
		ui_create_passphrase (desk, key);
		return TRUE;
	default:
		return FALSE;
	}
}

static const UiMaking making = { .can = can, .act = act };

/* ── of no object ────────────────────────────────────────────────────────── */

static UiCan can_own (UiActionId action, char **why_not, gpointer data)
{
	UiMaker *maker = data;
	switch (action) {
	case UI_ACTION_SETTINGS:
		return UI_CAN;
	case UI_ACTION_LOCK:
		if (pki_keyring_count (ui_desk_keyring (maker->desk)) > 0)
			return UI_CAN;
		return refuse (
			why_not, _ ("No passphrase is remembered: there is nothing to forget."));
	default:
		return UI_CAN_NOT_HERE;
	}
}

static void lock (UiMaker *maker)
{
	guint count = ui_desk_forget (maker->desk);
	ui_app_message (maker->session->app, UI_MESSAGE_NOTE,
		ngettext ("%u key is locked again.", "%u keys are locked again.", count), count);
}

static void act_own (UiActionId action, gpointer data)
{
	UiMaker *maker = data;
	if (action == UI_ACTION_SETTINGS)
		ui_create_settings (maker->desk);
	else if (action == UI_ACTION_LOCK)
		lock (maker);
}

static const UiAppOwn own = { .can = can_own, .act = act_own };

/* ── back to the views ───────────────────────────────────────────────────── */

static void changed (gpointer data)
{
	UiMaker *maker = data;
	ui_session_follow (maker->session);
	ui_place_mark_refresh (maker->session->mark);
}

static void show (const char *path, gpointer data)
{
	UiMaker *maker = data;
	UiSession *session = maker->session;
	g_autoptr (GArray) ids = pki_store_at_path (session->store, path, -1, NULL);
	ui_session_follow (session);
	UiView *tree = ui_app_go_to_tab (session->app, UI_ACTION_TAB_TREE);
	if (tree && ids && ids->len > 0)
		ui_tree_select (tree, g_array_index (ids, gint64, 0));
}

UiMaker *ui_maker_new (UiSession *session)
{
	UiMaker *maker = g_new0 (UiMaker, 1);
	const UiDeskSetup setup = { session->app, pki_store_directory (session->store), changed,
		show, maker };
	maker->session = session;
	maker->desk = ui_desk_new (&setup);
	session->making = &making;
	session->maker = maker;
	ui_app_set_own (session->app, &own, maker);
	return maker;
}

void ui_maker_free (UiMaker *maker)
{
	if (!maker)
		return;
	ui_desk_free (maker->desk);
	g_free (maker);
}
