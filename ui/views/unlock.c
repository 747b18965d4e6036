#include "config.h"

#include "ui/views/unlock.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/secret.h"
#include "src/base/text.h"
#include "ui/core/job.h"
#include "ui/core/prompt.h"
#include "ui/views/contents.h"

#define CANDIDATES_MOST 16

/* Shared by the prompts and the work between them: whichever is dropped when the program ends, the
 * last one frees it. */
typedef struct {
	UiSession *session;
	gint64 id;
	char *path; /* relative, bytes */
	gboolean wrong; /* the last passphrase was */
} Unlock;

static Unlock *unlock_new (UiSession *session, gint64 id, const PkiPlace *place)
{
	Unlock *unlock = g_rc_box_new0 (Unlock);
	unlock->session = session;
	unlock->id = id;
	unlock->path = g_strdup (place->path);
	return unlock;
}

static void unlock_clear (gpointer data)
{
	g_free (((Unlock *)data)->path);
}

static void unlock_unref (gpointer data)
{
	g_rc_box_release_full (data, unlock_clear);
}

/* ── opening it, in a thread
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

typedef struct {
	PkiStore *store;
	gint64 id;
	PkiSecret *passphrase;
} Work;

static void work_free (gpointer data)
{
	Work *work = data;
	pki_store_free (work->store);
	pki_secret_unref (work->passphrase);
	g_free (work);
}

static void free_objects (gpointer objects)
{
	g_ptr_array_unref (objects);
}

static gpointer open_locked (UiJob *job, gpointer data, GError **error)
{
	(void)job;
	const Work *work = data;
	return pki_store_open_locked (work->store, work->id, work->passphrase, error);
}

/* What stands beside it was only taken for its certificate: now it can be told. */
static void tell_relation (const Unlock *unlock, const PkiObject *key)
{
	UiSession *session = unlock->session;
	gboolean certain;
	g_autoptr (GArray) ids = pki_store_same_key (session->store, unlock->id, &certain, NULL);
	for (guint i = 0; ids && i < MIN (ids->len, CANDIDATES_MOST); i++) {
		gint64 id = g_array_index (ids, gint64, i);
		g_autoptr (PkiObject) other = pki_store_object (session->store, id, NULL);
		const PkiItem *item = ui_items_get (session->items, id);
		if (!other || !item || !other->has_key_id)
			continue;
		gboolean fits = memcmp (other->key_id, key->key_id, sizeof key->key_id) == 0;
		g_autofree char *path = pki_text_printable (item->path, -1);
		ui_app_message (session->app, fits ? UI_MESSAGE_NOTE : UI_MESSAGE_WARNING,
			fits ? _ ("This is the key of %s.") : _ ("This is not the key of %s."),
			path);
	}
}

static void tell_relations (const Unlock *unlock, const GPtrArray *objects)
{
	for (guint i = 0; i < objects->len; i++) {
		const PkiObject *object = g_ptr_array_index (objects, i);
		if (object->type == PKI_OBJECT_PRIVATE_KEY && object->has_key_id)
			tell_relation (unlock, object);
	}
}

static void ask (Unlock *unlock);

static void opened (gpointer result, const GError *error, gpointer data)
{
	Unlock *unlock = data;
	UiApp *app = unlock->session->app;
	if (error && g_error_matches (error, PKI_ERROR, PKI_ERROR_BAD_PASSPHRASE)) {
		unlock->wrong = TRUE;
		ask (unlock);
		return;
	}
	if (error) {
		ui_app_error (app, error);
		return;
	}
	g_autoptr (GPtrArray) objects = result;
	const UiContentsArguments arguments = { unlock->session, objects, unlock->path };
	ui_app_show (app, &ui_contents_ops, (gpointer)&arguments);
	tell_relations (unlock, objects);
}

/* ── asking for the passphrase
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void accepted (const char *text, gpointer data)
{
	Unlock *unlock = data;
	UiApp *app = unlock->session->app;
	g_autoptr (GError) error = NULL;
	PkiStore *store = pki_store_dup (unlock->session->store, &error);
	if (!store) {
		ui_app_error (app, error);
		return;
	}
	Work *work = g_new (Work, 1);
	*work = (Work){ store, unlock->id, pki_secret_new (text, strlen (text)) };
	const UiJobSpec spec = {
		.title = _ ("opening"),
		.work = open_locked,
		.data = work,
		.free_data = work_free,
		.free_result = free_objects,
		.done = opened,
		.done_data = g_rc_box_acquire (unlock),
		.free_done_data = unlock_unref,
	};
	(void)ui_job_start (app, &spec);
}

static void ask (Unlock *unlock)
{
	g_autofree char *path = pki_text_printable (unlock->path, -1);
	g_autofree char *label =
		g_strdup_printf (unlock->wrong ? _ ("That does not open it. Passphrase of %s: ")
					       : _ ("Passphrase of %s: "),
			path);
	const UiPromptRequest request = {
		.label = label,
		.secret = TRUE,
		.accepted = accepted,
		.data = g_rc_box_acquire (unlock),
		.free_data = unlock_unref,
	};
	ui_prompt_open (unlock->session->app, &request);
}

void ui_unlock_open (UiSession *session, gint64 id)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (GPtrArray) places = pki_store_places (session->store, id, &error);
	if (!places || places->len == 0) {
		if (error)
			ui_app_error (session->app, error);
		return;
	}
	Unlock *unlock = unlock_new (session, id, g_ptr_array_index (places, 0));
	ask (unlock);
	unlock_unref (unlock);
}
