#include "config.h"

#include "ui/widgets/question.h"

#include "src/base/intl.h"
#include "ui/core/app.h"
#include "ui/widgets/keys.h"
#include "ui/widgets/wrapped.h"

#define COLUMNS 66

typedef struct {
	UiQuestion question; /* its texts are not kept */
	UiWrapped *text;
	char *answer, *otherwise;
} Question;

static gboolean open_question (UiView *view, gpointer arguments, GError **error)
{
	(void)error;
	const UiQuestion *given = arguments;
	Question *question = ui_view_private (view);
	question->question = *given;
	question->text = ui_wrapped_new (given->text);
	question->answer = g_strdup (given->answer);
	question->otherwise = g_strdup (given->otherwise);
	ui_view_set_title (view, given->title);
	return TRUE;
}

static void close_question (UiView *view)
{
	Question *question = ui_view_private (view);
	ui_wrapped_free (question->text);
	g_free (question->answer);
	g_free (question->otherwise);
	if (question->question.free_data)
		question->question.free_data (question->question.data);
}

/* The text, a blank, the keys. */
static guint rows (UiView *view)
{
	Question *question = ui_view_private (view);
	return ui_wrapped_lines (question->text, ui_view_columns (view) - 2) + 2;
}

static void wanted (UiView *view, int max_rows, int max_columns, int *out_rows, int *out_columns)
{
	Question *question = ui_view_private (view);
	*out_columns = MIN (COLUMNS, max_columns);
	*out_rows = MIN ((int)ui_wrapped_lines (question->text, *out_columns - 2) + 2, max_rows);
}

static void draw_keys (Question *question, UiCells *cells)
{
	g_autofree char *key = ui_key_name (question->question.key);
	ui_keys_add (cells, key, question->answer);
	ui_keys_add (cells, _ ("any other key"), question->otherwise);
}

static void draw_row (UiView *view, guint row, UiCells *cells)
{
	Question *question = ui_view_private (view);
	guint lines = ui_wrapped_lines (question->text, ui_view_columns (view) - 2);
	if (row > lines) {
		draw_keys (question, cells);
	} else if (row < lines) {
		ui_cells_move (cells, 1);
		ui_cells_add (cells, UI_ROLE_VALUE, ui_wrapped_line (question->text, row));
	}
}

static void draw_footer (UiView *view, UiCells *cells)
{
	draw_keys (ui_view_private (view), cells);
}

static gboolean key_pressed (UiView *view, UiKey key)
{
	Question *question = ui_view_private (view);
	UiQuestion taken = question->question;
	if (key == UI_KEY_CTRL ('z') || key == UI_KEY_CTRL ('l'))
		return FALSE;
	question->question.free_data = NULL;
	ui_view_close (view);
	if (key == taken.key)
		taken.agreed (taken.data);
	if (taken.free_data)
		taken.free_data (taken.data);
	return TRUE;
}

/* A paste agrees to nothing. */
static void pasted (UiView *view, const char *text)
{
	(void)text;
	ui_view_close (view);
}

const UiViewOps ui_question_ops = {
	.name = "question",
	.place = UI_PLACE_POPUP,
	.private_size = sizeof (Question),
	.scrolls = TRUE,
	.open = open_question,
	.close = close_question,
	.rows = rows,
	.wanted = wanted,
	.draw_row = draw_row,
	.draw_footer = draw_footer,
	.key = key_pressed,
	.paste = pasted,
};
