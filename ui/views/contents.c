#include "config.h"

#include "ui/views/contents.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/base/time.h"
#include "src/x509/field.h"
#include "ui/views/columns.h"
#include "ui/views/detail.h"
#include "ui/views/object.h"
#include "ui/views/row.h"

typedef struct {
	UiSession *session;
	GPtrArray *objects;
	UiNeeds needs; /* of the columns */
	char *path;
} Contents;

static PkiObject *object_at (UiView *view, guint row)
{
	Contents *contents = ui_view_private (view);
	return row < contents->objects->len ? g_ptr_array_index (contents->objects, row) : NULL;
}

/* A name in any case: that of the bag, or what it is. */
static char *name_of (const PkiObject *object)
{
	char *name = pki_object_name (object);
	if (name)
		return name;
	if (object->friendly_name)
		return g_strdup (object->friendly_name);
	return g_strdup (object->type == PKI_OBJECT_PRIVATE_KEY
				 ? _ ("private key")
				 : pki_object_type_name (object->type));
}

static void set_times (PkiItem *item, const PkiObject *object)
{
	item->not_before = item->not_after = item->revoked_at = PKI_TIME_NONE;
	if (object->type == PKI_OBJECT_CERTIFICATE) {
		item->not_before = object->certificate.not_before;
		item->not_after = object->certificate.not_after;
	} else if (object->type == PKI_OBJECT_CRL) {
		item->not_before = object->crl.this_update;
		item->not_after = object->crl.next_update;
	}
	if (item->not_after != PKI_TIME_NONE)
		item->status = pki_status_at (item->not_before, item->not_after, pki_time_now ());
}

static guint rows (UiView *view)
{
	Contents *contents = ui_view_private (view);
	return contents->objects->len;
}

/* NAME and USE are lent to the item. */
static PkiItem item_of (const PkiObject *object, char *name, char *use)
{
	PkiItem item = { .type = object->type, .name = name, .use = use };
	item.ca = pki_object_is_ca (object, NULL);
	set_times (&item, object);
	return item;
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Contents *contents = ui_view_private (view);
	const PkiObject *object = object_at (view, row);
	g_autofree char *name = name_of (object);
	g_autofree char *use = pki_object_use_words (object);
	const PkiItem item = item_of (object, name, use);
	ui_row_draw (cells, &contents->needs, &item, 0, UI_FOLD_NONE, pki_time_now ());
}

static void measure (Contents *contents)
{
	for (guint i = 0; i < contents->objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (contents->objects, i);
		g_autofree char *name = name_of (object);
		g_autofree char *use = pki_object_use_words (object);
		const PkiItem item = item_of (object, name, use);
		ui_needs_add (&contents->needs, &item, 0, UI_FOLD_NONE);
	}
}

static void draw_status (UiView *view, UiCells *cells)
{
	(void)view;
	ui_cells_move (cells, 1);
	ui_cells_add (cells, UI_ROLE_MUTED, _ ("For this run only: kept nowhere."));
}

static gboolean match (UiView *view, guint row, const UiPattern *pattern)
{
	const PkiObject *object = object_at (view, row);
	g_autofree char *name = name_of (object);
	g_autofree char *subject = pki_object_subject (object);
	g_autofree char *serial = pki_object_serial (object);
	return ui_pattern_match (pattern, name) || ui_pattern_match (pattern, subject) ||
	       ui_pattern_match (pattern, serial);
}

static UiSubject subject_at (UiView *view)
{
	return (UiSubject){ .object = object_at (view, ui_view_cursor (view)) };
}

static UiCan can (UiView *view, UiActionId action, char **why_not)
{
	Contents *contents = ui_view_private (view);
	UiSubject subject = subject_at (view);
	if (action == UI_ACTION_OPEN)
		return UI_CAN;
	return ui_object_can (contents->session, &subject, action, why_not);
}

static gboolean act (UiView *view, UiActionId action, const char *argument)
{
	(void)argument;
	Contents *contents = ui_view_private (view);
	UiSubject subject = subject_at (view);
	if (!subject.object)
		return FALSE;
	g_autofree char *name = name_of (subject.object);
	subject.name = name;
	if (action != UI_ACTION_OPEN)
		return ui_object_act (contents->session, &subject, action);
	UiDetailArguments arguments = { contents->session, 0, subject.object, name };
	ui_app_show (contents->session->app, &ui_detail_ops, &arguments);
	return TRUE;
}

static gboolean open_contents (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	const UiContentsArguments *given = arguments;
	Contents *contents = ui_view_private (view);
	contents->session = given->session;
	contents->objects = g_ptr_array_ref (given->objects);
	contents->path = g_strdup (given->path);
	measure (contents);
	g_autofree char *path = pki_text_printable (given->path, -1);
	g_autofree char *title = g_strdup_printf (_ ("In %s"), path);
	ui_view_set_title (view, title);
	return TRUE;
}

static void close_contents (UiView *view)
{
	Contents *contents = ui_view_private (view);
	g_ptr_array_unref (contents->objects);
	g_free (contents->path);
}

const UiViewOps ui_contents_ops = {
	.name = "contents",
	.title = N_ ("Contents"),
	.place = UI_PLACE_BODY,
	.contexts = UI_CONTEXT_LIST | UI_CONTEXT_OBJECT,
	.private_size = sizeof (Contents),
	.open = open_contents,
	.close = close_contents,
	.rows = rows,
	.draw_row = draw_row,
	.draw_status = draw_status,
	.match = match,
	.can = can,
	.act = act,
};
