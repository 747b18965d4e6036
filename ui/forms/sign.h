/* A certificate from somebody's request. */
#pragma once

#include "ui/forms/materials.h"

/* REQUEST is the path of the request to begin with, below the directory; NULL: any. */
void ui_sign_open (UiDesk *desk, UiMaterials *materials, const char *request);
