/* The table of actions (actions.def) as data. */
#pragma once

#include <glib.h>

typedef enum {
	UI_ACTION_NONE,
#define UI_ACTION(id, name, context, flags, keys, footer, help) UI_ACTION_##id,
#include "ui/core/actions.def"
#undef UI_ACTION
	UI_ACTION_N,
} UiActionId;

/* Where keys mean something; a view's ops name theirs. */
typedef enum {
	UI_CONTEXT_ANY = 1 << 0,
	UI_CONTEXT_LIST = 1 << 1, /* rows to move in */
	UI_CONTEXT_FILTER = 1 << 2, /* rows that can be filtered */
	UI_CONTEXT_FOLD = 1 << 3, /* rows that expand and collapse */
	UI_CONTEXT_OBJECT = 1 << 4, /* an object is selected or shown */
	UI_CONTEXT_FORM = 1 << 5, /* something is being filled in */
} UiContext;

typedef enum {
	UI_FLAG_CHANGES = 1 << 0, /* changes the store */
	UI_FLAG_DANGEROUS = 1 << 1, /* asks for confirmation */
} UiFlags;

typedef struct {
	UiActionId id;
	const char *name; /* never translated */
	UiContext context;
	UiFlags flags;
	const char *keys; /* names of the default keys, separated by blanks */
	const char *footer; /* untranslated; NULL: not in the footer */
	const char *help; /* untranslated */
} UiActionInfo;

/* ID: 1 .. UI_ACTION_N - 1. */
const UiActionInfo *ui_action_info (UiActionId id);

/* UI_ACTION_NONE when there is no such name. */
UiActionId ui_action_from_name (const char *name);
