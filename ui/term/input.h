/* What comes from the terminal: keys, a paste as one event, and, when asked for, the mouse. */
#pragma once

#include "ui/term/key.h"

typedef enum {
	UI_EVENT_KEY,
	UI_EVENT_PASTE,
	UI_EVENT_PRESS, /* left button */
	UI_EVENT_WHEEL_UP,
	UI_EVENT_WHEEL_DOWN,
} UiEventType;

typedef struct {
	UiEventType type;
	UiKey key; /* UI_EVENT_KEY */
	char *text; /* UI_EVENT_PASTE: valid UTF-8, of control characters only \n; owned by the
		       event; may be a secret, so it is wiped */
	int row, column; /* mouse */
} UiEvent;

typedef struct _UiInput UiInput;

/* The screen must be open, for both. */
UiInput *ui_input_new (void);
void ui_input_free (UiInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiInput, ui_input_free)

/* The next event that is there, without waiting; FALSE when there is none. Call it until then. The
 * caller frees event->text. */
gboolean ui_input_next (UiInput *input, UiEvent *event);

/* Readable when something was typed. */
int ui_input_descriptor (void);

/* Switches reports of the mouse; off at the start. Returns whether they were on. */
gboolean ui_input_set_mouse (gboolean on);
