/* Another passphrase for an encrypted private key. */
#pragma once

#include "ui/forms/materials.h"

/* PATH of the file with the key, below the directory. */
void ui_passphrase_open (UiDesk *desk, UiMaterials *materials, const char *path);
