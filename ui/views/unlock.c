#include "config.h"

#include "ui/views/unlock.h"

#include <fcntl.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/base/intl.h"
#include "src/base/secret.h"
#include "src/base/text.h"
#include "src/x509/reader.h"
#include "ui/core/job.h"
#include "ui/core/prompt.h"
#include "ui/views/contents.h"

/* Made by a person who waits: more than while scanning, but not without end. */
#define ITERATIONS_MOST 10000000
#define CANDIDATES_MOST 16
#define BYTES_MOST      (16 * 1024 * 1024)

typedef struct {
	UiSession *session;
	gint64 id;
	char *path; /* relative, bytes */
	char *file; /* absolute, bytes */
	gsize offset; /* of what is locked, within the file */
	gboolean wrong; /* the last passphrase was */
} Unlock;

static Unlock *unlock_new (UiSession *session, gint64 id, const PkiPlace *place)
{
	Unlock *unlock = g_new0 (Unlock, 1);
	unlock->session = session;
	unlock->id = id;
	unlock->path = g_strdup (place->path);
	unlock->file = g_build_filename (pki_store_directory (session->store), place->path, NULL);
	unlock->offset = place->offset;
	return unlock;
}

static void unlock_free (gpointer data)
{
	Unlock *unlock = data;
	g_free (unlock->path);
	g_free (unlock->file);
	g_free (unlock);
}

/* ── opening it, in a thread
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

typedef struct {
	char *file;
	gsize offset;
	PkiSecret *passphrase;
} Work;

static void work_free (gpointer data)
{
	Work *work = data;
	g_free (work->file);
	pki_secret_unref (work->passphrase);
	g_free (work);
}

static void free_objects (gpointer objects)
{
	g_ptr_array_unref (objects);
}

static PkiContents *read_file (const Work *work, GError **error)
{
	struct stat status;
	pki_autofd int descriptor = pki_file_open (AT_FDCWD, work->file, &status, error);
	if (descriptor < 0)
		return NULL;
	g_autoptr (GBytes) bytes = pki_file_read (descriptor, &status, BYTES_MOST, error);
	if (!bytes)
		return NULL;
	const PkiReadOptions options = {
		.passphrase = work->passphrase,
		.iterations = ITERATIONS_MOST,
	};
	return pki_contents_read (bytes, &options);
}

/* What stands where the locked thing stood; an error when it is locked still. */
static gpointer open_locked (UiJob *job, gpointer data, GError **error)
{
	(void)job;
	const Work *work = data;
	g_autoptr (PkiContents) contents = read_file (work, error);
	if (!contents)
		return NULL;
	g_autoptr (GPtrArray) inside =
		g_ptr_array_new_with_free_func ((GDestroyNotify)pki_object_unref);
	gboolean opened = FALSE;
	for (guint i = 0; i < contents->objects->len; i++) {
		PkiObject *object = g_ptr_array_index (contents->objects, i);
		if (object->offset != work->offset)
			continue;
		opened |= object->type != PKI_OBJECT_LOCKED;
		g_ptr_array_add (inside, pki_object_ref (object));
	}
	if (opened)
		return g_steal_pointer (&inside);
	(void)pki_throw (error, inside->len > 0 ? PKI_ERROR_BAD_PASSPHRASE : PKI_ERROR_STALE,
		inside->len > 0 ? _ ("This passphrase does not open it.")
				: _ ("The file has changed meanwhile; R reads it again."));
	return NULL;
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
		unlock_free (unlock);
		return;
	}
	g_autoptr (GPtrArray) objects = result;
	const UiContentsArguments arguments = { unlock->session, objects, unlock->path };
	ui_app_show (app, &ui_contents_ops, (gpointer)&arguments);
	tell_relations (unlock, objects);
	unlock_free (unlock);
}

/* ── asking for the passphrase
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void accepted (const char *text, gpointer data)
{
	Unlock *unlock = data;
	Work *work = g_new0 (Work, 1);
	work->file = g_strdup (unlock->file);
	work->offset = unlock->offset;
	work->passphrase = pki_secret_new (text, strlen (text));
	const UiJobSpec spec = {
		.title = _ ("opening"),
		.work = open_locked,
		.data = work,
		.free_data = work_free,
		.free_result = free_objects,
		.done = opened,
		.done_data = unlock,
	};
	(void)ui_job_start (unlock->session->app, &spec);
}

static void cancelled (gpointer data)
{
	unlock_free (data);
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
		.cancelled = cancelled,
		.data = unlock,
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
	ask (unlock_new (session, id, g_ptr_array_index (places, 0)));
}
