#include "config.h"

#include "ui/forms/planning.h"

#include "src/base/error.h"
#include "src/base/intl.h"
#include "ui/core/job.h"
#include "ui/forms/runner.h"

/* The job's own, whatever becomes of the form. */
typedef struct {
	UiDesk *desk;
	const UiHost *host;
	UiView *view;
	PkiSite *site;
	gpointer wish;
	GDestroyNotify free_wish;
	PkiPlan *(*plan) (PkiSite *site, gpointer wish, GError **error);
	void (*opened) (UiView *view);
	PkiAuthority *signer;
	PkiSecret *known, *chosen, *pin;
	char *token;
	const char *field; /* which one is at fault, where that is known */
	UiReviewWords words;
	UiJob *job;
} Work;

static void work_free (gpointer data)
{
	Work *work = data;
	g_clear_pointer (&work->site, pki_site_unref);
	if (work->wish && work->free_wish)
		work->free_wish (work->wish);
	g_clear_pointer (&work->signer, pki_authority_unref);
	g_clear_pointer (&work->known, pki_secret_unref);
	g_clear_pointer (&work->chosen, pki_secret_unref);
	g_clear_pointer (&work->pin, pki_secret_unref);
	g_free (work->token);
	if (work->words.free_before)
		work->words.free_before (work->words.before_data);
	g_free (work);
}

static gboolean open_signer (Work *work, GError **error)
{
	PkiKeyring *keyring = ui_desk_keyring (work->desk);
	const PkiAuthority *signer = work->signer;
	if (!signer)
		return TRUE;
	const guint8 *id = signer->certificate->key_id;
	g_autoptr (PkiPrivateKey) key =
		signer->key == PKI_AUTHORITY_TOKEN
			? pki_keyring_open_token (keyring, signer->uri, id, error)
			: pki_keyring_open (keyring, signer->name, signer->key_file, id, error);
	return key != NULL;
}

/* The keyring has it then, for the carrying out. */
static gboolean open_token (Work *work, GError **error)
{
	if (!work->token)
		return TRUE;
	ui_desk_answer (work->desk, work->pin, NULL);
	g_autoptr (PkiPrivateKey) key =
		pki_keyring_open_token (ui_desk_keyring (work->desk), work->token, NULL, error);
	return key != NULL;
}

/* No answer is no passphrase: a wrong one is not asked for again by the keyring. */
static gboolean is_refusal (const GError *error)
{
	return g_error_matches (error, PKI_ERROR, PKI_ERROR_CANCELLED) ||
	       g_error_matches (error, PKI_ERROR, PKI_ERROR_BAD_PASSPHRASE);
}

static gboolean open_keys (Work *work, GError **error)
{
	g_autoptr (GError) why = NULL;
	if (open_signer (work, &why) && !open_token (work, &why))
		work->field = is_refusal (why) ? "pin" : "token";
	if (!why)
		return TRUE;
	g_propagate_error (error, g_steal_pointer (&why));
	return FALSE;
}

static gpointer plan (UiJob *job, gpointer data, GError **error)
{
	Work *work = data;
	if (!open_keys (work, error) || !work->plan)
		return NULL;
	PkiPlan *plan = work->plan (work->site, work->wish, error);
	if (plan && g_cancellable_set_error_if_cancelled (ui_job_cancellable (job), error))
		g_clear_pointer (&plan, pki_plan_free);
	return plan;
}

static void tell (Work *work, const GError *error)
{
	if (g_cancellable_is_cancelled (ui_job_cancellable (work->job)))
		ui_app_message (ui_desk_app (work->desk), UI_MESSAGE_NOTE,
			_ ("Cancelled: nothing was written."));
	else if (!work->field && is_refusal (error))
		work->host->tell (work->view, "known", error);
	else
		work->host->tell (work->view, work->field, error);
}

static void planned (gpointer result, const GError *error, gpointer data)
{
	Work *work = data;
	work->host->set_busy (work->view, NULL);
	if (error) {
		tell (work, error);
		return;
	}
	if (work->opened) {
		work->opened (work->view);
		return;
	}
	/* Both keys are open. Should they be locked meanwhile, the passphrase of one is not tried
	 * as the PIN of the other: tokens lock themselves after a few wrong ones. */
	PkiSecret *known = !work->token ? work->known : work->signer ? NULL : work->pin;
	const UiReview review = { work->desk, work->host, work->view, result, known, work->chosen,
		work->words };
	work->words.free_before = NULL; /* the review has it now */
	ui_review_open (&review);
}

void ui_planning_start (const UiPlanning *planning)
{
	Work *work = g_new0 (Work, 1);
	*work = (Work){ .desk = planning->desk,
		.host = planning->host ? planning->host : &ui_runner_host,
		.view = planning->view,
		.site = planning->site ? pki_site_ref (planning->site) : NULL,
		.wish = planning->wish,
		.free_wish = planning->free_wish,
		.plan = planning->plan,
		.opened = planning->opened,
		.signer = planning->signer ? pki_authority_ref (planning->signer) : NULL,
		.known = planning->known ? pki_secret_ref (planning->known) : NULL,
		.chosen = planning->chosen ? pki_secret_ref (planning->chosen) : NULL,
		.pin = planning->pin ? pki_secret_ref (planning->pin) : NULL,
		.token = g_strdup (planning->token),
		.words = planning->words };
	ui_desk_answer (work->desk, work->known, work->chosen);
	const UiJobSpec spec = {
		.title = _ ("checking"),
		.work = plan,
		.data = work,
		.free_data = work_free,
		.free_result = (GDestroyNotify)pki_plan_free,
		.done = planned,
		.done_data = work,
		.view = planning->view,
	};
	work->job = ui_job_start (ui_desk_app (planning->desk), &spec);
	work->host->set_busy (planning->view, work->job);
}
