/* What the bottom line can ask: the request that a prompt view (ui/widgets) gets as its arguments.
 */
#pragma once

#include <glib.h>

#include "ui/core/view.h"

typedef struct {
	const char *label; /* "/", "Passphrase: "; translated, copied */
	const char *text; /* to begin with, or NULL; copied */
	gboolean secret; /* shown as dots, wiped after use, no history */
	GPtrArray *history; /* char*, oldest first, borrowed (outlives the prompt); what is accepted
			       is added; or NULL */
	/* Completions of TEXT, each a whole line; the prompt frees with g_strfreev(). Or NULL. */
	char **(*complete) (const char *text, gpointer data);
	/* Each change while typing; a message to show beside it (the prompt frees), or NULL. */
	char *(*changed) (const char *text, gpointer data);
	/* Enter. The prompt has closed already. TEXT is wiped afterwards when secret. */
	void (*accepted) (const char *text, gpointer data);
	/* Esc, ^C or Backspace in the empty line. The prompt has closed already. */
	void (*cancelled) (gpointer data);
	gpointer data;
	GDestroyNotify free_data; /* called when the prompt is gone */
} UiPromptRequest;

/* Opens the prompt on the line below the body, by the view handed to ui_app_new(). */
void ui_prompt_open (UiApp *app, const UiPromptRequest *request);
