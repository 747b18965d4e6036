#include "config.h"

#include "ui/views/place-mark.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/git/worktree.h"
#include "src/store/settings.h"
#include "ui/core/job.h"
#include "ui/term/glyph.h"

struct _UiPlaceMark {
	UiSession *session;
	UiJob *job;
	gboolean looked; /* the files were looked at once */
};

typedef struct {
	PkiGitStatus *status;
	char *name; /* as the settings of the store say it; NULL: they don't */
} Answer;

static void answer_free (Answer *answer)
{
	if (!answer)
		return;
	pki_git_status_free (answer->status);
	g_free (answer->name);
	g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* STATUS is taken over, and may be NULL. */
static Answer *answer_new (const char *directory, PkiGitStatus *status)
{
	g_autoptr (PkiSettings) settings = pki_settings_read (directory, NULL, NULL);
	Answer *answer = g_new0 (Answer, 1);
	answer->status = status;
	answer->name =
		settings && settings->name && *settings->name ? g_strdup (settings->name) : NULL;
	return answer;
}

static void show (UiPlaceMark *mark, const Answer *answer, gboolean looked)
{
	UiSession *session = mark->session;
	const PkiGitStatus *status = answer->status;
	g_autofree char *name = pki_text_printable (
		answer->name ? answer->name : pki_store_name (session->store), -1);
	g_autofree char *branch = status->branch ? pki_text_printable (status->branch, -1) : NULL;
	UiRole role = UI_ROLE_MUTED;
	const char *state = NULL;
	session->in_git = status->state == PKI_GIT_CLEAN || status->state == PKI_GIT_CHANGED;
	switch (status->state) {
	case PKI_GIT_NONE:
		state = _ ("not in git");
		break;
	case PKI_GIT_BARE:
		state = _ ("bare git repository");
		break;
	case PKI_GIT_CLEAN:
		role = UI_ROLE_GOOD;
		state = !looked                      ? NULL
			: pki_text_locale_is_utf8 () ? ui_glyph (UI_GLYPH_YES)
						     : _ ("clean");
		break;
	case PKI_GIT_CHANGED:
		role = UI_ROLE_SOON;
		state = C_ ("the files of the repository", "changed");
		break;
	case PKI_GIT_BROKEN:
		role = UI_ROLE_BAD;
		state = _ ("git: unreadable");
		break;
	}
	if (status->operation) {
		role = UI_ROLE_SOON;
		state = status->operation;
	}
	if (status->unborn && looked && !status->operation)
		state = _ ("no commit yet");
	ui_app_set_place (session->app, name, branch, role, state);
}

static gpointer ask (UiJob *job, gpointer data, GError **error)
{
	(void)error;
	return answer_new (data, pki_git_status (data, ui_job_cancellable (job)));
}

static void answered (gpointer result, const GError *error, gpointer data)
{
	UiPlaceMark *mark = data;
	g_autoptr (Answer) answer = result;
	mark->job = NULL;
	if (!answer || !answer->status || error)
		return;
	mark->looked = TRUE;
	show (mark, answer, TRUE);
	const PkiGitStatus *status = answer->status;
	if (status->state == PKI_GIT_BROKEN && status->why)
		ui_app_message (mark->session->app, UI_MESSAGE_WARNING, "%s", status->why);
}

/* The branch alone is told fast, but opening what a hostile repository is made of may take for
 * ever. */
static gpointer ask_branch (UiJob *job, gpointer data, GError **error)
{
	(void)job;
	(void)error;
	return answer_new (data, pki_git_branch (data));
}

static void branch_answered (gpointer result, const GError *error, gpointer data)
{
	(void)error;
	UiPlaceMark *mark = data;
	g_autoptr (Answer) answer = result;
	if (answer && !mark->looked)
		show (mark, answer, FALSE);
}

/* Takes over for the job what both questions share. */
static UiJob *start (UiPlaceMark *mark, UiJobSpec spec)
{
	spec.data = g_strdup (pki_store_directory (mark->session->store));
	spec.free_data = g_free;
	spec.free_result = (GDestroyNotify)answer_free;
	spec.done_data = mark;
	return ui_job_start (mark->session->app, &spec);
}

UiPlaceMark *ui_place_mark_new (UiSession *session)
{
	UiPlaceMark *mark = g_new0 (UiPlaceMark, 1);
	mark->session = session;
	g_autofree char *name = pki_text_printable (pki_store_name (session->store), -1);
	ui_app_set_place (session->app, name, NULL, UI_ROLE_MUTED, NULL);
	start (mark, (UiJobSpec){ .work = ask_branch, .done = branch_answered, .keep = TRUE });
	return mark;
}

void ui_place_mark_free (UiPlaceMark *mark)
{
	g_free (mark);
}

void ui_place_mark_refresh (UiPlaceMark *mark)
{
	if (!mark->job)
		mark->job = start (mark,
			(UiJobSpec){ .title = _ ("asking git"), .work = ask, .done = answered });
}
