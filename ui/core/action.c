#include "config.h"

#include "ui/core/action.h"

#include "src/base/intl.h"

static const UiActionInfo actions[UI_ACTION_N] = {
#define UI_ACTION(i, n, c, f, k, short, long)                                                      \
	[UI_ACTION_##i] = { .id = UI_ACTION_##i,                                                   \
		.name = n,                                                                         \
		.context = UI_CONTEXT_##c,                                                         \
		.flags = f,                                                                        \
		.keys = k,                                                                         \
		.footer = short,                                                                   \
		.help = long },
#include "ui/core/actions.def"
#undef UI_ACTION
};

const UiActionInfo *ui_action_info (UiActionId id)
{
	g_return_val_if_fail (id > UI_ACTION_NONE && id < UI_ACTION_N, NULL);
	return &actions[id];
}

UiActionId ui_action_from_name (const char *name)
{
	for (int i = 1; i < UI_ACTION_N; i++)
		if (g_str_equal (actions[i].name, name))
			return (UiActionId)i;
	return UI_ACTION_NONE;
}
