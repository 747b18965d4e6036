#include "config.h"

#include "ui/term/clipboard.h"

#include <gio/gio.h>
#include <string.h>

#include "src/base/error.h"
#include "src/base/intl.h"
#include "ui/term/screen.h"

#define TERMINALS_TAKE 74994

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
	return tmux && g_subprocess_communicate (tmux, bytes, NULL, NULL, NULL, NULL) &&
	       g_subprocess_get_successful (tmux);
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
