/* A new CA: a root, or one below another CA. */
#pragma once

#include "ui/forms/materials.h"

void ui_root_open (UiDesk *desk, UiMaterials *materials);

/* SIGNER as in certificate.h. */
void ui_intermediate_open (UiDesk *desk, UiMaterials *materials, const char *signer);
