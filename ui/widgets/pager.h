/* A text to read: scrolls, wraps long lines, can be searched and copied. Push ui_pager_ops with a
 * UiPagerText. */
#pragma once

#include "ui/core/view.h"

typedef struct {
	const char *title; /* printable; copied */
	const char *text; /* lines that passed pki_text_printable_lines(); copied */
	const char *copied; /* what `y` says it has copied, translated; copied. NULL: no copying */
} UiPagerText;

extern const UiViewOps ui_pager_ops;
