#include "config.h"

#include "ui/views/place-mark.h"

#include "src/base/intl.h"
#include "src/base/text.h"
#include "src/git/worktree.h"
#include "ui/core/job.h"
#include "ui/term/glyph.h"

struct _UiPlaceMark {
	UiSession *session;
	UiJob *job;
	gboolean looked; /* the files were looked at once */
};

static void show (UiPlaceMark *mark, const PkiGitStatus *status, gboolean looked)
{
	UiSession *session = mark->session;
	g_autofree char *name = pki_text_printable (pki_store_name (session->store), -1);
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
	return pki_git_status (data, ui_job_cancellable (job));
}

static void answered (gpointer result, const GError *error, gpointer data)
{
	UiPlaceMark *mark = data;
	g_autoptr (PkiGitStatus) status = result;
	mark->job = NULL;
	if (!status || error)
		return;
	mark->looked = TRUE;
	show (mark, status, TRUE);
	if (status->state == PKI_GIT_BROKEN && status->why)
		ui_app_message (mark->session->app, UI_MESSAGE_WARNING, "%s", status->why);
}

static void free_status (gpointer status)
{
	pki_git_status_free (status);
}

/* The branch alone is told fast, but opening what a hostile repository is made of may take for
 * ever. */
static gpointer ask_branch (UiJob *job, gpointer data, GError **error)
{
	(void)job;
	(void)error;
	return pki_git_branch (data);
}

static void branch_answered (gpointer result, const GError *error, gpointer data)
{
	(void)error;
	UiPlaceMark *mark = data;
	g_autoptr (PkiGitStatus) status = result;
	if (!mark->looked)
		show (mark, status, FALSE);
}

/* Takes over for the job what both questions share. */
static UiJob *start (UiPlaceMark *mark, UiJobSpec spec)
{
	spec.data = g_strdup (pki_store_directory (mark->session->store));
	spec.free_data = g_free;
	spec.free_result = free_status;
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
