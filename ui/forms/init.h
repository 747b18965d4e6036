/* A new store in the directory that is open. */
#pragma once

#include "ui/forms/materials.h"

void ui_init_open (UiDesk *desk, UiMaterials *materials);
