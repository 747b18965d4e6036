/* Where things stand on a screen of a given size: a pure function. */
#pragma once

#include <glib.h>

#include "ui/term/draw.h"

#define UI_LAYOUT_ROWS    24 /* the smallest screen served */
#define UI_LAYOUT_COLUMNS 80
#define UI_LAYOUT_WIDE    100 /* from here on two panes */

typedef struct {
	gboolean too_small;
	UiArea bar; /* tabs */
	UiArea header, body; /* the main view */
	UiArea side_header, side; /* beside it; no columns where there is none */
	int divider; /* column between the panes, -1 for none */
	UiArea status, footer;
} UiLayout;

UiLayout ui_layout (int rows, int columns, gboolean has_side);

/* A popup's frame over the body for content that wants ROWS × COLUMNS. */
UiArea ui_layout_popup (const UiLayout *layout, int rows, int columns);

/* What is inside a frame. */
UiArea ui_layout_inside (UiArea frame);
