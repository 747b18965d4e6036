/* A text in a popup, closed by any of the keys that close. Push ui_note_ops with a UiNote. */
#pragma once

#include "ui/core/view.h"

typedef struct {
	const char *title; /* translated; copied */
	const char *text; /* translated or printable lines; copied */
} UiNote;

extern const UiViewOps ui_note_ops;
