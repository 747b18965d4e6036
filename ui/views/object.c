#include "config.h"

#include "ui/views/object.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/field.h"
#include "ui/term/glyph.h"
#include "ui/views/copy.h"
#include "ui/views/history.h"
#include "ui/views/unlock.h"
#include "ui/widgets/pager.h"

/* Of a CRL, in the text. */
#define ENTRIES_MOST 10000

static PkiObject *fetch (UiSession *session, const UiSubject *subject, GError **error)
{
	if (subject->object)
		return pki_object_ref (subject->object);
	return pki_store_object (session->store, subject->id, error);
}

static char *name_of (UiSession *session, const UiSubject *subject)
{
	const PkiItem *item = subject->id ? ui_items_get (session->items, subject->id) : NULL;
	const char *name = item ? item->name : subject->name;
	return pki_text_printable (name ? name : "", -1);
}

static PkiObjectType type_of (UiSession *session, const UiSubject *subject)
{
	if (subject->object)
		return subject->object->type;
	const PkiItem *item = ui_items_get (session->items, subject->id);
	return item ? item->type : PKI_OBJECT_UNREADABLE;
}

static UiCan refuse (char **why_not, const char *why)
{
	if (why_not)
		*why_not = g_strdup (why);
	return UI_CAN_NOT_NOW;
}

UiCan ui_object_can (
	UiSession *session, const UiSubject *subject, UiActionId action, char **why_not)
{
	const UiMaking *making = session->making;
	UiCan can = making ? making->can (session, subject, action, why_not) : UI_CAN_NOT_HERE;
	if (can != UI_CAN_NOT_HERE)
		return can;
	if (action != UI_ACTION_TEXT && action != UI_ACTION_PEM && action != UI_ACTION_COPY &&
		action != UI_ACTION_UNLOCK && action != UI_ACTION_OBJECT_HISTORY)
		return UI_CAN_NOT_HERE;
	if (!subject->id && !subject->object)
		return refuse (why_not, _ ("Select an object first: this row is none."));
	if (action == UI_ACTION_OBJECT_HISTORY && !subject->id)
		return refuse (
			why_not, _ ("This is within a locked file: it has no history of its own."));
	PkiObjectType type = type_of (session, subject);
	gboolean has_der = type != PKI_OBJECT_LOCKED && type != PKI_OBJECT_UNREADABLE;
	if (action == UI_ACTION_UNLOCK && (type != PKI_OBJECT_LOCKED || !subject->id))
		return refuse (why_not, _ ("This is not locked: there is nothing to open."));
	if (action == UI_ACTION_PEM && !has_der)
		return refuse (why_not, type == PKI_OBJECT_LOCKED
						? _ ("This is locked: unlock it first.")
						: _ ("What can't be read has no PEM."));
	return UI_CAN;
}

static void show (UiSession *session, const char *kind, const char *name, const char *text,
	const char *copied)
{
	g_autofree char *title = g_strdup_printf ("%s %s %s", name, ui_glyph (UI_GLYPH_DOT), kind);
	const UiPagerText pager = {
		.title = title,
		.text = text,
		.copied = copied,
	};
	ui_app_show (session->app, &ui_pager_ops, (gpointer)&pager);
}

static void show_text (UiSession *session, const char *name, const PkiObject *object)
{
	g_autoptr (PkiField) field = pki_object_describe (object, pki_time_now (), ENTRIES_MOST);
	g_autofree char *text = pki_field_to_text (field);
	show (session, _ ("text"), name, text, _ ("Text copied."));
}

static void show_pem (UiSession *session, const char *name, const PkiObject *object)
{
	g_autofree char *pem = pki_object_to_pem (object);
	if (!pem)
		return;
	show (session, object->type == PKI_OBJECT_PRIVATE_KEY ? _ ("PEM of the public key") : "PEM",
		name, pem, _ ("PEM copied."));
}

gboolean ui_object_act (UiSession *session, const UiSubject *subject, UiActionId action)
{
	if (ui_object_can (session, subject, action, NULL) != UI_CAN)
		return FALSE;
	if (session->making && session->making->act (session, subject, action))
		return TRUE;
	if (action == UI_ACTION_UNLOCK || action == UI_ACTION_OBJECT_HISTORY) {
		(action == UI_ACTION_UNLOCK ? ui_unlock_open : ui_history_open) (
			session, subject->id);
		return TRUE;
	}
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiObject) object = fetch (session, subject, &error);
	if (!object) {
		ui_app_error (session->app, error);
		return TRUE;
	}
	g_autofree char *name = name_of (session, subject);
	if (action == UI_ACTION_TEXT)
		show_text (session, name, object);
	else if (action == UI_ACTION_PEM)
		show_pem (session, name, object);
	else
		ui_copy_open (session, object);
	return TRUE;
}
