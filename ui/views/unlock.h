/* Opening what is locked: asks for the passphrase of the file that holds ID, and shows what is in
 * it, for this run only. */
#pragma once

#include "ui/views/session.h"

void ui_unlock_open (UiSession *session, gint64 id);
