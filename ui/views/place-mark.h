/* The name of the store, its branch and state, in the tab bar. */
#pragma once

#include "ui/views/session.h"

UiPlaceMark *ui_place_mark_new (UiSession *session);
void ui_place_mark_free (UiPlaceMark *mark);

/* Asks git again. */
void ui_place_mark_refresh (UiPlaceMark *mark);
