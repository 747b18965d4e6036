/* The menu of what can be copied of an object. */
#pragma once

#include "ui/views/session.h"

void ui_copy_open (UiSession *session, const PkiObject *object);
