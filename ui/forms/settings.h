/* What holds in the store unless a form says otherwise. */
#pragma once

#include "ui/forms/materials.h"

void ui_settings_open (UiDesk *desk, UiMaterials *materials);
