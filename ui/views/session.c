#include "config.h"

#include "ui/views/session.h"

#include "ui/views/checks.h"
#include "ui/views/reading.h"

#define FOLLOW_MILLISECONDS 250
/* Following may take this share of the time at most: a large tree that is open costs more. */
#define FOLLOW_SHARE 10

void ui_session_follow (UiSession *session)
{
	guint64 generation = pki_store_generation (session->store);
	if (generation == session->generation)
		return;
	gint64 start = g_get_monotonic_time ();
	session->generation = generation;
	ui_items_forget (session->items);
	ui_app_model_changed (session->app);
	gint64 end = g_get_monotonic_time ();
	session->rest_until = end + FOLLOW_SHARE * (end - start);
}

static gboolean on_timer (gpointer data)
{
	UiSession *session = data;
	if (g_get_monotonic_time () >= session->rest_until)
		ui_session_follow (session);
	if (ui_reading_runs (session->reading, NULL) || ui_checks_run (session->checks))
		return G_SOURCE_CONTINUE;
	session->timer = 0;
	return G_SOURCE_REMOVE;
}

void ui_session_keep_following (UiSession *session)
{
	if (!session->timer)
		session->timer = g_timeout_add (FOLLOW_MILLISECONDS, on_timer, session);
}
