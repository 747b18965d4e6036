#include "config.h"

#include "ui/forms/export.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/store/export.h"
#include "src/store/key-place.h"
#include "ui/core/job.h"
#include "ui/forms/path.h"
#include "ui/forms/runner.h"
#include "ui/widgets/question.h"

typedef struct {
	UiDesk *desk;
	PkiStore *store;
	gint64 id;
	char *path; /* of the certificate */
	char *file;
	gboolean chain, key, traditional;
	gboolean has_key, is_locked;
	PkiSecret *known;
} Record;

static void record_free (gpointer data)
{
	Record *record = data;
	pki_store_free (record->store);
	g_free (record->path);
	g_free (record->file);
	g_clear_pointer (&record->known, pki_secret_unref);
	g_free (record);
}

/* ── the fields ──────────────────────────────────────────────────────────── */

static gboolean has_key (gconstpointer data)
{
	return ((const Record *)data)->has_key;
}

static gboolean wants_key (gconstpointer data)
{
	const Record *record = data;
	return record->has_key && record->key;
}

static gboolean wants_passphrase (gconstpointer data)
{
	return wants_key (data) && ((const Record *)data)->is_locked;
}

/* It was not, as the form opened. */
static void note_lock (gpointer data)
{
	((Record *)data)->is_locked = TRUE;
}

/* Links resolved: nothing of the store is ever written over. */
static gboolean is_below (const char *path, const char *directory)
{
	g_autofree char *file = realpath (path, NULL);
	g_autofree char *folder = realpath (directory, NULL);
	gsize size = folder ? strlen (folder) : 0;
	return !file || !folder ||
	       (g_str_has_prefix (file, folder) && (file[size] == '/' || size == 1));
}

static gboolean check_file (
	const char *text, gpointer data, char **value, char **echo, GError **error)
{
	(void)value;
	const Record *record = data;
	g_autofree char *path = ui_path_resolve (text, ui_desk_directory (record->desk));
	g_autofree char *folder = g_path_get_dirname (path);
	if (g_file_test (path, G_FILE_TEST_IS_DIR))
		return pki_throw (error, PKI_ERROR_INVALID_INPUT,
			_ ("that is a folder: type the name of a new file in it"));
	if (g_file_test (path, G_FILE_TEST_EXISTS) &&
		is_below (path, ui_desk_directory (record->desk)))
		return pki_throw (error, PKI_ERROR_EXISTS,
			_ ("there is such a file in this store already: type another name"));
	if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
		return pki_throw (error, PKI_ERROR_NOT_FOUND,
			_ ("there is no such folder: type one that is there"));
	if (g_file_test (path, G_FILE_TEST_EXISTS))
		*echo = g_strdup_printf (_ ("%s, which is there already"), path);
	else if (!g_str_equal (path, text))
		*echo = g_strdup (path);
	return TRUE;
}

static const char *directory_of (gconstpointer data)
{
	return ui_desk_directory (((const Record *)data)->desk);
}

static char *which (gconstpointer data)
{
	g_autofree char *shown = pki_text_printable (((const Record *)data)->path, -1);
	return g_strdup_printf (
		_ ("This writes a copy of %s for another program, as PEM. Nothing in the store "
		   "changes."),
		shown);
}

#define AT(member) .offset = G_STRUCT_OFFSET (Record, member)

static const UiField fields[] = {
	{ .kind = UI_FIELD_PATH,
		.name = "file",
		.label = N_ ("Write to"),
		.hint = N_ ("a new file, such as ~/etcd1.pem; Tab completes folders"),
		.explanation = N_ ("Where the copy goes. A path that does not begin with / or ~ "
				   "lies in the directory that is open; for a file with a key "
				   "choose a folder outside of the repository."),
		.missing = N_ ("type the path of a file"),
		AT (file),
		.check = check_file },
	{ .kind = UI_FIELD_YES_NO,
		.name = "chain",
		.label = N_ ("Chain"),
		.hint = N_ ("adds the CAs above it; servers usually need that"),
		.explanation = N_ ("A client that knows only the root can't tell whom to believe "
				   "unless the server also sends the CAs in between. The root "
				   "itself is left out: clients have it, or must not trust it."),
		AT (chain) },
	{ .kind = UI_FIELD_YES_NO,
		.name = "key",
		.label = N_ ("Private key"),
		.hint = N_ ("puts the key, not encrypted, in front; the file is yours alone to "
			    "read"),
		.explanation =
			N_ ("Whoever has the file can pretend to be its owner. Some programs "
			    "(HAProxy, stunnel) want certificate and key in one file; most "
			    "take two."),
		AT (key),
		.is_visible = has_key },
	{ .kind = UI_FIELD_YES_NO,
		.name = "traditional",
		.label = N_ ("Old key format"),
		.hint = N_ ("SEC1 or PKCS#1 instead of PKCS#8, for programs that ask for it"),
		.explanation = N_ ("The key then begins with BEGIN EC PRIVATE KEY or BEGIN RSA "
				   "PRIVATE KEY. KubeEdge and some old programs read nothing "
				   "else."),
		AT (traditional),
		.is_visible = wants_key },
	{ .kind = UI_FIELD_SECRET,
		.name = "known",
		.label = N_ ("Passphrase"),
		.hint = N_ ("of the key, which is encrypted here"),
		.missing = N_ ("type the passphrase of the key"),
		AT (known),
		.is_visible = wants_passphrase },
};

static const UiPage pages[] = { { .text = which } };

