#include "config.h"

#include "ui/explore.h"

#include "src/base/intl.h"
#include "ui/making.h"
#include "ui/views/checks.h"
#include "ui/views/expiry.h"
#include "ui/views/help.h"
#include "ui/views/history.h"
#include "ui/views/messages.h"
#include "ui/views/place-mark.h"
#include "ui/views/reading.h"
#include "ui/views/tree.h"
#include "ui/widgets/prompt.h"

static void refresh (gpointer data)
{
	UiSession *session = data;
	ui_reading_ask (session->reading);
}

static gboolean run (UiSession *session, UiHistoryArguments *history, GError **error)
{
	const char *note = pki_store_note (session->store);
	session->mark = ui_place_mark_new (session);
	session->reading = ui_reading_new (session);
	session->checks = ui_checks_new (session);
	session->generation = pki_store_generation (session->store);
	ui_app_set_refresh (session->app, refresh, session);
	ui_app_add_tab (session->app, UI_ACTION_TAB_TREE, &ui_tree_ops, session);
	ui_app_add_tab (session->app, UI_ACTION_TAB_EXPIRY, &ui_expiry_ops, session);
	ui_app_add_tab (session->app, UI_ACTION_TAB_HISTORY, &ui_history_ops, history);
	if (note)
		ui_app_message (session->app, UI_MESSAGE_WARNING, "%s", note);
	ui_reading_start (session->reading);
	return ui_app_run (session->app, error);
}

int ui_explore (const char *directory, gboolean mouse, GError **error)
{
	g_autoptr (PkiStore) store = pki_store_open (directory, PKI_STORE_DEFAULT, error);
	if (!store)
		return 2;
	const UiAppSetup setup = {
		.prompt = &ui_prompt_ops,
		.help = &ui_help_ops,
		.messages = &ui_messages_ops,
		.mouse = mouse,
	};
	UiSession session = { .store = store };
	session.app = ui_app_new (&setup, error);
	if (!session.app)
		return 2;
	session.items = ui_items_new (store);
	UiMaker *maker = ui_maker_new (&session);
	UiHistoryArguments history = { .session = &session };
	gboolean ran = run (&session, &history, error);
	if (session.timer)
		g_source_remove (session.timer);
	/* While the app waits for its jobs, none may be begun or cancelled a second time. */
	ui_checks_stop (session.checks);
	/* Views and jobs end first: they use the rest. */
	ui_app_free (session.app);
	ui_maker_free (maker);
	ui_place_mark_free (session.mark);
	ui_checks_free (session.checks);
	ui_reading_free (session.reading);
	ui_items_free (session.items);
	return ran ? 0 : 2;
}
