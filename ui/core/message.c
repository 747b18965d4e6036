#include "config.h"

#include <string.h>

#include "src/base/text.h"
#include "src/base/time.h"
#include "ui/core/app-private.h"
#include "ui/term/screen.h"

#define MESSAGES_KEPT 500

void _ui_message_free (gpointer data)
{
	UiMessage *message = data;
	g_free (message->text);
	g_free (message);
}

static UiMessage *keep (UiApp *app, UiMessageKind kind, const char *text)
{
	UiMessage *message = g_new0 (UiMessage, 1);
	message->kind = kind;
	message->time = pki_time_now ();
	message->text = pki_text_printable (text, -1);
	if (app->messages->len >= MESSAGES_KEPT) {
		if (app->shown == g_ptr_array_index (app->messages, 0))
			app->shown = NULL;
		g_ptr_array_remove_index (app->messages, 0);
	}
	g_ptr_array_add (app->messages, message);
	ui_app_dirty (app);
	return message;
}

void ui_app_message (UiApp *app, UiMessageKind kind, const char *format, ...)
{
	va_list list;
	va_start (list, format);
	g_autofree char *text = g_strdup_vprintf (format, list);
	va_end (list);
	UiMessage *message = keep (app, kind, text);
	if (kind != UI_MESSAGE_CAUGHT)
		app->shown = message;
}

/* The way out stands in a line of its own: here it is the next sentence. */
static char *as_sentences (const char *text)
{
	g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
	GString *out = g_string_new (NULL);
	for (char **line = lines; *line; line++) {
		gboolean ended = out->len == 0 || strchr (".:;!?", out->str[out->len - 1]);
		if (**line)
			g_string_append_printf (out, "%s%s%s", ended ? "" : ".",
				out->len ? " " : "", g_strstrip (*line));
	}
	return g_string_free (out, FALSE);
}

void ui_app_error (UiApp *app, const GError *error)
{
	g_autofree char *text = as_sentences (error->message);
	ui_app_message (app, UI_MESSAGE_ERROR, "%s", text);
}

const GPtrArray *ui_app_messages (UiApp *app)
{
	return app->messages;
}

void _ui_message_collect_caught (UiApp *app)
{
	g_autofree char *caught = ui_screen_caught ();
	if (!caught)
		return;
	g_auto (GStrv) lines = g_strsplit (caught, "\n", -1);
	for (char **line = lines; *line; line++)
		if (**line)
			keep (app, UI_MESSAGE_CAUGHT, *line);
}
