#include "config.h"

#include "ui/views/committed.h"

#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "src/base/time.h"
#include "src/store/history.h"
#include "ui/core/job.h"

/* Who moves through a list does not start a job with every row. */
#define PAUSE_MILLISECONDS 120

struct _UiCommitted {
	UiSession *session;
	UiView *view;
	void (*changed) (UiView *view);
	gint64 id;
	char *words; /* NULL: not known yet */
	gboolean nowhere; /* there is no git */
	gboolean again; /* when the job has ended */
	guint timer;
	UiJob *job;
};

typedef struct {
	char *directory, *path;
	guint8 digest[32];
} Question;

static void question_free (gpointer data)
{
	Question *question = data;
	g_free (question->directory);
	g_free (question->path);
	g_free (question);
}

static char *words_of (const PkiRevision *revision)
{
	g_autofree char *date = pki_time_format_date (revision->author.time);
	if (revision->cut)
		return g_strdup_printf (
			_ ("%s or before: history begins there in this clone"), date);
	return g_strdup_printf (
		_ ("%s by %s, \"%s\""), date, revision->author.name, revision->subject);
}

static gpointer work (UiJob *job, gpointer data, GError **error)
{
	const Question *question = data;
	g_autoptr (GError) why = NULL;
	g_autoptr (PkiHistory) history = pki_history_open (question->directory, error);
	if (!history)
		return NULL;
	g_autoptr (PkiRevision) revision = pki_history_origin (
		history, question->path, question->digest, ui_job_cancellable (job), &why);
	if (why)
		return ui_error_words (why);
	return revision ? words_of (revision) : g_strdup (_ ("no, not as it is here"));
}

static void answered (gpointer result, const GError *error, gpointer data)
{
	UiCommitted *committed = data;
	committed->job = NULL;
	g_free (committed->words);
	committed->words = result;
	committed->nowhere = error != NULL;
	committed->changed (committed->view);
	if (committed->again)
		ui_committed_ask_again (committed);
}

static Question *question_of (UiCommitted *committed)
{
	PkiStore *store = committed->session->store;
	g_autoptr (PkiObject) object = pki_store_object (store, committed->id, NULL);
	g_autoptr (GPtrArray) places = pki_store_places (store, committed->id, NULL);
	if (!object || !places || !places->len)
		return NULL;
	Question *question = g_new0 (Question, 1);
	question->directory = g_strdup (pki_store_directory (store));
	question->path = g_strdup (((PkiPlace *)places->pdata[0])->path);
	memcpy (question->digest, object->digest, sizeof question->digest);
	return question;
}

static gboolean start (gpointer data)
{
	UiCommitted *committed = data;
	committed->timer = 0;
	committed->again = FALSE;
	Question *question = question_of (committed);
	if (!question)
		return G_SOURCE_REMOVE;
	const UiJobSpec spec = {
		.work = work,
		.data = question,
		.free_data = question_free,
		.free_result = g_free,
		.done = answered,
		.done_data = committed,
		.view = committed->view,
		.keep = TRUE,
	};
	committed->job = ui_job_start (committed->session->app, &spec);
	return G_SOURCE_REMOVE;
}

static void stop (UiCommitted *committed)
{
	if (committed->timer)
		g_source_remove (committed->timer);
	committed->timer = 0;
	if (committed->job)
		ui_job_cancel (committed->job);
	committed->job = NULL;
}

void ui_committed_ask (UiCommitted *committed, gint64 id)
{
	if (committed->id == id)
		return;
	stop (committed);
	g_clear_pointer (&committed->words, g_free);
	committed->id = id;
	if (id)
		committed->timer = g_timeout_add (PAUSE_MILLISECONDS, start, committed);
}

void ui_committed_ask_again (UiCommitted *committed)
{
	committed->again = committed->job != NULL;
	if (committed->id && !committed->job && !committed->timer)
		committed->timer = g_timeout_add (PAUSE_MILLISECONDS, start, committed);
}

const char *ui_committed_words (const UiCommitted *committed)
{
	if (!committed->id || committed->nowhere)
		return NULL;
	if (committed->words)
		return committed->words;
	return committed->session->in_git ? "" : NULL;
}

UiCommitted *ui_committed_new (UiSession *session, UiView *view, void (*changed) (UiView *view))
{
	UiCommitted *committed = g_new0 (UiCommitted, 1);
	committed->session = session;
	committed->view = view;
	committed->changed = changed;
	return committed;
}

void ui_committed_free (UiCommitted *committed)
{
	stop (committed);
	g_free (committed->words);
	g_free (committed);
}
