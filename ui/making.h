/* Puts views and forms together: what can be made of what the views show. */
#pragma once

#include "ui/views/session.h"

typedef struct _UiMaker UiMaker;

/* Gives the session its making and the application its own actions. SESSION outlives it; freed
 * after the application. */
UiMaker *ui_maker_new (UiSession *session);
void ui_maker_free (UiMaker *maker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiMaker, ui_maker_free)