/* ── writing ─────────────────────────────────────────────────────────────── */

typedef struct {
	UiDesk *desk;
	UiView *view;
	PkiStore *store;
	gint64 id;
	PkiExport what;
	gboolean replace;
	char *path;
} Work;

static void work_free (gpointer data)
{
	Work *work = data;
	pki_store_free (work->store);
	g_free (work->path);
	g_free (work);
}

static gpointer write_it (UiJob *job, gpointer data, GError **error)
{
	(void)job;
	Work *work = data;
	g_autoptr (PkiSecret) text = pki_export_text (
		work->store, work->id, &work->what, ui_desk_keyring (work->desk), error);
	gboolean good =
		text && pki_export_write (work->path, text, work->what.key, work->replace, error);
	return good ? g_strdup (work->path) : NULL;
}

static void written (gpointer result, const GError *error, gpointer data)
{
	Work *work = data;
	g_autofree char *path = result;
	UiApp *app = ui_desk_app (work->desk);
	ui_desk_answer (work->desk, NULL, NULL);
	ui_runner_host.set_busy (work->view, NULL);
	if (error) {
		gboolean refused = g_error_matches (error, PKI_ERROR, PKI_ERROR_CANCELLED) ||
				   g_error_matches (error, PKI_ERROR, PKI_ERROR_BAD_PASSPHRASE);
		ui_runner_host.tell (work->view, refused ? "known" : NULL, error);
		return;
	}
	g_autofree char *shown = pki_text_printable (path, -1);
	ui_app_message (app, UI_MESSAGE_NOTE, _ ("Written: %s"), shown);
	ui_view_close (work->view);
}

static void start (UiView *view, gboolean replace)
{
	const Record *record = ui_form_record (ui_runner_form (view));
	g_autoptr (GError) error = NULL;
	PkiStore *store = pki_store_dup (record->store, &error);
	if (!store) {
		ui_app_error (ui_view_app (view), error);
		return;
	}
	Work *work = g_new0 (Work, 1);
	*work = (Work){ record->desk, view, store, record->id,
		{ record->chain, wants_key (record), wants_key (record) && record->traditional },
		replace, ui_path_resolve (record->file, ui_desk_directory (record->desk)) };
	ui_desk_answer (record->desk, record->known, NULL);
	const UiJobSpec spec = {
		.title = _ ("writing"),
		.work = write_it,
		.data = work,
		.free_data = work_free,
		.free_result = g_free,
		.done = written,
		.done_data = work,
		.view = view,
	};
	ui_runner_host.set_busy (view, ui_job_start (ui_view_app (view), &spec));
}

static void write_new (gpointer view)
{
	start (view, FALSE);
}

static void write_over (gpointer view)
{
	start (view, TRUE);
}

static void submit (UiView *view, UiForm *form)
{
	const Record *record = ui_form_record (form);
	g_autofree char *path = ui_path_resolve (record->file, ui_desk_directory (record->desk));
	g_autofree char *shown = pki_text_printable (path, -1);
	g_autofree char *text = g_strdup_printf (
		wants_key (record)
			? _ ("%s will hold the private key, not encrypted: keep it safe.")
			: _ ("%s will hold nothing secret."),
		shown);
	gboolean replace = g_file_test (path, G_FILE_TEST_EXISTS);
	g_autofree char *warning = g_strdup_printf (
		replace ? _ ("%s\nWhat is in this file now will be lost.") : "%s", text);
	const UiQuestion question = {
		.title = replace ? _ ("Replace the file?") : _ ("Write the file?"),
		.text = warning,
		.key = 'y',
		.answer = replace ? _ ("replace it") : _ ("write it"),
		.otherwise = _ ("go back"),
		.agreed = replace ? write_over : write_new,
		.data = view,
	};
	ui_app_show (ui_view_app (view), &ui_question_ops, (gpointer)&question);
}

static const UiFormSpec form = {
	.name = "export",
	.title = N_ ("Export for deployment"),
	.pages = pages,
	.page_count = G_N_ELEMENTS (pages),
	.fields = fields,
	.field_count = G_N_ELEMENTS (fields),
	.submit = submit,
	.key_locked = note_lock,
	.free_record = record_free,
	.directory = directory_of,
};

static gint64 id_of (PkiStore *store, const char *path)
{
	g_autoptr (GArray) ids = pki_store_at_path (store, path, -1, NULL);
	return ids && ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
}

void ui_export_open (UiDesk *desk, const char *path)
{
	g_autoptr (GError) error = NULL;
	g_autoptr (PkiStore) store =
		pki_store_open (ui_desk_directory (desk), PKI_STORE_DEFAULT, &error);
	if (!store) {
		ui_app_error (ui_desk_app (desk), error);
		return;
	}
	gint64 id = id_of (store, path);
	g_autofree char *open = id ? pki_store_key_path (store, id, FALSE) : NULL;
	g_autofree char *locked = id ? pki_store_key_path (store, id, TRUE) : NULL;
	if (!id) {
		ui_app_message (ui_desk_app (desk), UI_MESSAGE_WARNING,
			_ ("It is not read yet: try again in a moment."));
		return;
	}
	Record *record = g_new0 (Record, 1);
	record->desk = desk;
	record->store = g_steal_pointer (&store);
	record->id = id;
	record->path = g_strdup (path);
	record->chain = TRUE;
	record->has_key = open != NULL;
	record->is_locked = g_strcmp0 (open, locked) == 0;
	(void)ui_runner_open (ui_desk_app (desk), &form, record);
}
