#include "config.h"

#include "src/base/intl.h"
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

static gboolean is_ended (const char *text)
{
	static const char *const ends[] = { ".", ":", ";", "!", "?", "。", "：", "；", "！", "？" };
	for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
		if (g_str_has_suffix (text, ends[i]))
			return TRUE;
	return FALSE;
}

char *ui_error_words (const GError *error)
{
	g_auto (GStrv) lines = g_strsplit (error->message, "\n", -1);
	g_autofree char *out = g_strdup ("");
	for (char **line = lines; *line; line++) {
		g_autofree char *before = g_steal_pointer (&out);
		const char *sentence = g_strstrip (*line);
		if (!*sentence || !*before)
			out = g_strdup (*sentence ? sentence : before);
		else if (is_ended (before))
			/* TRANSLATORS: two sentences, one after the other. */
			out = g_strdup_printf (_ ("%s %s"), before, sentence);
		else
			/* TRANSLATORS: two sentences; the first has no full stop of its own. */
			out = g_strdup_printf (_ ("%s. %s"), before, sentence);
	}
	return pki_text_printable (out, -1);
}

void ui_app_error (UiApp *app, const GError *error)
{
	g_autofree char *text = ui_error_words (error);
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
