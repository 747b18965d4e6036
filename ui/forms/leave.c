#include "config.h"

#include "ui/forms/leave.h"

#include "src/base/intl.h"
#include "ui/core/app.h"
#include "ui/widgets/question.h"

typedef struct {
	UiView *views[3]; /* the last opened first; NULL for none */
} Leaving;

static void leave (gpointer data)
{
	const Leaving *leaving = data;
	for (guint i = 0; i < G_N_ELEMENTS (leaving->views); i++)
		if (leaving->views[i])
			ui_view_close (leaving->views[i]);
}

UiCan ui_leave_can (UiActionId action, char **why_not)
{
	switch (action) {
	case UI_ACTION_TAB_TREE:
	case UI_ACTION_TAB_EXPIRY:
	case UI_ACTION_TAB_HISTORY:
	case UI_ACTION_SETTINGS:
	case UI_ACTION_QUIT:
		if (why_not)
			*why_not = g_strdup (_ ("Finish this first, or leave it with Esc."));
		return UI_CAN_NOT_NOW;
	default:
		return UI_CAN_NOT_HERE;
	}
}

void ui_leave (UiView *top, UiView *middle, UiView *bottom, gboolean is_touched)
{
	Leaving leaving = { { top, middle, bottom } };
	if (!is_touched) {
		leave (&leaving);
		return;
	}
	const UiQuestion question = {
		.title = _ ("Leave the form?"),
		.text = _ ("Nothing was written so far. What you typed here is forgotten."),
		.key = 'y',
		.answer = _ ("leave"),
		.otherwise = _ ("stay"),
		.agreed = leave,
		.data = g_memdup2 (&leaving, sizeof leaving),
		.free_data = g_free,
	};
	ui_app_show (ui_view_app (bottom), &ui_question_ops, (gpointer)&question);
}
