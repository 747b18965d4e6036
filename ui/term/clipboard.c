#include "config.h"

#include "ui/term/clipboard.h"

#include <gio/gio.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "ui/term/screen.h"

enum { TERMINALS_TAKE = 74994, TMUX_MILLISECONDS = 1000 };

typedef struct {
	GSubprocess *tmux;
	gboolean ended, took_it;
} Handing;

static void handed (GObject *tmux, GAsyncResult *result, gpointer data)
{
	Handing *handing = data;
	handing->ended = TRUE;
	handing->took_it =
		g_subprocess_communicate_finish (G_SUBPROCESS (tmux), result, NULL, NULL, NULL) &&
		g_subprocess_get_successful (G_SUBPROCESS (tmux));
}

static gboolean give_up (gpointer data)
{
	Handing *handing = data;
	g_subprocess_force_exit (handing->tmux);
	return G_SOURCE_REMOVE;
}

/* A tmux whose server hangs would hold up everything. */
static gboolean hand_over (GSubprocess *tmux, GBytes *bytes)
{
	g_autoptr (GMainContext) context = g_main_context_new ();
	g_autoptr (GSource) patience = g_timeout_source_new (TMUX_MILLISECONDS);
	Handing handing = { .tmux = tmux };
	g_source_set_callback (patience, give_up, &handing, NULL);
	g_source_attach (patience, context);
	g_main_context_push_thread_default (context);
	g_subprocess_communicate_async (tmux, bytes, NULL, handed, &handing);
	while (!handing.ended)
		g_main_context_iteration (context, TRUE);
	g_main_context_pop_thread_default (context);
	g_source_destroy (patience);
	return handing.took_it;
}

/* tmux ignores OSC 52 from programs unless told otherwise, but takes a buffer and passes it on. */
static gboolean copy_by_tmux (const char *text, gsize size)
{
	if (!g_getenv ("TMUX"))
		return FALSE;
	g_autoptr (GSubprocess) tmux = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
								 G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
								 G_SUBPROCESS_FLAGS_STDERR_SILENCE,
		NULL, "tmux", "load-buffer", "-w", "-", NULL);
	g_autoptr (GBytes) bytes = g_bytes_new (text, size);
	return tmux && hand_over (tmux, bytes);
}

gboolean ui_clipboard_copy (const char *text, gsize size, GError **error)
{
	g_autofree char *encoded = g_base64_encode ((const guchar *)text, size);
	if (strlen (encoded) > TERMINALS_TAKE)
		return pki_throw (error, PKI_ERROR_LIMIT,
			_ ("this is more than terminals take into their clipboard"));
	if (copy_by_tmux (text, size))
		return TRUE;
	g_autofree char *sequence = g_strconcat ("\033]52;c;", encoded, "\a", NULL);
	ui_screen_write (sequence, strlen (sequence));
	return TRUE;
}
