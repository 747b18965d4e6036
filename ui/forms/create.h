/*
 * The ways into the forms: the menu of what can be made here, and single forms for single actions.
 * Each looks first what there is; what is not possible here says why.
 */
#pragma once

#include "ui/forms/desk.h"

/* SIGNER is the path of the certificate of the CA that is selected, or NULL. */
void ui_create_open (UiDesk *desk, const char *signer);

/* Of the request in the file at PATH, below the directory. */
void ui_create_signature (UiDesk *desk, const char *path);

void ui_create_settings (UiDesk *desk);

/* Of the encrypted key in the file at PATH. */
void ui_create_passphrase (UiDesk *desk, const char *path);
