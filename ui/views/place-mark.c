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
};

static void show (UiPlaceMark *mark, const PkiGitStatus *status, gboolean looked)
{
	UiSession *session = mark->session;
	g_autofree char *name = pki_text_printable (pki_store_name (session->store), -1);
	g_autofree char *branch = status->branch ? pki_text_printable (status->branch, -1) : NULL;
	UiRole role = UI_ROLE_MUTED;
	const char *state = NULL;
	switch (status->state) {
	case PKI_GIT_NONE:
		state = _ ("not in git");
		break;
	case PKI_GIT_CLEAN:
		role = UI_ROLE_GOOD;
		state = looked ? ui_glyph (UI_GLYPH_YES) : NULL;
		break;
	case PKI_GIT_CHANGED:
		role = UI_ROLE_SOON;
		state = _ ("changed");
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

UiPlaceMark *ui_place_mark_new (UiSession *session)
{
	UiPlaceMark *mark = g_new0 (UiPlaceMark, 1);
	mark->session = session;
	g_autoptr (PkiGitStatus) status = pki_git_branch (pki_store_directory (session->store));
	show (mark, status, FALSE);
	return mark;
}

void ui_place_mark_free (UiPlaceMark *mark)
{
	g_free (mark);
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
	show (mark, status, TRUE);
	if (status->state == PKI_GIT_BROKEN && status->why)
		ui_app_message (mark->session->app, UI_MESSAGE_WARNING, "%s", status->why);
}

static void free_status (gpointer status)
{
	pki_git_status_free (status);
}

void ui_place_mark_refresh (UiPlaceMark *mark)
{
	if (mark->job)
		return;
	const UiJobSpec spec = {
		.title = _ ("asking git"),
		.work = ask,
		.data = g_strdup (pki_store_directory (mark->session->store)),
		.free_data = g_free,
		.free_result = free_status,
		.done = answered,
		.done_data = mark,
	};
	mark->job = ui_job_start (mark->session->app, &spec);
}
