#include "config.h"

#include "ui/widgets/prompt.h"

#include <string.h>

#include "src/base/intl.h"
#include "src/base/secret.h"
#include "src/base/text.h"
#include "ui/core/prompt.h"
#include "ui/widgets/lineedit-key.h"

/* What is typed always has this many columns, whatever the message beside it. */
#define TEXT_COLUMNS_LEAST 24

typedef struct {
	UiPromptRequest request; /* label and text are ours */
	UiLineEdit *edit;
	char *message; /* beside what is typed; printable */
	char **candidates; /* of the last Tab */
	guint candidate;
} Prompt;

static void say (Prompt *prompt, char *message)
{
	g_free (prompt->message);
	prompt->message = message ? pki_text_printable_message (message) : NULL;
	g_free (message);
}

static void changed (UiView *view)
{
	Prompt *prompt = ui_view_private (view);
	const UiPromptRequest *request = &prompt->request;
	say (prompt, request->changed
			     ? request->changed (ui_line_edit_text (prompt->edit), request->data)
			     : NULL);
	ui_view_dirty (view);
}

static gboolean open_prompt (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	Prompt *prompt = ui_view_private (view);
	prompt->request = *(const UiPromptRequest *)arguments;
	prompt->request.label = pki_text_printable (prompt->request.label, -1);
	prompt->edit = ui_line_edit_new (prompt->request.secret);
	if (prompt->request.text)
		ui_line_edit_set_text (prompt->edit, prompt->request.text);
	prompt->request.text = NULL;
	if (prompt->request.history && !prompt->request.secret)
		ui_line_edit_set_history (prompt->edit, prompt->request.history);
	return TRUE;
}

static void close_prompt (UiView *view)
{
	Prompt *prompt = ui_view_private (view);
	g_free ((char *)prompt->request.label);
	g_free (prompt->message);
	g_strfreev (prompt->candidates);
	ui_line_edit_free (prompt->edit);
	if (prompt->request.free_data)
		prompt->request.free_data (prompt->request.data);
}

/* Takes the callbacks out of the view: they run, and their data goes, after it has closed. */
static UiPromptRequest finish (UiView *view)
{
	Prompt *prompt = ui_view_private (view);
	UiPromptRequest request = prompt->request;
	request.label = NULL;
	prompt->request.free_data = NULL;
	ui_view_close (view);
	return request;
}

static void accept (UiView *view)
{
	Prompt *prompt = ui_view_private (view);
	/* A secret is handed on in memory that is wiped; so is any other text. */
	g_autoptr (PkiSecret) text = ui_line_edit_take_secret (prompt->edit);
	UiPromptRequest request = finish (view);
	if (request.history && !request.secret)
		ui_line_history_add (request.history, pki_secret_text (text));
	if (request.accepted)
		request.accepted (pki_secret_text (text), request.data);
	if (request.free_data)
		request.free_data (request.data);
}

static void cancel (UiView *view)
{
	UiPromptRequest request = finish (view);
	if (request.cancelled)
		request.cancelled (request.data);
	if (request.free_data)
		request.free_data (request.data);
}

/* ── completion
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static char *common_start (char **lines)
{
	gsize length = strlen (lines[0]);
	for (char **line = lines + 1; *line; line++) {
		gsize same = 0;
		while (same < length && (*line)[same] == lines[0][same])
			same++;
		length = same;
	}
	return g_strndup (lines[0], length);
}

static void complete (UiView *view)
{
	Prompt *prompt = ui_view_private (view);
	const UiPromptRequest *request = &prompt->request;
	if (!request->complete)
		return;
	if (prompt->candidates) {
		prompt->candidate = (prompt->candidate + 1) % g_strv_length (prompt->candidates);
		ui_line_edit_set_text (prompt->edit, prompt->candidates[prompt->candidate]);
		changed (view);
		return;
	}
	g_auto (GStrv) lines = request->complete (ui_line_edit_text (prompt->edit), request->data);
	if (!lines || !lines[0])
		return;
	g_autofree char *start = common_start (lines);
	gboolean longer = strlen (start) > strlen (ui_line_edit_text (prompt->edit));
	if (longer)
		ui_line_edit_set_text (prompt->edit, start);
	changed (view);
	if (!lines[1])
		return;
	say (prompt, g_strjoinv ("  ", lines));
	if (longer)
		return;
	/* Another Tab goes from one candidate to the next. */
	prompt->candidate = g_strv_length (lines) - 1;
	prompt->candidates = g_steal_pointer (&lines);
	complete (view);
}

/* ── keys
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static void edit_key (UiView *view, UiKey key)
{
	Prompt *prompt = ui_view_private (view);
	if (!ui_line_edit_press (prompt->edit, key))
		return;
	g_clear_pointer (&prompt->candidates, g_strfreev);
	changed (view);
}

static gboolean key_pressed (UiView *view, UiKey key)
{
	Prompt *prompt = ui_view_private (view);
	gboolean empty = ui_line_edit_is_empty (prompt->edit);
	if (key == UI_KEY_CTRL ('z') || key == UI_KEY_CTRL ('l'))
		return FALSE;
	if (key == UI_KEY_ENTER)
		accept (view);
	else if (key == UI_KEY_ESCAPE || key == UI_KEY_CTRL ('c') ||
		 (empty && (key == UI_KEY_BACKSPACE || key == UI_KEY_CTRL ('h'))))
		cancel (view);
	else if (key == UI_KEY_TAB)
		complete (view);
	else
		edit_key (view, key);
	return TRUE;
}

static void pasted (UiView *view, const char *text)
{
	Prompt *prompt = ui_view_private (view);
	if (ui_line_edit_insert (prompt->edit, text, -1))
		changed (view);
	else if (!ui_line_edit_fits (prompt->edit, text, -1))
		say (prompt, g_strdup (_ ("too long: nothing of it was taken")));
}

/* ── what is shown
 * ───────────────────────────────────────────────────────────────────────────────────────────────
 */

static guint rows (UiView *view)
{
	(void)view;
	return 1;
}

static int text_columns (UiView *view)
{
	Prompt *prompt = ui_view_private (view);
	int columns = ui_view_columns (view) - pki_text_width (prompt->request.label);
	int left = prompt->message ? columns - pki_text_width (prompt->message) - 2 : columns;
	return MAX (left, MIN (columns, TEXT_COLUMNS_LEAST));
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	(void)row;
	Prompt *prompt = ui_view_private (view);
	int cursor, width = text_columns (view);
	g_autofree char *text = ui_line_edit_visible (prompt->edit, width, &cursor);
	ui_cells_add (cells, UI_ROLE_KEY, prompt->request.label);
	ui_cells_fit (cells, UI_ROLE_VALUE, text, width);
	if (!prompt->message)
		return;
	ui_cells_add (cells, UI_ROLE_VALUE, "  ");
	ui_cells_add (cells, prompt->candidates ? UI_ROLE_MUTED : UI_ROLE_LABEL, prompt->message);
}

static gboolean caret (UiView *view, guint *row, int *column)
{
	Prompt *prompt = ui_view_private (view);
	int cursor;
	g_free (ui_line_edit_visible (prompt->edit, text_columns (view), &cursor));
	*row = 0;
	*column = pki_text_width (prompt->request.label) + cursor;
	return TRUE;
}

const UiViewOps ui_prompt_ops = {
	.name = "prompt",
	.place = UI_PLACE_LINE,
	.private_size = sizeof (Prompt),
	.open = open_prompt,
	.close = close_prompt,
	.rows = rows,
	.draw_row = draw_row,
	.caret = caret,
	.key = key_pressed,
	.paste = pasted,
};
